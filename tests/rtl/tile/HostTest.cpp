// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do the host registers say what docs/isa.md says, whenever the host asks?
#include "Valc_host_bench.h"
#include "isa/generated/Instructions.h"
#include "isa/generated/Registers.h"
#include "rtl/Model.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

using namespace alcyone;
using isa::HostRegister;
using isa::HostStatus;

namespace {

enum Response : uint8_t { Okay = 0, SlaveError = 2 }; // of AXI

class Host : public testing::Test {
protected:
  Host() {
    port.reset();
    port.b_ready_i = port.r_ready_i = 1;
    port.w_strb_i = 0xFF;
    port.edge();
  }

  // Whether it was the start of a launch.
  bool write(uint64_t offset, uint64_t value) {
    port.aw_valid_i = port.w_valid_i = 1;
    port.aw_addr_i = uint16_t(offset);
    port.w_data_i = value;
    port.eval();
    EXPECT_TRUE(port.aw_ready_o && port.w_ready_o);
    const bool starts = port.start_o;
    port.edge();
    port.aw_valid_i = port.w_valid_i = 0;
    port.eval();
    EXPECT_FALSE(port.start_o);
    EXPECT_TRUE(port.b_valid_o);
    response = port.b_resp_o;
    port.edge();
    EXPECT_FALSE(port.b_valid_o);
    return starts;
  }
  bool write(HostRegister which, uint64_t value) {
    return write(registerOffset(which), value);
  }

  uint64_t read(uint64_t offset) {
    port.ar_valid_i = 1;
    port.ar_addr_i = uint16_t(offset);
    port.eval();
    EXPECT_TRUE(port.ar_ready_o);
    port.edge();
    port.ar_valid_i = 0;
    EXPECT_TRUE(port.r_valid_o);
    const uint64_t value = port.r_data_o;
    response = port.r_resp_o;
    port.edge();
    EXPECT_FALSE(port.r_valid_o);
    return value;
  }
  uint64_t read(HostRegister which) { return read(registerOffset(which)); }
  HostStatus status() { return HostStatus(read(HostRegister::Status)); }

  void giveFault() {
    port.fault_code_i = uint8_t(1 + random.below(255));
    port.fault_value_i = random.next();
    port.fault_who_i = uint8_t(random.next());
    port.fault_tag_i = uint32_t(random.next());
    port.fault_pc_i = random.next();
    port.fault_is_push_i = random.below(2);
    port.fault_descriptor_i = random.next();
    port.edge();
  }

  void expectForgotten() {
    EXPECT_FALSE(port.b_valid_o || port.r_valid_o);
    EXPECT_EQ(port.r_data_o, 0u);
    EXPECT_EQ(status(), HostStatus::Idle);
    EXPECT_EQ(read(HostRegister::Entry), 0u);
    EXPECT_EQ(read(HostRegister::ExitCode), 0u);
    EXPECT_EQ(read(HostRegister::FaultCode), 0u);
    EXPECT_EQ(read(HostRegister::FaultValue), 0u);
  }

  rtl::Model<Valc_host_bench> port;
  uint8_t response = Okay; // the last one
  random::Random random{tests::firstSeed()};
};

TEST_F(Host, registers_of_the_chip_never_change) {
  EXPECT_EQ(read(HostRegister::IsaVersion), isa::isaVersion);
  EXPECT_EQ(read(HostRegister::Tiles), 1u);
  EXPECT_EQ(status(), HostStatus::Idle);
  for (const isa::RegisterInfo &info : isa::hostRegisters)
    if (info.access == isa::RegisterAccess::ReadOnly) {
      const uint64_t before = read(info.offset);
      EXPECT_FALSE(write(info.offset, ~before));
      EXPECT_EQ(read(info.offset), before) << info.name;
    }
}

TEST_F(Host, only_registers_that_are_there_answer_okay) {
  using isa::RegisterAccess;
  for (uint64_t offset = 0; offset < 0x1000; ++offset) {
    const auto *info = std::ranges::find(isa::hostRegisters, offset,
                                         &isa::RegisterInfo::offset);
    const bool isThere = info != std::end(isa::hostRegisters);
    const uint64_t value = read(offset);
    const bool isRead = isThere && info->access != RegisterAccess::WriteOnly;
    EXPECT_EQ(response, isRead ? Okay : SlaveError) << offset;
    EXPECT_TRUE(isRead || value == 0) << offset;
    write(offset, 0);
    const bool isWritten = isThere && info->access != RegisterAccess::ReadOnly;
    EXPECT_EQ(response, isWritten ? Okay : SlaveError) << offset;
  }
}

TEST_F(Host, a_write_without_all_of_its_bytes_does_nothing) {
  write(HostRegister::Entry, 0x1234);
  for (unsigned strobes = 0; strobes < 0xFF; ++strobes) {
    port.w_strb_i = uint8_t(strobes);
    write(HostRegister::Entry, random.next());
    EXPECT_EQ(response, SlaveError);
    EXPECT_FALSE(write(HostRegister::Doorbell, 1));
    EXPECT_EQ(response, SlaveError);
  }
  EXPECT_EQ(read(HostRegister::Entry), 0x1234u);
  EXPECT_EQ(status(), HostStatus::Idle);
}

TEST_F(Host, a_doorbell_does_nothing_while_the_tile_runs) {
  EXPECT_TRUE(write(HostRegister::Doorbell, 1));
  EXPECT_EQ(response, Okay);
  EXPECT_FALSE(write(HostRegister::Doorbell, 1));
  EXPECT_EQ(response, SlaveError);
  EXPECT_EQ(status(), HostStatus::Running);
  port.done_i = 1;
  port.edge();
  EXPECT_TRUE(write(HostRegister::Doorbell, 1));
  EXPECT_EQ(response, Okay);
}

TEST_F(Host, addresses_without_a_register_are_read_as_0_and_not_written) {
  std::set<uint64_t> present;
  for (const isa::RegisterInfo &info : isa::hostRegisters)
    present.insert(info.offset);
  const uint64_t entry = random.next();
  write(HostRegister::Entry, entry);
  for (uint64_t offset = 0; offset < 1 << 12; ++offset) {
    if (present.contains(offset))
      continue;
    EXPECT_FALSE(write(offset, ~entry)) << offset;
    EXPECT_EQ(read(offset), 0u) << offset;
    EXPECT_EQ(port.entry_o, entry) << offset;
  }
  EXPECT_TRUE(port.stopped_o);
}

TEST_F(Host, only_a_1_at_the_doorbell_starts) {
  for (int n = 0; n < 64; ++n) {
    const uint64_t entry = random.next();
    EXPECT_FALSE(write(HostRegister::Entry, entry));
    EXPECT_EQ(port.entry_o, entry);
    EXPECT_EQ(read(HostRegister::Entry), entry);
    EXPECT_EQ(read(HostRegister::Tiles), 1u);
    EXPECT_FALSE(write(HostRegister::Doorbell, random.next() & ~1));
    EXPECT_EQ(status(), HostStatus::Idle);
    EXPECT_TRUE(port.stopped_o);
  }
  EXPECT_TRUE(write(HostRegister::Doorbell, 1));
  EXPECT_EQ(status(), HostStatus::Running);
  EXPECT_FALSE(port.stopped_o);
}

TEST_F(Host, end_of_a_launch_leaves_its_exit_code) {
  for (int n = 0; n < 64; ++n) {
    write(HostRegister::Doorbell, 1);
    EXPECT_EQ(read(HostRegister::ExitCode), 0u);
    const uint64_t code = port.exit_code_i = random.next();
    port.done_i = 1;
    port.edge();
    EXPECT_TRUE(port.stopped_o);
    // What comes afterwards is not of this launch.
    port.exit_code_i = random.next();
    giveFault();
    port.done_i = port.fault_code_i = 0;
    EXPECT_EQ(status(), HostStatus::Done);
    EXPECT_EQ(read(HostRegister::ExitCode), code);
    EXPECT_EQ(read(HostRegister::FaultCode), 0u);
  }
}

TEST_F(Host, the_first_fault_is_kept_until_the_next_launch) {
  for (int n = 0; n < 64; ++n) {
    write(HostRegister::Doorbell, 1);
    EXPECT_EQ(read(HostRegister::FaultCode), 0u);
    port.tile_id_i = uint16_t(random.next());
    port.done_i = n % 2; // a fault counts more than an end
    giveFault();
    port.done_i = 0;
    const uint64_t code = port.fault_code_i, value = port.fault_value_i,
                   who = port.fault_who_i, tag = port.fault_tag_i,
                   pc = port.fault_pc_i, isPush = port.fault_is_push_i,
                   descriptor = port.fault_descriptor_i;
    EXPECT_TRUE(port.stopped_o);
    giveFault();
    port.fault_code_i = 0;
    EXPECT_EQ(status(), HostStatus::Fault);
    EXPECT_EQ(read(HostRegister::FaultCode), code);
    EXPECT_EQ(read(HostRegister::FaultTile), port.tile_id_i);
    EXPECT_EQ(read(HostRegister::FaultQueue), who);
    EXPECT_EQ(read(HostRegister::FaultTag), tag);
    EXPECT_EQ(read(HostRegister::FaultPc), pc);
    EXPECT_EQ(read(HostRegister::FaultValue), value);
    EXPECT_EQ(port.fault_is_push_o, isPush);
    EXPECT_EQ(port.fault_descriptor_o, descriptor);
  }
}

TEST_F(Host, answers_wait_until_they_are_taken) {
  write(HostRegister::Entry, 0x1234);
  port.r_ready_i = port.b_ready_i = 0;
  port.ar_valid_i = port.aw_valid_i = port.w_valid_i = 1;
  port.ar_addr_i = port.aw_addr_i = registerOffset(HostRegister::Entry);
  port.w_data_i = 0x5678;
  port.edge();
  // The next ones wait too, and are none of these.
  port.ar_addr_i = registerOffset(HostRegister::Tiles);
  port.w_data_i = 0x9ABC;
  for (int cycle = 0; cycle < 5; ++cycle) {
    port.eval();
    EXPECT_TRUE(port.r_valid_o && port.b_valid_o);
    EXPECT_FALSE(port.ar_ready_o || port.aw_ready_o || port.w_ready_o);
    EXPECT_EQ(port.r_data_o, 0x1234u);
    EXPECT_EQ(port.entry_o, 0x5678u);
    port.edge();
  }
}

TEST_F(Host, an_address_and_its_data_wait_for_each_other) {
  for (const bool addressFirst : {true, false}) {
    const uint64_t value = random.next(), before = port.entry_o;
    port.aw_addr_i = registerOffset(HostRegister::Entry);
    port.w_data_i = value;
    (addressFirst ? port.aw_valid_i : port.w_valid_i) = 1;
    for (unsigned wait = 0; wait < 3; ++wait) {
      port.eval();
      EXPECT_FALSE(port.aw_ready_o || port.w_ready_o);
      port.edge();
      EXPECT_FALSE(port.b_valid_o);
      EXPECT_EQ(port.entry_o, before);
    }
    EXPECT_FALSE(write(HostRegister::Entry, value));
    EXPECT_EQ(response, Okay);
    EXPECT_EQ(port.entry_o, value);
  }
}

TEST_F(Host, reset_forgets_a_launch) {
  for (const bool ends : {true, false}) {
    write(HostRegister::Entry, 0x1234);
    write(HostRegister::Doorbell, 1);
    port.done_i = ends;
    port.exit_code_i = 0x5678;
    if (ends)
      port.edge();
    else
      giveFault();
    port.done_i = port.fault_code_i = 0;
    // Answers that nobody has taken.
    port.r_ready_i = port.b_ready_i = 0;
    port.ar_valid_i = port.aw_valid_i = port.w_valid_i = 1;
    port.aw_addr_i = registerOffset(HostRegister::Tiles);
    port.ar_addr_i = registerOffset(HostRegister::Entry);
    port.edge();
    port.ar_valid_i = port.aw_valid_i = port.w_valid_i = 0;
    port.rst_ni = 0;
    port.eval();
    port.rst_ni = 1;
    port.r_ready_i = port.b_ready_i = 1;
    port.eval();
    expectForgotten();
  }
}

} // namespace
