// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs of RV64IM as assembly text. Each works on its own block of
// .dump: 256 bytes for the registers it ends with, then 4 KiB of random data in
// the middle of which its base register points. Everything follows from the
// seed; every program ends: branches go forward, loops count down.
#pragma once

#include "isa/tcp/TcpDecode.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace alcyone::tests {

class RandomProgram {
public:
  static constexpr unsigned registerBytes = 256;
  static constexpr unsigned dataBytes = 4096;
  static constexpr unsigned dumpBytes = registerBytes + dataBytes;

  RandomProgram(uint64_t seed, unsigned number);

  // Code that falls through to whatever follows, and its block of .dump.
  std::string text(unsigned instructions);

private:
  uint64_t below(uint64_t limit) { return random() % limit; }
  uint64_t cornerOrRandom();
  std::string source();
  std::string destination();
  std::string freshLabel();
  void line(const std::string &text);
  void block(unsigned instructions, unsigned depth);
  void instruction();
  void loop(unsigned instructions, unsigned depth);
  void jump();
  std::string dataAddress(const isa::TcpInstructionInfo &row);

  std::mt19937_64 random;
  std::string name; // prefix of this program's labels
  std::string out;
  std::string base;
  std::vector<std::string> counters; // one register a level of loops
  std::vector<std::string> free;     // registers that instructions may write
  unsigned labels = 0;
};

} // namespace alcyone::tests
