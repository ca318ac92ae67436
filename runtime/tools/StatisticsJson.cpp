// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/tools/StatisticsJson.h"

#include <boost/json.hpp>

#include <cmath>
#include <cstdio>

namespace alcyone::tools {

namespace json = boost::json;

static json::value number(std::optional<double> value) {
  if (!value || !std::isfinite(*value))
    return nullptr;
  // Counts as people write them: 293, not 2.93E2.
  if (std::abs(*value) < 0x1p53 && *value == std::trunc(*value))
    return int64_t(*value);
  return *value;
}

// Text of one top-level value; arrays of objects a line each, so that the file
// can be read and compared.
static void append(std::string &out, std::string_view key,
                   const json::value &value) {
  out += out.empty() ? "{\n  " : ",\n  ";
  out += json::serialize(json::string(key)) + ": ";
  const json::array *rows = value.if_array();
  if (!rows) {
    out += json::serialize(value);
    return;
  }
  out += "[";
  for (size_t i = 0; i < rows->size(); ++i)
    out += (i ? ",\n    " : "\n    ") + json::serialize((*rows)[i]);
  out += "\n  ]";
}

std::string statisticsJson(const RunIdentity &identity,
                           const isa::RunStatistics &statistics) {
  json::object busy, instructions;
  for (const isa::EngineShare &engine : statistics.engines) {
    busy[engine.engine] = number(engine.busyShare);
    instructions[engine.engine] = engine.instructions;
  }
  json::array details;
  for (const isa::Statistic &row : statistics.details)
    details.push_back(json::object{{"name", row.name},
                                   {"value", number(row.value)},
                                   {"unit", row.unit},
                                   {"description", row.description}});
  std::string out;
  append(out, "program", json::string(identity.program));
  append(out, "entry", json::string(identity.entry));
  append(out, "device", json::string(identity.device));
  append(out, "chip", json::string(identity.chip));
  append(out, "cycles",
         statistics.cycles ? json::value(*statistics.cycles) : nullptr);
  append(out, "seconds", number(statistics.seconds));
  append(out, "wall_seconds", number(statistics.wallSeconds));
  append(out, "tensor_peak_share", number(statistics.tensorPeakShare));
  append(out, "hbm_bandwidth_share", number(statistics.hbmBandwidthShare));
  append(out, "busy_share", busy);
  append(out, "instructions", instructions);
  append(out, "details", details);
  return out + "\n}\n";
}

std::string statisticsLine(const RunIdentity &identity,
                           const isa::RunStatistics &statistics) {
  std::string line = "ran on " + identity.device + ":" + identity.chip + ": ";
  char text[96];
  const auto add = [&](const char *format, auto... values) {
    std::snprintf(text, sizeof text, format, values...);
    line += text;
  };
  if (statistics.cycles)
    add("%llu cycles, ", (unsigned long long)*statistics.cycles);
  if (statistics.seconds)
    add("%.3f us simulated, ", *statistics.seconds * 1e6);
  if (statistics.tensorPeakShare)
    add("%.1f %% of tensor peak, ", *statistics.tensorPeakShare * 100);
  if (statistics.hbmBandwidthShare)
    add("%.1f %% of HBM bandwidth, ", *statistics.hbmBandwidthShare * 100);
  add("%.3f s wall", statistics.wallSeconds);
  return line;
}

} // namespace alcyone::tools
