// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Placing a program.
#include "runtime/device/ProgramState.h"

#include <algorithm>

namespace alcyone::runtime {

using isa::ArgumentKind;

static EntryInfo describe(const isa::EntryPoint &entry) {
  EntryInfo info;
  info.name = entry.name;
  for (const isa::ProgramArgument &argument : entry.arguments)
    if (argument.kind == ArgumentKind::Input ||
        argument.kind == ArgumentKind::Output)
      info.tensors.push_back({argument.name, argument.type, argument.shape,
                              argument.bytes,
                              argument.kind == ArgumentKind::Output});
  return info;
}

Program::State::State(std::shared_ptr<DeviceState> device,
                      const std::string &path)
    : device(std::move(device)), file(isa::ProgramFile::open(path)) {
  for (const isa::EntryPoint &entry : file.entries())
    entries.push_back(describe(entry));
  for (const isa::ProgramSegment &segment : file.segments())
    segments.push_back({segment.address, segment.bytes});
}

Program::State::~State() {
  const std::lock_guard lock(device->mutex);
  if (weights)
    device->backend->free(*weights);
  for (uint64_t address : workspaces)
    device->backend->free(address);
}

Status Program::State::place() {
  try {
    file.checkFits(device->backend->chip());
  } catch (const isa::Failure &failure) {
    return {StatusCode::Incompatible, failure.what()};
  }
  if (Status status = placeWeights(); !status.ok())
    return status;
  return placeWorkspace();
}

Status Program::State::placeWeights() {
  if (file.weights().empty())
    return {};
  Result<uint64_t> address = device->backend->place(
      {file.fileDescriptor(), file.weightsFileOffset(), file.weights()});
  if (!address)
    return address.status();
  weights = *address;
  return {};
}

Status Program::State::placeWorkspace() {
  std::vector<uint64_t> sizes;
  for (const isa::EntryPoint &entry : file.entries()) {
    size_t position = 0;
    for (const isa::ProgramArgument &argument : entry.arguments) {
      if (argument.kind != ArgumentKind::Workspace)
        continue;
      sizes.resize(std::max(sizes.size(), position + 1));
      sizes[position] = std::max(sizes[position], argument.bytes);
      ++position;
    }
  }
  for (uint64_t size : sizes) {
    Result<uint64_t> address =
        device->backend->alloc(std::max<uint64_t>(size, 1));
    if (!address)
      return address.status();
    workspaces.push_back(*address);
  }
  return {};
}

std::optional<size_t> Program::State::findEntry(std::string_view name) const {
  if (name.empty() && entries.size() == 1)
    return 0;
  for (size_t i = 0; i < entries.size(); ++i)
    if (entries[i].name == name)
      return i;
  return std::nullopt;
}

isa::LaunchRequest Program::State::request(size_t entry) const {
  isa::LaunchRequest request;
  request.segments = segments;
  request.entry = file.entries()[entry].address;
  request.argumentsAddress = file.metadata().argumentsAddress;
  request.locations = file.metadata().locations;
  return request;
}

std::vector<uint64_t>
Program::State::argumentTable(size_t entry,
                              std::span<const Buffer> buffers) const {
  std::vector<uint64_t> table;
  size_t workspace = 0, buffer = 0;
  for (const isa::ProgramArgument &argument : file.entries()[entry].arguments) {
    switch (argument.kind) {
    case ArgumentKind::Weights:
      table.push_back(weights.value_or(0));
      break;
    case ArgumentKind::Workspace:
      table.push_back(workspaces[workspace++]);
      break;
    case ArgumentKind::Input:
    case ArgumentKind::Output:
      table.push_back(buffers[buffer++].address());
      break;
    }
  }
  return table;
}

const std::vector<EntryInfo> &Program::entries() const {
  return state->entries;
}

std::string_view Program::compiledFor() const {
  return state->file.metadata().compiledFor;
}

} // namespace alcyone::runtime
