// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/ttu/TtuTiming.h"

#include "isa/numerics/Formats.h"

#include <algorithm>

namespace alcyone::sim {
namespace {

// Products that are summed as a tree: fixed by the ISA, not by the chip
// (docs/numerics.md).
constexpr uint64_t productsPerGroup = 16;

uint64_t ceilDivide(uint64_t a, uint64_t b) { return (a + b - 1) / b; }

/// A panel of `lanes` rows of A (or columns of B), k deep, from a matrix whose
/// memory is contiguous along k or across it.
AccessPattern panel(uint64_t base, uint64_t stride, bool alongK, uint64_t lanes,
                    uint64_t k, uint64_t elementBytes) {
  return {base, int64_t(stride), alongK ? lanes : k,
          (alongK ? k : lanes) * elementBytes};
}

} // namespace

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

EngineTime TtuTiming::of(const isa::Matmul &inst, const L1Banks &banks) const {
  const Cycle stream = streamCycles(inst);
  const Cycle drain = chip.ttu.rows * chip.ttu.drainCyclesPerRow;
  const uint64_t blocks =
      ceilDivide(inst.m, chip.ttu.rows) * ceilDivide(inst.n, chip.ttu.cols);
  const Cycle skew = chip.ttu.rows + chip.ttu.cols - 2;
  const BankUse use = operands(inst, banks);

  EngineTime time;
  time.fixed = chip.ttu.startCycles + chip.l1.latencyCycles + skew +
               chip.ttu.pipelineCycles + drain;
  time.streaming = stream + (blocks - 1) * std::max(stream, drain);
  time.l1Cycles = use.cycles();
  time.l1Ideal = use.idealCycles;
  time.l1Bytes = uint64_t(use.lines * double(banks.lineBytes()));
  time.operations = uint64_t(inst.m) * inst.n * inst.k;
  return time;
}

} // namespace alcyone::sim
