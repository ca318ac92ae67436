// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do the semaphores give and take what their contract says, in every cycle?
#include "Valc_semaphores.h"
#include "isa/chips/Chip.h"
#include "rtl/Model.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <array>
#include <gtest/gtest.h>
#include <optional>
#include <vector>

using namespace alcyone;

namespace {

constexpr unsigned users = 3; // waiters, and signallers; CMakeLists.txt
constexpr unsigned most = 255;

// alc_tile_pkg::semaphore_use_t.
struct Use {
  std::array<uint8_t, 2> number, count;

  uint32_t word() const {
    return uint32_t(number[1]) << 24 | uint32_t(number[0]) << 16 |
           uint32_t(count[1]) << 8 | count[0];
  }
};

/// What the contract says of a cycle, one after the other.
struct Reference {
  std::vector<unsigned> values;
  std::optional<unsigned> giver; // of the signal that is added in this cycle
  Use given{};

  bool holds(const Use &use) const {
    std::vector<unsigned> left = values;
    for (unsigned i = 0; i < 2; ++i) {
      if (use.count[i] == 0)
        continue;
      unsigned &value = left[use.number[i]];
      if (value < use.count[i])
        return false;
      value -= use.count[i];
    }
    return true;
  }

  std::optional<unsigned> granted(unsigned valid,
                                  const std::array<Use, users> &uses) const {
    for (unsigned i = 0; i < users; ++i)
      if (valid >> i & 1 && holds(uses[i]))
        return i;
    return std::nullopt;
  }

  void take(const Use &use) {
    for (unsigned i = 0; i < 2; ++i)
      if (use.count[i])
        values[use.number[i]] -= use.count[i];
  }

  /// The number of the first one that overflows, and that is not given.
  std::optional<unsigned> give() {
    std::optional<unsigned> overflow;
    for (unsigned i = 0; giver && i < 2; ++i) {
      if (given.count[i] == 0)
        continue;
      unsigned &value = values[given.number[i]];
      if (value + given.count[i] <= most)
        value += given.count[i];
      else if (!overflow)
        overflow = given.number[i];
    }
    return overflow;
  }
};

class Semaphores : public testing::Test {
protected:
  Semaphores() {
    reference.values.resize(chip.semaphore.count);
    port.reset();
  }

  // Few semaphores, so that they meet; sometimes much, or a part for nothing,
  // which may name one that is not there.
  Use use() {
    Use use{};
    for (unsigned i = 0; i < 2; ++i) {
      use.number[i] =
          uint8_t(random.oneIn(8) ? random.below(chip.semaphore.count)
                                  : first + random.below(2));
      use.count[i] = uint8_t(random.oneIn(4)   ? 0
                             : random.oneIn(8) ? random.below(most + 1)
                                               : 1 + random.below(4));
      if (use.count[i] == 0)
        use.number[i] = uint8_t(random.next());
    }
    return use;
  }

  void cycle() {
    std::array<Use, users> waits, signals;
    for (unsigned i = 0; i < users; ++i) {
      port.wait_i[i] = (waits[i] = use()).word();
      port.signal_i[i] = (signals[i] = use()).word();
    }
    port.wait_valid_i = uint8_t(random.below(1 << users));
    port.signal_valid_i = uint8_t(random.below(1 << users));
    port.clear_i = random.oneIn(500);
    port.eval();

    const auto taker = reference.granted(port.wait_valid_i, waits);
    ASSERT_EQ(port.wait_grant_o, taker ? 1u << *taker : 0);
    ASSERT_EQ(port.busy_o, reference.giver.has_value());
    const auto giver = reference.giver;
    if (const auto overflow = reference.give()) {
      ASSERT_EQ(port.overflow_o, 1u << *giver);
      ASSERT_EQ(port.overflow_semaphore_o, *overflow);
      ++overflows;
    } else {
      ASSERT_EQ(port.overflow_o, 0);
    }
    if (taker)
      reference.take(waits[*taker]);
    const unsigned valid = port.signal_valid_i;
    ASSERT_EQ(port.signal_ready_o, valid & -valid);
    reference.giver.reset();
    if (valid && !port.clear_i) {
      reference.giver = unsigned(__builtin_ctz(valid));
      reference.given = signals[*reference.giver];
    }
    if (port.clear_i)
      reference.values.assign(reference.values.size(), 0);

    port.edge();
    for (unsigned i = 0; i < reference.values.size(); ++i)
      ASSERT_EQ(port.value_o[i / 4] >> i % 4 * 8 & most, reference.values[i])
          << "semaphore " << i;
  }

  const isa::Chip chip = isa::loadChip("nano");
  rtl::Model<Valc_semaphores> port;
  random::Random random{tests::firstSeed()};
  Reference reference;
  unsigned first = 0; // of those that are used most
  unsigned overflows = 0;
};

TEST_F(Semaphores, give_and_take_what_their_contract_says) {
  for (unsigned n = 0; n < 40'000 && !HasFatalFailure(); ++n) {
    if (n % 500 == 0)
      first = random.below(chip.semaphore.count - 1);
    cycle();
  }
  EXPECT_GT(overflows, 100u);
}

TEST_F(Semaphores, reset_makes_all_of_them_zero) {
  for (unsigned n = 0; n < 100; ++n)
    cycle();
  port.wait_valid_i = 0;
  port.signal_valid_i = 1;
  port.edge();
  port.rst_ni = 0;
  port.eval();
  EXPECT_FALSE(port.busy_o);
  EXPECT_EQ(port.overflow_o, 0);
  for (unsigned i = 0; i < chip.semaphore.count / 4; ++i)
    EXPECT_EQ(port.value_o[i], 0u);
}

} // namespace
