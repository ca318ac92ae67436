// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tcp/TcpTiming.h"

namespace alcyone::sim {
namespace {

struct Row {
  uint64_t isa::TcpCounters::*count;
  uint64_t isa::Chip::Tcp::*cycles;
};

constexpr Row rows[] = {
    {&isa::TcpCounters::alu, &isa::Chip::Tcp::baseCycles},
    {&isa::TcpCounters::load, &isa::Chip::Tcp::loadCycles},
    {&isa::TcpCounters::store, &isa::Chip::Tcp::baseCycles},
    {&isa::TcpCounters::multiply, &isa::Chip::Tcp::multiplyCycles},
    {&isa::TcpCounters::divide, &isa::Chip::Tcp::divideCycles},
    {&isa::TcpCounters::branch, &isa::Chip::Tcp::baseCycles},
    {&isa::TcpCounters::branchTaken, &isa::Chip::Tcp::branchTakenCycles},
};

} // namespace

Cycle tcpCycles(const isa::TcpCounters &counters, const isa::Chip &chip) {
  Cycle cycles = 0;
  for (const Row &row : rows)
    cycles += counters.*row.count * (chip.tcp.*row.cycles);
  return cycles;
}

} // namespace alcyone::sim
