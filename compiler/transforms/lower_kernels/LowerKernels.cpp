// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-lower-kernels: every kernel becomes a function of engine instructions
// that ends in a barrier of the chip; the entry calls them one after another.

#include "compiler/analysis/TargetChip.h"
#include "compiler/transforms/Passes.h"
#include "compiler/transforms/lower_kernels/Lowering.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_LOWERKERNELSPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

struct LowerKernels : impl::LowerKernelsPassBase<LowerKernels> {
  using LowerKernelsPassBase::LowerKernelsPassBase;

  void runOnOperation() override {
    FailureOr<isa::Chip> target = findChip(getOperation(), chip);
    if (failed(target))
      return signalPassFailure();
    ModuleOp module = getOperation();
    MicroProgramTable table(module);
    SmallVector<func::FuncOp> entries;
    for (auto function : module.getOps<func::FuncOp>())
      if (function->hasAttr("alc.arguments"))
        entries.push_back(function);
    for (func::FuncOp entry : entries)
      if (failed(lower(entry, table, *target)))
        return signalPassFailure();
  }

  LogicalResult lower(func::FuncOp entry, MicroProgramTable &table,
                      const isa::Chip &target) {
    ModuleOp module = getOperation();
    OpBuilder builder(module.getContext());
    SmallVector<func::FuncOp> functions;
    for (alc::KernelOp kernel : entry.getOps<alc::KernelOp>()) {
      if (!kernel.getPlaces() ||
          (!kernel.getTiling() && !isMovementKernel(kernel)))
        return kernel.emitOpError("has no places or no tiling; alc-plan-memory "
                                  "and alc-tile-kernels give them");
      builder.setInsertionPoint(entry);
      auto function =
          func::FuncOp::create(builder, kernel.getLoc(),
                               (entry.getName() + "." + kernel.getName() + "." +
                                Twine(functions.size()))
                                   .str(),
                               builder.getFunctionType({}, {}));
      function.setPrivate();
      builder.setInsertionPointToEnd(function.addEntryBlock());
      func::ReturnOp::create(builder, kernel.getLoc());
      builder.setInsertionPointToStart(&function.getBody().front());
      KernelBuilder body(builder, kernel.getLoc());
      LogicalResult done = isMovementKernel(kernel)
                               ? lowerMovement(kernel, body, target)
                               : lowerPlanned(kernel, body, table, target);
      if (failed(done))
        return failure();
      body.location = kernel.getLoc();
      emitChipBarrier(body, target);
      functions.push_back(function);
    }
    replaceBody(entry, functions);
    for (StringRef name : {"alc.arguments", "alc.weights", "alc.l2_bytes"}) {
      module->setAttr(name, entry->getAttr(name));
      entry->removeAttr(name);
    }
    module->setAttr("alc.chip", builder.getStringAttr(chip));
    return success();
  }

  static void replaceBody(func::FuncOp entry,
                          ArrayRef<func::FuncOp> functions) {
    OpBuilder builder(entry.getContext());
    Location location = entry.getLoc();
    entry.getBody().getBlocks().clear();
    entry.setFunctionType(builder.getFunctionType({}, {}));
    entry.removeArgAttrsAttr();
    entry.removeResAttrsAttr();
    builder.setInsertionPointToEnd(entry.addEntryBlock());
    for (func::FuncOp function : functions)
      func::CallOp::create(builder, function.getLoc(), function, ValueRange());
    func::ReturnOp::create(builder, location);
  }
};

} // namespace
} // namespace alcyone::compiler
