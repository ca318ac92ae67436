// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/dialect/Alc.h"
#include "compiler/dialect/FieldLayout.h"

#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace alcyone::compiler::alc;

#include "compiler/dialect/AlcDialect.cpp.inc"
#include "compiler/dialect/AlcInterfaces.cpp.inc"

#define GET_OP_CLASSES
#include "compiler/dialect/AlcOps.cpp.inc"

void AlcDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "compiler/dialect/AlcOps.cpp.inc"
      >();
}

LogicalResult KernelOp::verify() {
  Block &block = getBody().front();
  if (block.getArgumentTypes() != getInputs().getTypes())
    return emitOpError("block arguments differ from the inputs' types");
  if (block.getTerminator()->getOperandTypes() != getResultTypes())
    return emitOpError("yields other types than its results");
  if (getPlaces() &&
      getPlaces()->size() != getInputs().size() + getNumResults())
    return emitOpError("has ")
           << getPlaces()->size() << " places for " << getInputs().size()
           << " inputs and " << getNumResults() << " results";
  return success();
}
