// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Bench.h"

#include "Vttu_4x4x16.h"
#include "Vttu_4x4x4.h"
#include "Vttu_4x4x8.h"
#include "Vttu_4x8x8.h"
#include "Vttu_8x4x4.h"
#include "rtl/Model.h"

#include <cstring>
#include <map>
#include <stdexcept>

namespace alcyone::tests {
namespace {

template <class Unit> class BenchOf : public Bench {
public:
  explicit BenchOf(isa::Chip chip) : Bench(std::move(chip)) { unit->reset(); }

  Outcome run(const isa::Matmul &inst, Memory &l1, unsigned refused) override {
    Outcome outcome;
    start(inst, &outcome.readLines);
    const uint64_t patience =
        1000 + uint64_t(inst.m + 4) * (inst.n + 4) * (inst.k + 16);
    // It may start in the cycle in which the one before is done.
    for (uint64_t &now = outcome.cycles; now < patience; ++now) {
      if (now && unit->done_o) {
        outcome.fault = {isa::FaultCode(unit->fault_code_o),
                         unit->fault_value_o};
        return outcome;
      }
      step(l1, refused);
    }
    throw std::runtime_error("the tensor unit hangs in " +
                             isa::print(isa::Instruction(inst)));
  }

  void abandon(const isa::Matmul &inst, Memory &l1, unsigned cycles) override {
    start(inst, nullptr);
    for (unsigned now = 0; now < cycles && !(now && unit->done_o); ++now)
      step(l1, 0);
    unit->reset();
  }

  void idle(unsigned cycles) override {
    while (cycles-- > 0)
      unit->edge();
  }

private:
  void start(const isa::Matmul &inst, std::vector<uint32_t> *readLines) {
    port.readLines = readLines;
    uint8_t bytes[isa::Matmul::sizeBytes];
    isa::encode(isa::Instruction(inst), bytes);
    std::memcpy(unit->instruction_i.data(), bytes, sizeof bytes);
    unit->start_i = 1;
  }

  void step(Memory &l1, unsigned refused) {
    port.serve(*unit, l1, refused);
    unit->edge();
    unit->start_i = 0;
  }

  std::unique_ptr<rtl::Model<Unit>> unit = std::make_unique<rtl::Model<Unit>>();
  L1Model port{chip};
};

template <class Unit> std::unique_ptr<Bench> make(isa::Chip chip) {
  return std::make_unique<BenchOf<Unit>>(std::move(chip));
}

const std::map<std::string, std::unique_ptr<Bench> (*)(isa::Chip)> benches = {
    {"4x4x16", make<Vttu_4x4x16>}, {"4x4x8", make<Vttu_4x4x8>},
    {"4x4x4", make<Vttu_4x4x4>},   {"4x8x8", make<Vttu_4x8x8>},
    {"8x4x4", make<Vttu_8x4x4>},
};

} // namespace

std::unique_ptr<Bench> benchOf(const std::string &array) {
  return benches.at(array)(
      isa::loadChip(ALCYONE_TTU_CHIPS "/ttu_" + array + ".json"));
}

const isa::Chip &chip() {
  static const isa::Chip nano = isa::loadChip("nano");
  return nano;
}

} // namespace alcyone::tests
