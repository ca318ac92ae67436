// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Operands.h"

#include "isa/numerics/Formats.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace alcyone::tests {

using namespace isa;

namespace {

struct Lines {
  uint32_t *base, *stride;
  unsigned count, bytes, elementBytes;
};

uint16_t bf16(Random &random, Values values) {
  static constexpr uint16_t specials[] = {0x0000, 0x8000, 0x7F80, 0xFF80,
                                          0x7FC0, 0xFF81, 0x0001, 0x807F,
                                          0x0080, 0x3F80, 0xBF80, 0x7F7F};
  const auto around = [&](unsigned exponent, unsigned spread) {
    const uint64_t bits = random.next();
    return uint16_t((bits & 0x807F) | (exponent + bits % 997 % spread) << 7);
  };
  switch (values) {
  case Values::Ordinary:
    return around(123, 8);
  case Values::Small:
    return around(58, 12);
  case Values::Large:
    return around(185, 8);
  case Values::Cancelling:
    return uint16_t((random.next() & 0x8000) | 0x3F80 | random.below(3));
  case Values::Special:
    return random.oneIn(3) ? random.pick(specials) : around(120, 16);
  default:
    return uint16_t(random.next());
  }
}

} // namespace

Matmul randomMatmul(Random &random, unsigned m, unsigned n, unsigned k) {
  Matmul inst;
  inst.m = uint16_t(m), inst.n = uint16_t(n), inst.k = uint16_t(k);
  inst.aFormat = inst.bFormat = Format::Bf16;
  inst.cFormat = random.oneIn(3) ? Format::Bf16 : Format::Fp32;
  inst.accumulate = inst.cFormat == Format::Fp32 && random.oneIn(2);
  inst.aOrder = Order(random.below(2));
  inst.bOrder = Order(random.below(2));
  const bool aRows = inst.aOrder == Order::RowMajor;
  const bool bRows = inst.bOrder == Order::RowMajor;
  const unsigned cBytes = formatBytes(inst.cFormat);
  std::array<Lines, 3> operands = {
      {{&inst.a, &inst.aStride, aRows ? m : k, 2 * (aRows ? k : m), 2},
       {&inst.b, &inst.bStride, bRows ? k : n, 2 * (bRows ? n : k), 2},
       {&inst.c, &inst.cStride, m, cBytes * n, cBytes}}};
  std::rotate(operands.begin(), operands.begin() + random.below(3),
              operands.end());
  uint64_t at = 0;
  for (const Lines &lines : operands) {
    const bool isResult = lines.base == &inst.c;
    const bool aligned = random.oneIn(2);
    const unsigned unit = aligned ? 8 : lines.elementBytes;
    uint64_t stride =
        (lines.bytes + unit - 1) / unit * unit + unit * random.below(4);
    if (!isResult && random.oneIn(8)) // lines overlap
      stride = unit * random.below(lines.bytes / unit + 1);
    at = (at + unit - 1) / unit * unit + unit * random.below(6);
    *lines.base = uint32_t(at);
    *lines.stride = uint32_t(stride);
    at += (lines.count - 1) * stride + lines.bytes;
    // Nobody looks at the stride of one line.
    if (lines.count == 1 && random.oneIn(2))
      *lines.stride = uint32_t(random.next());
  }
  // Now and then up to the last byte.
  const uint64_t room = (chip().l1.bytes - at) / 8 * 8;
  const uint64_t move = random.oneIn(4) ? room : random.below(room / 8 + 1) * 8;
  for (const Lines &lines : operands)
    *lines.base += uint32_t(move);
  return inst;
}

Matmul alignedMatmul(unsigned m, unsigned n, unsigned k) {
  const auto whole = [](unsigned bytes) { return (bytes + 7) / 8 * 8; };
  Matmul inst;
  inst.m = uint16_t(m), inst.n = uint16_t(n), inst.k = uint16_t(k);
  inst.aFormat = inst.bFormat = Format::Bf16;
  inst.cFormat = Format::Fp32;
  inst.aStride = whole(2 * k);
  inst.bStride = whole(2 * n);
  inst.cStride = whole(4 * n);
  inst.b = m * inst.aStride;
  inst.c = inst.b + k * inst.bStride;
  return inst;
}

std::vector<bool> operandLines(const Matmul &inst) {
  const uint64_t lineBytes = chip().l1.bankBytes;
  std::vector<bool> lines(chip().l1.bytes / lineBytes);
  const auto mark = [&](uint64_t at, uint64_t stride, unsigned rows,
                        uint64_t bytes) {
    for (unsigned row = 0; row < rows; ++row, at += stride)
      for (uint64_t line = at / lineBytes; line * lineBytes < at + bytes;
           ++line)
        lines.at(line) = true;
  };
  const bool aRows = inst.aOrder == Order::RowMajor;
  const bool bRows = inst.bOrder == Order::RowMajor;
  mark(inst.a, inst.aStride, aRows ? inst.m : inst.k,
       2 * (aRows ? inst.k : inst.m));
  mark(inst.b, inst.bStride, bRows ? inst.k : inst.n,
       2 * (bRows ? inst.n : inst.k));
  if (inst.accumulate)
    mark(inst.c, inst.cStride, inst.m, formatBytes(inst.cFormat) * inst.n);
  return lines;
}

Memory randomMemory(Random &random, Values values) {
  Memory memory(chip().l1.bytes);
  for (uint64_t i = 0; i < memory.size(); i += 2) {
    const uint16_t bits = bf16(random, values);
    std::memcpy(&memory[i], &bits, 2);
  }
  return memory;
}

} // namespace alcyone::tests
