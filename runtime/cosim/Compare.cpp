// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tile did, against what the reference did.
#include "isa/support/AddressMap.h"
#include "isa/support/NumberText.h"
#include "runtime/cosim/Difference.h"
#include "runtime/cosim/LockStep.h"

#include <algorithm>
#include <cstring>

namespace alcyone::cosim {

using namespace isa;
using address::Region;
using runtime::RetiredControl;

namespace {

using Bytes = std::span<const uint8_t>;

std::string nameOf(Region region) {
  switch (region) {
  case Region::Tcm:
    return "control memory";
  case Region::L1:
    return "L1";
  case Region::L2:
    return "L2";
  default:
    return "HBM";
  }
}

// The first byte that differs; "" if none does. `offset`: of the first in its
// memory.
std::string firstMismatch(Region region, uint64_t offset, Bytes expected,
                          Bytes actual) {
  if (expected.empty() ||
      std::memcmp(expected.data(), actual.data(), expected.size()) == 0)
    return {};
  const auto [e, a] =
      std::mismatch(expected.begin(), expected.end(), actual.begin());
  return "byte " + hexText(offset + uint64_t(e - expected.begin())) + " of " +
         nameOf(region) + ": expected " + hexText(*e) + ", it is " +
         hexText(*a);
}

// What there is of a page.
std::span<uint8_t> pageOf(MemoryMap &memory, uint64_t page) {
  const uint64_t address = page * PageSet::pageBytes;
  const address::Location place = memory.locate(address, 0);
  const std::span<uint8_t> all = place.region == Region::L2
                                     ? memory.l2(unsigned(place.unit))
                                     : memory.hbm();
  return all.subspan(place.offset,
                     std::min(PageSet::pageBytes, all.size() - place.offset));
}

} // namespace

std::string LockStep::describe(const RetiredControl &rtl) const {
  return "TCP: " + printTcp(rtl.word, rtl.pc) + ", at pc " + hexText(rtl.pc);
}

std::string LockStep::describeControl(uint64_t pc) const {
  uint32_t word = 0;
  if (pc <= tcm.size() - sizeof word)
    std::memcpy(&word, tcm.data() + pc, sizeof word);
  return describe(RetiredControl{pc, word});
}

std::string LockStep::describe(unsigned queue, unsigned place) const {
  const QueuedInstruction &entry = tile.queues[queue].at(place);
  return queueName(queue) + ": " + print(entry.instruction) +
         ", pushed at pc " + hexText(entry.pc);
}

void LockStep::differ(const std::string &instruction,
                      const std::string &what) const {
  throw Difference(now, instruction, what);
}

void LockStep::same(const RetiredControl &rtl, std::string_view what,
                    uint64_t expected, uint64_t actual) const {
  if (expected != actual)
    differ(describe(rtl), std::string(what) + ": expected " +
                              hexText(expected) + ", it is " + hexText(actual));
}

// All of its queues go through a barrier in one cycle.
void LockStep::compareBarriers() {
  for (const Passage &passage : passages)
    if (passage.queues != passage.barrier.queues)
      differ(print(Instruction(passage.barrier)),
             "queues " + hexText(passage.queues) +
                 " pass it, expected all at once");
  passages.clear();
}

void LockStep::compareWritten() {
  for (const Store &store : stores)
    if (const std::string what = mismatch(store.range); !what.empty())
      differ(describe(store.by), what);
  for (const Result &result : results)
    for (const AddressRange &range : result.ranges)
      if (const std::string what = mismatch(range); !what.empty())
        differ(result.by, what);
  stores.clear();
  results.clear();
}

std::string LockStep::mismatch(const AddressRange &range) {
  total.bytes += range.bytes;
  if (range.address < tcm.size())
    return firstMismatch(Region::Tcm, range.address,
                         Bytes(tcm).subspan(range.address, range.bytes),
                         machine.tcm().subspan(range.address, range.bytes));
  const address::Location place = memories.locate(range.address, 0);
  Fault none;
  const Bytes expected(memories.resolve(range.address, range.bytes, 0, none),
                       range.bytes);
  if (place.region == Region::L1) {
    std::vector<uint8_t> actual(range.bytes);
    machine.readL1(place.offset, actual);
    return firstMismatch(place.region, place.offset, expected, actual);
  }
  return firstMismatch(
      place.region, place.offset, expected,
      {machine.memory().resolve(range.address, range.bytes, 0, none),
       range.bytes});
}

// What nobody has written was the same at the start.
void LockStep::compareMemories() {
  const auto require = [&](const std::string &what) {
    if (!what.empty())
      differ("the end; no instruction differed", what);
  };
  require(firstMismatch(Region::Tcm, 0, tcm, machine.tcm()));
  require(firstMismatch(Region::L1, 0, memories.l1(0), machine.memory().l1(0)));
  for (uint64_t page : touched.all()) {
    const address::Location place =
        memories.locate(page * PageSet::pageBytes, 0);
    if (place.region != Region::L1)
      require(firstMismatch(place.region, place.offset, pageOf(memories, page),
                            pageOf(machine.memory(), page)));
  }
}

void LockStep::resynchronise() {
  const Bytes l1 = machine.memory().l1(0);
  std::copy(l1.begin(), l1.end(), memories.l1(0).begin());
  for (uint64_t page : touched.all()) {
    if (memories.locate(page * PageSet::pageBytes, 0).region == Region::L1)
      continue;
    const Bytes bytes = pageOf(machine.memory(), page);
    std::copy(bytes.begin(), bytes.end(), pageOf(memories, page).begin());
  }
}

} // namespace alcyone::cosim
