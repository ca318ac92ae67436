// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpPorts.h"

#include "isa/numerics/Formats.h"
#include "isa/semantics/Vector.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace alcyone::sim {
namespace {

constexpr unsigned ports = 3;
constexpr unsigned readAhead = 2; // words that a lane may be ahead
// From a word's request to the cycle in which its run can begin, less the
// latency of L1: request, line, element, buffer.
constexpr unsigned wayStages = 5;

unsigned sectionsWith(const isa::VectorProgram &program, unsigned stream) {
  unsigned sections = 0;
  for (unsigned s = isa::Setup; s < isa::sectionCount; ++s)
    sections |= unsigned(program.streams[s] >> stream & 1) << s;
  return sections;
}

} // namespace

unsigned TvpL1::portLanes() const {
  return unsigned(std::max<uint64_t>(1, chip.tvp.streamBytesPerCycle /
                                            (ports * chip.l1.bankBytes)));
}

void TvpL1::lines(const TvpWalk &run, unsigned stream,
                  std::vector<uint16_t> &to) const {
  const int64_t stride = inst.stride[stream * isa::dimensionCount + isa::L];
  const uint64_t bytes = isa::formatBytes(inst.format[stream]);
  const bool isReduced = stream >= isa::firstOutput && inst.laneReduce &&
                         run.section() != isa::Body;
  const uint64_t lineBytes = banks.lineBytes();
  auto put = [&](uint64_t address) {
    to.push_back(meets ? uint16_t(banks.bank(address)) : L1WordReader::none);
  };
  uint64_t before = UINT64_MAX;
  to.clear();
  run.forEachVector(stream, [&](uint64_t address, uint64_t active) {
    if (address == std::exchange(before, address))
      return; // vectors side by side have it in common
    const uint64_t lanes = isReduced || stride == 0 ? 1 : active;
    if (lanes == 1 || stride == int64_t(bytes)) {
      const uint64_t count = banks.lines(address, lanes * bytes);
      for (uint64_t i = 0; i < count; ++i)
        put(address + i * lineBytes);
    } else {
      for (uint64_t i = 0; i < lanes; ++i)
        put(address + i * uint64_t(stride));
    }
  });
}

TvpReadPort::TvpReadPort(const TvpL1 &l1, unsigned number, const TvpNest &nest,
                         const isa::VectorProgram &program, bool ordered)
    : l1(l1), number(number),
      entries(unsigned(std::bit_ceil(l1.chip.l1.latencyCycles + wayStages))),
      ordered(ordered),
      streams{Stream{TvpWalk(nest, l1.inst, sectionsWith(program, number))},
              Stream{TvpWalk(nest, l1.inst,
                             sectionsWith(program, number + streamCount))}},
      reader(l1.portLanes(), readAhead, l1.chip.l1.latencyCycles) {}

bool TvpReadPort::may(unsigned i) const {
  const Stream &stream = streams[i];
  return stream.walk.isValid() && stream.reserved - stream.taken != entries &&
         (!ordered || stream.permitted);
}

// The stream under way, or else one that was not last.
void TvpReadPort::load() {
  if (!reader.hasRoom())
    return;
  if (!again) {
    const unsigned other = 1 - current;
    if (!may(other) && !may(current))
      return;
    current = may(other) ? other : current;
    l1.lines(streams[current].walk, number + current * streamCount, pass);
    asked += pass.size();
    passed = 0;
  }
  std::vector<uint16_t> &lanes = reader.load();
  const size_t count = std::min(lanes.size(), pass.size() - passed);
  std::copy_n(pass.begin() + ptrdiff_t(passed), count, lanes.begin());
  passed += count;
  again = passed != pass.size();
  ends[loaded++ % ends.size()] = uint8_t(again ? nobody : current);
  if (again)
    return;
  Stream &stream = streams[current];
  stream.walk.next();
  ++stream.reserved;
  stream.permitted = false;
}

void TvpReadPort::endCycle(Cycle now) {
  if (arriving != nobody)
    ++streams[arriving].written;
  arriving = reader.arrives(now) ? ends[arrived++ % ends.size()] : nobody;
  for (Stream &stream : streams) {
    stream.permitted |= stream.permitting;
    stream.permitting = false;
  }
}

TvpWritePort::TvpWritePort(const TvpL1 &l1)
    : l1(l1), lanes(l1.portLanes(), L1WordReader::none) {}

void TvpWritePort::store(const TvpWalk &run, unsigned stream) {
  std::vector<uint16_t> &lines = stores[reserved++ % entries];
  l1.lines(run, stream, lines);
  asked += lines.size();
  issued = true;
}

// One that waits for nothing is pending for a cycle all the same.
void TvpWritePort::load() {
  const std::vector<uint16_t> &lines = stores[freed % entries];
  pending = unsigned(std::min(lanes.size(), lines.size() - passed));
  std::copy_n(lines.begin() + ptrdiff_t(passed), pending, lanes.begin());
  passed += pending;
  if (passed != lines.size())
    return;
  passed = 0;
  ++freed;
}

void TvpWritePort::ask(L1Cycle &banks) {
  for (unsigned lane = pending; lane-- > 0;)
    if (lanes[lane] != L1WordReader::none && banks.take(lanes[lane]))
      lanes[lane] = L1WordReader::none;
  const auto first = lanes.begin();
  pending =
      unsigned(std::remove(first, first + pending, L1WordReader::none) - first);
  if (pending == 0 && freed != written)
    load();
}

void TvpWritePort::endCycle() {
  written += computed;
  computed = issued;
  issued = false;
}

} // namespace alcyone::sim
