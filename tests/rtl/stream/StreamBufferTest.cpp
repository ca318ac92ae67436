// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a stream buffer give words in their order, again if its reader goes
// back, and is there room for just as many as it says?
#include "Valc_stream_buffer.h"
#include "rtl/Model.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <deque>
#include <gtest/gtest.h>

using namespace alcyone;

namespace {

constexpr unsigned entries = ALCYONE_STREAM_ENTRIES;

class StreamBuffer : public testing::Test {
protected:
  StreamBuffer() { reset(); }

  // Asynchronous, in the middle of a cycle.
  void reset() {
    words.clear();
    reserved = next = 0;
    port.reserve_i = port.write_i = port.read_i = 0;
    port.rst_ni = 0;
    port.eval();
    expectSame();
    port.edge();
    port.rst_ni = 1;
    port.eval();
  }

  unsigned taken() const { return reserved + unsigned(words.size()); }

  void expectSame() {
    ASSERT_EQ(port.room_o, taken() < entries);
    ASSERT_EQ(port.valid_o, next < words.size());
    if (next < words.size()) {
      ASSERT_EQ(port.data_o, words[next]);
    }
  }

  bool is(unsigned ofEight) { return random.below(8) < ofEight; }

  // Only what is allowed in this cycle. A word may come with its reservation.
  void choose() {
    port.reserve_i = taken() < entries && is(reserves);
    port.write_i = reserved + port.reserve_i > 0 && is(writes);
    port.data_i = random.next();
    port.read_i = next < words.size() && is(reads);
    // A reader that keeps all entries and leaves the last would wait for ever.
    const bool mustGoBack = port.read_i && next + 1 == entries;
    port.free_i = is(frees);
    port.rewind_i =
        (mustGoBack || is(rewinds)) && !(port.read_i && port.free_i);
    port.eval();
  }

  void advance() {
    fulls += taken() == entries;
    empties += next == words.size();
    if (port.read_i && port.rewind_i) {
      ++wentBack[next];
      next = 0;
    } else if (port.read_i) {
      ++next;
    }
    if (port.read_i && port.free_i) {
      words.pop_front();
      --next;
    }
    reserved += port.reserve_i;
    if (port.write_i) {
      --reserved;
      words.push_back(port.data_i);
    }
  }

  void cycle() {
    choose();
    ASSERT_NO_FATAL_FAILURE(expectSame());
    advance();
    port.edge();
    ASSERT_NO_FATAL_FAILURE(expectSame());
  }

  // How often each side does what it may, of eight.
  void changeHabits() {
    for (unsigned *habit : {&reserves, &writes, &reads, &frees, &rewinds})
      *habit = random.below(9);
  }

  rtl::Model<Valc_stream_buffer> port;
  random::Random random{tests::firstSeed()};
  unsigned reserves = 8, writes = 8, reads = 8, frees = 8, rewinds = 0;
  std::deque<uint64_t> words; // that are kept
  unsigned next = 0;          // of them, to be read
  unsigned reserved = 0;      // and not yet written
  unsigned fulls = 0, empties = 0, wentBack[entries] = {};
};

TEST_F(StreamBuffer, gives_words_in_order_and_those_that_are_kept_again) {
  for (unsigned n = 0; n < 1'000'000 && !HasFatalFailure(); ++n) {
    if (n % 64 == 0)
      changeHabits();
    cycle();
  }
  EXPECT_GT(fulls, 1000u);
  EXPECT_GT(empties, 1000u);
  for (const unsigned count : wentBack)
    EXPECT_GT(count, 100u);
}

TEST_F(StreamBuffer, goes_through_a_word_a_cycle_if_nobody_waits) {
  cycle(); // the first one is written
  for (unsigned n = 0; n < 10 * entries && !HasFatalFailure(); ++n) {
    ASSERT_TRUE(port.valid_o && port.room_o) << n;
    cycle();
  }
}

TEST_F(StreamBuffer, is_empty_and_has_all_of_its_room_after_a_reset) {
  for (unsigned n = 0; n < 20'000 && !HasFatalFailure(); ++n) {
    if (n % 64 == 0)
      changeHabits();
    cycle();
    if (random.oneIn(16))
      reset();
  }
}

} // namespace
