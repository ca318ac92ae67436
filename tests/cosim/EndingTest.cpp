// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Is a launch that ends in another way than the reference would found to, and
// one that faults or deadlocks as it should not?
#include "Meddler.h"
#include "isa/support/AddressMap.h"
#include "tests/conformance/Image.h"

#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace alcyone::tests {
namespace {

using isa::FaultCode;
using isa::LaunchEnd;
using isa::TileRegister;
using runtime::RtlEnd;
using runtime::RtlFault;

constexpr unsigned semaphore = 3, channel = isa::firstTdmaQueue + 1;

isa::Sync syncThat(unsigned waits, unsigned signals = 0) {
  isa::Sync sync;
  sync.header.wait0Sem = sync.header.signal0Sem = semaphore;
  sync.header.wait0Count = uint8_t(waits);
  sync.header.signal0Count = uint8_t(signals);
  return sync;
}

isa::Barrier barrierOf(unsigned queues) {
  isa::Barrier barrier;
  barrier.queues = uint16_t(queues);
  return barrier;
}

class Endings : public testing::Test {
protected:
  void push(const isa::Instruction &instruction, unsigned queue) {
    std::vector<uint8_t> bytes(isa::info(instruction).sizeBytes);
    isa::encode(instruction, bytes.data());
    image.write(0, TileRegister::QueuePush, queue, image.data(bytes));
  }
  void pushFaultyFill() {
    isa::Fill fill;
    fill.dst = isa::address::ownL1 + machine.chip().l1.bytes;
    fill.shape = {1, 1, 1, 1};
    fill.dstFormat = isa::Format::Int8;
    push(fill, channel);
  }
  // Loads the first byte of L1 and stores it there. In the tile it is another
  // one than in the reference, but is not seen to be.
  void storeWhatDiffers(uint64_t to) {
    machine.memory().l1(0)[0] = 1;
    machine.referenceMemory().l1(0)[0] = 2;
    Code &code = image.code(0);
    code.li(where, isa::address::ownL1);
    code.load(1, what, 0, where);
    code.li(where, to);
    code.store(8, what, 0, where);
    meddler.atControl = [](runtime::RetiredControl &rtl) {
      if (rtl.rd == what && rtl.value == 1)
        rtl.value = 2;
    };
  }

  std::optional<cosim::Difference> launch() {
    const std::vector<uint8_t> bytes = image.bytes();
    const isa::TcmSegment segment{0, bytes};
    isa::LaunchRequest request;
    request.segments = {&segment, 1};
    image = Image(machine.chip());
    try {
      end = machine.launch(request).end;
    } catch (const cosim::Difference &difference) {
      return difference;
    }
    return std::nullopt;
  }
  void expectRight(LaunchEnd how) {
    const auto difference = launch();
    EXPECT_FALSE(difference) << difference->what();
    EXPECT_EQ(end, how);
  }
  void expectFound(const std::string &instruction, const std::string &what) {
    const auto difference = launch();
    ASSERT_TRUE(difference) << what;
    EXPECT_NE(difference->instruction.find(instruction), std::string::npos)
        << difference->what();
    EXPECT_NE(difference->where.find(what), std::string::npos)
        << difference->what();
    meddler.atEnd = {};
    meddler.atControl = {};
    expectRight(LaunchEnd::Done); // what was wrong is gone
  }

  static constexpr unsigned where = 6, what = 7; // registers
  cosim::CosimMachine machine{isa::loadChip("nano")};
  Meddler meddler{machine};
  Image image{machine.chip()};
  LaunchEnd end = LaunchEnd::Done;
};

TEST_F(Endings, in_a_fault_that_is_right_are_the_same) {
  const std::vector<std::function<void()>> faults = {
      [&] { pushFaultyFill(); },
      [&] { push(isa::Matmul{}, isa::tvpQueue); },
      [&] { push(barrierOf(1u << isa::ttuQueue), isa::tvpQueue); },
      [&] { image.write(0, TileRegister::TileId, 0, 0); },
      [&] {
        for (int i = 0; i < 2; ++i)
          image.write(0, TileRegister::Semaphore, semaphore, 200);
      },
      [&] {
        for (int i = 0; i < 2; ++i)
          push(syncThat(0, 200), channel);
      }};
  for (const auto &fault : faults) {
    fault();
    expectRight(LaunchEnd::Faulted);
    expectRight(LaunchEnd::Done);
  }
}

TEST_F(Endings, in_a_deadlock_that_is_right_are_the_same) {
  const std::vector<std::function<void()>> deadlocks = {
      [&] { push(syncThat(1), channel); },
      [&] { push(barrierOf(1u << channel | 1), channel); },
      [&] {
        image.write(0, TileRegister::SemaphoreWait, 0, 1 << 8 | semaphore);
      },
      [&] {
        for (unsigned i = 0; i <= machine.chip().queue.depth; ++i)
          push(syncThat(1), channel);
      }};
  for (const auto &deadlock : deadlocks) {
    deadlock();
    expectRight(LaunchEnd::Deadlocked);
    expectRight(LaunchEnd::Done);
  }
}

TEST_F(Endings, in_another_fault_of_an_engine_are_found_at_its_instruction) {
  const std::vector<std::function<void(RtlFault &)>> changes = {
      [](RtlFault &fault) { fault.fault.value += 1; },
      [](RtlFault &fault) { fault.fault.code = FaultCode::Misaligned; }};
  for (const auto &change : changes) {
    meddler.atEnd = [&](RtlEnd &end) { change(end.fault); };
    pushFaultyFill();
    expectFound("TDMA channel 1: fill",
                "the fault: expected address out of range (0x10");
  }
  meddler.atEnd = [](RtlEnd &end) { end.fault.who = isa::ttuQueue; };
  pushFaultyFill();
  expectFound("TTU", "the fault: expected none, it is address out of range");
}

TEST_F(Endings, in_another_fault_of_the_control_processor_are_found) {
  meddler.atEnd = [](RtlEnd &end) { end.fault.pc += 4; };
  image.write(0, TileRegister::TileId, 0, 0);
  expectFound("TCP: ", "the fault: expected address out of range (0x2000000) "
                       "at pc ");
  meddler.atEnd = [](RtlEnd &end) { end.fault.descriptor += 8; };
  push(isa::Matmul{}, isa::tvpQueue);
  expectFound("TCP: ", "of the descriptor at ");
  meddler.atEnd = [](RtlEnd &end) { end.fault.who = isa::ttuQueue; };
  push(isa::Matmul{}, isa::tvpQueue);
  expectFound("TCP: ", " for TVP at pc ");
}

TEST_F(Endings, in_another_overflow_are_found) {
  meddler.atEnd = [](RtlEnd &end) { end.fault.fault.value ^= 1; };
  for (int i = 0; i < 2; ++i)
    push(syncThat(0, 200), channel);
  expectFound("TDMA channel 1",
              "the fault: expected semaphore overflow (0x3), it is semaphore "
              "overflow (0x2)");
}

TEST_F(Endings, in_a_fault_that_is_none_are_found) {
  for (const unsigned who : {isa::controlProcessorQueue, isa::ttuQueue}) {
    meddler.atEnd = [=](RtlEnd &end) {
      end.how = LaunchEnd::Faulted;
      end.fault.who = who;
      end.fault.fault = {FaultCode::IllegalInstruction, 0};
    };
    expectFound(who == isa::ttuQueue ? "TTU" : "TCP",
                "the fault: expected none, it is illegal instruction (0x0)");
  }
}

TEST_F(Endings, without_the_fault_that_is_due_are_found) {
  meddler.atEnd = [](RtlEnd &end) { end.how = LaunchEnd::Done; };
  pushFaultyFill();
  expectFound("the end", "the tile is done, expected it to go on");
  meddler.atEnd = [](RtlEnd &end) { end.how = LaunchEnd::Deadlocked; };
  pushFaultyFill();
  expectFound("TDMA channel 1: fill", "it has begun and never ends");
  meddler.atEnd = [](RtlEnd &end) { end.how = LaunchEnd::Deadlocked; };
  push(barrierOf(1u << isa::ttuQueue), isa::tvpQueue);
  expectFound("TVP: barrier", "it waits, expected illegal instruction");
  meddler.atEnd = [](RtlEnd &end) { end.how = LaunchEnd::Deadlocked; };
  push(isa::Matmul{}, isa::tvpQueue);
  expectFound("TCP: sd", "it retires, expected illegal instruction");
}

TEST_F(Endings, in_a_deadlock_of_a_tile_that_is_done_are_found) {
  meddler.atEnd = [](RtlEnd &end) { end.how = LaunchEnd::Deadlocked; };
  expectFound("the end", "the tile is not done, expected it to be");
}

TEST_F(Endings, in_a_deadlock_of_who_could_go_on_are_found_at_its_instruction) {
  push(syncThat(2), channel);
  storeWhatDiffers(isa::address::tileRegisters +
                   isa::registerOffset(TileRegister::Semaphore, semaphore));
  expectFound("TDMA channel 1: sync", "it never begins, expected it to");
  storeWhatDiffers(isa::address::tileRegisters +
                   isa::registerOffset(TileRegister::Semaphore, semaphore));
  image.write(0, TileRegister::SemaphoreWait, 0, 2 << 8 | semaphore);
  expectFound("TCP: sd", "it never retires, expected it to");
}

TEST_F(Endings, at_a_limit_of_cycles_say_who_is_not_done) {
  constexpr uint32_t jumpToItself = 0x0000'006F;
  std::vector<uint8_t> bytes(sizeof jumpToItself);
  std::memcpy(bytes.data(), &jumpToItself, sizeof jumpToItself);
  const isa::TcmSegment segment{0, bytes};
  isa::LaunchRequest request;
  request.segments = {&segment, 1};
  const isa::LaunchResult result = machine.launch(request, {}, 5000);
  EXPECT_EQ(result.end, LaunchEnd::LimitReached);
  EXPECT_TRUE(result.message.starts_with("given up after 5000 cycles\nnot done:"
                                         "\n  tile 0, TCP: at pc 0x"))
      << result.message;
}

class Stores : public Endings {};

TEST_F(Stores, into_control_memory_are_found_where_they_are_made) {
  const uint64_t to = 0x8000;
  storeWhatDiffers(to);
  expectFound("TCP: sd", "byte 0x8000 of control memory: expected 0x2, it is");
}

TEST_F(Endings, with_another_exit_code_are_found) {
  for (const uint64_t code : {uint64_t(0), uint64_t(6), uint64_t(5) << 32}) {
    meddler.atEnd = [=](RtlEnd &end) {
      end.exitCode = code;
      end.how = code == 0 ? LaunchEnd::Done : LaunchEnd::ExitCode;
    };
    image.write(0, TileRegister::Halt, 0, 5);
    expectFound("the end", "the exit code: expected 0x5, it is ");
  }
}

} // namespace
} // namespace alcyone::tests
