// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/ttu/TtuUnit.h"

#include "isa/machine/EngineQueue.h"
#include "isa/numerics/Formats.h"
#include "isa/semantics/Matmul.h"
#include "sim/tile/Tile.h"
#include "sim/tile/ttu/TtuSchedule.h"

#include <algorithm>
#include <cmath>

namespace alcyone::sim {
namespace {

/// The bytes between the first and the last of a matrix with `lines` rows (or
/// columns) of `elements` elements.
L1Range extent(uint64_t base, uint64_t stride, uint64_t lines,
               uint64_t elements, isa::Format format) {
  return {base,
          base + (lines - 1) * stride + elements * isa::formatBytes(format)};
}

L1Range resultRange(const isa::Matmul &inst) {
  return extent(inst.c, inst.cStride, inst.m, inst.n, inst.cFormat);
}

} // namespace

TtuUnit::TtuUnit(sc_core::sc_module_name name, Platform &platform, Tile &tile)
    : EngineUnit(name, platform, tile, isa::ttuQueue) {}

isa::Fault TtuUnit::begin(const isa::Instruction &instruction) {
  current = std::get<isa::Matmul>(instruction);
  if (isa::Fault fault = isa::checkMatmul(current, tile.l1.size()))
    return fault;
  tile.l1.tellOfOthers(L1::Ttu, this);
  const TtuTime time = timeNow();
  progress.begin(now(), time.cycles());
  counted.operations += time.operations;
  tile.l1.bytesByEngines += time.l1Bytes;

  const bool aRows = current.aOrder == isa::Order::RowMajor;
  const bool bRows = current.bOrder == isa::Order::RowMajor;
  const L1Range operands[] = {
      extent(current.a, current.aStride, aRows ? current.m : current.k,
             aRows ? current.k : current.m, current.aFormat),
      extent(current.b, current.bStride, bRows ? current.k : current.n,
             bRows ? current.n : current.k, current.bFormat),
      resultRange(current)};
  tile.l1.reading(L1::Ttu, *this,
                  std::span(operands).first(current.accumulate ? 3 : 2));
  at(progress.end(), End, progress.number());
  return {};
}

TtuTime TtuUnit::timeNow() const {
  return platform.ttuTiming.of(
      current, tile.l1.banks,
      {unsigned(std::lround(tile.l1.shareOfVectors() * wholeL1)),
       tile.l1.channelsAtWork()});
}

void TtuUnit::othersChanged() {
  if (progress.change(now(), timeNow().cycles()))
    at(progress.end(), End, progress.number());
}

void TtuUnit::readOperands() {
  staged.emplace(isa::stageMatmul(current, tile.l1.data()));
}

void TtuUnit::ownAction(uint32_t, uint32_t planned) {
  if (planned != progress.number())
    return; // an end that others have moved
  tile.l1.tellOfOthers(L1::Ttu, nullptr);
  tile.l1.doneReading(L1::Ttu);
  const TtuTime alone = platform.ttuTiming.of(current, tile.l1.banks);
  const Cycle took = progress.took(now()), own = alone.fixed + alone.streaming;
  counted.memory += took - std::min(took, own);
  counted.bankConflict +=
      std::min(took - std::min(took, own), alone.conflictCycles());
  writeResults();
  finish();
}

void TtuUnit::writeResults() {
  tile.l1.willWrite(resultRange(current));
  if (staged)
    staged->commit(tile.l1.data());
  else
    isa::matmul(current, tile.l1.data());
  staged.reset();
}

std::string TtuUnit::sizeText(const isa::Instruction &instruction) const {
  const auto *inst = std::get_if<isa::Matmul>(&instruction);
  if (!inst)
    return {};
  return std::to_string(inst->m) + "x" + std::to_string(inst->n) + "x" +
         std::to_string(inst->k);
}

void TtuUnit::reset() {
  EngineUnit::reset();
  staged.reset();
}

} // namespace alcyone::sim
