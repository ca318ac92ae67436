// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question of this folder: does lock step find what is wrong, at the
// instruction that did it? Here the tile is seen to do something wrong once.
#include "Meddler.h"
#include "Programs.h"
#include "runtime/random/Generator.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using cosim::CosimMachine;

class Differences : public testing::Test {
protected:
  // What is found in `program`; it must be something.
  cosim::Difference differenceIn(const random::RandomProgram &program) {
    const CosimMachine::Outcome outcome = machine.run(program);
    if (outcome.difference)
      return *outcome.difference;
    ADD_FAILURE() << "no difference was found";
    return {0, "", ""};
  }
  void expectFound(const std::string &instruction, const std::string &where) {
    const cosim::Difference found = differenceIn(copies);
    EXPECT_NE(found.instruction.find(instruction), std::string::npos)
        << found.what();
    EXPECT_NE(found.where.find(where), std::string::npos) << found.what();
    // What was wrong is gone with the program.
    machine.between = nullptr;
    EXPECT_FALSE(machine.run(copies).difference);
  }
  // `change` once, at the control instruction of that number.
  void atControl(unsigned number,
                 std::function<void(runtime::RetiredControl &)> change) {
    meddler.atControl = [=,
                         left = number](runtime::RetiredControl &rtl) mutable {
      if (left-- == 0)
        change(rtl);
    };
  }
  // `change` when a copy on that channel begins.
  void atCopy(unsigned channel, std::function<void()> change) {
    meddler.atGrant = [=](unsigned queue, const isa::Instruction &head) {
      if (queue == isa::firstTdmaQueue + channel &&
          std::holds_alternative<isa::Copy>(head))
        change();
    };
  }

  CosimMachine machine{isa::loadChip("nano")};
  Meddler meddler{machine};
  const random::RandomProgram copies = threeCopies(machine.chip());
};

TEST_F(Differences, are_none_in_a_tile_that_is_right) {
  EXPECT_FALSE(machine.run(copies).difference);
  EXPECT_GE(machine.compared().engineInstructions, 3u);
  EXPECT_GE(machine.compared().bytes, 3 * copiedBytes);
}

TEST_F(Differences, of_a_result_are_found_at_the_control_instruction) {
  uint64_t pc = 0;
  atControl(1, [&](runtime::RetiredControl &rtl) {
    pc = rtl.pc;
    rtl.value ^= 8;
  });
  expectFound("TCP: ", "result: expected ");
  EXPECT_EQ(pc, 4u);
}

TEST_F(Differences, of_a_jump_are_found_where_it_leads) {
  atControl(4, [](runtime::RetiredControl &rtl) { rtl.pc += 4; });
  expectFound("TCP: jalr", "pc: expected 0x10, it is 0x14");
}

TEST_F(Differences, of_a_destination_are_found) {
  atControl(0, [](runtime::RetiredControl &rtl) { rtl.rd ^= 1; });
  expectFound("at pc 0x0", "destination register: expected 0x5, it is 0x4");
}

TEST_F(Differences, of_a_descriptor_are_found_where_it_reaches_its_queue) {
  meddler.atPush = [](unsigned, isa::QueuedInstruction &entry) {
    if (auto *copy = std::get_if<isa::Copy>(&entry.instruction))
      copy->shape[3] -= 1;
  };
  expectFound("TDMA channel 0: copy", "the descriptor, expected copy");
}

TEST_F(Differences, of_a_wait_are_found_where_it_is_taken) {
  bool isFirst = true;
  meddler.beginsEarly = [&](const isa::Instruction &instruction) {
    return isa::header(instruction).wait0Count != 0 &&
           std::exchange(isFirst, false);
  };
  expectFound("TDMA channel 1: ", "before its waits have been signalled");
}

TEST_F(Differences, of_an_end_before_the_beginning_are_found) {
  meddler.atPush = [this](unsigned queue, const isa::QueuedInstruction &entry) {
    if (std::holds_alternative<isa::Copy>(entry.instruction))
      machine.comparison().retired(queue);
  };
  expectFound("TDMA channel 0", "what has not begun retires");
}

// All of its queues but the last go a cycle too early.
TEST_F(Differences, of_a_barrier_are_found_where_its_queues_pass) {
  random::Operation operation;
  operation.kind = random::Operation::Kind::Barrier;
  isa::Barrier barrier;
  barrier.queues = 3u << isa::firstTdmaQueue;
  operation.instruction = barrier;
  random::RandomProgram program = copies;
  program.operations.push_back(operation);
  EXPECT_FALSE(machine.run(program).difference);
  meddler.atRetirement = [&](unsigned queue, const isa::Instruction &head) {
    const auto *its = std::get_if<isa::Barrier>(&head);
    if (its && *its == barrier && queue != isa::firstTdmaQueue)
      machine.comparison().cycle(meddler.now + 1);
  };
  const cosim::Difference found = differenceIn(program);
  EXPECT_EQ(found.instruction.find("barrier queues="), 0u) << found.what();
  EXPECT_EQ(found.where, "queues 0x4 pass it, expected all at once");
}

// It copies the same bytes until long after the tile has been given up.
TEST_F(Differences, of_an_engine_that_never_ends_are_found_at_its_instruction) {
  random::RandomProgram program = copies;
  program.operations.resize(1);
  auto &copy = std::get<isa::Copy>(program.operations[0].instruction);
  copy.shape[0] = copy.shape[1] = 1 << 14;
  const cosim::Difference found = differenceIn(program);
  EXPECT_EQ(found.instruction.find("TDMA channel 0: copy"), 0u) << found.what();
  EXPECT_EQ(found.where, "it has begun and never ends");
  EXPECT_FALSE(machine.run(copies).difference);
}

// A bit of the tile's L2 flips between the first copy and the second.
TEST_F(Differences, of_a_byte_are_found_at_who_reads_it) {
  atCopy(1, [this] { machine.memory().l2(0)[onTheWay + 5] ^= 0x10; });
  expectFound("TDMA channel 1: copy", "byte 0x205 of HBM: expected ");
}

// The same the other way round, at the last copy.
TEST_F(Differences, of_L1_are_found_at_who_writes_it) {
  atCopy(2, [this] { machine.referenceMemory().hbm()[onTheWay + 63] ^= 0x80; });
  expectFound("TDMA channel 2: copy", "byte 0x43f of L1: expected ");
}

TEST_F(Differences, outside_of_what_was_to_be_written_are_found_at_the_end) {
  const uint64_t astray = 3 * cosim::PageSet::pageBytes + 17;
  atCopy(1, [&] {
    machine.memory().hbm()[astray] ^= 1;
    machine.comparison().written(isa::address::hbm + astray, 1);
  });
  expectFound("the end", "byte 0x3011 of HBM: expected 0x0, it is 0x1");
}

} // namespace
} // namespace alcyone::tests
