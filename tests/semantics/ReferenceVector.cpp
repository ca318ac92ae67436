// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See ReferenceVector.h.
#include "tests/semantics/ReferenceVector.h"

#include "isa/generated/MicroInstructions.h"
#include "isa/numerics/Formats.h"
#include "tests/numerics/ReferenceMicro.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace alcyone::reference {

using namespace isa;

namespace {

using Lanes = std::array<uint32_t, 16>;

class Nest {
public:
  Nest(const Vector &inst, std::span<uint8_t> l1,
       std::span<const uint32_t> program)
      : inst(inst), l1(l1) {
    const unsigned lengths[] = {inst.setupLength, inst.beforeLength,
                                inst.bodyLength, inst.afterLength};
    for (unsigned s = 0; s < 4; ++s)
      for (unsigned i = 0; i < lengths[s]; ++i) {
        sections[s].push_back(*decodeMicro(program.front()));
        program = program.subspan(1);
      }
  }

  void run() {
    const uint64_t lanes = inst.size[3];
    section(0, {0, 0, 0, 0}, false, false);
    for (uint64_t d0 = 0; d0 < inst.size[0]; ++d0)
      for (uint64_t d1 = 0; d1 < inst.size[1]; ++d1) {
        if (inst.laneReduce) {
          section(1, {d0, d1, 0, 0}, true, false);
          for (uint64_t r = 0; r < inst.size[2]; ++r)
            for (uint64_t l = 0; l < lanes; l += 16)
              section(2, {d0, d1, r, l}, false, true);
          section(3, {d0, d1, 0, 0}, true, false);
          continue;
        }
        for (uint64_t l = 0; l < lanes; l += 16) {
          section(1, {d0, d1, 0, l}, false, false);
          for (uint64_t r = 0; r < inst.size[2]; ++r)
            section(2, {d0, d1, r, l}, false, false);
          section(3, {d0, d1, 0, l}, false, false);
        }
      }
  }

private:
  using Index = std::array<uint64_t, 4>;

  uint64_t address(unsigned stream, const Index &index, unsigned lane) const {
    int64_t a = inst.base[stream];
    for (unsigned d = 0; d < 4; ++d)
      a +=
          int64_t(index[d] + (d == 3 ? lane : 0)) * inst.stride[stream * 4 + d];
    return uint64_t(a);
  }

  uint32_t read(unsigned stream, uint64_t from) const {
    uint64_t raw = 0;
    std::memcpy(&raw, &l1[from], formatBytes(inst.format[stream]));
    switch (inst.format[stream]) {
    case Format::Bf16:
      return uint32_t(raw) << 16;
    case Format::Int8:
      return uint32_t(int32_t(int8_t(raw)));
    default:
      return uint32_t(raw);
    }
  }

  void write(unsigned stream, uint64_t to, uint32_t bits) {
    uint64_t raw = bits;
    if (inst.format[stream] == Format::Bf16)
      raw = evaluate(MicroOp::Tobf16, bits, 0, 0, 0, 0) >> 16;
    if (inst.format[stream] == Format::Int64)
      raw = uint64_t(int64_t(int32_t(bits)));
    std::memcpy(&l1[to], &raw, formatBytes(inst.format[stream]));
  }

  void section(unsigned s, const Index &index, bool storesOne, bool masks) {
    const auto active =
        unsigned(std::min<uint64_t>(inst.size[3] - index[3], 16));
    std::array<Lanes, 4> streams{};
    for (unsigned i = 0; i < 4; ++i)
      if (reads(s, i))
        for (unsigned lane = 0; lane < active; ++lane)
          streams[i][lane] = read(i, address(i, index, lane));
    for (const MicroInstruction &micro : sections[s]) {
      auto source = [&](uint8_t number, unsigned lane) -> uint32_t {
        if (number < firstStreamSource)
          return registers[number][lane];
        if (number < firstIndexSource)
          return streams[size_t(number - firstStreamSource)][lane];
        const unsigned d = number - firstIndexSource;
        return uint32_t(inst.indexBase[d]) + uint32_t(index[d]) +
               (d == 3 ? lane : 0);
      };
      if (micro.op == MicroOp::Store) {
        const unsigned stored = storesOne ? 1 : active;
        for (unsigned lane = 0; lane < stored; ++lane)
          write(4u + micro.rd, address(4u + micro.rd, index, lane),
                source(micro.ra, lane));
        continue;
      }
      const Lanes result = evaluateAll(micro, source);
      for (unsigned lane = 0; lane < (masks ? active : 16); ++lane)
        registers[micro.rd][lane] = result[lane];
    }
  }

  bool reads(unsigned s, unsigned stream) const {
    return std::any_of(
        sections[s].begin(), sections[s].end(), [&](const auto &micro) {
          const unsigned used = findMicro(uint8_t(micro.op))->sources;
          const unsigned wanted = firstStreamSource + stream;
          return (used > 0 && micro.ra == wanted) ||
                 (used > 1 && micro.rb == wanted) ||
                 (used > 2 && micro.rc == wanted);
        });
  }

  template <class Source>
  Lanes evaluateAll(const MicroInstruction &micro, Source source) {
    Lanes result, a;
    for (unsigned lane = 0; lane < 16; ++lane)
      a[lane] = source(micro.ra, lane);
    if (findMicro(uint8_t(micro.op))->isCrossLane) {
      result.fill(evaluateCrossLane(micro.op, a));
      return result;
    }
    for (unsigned lane = 0; lane < 16; ++lane)
      result[lane] = evaluate(micro.op, a[lane], source(micro.rb, lane),
                              source(micro.rc, lane), registers[micro.rd][lane],
                              micro.imm);
    return result;
  }

  const Vector &inst;
  std::span<uint8_t> l1;
  std::array<std::vector<MicroInstruction>, 4> sections;
  std::array<Lanes, 32> registers{};
};

} // namespace

void vector(const Vector &inst, std::span<uint8_t> l1,
            std::span<const uint32_t> program) {
  for (uint32_t size : inst.size)
    if (!size)
      return;
  Nest(inst, l1, program).run();
}

} // namespace alcyone::reference
