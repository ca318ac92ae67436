// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Trials.h"

#include "Bases.h"
#include "isa/machine/SignalTargets.h"

#include <cstring>

namespace alcyone::tests {

using namespace isa;

namespace {

// The semaphore that says that all of a trial is done.
constexpr unsigned doneSemaphore = 5;

std::string describe(const FieldUnderTest &field, unsigned element,
                     uint64_t value) {
  std::string text = std::string(field.record) + "." + std::string(field.name);
  if (field.info.count > 1)
    text += "[" + std::to_string(element) + "]";
  return text + " = " + std::to_string(int64_t(value));
}

std::vector<uint8_t> bytesOf(const Instruction &instruction) {
  std::vector<uint8_t> bytes(info(instruction).sizeBytes);
  encode(instruction, bytes.data());
  return bytes;
}

void push(Image &image, unsigned tile, unsigned queue, uint64_t descriptor) {
  image.write(tile, TileRegister::QueuePush, queue, descriptor);
}

void give(Image &image, const Chip &chip, unsigned semaphore, unsigned count) {
  if (count && semaphore < chip.semaphore.count)
    image.write(0, TileRegister::Semaphore, semaphore, count);
}

// What the tiles that a signal reaches do: they wait for it.
void receive(Image &image, const Chip &chip, const Instruction &instruction,
             unsigned semaphore, unsigned count, uint16_t target) {
  if (count == 0 || semaphore >= chip.semaphore.count)
    return;
  const unsigned tiles = unsigned(chip.tileCount());
  const TileRange range = signalTargets(instruction, target, 0, tiles);
  for (unsigned tile = 0; tile < tiles; ++tile)
    if (range.contains(tile))
      image.write(tile, TileRegister::SemaphoreWait, 0, semaphore | count << 8);
}

// Semaphores, where the memory is compared.
void dumpSemaphores(Image &image, const Layout &layout) {
  const unsigned semaphores[] = {0, 9,
                                 unsigned(layout.chip.semaphore.count - 1)};
  uint64_t to = address::ownL1 + layout.l1Base + random::listBytes;
  for (const unsigned semaphore : semaphores) {
    for (unsigned tile = 0; tile < layout.tiles(); ++tile)
      image.dump(tile, TileRegister::Semaphore, semaphore, to);
    to += 8;
  }
}

// Everyone who takes part in a barrier comes to it.
void pushToAll(Image &image, const Chip &chip, const Barrier &barrier,
               unsigned queue, uint64_t descriptor) {
  const unsigned tiles =
      barrier.scope == Scope::Chip ? unsigned(chip.tileCount()) : 1;
  for (unsigned tile = 0; tile < tiles; ++tile)
    for (unsigned other = 0; other < queuePorts; ++other)
      if (other != queue && barrier.queues & queueMask(chip) & 1u << other)
        push(image, tile, other, descriptor);
  for (unsigned tile = 1; tile < tiles; ++tile)
    push(image, tile, queue, descriptor);
}

} // namespace

unsigned queueOf(const Instruction &instruction) {
  switch (info(instruction).engine) {
  case Engine::Sync:
  case Engine::Ttu:
    return ttuQueue;
  case Engine::Tvp:
    return tvpQueue;
  case Engine::Tdma:
    return firstTdmaQueue;
  }
  return ttuQueue;
}

Image imageOf(const Chip &chip, std::span<const uint8_t> descriptor,
              unsigned queue, const Layout &layout, bool runs) {
  Image image(chip);
  placeMicroPrograms(image, chip);
  const uint64_t at = image.data(descriptor);
  Sync last;
  last.header.signal0Sem = doneSemaphore;
  last.header.signal0Count = 1;
  const uint64_t lastAt = image.data(bytesOf(last));
  Instruction instruction;
  const bool isLegal = !decode(descriptor.data(), instruction);
  const Header none;
  const Header &head = isLegal ? header(instruction) : none;
  give(image, chip, head.wait0Sem, head.wait0Count);
  give(image, chip, head.wait1Sem, head.wait1Count);
  const auto *barrier = isLegal ? std::get_if<Barrier>(&instruction) : nullptr;
  push(image, 0, queue, at);
  if (barrier)
    pushToAll(image, chip, *barrier, queue, at);
  push(image, 0, queue, lastAt);
  image.write(0, TileRegister::SemaphoreWait, 0, doneSemaphore | 1 << 8);
  if (!runs)
    return image; // others would race with the fault
  receive(image, chip, instruction, head.signal0Sem, head.signal0Count,
          head.signal0Target);
  receive(image, chip, instruction, head.signal1Sem, head.signal1Count,
          head.signal1Target);
  dumpSemaphores(image, layout);
  return image;
}

Trials::Trials(const FieldUnderTest &field, const Chip &chip,
               const Instruction &start, Run run)
    : chip(chip), start(start), base(start), field(field), run(std::move(run)),
      seen(field.info.count) {}

void Trials::one(unsigned element, uint64_t value, FaultCode code) {
  std::vector<uint8_t> bytes = bytesOf(base);
  const unsigned width = field.info.bytesEach();
  std::memcpy(&bytes[field.info.offset + element * width], &value, width);
  const Layout layout = trialLayout(chip, atEnd);
  Image image =
      imageOf(chip, bytes, queueOf(base), layout, code == FaultCode::None);
  std::string what = describe(field, element, value);
  for (const ValueClass &one : field.classes)
    if (one.holds(value, chip)) {
      seen[element].insert(one.name);
      what += " (" + std::string(one.name) + ")";
    }
  run(image, code, what + " in " + print(base), layout);
}

void Trials::each(std::initializer_list<uint64_t> values, FaultCode code) {
  for (const uint64_t value : values)
    for (unsigned element = 0; element < field.info.count; ++element)
      one(element, value, code);
}

std::string Trials::missing() const {
  std::string text;
  for (unsigned element = 0; element < seen.size(); ++element)
    for (const ValueClass &one : field.classes)
      if (!seen[element].contains(one.name))
        text += std::string(field.record) + "." + std::string(field.name) +
                "[" + std::to_string(element) + "]: no trial of class " +
                std::string(one.name) + "\n";
  return text;
}

} // namespace alcyone::tests
