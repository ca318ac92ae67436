// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/to_llvm/EngineLowering.h"

#include "compiler/dialect/FieldLayout.h"
#include "compiler/transforms/to_llvm/ControlCode.h"
#include "isa/generated/Registers.h"
#include "isa/machine/EngineQueue.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace alcyone::compiler::alc;

namespace alcyone::compiler {

static constexpr unsigned descriptorAlignment = 8; // the ISA asks for it
static constexpr unsigned microAlignment = 4;

EngineLowering::EngineLowering(ModuleOp module)
    : module(module), globals(OpBuilder::atBlockEnd(module.getBody())) {}

LogicalResult EngineLowering::lower(MicroProgramOp op) {
  FailureOr<MicroImage> image = encodeMicroProgram(op);
  if (failed(image))
    return failure();
  SmallVector<uint32_t> words = image->words;
  if (words.empty())
    words.push_back(0); // an address of its own
  Type word = globals.getI32Type();
  auto value = DenseIntElementsAttr::get(
      RankedTensorType::get(int64_t(words.size()), word), words);
  std::string name = op.getSymName().str();
  Location location = op.getLoc();
  op.erase();
  auto global = LLVM::GlobalOp::create(
      globals, location, LLVM::LLVMArrayType::get(word, words.size()),
      /*isConstant=*/true, LLVM::Linkage::Internal, name, value,
      microAlignment);
  global.setSection(".rodata.alc.micro");
  microImages[name] = std::move(*image);
  return success();
}

LogicalResult EngineLowering::checkQueue(EngineOp op) {
  uint32_t ports = 0;
  for (const isa::RegisterInfo &info : isa::tileRegisters)
    if (info.offset == isa::registerOffset(isa::TileRegister::QueuePush))
      ports = info.count;
  if (op.getQueue() >= ports)
    return op->emitOpError("goes to queue ")
           << op.getQueue() << "; a tile has " << ports;
  auto needs = [&](int64_t &channels, unsigned first) {
    channels = std::max<int64_t>(channels, op.getQueue() - first + 1);
  };
  if (op.getQueue() >= isa::firstCdmaQueue)
    needs(engineNeeds.cdmaChannels, isa::firstCdmaQueue);
  else if (op.getQueue() >= isa::firstTdmaQueue)
    needs(engineNeeds.tdmaChannels, isa::firstTdmaQueue);
  ArrayRef<int64_t> waits = op.getWaits(), signals = op.getSignals();
  for (size_t i = 0; i < waits.size(); i += 2)
    engineNeeds.semaphores = std::max(engineNeeds.semaphores, waits[i] + 1);
  for (size_t i = 0; i < signals.size(); i += 3)
    engineNeeds.semaphores = std::max(engineNeeds.semaphores, signals[i] + 1);
  return success();
}

LogicalResult EngineLowering::lower(EngineOp op) {
  const MicroImage *micro = nullptr;
  if (FlatSymbolRefAttr program = op.getProgramAttr()) {
    auto found = microImages.find(program.getValue());
    if (found == microImages.end())
      return op->emitOpError("runs ") << program << ", which is nowhere";
    micro = &found->second;
  }
  if (failed(checkQueue(op)))
    return failure();
  FailureOr<SmallVector<uint8_t>> bytes =
      encodeDescriptor(op, locationTable.tag(op.getLoc()), micro);
  if (failed(bytes))
    return failure();
  LLVM::GlobalOp global = makeDescriptor(op, *bytes);
  OpBuilder entry(op->getContext());
  auto function = op->getParentOfType<FunctionOpInterface>();
  entry.setInsertionPointToStart(&function.getFunctionBody().front());
  Value descriptor = LLVM::AddressOfOp::create(entry, op.getLoc(), global);
  storeFields(op, descriptor);
  push(op, descriptor);
  op->erase();
  return success();
}

LLVM::GlobalOp EngineLowering::makeDescriptor(EngineOp op,
                                              ArrayRef<uint8_t> bytes) {
  std::string name = ("alc.desc." + Twine(descriptorCount++) + "." +
                      op->getName().stripDialect())
                         .str();
  int64_t size = bytes.size();
  Type byte = globals.getI8Type();
  FlatSymbolRefAttr program = op.getProgramAttr();
  Type type = LLVM::LLVMArrayType::get(byte, size);
  Attribute value;
  if (!program)
    value = DenseIntElementsAttr::get(RankedTensorType::get(size, byte), bytes);
  else
    type = globals.getI32Type(); // replaced by fillWithProgram
  auto global =
      LLVM::GlobalOp::create(globals, op.getLoc(), type,
                             /*isConstant=*/false, LLVM::Linkage::Internal,
                             name, value, descriptorAlignment);
  global.setSection(".data.alc.desc");
  if (program)
    fillWithProgram(global, program.getValue(), bytes);
  return global;
}

// The address of the micro-program is for the linker to fill in, so the
// descriptor is a packed structure around it.
void EngineLowering::fillWithProgram(LLVM::GlobalOp global, StringRef program,
                                     ArrayRef<uint8_t> bytes) {
  const FieldSlot &slot =
      fieldSlots("vector")[*findSlot("vector", "program", 0)];
  MLIRContext *context = global.getContext();
  Location location = global.getLoc();
  OpBuilder builder(context);
  builder.createBlock(&global.getInitializerRegion());
  auto constantBytes = [&](ArrayRef<uint8_t> part) -> Value {
    auto type =
        RankedTensorType::get(int64_t(part.size()), builder.getI8Type());
    return LLVM::ConstantOp::create(
        builder, location,
        LLVM::LLVMArrayType::get(builder.getI8Type(), part.size()),
        DenseIntElementsAttr::get(type, part));
  };
  Value address = LLVM::AddressOfOp::create(
      builder, location, LLVM::LLVMPointerType::get(context), program);
  Value members[] = {
      constantBytes(bytes.take_front(slot.offset)),
      LLVM::PtrToIntOp::create(builder, location,
                               builder.getIntegerType(slot.widthBytes * 8),
                               address),
      constantBytes(bytes.drop_front(slot.offset + slot.widthBytes))};
  SmallVector<Type> types;
  for (Value member : members)
    types.push_back(member.getType());
  auto type = LLVM::LLVMStructType::getLiteral(context, types, /*packed=*/true);
  Value whole = LLVM::UndefOp::create(builder, location, type);
  for (int64_t i = 0; i < 3; ++i)
    whole =
        LLVM::InsertValueOp::create(builder, location, whole, members[i], i);
  LLVM::ReturnOp::create(builder, location, whole);
  global.setGlobalType(type);
}

/// Where a field's value can be stored: before the outermost loop in which it
/// does not change.
static Operation *storePoint(Operation *op, Value value) {
  Operation *point = op;
  Region *definition = value.getParentRegion();
  for (Operation *parent = op->getParentOp();
       !llvm::isa<FunctionOpInterface>(parent);
       parent = parent->getParentOp()) {
    if (parent->isAncestor(definition->getParentOp()))
      break;
    if (llvm::isa<LoopLikeOpInterface>(parent))
      point = parent;
  }
  return point;
}

void EngineLowering::storeFields(EngineOp op, Value descriptor) {
  auto next = op.getDynamic().begin();
  for (auto [slot, field] :
       llvm::zip(fieldSlots(op->getName().stripDialect()), op.getFields())) {
    if (field != kDynamic)
      continue;
    Value value = *next++;
    if (getConstantIntValue(OpFoldResult(value)))
      continue; // is in the descriptor
    OpBuilder builder(storePoint(op, value));
    Location location = op.getLoc();
    if (slot.widthBytes < 8)
      value = arith::TruncIOp::create(
          builder, location, builder.getIntegerType(slot.widthBytes * 8),
          value);
    Value address = LLVM::GEPOp::create(
        builder, location, descriptor.getType(), builder.getI8Type(),
        descriptor, ArrayRef<LLVM::GEPArg>{int32_t(slot.offset)});
    LLVM::StoreOp::create(
        builder, location, value, address,
        unsigned(llvm::MinAlign(slot.offset, slot.widthBytes)));
  }
}

void EngineLowering::push(EngineOp op, Value descriptor) {
  OpBuilder builder(op);
  writeRegister(
      builder, op.getLoc(),
      isa::registerOffset(isa::TileRegister::QueuePush, op.getQueue()),
      descriptor);
}

} // namespace alcyone::compiler
