// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Launches and their outcomes. Launches of one queue run in order of
// submission. Once a launch has failed, those that were submitted to the same
// queue before the failure was known, and those that name its event in `after`,
// are not run (NotRun); later submissions are.
// Nothing runs in the background: a launch runs on the thread that waits for it
// or for a later one, so the order, and every result, is the same every time.
#pragma once

#include "isa/machine/RunStatistics.h"
#include "runtime/api/Device.h"
#include "runtime/api/Program.h"
#include "runtime/api/Status.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace alcyone::runtime {

using isa::RunStatistics;

class Event {
public:
  // Blocks until the launch has ended and says how. May be called again.
  Status wait();
  bool done() const;
  // Ends the launch with Cancelled if it has not ended. Safe in a signal
  // handler.
  void cancel();
  // Of the launch; all absent or zero until done.
  RunStatistics statistics() const;

private:
  friend class Queue;
  struct State;
  explicit Event(std::shared_ptr<State> state) : state(std::move(state)) {}
  std::shared_ptr<State> state;
};

struct LaunchOptions {
  // Instructions of all control processors together; 0: no limit.
  uint64_t instructionLimit = 0;
  // Launches, of any queue of the device, that must succeed first.
  std::span<const Event> after = {};
  // Where to write a trace for Perfetto; empty: nowhere. Needs a device with a
  // clock.
  std::string tracePath = {};
};

class Queue {
public:
  // `buffers`: one for each tensor of the entry, in its order, at least as
  // large as the tensor. Handles are kept until the launch has ended.
  Result<Event> submit(const Program &program, std::string_view entry,
                       std::span<const Buffer> buffers,
                       const LaunchOptions &options = {});

private:
  friend class Device;
  struct State;
  explicit Queue(std::shared_ptr<State> state) : state(std::move(state)) {}
  std::shared_ptr<State> state;
};

} // namespace alcyone::runtime
