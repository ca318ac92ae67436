// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Backend "sim": the SystemC chip model of sim/ behind the runtime's seam.
#pragma once

#include "isa/support/Failure.h"
#include "runtime/device/ModelBackend.h"
#include "sim/ChipModel.h"

namespace alcyone::runtime {

class SimBackend final : public ModelBackend {
public:
  explicit SimBackend(const isa::Chip &chip)
      : ModelBackend(chip), model(chip) {}

  std::string_view name() const override { return "sim"; }
  const isa::Chip &chip() const override { return model.chip(); }

protected:
  isa::MemoryMap &memory() override { return model.memory(); }
  isa::LaunchResult launch(const isa::LaunchRequest &request,
                           const std::string &tracePath) override {
    if (tracePath.ends_with(".fst"))
      isa::fail(isa::Category::BadInput,
                "sim's trace is JSON for Perfetto: '" + tracePath +
                    "' must not end in .fst; rtl and cosim write waveforms");
    sim::LaunchOptions options;
    options.tracePath = tracePath;
    return model.launch(request, options);
  }

private:
  sim::ChipModel model;
};

} // namespace alcyone::runtime
