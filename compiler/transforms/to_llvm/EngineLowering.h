// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Engine operations as control code: a descriptor in the image, a store for
// each field that is only known at run time, and a store of the descriptor's
// address to the queue's port. Every operation has a descriptor of its own, so
// a field that does not change in a loop is stored once, before the loop.

#ifndef ALCYONE_COMPILER_TRANSFORMS_TOLLVM_ENGINELOWERING_H
#define ALCYONE_COMPILER_TRANSFORMS_TOLLVM_ENGINELOWERING_H

#include "compiler/transforms/to_llvm/Descriptor.h"
#include "compiler/transforms/to_llvm/LocationText.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/StringMap.h"

namespace alcyone::compiler {

/// What a chip must have for a program, as far as its engine operations tell.
struct EngineNeeds {
  int64_t semaphores = 0;
  int64_t tdmaChannels = 0;
  int64_t cdmaChannels = 0;
};

class EngineLowering {
public:
  explicit EngineLowering(mlir::ModuleOp module);

  /// Replaces the micro-program by its image, under the same name.
  mlir::LogicalResult lower(alc::MicroProgramOp op);
  /// Replaces the operation; its micro-program must have been replaced before.
  mlir::LogicalResult lower(alc::EngineOp op);

  /// Number of the location's text in `locations`.
  uint32_t tag(mlir::Location location) { return locationTable.tag(location); }
  const LocationTable &locations() const { return locationTable; }
  const EngineNeeds &needs() const { return engineNeeds; }

private:
  mlir::LogicalResult checkQueue(alc::EngineOp op);
  mlir::LLVM::GlobalOp makeDescriptor(alc::EngineOp op,
                                      llvm::ArrayRef<uint8_t> bytes);
  void fillWithProgram(mlir::LLVM::GlobalOp global, llvm::StringRef program,
                       llvm::ArrayRef<uint8_t> bytes);
  void storeFields(alc::EngineOp op, mlir::Value descriptor);
  void push(alc::EngineOp op, mlir::Value descriptor);

  mlir::ModuleOp module;
  mlir::OpBuilder globals; // inserts at the end of the module
  llvm::StringMap<MicroImage> microImages;
  LocationTable locationTable;
  EngineNeeds engineNeeds;
  unsigned descriptorCount = 0;
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_TOLLVM_ENGINELOWERING_H
