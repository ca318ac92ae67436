// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The timeline of a launch as Chrome/Perfetto JSON, written while it happens: a
// process per tile with a track per unit, one for the links of the NoC and one
// for the HBM channels. Slices of one track do not overlap. Times are simulated
// nanoseconds. Off unless opened; callers ask isOn() before they make text.
#pragma once

#include "isa/chips/Chip.h"
#include "sim/kernel/Server.h"
#include "sim/noc/Mesh.h"

#include "isa/support/Failure.h"
#include "isa/support/OutputFile.h"
#include <cstdint>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::sim {

class Trace {
public:
  /// Resources whose busy time is shown, without instructions of their own.
  enum class Kind : uint8_t { Link, HbmChannel };

  /// Starts writing `path` (under a temporary name until close). Throws
  /// Failure(BadInput) if it cannot. `locations` lives until close.
  void open(const std::string &path, const isa::Chip &chip, const Mesh &mesh,
            std::span<const std::string> locations);
  /// Finishes the file. Throws Failure(BadInput) if it could not be written.
  void close();
  /// Leaves no file. Nothing if it is off.
  void abandon();
  bool isOn() const { return on; }

  /// A slice of unit `unit` of a tile: 0 is the TCP, 1 + q the engine behind
  /// queue q. `details` are further JSON members ("\"m\": 3"), or empty.
  void slice(unsigned tile, unsigned unit, std::string_view name, Cycle start,
             Cycle end, uint32_t tag, std::string_view details = {});

  /// A resource passes data; adjoining intervals of one tag become one slice.
  void busy(Kind kind, unsigned number, Cycle start, Cycle end, uint32_t tag);

  /// A slice of the command processor.
  void hostSlice(std::string_view name, Cycle start, Cycle end);

private:
  struct Interval {
    Cycle start = 0;
    Cycle end = 0;
    uint32_t tag = 0;
  };
  /// What a resource passed lately: bookings may fill gaps of earlier ones.
  struct Track {
    std::vector<Interval> open;
    bool named = false;
  };

  void nameProcess(unsigned process, std::string_view name);
  void nameTrack(unsigned process, unsigned track, std::string_view name);
  void write(unsigned process, unsigned track, std::string_view name,
             Cycle start, Cycle end, uint32_t tag, std::string_view details);
  void flush(Kind kind, unsigned number, const Interval &interval);
  void put(std::string_view text) { buffer += text; }
  void putText(std::string_view text);
  void putTime(Cycle cycle);
  void drain(size_t above);

  bool on = false;
  std::optional<isa::OutputFile> file;
  std::optional<isa::Failure> problem; ///< with writing it
  std::string buffer;
  bool first = true;
  double microsecondsPerCycle = 0;
  unsigned tiles = 0;
  const Mesh *mesh = nullptr;
  std::span<const std::string> locations;
  std::vector<Track> links;
  std::vector<Track> channels;
};

} // namespace alcyone::sim
