// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/to_llvm/Descriptor.h"

#include "compiler/dialect/FieldLayout.h"
#include "isa/engines/Codec.h"
#include "isa/tvp/MicroInstruction.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"

#include <cstring>
#include <limits>

using namespace mlir;
using namespace alcyone::compiler::alc;

namespace alcyone::compiler {

FailureOr<MicroImage> encodeMicroProgram(MicroProgramOp op) {
  MicroImage image;
  ArrayAttr sections[] = {op.getSetup(), op.getBefore(), op.getBody(),
                          op.getAfter()};
  for (unsigned section = 0; section < 4; ++section) {
    if (sections[section].size() > std::numeric_limits<uint8_t>::max())
      return op.emitOpError("has a section of ")
             << sections[section].size()
             << " micro-instructions; a descriptor can name 255";
    image.lengths[section] = sections[section].size();
    for (StringAttr text : sections[section].getAsRange<StringAttr>()) {
      auto instruction = isa::parseMicro(text.getValue());
      if (!instruction)
        return op.emitOpError("holds '")
               << text.getValue() << "': column " << instruction.error().column
               << ": " << instruction.error().message;
      image.words.push_back(isa::encodeMicro(*instruction));
    }
  }
  return image;
}

namespace {
/// Sets header fields from attributes, refusing what does not fit.
class HeaderWriter {
public:
  explicit HeaderWriter(EngineOp op) : op(op) {}

  template <class Field>
  void set(Field &field, int64_t value, const char *what) {
    if (value < 0 || value > std::numeric_limits<Field>::max()) {
      op->emitOpError(what) << " " << value << " is not in 0.."
                            << uint64_t(std::numeric_limits<Field>::max());
      isGood = false;
    }
    field = Field(value);
  }

  FailureOr<isa::Header> run(uint32_t tag) {
    isa::Header header;
    header.tag = tag;
    ArrayRef<int64_t> waits = op.getWaits(), signals = op.getSignals();
    if (waits.size() > 0) {
      set(header.wait0Sem, waits[0], "waits for semaphore");
      set(header.wait0Count, waits[1], "waits for count");
    }
    if (waits.size() > 2) {
      set(header.wait1Sem, waits[2], "waits for semaphore");
      set(header.wait1Count, waits[3], "waits for count");
    }
    if (signals.size() > 0) {
      set(header.signal0Sem, signals[0], "signals semaphore");
      set(header.signal0Count, signals[1], "signals count");
      set(header.signal0Target, signals[2], "signals tile");
    }
    if (signals.size() > 3) {
      set(header.signal1Sem, signals[3], "signals semaphore");
      set(header.signal1Count, signals[4], "signals count");
      set(header.signal1Target, signals[5], "signals tile");
    }
    if (!isGood)
      return failure();
    return header;
  }

private:
  EngineOp op;
  bool isGood = true;
};
} // namespace

static void writeFields(EngineOp op, MutableArrayRef<uint8_t> bytes) {
  auto dynamic = op.getDynamic().begin();
  for (auto [slot, field] :
       llvm::zip(fieldSlots(op->getName().stripDialect()), op.getFields())) {
    if (slot.isHeader && field == slot.initial)
      continue;
    int64_t value = field;
    if (field == kDynamic)
      value = getConstantIntValue(OpFoldResult(*dynamic++)).value_or(0);
    std::memcpy(&bytes[slot.offset], &value, slot.widthBytes);
  }
}

static void writeLengths(const MicroImage &micro,
                         MutableArrayRef<uint8_t> bytes) {
  constexpr StringLiteral names[] = {"setupLength", "beforeLength",
                                     "bodyLength", "afterLength"};
  for (auto [name, length] : llvm::zip(names, micro.lengths)) {
    unsigned slot = *findSlot("vector", name, 0);
    bytes[fieldSlots("vector")[slot].offset] = uint8_t(length);
  }
}

FailureOr<SmallVector<uint8_t>> encodeDescriptor(EngineOp op, uint32_t tag,
                                                 const MicroImage *micro) {
  FailureOr<isa::Header> header = HeaderWriter(op).run(tag);
  if (failed(header))
    return failure();
  SmallVector<uint8_t> bytes(descriptorBytes(op->getName().stripDialect()), 0);
  bytes[isa::Header::opcodeOffset] = op.opcode();
  bytes[isa::Header::versionOffset] = isa::isaVersion;
  isa::visitFields(*header,
                   [&](const isa::FieldInfo &field, const auto &value) {
                     isa::codec::put(field, value, bytes.data());
                   });
  writeFields(op, bytes);
  if (micro)
    writeLengths(*micro, bytes);
  if (std::holds_alternative<isa::Fault>(isa::decode(bytes.data())))
    return op->emitOpError(
        "is no legal instruction: a field holds a value it must not have");
  return bytes;
}

} // namespace alcyone::compiler
