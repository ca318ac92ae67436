// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Submission and waiting.
#include "runtime/device/DeviceState.h"
#include "runtime/device/ProgramState.h"

namespace alcyone::runtime {

Queue::State::~State() { device->drain(this); }

static Status refuse(const std::string &entry, const std::string &why) {
  return {StatusCode::InvalidArgument, "entry '" + entry + "': " + why};
}

// Checks `buffers` against the tensors of the entry.
static Status checkBuffers(const EntryInfo &entry,
                           std::span<const Buffer> buffers) {
  if (buffers.size() != entry.tensors.size())
    return refuse(entry.name, std::to_string(entry.tensors.size()) +
                                  " buffers expected, got " +
                                  std::to_string(buffers.size()));
  for (size_t i = 0; i < buffers.size(); ++i)
    if (buffers[i].sizeBytes() < entry.tensors[i].sizeBytes)
      return refuse(entry.name, "the buffer for '" + entry.tensors[i].name +
                                    "' has " +
                                    std::to_string(buffers[i].sizeBytes()) +
                                    " bytes, the tensor needs " +
                                    std::to_string(entry.tensors[i].sizeBytes));
  return {};
}

Result<Event> Queue::submit(const Program &program, std::string_view entry,
                            std::span<const Buffer> buffers,
                            const LaunchOptions &options) {
  Program::State &placed = *program.state;
  if (placed.device != state->device)
    return Status(StatusCode::InvalidArgument,
                  "the program is loaded on another device");
  const std::optional<size_t> index = placed.findEntry(entry);
  if (!index)
    return Status(StatusCode::InvalidArgument,
                  "the program has no entry '" + std::string(entry) + "'");
  if (Status status = checkBuffers(placed.entries[*index], buffers);
      !status.ok())
    return status;

  auto launch = std::make_shared<LaunchState>();
  for (const Buffer &buffer : buffers)
    if (buffer.state->device != state->device)
      return Status(StatusCode::InvalidArgument,
                    "a buffer belongs to another device");
  for (const Event &event : options.after) {
    if (event.state->device != state->device)
      return Status(StatusCode::InvalidArgument,
                    "an event belongs to another device");
    launch->after.push_back(event.state->launch);
  }
  launch->queue = state.get();
  launch->arguments = placed.argumentTable(*index, buffers);
  launch->request = placed.request(*index);
  launch->request.arguments = launch->arguments;
  launch->request.instructionLimit = options.instructionLimit;
  launch->request.cancel = &launch->cancelled;
  launch->tracePath = options.tracePath;
  launch->program = program.state;
  launch->buffers.assign(buffers.begin(), buffers.end());
  state->device->enqueue(launch);
  return Event(std::make_shared<Event::State>(
      Event::State{state->device, std::move(launch)}));
}

Status Event::wait() {
  state->device->runUntilDone(*state->launch);
  return state->launch->status;
}

bool Event::done() const { return state->launch->done; }
void Event::cancel() { state->launch->cancelled = true; }

RunStatistics Event::statistics() const {
  const std::lock_guard lock(state->device->mutex);
  return state->launch->statistics;
}

} // namespace alcyone::runtime
