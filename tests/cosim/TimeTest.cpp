// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Are registers that a program reads at a time of its own taken for right when
// they are, and only then?
#include "Meddler.h"
#include "isa/generated/Registers.h"
#include "isa/support/AddressMap.h"
#include "runtime/random/Code.h"

#include <gtest/gtest.h>

#include <cstring>
#include <optional>
#include <string>
#include <vector>

namespace alcyone::tests {
namespace {

using isa::TileRegister;

constexpr unsigned base = 5, result = 6, where = 7;
constexpr unsigned semaphore = 3, signalled = 9, loads = 40;
constexpr uint64_t descriptorAddress = 1024;

class Registers : public testing::Test {
protected:
  // Pushes a sync that signals, and loads a register many times.
  static std::vector<uint8_t> program(TileRegister which, unsigned index) {
    random::Code code;
    code.li(base, isa::address::tileRegisters);
    code.li(where, descriptorAddress);
    code.store(8, where, at(TileRegister::QueuePush, isa::ttuQueue), base);
    for (unsigned i = 0; i < loads; ++i)
      code.load(8, result, at(which, index), base);
    code.store(8, 0, at(TileRegister::Halt, 0), base);
    isa::Sync sync;
    sync.header.signal0Sem = semaphore;
    sync.header.signal0Count = signalled;
    std::vector<uint8_t> bytes(descriptorAddress + isa::Sync::sizeBytes);
    std::memcpy(bytes.data(), code.words.data(), 4 * code.words.size());
    isa::encode(sync, &bytes[descriptorAddress]);
    return bytes;
  }
  static int64_t at(TileRegister which, unsigned index) {
    return int64_t(isa::registerOffset(which, index));
  }

  // The difference, with `error` added to what the tile loads that time.
  std::optional<cosim::Difference> run(const std::vector<uint8_t> &bytes,
                                       unsigned time = 0, uint64_t error = 0) {
    meddler.atControl = [=, left = time](runtime::RetiredControl &rtl) mutable {
      if (rtl.rd == result && left-- == 0)
        rtl.value += error;
    };
    const isa::TcmSegment segment{0, bytes};
    isa::LaunchRequest request;
    request.segments = {&segment, 1};
    try {
      EXPECT_EQ(machine.launch(request).end, isa::LaunchEnd::Done);
    } catch (const cosim::Difference &difference) {
      return difference;
    }
    return std::nullopt;
  }
  void expectExact(TileRegister which, unsigned index) {
    const std::vector<uint8_t> bytes = program(which, index);
    EXPECT_FALSE(run(bytes));
    for (const unsigned time : {0u, loads - 1})
      for (const uint64_t error : {uint64_t(1), ~uint64_t(0)}) {
        const auto difference = run(bytes, time, error);
        ASSERT_TRUE(difference) << error;
        EXPECT_NE(difference->where.find("result: "), std::string::npos);
      }
  }

  cosim::CosimMachine machine{isa::loadChip("nano")};
  Meddler meddler{machine};
};

TEST_F(Registers, of_cycles_are_exact) { expectExact(TileRegister::Cycle, 0); }

TEST_F(Registers, of_free_places_are_exact) {
  expectExact(TileRegister::QueueFree, isa::ttuQueue);
}

TEST_F(Registers, of_semaphores_may_only_lack_what_is_under_way) {
  const auto bytes = program(TileRegister::Semaphore, semaphore);
  EXPECT_FALSE(run(bytes));
  EXPECT_TRUE(run(bytes, 0, signalled)); // nobody has signalled yet
  EXPECT_TRUE(run(bytes, loads - 1, uint64_t(0) - signalled));
  EXPECT_TRUE(run(bytes, loads - 1, 1));
}

} // namespace
} // namespace alcyone::tests
