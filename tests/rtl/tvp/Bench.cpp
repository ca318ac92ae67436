// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Bench.h"

#include "Valc_tvp_bench.h"
#include "isa/generated/MicroInstructions.h"
#include "rtl/Model.h"

#include <cstring>
#include <stdexcept>

namespace alcyone::tests {
namespace {

constexpr unsigned fetchBytes = 64;

class VerilatedBench : public Bench {
public:
  VerilatedBench() { unit->reset(); }

  Outcome run(const isa::Vector &inst, const Memory &tcm, Memory &l1,
              unsigned refused) override {
    start(inst);
    const uint64_t patience = 4'000'000;
    // It may start in the cycle in which the one before is done.
    for (uint64_t now = 0; now < patience; ++now) {
      if (now && unit->done_o)
        return {{isa::FaultCode(unit->fault_code_o), unit->fault_value_o}, now};
      step(tcm, l1, refused);
    }
    throw std::runtime_error("the vector processor hangs in " +
                             isa::print(isa::Instruction(inst)));
  }

  void abandon(const isa::Vector &inst, const Memory &tcm, Memory &l1,
               unsigned cycles) override {
    start(inst);
    for (unsigned now = 0; now < cycles && !(now && unit->done_o); ++now)
      step(tcm, l1, 0);
    unit->reset();
  }

  void idle(unsigned cycles) override {
    while (cycles-- > 0)
      unit->edge();
  }

private:
  void start(const isa::Vector &inst) {
    uint8_t bytes[isa::Vector::sizeBytes];
    isa::encode(isa::Instruction(inst), bytes);
    std::memcpy(unit->instruction_i.data(), bytes, sizeof bytes);
    unit->start_i = 1;
  }

  void step(const Memory &tcm, Memory &l1, unsigned refused) {
    fetch(tcm, refused);
    port.serve(*unit, l1, refused);
    unit->edge();
    unit->start_i = 0;
  }

  void fetch(const Memory &tcm, unsigned refused) {
    std::memcpy(unit->fetch_data_i.data(), fetched, fetchBytes);
    unit->fetch_grant_i = unit->fetch_valid_o && !port.refuses(refused);
    if (!unit->fetch_grant_i)
      return;
    if (unit->fetch_address_o % 4 != 0)
      throw std::runtime_error("a fetch is not aligned");
    for (unsigned i = 0; i < fetchBytes; ++i)
      fetched[i] = tcm[(unit->fetch_address_o + i) % tcm.size()];
  }

  std::unique_ptr<rtl::Model<Valc_tvp_bench>> unit =
      std::make_unique<rtl::Model<Valc_tvp_bench>>();
  L1Model port{chip()};
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
