// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What backends share whose device is a model in this process: memory is a
// MemoryMap that the host reaches directly, and a launch runs to its end when
// it is waited for. A model only says how to launch.
#pragma once

#include "isa/semantics/MemoryMap.h"
#include "runtime/device/Backend.h"
#include "runtime/device/HbmAllocator.h"

#include <set>

namespace alcyone::runtime {

class ModelBackend : public Backend {
public:
  Result<uint64_t> alloc(uint64_t sizeBytes) override;
  uint64_t freeBytes() const override;
  void free(uint64_t address) override;
  Status write(uint64_t address, std::span<const uint8_t> bytes) override;
  Status read(uint64_t address, std::span<uint8_t> bytes) override;
  Result<uint64_t> place(const FilePart &part) override;
  Status submit(const isa::LaunchRequest &request,
                const std::string &tracePath) override;
  isa::LaunchResult wait() override;

protected:
  explicit ModelBackend(const isa::Chip &chip) : allocator(chip.hbm.bytes) {}

  virtual isa::MemoryMap &memory() = 0;
  virtual isa::LaunchResult launch(const isa::LaunchRequest &request,
                                   const std::string &tracePath) = 0;

private:
  // Host memory of an allocated range; null sets `status`.
  uint8_t *resolve(uint64_t address, uint64_t bytes, Status &status);

  HbmAllocator allocator;
  std::set<uint64_t> mapped; // offsets whose pages show a file
  const isa::LaunchRequest *submitted = nullptr;
  std::string submittedTrace;
};

} // namespace alcyone::runtime
