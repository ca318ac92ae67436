// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who may touch what, and in which order.
#include "RandomEngineProgram.h"

#include "Instructions.h"

#include <algorithm>
#include <cstring>

namespace alcyone::tests {

using namespace isa;

static constexpr unsigned l1Slots = 10, l2Slots = 3, hbmSlots = 3;
static constexpr unsigned inputSlots = 8; // the last one holds indices

RandomEngineProgram::RandomEngineProgram(const Chip &chip, uint64_t seed)
    : chip(chip), random(seed), program(chip), operations(chip.tileCount()),
      done(chip.tileCount()) {
  layOut();
}

void RandomEngineProgram::layOut() {
  const auto slot = [&](const std::string &name, uint64_t address) {
    Slot made;
    made.name = name;
    made.address = address;
    return made;
  };
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile)
    for (unsigned i = 0; i < l1Slots; ++i) {
      slots.push_back(slot("L1 slot " + std::to_string(i) + " of tile " +
                               std::to_string(tile),
                           uint64_t(i) * slotBytes));
      slots.back().l1Tile = tile;
    }
  for (unsigned cluster = 0; cluster < chip.clusters; ++cluster)
    for (unsigned i = 0; i < l2Slots; ++i)
      slots.push_back(slot("L2 slot " + std::to_string(i) + " of cluster " +
                               std::to_string(cluster),
                           address::l2Of(cluster) + i * slotBytes));
  inputArgument =
      program.input("in", ElementType::I8, {inputSlots * slotBytes});
  workArgument = program.workspace(hbmSlots * slotBytes);
  for (unsigned i = 0; i < hbmSlots; ++i) {
    slots.push_back(slot("HBM slot " + std::to_string(i), i * slotBytes));
    slots.back().argument = workArgument;
  }
  for (unsigned i = 0; i < inputSlots; ++i) {
    Slot constant = slot("input slot " + std::to_string(i), i * slotBytes);
    constant.argument = inputArgument;
    constant.isConstant = constant.isShared = true;
    constants.push_back(constant);
  }
  indices = constants.back();
  constants.pop_back();
  outputArgument = program.output("out", ElementType::I8, {outputBytes()});

  inputBytes.resize(inputSlots * slotBytes);
  for (size_t at = 0; at < inputBytes.size(); at += 4) {
    const unsigned which = unsigned(at / slotBytes);
    uint32_t bits = uint32_t(random()); // any bits, or numbers of modest size
    if (which == inputSlots - 1)
      bits = below(gatherRows);
    else if (which % 4 == 0)
      bits = std::bit_cast<uint32_t>(float(int32_t(bits)) / (1u << 29));
    else if (which % 4 == 1)
      bits = (bits & 0x81FF81FF) | 0x3E003E00; // bf16 of modest size
    std::memcpy(&inputBytes[at], &bits, sizeof bits);
  }
}

uint64_t RandomEngineProgram::outputBytes() const {
  return slots.size() * slotBytes;
}

std::string RandomEngineProgram::describe(uint64_t outputOffset) const {
  return slots[outputOffset / slotBytes].name + ", byte " +
         std::to_string(outputOffset % slotBytes);
}

RandomEngineProgram::Slot *RandomEngineProgram::pick(unsigned tile,
                                                     bool isWrite, bool inOwnL1,
                                                     const Slot *other,
                                                     const Slot *another) {
  std::vector<Slot *> candidates;
  for (Slot &slot : slots)
    if ((isWrite ? !slot.isShared && slot.owner == tile
                 : slot.isShared || slot.owner == tile) &&
        (!inOwnL1 || slot.l1Tile == tile) && &slot != other && &slot != another)
      candidates.push_back(&slot);
  if (!isWrite && !inOwnL1 && (candidates.empty() || oneIn(4)))
    return &constants[below(unsigned(constants.size()))];
  return candidates.empty() ? nullptr
                            : candidates[below(unsigned(candidates.size()))];
}

void RandomEngineProgram::require(unsigned tile, unsigned queue, Place earlier,
                                  std::vector<uint8_t> &semaphores) {
  size_t &known = done[tile][queue][earlier.queue];
  if (earlier.queue == queue || known > earlier.position)
    return;
  // Both ends of a semaphore see its signals in the same order.
  const uint8_t semaphore = uint8_t(earlier.queue * (queues + 1) + queue);
  Header *h = &header(operations[tile][earlier.position].instruction);
  if ((h->signal0Count && h->signal1Count) || oneIn(3)) {
    earlier.position = operations[tile].size();
    operations[tile].push_back({.queue = earlier.queue, .instruction = Sync{}});
    h = &header(operations[tile].back().instruction);
  }
  const uint16_t target = oneIn(2) ? targetOwn : uint16_t(tile);
  if (h->signal0Count == 0) {
    h->signal0Sem = semaphore;
    h->signal0Count = 1;
    h->signal0Target = target;
  } else {
    h->signal1Sem = semaphore;
    h->signal1Count = 1;
    h->signal1Target = target;
  }
  known = earlier.position + 1;
  semaphores.push_back(semaphore);
}

void RandomEngineProgram::add(unsigned tile, Operation operation,
                              std::vector<Slot *> reads,
                              std::vector<Slot *> writes) {
  const unsigned queue = operation.queue;
  std::vector<uint8_t> semaphores;
  for (Slot *slot : reads)
    if (!slot->isShared && slot->writer)
      require(tile, queue, *slot->writer, semaphores);
  for (Slot *slot : writes) {
    if (slot->writer)
      require(tile, queue, *slot->writer, semaphores);
    for (Place reader : slot->readers)
      require(tile, queue, reader, semaphores);
  }
  std::vector<Operation> &list = operations[tile];
  if (queue == tcp) {
    for (uint8_t semaphore : semaphores)
      list.push_back({.queue = tcp, .semaphore = semaphore});
    list.push_back(std::move(operation));
    return; // what it pushes later comes after its store
  }
  while (!semaphores.empty()) {
    Operation wait{.queue = queue, .instruction = Sync{}};
    const bool isLast = semaphores.size() <= 2 && !oneIn(4);
    Header &h = header(isLast ? operation.instruction : wait.instruction);
    h.wait0Sem = semaphores.back();
    h.wait0Count = 1;
    semaphores.pop_back();
    if (!semaphores.empty()) {
      h.wait1Sem = semaphores.back();
      h.wait1Count = 1;
      semaphores.pop_back();
    }
    if (isLast)
      break;
    list.push_back(std::move(wait));
  }
  list.push_back(std::move(operation));
  const Place place{queue, list.size() - 1};
  for (Slot *slot : reads)
    if (!slot->isShared)
      slot->readers.push_back(place);
  for (Slot *slot : writes) {
    slot->writer = place;
    slot->readers.clear();
  }
}

void RandomEngineProgram::beginPhase() {
  const unsigned tiles = unsigned(chip.tileCount());
  for (Slot &slot : slots) {
    slot.writer.reset();
    slot.readers.clear();
    slot.isShared = oneIn(4);
    slot.owner = slot.l1Tile && !oneIn(6) ? *slot.l1Tile : below(tiles);
  }
}

void RandomEngineProgram::endPhase() {
  Barrier barrier;
  barrier.queues = (1 << queues) - 1;
  barrier.scope = Scope::Chip;
  barrier.id = uint8_t(phase++ % 4);
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile) {
    for (unsigned queue = 0; queue < queues; ++queue) {
      Operation operation{.queue = queue, .instruction = barrier};
      if (queue == 0) // the control processor goes on after the barrier too
        header(operation.instruction) = signals(barrier, uint8_t(tcp)).header;
      operations[tile].push_back(std::move(operation));
    }
    operations[tile].push_back({.queue = tcp, .semaphore = tcp});
    for (auto &after : done[tile])
      after.fill(operations[tile].size());
  }
}

// Fills all slots from the input, or brings them out.
void RandomEngineProgram::copyAll(bool isIn) {
  for (size_t i = 0; i < slots.size(); ++i) {
    Slot &slot = slots[i];
    slot.isShared = false;
    slot.writer.reset();
    slot.readers.clear();
    slot.owner = slot.l1Tile.value_or(unsigned(i % chip.tileCount()));
    Slot end = isIn ? constants[below(unsigned(constants.size()))] : Slot{};
    if (!isIn) {
      end.argument = outputArgument;
      end.address = i * slotBytes;
    }
    Copy copy = copyRow(0, 0, slotBytes / 4, Format::Int32);
    Operation operation{.queue = firstTdmaQueue + below(4)};
    point(copy, isIn ? slot : end, isIn ? &end : &slot, operation.patches);
    operation.instruction = copy;
    operations[slot.owner].push_back(std::move(operation));
  }
}

void RandomEngineProgram::emit() {
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile)
    for (const Operation &operation : operations[tile]) {
      if (operation.queue != tcp)
        program.push(tile, operation.queue, operation.instruction,
                     operation.patches);
      else if (operation.address)
        program.store(tile, operation.address, operation.value);
      else
        program.waitSemaphore(tile, operation.semaphore, 1);
    }
}

EngineProgram RandomEngineProgram::build() {
  copyAll(true);
  endPhase();
  for (unsigned phases = 1 + below(3); phases-- > 0;) {
    beginPhase();
    for (unsigned tile = 0; tile < chip.tileCount(); ++tile)
      for (unsigned count = 2 + below(14); count-- > 0;)
        addRandom(tile);
    endPhase();
  }
  copyAll(false);
  emit();
  return program;
}

} // namespace alcyone::tests
