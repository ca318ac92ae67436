// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs kernels on a device and on its model and compares the cycles from the
// start of the tiles to the end (a launch before that costs both the same).
#pragma once

#include "runtime/correlate/Kernel.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace alcyone::correlate {

struct Measurement {
  std::string family, name;
  uint64_t device = 0, model = 0; ///< cycles

  /// Of the model, relative to the device: 0.02 is 2 % too slow.
  double error() const {
    return (double(model) - double(device)) / double(device);
  }
};

using Measurements = std::vector<Measurement>;

struct Summary {
  size_t kernels = 0;
  double mean = 0; ///< of the errors' magnitudes
  double worst = 0;
  std::string worstName;
};

Summary summarise(std::span<const Measurement> measurements);

class Correlation {
public:
  /// `device` and `model` as Device::open takes them, of the same chip; program
  /// files are written to `folder`. Throws Failure if one cannot be opened.
  Correlation(const std::string &device, const std::string &model,
              std::filesystem::path folder);

  /// Throws Failure, with the kernel's name, if it does not run on both.
  Measurement measure(const Kernel &kernel);

private:
  std::string makeProgram(const Kernel &kernel) const;

  const std::string device, model;
  std::string chip;
  const std::filesystem::path folder;
};

} // namespace alcyone::correlate
