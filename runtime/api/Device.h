// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A device and what is made from it. Device, Buffer, Program, Queue and Event
// are handles: copying one copies the handle, what it stands for lives until
// the last handle of it is gone, and a device outlives what was made from it.
// All functions may be called from any thread; a device does one thing at a
// time. See docs/runtime.md for a whole program.
#pragma once

#include "isa/chips/Chip.h"
#include "runtime/api/Status.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::runtime {

class DeviceState;
class Program;
class Queue;

// HBM of a device. Reads and writes take effect at once, also while launches
// that use the buffer are pending: wait for those first.
class Buffer {
public:
  uint64_t address() const; // as programs on the device see it
  uint64_t sizeBytes() const;
  Status write(std::span<const uint8_t> bytes, uint64_t offset = 0);
  Status read(std::span<uint8_t> bytes, uint64_t offset = 0) const;

private:
  friend class Device;
  friend class Queue;
  struct State;
  explicit Buffer(std::shared_ptr<State> state) : state(std::move(state)) {}
  std::shared_ptr<State> state;
};

class Device {
public:
  // `spec` is BACKEND[:CHIP], where CHIP is a built-in chip or a .json file:
  // "ref:nano", "sim:my-chip.json". Without a chip it is `defaultChip`.
  static Result<Device> open(std::string_view spec,
                             std::string_view defaultChip = "nano");

  std::string_view backend() const;
  const isa::Chip &chip() const;

  // 64-byte aligned; contents are undefined. Zero bytes is InvalidArgument.
  Result<Buffer> allocate(uint64_t sizeBytes);
  uint64_t freeBytes() const;

  // Opens a program file, refuses it (Incompatible) if it was compiled for a
  // chip that this one cannot stand for, and places its weights and workspace.
  Result<Program> load(const std::string &path);

  Queue createQueue();

private:
  explicit Device(std::shared_ptr<DeviceState> state)
      : state(std::move(state)) {}
  std::shared_ptr<DeviceState> state;
};

} // namespace alcyone::runtime
