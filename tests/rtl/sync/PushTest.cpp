// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a push copy the descriptor at its address, and refuse an address where
// none can be without a look at it?
#include "Valc_push.h"
#include "isa/chips/Chip.h"
#include "isa/engines/InstructionFunctions.h"
#include "isa/generated/Instructions.h"
#include "isa/machine/EngineQueue.h"
#include "isa/support/Fault.h"
#include "rtl/Model.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <gtest/gtest.h>
#include <span>
#include <utility>
#include <vector>

using namespace alcyone;

namespace {

constexpr unsigned chunkBytes = 64;

class Push : public testing::Test {
protected:
  Push() { port.reset(); }

  // Control memory answers a cycle later.
  void edge() {
    port.eval();
    std::array<uint8_t, chunkBytes> chunk{};
    if (port.copy_valid_o) {
      ++reads;
      const uint64_t at = port.copy_address_o;
      std::copy_n(memory.begin() + long(at),
                  std::min<uint64_t>(chunkBytes, memory.size() - at),
                  chunk.begin());
    }
    port.edge();
    std::memcpy(&port.copy_data_i[0], chunk.data(), chunkBytes);
    port.eval();
  }

  // Until the push has been written or refused.
  void push(unsigned queue, uint64_t address) {
    reads = 0;
    port.push_i = 1;
    port.queue_i = uint8_t(queue);
    port.address_i = address;
    port.pc_i = uint32_t(random.next());
    edge();
    port.push_i = 0;
    for (unsigned n = 0; !port.write_o && fault() == isa::Fault{}; ++n) {
      ASSERT_LT(n, 8u) << "nothing comes of a push of " << address;
      edge();
    }
  }

  isa::Fault fault() const {
    uint64_t value;
    std::memcpy(&value, &port.fault_o[0], sizeof value);
    return {isa::FaultCode(port.fault_o[2]), value};
  }

  const isa::Chip chip = isa::loadChip("nano");
  std::vector<uint8_t> memory = std::vector<uint8_t>(chip.tcp.memoryBytes);
  rtl::Model<Valc_push> port;
  random::Random random{tests::firstSeed()};
  unsigned reads = 0; // of the last push
};

TEST_F(Push, copies_the_descriptor_that_lies_at_its_address) {
  for (unsigned n = 0; n < 1000 && !HasFatalFailure(); ++n) {
    const auto [instruction, queue] =
        std::array<std::pair<isa::Instruction, unsigned>, 4>{
            {{isa::Sync{}, isa::ttuQueue},
             {isa::Matmul{}, isa::ttuQueue},
             {isa::Vector{}, isa::tvpQueue},
             {isa::Fill{}, isa::firstTdmaQueue + 1}}}[n % 4];
    std::vector<uint8_t> bytes(isa::info(instruction).sizeBytes);
    isa::encode(instruction, bytes.data());
    const uint32_t tag = uint32_t(random.next());
    std::memcpy(&bytes[4], &tag, sizeof tag);
    const uint64_t at =
        n < 4 ? memory.size() - bytes.size()
              : random.below((memory.size() - bytes.size()) / 8) * 8;
    std::copy(bytes.begin(), bytes.end(), memory.begin() + long(at));
    push(queue, at);
    ASSERT_TRUE(port.write_o) << isa::print(instruction) << " at " << at;
    EXPECT_EQ(port.write_queue_o, queue);
    EXPECT_EQ(port.write_pc_o, port.pc_i);
    EXPECT_EQ(
        std::memcmp(&port.write_descriptor_o[0], bytes.data(), bytes.size()),
        0);
    edge();
    EXPECT_FALSE(port.write_o || port.busy_o);
  }
}

TEST_F(Push, refuses_an_address_where_no_descriptor_can_be_unread) {
  for (unsigned n = 0; n < 1000 && !HasFatalFailure(); ++n) {
    uint64_t address = random.next() >> random.below(64);
    if (address % 8 == 0)
      address |= memory.size();
    push(isa::ttuQueue, address);
    const isa::FaultCode code = address % 8 ? isa::FaultCode::Misaligned
                                            : isa::FaultCode::AddressOutOfRange;
    EXPECT_EQ(fault(), (isa::Fault{code, address}));
    EXPECT_EQ(port.fault_descriptor_o, address);
    EXPECT_EQ(port.fault_pc_o, port.pc_i);
    EXPECT_FALSE(port.write_o);
    EXPECT_EQ(reads, 0u);
    edge();
  }
}

} // namespace
