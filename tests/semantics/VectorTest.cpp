// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does vector run its loop nest as defined, for random programs, streams that
// overlap and all formats, on every SIMD path?
#include "isa/semantics/Vector.h"
#include "isa/generated/MicroInstructions.h"
#include "isa/numerics/Formats.h"
#include "tests/semantics/EveryPath.h"
#include "tests/semantics/ReferenceVector.h"
#include "tests/semantics/VectorPrograms.h"

#include <cstring>

using namespace alcyone;
using namespace alcyone::isa;

namespace {

constexpr uint64_t l1Bytes = 64 * 1024;
using Memory = std::vector<uint8_t>;

class VectorSemantics : public EveryPath {
protected:
  Memory memory() {
    Memory l1(l1Bytes);
    for (uint64_t i = 0; i < l1.size(); i += 4) {
      const uint32_t bits = random.below(4) ? random.ordinary() : random.any();
      std::memcpy(&l1[i], &bits, 4);
    }
    return l1;
  }

  uint8_t source() {
    const uint64_t kind = random.below(4);
    if (kind < 2)
      return uint8_t(random.below(registersUsed));
    return uint8_t(kind == 2 ? firstStreamSource + random.below(4)
                             : firstIndexSource + random.below(4));
  }

  uint32_t word(bool mayStore) {
    while (true) {
      const auto all = microInstructions();
      const MicroInfo &info = all[random.below(all.size())];
      if (info.isStore() && !mayStore)
        continue;
      MicroInstruction micro;
      micro.op = info.op;
      micro.rd = uint8_t(random.below(info.isStore() ? 2 : registersUsed));
      if (info.sources > 0)
        micro.ra = source();
      if (info.sources > 1)
        micro.rb = source();
      if (info.sources > 2)
        micro.rc = source();
      if (info.isImmediate())
        micro.imm = uint16_t(random.bits());
      return encodeMicro(micro);
    }
  }

  Words program(Vector &inst) {
    Words words;
    uint8_t *lengths[] = {&inst.setupLength, &inst.beforeLength,
                          &inst.bodyLength, &inst.afterLength};
    for (unsigned section = 0; section < 4; ++section) {
      *lengths[section] = uint8_t(random.below(5));
      for (unsigned i = 0; i < *lengths[section]; ++i)
        words.push_back(word(section > 0));
    }
    const unsigned storing = inst.bodyLength ? 2 : 3;
    words.insert(storing == 3 ? words.end() : words.end() - inst.afterLength,
                 encodeMicro({MicroOp::Store, uint8_t(random.below(2)),
                              uint8_t(random.below(registersUsed)), 0, 0, 0}));
    ++*lengths[storing];
    return words;
  }

  // Row-major over the sizes, standing still along some dimensions.
  void stream(Vector &inst, unsigned s) {
    static constexpr Format all[] = {Format::Fp32,  Format::Fp32, Format::Bf16,
                                     Format::Int32, Format::Int8, Format::Uint8,
                                     Format::Int64};
    inst.format[s] = all[random.below(std::size(all))];
    const auto bytes = int32_t(formatBytes(inst.format[s]));
    int64_t reach = bytes * int64_t(1 + random.below(2) * random.below(3));
    for (unsigned d = 4; d-- > 0;) {
      const bool still = random.below(5) == 0;
      inst.stride[s * 4 + d] = still ? 0 : int32_t(reach);
      if (!still)
        reach *= inst.size[d];
      if (random.below(4) == 0)
        reach += bytes * int64_t(random.below(60));
    }
    inst.base[s] = uint32_t(random.below(l1Bytes / 2 / 8) * 8);
    if (random.below(8) == 0) { // backwards along d1
      inst.base[s] +=
          uint32_t(int64_t(inst.stride[s * 4 + 1]) * (inst.size[1] - 1));
      inst.stride[s * 4 + 1] *= -1;
    }
  }

  void copyStream(Vector &inst, unsigned from, unsigned to, uint32_t moved) {
    inst.format[to] = inst.format[from];
    inst.base[to] = inst.base[from] + moved * formatBytes(inst.format[from]);
    std::copy_n(&inst.stride[from * 4], 4, &inst.stride[to * 4]);
  }

  Vector instruction() {
    Vector inst;
    inst.laneReduce = random.below(2);
    inst.size = {uint32_t(1 + random.below(3)), uint32_t(1 + random.below(4)),
                 uint32_t(1 + random.below(3)), uint32_t(1 + random.below(40))};
    if (random.below(6) == 0)
      inst.size[1 + 2 * random.below(2)] = uint32_t(1 + random.below(700));
    for (int32_t &base : inst.indexBase)
      base = int32_t(random.bits());
    for (unsigned s = 0; s < 6; ++s)
      stream(inst, s);
    if (random.below(3) == 0) // in place, or nearly
      copyStream(inst, unsigned(random.below(4)), 4,
                 uint32_t(random.below(2) * random.below(20)));
    return inst;
  }

  void compare(const Vector &inst, const Words &words, const Memory &before) {
    Memory expected = before, result = before;
    reference::vector(inst, expected, words);
    ASSERT_FALSE(vector(inst, result.data(), l1Bytes, words));
    for (uint64_t i = 0; i < l1Bytes; ++i)
      ASSERT_EQ(result[i], expected[i])
          << "byte " << i << ", " << print(Instruction(inst)) << "\n"
          << text(words) << "seed " << reference::seed();
    Memory staged = before;
    const StagedWrites writes =
        stageVector(inst, staged.data(), l1Bytes, words);
    ASSERT_EQ(staged, before) << "staging wrote";
    writes.commit(staged.data());
    ASSERT_EQ(staged, expected) << "staging differs";
  }

  static std::string text(const Words &words) {
    std::string all;
    for (uint32_t word : words)
      all += printMicro(*decodeMicro(word)) + "\n";
    return all;
  }

  static constexpr unsigned registersUsed = 5;
};

TEST_P(VectorSemantics, runs_random_programs_as_defined) {
  const int wanted = 400;
  int run = 0;
  for (int tries = 0; run < wanted && tries < 20 * wanted; ++tries) {
    Vector inst = instruction();
    const Words words = program(inst);
    if (checkVector(inst, l1Bytes, words))
      continue; // streams that leave L1
    ++run;
    compare(inst, words, memory());
    if (HasFatalFailure())
      return;
  }
  EXPECT_EQ(run, wanted);
}

TEST_P(VectorSemantics, works_in_place_over_many_vectors) {
  Vector inst = rows(7, 300);
  rowMajor(inst, 0, 64);
  rowMajor(inst, 4, 64);
  const Words words =
      assemble({"add v0, s0, s0", "mul v0, v0, s0", "store o0, v0"});
  inst.bodyLength = 3;
  compare(inst, words, memory());
}

TEST_P(VectorSemantics, works_on_the_halves_of_rows_in_place) {
  Vector inst = rows(40, 24);
  for (unsigned s : {0u, 1u, 4u, 5u}) {
    rowMajor(inst, s, s % 4 ? 24 * 4 : 0); // s0, o0 left; s1, o1 right
    inst.stride[s * 4 + 1] = 48 * 4;
  }
  const Words words = assemble(
      {"sub v0, s0, s1", "store o0, v0", "add v1, s0, s1", "store o1, v1"});
  inst.bodyLength = 4;
  compare(inst, words, memory());
}

TEST_P(VectorSemantics, sees_what_the_vector_before_has_written) {
  // Each vector reads what the one before it wrote: a chain of additions.
  Vector inst = rows(1, 640);
  rowMajor(inst, 0, 64);
  rowMajor(inst, 4, 64 + 64);
  const Words words = assemble({"add v0, s0, s0", "store o0, v0"});
  inst.bodyLength = 2;
  compare(inst, words, memory());
}

TEST_P(VectorSemantics, accumulates_in_memory_along_a_dimension) {
  // Every row adds to the same 16 elements.
  Vector inst = rows(50, 16);
  rowMajor(inst, 0, 0);
  rowMajor(inst, 1, 8192);
  rowMajor(inst, 4, 8192);
  inst.stride[1 * 4 + 1] = inst.stride[4 * 4 + 1] = 0;
  const Words words = assemble({"add v0, s0, s1", "store o0, v0"});
  inst.bodyLength = 2;
  compare(inst, words, memory());
}

TEST_P(VectorSemantics, keeps_registers_between_iterations) {
  Vector inst = rows(50, 16);
  rowMajor(inst, 0, 0);
  rowMajor(inst, 4, 8192);
  const Words words = assemble({"add v1, v1, s0", "store o0, v1"});
  inst.bodyLength = 2;
  compare(inst, words, memory());
}

TEST_P(VectorSemantics, reduces_lanes_row_by_row) {
  for (uint32_t l : {1u, 7u, 16u, 17u, 128u}) {
    Vector inst = rows(70, l);
    inst.laneReduce = true;
    rowMajor(inst, 0, 0);
    inst.format[4] = Format::Bf16;
    inst.base[4] = 40960;
    inst.stride[4 * 4 + 1] = 2;
    inst.beforeLength = 1, inst.bodyLength = 1, inst.afterLength = 2;
    compare(inst,
            assemble({"mov v0, v9", "fma v0, s0, s0, v0", "rsum v0, v0",
                      "store o0, v0"}),
            memory());
  }
}

ALCYONE_ON_EVERY_PATH(VectorSemantics);

} // namespace
