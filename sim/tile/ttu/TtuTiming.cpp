// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/ttu/TtuTiming.h"

#include "isa/numerics/Formats.h"
#include "sim/tile/ttu/TtuSchedule.h"

#include <algorithm>
#include <cmath>

namespace alcyone::sim {
namespace {

// Products that are summed as a tree: fixed by the ISA, not by the chip
// (docs/numerics.md).
constexpr uint64_t productsPerGroup = 16;

/// From L1's data to the array, and from a result to the end of its write.
constexpr Cycle portStages = 4;
constexpr size_t mostKnown = 10'000;

uint64_t ceilDivide(uint64_t a, uint64_t b) { return (a + b - 1) / b; }

/// A panel of `lanes` rows of A (or columns of B), k deep, from a matrix whose
/// memory is contiguous along k or across it.
AccessPattern panel(uint64_t base, uint64_t stride, bool alongK, uint64_t lanes,
                    uint64_t k, uint64_t elementBytes) {
  return {base, int64_t(stride), alongK ? lanes : k,
          (alongK ? k : lanes) * elementBytes};
}

} // namespace

Cycle TtuTime::cycles() const {
  return fixed + std::max(streaming, Cycle(std::ceil(l1Cycles)));
}

Cycle TtuTime::conflictCycles() const {
  const double without = std::max(double(streaming), l1Ideal);
  return Cycle(std::max(0.0, std::ceil(l1Cycles - without)));
}

double TtuTiming::peakPerCycle() const {
  return double(chip.ttu.rows * chip.ttu.cols * chip.ttu.depth);
}

// One output block: groups of 16 products, 16 / depth cycles each, or longer if
// the operand ports are too narrow.
Cycle TtuTiming::streamCycles(const isa::Matmul &inst) const {
  const uint64_t groups = ceilDivide(inst.k, productsPerGroup);
  const uint64_t cycles =
      chip.ttu.depth <= productsPerGroup
          ? groups * ceilDivide(productsPerGroup, chip.ttu.depth)
          : ceilDivide(groups, chip.ttu.depth / productsPerGroup);
  const uint64_t widest = std::max(chip.ttu.rows, chip.ttu.cols) * inst.k *
                          isa::formatBytes(inst.aFormat);
  return std::max(cycles, ceilDivide(widest, chip.ttu.operandBytesPerCycle));
}

// B is read for every output block; A for every one too unless its panel stays
// in the panel buffer; C is written once, and read first when accumulating.
BankUse TtuTiming::operands(const isa::Matmul &inst,
                            const L1Banks &banks) const {
  const uint64_t aBytes = isa::formatBytes(inst.aFormat);
  const uint64_t bBytes = isa::formatBytes(inst.bFormat);
  const uint64_t cBytes = isa::formatBytes(inst.cFormat);
  const uint64_t height = std::min<uint64_t>(chip.ttu.rows, inst.m);
  const uint64_t width = std::min<uint64_t>(chip.ttu.cols, inst.n);
  const double down = double(inst.m) / double(height);
  const double across = double(inst.n) / double(width);
  const bool panelStays = height * inst.k * aBytes <= chip.ttu.panelBytes;

  const BankUse a =
      banks.use(panel(inst.a, inst.aStride, inst.aOrder == isa::Order::RowMajor,
                      height, inst.k, aBytes));
  const BankUse b = banks.use(panel(inst.b, inst.bStride,
                                    inst.bOrder == isa::Order::ColumnMajor,
                                    width, inst.k, bBytes));
  const BankUse c =
      banks.use({inst.c, int64_t(inst.cStride), height, width * cBytes});
  BankUse all = a.times(down * (panelStays ? 1.0 : across));
  all += b.times(down * across);
  all += c.times(down * across * (inst.accumulate ? 2.0 : 1.0));
  return all;
}

Cycle TtuTiming::atL1(const isa::Matmul &inst, const L1Banks &banks,
                      const OthersAtL1 &others) const {
  const std::vector<uint64_t> key = {
      inst.a,
      inst.b,
      inst.c,
      inst.aStride,
      inst.bStride,
      inst.cStride,
      inst.m,
      inst.n,
      inst.k,
      uint64_t(inst.aOrder) << 24 | uint64_t(inst.bOrder) << 16 |
          uint64_t(inst.cFormat) << 8 | inst.accumulate,
      uint64_t(others.vectors) << 32 | others.channels};
  const auto found = known.find(key);
  if (found != known.end())
    return found->second;
  if (known.size() == mostKnown)
    known.clear();
  return known.emplace(key, matmulCycles(inst, chip, banks, others))
      .first->second;
}

TtuTime TtuTiming::of(const isa::Matmul &inst, const L1Banks &banks,
                      const OthersAtL1 &others) const {
  const Cycle stream = streamCycles(inst);
  const Cycle rows = chip.ttu.rows, pace = chip.ttu.drainCyclesPerRow;
  const Cycle apart = std::max({stream, rows * pace, Cycle(chip.ttu.cols)});
  const uint64_t blocks =
      ceilDivide(inst.m, chip.ttu.rows) * ceilDivide(inst.n, chip.ttu.cols);
  const Cycle skew = rows + chip.ttu.cols - 2;
  const BankUse use = operands(inst, banks);

  TtuTime time;
  time.fixed = chip.ttu.startCycles + chip.l1.latencyCycles + portStages +
               skew + chip.ttu.pipelineCycles + (rows - 1) * (pace - 1);
  time.streaming = stream + (blocks - 1) * apart;
  const Cycle all = chip.ttu.startCycles + atL1(inst, banks, others);
  time.l1Cycles = double(std::max(all, time.fixed) - time.fixed);
  time.l1Ideal = use.idealCycles;
  time.l1Bytes = uint64_t(use.lines * double(banks.lineBytes()));
  time.operations = uint64_t(inst.m) * inst.n * inst.k;
  return time;
}

} // namespace alcyone::sim
