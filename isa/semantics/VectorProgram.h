// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A micro-program as the executor of `vector` sees it: decoded once and kept,
// with what its sections use.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/generated/MicroInstructions.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace alcyone::isa {

enum Section : unsigned { Setup, Before, Body, After, sectionCount };

inline constexpr unsigned inputStreams = 4;
inline constexpr unsigned outputStreams = 2;
inline constexpr unsigned firstOutput = inputStreams; // among the six streams
inline constexpr unsigned streamCount = inputStreams + outputStreams;

class VectorProgram {
public:
  VectorProgram(const Vector &inst, std::span<const uint32_t> words);

  // The first word that is no micro-instruction or stores in setup.
  std::optional<uint32_t> illegalWord;

  std::array<std::vector<MicroInstruction>, sectionCount> sections;
  std::array<uint8_t, sectionCount> streams{}; // bit per stream used
  uint8_t indices = 0;                         // bit per i0..i3 used
  uint32_t registers = 0;                      // bit per register used

  // True if an iteration of (d0, d1) or of a vector may read what an earlier
  // one left in a register. `shortBody`: the lanes belong to the reduction and
  // are fewer than 16, so some lanes are never active in body.
  bool carriesRegisters(bool shortBody) const {
    return carries || (shortBody && carriesInactive);
  }

private:
  void noteUses(const MicroInstruction &micro, Section section);
  bool findCarried(bool bodyWrites) const;

  bool carries = false;
  bool carriesInactive = false;
};

// The decoded form of a micro-program. Kept per thread; the reference is good
// until the thread's next call.
const VectorProgram &decodedProgram(const Vector &inst,
                                    std::span<const uint32_t> words);

} // namespace alcyone::isa
