// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How fast are the bit-exact semantics on one core? Arithmetic of matmul as
// GFLOP/s (a multiply and an add counted as two), of vector as lane operations,
// of copies as bytes, on each SIMD path that the machine has.
#include "isa/generated/MicroInstructions.h"
#include "isa/numerics/SimdPath.h"
#include "isa/semantics/Matmul.h"
#include "isa/semantics/Tdma.h"
#include "isa/semantics/Vector.h"

#include <benchmark/benchmark.h>
#include <cstring>
#include <random>

using namespace alcyone::isa;

namespace {

constexpr uint64_t l1Bytes = 4 << 20;

// Ordinary values as fp32 or, every half of a word, as bf16.
std::vector<uint8_t> memory() {
  std::vector<uint8_t> l1(l1Bytes);
  std::mt19937 random(1);
  for (uint64_t i = 0; i < l1.size(); i += 2) {
    const auto bits = uint16_t((random() & 0x807F) | (119 + random() % 8) << 7);
    std::memcpy(&l1[i], &bits, 2);
  }
  return l1;
}

bool usePath(benchmark::State &state) {
  const auto path = SimdPath(state.range(0));
  if (!isSupported(path)) {
    state.SkipWithError("not on this CPU");
    return false;
  }
  forceSimdPath(path);
  state.SetLabel(std::string(simdPathName(path)));
  return true;
}

void matmulBlock(benchmark::State &state) {
  if (!usePath(state))
    return;
  Matmul inst;
  inst.m = uint16_t(state.range(1));
  inst.n = uint16_t(state.range(2));
  inst.k = uint16_t(state.range(3));
  inst.bOrder = Order(state.range(4));
  inst.aFormat = inst.bFormat = Format::Bf16;
  inst.cFormat = Format::Fp32;
  inst.aStride = 2u * inst.k;
  inst.bStride = 2u * (inst.bOrder == Order::RowMajor ? inst.n : inst.k);
  inst.cStride = 4u * inst.n;
  inst.b = 1 << 20;
  inst.c = 2 << 20;
  auto l1 = memory();
  for (auto _ : state)
    matmul(inst, l1.data());
  state.counters["FLOP/s"] =
      benchmark::Counter(2.0 * inst.m * inst.n * inst.k,
                         benchmark::Counter::kIsIterationInvariantRate);
}

// Lines of a body, between streams s0, s1 and o0.
void runVector(benchmark::State &state, Vector inst,
               std::initializer_list<const char *> lines) {
  if (!usePath(state))
    return;
  std::vector<uint32_t> words;
  for (const char *line : lines)
    words.push_back(encodeMicro(*parseMicro(line)));
  for (unsigned s : {0u, 1u, 4u}) {
    inst.format[s] = Format::Fp32;
    inst.base[s] = s << 19;
    inst.stride[s * 4 + 3] = 4;
    inst.stride[s * 4 + 1] = int32_t(4 * inst.size[3]);
  }
  auto l1 = memory();
  for (auto _ : state)
    vector(inst, l1.data(), l1.size(), words);
  const double elements = double(inst.size[1]) * inst.size[3];
  state.counters["lane-ops/s"] =
      benchmark::Counter(elements * double(words.size()),
                         benchmark::Counter::kIsIterationInvariantRate);
}

Vector rows(uint32_t d1, uint32_t l) {
  Vector inst;
  inst.size = {1, d1, 1, l};
  return inst;
}

void elementwise(benchmark::State &state) {
  Vector inst = rows(16, 384);
  inst.bodyLength = 5;
  runVector(state, inst,
            {"add v0, s0, s1", "mul v1, v0, s0", "add v2, v1, s1",
             "mul v3, v2, v0", "store o0, v3"});
}

void special(benchmark::State &state) {
  Vector inst = rows(16, 384);
  inst.bodyLength = 3;
  runVector(state, inst, {"exp2 v0, s0", "rcp v1, v0", "store o0, v1"});
}

void rowSums(benchmark::State &state) {
  Vector inst = rows(128, 128);
  inst.laneReduce = true;
  inst.beforeLength = inst.bodyLength = 1;
  inst.afterLength = 2;
  runVector(
      state, inst,
      {"mov v0, v1", "fma v0, s0, s1, v0", "rsum v0, v0", "store o0, v0"});
}

void copyRows(benchmark::State &state) {
  if (!usePath(state))
    return;
  MemoryMap memory(loadChip("nano"));
  Copy inst;
  inst.src = address::hbm;
  inst.dst = address::ownL1;
  inst.shape = {1, 1, 128, 384};
  inst.srcFormat = Format(state.range(1));
  inst.dstFormat = Format::Bf16;
  const int bytes = inst.srcFormat == Format::Fp32 ? 4 : 2;
  inst.srcStride = {0, 0, 1536 * bytes, bytes};
  inst.dstStride = {0, 0, 768, 2};
  for (auto _ : state)
    copy(inst, memory, 0);
  state.SetBytesProcessed(int64_t(state.iterations()) * 128 * 384 * bytes);
}

void matmulShapes(benchmark::internal::Benchmark *b) {
  b->ArgNames({"path", "m", "n", "k", "bColumns"});
  for (int path : {0, 1, 2})
    for (std::vector<int64_t> shape : {std::vector<int64_t>{128, 128, 384, 0},
                                       {128, 128, 384, 1},
                                       {128, 32, 128, 0},
                                       {16, 384, 384, 0},
                                       {1, 384, 384, 0}}) {
      shape.insert(shape.begin(), path);
      b->Args(shape);
    }
}

BENCHMARK(matmulBlock)->Apply(matmulShapes);
BENCHMARK(elementwise)->ArgName("path")->DenseRange(0, 2);
BENCHMARK(special)->ArgName("path")->DenseRange(0, 2);
BENCHMARK(rowSums)->ArgName("path")->DenseRange(0, 2);
BENCHMARK(copyRows)
    ->ArgNames({"path", "format"})
    ->ArgsProduct({{0, 1, 2}, {int(Format::Bf16), int(Format::Fp32)}});

} // namespace
