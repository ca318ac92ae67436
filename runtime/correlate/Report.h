// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Measurements as text for people, as CSV and as a scatter plot.
#pragma once

#include "runtime/correlate/Correlation.h"

namespace alcyone::correlate {

/// What the two sides are called: "rtl:nano", "sim:nano".
struct Names {
  std::string device, model;
};

/// A line a kernel.
std::string line(const Measurement &measurement);
/// The families, and all: kernels, mean and worst error.
std::string summaryTable(std::span<const Measurement> measurements);
/// family,kernel,cycles of both,error in percent
std::string csv(std::span<const Measurement> measurements, const Names &names);
/// An SVG: cycles of the device across, of the model up, both logarithmic, with
/// the diagonal and lines `band` away from it (0.08 is 8 %).
std::string scatterPlot(std::span<const Measurement> measurements,
                        const Names &names, double band);

} // namespace alcyone::correlate
