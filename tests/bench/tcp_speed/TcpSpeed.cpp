// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How many million instructions a second does Tcp retire on code that clang
// makes? Reported as MIPS; the aim is 150 on one core.
#include "GuestProgram.h"

#include <benchmark/benchmark.h>

using namespace alcyone;

static void runProgram(benchmark::State &state, const std::string &source) {
  tests::GuestProgram program({"start.S", source + ".c"}, "",
                              "-O2 -DSCALE=400");
  uint64_t retired = 0;
  for (auto _ : state) {
    state.PauseTiming();
    program.reload();
    state.ResumeTiming();
    const isa::TcpStop stop = program.run(~uint64_t{0});
    benchmark::DoNotOptimize(stop);
    retired += program.tcp().counters().instructions();
  }
  state.counters["MIPS"] =
      benchmark::Counter(double(retired) / 1e6, benchmark::Counter::kIsRate);
}

BENCHMARK_CAPTURE(runProgram, sort, "sort")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(runProgram, matrix, "matrix")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(runProgram, hash, "hash")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(runProgram, divide, "divide")->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
