// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random matmul and vector.
#include "runtime/random/Generator.h"

#include "isa/generated/MicroInstructions.h"
#include "isa/numerics/Formats.h"

#include <algorithm>

namespace alcyone::random {

using namespace isa;

namespace {
constexpr unsigned aField = 24, bField = 28, cField = 32; // of matmul
constexpr unsigned baseField = 64;                        // of vector
constexpr unsigned inputs = 4, streamCount = 6;
constexpr unsigned registers = 6; // few, so that values meet
} // namespace

std::optional<Operation> Generator::matmul(unsigned tile) {
  Operation operation;
  operation.tile = tile;
  operation.queue = ttuQueue;
  if (mayRepeat())
    operation.repeat = 2 + random.below(3);
  Matmul matmul;
  const unsigned most = random.oneIn(3) ? 40 : 12;
  matmul.m = uint16_t(1 + random.below(most));
  matmul.n = uint16_t(1 + random.below(most));
  matmul.k = uint16_t(1 + random.below(2 * most));
  matmul.aFormat = matmul.bFormat = Format::Bf16;
  matmul.accumulate = operation.repeat > 1 || random.oneIn(2);
  matmul.cFormat =
      matmul.accumulate || random.oneIn(2) ? Format::Fp32 : Format::Bf16;
  matmul.aOrder = random.oneIn(2) ? Order::RowMajor : Order::ColumnMajor;
  matmul.bOrder = random.oneIn(2) ? Order::RowMajor : Order::ColumnMajor;

  const auto operand = [&](uint32_t &base, uint32_t &stride, unsigned field,
                           unsigned lines, unsigned columns, Format format) {
    const unsigned bytes = formatBytes(format);
    const bool isResult = field == cField;
    stride = bytes * (columns + (random.oneIn(2) ? random.below(5) : 0));
    if (!isResult && random.oneIn(8))
      stride = bytes * random.below(columns); // lines overlap
    Extent extent(bytes * columns);
    extent.along(stride, lines);
    if (operation.repeat > 1 && !random.oneIn(isResult ? 2 : 4)) {
      const int64_t step = int64_t(bytes) * random.between(-40, 40);
      operation.advances.push_back({field, 4, step});
      extent.along(step, operation.repeat);
    }
    const auto offset = place(tile, extent, bytes);
    if (!offset)
      return false;
    base = uint32_t(*offset);
    const Bytes touched{tile, *offset + uint64_t(extent.low),
                        *offset + uint64_t(extent.high)};
    for (const Bytes &read : operation.reads)
      if (isResult && touched.begin < read.end && read.begin < touched.end)
        return false;
    (isResult ? operation.writes : operation.reads).push_back(touched);
    return true;
  };
  unsigned m = matmul.m, n = matmul.n, k = matmul.k;
  const bool aRows = matmul.aOrder == Order::RowMajor;
  const bool bRows = matmul.bOrder == Order::RowMajor;
  if (!operand(matmul.a, matmul.aStride, aField, aRows ? m : k, aRows ? k : m,
               matmul.aFormat) ||
      !operand(matmul.b, matmul.bStride, bField, bRows ? k : n, bRows ? n : k,
               matmul.bFormat) ||
      !operand(matmul.c, matmul.cStride, cField, m, n, matmul.cFormat))
    return std::nullopt;
  operation.instruction = matmul;
  return operation;
}

// Dense, still, backwards or any; outputs may be written more than once.
bool Generator::streams(Operation &operation, Vector &vector) {
  for (unsigned stream = 0; stream < streamCount; ++stream) {
    const bool isOutput = stream >= inputs;
    if (stream != inputs && random.oneIn(2))
      continue;
    const Format format = anyFormat();
    const unsigned bytes = formatBytes(format);
    vector.format[stream] = format;
    Extent extent(bytes);
    int64_t dense = bytes;
    for (unsigned dim : {3u, 2u, 1u, 0u}) {
      int64_t stride = dense;
      if (random.oneIn(isOutput ? 12 : 4))
        stride = random.oneIn(2) ? 0 : bytes * random.between(-9, 9);
      else
        dense *= std::max<uint32_t>(vector.size[dim], 1);
      if (random.oneIn(6))
        stride = -stride;
      vector.stride[stream * 4 + dim] = int32_t(stride);
      extent.along(stride, vector.size[dim]);
    }
    if (operation.repeat > 1 && random.oneIn(2)) {
      const int64_t step = bytes * random.between(-40, 40);
      operation.advances.push_back({baseField + 4 * stream, 4, step});
      extent.along(step, operation.repeat);
    }
    const auto offset = place(operation.tile, extent, bytes);
    if (!offset)
      return false;
    vector.base[stream] = uint32_t(*offset);
    (isOutput ? operation.writes : operation.reads)
        .push_back({operation.tile, *offset + uint64_t(extent.low),
                    *offset + uint64_t(extent.high)});
  }
  return true;
}

// A section's instructions; stores are added by microProgram.
std::vector<uint32_t> Generator::section(unsigned length, bool hasStreams,
                                         const Vector &vector) {
  std::vector<uint32_t> words;
  const auto source = [&]() -> uint8_t {
    const unsigned stream = random.below(inputs);
    if (hasStreams && random.oneIn(3) && vector.format[stream] != Format::None)
      return uint8_t(firstStreamSource + stream);
    if (hasStreams && random.oneIn(5))
      return uint8_t(firstIndexSource + random.below(4));
    return uint8_t(random.below(registers));
  };
  while (words.size() < length) {
    const auto table = microInstructions();
    const MicroInfo &row = table[random.below(table.size())];
    MicroInstruction micro{.op = row.op};
    micro.rd = uint8_t(random.below(registers));
    if (row.isStore()) {
      micro.rd = uint8_t(random.below(2));
      if (!hasStreams || vector.format[inputs + micro.rd] == Format::None)
        continue;
    }
    if (row.isImmediate())
      micro.imm = uint16_t(random.next());
    uint8_t *fields[] = {&micro.ra, &micro.rb, &micro.rc};
    for (unsigned i = 0; i < row.sources; ++i)
      *fields[i] = source();
    words.push_back(encodeMicro(micro));
  }
  return words;
}

void Generator::microProgram(Operation &operation, Vector &vector) {
  const auto add = [&](uint8_t &length, unsigned most, bool hasStreams) {
    std::vector<uint32_t> words =
        section(random.below(most + 1), hasStreams, vector);
    if (hasStreams && (random.oneIn(4) || &length == &vector.afterLength))
      words.push_back(encodeMicro(
          {.op = MicroOp::Store, .ra = uint8_t(random.below(registers))}));
    length = uint8_t(words.size());
    operation.micro.insert(operation.micro.end(), words.begin(), words.end());
  };
  add(vector.setupLength, 2, false);
  add(vector.beforeLength, 3, true);
  add(vector.bodyLength, 6, true);
  add(vector.afterLength, 3, true);
}

std::optional<Operation> Generator::vector(unsigned tile) {
  Operation operation;
  operation.tile = tile;
  operation.queue = tvpQueue;
  if (mayRepeat())
    operation.repeat = 2 + random.below(3);
  Vector vector;
  vector.laneReduce = random.oneIn(3);
  vector.size = {1 + random.below(3), 1 + random.below(3), 1 + random.below(4),
                 1 + random.below(50)};
  if (random.oneIn(40))
    random.pick(vector.size) = 0;
  for (int32_t &base : vector.indexBase)
    base = int32_t(random.between(-50, 50));
  if (!streams(operation, vector))
    return std::nullopt;
  microProgram(operation, vector);
  operation.instruction = vector;
  return operation;
}

} // namespace alcyone::random
