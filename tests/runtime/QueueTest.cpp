// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Queues and events: order, what a failure does to those behind it, limits of
// arguments.
#include "Fixture.h"
#include "Instructions.h"

#include <chrono>
#include <thread>

namespace alcyone::tests {
using namespace runtime;
using isa::ElementType;

class Queues : public OnDevice {
protected:
  // out = in + 0 through HBM, so a chain of launches moves data along.
  EngineProgram copyProgram() {
    EngineProgram program(chip());
    const unsigned in = program.input("in", ElementType::F32, {8});
    const unsigned out = program.output("out", ElementType::F32, {8});
    program.push(0, dma0, copyRow(0, 0, 8), {{dstField, out}, {srcField, in}});
    return program;
  }
  EngineProgram badProgram() {
    EngineProgram program(chip());
    program.code({0x00100073}); // ebreak
    return program;
  }
  Buffer zeros() { return buffer(std::vector<float>(8)); }
  const std::vector<float> values{1, 2, 3, 4, 5, 6, 7, 8};
};

TEST_P(Queues, launches_run_in_order_of_submission) {
  const Program copy = load(copyProgram());
  Queue queue = device->createQueue();
  Buffer a = buffer(values), b = zeros(), c = zeros();
  Event first = *queue.submit(copy, "main", std::vector{a, b});
  Event second = *queue.submit(copy, "main", std::vector{b, c});
  EXPECT_FALSE(first.done());
  EXPECT_TRUE(second.wait().ok());
  EXPECT_TRUE(first.done());
  EXPECT_TRUE(first.wait().ok());
  EXPECT_EQ(contents<float>(c), values);
}

TEST_P(Queues, two_queues_follow_each_other_through_events) {
  const Program copy = load(copyProgram());
  Queue one = device->createQueue(), two = device->createQueue();
  Buffer a = buffer(values), b = zeros(), c = zeros();
  Event first = *one.submit(copy, "main", std::vector{a, b});
  Event second =
      *two.submit(copy, "main", std::vector{b, c}, {.after = {&first, 1}});
  EXPECT_TRUE(second.wait().ok());
  EXPECT_EQ(contents<float>(c), values);
}

TEST_P(Queues, failure_stops_what_follows_and_nothing_else) {
  const Program copy = load(copyProgram()), bad = load(badProgram());
  Queue one = device->createQueue(), two = device->createQueue();
  Buffer a = buffer(values), b = zeros(), c = zeros(), d = zeros();
  Event fails = *one.submit(bad, "main", {});
  Event behind = *one.submit(copy, "main", std::vector{a, b});
  Event after =
      *two.submit(copy, "main", std::vector{a, c}, {.after = {&fails, 1}});
  Event free = *device->createQueue().submit(copy, "main", std::vector{a, d});
  EXPECT_EQ(fails.wait().code(), StatusCode::DeviceFault);
  EXPECT_EQ(behind.wait().code(), StatusCode::NotRun);
  EXPECT_EQ(after.wait().code(), StatusCode::NotRun);
  EXPECT_NE(behind.wait().message().find("ebreak"), std::string::npos);
  EXPECT_TRUE(free.wait().ok());
  EXPECT_EQ(contents<float>(b), std::vector<float>(8));
  EXPECT_EQ(contents<float>(d), values);
  // The failure is known now, so the queue is usable again.
  EXPECT_TRUE(one.submit(copy, "main", std::vector{a, b})->wait().ok());
  EXPECT_EQ(contents<float>(b), values);
}

TEST_P(Queues, cancelled_launch_is_not_run) {
  const Program copy = load(copyProgram());
  Queue queue = device->createQueue();
  Buffer a = buffer(values), b = zeros();
  Event event = *queue.submit(copy, "main", std::vector{a, b});
  event.cancel();
  EXPECT_EQ(event.wait().code(), StatusCode::Cancelled);
  EXPECT_EQ(contents<float>(b), std::vector<float>(8));
}

TEST_P(Queues, running_launch_is_cancelled_from_another_thread) {
  EngineProgram endless(chip());
  endless.code({0x0000006f}); // jal x0, 0
  const Program loop = load(endless);
  Queue queue = device->createQueue();
  Event event = *queue.submit(loop, "main", {});
  std::thread other([event]() mutable {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    event.cancel();
  });
  EXPECT_EQ(event.wait().code(), StatusCode::Cancelled);
  other.join();
  EXPECT_TRUE(run(EngineProgram(chip())).ok());
}

TEST_P(Queues, last_handle_of_a_queue_finishes_its_launches) {
  const Program copy = load(copyProgram());
  Buffer a = buffer(values), b = zeros();
  {
    Queue queue = device->createQueue();
    (void)queue.submit(copy, "main", std::vector{a, b});
  }
  EXPECT_EQ(contents<float>(b), values);
}

TEST_P(Queues, wrong_arguments_are_refused_at_submission) {
  const Program copy = load(copyProgram());
  Queue queue = device->createQueue();
  Buffer a = buffer(values), small = buffer(std::vector<float>(7));
  const auto code = [&](std::string_view entry, std::vector<Buffer> buffers) {
    return queue.submit(copy, entry, buffers).status().code();
  };
  EXPECT_EQ(code("nothing", {a, a}), StatusCode::InvalidArgument);
  EXPECT_EQ(code("main", {a}), StatusCode::InvalidArgument);
  EXPECT_EQ(code("main", {a, a, a}), StatusCode::InvalidArgument);
  EXPECT_EQ(code("main", {a, small}), StatusCode::InvalidArgument);
  EXPECT_EQ(code("", {a, a}), StatusCode::Ok);
}

TEST_P(Queues, what_belongs_to_another_device_is_refused) {
  Result<Device> other = Device::open("ref:nano");
  ASSERT_TRUE(other.ok());
  Buffer foreign = *other->allocate(32);
  const Program copy = load(copyProgram());
  Queue queue = device->createQueue(), foreignQueue = other->createQueue();
  Buffer a = buffer(values);
  EXPECT_EQ(queue.submit(copy, "main", std::vector{a, foreign}).status().code(),
            StatusCode::InvalidArgument);
  EXPECT_EQ(
      foreignQueue.submit(copy, "main", std::vector{a, a}).status().code(),
      StatusCode::InvalidArgument);
}

TEST_P(Queues, statistics_count_what_was_done) {
  const Program copy = load(copyProgram());
  Queue queue = device->createQueue();
  Event event =
      *queue.submit(copy, "main", std::vector{buffer(values), zeros()});
  EXPECT_TRUE(event.statistics().engines.empty());
  ASSERT_TRUE(event.wait().ok());
  const RunStatistics statistics = event.statistics();
  EXPECT_GT(statistics.wallSeconds, 0);
  ASSERT_GE(statistics.engines.size(), 4u);
  EXPECT_EQ(statistics.engines[0].engine, "tcp");
  EXPECT_GT(statistics.engines[0].instructions, 0u);
  EXPECT_EQ(statistics.engines[3].engine, "tdma");
  EXPECT_EQ(statistics.engines[3].instructions, 1u);
  EXPECT_EQ(statistics.cycles.has_value(), device->backend() != "ref");
}

ALCYONE_ON_EVERY_DEVICE(Queues);

} // namespace alcyone::tests
