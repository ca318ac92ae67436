// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a launch is made of, for every model of a chip (ref, sim).
// All spans and pointers are borrowed for the duration of the launch.
//
// State at launch: every tile's TCM is zero, then the segments are copied into
// it and the argument table is written (u64 little endian at argumentsAddress +
// 8*i); TCPs start at `entry` in reset state; semaphores, queues and barriers
// are empty. L1, L2 and HBM keep what they held.
#pragma once

#include "isa/machine/RunStatistics.h"

#include <atomic>
#include <cstdint>
#include <span>
#include <string>

namespace alcyone::isa {

// Bytes of a program file that go to the same address in every tile's TCM.
struct TcmSegment {
  uint64_t address = 0;
  std::span<const uint8_t> bytes;
};

struct LaunchRequest {
  std::span<const TcmSegment> segments;
  uint64_t entry = 0;
  uint64_t argumentsAddress = 0;
  std::span<const uint64_t> arguments;    // HBM addresses
  std::span<const std::string> locations; // indexed by an instruction's tag
  // TCP instructions over all tiles after which the launch is given up; 0 none.
  uint64_t instructionLimit = 0;
  // Looked at now and then; when it becomes true the launch is given up.
  const std::atomic<bool> *cancel = nullptr;
};

enum class LaunchEnd : uint8_t {
  Done,
  ExitCode, // a TCP stored a non-zero value to Halt
  Faulted,
  Deadlocked,
  LimitReached,
  Cancelled
};

// `message` is empty when Done; otherwise a complete report for people.
struct LaunchResult {
  LaunchEnd end = LaunchEnd::Done;
  std::string message;
  RunStatistics statistics;
};

} // namespace alcyone::isa
