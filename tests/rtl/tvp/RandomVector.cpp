// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RandomVector.h"

#include "isa/generated/MicroInstructions.h"
#include "isa/numerics/Formats.h"

#include <algorithm>
#include <cstring>

namespace alcyone::tests {

using namespace isa;

namespace {

constexpr unsigned registersUsed = 5;

uint8_t randomSource(Random &random) {
  switch (random.below(4)) {
  case 0:
    return uint8_t(firstStreamSource + random.below(4));
  case 1:
    return uint8_t(firstIndexSource + random.below(4));
  default:
    return uint8_t(random.oneIn(10) ? random.below(microRegisters)
                                    : random.below(registersUsed));
  }
}

Words randomProgram(Random &random, Vector &inst, unsigned mostWords) {
  Words words;
  uint8_t *lengths[] = {&inst.setupLength, &inst.beforeLength, &inst.bodyLength,
                        &inst.afterLength};
  for (unsigned section = 0; section < 4; ++section) {
    *lengths[section] = uint8_t(random.oneIn(4) ? 0 : random.below(mostWords));
    for (unsigned i = 0; i < *lengths[section]; ++i)
      words.push_back(randomWord(random, section > 0));
  }
  const bool isInBody = inst.bodyLength && !random.oneIn(4);
  words.insert(isInBody ? words.end() - inst.afterLength : words.end(),
               encodeMicro({MicroOp::Store, uint8_t(random.below(2)),
                            uint8_t(random.below(registersUsed)), 0, 0, 0}));
  ++*lengths[isInBody ? 2 : 3];
  return words;
}

// Setup and body; body reads what setup or it itself has written, and stores
// once.
Words randomElementwise(Random &random, Vector &inst, unsigned mostWords) {
  Words words;
  const auto kept = [&] { return uint8_t(8 + random.below(registersUsed)); };
  const auto add = [&](uint8_t rd, bool isFirst, auto source) {
    while (true) {
      MicroInstruction micro = *decodeMicro(randomWord(random, false));
      if (isFirst && micro.op == MicroOp::Orlo)
        continue;
      if (random.oneIn(4))
        micro = {MicroOp::Tanh, 0, 0, 0, 0, 0};
      const MicroInfo &info = *findMicro(uint8_t(micro.op));
      uint8_t *const sources[] = {&micro.ra, &micro.rb, &micro.rc};
      for (unsigned i = 0; i < info.sources; ++i)
        *sources[i] = source();
      micro.rd = rd;
      words.push_back(encodeMicro(micro));
      return;
    }
  };
  inst.setupLength = uint8_t(random.below(mostWords));
  for (unsigned i = 0; i < inst.setupLength; ++i)
    add(kept(), false, [&] { return random.oneIn(2) ? kept() : uint8_t(36); });
  uint8_t written = 0;
  const auto source = [&] {
    if (written && random.oneIn(2))
      return uint8_t(random.below(written));
    return random.oneIn(3) ? kept()
                           : uint8_t(firstStreamSource +
                                     random.below(random.oneIn(4) ? 8 : 2));
  };
  inst.bodyLength = uint8_t(2 + random.below(2 * mostWords));
  const unsigned storing = 1 + random.below(inst.bodyLength - 1);
  for (unsigned i = 0; i < inst.bodyLength; ++i) {
    if (i == storing) {
      words.push_back(encodeMicro(
          {MicroOp::Store, uint8_t(random.below(2)), source(), 0, 0, 0}));
      continue;
    }
    const bool isNew = written < registersUsed && (!written || random.oneIn(2));
    add(isNew ? written : uint8_t(random.below(written)), isNew, source);
    written += isNew;
  }
  return words;
}

// Adds to an elementwise program registers that a micro-instruction of body
// alone reads and writes, in most cases, and sections around it that begin and
// use them.
void addSums(Random &random, Vector &inst, Words &words) {
  constexpr uint8_t firstSum = 16, sums = 2;
  const auto sum = [&] { return uint8_t(firstSum + random.below(sums)); };
  const auto insert = [&](unsigned first, uint8_t &length, uint8_t rd,
                          auto source) {
    MicroInstruction micro = *decodeMicro(randomWord(random, false));
    const MicroInfo &info = *findMicro(uint8_t(micro.op));
    uint8_t *const sources[] = {&micro.ra, &micro.rb, &micro.rc};
    for (unsigned i = 0; i < info.sources; ++i)
      *sources[i] = source();
    micro.rd = rd;
    words.insert(words.begin() + first + random.below(length + 1),
                 encodeMicro(micro));
    ++length;
  };
  for (uint8_t s = 0; s < sums; ++s)
    insert(inst.setupLength, inst.bodyLength, firstSum + s, [&] {
      return random.oneIn(2)    ? uint8_t(firstSum + s)
             : random.oneIn(40) ? sum()
                                : uint8_t(random.below(registersUsed));
    });
  const auto around = [&] {
    return random.oneIn(40)  ? uint8_t(random.below(registersUsed))
           : random.oneIn(2) ? sum()
                             : uint8_t(8 + random.below(registersUsed));
  };
  const unsigned after = inst.setupLength + inst.bodyLength;
  for (unsigned i = random.below(4); i > 0; --i)
    insert(after, inst.afterLength, sum(), around);
  if (random.oneIn(2)) {
    words.push_back(encodeMicro(
        {MicroOp::Store, uint8_t(random.below(2)), sum(), 0, 0, 0}));
    ++inst.afterLength;
  }
  for (unsigned i = random.below(3); i > 0; --i)
    insert(inst.setupLength, inst.beforeLength, sum(), around);
}

// Row-major over the sizes, standing still along some dimensions.
void placeStream(Random &random, Vector &inst, unsigned s) {
  const auto bytes = int32_t(formatBytes(inst.format[s]));
  int64_t reach = bytes * (random.oneIn(3) ? 1 + random.below(4) : 1);
  for (unsigned d = 4; d-- > 0;) {
    const bool still = random.oneIn(5);
    inst.stride[s * 4 + d] = still ? 0 : int32_t(reach);
    if (!still)
      reach *= inst.size[d];
    if (random.oneIn(4))
      reach += bytes * int64_t(random.below(60));
  }
  const uint64_t units = chip().l1.bytes / unsigned(bytes);
  const bool isNear = random.oneIn(2); // to other streams
  inst.base[s] = random.below(isNear ? 64 : units / 2) * unsigned(bytes);
  if (random.oneIn(8))
    inst.base[s] = (uint32_t(units) - 1 - random.below(300)) * unsigned(bytes);
  for (unsigned d = 0; d < 4; ++d)
    if (random.oneIn(12)) { // backwards
      int32_t &stride = inst.stride[s * 4 + d];
      inst.base[s] += uint32_t(int64_t(stride) * (inst.size[d] - 1));
      stride *= -1;
    }
}

void placeWildly(Random &random, Vector &inst, unsigned s) {
  const auto bytes = int64_t(formatBytes(inst.format[s]));
  const int64_t middle = int64_t(chip().l1.bytes) / 2;
  inst.base[s] =
      uint32_t(random.between(middle - 9000, middle + 9000) / bytes * bytes);
  for (unsigned d = 0; d < 4; ++d)
    inst.stride[s * 4 + d] = int32_t(random.between(-300, 300) * bytes);
}

} // namespace

uint32_t randomWord(Random &random, bool mayStore) {
  while (true) {
    const auto all = microInstructions();
    const MicroInfo &info = all[random.below(all.size())];
    if (info.isStore() && !mayStore)
      continue;
    MicroInstruction micro;
    micro.op = info.op;
    micro.rd = uint8_t(random.below(info.isStore() ? 2 : registersUsed));
    uint8_t *const sources[] = {&micro.ra, &micro.rb, &micro.rc};
    for (unsigned i = 0; i < info.sources; ++i)
      *sources[i] = randomSource(random);
    if (info.isImmediate())
      micro.imm = uint16_t(random.next());
    return encodeMicro(micro);
  }
}

RandomVector randomVector(Random &random, const Shapes &shapes) {
  static constexpr Format formats[] = {
      Format::Fp32, Format::Fp32,  Format::Bf16,  Format::Int32,
      Format::Int8, Format::Uint8, Format::Int64, Format::Bf16};
  RandomVector result;
  Vector &inst = result.inst;
  inst.laneReduce = random.oneIn(2);
  inst.size = {1 + random.below(3), 1 + random.below(4), 1 + random.below(3),
               1 + random.below(shapes.mostLanes)};
  if (random.oneIn(40))
    random.pick(inst.size) = 0;
  for (int32_t &base : inst.indexBase)
    base = int32_t(random.next());
  for (unsigned s = 0; s < 6; ++s) {
    inst.format[s] = random.pick(formats);
    if (shapes.isWild)
      placeWildly(random, inst, s);
    else
      placeStream(random, inst, s);
  }
  for (unsigned o = 4; o < 6; ++o)
    if (random.oneIn(3)) { // in place, or nearly
      const unsigned s = random.below(4);
      inst.format[o] = inst.format[s];
      inst.base[o] = inst.base[s] + (random.oneIn(2) ? 0 : random.below(20)) *
                                        formatBytes(inst.format[s]);
      std::copy_n(&inst.stride[s * 4], 4, &inst.stride[o * 4]);
    }
  if (shapes.isElementwise) {
    inst.laneReduce = shapes.hasSums && random.oneIn(2);
    for (unsigned o = 4; o < 6; ++o)
      if (!random.oneIn(4))
        inst.base[o] = uint32_t(chip().l1.bytes * 3 / 4);
  }
  result.words = shapes.isElementwise
                     ? randomElementwise(random, inst, shapes.mostWords)
                     : randomProgram(random, inst, shapes.mostWords);
  if (shapes.hasSums)
    addSums(random, inst, result.words);
  inst.program =
      4 *
      random.below((chip().tcp.memoryBytes - 4 * result.words.size()) / 4 + 1);
  return result;
}

Memory randomMemory(Random &random, uint64_t bytes) {
  static constexpr uint32_t specials[] = {
      0x00000000, 0x80000000, 0x7F800000, 0xFF800000, 0x7FC00000, 0xFF812345,
      0x00000001, 0x807FFFFF, 0x00800000, 0x3F800000, 0xBF800000, 0x7F7FFFFF};
  Memory memory(bytes);
  for (uint64_t i = 0; i < bytes; i += 4) {
    uint32_t bits = uint32_t(random.next());
    if (random.oneIn(16))
      bits = random.pick(specials);
    else if (!random.oneIn(4)) // around 1
      bits = (bits & 0x807FFFFF) | (120 + bits % 15) << 23;
    std::memcpy(&memory[i], &bits, 4);
  }
  return memory;
}

} // namespace alcyone::tests
