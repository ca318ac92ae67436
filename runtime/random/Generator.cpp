// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which operations, where, and those of control processors and barriers.
#include "runtime/random/Generator.h"

#include "isa/numerics/Formats.h"
#include "isa/support/AddressMap.h"

#include <algorithm>

namespace alcyone::random {

using namespace isa;

Generator::Generator(const Chip &chip, uint64_t seed)
    : random(seed), made{Layout(chip), seed, {}} {
  layOut();
}

// Small memories make conflicts, large ones concurrency. Ends of memories are
// where the bounds are.
void Generator::layOut() {
  static constexpr uint64_t sizes[] = {1024, 2048, 4096, 16384};
  Layout &layout = made.layout;
  layout.bytes = std::min({random.pick(sizes), layout.chip.l1.bytes,
                           layout.chip.l2.bytes, layout.chip.hbm.bytes});
  const auto base = [&](uint64_t size) -> uint64_t {
    const uint64_t last = size - layout.bytes;
    const unsigned kind = random.below(3);
    return kind == 0 ? 0 : kind == 1 ? last : random.next() % (last + 1) & ~7;
  };
  layout.l1Base = base(layout.chip.l1.bytes);
  layout.l2Base = base(layout.chip.l2.bytes);
  layout.hbmBase = base(std::min<uint64_t>(layout.chip.hbm.bytes, 1 << 20));
}

RandomProgram Generator::program(unsigned operations) {
  while (made.operations.size() < operations)
    if (auto operation = attempt(random.below(made.layout.tiles()))) {
      operation->number = unsigned(made.operations.size());
      operation->salt = random.next();
      made.operations.push_back(std::move(*operation));
    }
  return std::move(made);
}

Operation Generator::single(unsigned tile) {
  repeats = false;
  for (;;)
    if (auto operation = attempt(tile);
        operation && operation->kind == Operation::Kind::Instruction) {
      operation->salt = random.next();
      return *operation;
    }
}

std::optional<Operation> Generator::attempt(unsigned tile) {
  switch (random.below(16)) {
  case 0:
    return barrier(tile);
  case 1:
  case 2:
    return access(tile);
  case 3:
    return fill(tile);
  case 4:
  case 5:
    return gather(tile);
  case 6:
  case 7:
  case 8:
    return matmul(tile);
  case 9:
  case 10:
  case 11:
    return vector(tile);
  default:
    return copy(tile);
  }
}

// All barriers of one number have the same mask, so that nobody can arrive at
// the next one while others wait in the last one with another mask.
std::optional<Operation> Generator::barrier(unsigned tile) {
  if (!random.oneIn(2))
    return std::nullopt;
  Barrier barrier;
  barrier.scope = random.oneIn(3) ? Scope::Chip : Scope::Tile;
  barrier.id = uint8_t(random.below(3)); // 3: Ordering.h
  const bool isTile = barrier.scope == Scope::Tile;
  Random mask(made.seed * 64 + barrier.id + (isTile ? 4 * (tile + 1) : 0));
  const uint16_t present = queueMask(made.layout.chip);
  do
    barrier.queues = uint16_t(mask.next()) & present;
  while (barrier.queues == 0);
  Operation operation;
  operation.kind = Operation::Kind::Barrier;
  operation.tile = tile;
  operation.instruction = barrier;
  return operation;
}

std::optional<Operation> Generator::access(unsigned tile) {
  Operation operation;
  operation.tile = tile;
  operation.queue = tcpAgent;
  operation.kind =
      random.oneIn(2) ? Operation::Kind::Store : Operation::Kind::Move;
  operation.bytes = 1u << random.below(4);
  operation.value = random.next();
  const auto end = [&](std::vector<Bytes> &list) {
    Side side{anyMemory(tile), 0};
    side.offset = *place(side.memory, Extent(operation.bytes), operation.bytes);
    list.push_back({side.memory, side.offset, side.offset + operation.bytes});
    return addressFor(tile, side);
  };
  operation.to = end(operation.writes);
  if (operation.kind == Operation::Kind::Move)
    operation.from = end(operation.reads);
  return operation;
}

std::optional<uint64_t> Generator::place(unsigned memory, const Extent &extent,
                                         unsigned alignment) {
  const int64_t first = int64_t(made.layout.base(memory) + listBytes);
  const int64_t last =
      int64_t(made.layout.base(memory) + made.layout.bytes) - extent.high;
  const int64_t low = (first - extent.low + alignment - 1) / alignment;
  const int64_t high = last / int64_t(alignment);
  if (last < 0 || high < low)
    return std::nullopt;
  const unsigned kind = random.below(8); // now and then right at an end
  return uint64_t(kind == 0   ? low
                  : kind == 1 ? high
                              : random.between(low, high)) *
         alignment;
}

unsigned Generator::anyMemory(unsigned tile) {
  return random.oneIn(2) ? tile : random.below(made.layout.memories());
}

uint64_t Generator::addressFor(unsigned tile, const Side &side) {
  if (side.memory == tile && random.oneIn(2))
    return address::ownL1 + side.offset;
  return made.layout.address(side.memory, side.offset);
}

Format Generator::anyFormat() {
  return formats()[1 + random.below(formats().size() - 1)].format;
}

RandomProgram randomProgram(const Chip &chip, uint64_t seed,
                            std::optional<unsigned> operations) {
  Random random(seed);
  const unsigned usual = 2 + random.below(random.oneIn(4) ? 58 : 20);
  return Generator(chip, random.next()).program(operations.value_or(usual));
}

} // namespace alcyone::random
