// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Damages.h"

#include "isa/semantics/Tdma.h"

#include <algorithm>
#include <cstring>

namespace alcyone::tests {

using namespace isa;
using namespace random;

namespace {

constexpr double longWork = 1e6; // elements, iterations, products

std::vector<Damage> write(unsigned offset, unsigned bytes, uint64_t value) {
  std::vector<Damage> damage;
  for (unsigned i = 0; i < bytes; ++i)
    damage.push_back({offset + i, uint8_t(value >> 8 * i)});
  return damage;
}

// A field's neighbourhood of 0, of its largest value and of its sign.
uint64_t edge(unsigned bits, Random &random) {
  const uint64_t top = uint64_t(1) << (bits - 1);
  const uint64_t values[] = {0, top, 2 * top - 1, random.next(),
                             random.next() & 0xFF};
  return random.pick(values) + uint64_t(random.between(-1, 1));
}

std::vector<Damage> oneField(const Instruction &instruction, Random &random) {
  std::span<const FieldInfo> fields = info(instruction).fields;
  if (fields.empty() || random.oneIn(6))
    fields = headerFields;
  const FieldInfo &field = random.pick(fields);
  const unsigned index = random.below(field.count);
  return write(field.offset + index * field.bytesEach(), field.bytesEach(),
               edge(field.width, random));
}

std::vector<Damage> moveFault(unsigned dstFormat, Random &random) {
  switch (random.below(4)) {
  case 0:
    return write(24, 8, random.next() | uint64_t(0xF) << 60); // dst
  case 1:
    return write(dstFormat, 1, 0);
  case 2:
    return write(92, 4, 0xFFFF'FFFF); // multicastStride and a reserved field
  default:
    return write(90, 4, 0x0100'8000); // multicast to tiles far away
  }
}

std::vector<Damage> vectorFault(Random &random) {
  switch (random.below(4)) {
  case 0:
    return write(80, 4, 0xFFFF'FFC0); // base of out0
  case 1:
    return write(24, 4, 2); // program
  case 2:
    return write(24, 4, 0xFFFF'FFFC);
  default:
    return write(30, 1, 255); // bodyLength: runs into what is no program
  }
}

std::vector<Damage> matmulFault(const Matmul &matmul, Random &random) {
  switch (random.below(5)) {
  case 0:
    return write(36, 2, 0); // m
  case 1:
    return write(56, 1, uint8_t(Format::Int8));
  case 2:
    return write(24, 4, 0xFFFF'FFF0); // a
  case 3:
    return write(32, 4, random.oneIn(2) ? matmul.a : matmul.b); // c
  default:
    return write(32, 4, 1); // c
  }
}

template <typename Move> double work(const Move &move) {
  double elements = std::max<double>(move.multicastCount, 1);
  for (uint32_t size : move.shape)
    elements *= size;
  return elements;
}

} // namespace

std::vector<Damage> anyDamage(const Instruction &instruction, Random &random) {
  const unsigned size = info(instruction).sizeBytes;
  std::vector<Damage> damage;
  switch (random.below(4)) {
  case 0: // all bytes, but often for the opcode and the version
    for (unsigned i = random.oneIn(4) ? 0 : 2; i < size; ++i)
      damage.push_back({i, uint8_t(random.next())});
    return damage;
  case 1:
    for (unsigned i = 1 + random.below(3); i-- > 0;)
      damage.push_back({random.below(size), uint8_t(random.next())});
    return damage;
  case 2:
    damage = oneField(instruction, random);
    break;
  default:
    break;
  }
  const std::vector<Damage> more = oneField(instruction, random);
  damage.insert(damage.end(), more.begin(), more.end());
  return damage;
}

std::vector<Damage> faultOf(const Instruction &instruction, Random &random) {
  if (random.oneIn(4)) {
    static constexpr Damage anyones[] = {{0, 0xEE}, {1, 9}, {2, 1}, {23, 5}};
    return {random.pick(anyones)};
  }
  if (const auto *matmul = std::get_if<Matmul>(&instruction))
    return matmulFault(*matmul, random);
  if (std::holds_alternative<Vector>(instruction))
    return vectorFault(random);
  if (const auto *gather = std::get_if<Gather>(&instruction);
      gather && random.oneIn(2))
    return random.oneIn(2) ? write(108, 4, 0)             // indexLimit
                           : write(24, 8, gather->index); // dst: over the list
  return moveFault(89, random);
}

bool takesLong(const Instruction &instruction, std::span<const Damage> damage,
               MemoryMap &memory, unsigned tile) {
  std::vector<uint8_t> bytes(maxDescriptorBytes);
  encode(instruction, bytes.data());
  for (const Damage &one : damage)
    bytes[one.offset] = one.byte;
  const auto decoded = decode(bytes.data());
  const auto *inst = std::get_if<Instruction>(&decoded);
  if (!inst)
    return false;
  if (const auto *copy = std::get_if<Copy>(inst))
    return work(*copy) > longWork && !checkCopy(*copy, memory, tile);
  if (const auto *fill = std::get_if<Fill>(inst))
    return work(*fill) > longWork && !checkFill(*fill, memory, tile);
  if (const auto *gather = std::get_if<Gather>(inst))
    return work(*gather) > longWork && !checkGather(*gather, memory, tile);
  if (const auto *matmul = std::get_if<Matmul>(inst))
    return double(matmul->m) * matmul->n * matmul->k > 100 * longWork;
  if (const auto *vector = std::get_if<Vector>(inst)) {
    double iterations = 1;
    for (uint32_t size : vector->size)
      iterations *= size;
    return iterations > longWork;
  }
  return false;
}

} // namespace alcyone::tests
