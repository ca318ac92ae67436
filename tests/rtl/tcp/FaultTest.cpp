// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the RTL fault where the simulator does, with its code, value and place,
// and does the instruction that faults have no effect?
#include "Programs.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

constexpr uint64_t code = 0x1000, outside = 0x02000000;

// Lock step compares all of it with the simulator; this says what it should be.
void expectFault(LockStep &lockStep, uint64_t entry, Fault expected,
                 uint64_t pc) {
  EXPECT_EQ(lockStep.run(entry), LockStep::End::Fault) << lockStep.error();
  EXPECT_EQ(lockStep.fault(), expected);
  EXPECT_EQ(lockStep.faultPc(), pc);
}

// `word` at `code`, x1 and x2 as given.
uint64_t oneWord(LockStep &lockStep, uint32_t word, uint64_t x1 = 0,
                 uint64_t x2 = 0) {
  std::array<uint64_t, 32> registers{};
  registers[1] = x1;
  registers[2] = x2;
  lockStep.put(code, {word, encode("ebreak")});
  return startWith(lockStep, registers, code);
}

} // namespace

TEST(Fault, illegal_instructions_report_their_word) {
  LockStep lockStep;
  for (const uint32_t word :
       {0u, ~0u, 0x0000100fu, 0x00200073u, 0x00007003u, 0x00004023u,
        0x04001013u, 0x0200109bu, 0x4000101bu, 0x00002063u, 0x00001067u,
        0x04000033u, 0x40001033u, 0x0200103bu})
    expectFault(lockStep, oneWord(lockStep, word),
                {FaultCode::IllegalInstruction, word}, code);
}

TEST(Fault, ecall_and_ebreak_trap_where_they_stand) {
  LockStep lockStep;
  for (const char *mnemonic : {"ecall", "ebreak"})
    expectFault(lockStep, oneWord(lockStep, encode(mnemonic)),
                {FaultCode::Trap, code}, code);
}

TEST(Fault, misaligned_data_accesses_report_their_address_inside_and_outside) {
  LockStep lockStep;
  for (const char *mnemonic :
       {"lh", "lhu", "lw", "lwu", "ld", "sh", "sw", "sd"})
    for (const uint64_t base : {uint64_t{0x3000}, outside})
      expectFault(lockStep,
                  oneWord(lockStep,
                          encode(mnemonic, {.rd = 3, .rs1 = 1, .imm = 1}),
                          base),
                  {FaultCode::Misaligned, base + 1}, code);
}

TEST(Fault, misaligned_targets_fault_at_the_jump_and_do_not_link) {
  LockStep lockStep;
  expectFault(lockStep, oneWord(lockStep, encode("jal", {.rd = 1, .imm = 6})),
              {FaultCode::Misaligned, code + 6}, code);
  expectFault(
      lockStep,
      oneWord(lockStep, encode("jalr", {.rd = 1, .rs1 = 1, .imm = 7}), code),
      {FaultCode::Misaligned, code + 6}, code);
  expectFault(lockStep, oneWord(lockStep, encode("beq", {.imm = 2})),
              {FaultCode::Misaligned, code + 2}, code);
  expectFault(lockStep, oneWord(lockStep, encode("bne", {.imm = 2})),
              {FaultCode::Trap, code + 4}, code + 4);
}

TEST(Fault, fetching_outside_the_memory_reports_the_target) {
  LockStep lockStep;
  const uint64_t end = loadChip("nano").tcp.memoryBytes;
  for (const uint64_t target : {end, outside, uint64_t{1} << 63, ~uint64_t{3}})
    expectFault(lockStep,
                oneWord(lockStep, encode("jalr", {.rd = 5, .rs1 = 1}), target),
                {FaultCode::AddressOutOfRange, target}, target);
  lockStep.put(end - 4, {encode("fence")});
  expectFault(lockStep, end - 4, {FaultCode::AddressOutOfRange, end}, end);
  // What is not there has been fetched behind a jump, and does not count.
  lockStep.put(end - 8, {encode("addi"), encode("jal", {.imm = -4096})});
  lockStep.put(end - 4 - 4096, {encode("ecall")});
  expectFault(lockStep, end - 8, {FaultCode::Trap, end - 4 - 4096},
              end - 4 - 4096);
}

TEST(Fault, an_entry_that_cannot_be_is_reported) {
  LockStep lockStep;
  expectFault(lockStep, 2, {FaultCode::Misaligned, 2}, 2);
  for (const uint64_t entry : {outside, ~uint64_t{3}})
    expectFault(lockStep, entry, {FaultCode::AddressOutOfRange, entry}, entry);
  expectFault(lockStep, outside + 1, {FaultCode::Misaligned, outside + 1},
              outside + 1);
}

TEST(Fault, the_last_bytes_of_the_memory_are_inside_and_the_next_are_not) {
  LockStep lockStep;
  const uint64_t end = loadChip("nano").tcp.memoryBytes;
  lockStep.outside = [](const TcpAccess &access) {
    return LockStep::Reply{
        .fault = {FaultCode::AddressOutOfRange, access.address}};
  };
  for (const char *mnemonic : {"lb", "ld", "sb", "sd"}) {
    const uint32_t word = encode(mnemonic, {.rd = 3, .rs1 = 1});
    expectFault(lockStep, oneWord(lockStep, word, end - 8),
                {FaultCode::Trap, code + 4}, code + 4);
    expectFault(lockStep, oneWord(lockStep, word, end),
                {FaultCode::AddressOutOfRange, end}, code);
  }
}

TEST(Fault, a_fault_of_the_bus_is_the_processors) {
  LockStep lockStep;
  for (const unsigned waits : {0, 1, 5}) {
    lockStep.outside = [waits](const TcpAccess &) {
      return LockStep::Reply{.value = 99,
                             .fault = {FaultCode::SemaphoreOverflow, 12},
                             .waits = waits};
    };
    for (const char *mnemonic : {"ld", "sd"})
      expectFault(
          lockStep,
          oneWord(lockStep, encode(mnemonic, {.rd = 3, .rs1 = 1}), outside),
          {FaultCode::SemaphoreOverflow, 12}, code);
  }
}
