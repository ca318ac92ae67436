// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every instruction give QEMU's results on corner operands? One program
// goes through the rows of the instruction table; a row without a section here
// fails.
#include "GuestProgram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

const char *const prologue = R"(
  .data
  .balign 8
corners:
  .dword 0, 1, -1, 2, -2, 7, 63, 64, 0x7fffffff, 0x80000000, 0xffffffff
  .dword -0x80000000, -0x80000001, 0x7fffffffffffffff, 0x8000000000000000
  .dword 0x8000000000000001, 0x123456789abcdef0, 0xfedcba9876543210
cornersEnd:
  .section .text.start, "ax"
  .globl _start
_start:
  la s4, results
)";

constexpr unsigned cornerCount = 18;

// Appends sections to a program; `results` grows by 8 bytes a stored value.
class Sections {
public:
  void add(const TcpInstructionInfo &row);
  std::string text() const {
    return prologue + body + "  j finish\n  .section .dump, \"aw\"\n" +
           "  .balign 8\nresults: .zero " + std::to_string(stored * 8) + "\n";
  }
  // Whose results are at this offset of the dump.
  std::string sectionAt(uint64_t offset) const {
    const auto after = firstOffset.upper_bound(offset);
    return after == firstOffset.begin() ? "" : std::prev(after)->second;
  }

private:
  // For all corner operands in a0 (and a1): code that leaves a2.
  void forEachCorner(const std::string &code);
  void forEachPair(const std::string &code);
  void store(const std::string &name) {
    body += "  sd " + name + ", 0(s4)\n  addi s4, s4, 8\n";
    ++stored;
  }
  void addRegisterForm(const std::string &mnemonic);
  void addLoad(const std::string &mnemonic, unsigned bytes);
  void addStore(const std::string &mnemonic, unsigned bytes);
  void addBranch(const std::string &mnemonic);
  void addJumps(const std::string &mnemonic);

  std::string body;
  uint64_t stored = 0;
  std::map<uint64_t, std::string> firstOffset;
};

void Sections::forEachCorner(const std::string &code) {
  body += "  la s0, corners\n  la s3, cornersEnd\n1:\n  ld a0, 0(s0)\n" + code +
          "  sd a2, 0(s4)\n  addi s4, s4, 8\n"
          "  addi s0, s0, 8\n  bne s0, s3, 1b\n";
  stored += cornerCount;
}

void Sections::forEachPair(const std::string &code) {
  body += "  la s0, corners\n  la s3, cornersEnd\n"
          "1:\n  la s1, corners\n2:\n  ld a0, 0(s0)\n  ld a1, 0(s1)\n" +
          code +
          "  sd a2, 0(s4)\n  addi s4, s4, 8\n"
          "  addi s1, s1, 8\n  bne s1, s3, 2b\n"
          "  addi s0, s0, 8\n  bne s0, s3, 1b\n";
  stored += cornerCount * cornerCount;
}

// The destination may be either source, both sources one register, or x0.
void Sections::addRegisterForm(const std::string &mnemonic) {
  forEachPair("  " + mnemonic + " a2, a0, a1\n");
  forEachPair("  " + mnemonic + " a0, a0, a1\n  mv a2, a0\n");
  forEachPair("  " + mnemonic + " a1, a0, a1\n  mv a2, a1\n");
  forEachCorner("  " + mnemonic + " a2, a0, a0\n");
  forEachCorner("  " + mnemonic + " a2, a0, x0\n");
  forEachCorner("  " + mnemonic + " x0, a0, a0\n  mv a2, x0\n");
}

void Sections::addLoad(const std::string &mnemonic, unsigned bytes) {
  for (unsigned offset = 0; offset < 8; offset += bytes)
    forEachCorner("  " + mnemonic + " a2, " + std::to_string(offset) +
                  "(s0)\n");
  forEachCorner("  addi a3, s0, 2040\n  " + mnemonic + " a2, -2040(a3)\n");
}

void Sections::addStore(const std::string &mnemonic, unsigned bytes) {
  for (unsigned offset = 0; offset < 8; offset += bytes)
    forEachCorner("  li a2, -1\n  sd a2, 0(s4)\n  " + mnemonic + " a0, " +
                  std::to_string(offset) + "(s4)\n  ld a2, 0(s4)\n");
  forEachCorner("  addi a3, s4, 2047\n  " + mnemonic +
                " a0, -2047(a3)\n  ld a2, 0(s4)\n");
}

void Sections::addBranch(const std::string &mnemonic) {
  forEachPair("  li a2, 1\n  " + mnemonic + " a0, a1, 3f\n  li a2, 0\n3:\n");
  // Backward: around at most three times.
  forEachPair("  li a2, 0\n3:\n  addi a2, a2, 1\n  sltiu a3, a2, 3\n"
              "  beqz a3, 4f\n  " +
              mnemonic + " a0, a1, 3b\n4:\n");
}

void Sections::addJumps(const std::string &mnemonic) {
  if (mnemonic == "jal") {
    body += "  jal a2, 1f\n  li a2, 0\n1:\n";
    store("a2");
    body += "  j 2f\n1:\n  jal a2, 3f\n2:\n  jal a3, 1b\n3:\n";
    store("a3");
  } else {
    // An odd target, a negative offset, and base and link the same register.
    body += "  la a0, 1f + 1\n  jalr a2, 0(a0)\n  li a2, 0\n1:\n";
    store("a2");
    body += "  la a0, 1f\n  addi a0, a0, 2044\n  jalr a0, -2044(a0)\n"
            "  li a0, 0\n1:\n";
    store("a0");
    body += "  la a0, 1f\n  jalr x0, 0(a0)\n1:\n";
  }
  store("a2");
}

void Sections::add(const TcpInstructionInfo &row) {
  const std::string mnemonic = row.mnemonic;
  firstOffset[stored * 8] = mnemonic;
  switch (row.format) {
  case TcpFormat::R:
    return addRegisterForm(mnemonic);
  case TcpFormat::I:
    if (row.kind == TcpClass::Load)
      return addLoad(mnemonic, 1u << (row.match >> 12 & 3));
    if (row.kind == TcpClass::Branch)
      return addJumps(mnemonic);
    for (const int imm : {0, 1, -1, 2, 31, 1365, -1366, 2047, -2048})
      forEachCorner("  " + mnemonic + " a2, a0, " + std::to_string(imm) + "\n");
    return;
  case TcpFormat::Shift6:
  case TcpFormat::Shift5:
    for (int by = 0; by < (row.format == TcpFormat::Shift6 ? 64 : 32); ++by)
      forEachCorner("  " + mnemonic + " a2, a0, " + std::to_string(by) + "\n");
    return;
  case TcpFormat::S:
    return addStore(mnemonic, 1u << (row.match >> 12 & 3));
  case TcpFormat::B:
    return addBranch(mnemonic);
  case TcpFormat::U:
    for (const char *imm : {"0", "1", "0x7ffff", "0x80000", "0xfffff"}) {
      body += "  " + mnemonic + " a2, " + imm + "\n";
      store("a2");
    }
    return;
  case TcpFormat::J:
    return addJumps(mnemonic);
  case TcpFormat::Fence:
    body += "  fence\n  fence rw, w\n  fence.tso\n";
    return store("a2");
  case TcpFormat::System:
    return; // Traps end a program: FaultTest, and the end of this one.
  }
  FAIL() << mnemonic << " has no directed program";
}

} // namespace

TEST(DirectedProgram, every_instruction_agrees_with_qemu_on_corner_operands) {
  Sections sections;
  for (const TcpInstructionInfo &row : tcpInstructions())
    sections.add(row);
  GuestProgram program({}, sections.text(), "");
  const GuestProgram::Dump expected = program.runOnQemu();
  const GuestProgram::Dump actual = program.runOnTcp();
  ASSERT_EQ(expected.size(), actual.size());
  ASSERT_GT(expected.size(), 8 * cornerCount * cornerCount * 60u);
  const auto [at, end] =
      std::mismatch(expected.begin(), expected.end(), actual.begin());
  EXPECT_EQ(at, expected.end())
      << sections.sectionAt(uint64_t(at - expected.begin()))
      << " differs, first at byte " << at - expected.begin()
      << " of the dump; kept in " << program.keep();
}
