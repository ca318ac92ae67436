// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Backend "rtl": the Verilated tile behind the runtime's seam. Its traces are
// waveforms.
#pragma once

#include "isa/support/Failure.h"
#include "runtime/backends/rtl/RtlMachine.h"
#include "runtime/device/ModelBackend.h"

namespace alcyone::runtime {

class RtlBackend final : public ModelBackend {
public:
  explicit RtlBackend(const isa::Chip &chip)
      : ModelBackend(chip), machine(chip) {}

  std::string_view name() const override { return "rtl"; }
  const isa::Chip &chip() const override { return machine.chip(); }

protected:
  isa::MemoryMap &memory() override { return machine.memory(); }
  isa::LaunchResult launch(const isa::LaunchRequest &request,
                           const std::string &tracePath) override {
    requireWaveform(tracePath);
    return machine.launch(request, tracePath);
  }

private:
  RtlMachine machine;
};

} // namespace alcyone::runtime
