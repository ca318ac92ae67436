// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the control memory's port for copies give 64 bytes from any multiple of
// 4, and zeros beyond the end?
#include "Core.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <random>

using namespace alcyone::tests;

TEST(ControlMemory, copies_64_bytes_from_any_word_in_the_next_cycle) {
  std::mt19937_64 random(firstSeed());
  Core core;
  const std::span<uint8_t> memory = core.memory();
  for (size_t at = 0; at < memory.size(); ++at)
    memory[at] = uint8_t(random());
  for (unsigned round = 0; round < 5000; ++round) {
    const bool isNearEnd = round < 32;
    const size_t address = isNearEnd ? memory.size() - 4 * (1 + round)
                                     : random() % (memory.size() / 4) * 4;
    std::array<uint8_t, 64> expected{};
    std::memcpy(expected.data(), memory.data() + address,
                std::min(expected.size(), memory.size() - address));
    core.ports().copy_valid_i = 1;
    core.ports().copy_address_i = unsigned(address);
    core.settle();
    core.edge();
    core.ports().copy_valid_i = 0;
    core.settle();
    core.edge();
    ASSERT_EQ(std::memcmp(&core.ports().copy_data_o, expected.data(), 64), 0)
        << "at " << address;
  }
}
