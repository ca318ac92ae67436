// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Vector.h: checks and results; the loop nest is in VectorRun.cpp.
#include "isa/semantics/Vector.h"

#include "isa/numerics/Formats.h"
#include "isa/semantics/Limits.h"
#include "isa/semantics/VectorStreams.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace alcyone::isa {

unsigned programLength(const Vector &inst) {
  return unsigned(inst.setupLength) + inst.beforeLength + inst.bodyLength +
         inst.afterLength;
}

static bool isEmpty(const Vector &inst) {
  return std::find(inst.size.begin(), inst.size.end(), 0u) != inst.size.end();
}

static Fault checkStream(const StreamUse &use, uint64_t l1Bytes) {
  if (use.base % use.bytes)
    return {FaultCode::Misaligned, uint64_t(use.base)};
  for (unsigned d = 0; d < dimensionCount; ++d)
    if (use.extent[d] > 1 && use.stride[d] % int64_t(use.bytes))
      return {FaultCode::Misaligned, uint64_t(use.base + use.stride[d])};
  if (use.first() < 0)
    return {FaultCode::AddressOutOfRange, uint64_t(use.first())};
  if (use.end() > Wide(l1Bytes))
    return {FaultCode::AddressOutOfRange,
            std::max(uint64_t(use.first()), l1Bytes)};
  return {};
}

static Fault checkDecoded(const Vector &inst, uint64_t l1Bytes,
                          const VectorProgram &program) {
  if (program.illegalWord)
    return {FaultCode::IllegalInstruction, *program.illegalWord};
  const auto uses = streamUses(inst, program);
  for (unsigned s = 0; s < streamCount; ++s)
    if (uses[s].used && !uses[s].bytes)
      return {FaultCode::IllegalInstruction, uint64_t(Vector::opcode)};
  if (isTooLong(inst.size))
    return {FaultCode::IllegalInstruction, uint64_t(Vector::opcode)};
  if (isEmpty(inst))
    return {};
  for (const StreamUse &use : uses)
    if (use.used)
      if (Fault fault = checkStream(use, l1Bytes))
        return fault;
  return {};
}

// A program that is too short is a mistake of the caller's fetch.
static std::optional<Fault> checkFetch(const Vector &inst,
                                       std::span<const uint32_t> program) {
  if (program.size() < programLength(inst))
    return Fault{FaultCode::AddressOutOfRange, inst.program};
  return std::nullopt;
}

Fault checkVector(const Vector &inst, uint64_t l1Bytes,
                  std::span<const uint32_t> program) {
  if (auto fault = checkFetch(inst, program))
    return *fault;
  return checkDecoded(inst, l1Bytes,
                      decodedProgram(inst, program.first(programLength(inst))));
}

Fault vector(const Vector &inst, uint8_t *l1, uint64_t l1Bytes,
             std::span<const uint32_t> program) {
  if (auto fault = checkFetch(inst, program))
    return *fault;
  const VectorProgram &decoded =
      decodedProgram(inst, program.first(programLength(inst)));
  if (Fault fault = checkDecoded(inst, l1Bytes, decoded))
    return fault;
  if (!isEmpty(inst))
    runVector(inst, decoded, l1);
  return {};
}

// Sorted, without overlaps, neighbours merged.
static void mergeRanges(std::vector<ByteRange> &ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const ByteRange &a, const ByteRange &b) {
              return a.offset < b.offset;
            });
  size_t kept = 0;
  for (const ByteRange &range : ranges) {
    ByteRange *last = kept ? &ranges[kept - 1] : nullptr;
    if (last && range.offset <= last->offset + last->bytes)
      last->bytes =
          std::max(last->offset + last->bytes, range.offset + range.bytes) -
          last->offset;
    else
      ranges[kept++] = range;
  }
  ranges.resize(kept);
}

static void addRanges(const StreamUse &use, std::vector<ByteRange> &ranges) {
  struct Step {
    uint64_t bytes, count;
  };
  std::vector<Step> steps;
  for (unsigned d = 0; d < dimensionCount; ++d)
    if (use.extent[d] > 1 && use.stride[d])
      steps.push_back({uint64_t(std::abs(use.stride[d])), use.extent[d]});
  std::sort(steps.begin(), steps.end(),
            [](const Step &a, const Step &b) { return a.bytes < b.bytes; });
  uint64_t run = use.bytes;
  auto first = steps.begin();
  for (; first != steps.end() && first->bytes == run; ++first)
    run *= first->count;
  steps.erase(steps.begin(), first);

  constexpr size_t mostUnmerged = 1 << 20; // bounds memory, not results
  size_t mergeAt = ranges.size() + mostUnmerged;
  std::array<uint64_t, dimensionCount> index{};
  while (true) {
    uint64_t offset = uint64_t(use.first());
    for (size_t s = 0; s < steps.size(); ++s)
      offset += index[s] * steps[s].bytes;
    ranges.push_back({offset, run});
    if (ranges.size() >= mergeAt) {
      mergeRanges(ranges);
      mergeAt = ranges.size() + mostUnmerged;
    }
    size_t s = 0;
    while (s < steps.size() && ++index[s] == steps[s].count)
      index[s++] = 0;
    if (s == steps.size())
      return;
  }
}

std::vector<ByteRange> outputRanges(const Vector &inst,
                                    std::span<const uint32_t> program) {
  std::vector<ByteRange> ranges;
  if (isEmpty(inst))
    return ranges;
  const auto uses = streamUses(
      inst, decodedProgram(inst, program.first(programLength(inst))));
  for (unsigned s = firstOutput; s < streamCount; ++s)
    if (uses[s].used)
      addRanges(uses[s], ranges);
  mergeRanges(ranges);
  return ranges;
}

StagedWrites stageVector(const Vector &inst, uint8_t *l1, uint64_t l1Bytes,
                         std::span<const uint32_t> program) {
  return {outputRanges(inst, program), l1,
          [&] { vector(inst, l1, l1Bytes, program); }};
}

} // namespace alcyone::isa
