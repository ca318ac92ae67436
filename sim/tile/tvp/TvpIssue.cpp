// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpIssue.h"

#include <algorithm>
#include <array>
#include <vector>

namespace alcyone::sim {
namespace {

using isa::MicroUnit;

constexpr uint64_t followed = 24, warm = 16; // runs
constexpr size_t mostKnown = 10'000;

std::vector<MicroUnit> unitsOf(TvpIssue::Code code) {
  std::vector<MicroUnit> units;
  for (const isa::MicroInstruction &micro : code)
    units.push_back(isa::findMicro(uint8_t(micro.op))->unit);
  return units;
}

/// Registers that one run of a section uses.
struct Registers {
  uint32_t readFirst = 0; ///< before it writes them
  uint32_t written = 0;
  uint32_t passed = 0; ///< read where they are not written, or not at once
  unsigned stores = 0;
  bool crosses = false;

  explicit Registers(TvpIssue::Code code) {
    for (const isa::MicroInstruction &micro : code)
      add(micro, *isa::findMicro(uint8_t(micro.op)));
  }

  void add(const isa::MicroInstruction &micro, const isa::MicroInfo &info) {
    const uint8_t sources[] = {micro.ra, micro.rb, micro.rc};
    uint32_t reads = micro.op == isa::MicroOp::Orlo ? 1u << micro.rd : 0;
    for (unsigned i = 0; i < info.sources; ++i)
      if (sources[i] < isa::microRegisters)
        reads |= 1u << sources[i];
    const uint32_t writes = info.isStore() ? 0 : 1u << micro.rd;
    passed |= (reads & ~writes) | (writes & written);
    if (info.isSfu)
      passed |= writes;
    readFirst |= reads & ~written;
    written |= writes;
    stores += info.isStore();
    crosses |= info.isCrossLane;
  }
};

/// The older and the younger run, cycle by cycle.
class Pair {
public:
  Pair(std::span<const MicroUnit> code, uint64_t crossLane, TvpRun run)
      : code(code), crossLane(crossLane), costs(run) {}

  /// Cycles until the last of `runs` is issued.
  uint64_t cycles(uint64_t runs) {
    for (uint64_t left = runs; left > 0 || isAny(); ++now) {
      // A run is loaded while another one is issued, in its last cycle too.
      if (isAny())
        issue();
      if (left > 0 && load())
        --left;
    }
    // The first was loaded in a cycle of its own.
    return std::max({now, lanesFree, specialFree}) - 1;
  }

private:
  struct Run {
    bool valid = false;
    size_t at = 0;
    uint64_t readyAt = 0;
  };

  bool isAny() const { return run[0].valid || run[1].valid; }

  bool load() {
    const unsigned slot = run[0].valid;
    if (run[slot].valid)
      return false;
    if (!run[!slot].valid)
      older = slot;
    run[slot] = {true, 0, 1 + uint64_t(double(loaded) * costs.readCycles)};
    ++loaded;
    return true;
  }

  bool can(unsigned c) const {
    if (!run[c].valid || now < run[c].readyAt || now < lanesFree ||
        (now < specialFree && owner == c))
      return false;
    if (code[run[c].at] == MicroUnit::SpecialFunctions && now < specialFree)
      return false;
    return c == older || run[c].at < run[older].at;
  }

  // The younger one first as long as the special-function unit is free: so it
  // comes to its special function while the older one has work left. But the
  // older one does not wait with a special function.
  void issue() {
    const bool olderCan = can(older), youngerCan = can(!older);
    if (!olderCan && !youngerCan)
      return;
    const bool isYounger =
        youngerCan &&
        (!olderCan || (now >= specialFree &&
                       code[run[older].at] != MicroUnit::SpecialFunctions));
    const unsigned c = isYounger ? !older : older;
    const MicroUnit unit = code[run[c].at];
    if (unit == MicroUnit::CrossLane)
      lanesFree = now + crossLane;
    if (unit == MicroUnit::SpecialFunctions) {
      specialFree = now + costs.specialCycles;
      owner = c;
    }
    if (++run[c].at == code.size()) {
      run[c].valid = false;
      older = !c;
    }
  }

  std::span<const MicroUnit> code;
  uint64_t crossLane;
  TvpRun costs;
  uint64_t now = 0, loaded = 0, lanesFree = 0, specialFree = 0;
  std::array<Run, 2> run;
  unsigned older = 0, owner = 0;
};

} // namespace

bool bodyRunsInPairs(const isa::VectorProgram &program, bool laneReduce) {
  const Registers body(program.sections[isa::Body]),
      before(program.sections[isa::Before]),
      after(program.sections[isa::After]);
  const uint32_t left = body.readFirst & body.written;
  const uint32_t around = (before.readFirst | after.readFirst) & body.written;
  const uint32_t sums = left & ~body.passed;
  return ((left | around) & ~sums) == 0 && body.stores <= 1 &&
         !(laneReduce && body.crosses);
}

uint64_t TvpIssue::alone(Code code, uint64_t specialCycles) const {
  uint64_t cycles = 0;
  for (MicroUnit unit : unitsOf(code))
    cycles += unit == MicroUnit::CrossLane          ? crossLaneCycles
              : unit == MicroUnit::SpecialFunctions ? specialCycles
                                                    : 1;
  return cycles;
}

double TvpIssue::inPairs(Code code, TvpRun run, double runs) const {
  const std::vector<MicroUnit> units = unitsOf(code);
  auto cycles = [&](uint64_t count) {
    return double(Pair(units, crossLaneCycles, run).cycles(count));
  };
  if (runs <= double(followed))
    return cycles(uint64_t(runs));
  std::string key =
      std::to_string(run.specialCycles) + " " + std::to_string(run.readCycles);
  for (MicroUnit unit : units)
    key += char('a' + unsigned(unit));
  auto found = known.find(key);
  if (found == known.end()) {
    if (known.size() == mostKnown)
      known.clear();
    const double first = cycles(followed);
    const double another = (first - cycles(warm)) / double(followed - warm);
    found = known.emplace(key, Pace{first, another}).first;
  }
  return found->second.first +
         (runs - double(followed)) * found->second.another;
}

} // namespace alcyone::sim
