// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields of random instructions: legal, inside their slots, and never writing a
// byte twice or reading what they write.
#include "Instructions.h"
#include "RandomEngineProgram.h"

#include <algorithm>

namespace alcyone::tests {

using namespace isa;

static constexpr Format memoryFormats[] = {Format::Fp32,  Format::Bf16,
                                           Format::Int8,  Format::Uint8,
                                           Format::Int32, Format::Int64};

void RandomEngineProgram::addRandom(unsigned tile) {
  switch (below(8)) {
  case 0:
  case 1:
    return addMatmul(tile);
  case 2:
  case 3:
    return addVector(tile);
  case 4:
    return addFill(tile);
  case 5:
    return addGather(tile);
  case 6:
    return oneIn(3) ? addStore(tile) : addCopy(tile);
  default:
    return addCopy(tile);
  }
}

// A shape and strides on either side that stay within a slot: some order of the
// dimensions, with gaps. Precondition: the formats are set.
template <typename Move> void RandomEngineProgram::randomShape(Move &move) {
  for (uint32_t &size : move.shape)
    size = oneIn(20) ? 0 : 1 + below(oneIn(3) ? 16 : 4);
  const auto strides = [&](std::array<int32_t, 4> &stride, unsigned bytes) {
    for (;; move.shape[below(4)] = 1) {
      std::array<unsigned, 4> order{0, 1, 2, 3};
      if (oneIn(2))
        std::reverse(order.begin(), order.end());
      if (oneIn(3))
        std::swap(order[below(4)], order[below(4)]);
      uint64_t extent = bytes;
      for (unsigned dim = 4; dim-- > 0;) {
        stride[order[dim]] = int32_t(extent + (oneIn(4) ? bytes : 0));
        extent = uint64_t(stride[order[dim]]) *
                 std::max<uint32_t>(move.shape[order[dim]], 1);
      }
      if (extent <= slotBytes)
        return;
    }
  };
  if constexpr (requires { move.srcStride; }) {
    strides(move.srcStride, formatBytes(move.srcFormat));
    if (oneIn(3))
      move.srcStride[below(4)] = 0; // broadcast
  }
  strides(move.dstStride, formatBytes(move.dstFormat));
}

void RandomEngineProgram::addCopy(unsigned tile) {
  Slot *dst = pick(tile, true, false);
  Slot *src = dst ? pick(tile, false, false, dst) : nullptr;
  if (!src)
    return;
  Copy copy;
  copy.srcFormat = copy.dstFormat = memoryFormats[below(6)];
  if (oneIn(3)) {
    copy.srcFormat = oneIn(2) ? Format::Fp32 : Format::Bf16;
    copy.dstFormat = oneIn(2) ? Format::Fp32 : Format::Bf16;
  }
  randomShape(copy);
  Operation operation{.queue = firstTdmaQueue + below(4)};
  point(copy, *dst, src, operation.patches);
  std::vector<Slot *> writes{dst};
  // The same slot of following tiles, as far as they are this tile's to write.
  if (dst->l1Tile && oneIn(2)) {
    copy.multicastCount = copy.multicastStride = 1;
    for (unsigned next = *dst->l1Tile + 1; next < chip.tileCount(); ++next) {
      const auto other =
          std::find_if(slots.begin(), slots.end(), [&](const Slot &slot) {
            return slot.l1Tile == next && slot.address == dst->address;
          });
      if (other->isShared || other->owner != tile || &*other == src)
        break;
      writes.push_back(&*other);
      ++copy.multicastCount;
    }
  }
  operation.instruction = copy;
  add(tile, std::move(operation), {src}, writes);
}

void RandomEngineProgram::addFill(unsigned tile) {
  Slot *dst = pick(tile, true, false);
  if (!dst)
    return;
  Fill fill;
  fill.dstFormat = memoryFormats[below(6)];
  const unsigned bits = 8 * std::min(formatBytes(fill.dstFormat), 4u);
  fill.value = uint32_t(random()) >> (32 - bits);
  randomShape(fill);
  Operation operation{.queue = firstTdmaQueue + below(4)};
  point(fill, *dst, nullptr, operation.patches);
  operation.instruction = fill;
  add(tile, std::move(operation), {}, {dst});
}

void RandomEngineProgram::addGather(unsigned tile) {
  Slot *dst = pick(tile, true, false);
  Slot *src = dst ? pick(tile, false, false, dst) : nullptr;
  if (!src)
    return;
  Gather gather;
  gather.srcFormat = gather.dstFormat = memoryFormats[below(6)];
  const unsigned bytes = formatBytes(gather.srcFormat);
  const uint32_t rowElements = 1 + below(slotBytes / gatherRows / bytes);
  const uint32_t rows = 1 + below(slotBytes / (rowElements * bytes));
  gather.shape = {std::min(rows, 32u), 1, 1, rowElements};
  gather.srcStride = {int32_t(rowElements * bytes), 0, 0, int32_t(bytes)};
  gather.dstStride = gather.srcStride;
  gather.indexFormat = Format::Int32;
  gather.indexLimit = gatherRows;
  gather.indexStride = 4 * int32_t(below(4));
  Operation operation{.queue = firstTdmaQueue + below(4)};
  point(gather, *dst, src, operation.patches);
  gather.index = indices.address;
  operation.patches.push_back({indexField, *indices.argument});
  operation.instruction = gather;
  add(tile, std::move(operation), {src}, {dst});
}

void RandomEngineProgram::addStore(unsigned tile) {
  Slot *slot = pick(tile, true, false);
  if (!slot || slot->argument)
    return;
  const uint64_t base = slot->l1Tile ? address::l1Of(*slot->l1Tile) : 0;
  add(tile,
      {.queue = tcp,
       .address = base + slot->address + 8 * below(slotBytes / 8),
       .value = random()},
      {}, {slot});
}

void RandomEngineProgram::addMatmul(unsigned tile) {
  Slot *c = pick(tile, true, true);
  Slot *a = c ? pick(tile, false, true, c) : nullptr;
  Slot *b = c ? pick(tile, false, true, c) : nullptr;
  if (!a || !b)
    return;
  Matmul matmul;
  matmul.a = uint32_t(a->address);
  matmul.b = uint32_t(b->address);
  matmul.c = uint32_t(c->address);
  matmul.aFormat = matmul.bFormat = Format::Bf16;
  matmul.accumulate = oneIn(2);
  matmul.cFormat = matmul.accumulate || oneIn(2) ? Format::Fp32 : Format::Bf16;
  matmul.aOrder = oneIn(2) ? Order::RowMajor : Order::ColumnMajor;
  matmul.bOrder = oneIn(2) ? Order::RowMajor : Order::ColumnMajor;
  matmul.m = uint16_t(1 + below(20));
  matmul.n = uint16_t(1 + below(20));
  matmul.k = uint16_t(1 + below(40));
  const uint32_t pad = 2 * below(4);
  matmul.aStride =
      2 * (matmul.aOrder == Order::RowMajor ? matmul.k : matmul.m) + pad;
  matmul.bStride =
      2 * (matmul.bOrder == Order::RowMajor ? matmul.n : matmul.k) + pad;
  matmul.cStride = matmul.n * formatBytes(matmul.cFormat) + 4 * below(4);
  const auto fits = [](uint32_t stride, uint32_t lines) {
    return uint64_t(stride) * lines <= slotBytes;
  };
  if (!fits(matmul.aStride,
            matmul.aOrder == Order::RowMajor ? matmul.m : matmul.k) ||
      !fits(matmul.bStride,
            matmul.bOrder == Order::RowMajor ? matmul.k : matmul.n) ||
      !fits(matmul.cStride, matmul.m))
    return;
  add(tile, {.queue = ttuQueue, .instruction = matmul}, {a, b}, {c});
}

// Strides of a stream in the sizes of `vector`, within a slot.
void RandomEngineProgram::randomStream(Vector &vector, unsigned stream,
                                       const Slot &slot, Format format) {
  const unsigned bytes = formatBytes(format);
  vector.format[stream] = format;
  vector.base[stream] = uint32_t(slot.address);
  const bool isOutput = stream >= 4;
  uint32_t extent = bytes;
  for (unsigned dim : {3u, 2u, 1u, 0u}) {
    const uint32_t size = vector.size[dim];
    const bool isReduced = dim == 2 || (dim == 3 && vector.laneReduce);
    const bool isStill = isOutput ? isReduced : oneIn(4);
    if (isStill || extent * size > slotBytes)
      continue; // stride 0
    vector.stride[stream * 4 + dim] = int32_t(extent);
    if (!isOutput && oneIn(5)) { // backwards
      vector.base[stream] += extent * (size - 1);
      vector.stride[stream * 4 + dim] = -int32_t(extent);
    }
    extent *= size;
  }
}

// Sections of random arithmetic that end in a store to every output stream.
uint32_t RandomEngineProgram::randomMicroProgram(Vector &vector,
                                                 unsigned inputs) {
  std::vector<MicroInstruction> code;
  const auto source = [&](bool hasStreams) {
    const uint32_t kind = below(4);
    if (hasStreams && kind == 0 && inputs)
      return uint8_t(firstStreamSource + below(inputs));
    if (hasStreams && kind == 1)
      return uint8_t(firstIndexSource + below(4));
    return uint8_t(below(6));
  };
  const auto section = [&](unsigned count, bool hasStreams) {
    while (count > 0) {
      const auto table = microInstructions();
      const MicroInfo &row = table[below(unsigned(table.size()))];
      if (row.isStore())
        continue;
      MicroInstruction instruction{.op = row.op, .rd = uint8_t(below(6))};
      if (row.isImmediate())
        instruction.imm = uint16_t(random());
      uint8_t *fields[] = {&instruction.ra, &instruction.rb, &instruction.rc};
      for (unsigned i = 0; i < row.sources; ++i)
        *fields[i] = source(hasStreams);
      code.push_back(instruction);
      --count;
    }
  };
  section(vector.setupLength = uint8_t(below(3)), false);
  section(vector.beforeLength = uint8_t(below(3)), true);
  section(vector.bodyLength = uint8_t(1 + below(5)), true);
  vector.afterLength = uint8_t(below(3));
  section(vector.afterLength, true);
  for (uint8_t output = 0; output < 2; ++output)
    if (vector.format[4 + output] != Format::None) {
      code.push_back({.op = MicroOp::Store, .rd = output, .ra = source(true)});
      ++vector.afterLength;
    }
  return program.microProgram(code);
}

void RandomEngineProgram::addVector(unsigned tile) {
  Slot *first = pick(tile, true, true);
  if (!first)
    return;
  Slot *second = oneIn(2) ? pick(tile, true, true, first) : nullptr;
  Vector vector;
  vector.laneReduce = oneIn(3);
  // 2 * 3 * 40 elements of 8 bytes fit a slot, so outputs never overlap.
  vector.size = {1 + below(2), 1 + below(3), 1 + below(4), 1 + below(40)};
  for (int32_t &base : vector.indexBase)
    base = int32_t(below(100)) - 50;
  std::vector<Slot *> reads, writes{first};
  const unsigned inputs = below(4);
  for (unsigned stream = 0; stream < inputs; ++stream) {
    Slot *slot = pick(tile, false, true, first, second);
    if (!slot)
      return;
    randomStream(vector, stream, *slot, memoryFormats[below(6)]);
    reads.push_back(slot);
  }
  randomStream(vector, 4, *first, memoryFormats[below(6)]);
  if (second) {
    randomStream(vector, 5, *second, memoryFormats[below(6)]);
    writes.push_back(second);
  }
  vector.program = randomMicroProgram(vector, inputs);
  add(tile, {.queue = tvpQueue, .instruction = vector}, reads, writes);
}

} // namespace alcyone::tests
