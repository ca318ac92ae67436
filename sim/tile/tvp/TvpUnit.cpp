// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpUnit.h"

#include "isa/machine/ControlMemory.h"
#include "isa/machine/EngineQueue.h"
#include "isa/numerics/Formats.h"
#include "isa/semantics/Vector.h"
#include "sim/tile/Tile.h"

#include <algorithm>

namespace alcyone::sim {
namespace {

constexpr unsigned inputs = 4, streams = 6;

/// The bytes between the lowest and the highest element of a stream.
L1Range extent(const isa::Vector &inst, unsigned stream) {
  int64_t low = inst.base[stream], high = low;
  for (unsigned dim = 0; dim < 4; ++dim) {
    const int64_t reach =
        int64_t(inst.stride[stream * 4 + dim]) * (int64_t(inst.size[dim]) - 1);
    (reach < 0 ? low : high) += reach;
  }
  return {uint64_t(std::max<int64_t>(0, low)),
          uint64_t(high) + isa::formatBytes(inst.format[stream])};
}

bool isEmpty(const isa::Vector &inst) {
  return std::find(inst.size.begin(), inst.size.end(), 0u) != inst.size.end();
}

} // namespace

TvpUnit::TvpUnit(sc_core::sc_module_name name, Platform &platform, Tile &tile)
    : EngineUnit(name, platform, tile, isa::tvpQueue) {}

isa::Fault TvpUnit::begin(const isa::Instruction &instruction) {
  current = std::get<isa::Vector>(instruction);
  std::span<const uint32_t> words;
  if (isa::Fault fault = isa::fetchMicroProgram(tile.tcm, current, words))
    return fault;
  program.assign(words.begin(), words.end());
  if (isa::Fault fault = isa::checkVector(current, tile.l1.size(), program))
    return fault;
  const TvpTime &time = timeNow();
  progress.begin(now(), time.cycles);
  tile.l1.vectorsTake(time.l1Share);
  tile.l1.tellOfOthers(L1::Tvp, this);
  counted.operations += time.operations;
  tile.l1.bytesByEngines += time.l1Bytes;

  std::array<L1Range, inputs> operands;
  unsigned used = 0;
  if (!isEmpty(current))
    for (unsigned stream = 0; stream < inputs; ++stream)
      if (current.format[stream] != isa::Format::None)
        operands[used++] = extent(current, stream);
  tile.l1.reading(L1::Tvp, *this, std::span(operands).first(used));
  at(progress.end(), End, progress.number());
  return {};
}

const TvpTime &TvpUnit::timeNow() const {
  return platform.tvpTiming.of(current, program, tile.l1.banks,
                               tile.l1.channelsAtWork());
}

void TvpUnit::othersChanged() {
  const TvpTime &time = timeNow();
  if (!progress.change(now(), time.cycles))
    return;
  tile.l1.vectorsTake(time.l1Share);
  at(progress.end(), End, progress.number());
}

void TvpUnit::readOperands() {
  staged.emplace(
      isa::stageVector(current, tile.l1.data(), tile.l1.size(), program));
}

void TvpUnit::ownAction(uint32_t, uint32_t planned) {
  if (planned != progress.number())
    return; // an end that others have moved
  tile.l1.tellOfOthers(L1::Tvp, nullptr);
  tile.l1.vectorsTake(0);
  tile.l1.doneReading(L1::Tvp);
  const TvpTime &alone = platform.tvpTiming.of(current, program, tile.l1.banks);
  const Cycle took = progress.took(now());
  const Cycle waited = took - std::min(took, alone.own);
  counted.memory += waited;
  counted.bankConflict += std::min(waited, alone.cycles - alone.own);
  writeResults();
  finish();
}

void TvpUnit::writeResults() {
  if (!isEmpty(current))
    for (unsigned stream = inputs; stream < streams; ++stream)
      if (current.format[stream] != isa::Format::None)
        tile.l1.willWrite(extent(current, stream));
  if (staged)
    staged->commit(tile.l1.data());
  else
    isa::vector(current, tile.l1.data(), tile.l1.size(), program);
  staged.reset();
}

std::string TvpUnit::sizeText(const isa::Instruction &instruction) const {
  const auto *inst = std::get_if<isa::Vector>(&instruction);
  if (!inst)
    return {};
  std::string text;
  for (uint32_t size : inst->size)
    text += (text.empty() ? "" : "x") + std::to_string(size);
  return text;
}

void TvpUnit::reset() {
  EngineUnit::reset();
  staged.reset();
}

} // namespace alcyone::sim
