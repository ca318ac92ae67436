// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Bench.h"

#include "Valc_tvp_bench.h"
#include "isa/generated/MicroInstructions.h"
#include "tests/random/Random.h"

#include <bit>
#include <cstring>
#include <deque>
#include <stdexcept>

namespace alcyone::tests {
namespace {

constexpr unsigned fetchBytes = 64;

// What granted lanes read.
struct Flight {
  uint32_t lanes = 0;
  std::vector<uint64_t> data;
};

class VerilatedBench : public Bench {
public:
  VerilatedBench()
      : flights(chip().l1.latencyCycles, {0, std::vector<uint64_t>(32)}) {
    unit->rst_ni = 0;
    edge();
    unit->rst_ni = 1;
    edge();
  }
  ~VerilatedBench() override { unit->final(); }

  Outcome run(const isa::Vector &inst, const Memory &tcm, Memory &l1,
              unsigned refused) override {
    uint8_t bytes[isa::Vector::sizeBytes];
    isa::encode(isa::Instruction(inst), bytes);
    std::memcpy(unit->instruction_i.data(), bytes, sizeof bytes);
    const uint64_t patience = 4'000'000;
    unit->start_i = 1;
    // It may start in the cycle in which the one before is done.
    for (uint64_t now = 0; now < patience; ++now) {
      if (now && unit->done_o)
        return {{isa::FaultCode(unit->fault_code_o), unit->fault_value_o}, now};
      fetch(tcm, refused);
      serve(l1, refused);
      edge();
      unit->start_i = 0;
    }
    throw std::runtime_error("the vector processor hangs in " +
                             isa::print(isa::Instruction(inst)));
  }

  void idle(unsigned cycles) override {
    while (cycles-- > 0)
      edge();
  }

private:
  void fetch(const Memory &tcm, unsigned refused) {
    std::memcpy(unit->fetch_data_i.data(), fetched, fetchBytes);
    unit->fetch_grant_i = unit->fetch_valid_o && random.below(100) >= refused;
    if (!unit->fetch_grant_i)
      return;
    if (unit->fetch_address_o % 4 != 0)
      throw std::runtime_error("a fetch is not aligned");
    for (unsigned i = 0; i < fetchBytes; ++i)
      fetched[i] = tcm[(unit->fetch_address_o + i) % tcm.size()];
  }

  // Reads before writes: what is written is there for every later grant.
  void serve(Memory &l1, unsigned refused) {
    Flight flight = std::move(flights.front());
    flights.pop_front();
    for (uint32_t left = flight.lanes; left; left &= left - 1) {
      const int lane = std::countr_zero(left);
      unit->data_i[lane] = flight.data[lane];
    }
    uint32_t granted = unit->valid_o;
    if (refused)
      for (uint32_t left = granted; left; left &= left - 1)
        if (random.below(100) < refused)
          granted &= ~(left & -left);
    unit->grant_i = granted;
    flight.lanes = granted & ~unit->write_o;
    for (uint32_t left = flight.lanes; left; left &= left - 1) {
      const int lane = std::countr_zero(left);
      std::memcpy(&flight.data[lane], &l1.at(unit->line_o[lane] * 8), 8);
    }
    flights.push_back(std::move(flight));
    for (uint32_t left = granted & unit->write_o; left; left &= left - 1) {
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

  std::unique_ptr<Valc_tvp_bench> unit = std::make_unique<Valc_tvp_bench>();
  Random random{1};
  std::deque<Flight> flights;
  uint8_t fetched[fetchBytes] = {};
};

} // namespace

std::unique_ptr<Bench> makeBench() {
  return std::make_unique<VerilatedBench>();
}

const isa::Chip &chip() {
  static const isa::Chip nano = isa::loadChip("nano");
  return nano;
}

void load(Memory &tcm, const isa::Vector &inst,
          std::span<const uint32_t> words) {
  if (!words.empty())
    std::memcpy(&tcm.at(inst.program), words.data(), words.size_bytes());
}

std::string text(std::span<const uint32_t> words) {
  std::string all;
  for (const uint32_t word : words) {
    const auto micro = isa::decodeMicro(word);
    all += (micro ? printMicro(*micro) : std::to_string(word)) + "\n";
  }
  return all;
}

} // namespace alcyone::tests
