// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The dispatch loop. Its cases are the rows of TcpInstructions.def; the loop
// works on decoded words only and decodes a word when it first meets it.
#include "isa/tcp/Tcp.h"
#include "isa/tcp/TcpArithmetic.h"

#include <bit>
#include <cstring>
#include <type_traits>

namespace alcyone::isa {

using namespace tcp;

static_assert(std::endian::native == std::endian::little,
              "the TCM is accessed in the host's byte order");

namespace {
uint64_t immediate(const TcpDecoded &d) {
  return static_cast<uint64_t>(static_cast<int64_t>(d.imm));
}
} // namespace

TcpStop Tcp::run(uint64_t maxInstructions) {
  isPending = false;
  if (const Fault fault = fetchFault(pcValue))
    return {.reason = TcpStopReason::Fault, .pc = pcValue, .fault = fault};

  // Locals, because a store to TCM could alias any member.
  uint8_t *const tcm = memory;
  const uint64_t tcmBytes = memoryBytes;
  const uint64_t wordCount = tcmBytes / 4;
  TcpDecoded *const words = decoded.get();
  uint64_t index = pcValue / 4;
  uint64_t left = maxInstructions;
  uint64_t loads = 0, stores = 0, multiplies = 0, divides = 0, branches = 0,
           taken = 0;
  TcpStop stop;

  const auto pcOf = [](uint64_t at) { return at * 4; };
  // A jump out of the TCM goes to the entry behind the last word.
  uint64_t escaped = tcmBytes;
  const auto indexOf = [&](uint64_t target) {
    if (target < tcmBytes)
      return target / 4;
    escaped = target;
    return wordCount;
  };

  // A case that continues has retired its instruction; one that breaks leaves
  // the loop with `stop` filled and its instruction not retired.
  while (left != 0) {
    const TcpDecoded d = words[index];
    --left;
    switch (d.op) {

#define ALC_TCP_COMPUTE(name, mnemonic, format, kind, match, value)            \
  case TcpOp::name: {                                                          \
    [[maybe_unused]] const uint64_t a = x[d.rs1];                              \
    [[maybe_unused]] const uint64_t b =                                        \
        TcpFormat::format == TcpFormat::R ? x[d.rs2] : immediate(d);           \
    [[maybe_unused]] const uint64_t pc = pcOf(index);                          \
    x[d.rd] = static_cast<uint64_t>(value);                                    \
    if (TcpClass::kind == TcpClass::Multiply)                                  \
      ++multiplies;                                                            \
    if (TcpClass::kind == TcpClass::Divide)                                    \
      ++divides;                                                               \
    ++index;                                                                   \
    continue;                                                                  \
  }

#define ALC_TCP_LOAD(name, mnemonic, match, type)                              \
  case TcpOp::name: {                                                          \
    const uint64_t address = x[d.rs1] + immediate(d);                          \
    if (address % sizeof(type) != 0) {                                         \
      stop.fault = {FaultCode::Misaligned, address};                           \
      break;                                                                   \
    }                                                                          \
    if (address >= tcmBytes) {                                                 \
      pendingAccess = {.kind = TcpAccess::Kind::Load,                          \
                       .bytes = sizeof(type),                                  \
                       .signExtend = std::is_signed_v<type>,                   \
                       .rd = d.rd,                                             \
                       .address = address};                                    \
      isPending = true;                                                        \
      break;                                                                   \
    }                                                                          \
    type value;                                                                \
    std::memcpy(&value, tcm + address, sizeof(type));                          \
    x[d.rd] = static_cast<uint64_t>(value);                                    \
    ++loads;                                                                   \
    ++index;                                                                   \
    continue;                                                                  \
  }

#define ALC_TCP_STORE(name, mnemonic, match, type)                             \
  case TcpOp::name: {                                                          \
    const uint64_t address = x[d.rs1] + immediate(d);                          \
    const type value = static_cast<type>(x[d.rs2]);                            \
    if (address % sizeof(type) != 0) {                                         \
      stop.fault = {FaultCode::Misaligned, address};                           \
      break;                                                                   \
    }                                                                          \
    if (address >= tcmBytes) {                                                 \
      pendingAccess = {.kind = TcpAccess::Kind::Store,                         \
                       .bytes = sizeof(type),                                  \
                       .address = address,                                     \
                       .value = value};                                        \
      isPending = true;                                                        \
      break;                                                                   \
    }                                                                          \
    std::memcpy(tcm + address, &value, sizeof(type));                          \
    if (address < decodedEnd && address + sizeof(type) > decodedBegin)         \
      forget(address, sizeof(type));                                           \
    ++stores;                                                                  \
    ++index;                                                                   \
    continue;                                                                  \
  }

#define ALC_TCP_BRANCH(name, mnemonic, match, condition)                       \
  case TcpOp::name: {                                                          \
    const uint64_t a = x[d.rs1], b = x[d.rs2];                                 \
    if (condition) {                                                           \
      const uint64_t target = pcOf(index) + immediate(d);                      \
      if (target % 4 != 0) {                                                   \
        stop.fault = {FaultCode::Misaligned, target};                          \
        break;                                                                 \
      }                                                                        \
      index = indexOf(target);                                                 \
      ++taken;                                                                 \
    } else {                                                                   \
      ++index;                                                                 \
    }                                                                          \
    ++branches;                                                                \
    continue;                                                                  \
  }

#define ALC_TCP_OTHER(name, mnemonic, format, kind, match)
#include "isa/tcp/TcpInstructions.def"

    case TcpOp::Jal:
    case TcpOp::Jalr: {
      const uint64_t target = d.op == TcpOp::Jal
                                  ? pcOf(index) + immediate(d)
                                  : (x[d.rs1] + immediate(d)) & ~uint64_t{1};
      if (target % 4 != 0) {
        stop.fault = {FaultCode::Misaligned, target};
        break;
      }
      x[d.rd] = pcOf(index + 1);
      index = indexOf(target);
      ++branches;
      ++taken;
      continue;
    }
    case TcpOp::Fence: // one hart, in order: nothing to wait for
      ++index;
      continue;
    case TcpOp::Ecall:
    case TcpOp::Ebreak:
      stop.fault = {FaultCode::Trap, pcOf(index)};
      break;
    case TcpOp::Illegal:
      stop.fault = {FaultCode::IllegalInstruction, wordAt(index * 4)};
      break;
    case TcpOp::EndOfMemory:
      stop.fault = {FaultCode::AddressOutOfRange, escaped};
      break;
    case TcpOp::Undecoded:
      decodeAt(index);
      ++left;
      continue;
    }
    ++left;
    stop.reason = isPending ? TcpStopReason::Access : TcpStopReason::Fault;
    stop.access = pendingAccess;
    break;
  }

  pcValue = index == wordCount ? escaped : pcOf(index);
  stop.pc = pcValue;
  const uint64_t retired = maxInstructions - left;
  counts.alu += retired - loads - stores - multiplies - divides - branches;
  counts.load += loads;
  counts.store += stores;
  counts.multiply += multiplies;
  counts.divide += divides;
  counts.branch += branches;
  counts.branchTaken += taken;
  return stop;
}

} // namespace alcyone::isa
