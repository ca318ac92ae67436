// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does L1 give every lane what was written, when it says, and its turn?
#include "Valc_l1_bench.h"
#include "isa/chips/Chip.h"
#include "rtl/Model.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <array>
#include <bit>
#include <deque>
#include <gtest/gtest.h>
#include <map>
#include <optional>

using namespace alcyone;

namespace {

constexpr unsigned lanes = 4; // alc_l1_bench.sv
constexpr unsigned allLanes = (1 << lanes) - 1;

class L1 : public testing::Test {
protected:
  L1() { port.reset(); }

  static uint64_t merged(uint64_t old, uint64_t data, unsigned mask) {
    for (unsigned i = 0; i < 8; ++i)
      if (mask >> i & 1)
        old = (old & ~(uint64_t(0xFF) << 8 * i)) |
              (data & uint64_t(0xFF) << 8 * i);
    return old;
  }

  const isa::Chip chip = isa::loadChip("nano");
  rtl::Model<Valc_l1_bench> port;
  random::Random random{tests::firstSeed()};
};

TEST_F(L1, gives_what_was_written_before_after_its_latency) {
  const uint64_t lines = chip.l1.bytes / chip.l1.bankBytes;
  std::map<uint64_t, uint64_t> memory;
  using Answers = std::array<std::optional<uint64_t>, lanes>;
  std::deque<Answers> flights(chip.l1.latencyCycles);
  for (unsigned n = 0; n < 20'000; ++n) {
    // Lines that were written, so that there is something to read.
    port.valid_i = uint8_t(random.below(allLanes + 1));
    port.write_i = uint8_t(random.next() & random.next() & allLanes);
    for (unsigned i = 0; i < lanes; ++i) {
      const uint64_t line = random.below(64) * (lines / 64) +
                            random.below(random.oneIn(4) ? 64 : 2);
      port.line_i[i] = uint16_t(line % lines);
      port.data_i[i] = random.next();
      port.mask_i[i] = uint8_t(random.next());
      if (!memory.contains(port.line_i[i])) {
        port.write_i |= 1 << i; // nothing is known of it yet
        port.mask_i[i] = 0xFF;
      }
    }
    port.eval();
    ASSERT_EQ(port.grant_o & ~port.valid_i, 0);
    ASSERT_TRUE(port.grant_o || !port.valid_i);
    Answers answers;
    for (unsigned i = 0; i < lanes; ++i)
      if (port.grant_o >> i & 1 && !(port.write_i >> i & 1))
        answers[i] = memory.at(port.line_i[i]);
    for (unsigned i = 0; i < lanes; ++i)
      if (port.grant_o >> i & port.write_i >> i & 1) {
        uint64_t &line = memory[port.line_i[i]];
        line = merged(line, port.data_i[i], port.mask_i[i]);
      }
    flights.push_back(answers);
    port.edge();
    for (unsigned i = 0; i < lanes; ++i)
      if (const auto expected = flights[1][i]) {
        ASSERT_EQ(port.data_o[i], *expected) << "lane " << i;
      }
    flights.pop_front();
  }
}

TEST_F(L1, banks_serve_at_the_same_time_and_a_bank_one_lane) {
  port.valid_i = allLanes;
  for (uint64_t first = 0; first < chip.l1.bytes / chip.l1.bankBytes;
       first += 64) {
    for (unsigned i = 0; i < lanes; ++i)
      port.line_i[i] = uint16_t(first + i);
    port.eval();
    ASSERT_EQ(port.grant_o, allLanes) << "line " << first;
    for (unsigned i = 0; i < lanes; ++i)
      port.line_i[i] = uint16_t(first);
    port.eval();
    ASSERT_EQ(port.grant_o & (port.grant_o - 1), 0);
    port.edge();
  }
}

TEST_F(L1, reset_forgets_what_was_granted) {
  port.valid_i = 1;
  port.write_i = 1;
  port.mask_i[0] = 0xFF;
  const uint64_t before = port.data_i[0] = random.next();
  port.edge();
  port.data_i[0] = ~before;
  port.edge();
  port.valid_i = 0;
  port.rst_ni = 0;
  port.eval();
  port.rst_ni = 1;
  port.edge();
  port.valid_i = 1;
  port.write_i = 0;
  port.edge();
  port.valid_i = 0;
  for (unsigned n = 1; n < chip.l1.latencyCycles; ++n)
    port.edge();
  EXPECT_EQ(port.data_o[0], before);
}

TEST_F(L1, the_highest_lane_that_asks_comes_first) {
  for (unsigned asking = 1; asking <= allLanes; ++asking) {
    port.valid_i = uint8_t(asking);
    port.eval();
    ASSERT_EQ(port.grant_o, std::bit_floor(asking));
    port.edge();
  }
}

} // namespace
