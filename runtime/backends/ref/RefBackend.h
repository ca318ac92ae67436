// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Backend "ref": the whole chip without a clock. The same program on the same
// data gives the same bytes every time, and the same as any other backend. It
// has no cycles, so it has no trace and statistics that need a clock are
// absent.
#pragma once

#include "runtime/backends/ref/RefMachine.h"
#include "runtime/device/ModelBackend.h"

namespace alcyone::runtime {

class RefBackend final : public ModelBackend {
public:
  explicit RefBackend(const isa::Chip &chip)
      : ModelBackend(chip), machine(chip) {}

  std::string_view name() const override { return "ref"; }
  const isa::Chip &chip() const override { return machine.chip(); }

protected:
  isa::MemoryMap &memory() override { return machine.memory(); }
  isa::LaunchResult launch(const isa::LaunchRequest &request,
                           const std::string &tracePath) override;

private:
  RefMachine machine;
};

} // namespace alcyone::runtime
