// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Backend "cosim": rtl, each instruction of which is held against the
// semantics. A launch that differs ends with StatusCode::Internal.
#pragma once

#include "isa/support/AddressMap.h"
#include "runtime/cosim/CosimMachine.h"
#include "runtime/device/ModelBackend.h"

#include <algorithm>

namespace alcyone::cosim {

class CosimBackend final : public runtime::ModelBackend {
public:
  explicit CosimBackend(const isa::Chip &chip)
      : ModelBackend(chip), machine(chip) {}

  std::string_view name() const override { return "cosim"; }
  const isa::Chip &chip() const override { return machine.chip(); }

  // The reference has a memory of its own, which holds the same.
  runtime::Result<uint64_t> alloc(uint64_t sizeBytes) override {
    runtime::Result<uint64_t> address = ModelBackend::alloc(sizeBytes);
    if (address)
      mirror(*address, sizeBytes);
    return address;
  }
  runtime::Status write(uint64_t address,
                        std::span<const uint8_t> bytes) override {
    runtime::Status status = ModelBackend::write(address, bytes);
    if (status.ok())
      mirror(address, bytes.size());
    return status;
  }
  runtime::Result<uint64_t> place(const runtime::FilePart &part) override {
    runtime::Result<uint64_t> address = ModelBackend::place(part);
    if (address)
      mirror(*address, part.bytes.size());
    return address;
  }

protected:
  isa::MemoryMap &memory() override { return machine.memory(); }
  isa::LaunchResult launch(const isa::LaunchRequest &request,
                           const std::string &tracePath) override {
    runtime::requireWaveform(tracePath);
    return machine.launch(request, tracePath);
  }

private:
  void mirror(uint64_t address, uint64_t bytes) {
    const uint64_t offset = address - isa::address::hbm;
    std::copy_n(machine.memory().hbm().begin() + ptrdiff_t(offset), bytes,
                machine.referenceMemory().hbm().begin() + ptrdiff_t(offset));
  }

  CosimMachine machine;
};

} // namespace alcyone::cosim
