// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-to-llvm: the pass itself; engine operations are lowered by
// EngineLowering. Leaves scf, arith and func to the conversions of
// buildLLVMPipeline. What the program writer needs stays on the module:
//   alc.entry      the public function that tiles run
//   alc.locations  texts by descriptor tag
//   alc.requires   {l1_bytes, l2_bytes, semaphores, tdma_channels,
//                  cdma_channels} that the code
//                  uses

#include "compiler/transforms/Passes.h"
#include "compiler/transforms/to_llvm/ControlCode.h"
#include "compiler/transforms/to_llvm/EngineLowering.h"
#include "isa/generated/Registers.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

using namespace mlir;
using namespace alcyone::compiler::alc;

namespace alcyone::compiler {

#define GEN_PASS_DEF_TOLLVMPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

constexpr StringLiteral argumentTable = "alc_arguments";

class ModuleLowering {
public:
  explicit ModuleLowering(ModuleOp module) : module(module), engines(module) {}

  LogicalResult run() {
    if (failed(findEntry()) || failed(lowerOps<MicroProgramOp>()))
      return failure();
    makeArgumentTable();
    if (failed(lowerOps<ArgumentOp>()) || failed(lowerOps<TileIdOp>()) ||
        failed(lowerOps<BufferOp>()) || failed(lowerOps<EngineOp>()))
      return failure();
    for (auto function : module.getOps<func::FuncOp>())
      setLinkage(function);
    if (entry)
      makeStart();
    fillLocations();
    record();
    return success();
  }

private:
  template <class Op> LogicalResult lowerOps() {
    SmallVector<Op> ops;
    module.walk([&](Op op) { ops.push_back(op); });
    for (Op op : ops)
      if (failed(lower(op)))
        return failure();
    return success();
  }

  LogicalResult findEntry();
  void makeArgumentTable();
  void setLinkage(func::FuncOp function);
  void makeStart();
  void fillLocations();
  void record();

  LogicalResult lower(MicroProgramOp op) { return engines.lower(op); }
  LogicalResult lower(EngineOp op) { return engines.lower(op); }
  LogicalResult lower(ArgumentOp op);
  LogicalResult lower(TileIdOp op);
  LogicalResult lower(BufferOp op);

  ModuleOp module;
  EngineLowering engines;
  func::FuncOp entry;
  LLVM::GlobalOp table;
  unsigned argumentCount = 0;
  int64_t l1Bytes = 0;
};

LogicalResult ModuleLowering::findEntry() {
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isPrivate())
      continue;
    if (entry)
      return function.emitOpError("is a second public function beside ")
             << entry.getSymName() << "; tiles start in one";
    if (function.getNumArguments() || function.getNumResults())
      return function.emitOpError("is run by the tiles, so it takes no "
                                  "arguments and returns nothing");
    entry = function;
  }
  return success();
}

// The loader writes the arguments' device addresses here.
void ModuleLowering::makeArgumentTable() {
  auto arguments = module->getAttrOfType<ArrayAttr>("alc.arguments");
  argumentCount = arguments ? arguments.size() : 0;
  OpBuilder builder(module.getBodyRegion());
  Type word = builder.getI64Type();
  int64_t size = std::max(argumentCount, 1u);
  auto zeros =
      DenseIntElementsAttr::get(RankedTensorType::get(size, word), int64_t(0));
  table = LLVM::GlobalOp::create(builder, module.getLoc(),
                                 LLVM::LLVMArrayType::get(word, size),
                                 /*isConstant=*/false, LLVM::Linkage::External,
                                 argumentTable, zeros, /*alignment=*/8);
  table.setSection(".data");
}

LogicalResult ModuleLowering::lower(ArgumentOp op) {
  if (op.getIndex() >= argumentCount)
    return op.emitOpError("names argument ")
           << op.getIndex() << ", but the module's alc.arguments has "
           << argumentCount;
  OpBuilder builder(op);
  Value base = LLVM::AddressOfOp::create(builder, op.getLoc(), table);
  Value address = LLVM::GEPOp::create(
      builder, op.getLoc(), base.getType(), builder.getI64Type(), base,
      ArrayRef<LLVM::GEPArg>{int32_t(op.getIndex())});
  // Nothing changes the table while the program runs.
  auto load = LLVM::LoadOp::create(builder, op.getLoc(), builder.getI64Type(),
                                   address, /*alignment=*/8);
  load.setInvariant(true);
  op.replaceAllUsesWith(load.getResult());
  op.erase();
  return success();
}

LogicalResult ModuleLowering::lower(TileIdOp op) {
  OpBuilder builder(op);
  op.replaceAllUsesWith(readFixedRegister(
      builder, op.getLoc(), isa::registerOffset(isa::TileRegister::TileId)));
  op.erase();
  return success();
}

LogicalResult ModuleLowering::lower(BufferOp op) {
  if (!op.getBase())
    return op.emitOpError("has no base; alc-plan-l1 gives it one");
  int64_t base = *op.getBase(), slots = op.getSlots(), bytes = op.getBytes();
  if (slots < 1 || bytes < 0 || base < 0)
    return op.emitOpError("needs at least one slot and no negative sizes");
  l1Bytes = std::max(l1Bytes, base + slots * bytes);
  OpBuilder builder(op);
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIntOp::create(builder, op.getLoc(),
                                        builder.getI64Type(), value);
  };
  Value address = constant(base);
  if (slots > 1) {
    Value slot = builder.createOrFold<arith::RemUIOp>(
        op.getLoc(), op.getIteration(), constant(slots));
    Value offset =
        builder.createOrFold<arith::MulIOp>(op.getLoc(), slot, constant(bytes));
    address = builder.createOrFold<arith::AddIOp>(op.getLoc(), offset, address);
  }
  op.replaceAllUsesWith(address);
  op.erase();
  return success();
}

// Kernels stay functions, so that a program counter tells which one it is in.
void ModuleLowering::setLinkage(func::FuncOp function) {
  Builder builder(module.getContext());
  function->setAttr("passthrough",
                    builder.getStrArrayAttr({"noinline", "nounwind"}));
  if (function.isPrivate() && !function.isExternal())
    function->setAttr(
        "llvm.linkage",
        LLVM::LinkageAttr::get(module.getContext(), LLVM::Linkage::Internal));
}

// Reset sets the stack pointer; there is nothing else to prepare.
void ModuleLowering::makeStart() {
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  Location location = entry.getLoc();
  auto start = func::FuncOp::create(builder, location, "_start",
                                    builder.getFunctionType({}, {}));
  setLinkage(start);
  Block *body = start.addEntryBlock();
  Block *forever = start.addBlock();
  builder.setInsertionPointToStart(body);
  func::CallOp::create(builder, location, entry);
  Value zero =
      arith::ConstantIntOp::create(builder, location, builder.getI64Type(), 0);
  writeRegister(builder, location, isa::registerOffset(isa::TileRegister::Halt),
                zero);
  cf::BranchOp::create(builder, location, forever);
  builder.setInsertionPointToStart(forever);
  cf::BranchOp::create(builder, location, forever);
}

// Line tables know files and lines only. Where a model has names instead (ONNX
// nodes), the line is the number in alc.locations, of a file called so.
void ModuleLowering::fillLocations() {
  FileLineColLoc known;
  module.walk([&](Operation *op) {
    known = op->getLoc()->findInstanceOf<FileLineColLoc>();
    return known ? WalkResult::interrupt() : WalkResult::advance();
  });
  MLIRContext *context = module.getContext();
  StringAttr file =
      known ? known.getFilename() : StringAttr::get(context, "alc.locations");
  module.walk([&](Operation *op) {
    // Of an inlined function, the place in its own text.
    FileLineColLoc own = op->getLoc()->findInstanceOf<FileLineColLoc>();
    uint32_t line = known ? 0 : engines.tag(op->getLoc());
    op->setLoc(own ? own : FileLineColLoc::get(file, line, 0));
  });
}

void ModuleLowering::record() {
  Builder builder(module.getContext());
  if (entry)
    module->setAttr("alc.entry", entry.getSymNameAttr());
  module->setAttr("alc.locations",
                  engines.locations().texts(module.getContext()));
  auto number = [&](StringRef name, int64_t value) {
    return builder.getNamedAttr(name, builder.getI64IntegerAttr(value));
  };
  auto l2Bytes = module->getAttrOfType<IntegerAttr>("alc.l2_bytes");
  module->setAttr("alc.requires",
                  builder.getDictionaryAttr(
                      {number("cdma_channels", engines.needs().cdmaChannels),
                       number("l1_bytes", l1Bytes),
                       number("l2_bytes", l2Bytes ? l2Bytes.getInt() : 0),
                       number("semaphores", engines.needs().semaphores),
                       number("tdma_channels", engines.needs().tdmaChannels)}));
}

struct ToLLVMPass : impl::ToLLVMPassBase<ToLLVMPass> {
  void runOnOperation() override {
    if (failed(ModuleLowering(getOperation()).run()))
      signalPassFailure();
  }
};

} // namespace
} // namespace alcyone::compiler
