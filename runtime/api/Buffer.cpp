// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Buffers: bounds, and the end of their memory.
#include "runtime/device/DeviceState.h"

namespace alcyone::runtime {

Buffer::State::~State() {
  const std::lock_guard lock(device->mutex);
  device->backend->free(address);
}

uint64_t Buffer::address() const { return state->address; }
uint64_t Buffer::sizeBytes() const { return state->sizeBytes; }

static Status checkRange(uint64_t offset, uint64_t bytes, uint64_t sizeBytes) {
  if (offset <= sizeBytes && bytes <= sizeBytes - offset)
    return {};
  return {StatusCode::OutOfRange, std::to_string(bytes) + " bytes at offset " +
                                      std::to_string(offset) +
                                      " reach past a buffer of " +
                                      std::to_string(sizeBytes) + " bytes"};
}

Status Buffer::write(std::span<const uint8_t> bytes, uint64_t offset) {
  if (Status status = checkRange(offset, bytes.size(), state->sizeBytes);
      !status.ok())
    return status;
  const std::lock_guard lock(state->device->mutex);
  return guarded([&] {
    return state->device->backend->write(state->address + offset, bytes);
  });
}

Status Buffer::read(std::span<uint8_t> bytes, uint64_t offset) const {
  if (Status status = checkRange(offset, bytes.size(), state->sizeBytes);
      !status.ok())
    return status;
  const std::lock_guard lock(state->device->mutex);
  return guarded([&] {
    return state->device->backend->read(state->address + offset, bytes);
  });
}

} // namespace alcyone::runtime
