// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/isa/RandomInstruction.h"

#include <cstdlib>
#include <cstring>
#include <iostream>

namespace alcyone::isa::test {

static uint64_t randomValue(const FieldInfo &field, std::mt19937_64 &random) {
  if (field.isFlag)
    return random() & 1;
  if (field.enumeration && (field.enumeration->closed || random() % 4 == 0))
    return field.enumeration->cases[random() % field.enumeration->cases.size()]
        .value;
  uint64_t edges[] = {0, field.initial, ~uint64_t(0),
                      uint64_t(1) << (field.width - 1)};
  return random() % 4 == 0 ? edges[random() % 4] : random();
}

Instruction randomInstruction(const InstructionInfo &info,
                              std::mt19937_64 &random) {
  uint8_t bytes[maxDescriptorBytes];
  encode(info.make(), bytes);
  auto fill = [&](std::span<const FieldInfo> fields) {
    for (const FieldInfo &field : fields)
      for (unsigned i = 0; i < field.count; ++i) {
        uint64_t value = randomValue(field, random);
        std::memcpy(bytes + field.offset + i * field.bytesEach(), &value,
                    field.bytesEach());
      }
  };
  fill(headerFields);
  fill(info.fields);
  return std::get<Instruction>(decode(bytes));
}

} // namespace alcyone::isa::test
