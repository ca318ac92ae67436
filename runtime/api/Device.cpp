// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Opening devices and making things from them.
#include "runtime/device/DeviceState.h"
#include "runtime/device/ProgramState.h"

namespace alcyone::runtime {

Result<Device> Device::open(std::string_view spec,
                            std::string_view defaultChip) {
  const size_t colon = spec.find(':');
  const std::string_view backend = spec.substr(0, colon);
  const std::string_view chip =
      colon == std::string_view::npos ? defaultChip : spec.substr(colon + 1);
  if (backend.empty() || chip.empty())
    return Status(StatusCode::InvalidArgument,
                  "device '" + std::string(spec) +
                      "' is not of the form BACKEND[:CHIP|:FILE.json]");
  return guarded([&]() -> Result<Device> {
    return Device(std::make_shared<DeviceState>(
        createBackend(backend, isa::loadChip(chip))));
  });
}

std::string_view Device::backend() const { return state->backend->name(); }
const isa::Chip &Device::chip() const { return state->backend->chip(); }

Result<Buffer> Device::allocate(uint64_t sizeBytes) {
  if (sizeBytes == 0)
    return Status(StatusCode::InvalidArgument, "a buffer of 0 bytes");
  const std::lock_guard lock(state->mutex);
  return guarded([&]() -> Result<Buffer> {
    Result<uint64_t> address = state->backend->alloc(sizeBytes);
    if (!address)
      return address.status();
    return Buffer(std::make_shared<Buffer::State>(state, *address, sizeBytes));
  });
}

uint64_t Device::freeBytes() const {
  const std::lock_guard lock(state->mutex);
  return state->backend->freeBytes();
}

Result<Program> Device::load(const std::string &path) {
  const std::lock_guard lock(state->mutex);
  return guarded([&]() -> Result<Program> {
    auto program = std::make_shared<Program::State>(state, path);
    if (Status status = program->place(); !status.ok())
      return status;
    return Program(std::move(program));
  });
}

Queue Device::createQueue() {
  return Queue(std::make_shared<Queue::State>(state));
}

} // namespace alcyone::runtime
