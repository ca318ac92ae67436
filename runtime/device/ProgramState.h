// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program file placed in a device's memory: its weights once, its workspace
// (launches of a device never overlap, so all entries share it), and what a
// launch of each entry needs.
#pragma once

#include "isa/machine/Launch.h"
#include "isa/program/ProgramFile.h"
#include "runtime/device/DeviceState.h"

#include <optional>
#include <vector>

namespace alcyone::runtime {

struct Program::State {
  // Opens the file; throws isa::Failure.
  State(std::shared_ptr<DeviceState> device, const std::string &path);
  ~State();
  State(const State &) = delete;
  State &operator=(const State &) = delete;

  // Checks the device's chip and puts weights and workspace into its memory.
  Status place();

  // By name; an empty name is the only entry.
  std::optional<size_t> findEntry(std::string_view name) const;
  // All but the arguments.
  isa::LaunchRequest request(size_t entry) const;
  // Precondition: one buffer for each tensor of the entry.
  std::vector<uint64_t> argumentTable(size_t entry,
                                      std::span<const Buffer> buffers) const;

  std::shared_ptr<DeviceState> device;
  isa::ProgramFile file;
  std::vector<EntryInfo> entries;

private:
  Status placeWeights();
  Status placeWorkspace();

  std::vector<isa::TcmSegment> segments;
  std::optional<uint64_t> weights;  // address
  std::vector<uint64_t> workspaces; // by position among an entry's workspaces
};

} // namespace alcyone::runtime
