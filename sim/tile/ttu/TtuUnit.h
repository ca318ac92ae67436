// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tensor unit of a tile. Operands are read when a matmul starts, results
// appear in L1 when it ends.
#pragma once

#include "isa/semantics/StagedWrites.h"
#include "sim/tile/EngineUnit.h"
#include "sim/tile/Progress.h"
#include "sim/tile/l1/L1.h"
#include "sim/tile/ttu/TtuTiming.h"

#include <optional>

namespace alcyone::sim {

class TtuUnit : public EngineUnit, private L1Reader, private L1::Patient {
public:
  TtuUnit(sc_core::sc_module_name name, Platform &platform, Tile &tile);
  void reset() override;

private:
  enum OwnAction : uint32_t { End = firstOwnAction };

  isa::Fault begin(const isa::Instruction &instruction) override;
  void ownAction(uint32_t action, uint32_t operand) override;
  std::string sizeText(const isa::Instruction &instruction) const override;
  void readOperands() override;
  void writeResults();
  /// Those that come before it at L1 take more or less from now on.
  void othersChanged() override;
  TtuTime timeNow() const;

  isa::Matmul current;
  Progress progress;
  std::optional<isa::StagedWrites> staged; ///< results, if read early
};

} // namespace alcyone::sim
