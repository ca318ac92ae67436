// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every instruction of the control processor do the same on ref, sim and
// rtl? A row of TcpInstructions.def is a test; its format says which trials.
#include "Backends.h"
#include "isa/tcp/TcpDecode.h"
#include "tests/support/EncodeTcp.h"

#include <cstring>
#include <optional>
#include <stdexcept>

namespace alcyone::tests {
namespace {

using namespace isa;

// What arithmetic treats differently, in words and double words.
constexpr uint64_t operands[] = {0,
                                 1,
                                 2,
                                 31,
                                 63,
                                 ~0ull,
                                 1ull << 63,
                                 ~0ull >> 1,
                                 0x80000000,
                                 0x7FFFFFFF,
                                 0xFFFFFFFF,
                                 ~0ull << 31,
                                 0x123456789ABCDEF0};

// Registers of the trials.
constexpr unsigned table = 10, results = 11, a = 5, b = 6, d = 7;

const TcpInstructionInfo &rowNamed(std::string_view mnemonic) {
  for (const TcpInstructionInfo &row : tcpInstructions())
    if (row.mnemonic == mnemonic)
      return row;
  throw std::invalid_argument(std::string(mnemonic) + " is no instruction");
}

bool isTaken(TcpOp op, int64_t x, int64_t y) {
  const bool less = x < y; // and below, since neither is negative
  switch (op) {
  case TcpOp::Beq:
    return x == y;
  case TcpOp::Bne:
    return x != y;
  case TcpOp::Blt:
  case TcpOp::Bltu:
    return less;
  default:
    return !less;
  }
}

class Control : public OnBackend {
protected:
  Control() { restart(); }

  void emit(uint32_t word) { image->code(0).words.push_back(word); }
  void li(unsigned reg, uint64_t value) { image->code(0).li(reg, value); }
  void operand(unsigned reg, unsigned i) {
    image->code(0).load(8, reg, int64_t(8 * i), table);
  }
  void result(unsigned reg) {
    image->code(0).store(8, reg, 0, results);
    image->code(0).addi(results, results, 8);
  }

  void restart() {
    image.emplace(chip());
    uint8_t bytes[sizeof operands];
    std::memcpy(bytes, operands, sizeof operands);
    li(table, image->data(bytes));
    li(results, resultsAddress);
  }
  void finish(FaultCode code, const std::string &what) {
    expect(*image, code, what);
    restart();
  }

  void registers(const TcpInstructionInfo &row);
  void immediates(const TcpInstructionInfo &row,
                  std::initializer_list<int32_t> values);
  void uppers(const TcpInstructionInfo &row);
  void accesses(const TcpInstructionInfo &row);
  void branches(const TcpInstructionInfo &row);
  void jumps(const TcpInstructionInfo &row);
  void jumpsThroughRegisters(const TcpInstructionInfo &row);
  void fences(const TcpInstructionInfo &row);
  void tryOut(const TcpInstructionInfo &row);

  std::optional<Image> image;
};

void Control::registers(const TcpInstructionInfo &row) {
  for (unsigned i = 0; i < std::size(operands); ++i) {
    operand(a, i);
    for (unsigned j = 0; j < std::size(operands); ++j) {
      operand(b, j);
      emit(encode(row, {.rd = d, .rs1 = a, .rs2 = b}));
      result(d);
    }
  }
  operand(a, 5), operand(31, 8);
  emit(encode(row, {.rd = 0, .rs1 = a, .rs2 = 31}));
  result(0);
  emit(encode(row, {.rd = d, .rs1 = 31, .rs2 = 0}));
  result(d);
  emit(encode(row, {.rd = 31, .rs1 = 31, .rs2 = 31}));
  result(31);
  finish(FaultCode::None, row.mnemonic);
}

void Control::immediates(const TcpInstructionInfo &row,
                         std::initializer_list<int32_t> values) {
  for (unsigned i = 0; i < std::size(operands); ++i) {
    operand(a, i);
    for (const int32_t value : values) {
      emit(encode(row, {.rd = d, .rs1 = a, .imm = value}));
      result(d);
    }
  }
  emit(encode(row, {.rd = 0, .rs1 = a, .imm = 1}));
  result(0);
  emit(encode(row, {.rd = 31, .rs1 = 0, .imm = *values.begin()}));
  result(31);
  emit(encode(row, {.rd = 31, .rs1 = 31, .imm = 1}));
  result(31);
  finish(FaultCode::None, row.mnemonic);
}

void Control::uppers(const TcpInstructionInfo &row) {
  for (const int32_t value : {0, 1, 0x7FFFF, 0x80000, 0xFFFFF}) {
    emit(encode(row, {.rd = d, .imm = value}));
    result(d);
    emit(encode(row, {.rd = 0, .imm = value}));
    result(0);
  }
  finish(FaultCode::None, row.mnemonic);
}

// Loads and stores, in every memory and beside it.
void Control::accesses(const TcpInstructionInfo &row) {
  const int32_t bytes = 1 << (row.match >> 12 & 3);
  const bool isStore = row.kind == TcpClass::Store;
  auto access = [&](int32_t imm) {
    emit(encode(row, {.rd = d, .rs1 = a, .rs2 = b, .imm = imm}));
  };
  const uint64_t tcm = 0x8000, l1 = address::ownL1 + 0x2000;
  const uint64_t farL1Base = address::l1Of(chip().tileCount() - 1);
  const uint64_t farL1 = farL1Base + 0x3000;
  const uint64_t l2 = address::l2Of(chip().clusters - 1) + 0x2000;
  for (const uint64_t place : {tcm, l1, farL1, l2, address::hbm + 0x2000}) {
    li(a, place);
    operand(b, 12);
    for (const int32_t imm : {0, bytes, 8 - bytes, 96, -8, -bytes}) {
      access(imm);
      if (!isStore)
        result(d);
      if (isStore && place == tcm) { // which nobody compares
        image->code(0).load(8, d, imm & -8, a);
        result(d);
      }
    }
    emit(encode(row, {.rd = 0, .rs1 = a, .rs2 = 0, .imm = 8}));
    result(0);
  }
  finish(FaultCode::None, row.mnemonic);

  for (const uint64_t place : {tcm, l1, l2, address::hbm}) {
    if (bytes == 1)
      break;
    li(a, place);
    access(1);
    finish(FaultCode::Misaligned, row.mnemonic + std::string(" misaligned"));
  }
  const uint64_t ends[] = {chip().tcp.memoryBytes,
                           address::ownL1 + chip().l1.bytes,
                           farL1Base + chip().l1.bytes,
                           address::l2 - 8,
                           address::l2 + chip().l2.bytes,
                           address::hbm + chip().hbm.bytes,
                           0x0300'0000,
                           0 - 8ull};
  for (const uint64_t end : ends) {
    li(a, end);
    access(0);
    finish(FaultCode::AddressOutOfRange, row.mnemonic + std::string(" beyond"));
  }
}

// Over an instruction or not, forwards and then backwards.
void Control::branches(const TcpInstructionInfo &row) {
  for (unsigned i = 0; i < std::size(operands); ++i) {
    operand(a, i);
    for (unsigned j = 0; j < std::size(operands); ++j) {
      operand(b, j);
      li(d, 1);
      emit(encode(row, {.rs1 = a, .rs2 = b, .imm = 8}));
      li(d, 2);
      result(d);
    }
  }
  finish(FaultCode::None, row.mnemonic);

  // Backwards, as long as d is below 3.
  const bool ifEqual = isTaken(row.op, 1, 1);
  li(b, 1), li(d, 0);
  emit(encode(rowNamed("addi"), {.rd = d, .rs1 = d, .imm = 1}));
  emit(encode(rowNamed("slti"), {.rd = a, .rs1 = d, .imm = 3}));
  emit(
      encode(row, {.rs1 = ifEqual ? a : 0, .rs2 = ifEqual ? b : a, .imm = -8}));
  result(d);
  finish(FaultCode::None, row.mnemonic + std::string(" backwards"));

  // A target that is no multiple of 4 is a fault if the branch is taken.
  for (const auto &[x, y] : {std::pair{0, 0}, {0, 1}, {1, 0}}) {
    li(a, uint64_t(x)), li(b, uint64_t(y));
    emit(encode(row, {.rs1 = a, .rs2 = b, .imm = 6}));
    const bool taken = isTaken(row.op, x, y);
    finish(taken ? FaultCode::Misaligned : FaultCode::None,
           row.mnemonic + std::string(" to a target between words"));
  }
}

void Control::jumps(const TcpInstructionInfo &row) {
  li(d, 1);
  emit(encode(row, {.rd = 31, .imm = 8}));
  li(d, 2);
  result(d), result(31);
  emit(encode(row, {.rd = 0, .imm = 12})); // over the next two
  result(table);
  emit(encode(row, {.rd = 0, .imm = 8})); // to the one that jumps back
  emit(encode(row, {.rd = 0, .imm = 8})); // out
  emit(encode(row, {.rd = 1, .imm = -4}));
  result(1), result(0);
  finish(FaultCode::None, row.mnemonic);
  emit(encode(row, {.rd = 1, .imm = 6}));
  finish(FaultCode::Misaligned, row.mnemonic);
  emit(encode(row, {.rd = 1, .imm = -0x80000}));
  finish(FaultCode::AddressOutOfRange, row.mnemonic);
}

void Control::jumpsThroughRegisters(const TcpInstructionInfo &row) {
  for (const int32_t odd : {0, 1}) { // dropped
    for (const unsigned link : {0u, 1u, a}) {
      emit(encode(rowNamed("auipc"), {.rd = a}));
      emit(encode(row, {.rd = link, .rs1 = a, .imm = 12 + odd}));
      result(table); // two words: not reached, then reached
      result(link);
    }
    emit(encode(rowNamed("auipc"), {.rd = a}));
    emit(encode(rowNamed("addi"), {.rd = a, .rs1 = a, .imm = 20}));
    emit(encode(row, {.rd = 1, .rs1 = a, .imm = -4 + odd}));
    result(table);
  }
  finish(FaultCode::None, row.mnemonic);
  for (const int32_t imm : {2, -2, 3}) {
    li(a, 64);
    emit(encode(row, {.rd = 1, .rs1 = a, .imm = imm}));
    finish(FaultCode::Misaligned, row.mnemonic);
  }
  li(a, chip().tcp.memoryBytes);
  emit(encode(row, {.rd = 1, .rs1 = a}));
  finish(FaultCode::AddressOutOfRange, row.mnemonic);
}

// All fields are ignored.
void Control::fences(const TcpInstructionInfo &row) {
  for (const uint32_t fields : {0u, 0x0FF0'0000u, 0x8330'0000u, 0xFFFF'8F80u}) {
    li(31, 5);
    emit(row.match | fields);
    result(31);
  }
  finish(FaultCode::None, row.mnemonic);
}

void Control::tryOut(const TcpInstructionInfo &row) {
  switch (row.format) {
  case TcpFormat::R:
    return registers(row);
  case TcpFormat::I:
    if (row.kind == TcpClass::Load)
      return accesses(row);
    if (row.kind == TcpClass::Branch)
      return jumpsThroughRegisters(row);
    return immediates(row, {-1, 0, 1, 2, 2047, -2048, 0x555});
  case TcpFormat::Shift6:
    return immediates(row, {63, 0, 1, 31, 32});
  case TcpFormat::Shift5:
    return immediates(row, {31, 0, 1, 15});
  case TcpFormat::S:
    return accesses(row);
  case TcpFormat::B:
    return branches(row);
  case TcpFormat::U:
    return uppers(row);
  case TcpFormat::J:
    return jumps(row);
  case TcpFormat::Fence:
    return fences(row);
  case TcpFormat::System:
    emit(row.match);
    return finish(FaultCode::Trap, row.mnemonic);
  }
  FAIL() << "a format without trials";
}

#define ALC_TCP(name, mnemonic, format, kind, match)                           \
  TEST_P(Control, name) { tryOut(*findTcpInstruction(match)); }
#include "isa/tcp/TcpInstructions.def"

// Of every major opcode and every function code, what is no row.
TEST_P(Control, words_that_are_no_instruction_are_illegal) {
  for (uint32_t code = 0; code < 32 * 8; ++code)
    for (const uint32_t rest : {0x0000'0000u, 0xAA55'0080u}) {
      const uint32_t word = rest | (code & 7) << 12 | code >> 3 << 2 | 3;
      if (findTcpInstruction(word))
        continue;
      emit(word);
      finish(FaultCode::IllegalInstruction, printTcp(word, 0));
    }
  for (const uint32_t word :
       {0u, 1u, 0xFFFF'FFFFu, 0x0010'0053u, 0x0020'0073u}) {
    emit(word);
    finish(FaultCode::IllegalInstruction, printTcp(word, 0));
  }
}

ALCYONE_ON_EVERY_BACKEND(Control);

} // namespace
} // namespace alcyone::tests
