// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/backends/rtl/AxiMemory.h"

#include "isa/support/Failure.h"
#include "runtime/backends/rtl/TileModel.h"
#include "runtime/backends/rtl/WideBits.h"

#include <algorithm>
#include <utility>

namespace alcyone::runtime {

namespace {

// Where the fields of alc_tile_pkg's structs lie, from the lowest bit on.
constexpr unsigned idBits = 8;
namespace addressBits {
constexpr unsigned size = 0, len = 3, addr = 11, id = 75;
}
namespace writeBits {
constexpr unsigned last = 0, strobe = 1;
}
namespace readBits {
constexpr unsigned last = 0, data = 1;
}

} // namespace

AxiMemory::AxiMemory(isa::MemoryMap &bytes, const isa::Chip &chip)
    : bytes(bytes), memory(chip), width(unsigned(chip.tdma.bytesPerCycle)) {}

void AxiMemory::reset() {
  memory.reset();
  heap.clear();
  order = 0;
  reads = 0;
  answers.clear();
  writes.clear();
  acknowledgements.clear();
  answering = acknowledging = false;
}

void AxiMemory::at(Cycle when, Kind kind, Burst burst) {
  heap.push_back({when, order++, kind, std::move(burst)});
  std::push_heap(heap.begin(), heap.end());
}

void AxiMemory::drive(TileModel &tile, Cycle now) {
  while (!heap.empty() && heap.front().when <= now) {
    std::pop_heap(heap.begin(), heap.end());
    Event event = std::move(heap.back());
    heap.pop_back();
    if (event.kind == Kind::ReadAtMemory)
      readAtMemory(event.when, std::move(event.burst));
    else if (event.kind == Kind::ReadLeaves)
      readLeaves(event.burst.number);
    else
      writeAtMemory(event.when, event.burst);
  }
  tile.ar_ready_i = 1;
  tile.aw_ready_i = 1;
  tile.w_ready_i = !writes.empty();

  if (!answering)
    chooseAnswer(now);
  if (answering) {
    const Burst &burst = answers[answer];
    EData *to = tile.r_i;
    std::fill_n(to, VL_WORDS_I(readBits::data + 8 * width + idBits), 0);
    putBits(to, readBits::last, 1, burst.sent + 1 == burst.beats);
    for (unsigned i = 0; i < width; i += 4) {
      uint32_t word;
      std::memcpy(&word, burst.bytes.data() + burst.sent * width + i, 4);
      putBits(to, readBits::data + 8 * i, 32, word);
    }
    putBits(to, readBits::data + 8 * width, idBits, burst.id);
  }
  tile.r_valid_i = answering;

  if (!acknowledging) {
    const auto first =
        std::min_element(acknowledgements.begin(), acknowledgements.end());
    acknowledging = first != acknowledgements.end() && first->first <= now;
    if (acknowledging) {
      tile.b_id_i = first->second;
      acknowledgements.erase(first);
    }
  }
  tile.b_valid_i = acknowledging;
}

// A beat is there when its last byte is.
bool AxiMemory::isThere(const Burst &burst, Cycle now) {
  const sim::Flight flight = burst.flight;
  return burst.isUnderWay && flight.head + (flight.tail - flight.head) *
                                               (burst.sent + 1) / burst.beats <=
                                 now + 1;
}

// Of the oldest burst whose next beat is there, in the order of its identifier:
// bursts interleave.
void AxiMemory::chooseAnswer(Cycle now) {
  std::array<bool, 1 << idBits> waiting{};
  for (answer = 0; answer < answers.size(); ++answer) {
    const Burst &burst = answers[answer];
    answering = !waiting[burst.id] && isThere(burst, now);
    if (answering)
      return;
    waiting[burst.id] = true;
  }
}

void AxiMemory::sample(const TileModel &tile, Cycle now) {
  if (tile.ar_valid_o) {
    Burst burst = address(tile.ar_o);
    const Cycle there = now + memory.requestCycles(burst.address);
    at(there, Kind::ReadAtMemory, std::move(burst));
  }
  // Data is for the addresses of earlier cycles.
  if (tile.w_valid_o && tile.w_ready_i) {
    Burst &burst = writes.front();
    if (burst.sent == 0)
      burst.flight.head = now;
    const EData *words = tile.w_o;
    const uint64_t strobe = bitsOf(words, writeBits::strobe, width);
    for (unsigned i = 0; i < width; ++i)
      burst.written[burst.sent * width + i] = strobe >> i & 1;
    bytesOf(words, writeBits::strobe + width, width,
            burst.bytes.data() + burst.sent * width);
    ++burst.sent;
    if (bitsOf(words, writeBits::last, 1) != (burst.sent == burst.beats))
      isa::fail(isa::Category::ModelBug,
                "the tile's last beat is not the last of its burst");
    if (burst.sent == burst.beats) {
      const sim::Flight flight = memory.send({burst.flight.head, now + 1},
                                             burst.address, burst.size());
      at(flight.tail, Kind::WriteAtMemory, std::move(burst));
      writes.pop_front();
    }
  }
  if (tile.aw_valid_o) {
    Burst burst = address(tile.aw_o);
    burst.bytes.resize(size_t(burst.beats) * width);
    burst.written.resize(burst.bytes.size());
    writes.push_back(std::move(burst));
  }
  if (answering && tile.r_ready_o) {
    answering = false;
    if (++answers[answer].sent == answers[answer].beats)
      answers.erase(answers.begin() + std::ptrdiff_t(answer));
  }
  if (acknowledging && tile.b_ready_o)
    acknowledging = false;
}

AxiMemory::Burst AxiMemory::address(const uint32_t *words) const {
  Burst burst;
  burst.beatBytes = 1u << bitsOf(words, addressBits::size, 3);
  burst.beats = unsigned(bitsOf(words, addressBits::len, 8)) + 1;
  burst.address = bitsOf(words, addressBits::addr, 64);
  burst.id = uint32_t(bitsOf(words, addressBits::id, idBits));
  return burst;
}

// A burst begins at its address and goes on at multiples of the beat's size.
uint8_t *AxiMemory::place(uint64_t address, uint64_t count) {
  isa::Fault fault;
  uint8_t *found = bytes.resolve(address, count, 0, fault);
  if (!found)
    isa::fail(isa::Category::ModelBug,
              "the tile accesses memory that is not there");
  return found;
}

void AxiMemory::readAtMemory(Cycle when, Burst burst) {
  burst.bytes.assign(size_t(burst.beats) * width, 0);
  const uint64_t first = burst.address - burst.address % burst.beatBytes;
  const uint64_t end = first + burst.size();
  for (unsigned beat = 0; beat < burst.beats; ++beat) {
    const uint64_t from =
        std::max(burst.address, first + uint64_t(beat) * burst.beatBytes);
    const uint64_t to = first + uint64_t(beat + 1) * burst.beatBytes;
    std::memcpy(burst.bytes.data() + beat * width + from % width,
                place(from, to - from), to - from);
  }
  burst.flight = memory.read(when, burst.address, end - burst.address);
  burst.number = reads++;
  Burst leaving;
  leaving.number = burst.number;
  at(std::max(when, burst.flight.head), Kind::ReadLeaves, std::move(leaving));
  answers.push_back(std::move(burst));
}

// Ways are taken in the order in which data comes out of the memories.
void AxiMemory::readLeaves(uint32_t number) {
  const auto burst = std::ranges::find(answers, number, &Burst::number);
  const uint64_t first = burst->address - burst->address % burst->beatBytes;
  burst->flight = memory.bring(burst->flight, burst->address,
                               first + burst->size() - burst->address);
  burst->isUnderWay = true;
}

void AxiMemory::writeAtMemory(Cycle when, const Burst &burst) {
  const uint64_t first = burst.address - burst.address % burst.beatBytes;
  for (unsigned beat = 0; beat < burst.beats; ++beat) {
    const uint64_t bus =
        (first + uint64_t(beat) * burst.beatBytes) / width * width;
    for (unsigned i = 0; i < width; ++i)
      if (burst.written[beat * width + i])
        *place(bus + i, 1) = burst.bytes[beat * width + i];
  }
  if (observer)
    observer->written(first, burst.size());
  const Cycle taken =
      memory.write(when, burst.address, first + burst.size() - burst.address);
  acknowledgements.emplace_back(taken + memory.requestCycles(burst.address),
                                burst.id);
}

} // namespace alcyone::runtime
