// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Bench.h"

#include "Valc_ttu_bench.h"
#include "Valc_ttu_bench_depth4.h"
#include "Valc_ttu_bench_depth8.h"
#include "tests/random/Random.h"

#include <bit>
#include <cstring>
#include <deque>
#include <stdexcept>

namespace alcyone::tests {
namespace {

// What granted lanes read.
struct Flight {
  uint64_t lanes = 0;
  std::vector<uint64_t> data;
};

template <class Unit> class BenchOf : public Bench {
public:
  BenchOf() : flights(chip().l1.latencyCycles, {0, std::vector<uint64_t>(64)}) {
    unit->rst_ni = 0;
    edge();
    unit->rst_ni = 1;
    edge();
  }
  ~BenchOf() override { unit->final(); }

  Outcome run(const isa::Matmul &inst, Memory &l1, unsigned refused) override {
    uint8_t bytes[isa::Matmul::sizeBytes];
    isa::encode(isa::Instruction(inst), bytes);
    std::memcpy(unit->instruction_i.data(), bytes, sizeof bytes);
    const uint64_t patience =
        1000 + uint64_t(inst.m + 4) * (inst.n + 4) * (inst.k + 16);
    unit->start_i = 1;
    // It may start in the cycle in which the one before is done.
    for (uint64_t now = 0; now < patience; ++now) {
      if (now && unit->done_o)
        return {{isa::FaultCode(unit->fault_code_o), unit->fault_value_o}, now};
      serve(l1, refused);
      edge();
      unit->start_i = 0;
    }
    throw std::runtime_error("the tensor unit hangs in " +
                             isa::print(isa::Instruction(inst)));
  }

  void idle(unsigned cycles) override {
    while (cycles-- > 0)
      edge();
  }

private:
  // Reads before writes: what is written is there for every later grant.
  void serve(Memory &l1, unsigned refused) {
    const Flight &arrived = flights.front();
    for (uint64_t left = arrived.lanes; left; left &= left - 1) {
      const int lane = std::countr_zero(left);
      unit->data_i[lane] = arrived.data[lane];
    }
    Flight flight = std::move(flights.front());
    flights.pop_front();
    uint64_t granted = unit->valid_o;
    if (refused)
      for (uint64_t left = granted; left; left &= left - 1)
        if (random.below(100) < refused)
          granted &= ~(left & -left);
    unit->grant_i = granted;
    flight.lanes = granted & ~unit->write_o;
    for (uint64_t left = flight.lanes; left; left &= left - 1) {
      const int lane = std::countr_zero(left);
      std::memcpy(&flight.data[lane], &l1.at(unit->line_o[lane] * 8), 8);
    }
    flights.push_back(std::move(flight));
    for (uint64_t left = granted & unit->write_o; left; left &= left - 1) {
      const int lane = std::countr_zero(left);
      uint8_t data[8];
      const uint64_t bits = unit->data_o[lane];
      std::memcpy(data, &bits, 8);
      for (unsigned i = 0; i < 8; ++i)
        if (unit->mask_o[lane] >> i & 1)
          l1.at(unit->line_o[lane] * 8 + i) = data[i];
    }
  }

  void edge() {
    unit->clk_i = 0;
    unit->eval();
    unit->clk_i = 1;
    unit->eval();
  }

  std::unique_ptr<Unit> unit = std::make_unique<Unit>();
  Random random{1};
  std::deque<Flight> flights;
};

} // namespace

std::unique_ptr<Bench> benchOfDepth(unsigned depth) {
  switch (depth) {
  case 4:
    return std::make_unique<BenchOf<Valc_ttu_bench_depth4>>();
  case 8:
    return std::make_unique<BenchOf<Valc_ttu_bench_depth8>>();
  default:
    return std::make_unique<BenchOf<Valc_ttu_bench>>();
  }
}

const isa::Chip &chip() {
  static const isa::Chip nano = isa::loadChip("nano");
  return nano;
}

} // namespace alcyone::tests
