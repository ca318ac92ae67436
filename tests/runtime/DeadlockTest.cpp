// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that can never go on is reported at once, with who waits for what
// and the cycle of waiters.
#include "Fixture.h"
#include "Instructions.h"

namespace alcyone::tests {
using namespace runtime;

class Deadlocks : public OnDevice {
protected:
  void expectDeadlock(const EngineProgram &program,
                      std::initializer_list<std::string> parts) {
    const Status status = run(program);
    EXPECT_EQ(status.code(), StatusCode::Deadlock) << status.message();
    for (const std::string &part : parts)
      EXPECT_NE(status.message().find(part), std::string::npos)
          << "'" << part << "' is not in:\n"
          << status.message();
    EXPECT_EQ(status.message(), runOnRef(program).message());
    EXPECT_TRUE(run(EngineProgram(chip())).ok());
  }
};

TEST_P(Deadlocks, wait_for_a_semaphore_that_no_one_signals) {
  EngineProgram program(chip());
  isa::Fill fill = waits(fillRow(l1(0), 1, 0), 9, 2);
  fill.header.tag = program.location("layer 7");
  program.push(0, dma0, signals(isa::Sync{}, 9));
  program.push(0, dma0, fill);
  expectDeadlock(program, {"tile 0, TDMA channel 0", "fill", "layer 7",
                           "semaphore 9 (has 1, needs 2)",
                           "no one signals semaphore 9 of tile 0"});
}

TEST_P(Deadlocks, cycle_of_two_queues_is_shown) {
  EngineProgram program(chip());
  program.push(0, ttu, signals(waits(isa::Sync{}, 1), 2));
  program.push(0, tvp, signals(waits(isa::Sync{}, 2), 1));
  expectDeadlock(program,
                 {"cycle of waiters", "tile 0, TTU", "tile 0, TVP",
                  "semaphore 1 of tile 0 would be signalled by tile 0, TVP",
                  "semaphore 2 of tile 0 would be signalled by tile 0, TTU"});
}

TEST_P(Deadlocks, signaller_behind_its_own_waiter_is_shown) {
  EngineProgram program(chip());
  program.push(0, dma0, waits(isa::Sync{}, 1));
  program.push(0, dma0, signals(isa::Sync{}, 1));
  expectDeadlock(program, {"cycle of waiters",
                           "signalled by tile 0, TDMA channel 0, place 1"});
}

TEST_P(Deadlocks, cycle_through_the_control_processor_is_shown) {
  EngineProgram program(chip());
  program.push(0, dma0, signals(waits(isa::Sync{}, 1), 2));
  program.waitSemaphore(0, 2, 1);
  program.push(0, dma1, signals(isa::Sync{}, 1));
  expectDeadlock(program, {"cycle of waiters", "tile 0, TCP: at pc",
                           "semaphore 2 (has 0, needs 1)",
                           "to be signalled by tile 0, TCP"});
}

TEST_P(Deadlocks, full_queue_is_named) {
  EngineProgram program(chip());
  for (unsigned i = 0; i <= chip().queue.depth; ++i)
    program.push(0, ttu, waits(isa::Sync{}, 1));
  program.addSemaphore(0, 1, 255);
  expectDeadlock(program, {"cycle of waiters", "waits for a free slot of TTU"});
}

TEST_P(Deadlocks, barrier_that_a_queue_never_reaches) {
  EngineProgram program(chip());
  isa::Barrier barrier;
  barrier.queues = 1 << ttu | 1 << tvp;
  barrier.id = 1;
  program.push(0, ttu, barrier);
  expectDeadlock(program, {"tile 0, TTU", "waits in barrier 1",
                           "tile 0, TVP never reaches barrier 1"});
}

// It waits for its semaphore, not in its barrier.
TEST_P(Deadlocks, barrier_that_waits_before_it_arrives) {
  EngineProgram program(chip());
  isa::Barrier barrier;
  barrier.queues = 1 << ttu | 1 << tvp;
  program.push(0, ttu, waits(barrier, 4));
  program.push(0, tvp, barrier);
  expectDeadlock(program, {"tile 0, TTU: barrier",
                           "waits for semaphore 4 (has 0, needs 1)",
                           "waits in barrier 0"});
}

TEST_P(Deadlocks, tiles_that_wait_for_each_other) {
  if (lastTile() == 0)
    GTEST_SKIP() << "needs two tiles";
  EngineProgram program(chip());
  program.push(0, dma0, signals(waits(isa::Sync{}, 1), 1, 1, 1));
  program.push(1, dma0, signals(waits(isa::Sync{}, 1), 1, 1, 0));
  expectDeadlock(program,
                 {"cycle of waiters",
                  "semaphore 1 of tile 0 would be signalled by tile 1",
                  "semaphore 1 of tile 1 would be signalled by tile 0"});
}

ALCYONE_ON_EVERY_DEVICE(Deadlocks);

} // namespace alcyone::tests
