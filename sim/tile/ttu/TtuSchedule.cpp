// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/ttu/TtuSchedule.h"

#include "isa/numerics/Formats.h"
#include "sim/tile/l1/L1Port.h"
#include "sim/tile/ttu/OperandWords.h"

#include <algorithm>
#include <array>
#include <bit>
#include <deque>

namespace alcyone::sim {
namespace {

// Of the ISA: products that are summed as a tree (docs/numerics.md).
constexpr unsigned productsPerGroup = 16;
constexpr unsigned operandBytes = 2;
// Of rtl/ttu.
constexpr unsigned writeSlots = 8;    // rows of results that wait for L1
constexpr unsigned operandsAhead = 3; // words that a lane may be ahead
constexpr unsigned startsAhead = 6;
constexpr unsigned resultStages = 2; // after a cell's accumulator
// How far a matmul is followed before its pace is taken for the rest.
constexpr Cycle settled = 256, followed = 768;

uint64_t ceilDivide(uint64_t a, uint64_t b) { return (a + b - 1) / b; }

/// An operand on its way from L1 to the array.
class OperandStream {
public:
  OperandStream(const OperandShape &shape, const L1Banks &banks, Cycle latency,
                uint64_t entries, unsigned wordCycles)
      : words(shape, banks), reader(words.lanes(), operandsAhead, latency),
        entries(entries), wordCycles(wordCycles) {}

  void ask(L1Cycle &banks, Cycle now) { reader.ask(banks, now); }
  /// What came in this cycle, and the word that asks from the next one on.
  void endCycle(Cycle now) {
    if (reader.arrives(now) && emitting[arrived++ % emitting.size()])
      ++written;
    if (!words.done() && reader.hasRoom() && now >= nextLoad &&
        !(words.emits() && reserved - freed == entries)) {
      load();
      nextLoad = now + wordCycles;
    }
  }
  void load() {
    emitting[loaded++ % emitting.size()] = words.emits();
    reserved += words.emits();
    words.next(reader.load());
  }

  /// Groups that have come so far, in the order of the words.
  bool has(uint64_t group) const { return group < written; }
  void free(uint64_t groups) { freed += groups; }

private:
  OperandWords words;
  L1WordReader reader;
  const uint64_t entries;
  const unsigned wordCycles;
  std::array<bool, 16> emitting{};
  uint64_t loaded = 0, arrived = 0;
  uint64_t reserved = 0, written = 0, freed = 0;
  Cycle nextLoad = 0;
};

class Schedule {
public:
  Schedule(const isa::Matmul &inst, const isa::Chip &chip, const L1Banks &banks,
           const OthersAtL1 &others);
  Cycle run();

private:
  static OperandShape shapeOfA(const isa::Matmul &inst, const isa::Chip &chip,
                               unsigned group, bool stays);
  static OperandShape shapeOfB(const isa::Matmul &inst, const isa::Chip &chip,
                               unsigned group);
  struct Row {
    uint64_t row = 0, block = 0; ///< of blocks, along the columns
  };
  void cycle();
  void putRow(Row &at, std::vector<uint16_t> &lanes) const;
  void step(Row &at) const;
  bool arrayMayGoOn() const;
  void goOn();
  void issue();
  void loadStarts();
  void writeRows();

  const isa::Matmul &inst;
  const isa::Chip &chip;
  const L1Banks &l1;
  const unsigned group, groupCycles;
  const uint64_t groups, rowBlocks, colBlocks, rows, cols;
  const bool stays;
  L1Cycle banks;
  OtherLines others;
  OperandStream a, b;
  Cycle now = 0;

  // Issue.
  uint64_t issued = 0, toIssue;
  uint64_t issueGroup = 0, issueCol = 0, issueRow = 0;
  unsigned groupLeft = 0; ///< cycles of the group that is being taken
  unsigned firstWait = 0, lastWait = 0;

  // In the array, by cycles in which it went on.
  uint64_t gone = 0;
  std::deque<uint64_t> starts, results; ///< when a row's are due

  // C.
  L1WordReader startReader;
  Row startRow, resultRow;
  uint64_t startsLeft, startsReserved = 0, startsThere = 0;
  uint64_t resultsWaiting = 0, rowsLeft;
  std::array<std::vector<uint16_t>, writeSlots> slots;
  unsigned slot = 0, pace = 0;
  Cycle lastWrite = 0;
};

OperandShape Schedule::shapeOfA(const isa::Matmul &inst, const isa::Chip &chip,
                                unsigned group, bool stays) {
  return {inst.a,
          inst.aStride,
          inst.aOrder == isa::Order::RowMajor,
          inst.m,
          inst.k,
          unsigned(chip.ttu.rows),
          group,
          stays ? 1 : ceilDivide(inst.n, chip.ttu.cols),
          ceilDivide(inst.m, chip.ttu.rows),
          false};
}

OperandShape Schedule::shapeOfB(const isa::Matmul &inst, const isa::Chip &chip,
                                unsigned group) {
  return {inst.b,
          inst.bStride,
          inst.bOrder == isa::Order::ColumnMajor,
          inst.n,
          inst.k,
          unsigned(chip.ttu.cols),
          group,
          ceilDivide(inst.n, chip.ttu.cols),
          ceilDivide(inst.m, chip.ttu.rows),
          true};
}

unsigned groupOf(const isa::Chip &chip) {
  return std::max(productsPerGroup, unsigned(chip.ttu.depth));
}
uint64_t panelEntries(const isa::Chip &chip) {
  return std::max<uint64_t>(
      16, chip.ttu.panelBytes / (chip.ttu.rows * groupOf(chip) * operandBytes));
}
// Read ahead of the array: the way from a request to the buffer's output, and
// as much again for what L1 refuses.
uint64_t bEntries(const isa::Chip &chip) {
  return std::bit_ceil(2 * (chip.l1.latencyCycles + 4));
}
unsigned wordCycles(const isa::Chip &chip, uint64_t lines) {
  return unsigned(ceilDivide(lines * groupOf(chip) * operandBytes,
                             chip.ttu.operandBytesPerCycle));
}
unsigned lanesOfC(const isa::Chip &chip) {
  return unsigned(ceilDivide(4 * chip.ttu.cols, chip.l1.bankBytes) + 1);
}

Schedule::Schedule(const isa::Matmul &inst, const isa::Chip &chip,
                   const L1Banks &banks, const OthersAtL1 &others)
    : inst(inst), chip(chip), l1(banks), group(groupOf(chip)),
      groupCycles(unsigned(ceilDivide(productsPerGroup, chip.ttu.depth))),
      groups(ceilDivide(inst.k, group)),
      rowBlocks(ceilDivide(inst.m, chip.ttu.rows)),
      colBlocks(ceilDivide(inst.n, chip.ttu.cols)), rows(chip.ttu.rows),
      cols(chip.ttu.cols),
      stays(groups <= panelEntries(chip) && chip.ttu.panelBytes != 0),
      banks(banks.count()), others(chip, banks, others),
      a(shapeOfA(inst, chip, group, stays), banks, chip.l1.latencyCycles,
        panelEntries(chip), wordCycles(chip, rows)),
      b(shapeOfB(inst, chip, group), banks, chip.l1.latencyCycles,
        bEntries(chip), wordCycles(chip, cols)),
      toIssue(rowBlocks * colBlocks * groups),
      startReader(lanesOfC(chip), startsAhead, chip.l1.latencyCycles),
      startsLeft(inst.accumulate ? rowBlocks * colBlocks * rows : 0),
      rowsLeft(rowBlocks * colBlocks * rows) {
  for (auto &lanes : slots)
    lanes.assign(lanesOfC(chip), L1WordReader::none);
  a.load();
  b.load();
  loadStarts();
}

// Rows below m come too, and ask for nothing.
void Schedule::putRow(Row &at, std::vector<uint16_t> &lanes) const {
  std::fill(lanes.begin(), lanes.end(), L1WordReader::none);
  if (at.row < inst.m) {
    const uint64_t bytes = isa::formatBytes(inst.cFormat);
    const uint64_t first = at.block * cols;
    const uint64_t address = inst.c + at.row * inst.cStride + first * bytes;
    const uint64_t size = std::min<uint64_t>(cols, inst.n - first) * bytes;
    for (uint64_t i = 0; i < l1.lines(address, size); ++i)
      lanes[i] = uint16_t(l1.bank(address + i * l1.lineBytes()));
  }
  step(at);
}

void Schedule::step(Row &at) const {
  if (++at.row % rows != 0)
    return;
  if (++at.block == colBlocks)
    at.block = 0;
  else
    at.row -= rows;
}

bool Schedule::arrayMayGoOn() const {
  const bool startMissing =
      !starts.empty() && starts.front() == gone && startsThere == 0;
  const bool noRoom =
      !results.empty() && results.front() == gone && resultsWaiting >= rows;
  return !(inst.accumulate && startMissing) && !noRoom;
}

void Schedule::goOn() {
  if (!starts.empty() && starts.front() == gone) {
    starts.pop_front();
    if (inst.accumulate) {
      --startsThere;
      --startsReserved;
    }
  }
  if (!results.empty() && results.front() == gone) {
    results.pop_front();
    ++resultsWaiting;
  }
  if (firstWait)
    --firstWait;
  if (lastWait)
    --lastWait;
  issue();
  ++gone;
}

// A group of operands enters if it is there and its block is not too close to
// the one before: rows enter and leave one at a time.
void Schedule::issue() {
  if (groupLeft > 0) {
    --groupLeft;
    return;
  }
  if (issued == toIssue)
    return;
  const bool first = issueGroup == 0, last = issueGroup + 1 == groups;
  const uint64_t ofA = stays ? issueRow * groups + issueGroup : issued;
  if (!a.has(ofA) || !b.has(issued) || (first && firstWait) ||
      (last && lastWait))
    return;
  const unsigned distance = unsigned(std::max(rows, cols)) - 1;
  // The wait is counted down in the cycles that follow.
  if (first)
    firstWait = distance + (distance != 0);
  if (last)
    lastWait = distance + (distance != 0);
  const uint64_t stages = chip.ttu.pipelineCycles;
  for (uint64_t row = 0; first && row < rows; ++row)
    starts.push_back(gone + groupCycles - 1 + stages - resultStages - 1 + row);
  for (uint64_t row = 0; last && row < rows; ++row)
    results.push_back(gone + groupCycles - 1 + cols - 1 + stages + row);
  ++issued;
  groupLeft = groupCycles - 1;
  b.free(1);
  if (!stays || issueCol + 1 == colBlocks)
    a.free(1);
  if (!last) {
    ++issueGroup;
    return;
  }
  issueGroup = 0;
  if (++issueCol == colBlocks) {
    issueCol = 0;
    ++issueRow;
  }
}

// A row of results goes to a slot, from which its lines ask.
void Schedule::writeRows() {
  for (size_t i = slots.size(); i-- > 0;)
    for (uint16_t &bank : slots[i])
      if (bank != L1WordReader::none && banks.take(bank)) {
        bank = L1WordReader::none;
        lastWrite = now;
      }
  const bool free =
      std::all_of(slots[slot].begin(), slots[slot].end(),
                  [](uint16_t bank) { return bank == L1WordReader::none; });
  if (pace > 0) {
    --pace;
  } else if (resultsWaiting > 0 && free) {
    putRow(resultRow, slots[slot]);
    slot = (slot + 1) % slots.size();
    pace = unsigned(chip.ttu.drainCyclesPerRow) - 1;
    --resultsWaiting;
    --rowsLeft;
    lastWrite = now + 1; // a row below m is done then
  }
}

void Schedule::loadStarts() {
  if (startsLeft == 0 || !startReader.hasRoom() || startsReserved == 4 * rows)
    return;
  putRow(startRow, startReader.load());
  ++startsReserved;
  --startsLeft;
}

void Schedule::cycle() {
  banks.next();
  others.take(banks, now);
  b.ask(banks, now);
  startReader.ask(banks, now);
  a.ask(banks, now);
  const bool mayGoOn = arrayMayGoOn();
  writeRows();
  if (mayGoOn)
    goOn();
  a.endCycle(now);
  b.endCycle(now);
  if (startReader.arrives(now))
    ++startsThere;
  loadStarts();
  ++now;
}

Cycle Schedule::run() {
  uint64_t issuedThen = 0;
  const auto isDone = [this] {
    return rowsLeft == 0 &&
           std::all_of(slots.begin(), slots.end(), [](const auto &lanes) {
             return std::all_of(lanes.begin(), lanes.end(), [](uint16_t bank) {
               return bank == L1WordReader::none;
             });
           });
  };
  while (!isDone()) {
    if (now == settled)
      issuedThen = issued;
    if (now >= followed && issued > issuedThen && issued < toIssue) {
      const double pace = double(now - settled) / double(issued - issuedThen);
      const Cycle drain = rows + cols + chip.ttu.pipelineCycles;
      return now + Cycle(pace * double(toIssue - issued)) + drain;
    }
    cycle();
  }
  return lastWrite + 1;
}

} // namespace

Cycle matmulCycles(const isa::Matmul &inst, const isa::Chip &chip,
                   const L1Banks &banks, const OthersAtL1 &others) {
  return Schedule(inst, chip, banks, others).run();
}

} // namespace alcyone::sim
