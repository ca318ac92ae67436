// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/random/Image.h"

#include "isa/generated/Registers.h"
#include "isa/support/AddressMap.h"
#include "runtime/random/Code.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

namespace alcyone::random {

using namespace isa;

namespace {

// Registers of the code.
constexpr unsigned tileBase = 5, scratch = 6, where = 10, what = 11, left = 12;
constexpr uint64_t tableAddress = 32;

class ImageWriter {
public:
  ImageWriter(const Chip &chip, uint64_t seed) : chip(chip), random(seed) {
    data.resize(tableAddress + 8 * chip.tileCount());
  }
  std::vector<uint8_t> write(const Schedule &schedule);

private:
  // A descriptor in memory and what it holds when the code has come this far.
  struct Slot {
    uint64_t address;
    std::vector<uint8_t> content;
  };

  void prologue();
  void item(const Item &item);
  void push(const Item &item);
  Slot &slotFor(const std::vector<uint8_t> &content);
  void patch(Slot &slot, const std::vector<uint8_t> &content);
  void storeRegister(TileRegister which, unsigned index, uint64_t value);
  uint64_t append(const void *bytes, size_t count);

  const Chip &chip;
  Random random;
  std::vector<uint8_t> data; // from address 0
  Code code;                 // of the tile at hand
  std::vector<Slot> slots;   // its
};

// Finds the tile's code by its number.
void ImageWriter::prologue() {
  Code start;
  start.lui(tileBase, int64_t(address::tileRegisters >> 12));
  start.load(8, scratch, registerOffset(TileRegister::TileId), tileBase);
  start.slli(scratch, scratch, 3);
  start.load(8, scratch, tableAddress, scratch);
  start.jalr(0, scratch);
  std::memcpy(data.data(), start.words.data(), 4 * start.words.size());
}

uint64_t ImageWriter::append(const void *bytes, size_t count) {
  data.resize((data.size() + 7) / 8 * 8);
  const uint64_t at = data.size();
  const auto *first = static_cast<const uint8_t *>(bytes);
  data.insert(data.end(), first, first + count);
  return at;
}

void ImageWriter::storeRegister(TileRegister which, unsigned index,
                                uint64_t value) {
  const uint64_t offset = registerOffset(which, index);
  code.li(what, value);
  if (offset < 2048)
    return code.store(8, what, int64_t(offset), tileBase);
  code.li(where, address::tileRegisters + offset);
  code.store(8, what, 0, where);
}

// Brings a descriptor up to date, a word or a part of it at a time.
void ImageWriter::patch(Slot &slot, const std::vector<uint8_t> &content) {
  code.li(where, slot.address);
  for (size_t word = 0; word < content.size(); word += 8) {
    if (std::equal(&content[word], &content[word] + 8, &slot.content[word]))
      continue;
    const unsigned bytes = 1u << random.below(4);
    for (size_t at = word; at < word + 8; at += bytes) {
      if (std::equal(&content[at], &content[at] + bytes, &slot.content[at]))
        continue;
      uint64_t value = 0;
      std::memcpy(&value, &content[at], bytes);
      code.li(what, value);
      code.store(bytes, what, int64_t(at), where);
    }
  }
  slot.content = content;
}

ImageWriter::Slot &ImageWriter::slotFor(const std::vector<uint8_t> &content) {
  std::vector<Slot *> fitting;
  for (Slot &slot : slots)
    if (slot.content.size() == content.size())
      fitting.push_back(&slot);
  if (!fitting.empty() && !random.oneIn(3)) {
    Slot &slot = *random.pick(fitting);
    patch(slot, content);
    return slot;
  }
  slots.push_back({append(content.data(), content.size()), content});
  return slots.back();
}

void ImageWriter::push(const Item &item) {
  Instruction instruction = item.instruction;
  if (Vector *vector = std::get_if<Vector>(&instruction))
    vector->program = uint32_t(
        append(item.operation->micro.data(), 4 * item.operation->micro.size()));
  std::vector<uint8_t> content(info(instruction).sizeBytes);
  encode(instruction, content.data());
  for (const Damage &damage : item.damage)
    content[damage.offset] = damage.byte;
  Slot &slot = slotFor(content);
  const unsigned repeat = item.operation ? item.operation->repeat : 1;
  if (repeat == 1)
    return storeRegister(TileRegister::QueuePush, item.queue, slot.address);

  code.li(left, repeat);
  const size_t top = code.words.size();
  storeRegister(TileRegister::QueuePush, item.queue, slot.address);
  code.li(where, slot.address);
  for (const Advance &advance : item.operation->advances) {
    code.load(advance.bytes, what, advance.offset, where);
    code.li(scratch, uint64_t(advance.step));
    code.add(what, what, scratch);
    code.store(advance.bytes, what, advance.offset, where);
    uint64_t value = 0;
    std::memcpy(&value, &slot.content[advance.offset], advance.bytes);
    value += repeat * uint64_t(advance.step);
    std::memcpy(&slot.content[advance.offset], &value, advance.bytes);
  }
  code.addi(left, left, -1);
  code.bnez(left, code.words.size() - top);
}

void ImageWriter::item(const Item &item) {
  const Operation *operation = item.operation;
  switch (item.kind) {
  case Item::Kind::Push:
    return push(item);
  case Item::Kind::Wait:
    return storeRegister(TileRegister::SemaphoreWait, 0,
                         item.semaphore | item.count << 8);
  case Item::Kind::Signal:
    return storeRegister(TileRegister::Semaphore, item.semaphore, item.count);
  case Item::Kind::Store:
    code.li(what, operation->value);
    break;
  case Item::Kind::Move:
    code.li(where, operation->from);
    code.load(operation->bytes, what, 0, where);
    break;
  }
  code.li(where, operation->to);
  code.store(operation->bytes, what, 0, where);
}

std::vector<uint8_t> ImageWriter::write(const Schedule &schedule) {
  prologue();
  for (size_t tile = 0; tile < schedule.size(); ++tile) {
    code.words.clear();
    slots.clear();
    for (const Item &next : schedule[tile])
      item(next);
    storeRegister(TileRegister::Halt, 0, 0);
    const uint64_t entry = append(code.words.data(), 4 * code.words.size());
    std::memcpy(&data[tableAddress + 8 * tile], &entry, sizeof entry);
  }
  if (data.size() > chip.tcp.memoryBytes)
    throw std::runtime_error("a random program needs " +
                             std::to_string(data.size()) +
                             " bytes of control memory");
  return std::move(data);
}

} // namespace

std::vector<uint8_t> image(const Schedule &schedule, const Chip &chip,
                           uint64_t seed) {
  return ImageWriter(chip, seed).write(schedule);
}

} // namespace alcyone::random
