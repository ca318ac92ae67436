// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The `alc` dialect: kernels and engine instructions (see Alc.td).

#ifndef ALCYONE_COMPILER_DIALECT_ALC_H
#define ALCYONE_COMPILER_DIALECT_ALC_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "compiler/dialect/AlcDialect.h.inc"
#include "compiler/dialect/AlcInterfaces.h.inc"

#define GET_OP_CLASSES
#include "compiler/dialect/AlcOps.h.inc"

namespace alcyone::compiler::alc {

/// What a field that is only known at run time holds in `fields`.
inline constexpr int64_t kDynamic = mlir::ShapedType::kDynamic;

/// Builds an engine instruction field by field, by the names of its ISA
/// record. A field takes a constant or an i64 value; one that is not set has
/// its record's default.
class EngineOpBuilder {
public:
  EngineOpBuilder(llvm::StringRef mnemonic, uint32_t queue);
  EngineOpBuilder &set(llvm::StringRef field, mlir::OpFoldResult value,
                       unsigned element = 0);
  EngineOpBuilder &set(llvm::StringRef field, int64_t value,
                       unsigned element = 0);
  EngineOpBuilder &reads(llvm::ArrayRef<int64_t> buffers);
  EngineOpBuilder &writes(llvm::ArrayRef<int64_t> buffers);
  EngineOpBuilder &waits(llvm::ArrayRef<int64_t> pairs);
  EngineOpBuilder &signals(llvm::ArrayRef<int64_t> triples);
  EngineOpBuilder &program(llvm::StringRef symbol);
  EngineOp create(mlir::OpBuilder &builder, mlir::Location location);

private:
  std::string mnemonic;
  uint32_t queue;
  llvm::SmallVector<int64_t> fields;
  llvm::SmallVector<std::pair<unsigned, mlir::Value>> dynamic;
  llvm::SmallVector<int64_t> readIds, writeIds, waitPairs, signalTriples;
  std::string programSymbol;
};

/// How many more waits and signals an instruction's header can take. `waits`
/// and `signals` fill it from the front; fields may hold those at the back.
unsigned roomForWaits(EngineOp op);
unsigned roomForSignals(EngineOp op);

} // namespace alcyone::compiler::alc

#endif // ALCYONE_COMPILER_DIALECT_ALC_H
