// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tests of single instructions share: an encoder by mnemonic and a
// processor with its memory.
#pragma once

#include "isa/tcp/Tcp.h"
#include "tests/support/EncodeTcp.h"

#include <cstring>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace alcyone::tests {

inline const isa::TcpInstructionInfo &rowOf(std::string_view mnemonic) {
  for (const isa::TcpInstructionInfo &row : isa::tcpInstructions())
    if (row.mnemonic == mnemonic)
      return row;
  throw std::runtime_error("no such instruction");
}

inline uint32_t encode(std::string_view mnemonic, Fields fields = {}) {
  return encode(rowOf(mnemonic), fields);
}

// 4 KiB of TCM at address 0 with a program at its start.
struct Machine {
  explicit Machine(std::initializer_list<uint32_t> words) : Machine() {
    put(0, words);
  }
  Machine() : memory(4096), tcp(memory) {}

  void put(uint64_t address, std::initializer_list<uint32_t> words) {
    std::memcpy(memory.data() + address, words.begin(), words.size() * 4);
    tcp.invalidate(address, words.size() * 4);
  }
  template <typename T> T at(uint64_t address) const {
    T value;
    std::memcpy(&value, memory.data() + address, sizeof(T));
    return value;
  }
  template <typename T> void set(uint64_t address, T value) {
    std::memcpy(memory.data() + address, &value, sizeof(T));
  }

  std::vector<uint8_t> memory;
  isa::Tcp tcp;
};

} // namespace alcyone::tests
