// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "AxiMemory.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace alcyone::tests {

static uint64_t addressOf(const AxiAddress &burst, unsigned beat) {
  const uint64_t aligned = burst.address >> burst.size << burst.size;
  return beat == 0 ? burst.address : aligned + (uint64_t(beat) << burst.size);
}

uint8_t *AxiMemory::host(uint64_t address) {
  isa::Fault fault;
  return memory.resolve(address, 1, 0, fault);
}

void AxiMemory::check(const AxiAddress &burst) {
  ++bursts;
  const uint64_t last = addressOf(burst, burst.beats - 1);
  EXPECT_EQ(burst.address / blockBytes, last / blockBytes)
      << "a burst from " << std::hex << burst.address << " leaves its block";
  EXPECT_LE(burst.size, 5u);
  EXPECT_NE(host(burst.address), nullptr) << std::hex << burst.address;
}

void AxiMemory::reset() {
  r.reset();
  b.reset();
  reading.clear();
  toWrite.clear();
  beats.clear();
  written.clear();
  answers.clear();
  beat = 0;
}

void AxiMemory::offer(uint64_t now) {
  takesAr = yes();
  takesAw = yes();
  takesW = yes();
  if (!r && yes()) {
    std::vector<size_t> ready;
    std::array<bool, 256> seen{};
    for (size_t i = 0; i < reading.size(); ++i) {
      const unsigned id = reading[i].burst.id;
      if (!seen[id] && reading[i].when <= now)
        ready.push_back(i);
      seen[id] = true;
      if (delays.refused == 0 && !ready.empty())
        break;
    }
    if (!ready.empty()) {
      offered = ready[random() % ready.size()];
      r = beatOf(reading[offered]);
    }
  }
  if (!b && !answers.empty() && yes()) {
    // The first that is due, from anywhere on.
    const size_t from = random() % answers.size();
    for (size_t n = 0; n < answers.size() && !b; ++n) {
      const unsigned id = answers[(from + n) % answers.size()].id;
      const auto oldest =
          std::find_if(answers.begin(), answers.end(),
                       [&](const Answer &answer) { return answer.id == id; });
      if (oldest->when > now)
        continue;
      b = id;
      for (const Byte &byte : oldest->bytes)
        *byte.at = byte.value;
      answers.erase(oldest);
    }
  }
}

AxiData AxiMemory::beatOf(const Reading &one) {
  AxiData data;
  data.id = one.burst.id;
  data.last = one.beat + 1 == one.burst.beats;
  for (uint8_t &byte : data.bytes)
    byte = uint8_t(random());
  const uint64_t first = addressOf(one.burst, one.beat);
  const uint64_t end = (first >> one.burst.size << one.burst.size) +
                       (uint64_t(1) << one.burst.size);
  for (uint64_t at = first; at < end; ++at)
    if (const uint8_t *byte = host(at))
      data.bytes[at % 32] = *byte;
  return data;
}

void AxiMemory::read(const AxiAddress &burst, uint64_t now) {
  check(burst);
  reading.push_back({burst, due(now)});
}

void AxiMemory::rTaken() {
  ++beatsRead;
  r.reset();
  if (++reading[offered].beat == reading[offered].burst.beats)
    reading.erase(reading.begin() + long(offered));
}

void AxiMemory::endCycle(uint64_t now) {
  while (!toWrite.empty() && !beats.empty()) {
    const AxiAddress &burst = toWrite.front();
    if (beat == 0)
      check(burst);
    const uint64_t first = addressOf(burst, beat);
    const uint64_t aligned = first >> burst.size << burst.size;
    for (unsigned lane = 0; lane < 32; ++lane) {
      if (!(beats.front().strobes >> lane & 1))
        continue;
      const uint64_t at = first / 32 * 32 + lane;
      EXPECT_TRUE(at >= first && at < aligned + (1u << burst.size))
          << "a strobe outside of its beat";
      if (uint8_t *byte = host(at))
        written.push_back({byte, beats.front().bytes[lane]});
      else
        ADD_FAILURE() << "a write to nowhere: " << std::hex << at;
    }
    ++beat;
    ++beatsWritten;
    EXPECT_EQ(beats.front().last, beat == burst.beats);
    beats.pop_front();
    if (beat == burst.beats) {
      answers.push_back({burst.id, due(now), std::move(written)});
      written.clear();
      toWrite.pop_front();
      beat = 0;
    }
  }
}

} // namespace alcyone::tests
