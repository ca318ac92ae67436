// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RandomProgram.h"

#include <algorithm>

namespace alcyone::tests {

using namespace isa;

RandomProgram::RandomProgram(uint64_t seed, unsigned number)
    : random(seed * 1000003 + number), name("p" + std::to_string(number)) {
  std::vector<std::string> registers;
  for (unsigned i = 1; i < 32; ++i)
    registers.push_back("x" + std::to_string(i));
  for (size_t i = registers.size(); i > 1; --i)
    std::swap(registers[i - 1], registers[below(i)]);
  base = registers[0];
  counters = {registers[1], registers[2]};
  free.assign(registers.begin() + 3, registers.end());
}

uint64_t RandomProgram::cornerOrRandom() {
  switch (below(4)) {
  case 0:
    return below(65) - 32;
  case 1: // one bit, or all below it
    return (uint64_t{1} << below(64)) - below(2);
  case 2:
    return uint64_t(int64_t(int32_t(random())));
  default:
    return random();
  }
}

std::string RandomProgram::source() { return "x" + std::to_string(below(32)); }

std::string RandomProgram::destination() {
  return below(32) == 0 ? "x0" : free[below(free.size())];
}

std::string RandomProgram::freshLabel() {
  return name + "_" + std::to_string(labels++);
}

void RandomProgram::line(const std::string &text) { out += text + "\n"; }

std::string RandomProgram::dataAddress(const TcpInstructionInfo &row) {
  const int bytes = 1 << (row.match >> 12 & 3);
  const int offset = int(below(4096)) - 2048;
  return std::to_string(offset & -bytes) + "(" + base + ")";
}

void RandomProgram::instruction() {
  const auto rows = tcpInstructions();
  const TcpInstructionInfo &row = rows[below(rows.size())];
  const std::string mnemonic = std::string(row.mnemonic) + " ";
  switch (row.format) {
  case TcpFormat::R:
    return line(mnemonic + destination() + ", " + source() + ", " + source());
  case TcpFormat::I:
    if (row.kind == TcpClass::Load)
      return line(mnemonic + destination() + ", " + dataAddress(row));
    if (row.kind == TcpClass::Branch)
      return jump();
    return line(mnemonic + destination() + ", " + source() + ", " +
                std::to_string(int(below(4096)) - 2048));
  case TcpFormat::Shift6:
  case TcpFormat::Shift5:
    return line(
        mnemonic + destination() + ", " + source() + ", " +
        std::to_string(below(row.format == TcpFormat::Shift6 ? 64 : 32)));
  case TcpFormat::S:
    return line(mnemonic + source() + ", " + dataAddress(row));
  case TcpFormat::U:
    return line(mnemonic + destination() + ", " +
                std::to_string(below(1 << 20)));
  case TcpFormat::B: {
    const std::string over = freshLabel();
    line(mnemonic + source() + ", " + source() + ", " + over);
    for (uint64_t i = below(5); i != 0; --i)
      line("addi " + destination() + ", " + source() + ", 1");
    return line(over + ":");
  }
  case TcpFormat::J:
    return jump();
  case TcpFormat::Fence:
    return line("fence");
  case TcpFormat::System:
    return instruction(); // would end the program
  }
}

void RandomProgram::jump() {
  const std::string target = freshLabel();
  if (below(2) == 0) {
    line("jal " + destination() + ", " + target);
  } else {
    const std::string address = free[below(free.size())];
    const int offset = int(below(4096)) - 2048;
    line("la " + address + ", " + target + " - (" + std::to_string(offset) +
         ")");
    line("jalr " + destination() + ", " + std::to_string(offset) + "(" +
         address + ")");
  }
  for (uint64_t i = below(4); i != 0; --i)
    line("xori " + destination() + ", " + source() + ", -1");
  line(target + ":");
}

void RandomProgram::loop(unsigned instructions, unsigned depth) {
  const std::string &counter = counters[depth], top = freshLabel();
  line("li " + counter + ", " + std::to_string(1 + below(6)));
  line(top + ":");
  block(instructions, depth + 1);
  line("addi " + counter + ", " + counter + ", -1");
  line("bnez " + counter + ", " + top);
}

void RandomProgram::block(unsigned instructions, unsigned depth) {
  while (instructions != 0) {
    const unsigned inside =
        std::min<unsigned>(instructions, unsigned(5 + below(25)));
    if (depth < counters.size() && below(3) == 0)
      loop(inside, depth);
    else
      for (unsigned i = 0; i < inside; ++i)
        instruction();
    instructions -= inside;
  }
}

std::string RandomProgram::text(unsigned instructions) {
  out.clear();
  line("  .section .dump, \"aw\"");
  line(name + "_dump: .zero " + std::to_string(registerBytes));
  for (unsigned i = 0; i < dataBytes / 8; ++i)
    line("  .dword " + std::to_string(cornerOrRandom()));
  line("  .text");
  line("  la " + base + ", " + name + "_dump + " +
       std::to_string(registerBytes + dataBytes / 2));
  for (const std::string &name : free)
    line("li " + name + ", " + std::to_string(int64_t(cornerOrRandom())));
  for (const std::string &name : counters)
    line("li " + name + ", 0");
  block(instructions, 0);
  // Registers lie below the data, out of reach of one offset from the base.
  line("addi " + base + ", " + base + ", -2048");
  for (unsigned i = 1; i < 32; ++i)
    line("sd x" + std::to_string(i) + ", " +
         std::to_string(8 * int(i) - int(registerBytes)) + "(" + base + ")");
  return out;
}

} // namespace alcyone::tests
