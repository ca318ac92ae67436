// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-check-schedule: proves on traces of a kernel (Trace.h) that its queues
// always finish and that conflicting accesses to L1 buffers are ordered
// (ScheduleChecker.h).

#include "compiler/check/ScheduleChecker.h"
#include "compiler/dialect/FieldLayout.h"
#include "compiler/transforms/Passes.h"

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "isa/support/Failure.h"

#include <numeric>

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_CHECKSCHEDULEPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// Whether the field is there and may be another than `usual`.
bool isSet(alc::EngineOp op, StringRef name, int64_t usual) {
  auto slot = alc::findSlot(op->getName().stripDialect(), name, 0);
  return slot && op.getFields()[*slot] != usual;
}

bool reachesOtherTiles(alc::EngineOp op) {
  for (ArrayRef<int64_t> words = op.getSignals(); !words.empty();
       words = words.drop_front(3))
    if (words[2] != isa::targetOwn)
      return true;
  return isSet(op, "signal0Target", isa::targetOwn) ||
         isSet(op, "signal1Target", isa::targetOwn) ||
         (isSet(op, "multicastCount", 0) && isSet(op, "multicastCount", 1));
}

struct CheckSchedule : impl::CheckSchedulePassBase<CheckSchedule> {
  using CheckSchedulePassBase::CheckSchedulePassBase;

  void runOnOperation() override {
    if (getOperation().isExternal())
      return;
    try {
      if (failed(check()))
        signalPassFailure();
    } catch (const isa::Failure &failure) {
      getOperation().emitOpError() << failure.what();
      signalPassFailure();
    }
  }

  LogicalResult check() {
    WalkResult found = getOperation().walk([](alc::EngineOp op) {
      return reachesOtherTiles(op) ? WalkResult::interrupt()
                                   : WalkResult::advance();
    });
    std::vector<std::optional<unsigned>> tiles = {std::nullopt}; // any tile
    if (found.wasInterrupted()) {
      tiles.resize(isa::loadChip(chip).tileCount());
      std::iota(tiles.begin(), tiles.end(), 0u);
    }
    Choices choices;
    do {
      std::vector<Trace> traces;
      for (std::optional<unsigned> tile : tiles) {
        FailureOr<Trace> trace = traceFunction(getOperation(), tile, choices);
        if (failed(trace))
          return failure();
        traces.push_back(std::move(*trace));
      }
      if (failed(ScheduleChecker(std::move(traces)).run()))
        return failure();
    } while (choices.advance());
    return success();
  }
};

} // namespace
} // namespace alcyone::compiler
