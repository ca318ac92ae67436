// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Bases.h"

#include "isa/generated/MicroInstructions.h"
#include "isa/support/AddressMap.h"

namespace alcyone::tests {

using namespace isa;

namespace {

// What all moves have: 4 x 2 x 3 x 8 elements of 4 bytes, with gaps.
template <class Move> Move moveBase() {
  Move move;
  move.dst = address::ownL1 + 0x3000;
  move.shape = {4, 2, 3, 8};
  move.dstStride = {2048, 512, 64, 4};
  move.dstFormat = Format::Fp32;
  return move;
}

template <class Move> Move readingBase() {
  Move move = moveBase<Move>();
  move.src = address::hbm + 0x3000;
  move.srcStride = {2048, 512, 64, 4};
  move.srcFormat = Format::Fp32;
  return move;
}

Gather gatherBase() {
  Gather gather = readingBase<Gather>();
  gather.index = address::hbm;
  gather.indexFormat = Format::Int64;
  gather.indexLimit = 8;
  gather.indexStride = 8;
  return gather;
}

Fill fillBase() {
  Fill fill = moveBase<Fill>();
  fill.value = 0x3F80'1234;
  return fill;
}

Matmul matmulBase() {
  Matmul matmul;
  matmul.c = 0x800;
  matmul.a = 0x2000;
  matmul.b = 0x4000;
  matmul.m = 6, matmul.n = 7, matmul.k = 20;
  matmul.aStride = matmul.bStride = matmul.cStride = 64;
  matmul.aFormat = matmul.bFormat = Format::Bf16;
  matmul.cFormat = Format::Fp32;
  return matmul;
}

Vector vectorBase() {
  Vector vector;
  vector.program = microProgram;
  vector.setupLength = vector.beforeLength = vector.afterLength = 1;
  vector.bodyLength = 8;
  vector.size = {2, 2, 2, 20};
  for (unsigned stream = 0; stream < 6; ++stream) {
    vector.base[stream] = 0x1000 * (stream + 1);
    vector.format[stream] = Format::Int32;
    const int32_t strides[] = {1024, 512, 256, 8};
    for (unsigned d = 0; d < 4; ++d)
      vector.stride[4 * stream + d] = strides[d];
  }
  return vector;
}

Barrier barrierBase() {
  Barrier barrier;
  barrier.queues = 1;
  return barrier;
}

const std::vector<MicroInstruction> idle(255, {MicroOp::Mov, 6, 7});

// Everything that a vector instruction reads goes into what it writes.
std::vector<MicroInstruction> mixing() {
  constexpr uint8_t s = firstStreamSource, i = firstIndexSource;
  return {{MicroOp::Mov, 8, i},         {MicroOp::Mov, 9, i + 1},
          {MicroOp::Iadd, 1, s, s + 1}, {MicroOp::Ixor, 2, s + 2, s + 3},
          {MicroOp::Iadd, 3, i, i + 1}, {MicroOp::Iadd, 4, i + 2, i + 3},
          {MicroOp::Iadd, 1, 1, 3},     {MicroOp::Iadd, 2, 2, 4},
          {MicroOp::Store, 0, 1},       {MicroOp::Store, 1, 2},
          {MicroOp::Iadd, 10, 9, 8}};
}

std::vector<uint8_t> encoded(const std::vector<MicroInstruction> &program) {
  std::vector<uint8_t> bytes;
  for (const MicroInstruction &micro : program) {
    const uint32_t word = encodeMicro(micro);
    for (unsigned i = 0; i < 4; ++i)
      bytes.push_back(uint8_t(word >> 8 * i));
  }
  return bytes;
}

} // namespace

void placeMicroPrograms(Image &image, const Chip &chip) {
  const std::vector<uint8_t> filling = encoded(idle),
                             middle = encoded(mixing());
  image.place(microProgram - filling.size(), filling);
  image.place(microProgram, middle);
  image.place(microProgram + middle.size(), filling);
  image.place(chip.tcp.memoryBytes - 4, encoded({idle.front()}));
}

std::vector<Instruction> basesOf(std::string_view record) {
  const std::vector<std::pair<std::string_view, Instruction>> bases = {
      {"Sync", Sync{}},         {"Barrier", barrierBase()},
      {"Matmul", matmulBase()}, {"Copy", readingBase<Copy>()},
      {"Fill", fillBase()},     {"Gather", gatherBase()},
      {"Vector", vectorBase()}};
  static_assert(std::variant_size_v<Instruction> == 7,
                "a new instruction needs a base");
  std::vector<Instruction> found;
  for (const auto &[name, base] : bases)
    if (name == record || record == "Header")
      found.push_back(base);
  return found;
}

} // namespace alcyone::tests
