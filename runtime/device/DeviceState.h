// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the handles of the public interface stand for, and the rules that hold
// for every device: one launch at a time, in order of submission; failures stop
// the launches that follow from them; exceptions end here.
#pragma once

#include "isa/support/Failure.h"
#include "runtime/api/Queue.h"
#include "runtime/device/Backend.h"

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace alcyone::runtime {

// A launch from submission on; what an Event stands for.
struct LaunchState {
  // Fixed at submission.
  const void *queue = nullptr; // identity only
  std::string entryName;
  isa::LaunchRequest request;
  std::vector<uint64_t> arguments;
  std::string tracePath;
  std::vector<std::shared_ptr<LaunchState>> after;
  std::atomic<bool> cancelled = false;
  // Let go when the launch has ended.
  std::shared_ptr<void> program;
  std::vector<Buffer> buffers;
  // Its end; guarded by the device's mutex.
  std::atomic<bool> done = false;
  Status status;
  RunStatistics statistics;
};

class DeviceState {
public:
  explicit DeviceState(std::unique_ptr<Backend> backend)
      : backend(std::move(backend)) {}

  void enqueue(std::shared_ptr<LaunchState> launch);
  // Runs pending launches in order until `launch` is done.
  void runUntilDone(const LaunchState &launch);
  // Runs pending launches in order until none of `queue` is left.
  void drain(const void *queue);

  std::recursive_mutex mutex; // held around every use of the backend
  std::unique_ptr<Backend> backend;

private:
  void runNext();
  void execute(LaunchState &launch);

  std::deque<std::shared_ptr<LaunchState>> pending;
};

// The Status for an exception that is being handled; call in a catch block.
Status statusOfException();

// Calls `body`, which returns a Status or a Result, and turns exceptions into
// a Status.
template <typename Body> auto guarded(Body body) -> decltype(body()) {
  try {
    return body();
  } catch (...) {
    return statusOfException();
  }
}

struct Buffer::State {
  State(std::shared_ptr<DeviceState> device, uint64_t address, uint64_t bytes)
      : device(std::move(device)), address(address), sizeBytes(bytes) {}
  ~State();
  State(const State &) = delete;
  State &operator=(const State &) = delete;

  std::shared_ptr<DeviceState> device;
  uint64_t address;
  uint64_t sizeBytes;
};

struct Queue::State {
  explicit State(std::shared_ptr<DeviceState> device)
      : device(std::move(device)) {}
  // Pending launches keep their device alive, so the last handle of a queue
  // finishes them.
  ~State();

  std::shared_ptr<DeviceState> device;
};

struct Event::State {
  std::shared_ptr<DeviceState> device;
  std::shared_ptr<LaunchState> launch;
};

} // namespace alcyone::runtime
