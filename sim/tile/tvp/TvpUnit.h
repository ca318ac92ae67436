// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vector processor of a tile. The micro-program is fetched and operands are
// read when an instruction starts; results appear in L1 when it ends.
#pragma once

#include "isa/semantics/StagedWrites.h"
#include "sim/tile/EngineUnit.h"
#include "sim/tile/Progress.h"
#include "sim/tile/l1/L1.h"
#include "sim/tile/tvp/TvpTiming.h"

#include <optional>
#include <vector>

namespace alcyone::sim {

class TvpUnit : public EngineUnit, private L1Reader, private L1::Patient {
public:
  TvpUnit(sc_core::sc_module_name name, Platform &platform, Tile &tile);
  void reset() override;

private:
  enum OwnAction : uint32_t { End = firstOwnAction };

  isa::Fault begin(const isa::Instruction &instruction) override;
  void ownAction(uint32_t action, uint32_t operand) override;
  std::string sizeText(const isa::Instruction &instruction) const override;
  void readOperands() override;
  /// The DMA, which comes first at L1, takes more or less from now on.
  void othersChanged() override;
  const TvpTime &timeNow() const;
  void writeResults();

  isa::Vector current;
  std::vector<uint32_t> program;
  Progress progress;
  std::optional<isa::StagedWrites> staged; ///< results, if read early
};

} // namespace alcyone::sim
