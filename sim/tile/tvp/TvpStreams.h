// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the streams of a vector instruction ask of the way to L1. Three ports
// share tvp.stream_bytes_per_cycle evenly: one reads s0 and s2, one s1 and s3,
// and one writes o0 and o1. A pass of a port moves as many lines as it is wide:
// of elements that lie side by side their lines, of any others a line each, and
// one line if all lanes have the same element (rtl/tvp/alc_tvp_reader.sv).
#pragma once

#include "isa/chips/Chip.h"
#include "isa/semantics/VectorStreams.h"
#include "sim/tile/l1/L1Banks.h"

#include <array>
#include <cstdint>

namespace alcyone::sim {

/// The loop nest of a vector instruction as counts.
struct TvpNest {
  uint64_t outer = 0;   ///< independent iterations: runs of before and after
  uint64_t chained = 0; ///< runs of body in each, one after the other
  uint64_t vectors = 0; ///< vectors of 16 lanes that l takes

  explicit TvpNest(const isa::Vector &inst);
  double runs(isa::Section section) const;
};

class TvpStreams {
public:
  static constexpr unsigned ports = 3, writer = 2;

  /// `vectors` of 16 lanes are worked on at a time.
  TvpStreams(const isa::Chip &chip, const L1Banks &banks,
             const isa::Vector &inst, const isa::VectorProgram &program,
             const TvpNest &nest, double vectors);

  /// Passes of a port in one run of a section.
  double passes(isa::Section section, unsigned port) const {
    return sectionPasses[section][port];
  }
  /// In all runs.
  double passes(unsigned port) const;
  BankUse l1() const;
  /// Cycles that a port loses to those after it, whose lines come first in a
  /// bank; fewer if some of its lanes have passes without a line, in which they
  /// catch up. Streams that all advance alike lose none: once out of each
  /// other's way, they stay so.
  double conflicts(unsigned port) const;
  /// True if every read has to wait for the writes before it, because an output
  /// overlaps an input that is not replaced element by element.
  bool areOrdered() const { return ordered; }

private:
  void add(isa::Section section, unsigned stream, double stores);
  bool isScattered(unsigned stream) const;
  AccessPattern pieces(unsigned stream, uint64_t lanes) const;
  double passesOf(unsigned stream, uint64_t lanes) const;
  BankUse useOf(unsigned stream, uint64_t lanes) const;

  const L1Banks &banks;
  const isa::Vector &inst;
  const TvpNest &nest;
  double vectors;
  double linesPerPass;
  std::array<std::array<double, ports>, isa::sectionCount> sectionPasses{};
  std::array<BankUse, ports> use{};
  std::array<double, ports> widest{}; ///< lines of a pass
  bool ordered, alike;
};

} // namespace alcyone::sim
