// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Matmul.h: checks, operand addresses and scratch; the arithmetic is in
// MatmulKernel.cpp.
#include "isa/semantics/Matmul.h"

#include "isa/numerics/FloatEnvironment.h"
#include "isa/numerics/Formats.h"
#include "isa/numerics/SimdPath.h"
#include "isa/semantics/MatmulKernel.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace alcyone::isa {

namespace {

// A matrix in L1: `lines` rows (or columns) of `lineBytes` each.
struct Operand {
  uint64_t base, stride, lines, lineBytes;
  unsigned elementBytes;

  uint64_t end() const { return base + (lines - 1) * stride + lineBytes; }
  bool isMisaligned() const {
    return base % elementBytes || (lines > 1 && stride % elementBytes);
  }
  bool overlaps(const Operand &other) const {
    return base < other.end() && other.base < end();
  }
};

Operand operandOf(uint32_t base, uint32_t stride, Order order, uint64_t rows,
                  uint64_t columns, Format format) {
  unsigned bytes = formatBytes(format);
  if (order == Order::ColumnMajor)
    std::swap(rows, columns);
  return {base, stride, rows, columns * bytes, bytes};
}

Operand operandA(const Matmul &inst) {
  return operandOf(inst.a, inst.aStride, inst.aOrder, inst.m, inst.k,
                   inst.aFormat);
}
Operand operandB(const Matmul &inst) {
  return operandOf(inst.b, inst.bStride, inst.bOrder, inst.k, inst.n,
                   inst.bFormat);
}
Operand operandC(const Matmul &inst) {
  return operandOf(inst.c, inst.cStride, Order::RowMajor, inst.m, inst.n,
                   inst.cFormat);
}

bool isLegal(const Matmul &inst) {
  if (!inst.m || !inst.n || !inst.k)
    return false;
  if (!infoOf(inst.aFormat).isMatmulOperand ||
      !infoOf(inst.bFormat).isMatmulOperand ||
      !infoOf(inst.cFormat).isMatmulResult)
    return false;
  if (inst.accumulate && inst.cFormat != Format::Fp32)
    return false;
  const Operand c = operandC(inst);
  if (c.lines > 1 && c.stride < c.lineBytes)
    return false;
  return !c.overlaps(operandA(inst)) && !c.overlaps(operandB(inst));
}

// Scratch of a thread, kept between instructions.
class Scratch {
public:
  float *floats(uint64_t count) {
    if (count > size) {
      memory.reset(static_cast<float *>(
          ::operator new(count * sizeof(float), alignment)));
      size = count;
    }
    return memory.get();
  }

private:
  static constexpr std::align_val_t alignment{64};
  struct Release {
    void operator()(float *p) const { ::operator delete(p, alignment); }
  };
  std::unique_ptr<float, Release> memory;
  uint64_t size = 0;
};

MatmulRows *kernel() {
  switch (simdPath()) {
  case SimdPath::Avx512:
    return avx512::matmulRows;
  case SimdPath::Avx2:
    return avx2::matmulRows;
  case SimdPath::Portable:
    break;
  }
  return portable::matmulRows;
}

// Blocks of rows small enough that their part of A stays in a core's cache.
void run(const MatmulBlock &block) {
  constexpr uint64_t cachedFloats = 128 * 1024, maxRows = 256,
                     group = matmulGroup;
  const uint64_t paddedK = (block.k + group - 1) / group * group;
  const uint64_t rows =
      std::min<uint64_t>({block.m, maxRows, cachedFloats / paddedK + 1});
  thread_local Scratch packed, accumulators;
  float *packedMemory = packed.floats(rows * paddedK);
  float *accumulatorMemory = accumulators.floats(rows * group);
  MatmulRows *matmulRows = kernel();
  FloatEnvironment environment;
  for (uint64_t first = 0; first < block.m; first += rows)
    matmulRows(block, unsigned(first),
               unsigned(std::min<uint64_t>(rows, block.m - first)),
               packedMemory, accumulatorMemory);
}

} // namespace

Fault checkMatmul(const Matmul &inst, uint64_t l1Bytes) {
  if (!isLegal(inst))
    return {FaultCode::IllegalInstruction, uint64_t(Matmul::opcode)};
  const Operand operands[] = {operandA(inst), operandB(inst), operandC(inst)};
  for (const Operand &operand : operands)
    if (operand.isMisaligned())
      return {FaultCode::Misaligned, operand.base % operand.elementBytes
                                         ? operand.base
                                         : operand.base + operand.stride};
  for (const Operand &operand : operands)
    if (operand.end() > l1Bytes)
      return {FaultCode::AddressOutOfRange, std::max(operand.base, l1Bytes)};
  return {};
}

void matmulInto(const Matmul &inst, const uint8_t *l1, uint8_t *c,
                uint64_t cStrideBytes) {
  MatmulBlock block{};
  block.a = l1 + inst.a;
  block.b = l1 + inst.b;
  block.c = c;
  block.start = inst.accumulate ? l1 + inst.c : nullptr;
  block.aStride = inst.aStride;
  block.bStride = inst.bStride;
  block.cStride = cStrideBytes;
  block.startStride = inst.cStride;
  block.m = inst.m;
  block.n = inst.n;
  block.k = inst.k;
  block.aColumnMajor = inst.aOrder == Order::ColumnMajor;
  block.bColumnMajor = inst.bOrder == Order::ColumnMajor;
  block.cIsBf16 = inst.cFormat == Format::Bf16;
  run(block);
}

void matmul(const Matmul &inst, uint8_t *l1) {
  matmulInto(inst, l1, l1 + inst.c, inst.cStride);
}

std::vector<ByteRange> outputRanges(const Matmul &inst) {
  const Operand c = operandC(inst);
  if (c.lines == 1 || c.stride == c.lineBytes)
    return {{c.base, c.lines * c.lineBytes}};
  std::vector<ByteRange> ranges;
  ranges.reserve(c.lines);
  for (uint64_t row = 0; row < c.lines; ++row)
    ranges.push_back({c.base + row * c.stride, c.lineBytes});
  return ranges;
}

StagedWrites stageMatmul(const Matmul &inst, const uint8_t *l1) {
  const Operand c = operandC(inst);
  std::vector<uint8_t> rows(c.lines * c.lineBytes);
  matmulInto(inst, l1, rows.data(), c.lineBytes);
  return {outputRanges(inst), std::move(rows)};
}

} // namespace alcyone::isa
