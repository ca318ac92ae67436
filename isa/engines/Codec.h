// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The encoding of engine instructions, written once over the generated field
// tables. Use isa/generated/Instructions.h; this is for code that knows the
// instruction's type and wants it inlined.
#pragma once

#include "isa/generated/Instructions.h"

#include <bit>
#include <cstring>

namespace alcyone::isa::codec {

static_assert(std::endian::native == std::endian::little,
              "descriptors are little endian and copied as they are");

// Bytes that belong to no field: reserved, 0.
template <class Inst> constexpr auto reservedBytes() {
  std::array<bool, Inst::sizeBytes> used{};
  used[Header::opcodeOffset] = used[Header::versionOffset] = true;
  auto mark = [&used](const auto &fields) {
    for (const FieldInfo &field : fields)
      for (unsigned i = 0; i < field.sizeBytes(); ++i)
        used[field.offset + i] = true;
  };
  mark(headerFields);
  mark(Inst::fields);
  return used;
}

template <class T> bool legal(const FieldInfo &field, T raw) {
  if (field.isFlag)
    return raw <= 1;
  if (!field.enumeration || !field.enumeration->closed)
    return true;
  for (const CaseInfo &row : field.enumeration->cases)
    if (row.value == uint64_t(raw))
      return true;
  return false;
}

// The integer that stands for a member in memory.
template <class T> struct Raw {
  using type = T;
};
template <> struct Raw<bool> {
  using type = uint8_t;
};
template <class T>
  requires std::is_enum_v<T>
struct Raw<T> {
  using type = std::underlying_type_t<T>;
};

template <class T>
void put(const FieldInfo &field, const T &value, uint8_t *out) {
  auto raw = typename Raw<T>::type(value);
  std::memcpy(out + field.offset, &raw, sizeof raw);
}
template <class T, size_t n>
void put(const FieldInfo &field, const std::array<T, n> &values, uint8_t *out) {
  for (size_t i = 0; i < n; ++i)
    put(field, values[i], out + i * field.bytesEach());
}

template <class T>
bool take(const FieldInfo &field, T &value, const uint8_t *bytes) {
  typename Raw<T>::type raw;
  std::memcpy(&raw, bytes + field.offset, sizeof raw);
  if (!legal(field, raw))
    return false;
  value = T(raw);
  return true;
}
template <class T, size_t n>
bool take(const FieldInfo &field, std::array<T, n> &values,
          const uint8_t *bytes) {
  for (size_t i = 0; i < n; ++i)
    if (!take(field, values[i], bytes + i * field.bytesEach()))
      return false;
  return true;
}

template <class Inst> void encode(const Inst &instruction, uint8_t *out) {
  auto visit = [out](const FieldInfo &field, const auto &value) {
    put(field, value, out);
  };
  std::memset(out, 0, Inst::sizeBytes);
  out[Header::opcodeOffset] = uint8_t(Inst::opcode);
  out[Header::versionOffset] = isaVersion;
  visitFields(instruction.header, visit);
  visitFields(instruction, visit);
}

// The bits of each 8-byte word of a descriptor that belong to no field.
template <class Inst> constexpr auto reservedMasks() {
  constexpr auto used = reservedBytes<Inst>();
  std::array<uint64_t, Inst::sizeBytes / 8> masks{};
  for (unsigned i = 0; i < Inst::sizeBytes; ++i)
    if (!used[i])
      masks[i / 8] |= uint64_t(0xFF) << (i % 8 * 8);
  return masks;
}

// Precondition: the opcode is that of Inst. After a fault `instruction` is
// undefined.
template <class Inst> Fault decode(const uint8_t *bytes, Inst &instruction) {
  static constexpr auto masks = reservedMasks<Inst>();
  if (bytes[Header::versionOffset] != isaVersion)
    return {FaultCode::UnsupportedVersion, bytes[Header::versionOffset]};
  uint64_t reserved = 0;
  for (unsigned i = 0; i < masks.size(); ++i) {
    uint64_t word;
    std::memcpy(&word, bytes + 8 * i, sizeof word);
    reserved |= word & masks[i];
  }
  bool good = reserved == 0;
  auto visit = [&](const FieldInfo &field, auto &value) {
    good = take(field, value, bytes) && good;
  };
  visitFields(instruction.header, visit);
  visitFields(instruction, visit);
  if (!good)
    return {FaultCode::IllegalInstruction, uint64_t(Inst::opcode)};
  return {};
}

} // namespace alcyone::isa::codec
