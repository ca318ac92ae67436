// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do the DMA and the control processor share an AXI port as AXI4 asks? That
// what is offered stays until it is taken is asserted in alc_axi_mux.
#include "Valc_axi_mux.h"
#include "isa/chips/Chip.h"
#include "rtl/Model.h"
#include "runtime/backends/rtl/WideBits.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <deque>
#include <gtest/gtest.h>
#include <type_traits>
#include <vector>

using namespace alcyone;

namespace {

using Top = Valc_axi_mux;
using Address = std::remove_reference_t<decltype(Top::ar_o)>;
using Beat = std::remove_reference_t<decltype(Top::w_o)>;
constexpr unsigned word = 255; // its identifier

// alc_tile_pkg::axi_address_t: the identifier is above 75 other bits.
uint64_t idOf(const Address &address) {
  return runtime::bitsOf(address.m_storage, 75, 8);
}

template <class Wide> std::vector<EData> wordsOf(const Wide &wide) {
  return {wide.m_storage, wide.m_storage + std::size(wide.m_storage)};
}

struct Write {
  Address address;
  std::deque<Beat> beats;
};

class AxiMux : public testing::Test {
protected:
  AxiMux() { port.reset(); }

  template <class Wide> void fill(Wide &wide, unsigned bits) {
    for (unsigned at = 0; at < bits; at += 32)
      wide[at / 32] = uint32_t(random.next()) &
                      uint32_t(~0ull >> (64 - std::min(32u, bits - at)));
  }
  Address address(unsigned id) {
    Address made;
    fill(made, 75);
    runtime::putBits(made.m_storage, 75, 8, id);
    return made;
  }
  Beat beat(bool isLast) {
    Beat made;
    fill(made, unsigned(9 * chip.tdma.bytesPerCycle + 1));
    made[0] = (made[0] & ~1u) | isLast;
    return made;
  }
  Write write(unsigned id, unsigned beats) {
    Write made{address(id), {}};
    while (made.beats.size() < beats)
      made.beats.push_back(beat(made.beats.size() + 1 == beats));
    return made;
  }

  // Data of the DMA comes with its address at the earliest.
  void offerDma() {
    if (!port.dma_ar_valid_i && random.oneIn(pause)) {
      port.dma_ar_valid_i = 1;
      port.dma_ar_i = address(random.below(word));
    }
    if (!port.dma_aw_valid_i && data.size() < 2 && random.oneIn(pause)) {
      const Write made = write(random.below(word), 1 + random.below(4));
      port.dma_aw_valid_i = 1;
      port.dma_aw_i = made.address;
      offered = made.beats;
      data.insert(data.end(), offered.begin(), offered.end());
    }
    if (!port.dma_w_valid_i && !data.empty() && random.oneIn(2)) {
      port.dma_w_valid_i = 1;
      port.dma_w_i = data.front();
      data.pop_front();
    }
    port.dma_r_ready_i = random.oneIn(2);
    port.dma_b_ready_i = random.oneIn(2);
  }

  // One access of the control processor at a time.
  void offerWord() {
    if (busy || !random.oneIn(pause))
      return;
    busy = true;
    const bool isWrite = random.oneIn(2);
    port.word_ar_valid_i = !isWrite;
    port.word_aw_valid_i = isWrite;
    port.word_address_i = address(word);
    port.word_w_i = beat(true);
  }

  void answer() {
    port.ar_ready_i = !random.oneIn(refusal) || refusal > 8;
    port.aw_ready_i = !random.oneIn(refusal) || refusal > 8;
    port.w_ready_i = !random.oneIn(refusal) || refusal > 8;
    if (!port.r_valid_i && !reads.empty() && random.oneIn(2)) {
      port.r_valid_i = 1;
      port.r_id_i = takeAny(reads);
    }
    if (!port.b_valid_i && !writes.empty() && random.oneIn(2)) {
      port.b_valid_i = 1;
      port.b_id_i = takeAny(writes);
    }
  }
  uint8_t takeAny(std::vector<uint8_t> &ids) {
    std::swap(ids[random.below(ids.size())], ids.back());
    const uint8_t id = ids.back();
    ids.pop_back();
    return id;
  }

  void takeReadAddress() {
    ASSERT_EQ(port.ar_valid_o, port.word_ar_valid_i || port.dma_ar_valid_i);
    const bool isWord = port.word_ar_valid_i && port.word_ar_ready_o;
    const bool isDma = port.dma_ar_valid_i && port.dma_ar_ready_o;
    ASSERT_EQ(isWord + isDma, port.ar_valid_o && port.ar_ready_i);
    if (isDma && !dmaReadWaits) {
      ASSERT_FALSE(port.word_ar_valid_i) << "the word goes first";
    }
    dmaReadWaits =
        port.ar_valid_o && !port.ar_ready_i && idOf(port.ar_o) != word;
    if (!isWord && !isDma)
      return;
    ASSERT_EQ(wordsOf(port.ar_o),
              wordsOf(isWord ? port.word_address_i : port.dma_ar_i));
    reads.push_back(uint8_t(idOf(port.ar_o)));
    taken[isWord] += 1;
  }

  void takeWriteAddress() {
    const bool isWord = port.word_aw_valid_i && port.word_aw_ready_o;
    const bool isDma = port.dma_aw_valid_i && port.dma_aw_ready_o;
    ASSERT_EQ(isWord + isDma, port.aw_valid_o && port.aw_ready_i);
    if (!port.word_aw_valid_i && !port.word_w_valid_i) {
      ASSERT_EQ(port.aw_valid_o, port.dma_aw_valid_i)
          << "nothing is in its way";
    }
    if (!isWord && !isDma)
      return;
    ASSERT_EQ(wordsOf(port.aw_o),
              wordsOf(isWord ? port.word_address_i : port.dma_aw_i));
    const std::deque<Beat> beats = isWord ? std::deque{port.word_w_i} : offered;
    expected.insert(expected.end(), beats.begin(), beats.end());
    ends.push_back(uint8_t(idOf(port.aw_o)));
    taken[2 + isWord] += 1;
  }

  // The order of data is that of addresses, and either may be first.
  void takeData() {
    const bool isWord = port.word_w_valid_i && port.word_w_ready_o;
    const bool isDma = port.dma_w_valid_i && port.dma_w_ready_o;
    ASSERT_EQ(isWord + isDma, port.w_valid_o && port.w_ready_i);
    if (isWord || isDma)
      written.push_back(port.w_o);
    while (!written.empty() && !expected.empty()) {
      ASSERT_EQ(wordsOf(written.front()), wordsOf(expected.front()));
      if (written.front()[0] & 1) {
        writes.push_back(ends.front());
        ends.pop_front();
      }
      written.pop_front();
      expected.pop_front();
    }
  }

  void takeAnswers() {
    ASSERT_EQ(port.word_r_valid_o, port.r_valid_i && port.r_id_i == word);
    ASSERT_EQ(port.dma_r_valid_o, port.r_valid_i && port.r_id_i != word);
    ASSERT_EQ(port.word_b_valid_o, port.b_valid_i && port.b_id_i == word);
    ASSERT_EQ(port.dma_b_valid_o, port.b_valid_i && port.b_id_i != word);
    if (port.r_valid_i) {
      ASSERT_EQ(port.r_ready_o, port.r_id_i == word || port.dma_r_ready_i);
    }
    if (port.b_valid_i) {
      ASSERT_EQ(port.b_ready_o, port.b_id_i == word || port.dma_b_ready_i);
    }
    if (port.word_r_valid_o || port.word_b_valid_o)
      busy = false;
  }

  void cycle() {
    offerDma();
    offerWord();
    answer();
    port.eval();
    takeReadAddress();
    takeWriteAddress();
    takeData();
    takeAnswers();
    const auto left = [](auto &valid, bool ready) { valid = valid && !ready; };
    const bool wordWrites = port.word_aw_valid_i && port.word_aw_ready_o;
    const bool readsAnswer = port.r_ready_o, writesAnswer = port.b_ready_o;
    const bool ready[] = {port.word_ar_ready_o != 0, port.word_aw_ready_o != 0,
                          port.word_w_ready_o != 0,  port.dma_ar_ready_o != 0,
                          port.dma_aw_ready_o != 0,  port.dma_w_ready_o != 0};
    port.edge();
    left(port.word_ar_valid_i, ready[0]);
    left(port.word_aw_valid_i, ready[1]);
    left(port.word_w_valid_i, ready[2]);
    left(port.dma_ar_valid_i, ready[3]);
    left(port.dma_aw_valid_i, ready[4]);
    left(port.dma_w_valid_i, ready[5]);
    left(port.r_valid_i, readsAnswer);
    left(port.b_valid_i, writesAnswer);
    if (wordWrites)
      port.word_w_valid_i = 1;
    port.eval();
  }

  const isa::Chip chip = isa::loadChip("nano");
  rtl::Model<Top> port;
  random::Random random{tests::firstSeed()};
  unsigned pause = 1;   // between what a master offers
  unsigned refusal = 2; // of the memory, one cycle in; above 8 never
  bool busy = false;    // the control processor
  bool dmaReadWaits = false;
  std::deque<Beat> offered; // of the DMA's address at the port
  std::deque<Beat> data;    // of the DMA, still to be offered
  std::deque<Beat> expected, written;
  std::deque<uint8_t> ends;           // of the writes in `expected`
  std::vector<uint8_t> reads, writes; // to be answered
  unsigned taken[4] = {};
};

TEST_F(AxiMux, both_masters_get_through_in_order_whatever_the_memory_takes) {
  for (unsigned n = 0; n < 50'000 && !HasFatalFailure(); ++n) {
    if (n % 100 == 0) {
      pause = 1 + random.below(24);
      refusal = 2 + random.below(9);
    }
    cycle();
  }
  for (const unsigned count : taken)
    EXPECT_GT(count, 1000u);
}

} // namespace
