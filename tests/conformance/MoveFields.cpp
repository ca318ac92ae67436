// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Fields.h"

#include "isa/semantics/Tdma.h"

namespace alcyone::tests {

using namespace isa;

namespace {

// Elements of the base lie in the 6,700 bytes from its address on.
template <class Move> void addresses(Trials &trials) {
  const Chip &chip = trials.chip;
  const uint64_t farTile = address::l1Of(chip.tileCount() - 1);
  const uint64_t farCluster = address::l2Of(chip.clusters - 1);
  trials.runs(address::ownL1 + 0x5000, farTile + 0x5000, farCluster + 0x5000,
              address::hbm + 0x6000, address::hbm + 0x5004);
  trials.faults(FaultCode::Misaligned, address::hbm + 0x5002, address::hbm + 1,
                uint64_t(-1));
  trials.faults(FaultCode::AddressOutOfRange, 0, 0x0200'0000, 0x0300'0000,
                address::ownL1 + chip.l1.bytes - 8,
                address::ownL1 + chip.l1.bytes, address::l1Of(chip.tileCount()),
                address::l2Of(chip.clusters), farTile + chip.l1.bytes - 4,
                farCluster + chip.l2.bytes, address::hbm + chip.hbm.bytes - 4,
                address::hbm + chip.hbm.bytes, 0xFFFF'FFFF'FFFF'FFF0);
}

// One element at the very end of a memory.
template <class Move> void lastAddresses(Trials &trials) {
  const Chip &chip = trials.chip;
  Move &move = trials.again<Move>();
  move.shape = {1, 1, 1, 1};
  if constexpr (std::is_same_v<Move, Gather>) // the second entry is 0
    move.index = address::hbm + trialLayout(chip, true).hbmBase + 8;
  trials.atEnd = true;
  trials.runs(address::ownL1 + chip.l1.bytes - 4,
              address::l2 + chip.l2.bytes - 4,
              address::hbm + chip.hbm.bytes - 4);
}

template <class Move> void bytesOnly(Trials &trials) {
  Move &move = trials.again<Move>();
  move.dstFormat = Format::Int8;
  if constexpr (requires { move.srcFormat; })
    move.srcFormat = Format::Int8;
}

template <class Move> void shapes(Trials &trials) {
  trials.runs(0, 1, 2, 3, 8);
  trials.faults(FaultCode::IllegalInstruction, 0x8000'0000);
  if constexpr (!std::is_same_v<Move, Gather>)
    trials.faults(FaultCode::AddressOutOfRange, 0x0100'0000);
  bytesOnly<Move>(trials);
  trials.runs(1, 3, 5);
}

// Of the side that lies in L1 and of the one in HBM, which reach differently
// far.
template <class Move> void strides(Trials &trials, bool isInL1) {
  const int64_t l1Bytes = int64_t(trials.chip.l1.bytes);
  trials.runs(0, 4, 8, 100, 1024, -4, -256);
  trials.faults(FaultCode::Misaligned, 3, 66, -7);
  if (isInL1)
    trials.faults(FaultCode::AddressOutOfRange, l1Bytes, -l1Bytes, 0x7FFF'FFFC);
  else
    trials.runs(l1Bytes, 3 * l1Bytes + 4);
  bytesOnly<Move>(trials);
  trials.runs(1, 2, 3, 101, -1, -57);
}

// Both sides alike, and from and to the other floating-point format.
template <class Move> void formats(Trials &trials, Format Move::*other) {
  for (const CaseInfo &row : formatInfo.cases) {
    Move &move = trials.again<Move>();
    move.dstStride[3] = 8;
    move.*other = Format(row.value);
    if constexpr (requires { move.srcStride; })
      move.srcStride[3] = 8;
    if (Format(row.value) == Format::None)
      trials.faults(FaultCode::IllegalInstruction, row.value);
    else
      trials.runs(row.value);
  }
}

template <class Move> void mixedFormats(Trials &trials) {
  trials.again<Move>();
  trials.runs(Format::Fp32, Format::Bf16);
  trials.faults(FaultCode::IllegalInstruction, Format::None, Format::Int8,
                Format::Uint8, Format::Int32, Format::Int64,
                formatInfo.cases.size(), 255);
}

template <class Move> void multicastCounts(Trials &trials) {
  const uint64_t tiles = trials.chip.tileCount();
  Move &move = trials.as<Move>();
  move.dst = address::l1Of(0) + 0x3000;
  trials.runs(0, 1);
  trials.faults(FaultCode::IllegalInstruction, 2); // of stride 0
  move.multicastStride = 1;
  trials.runs(0, 1, tiles);
  trials.faults(FaultCode::AddressOutOfRange, tiles + 1, 0xFFFF);
  move.header.signal0Count = 1;
  move.header.signal0Target = targetWritten;
  trials.runs(0, 1, tiles);
  trials.faults(FaultCode::AddressOutOfRange, tiles + 1);
  move.dst = address::hbm;
  if (tiles > 1)
    trials.faults(FaultCode::AddressOutOfRange, tiles);
}

template <class Move> void multicastStrides(Trials &trials) {
  const uint64_t tiles = trials.chip.tileCount();
  Move &move = trials.as<Move>();
  move.dst = address::l1Of(0) + 0x3000;
  trials.runs(0, 1, 2, 0xFFFF);
  move.multicastCount = 2;
  trials.faults(FaultCode::IllegalInstruction, 0);
  trials.faults(FaultCode::AddressOutOfRange, tiles, 0xFFFF);
  if (tiles > 1)
    trials.runs(1, tiles - 1);
}

} // namespace

#define ALCYONE_DESTINATION(Move)                                              \
  FIELD(Move, dst) {                                                           \
    addresses<Move>(trials);                                                   \
    lastAddresses<Move>(trials);                                               \
    bytesOnly<Move>(trials);                                                   \
    trials.runs(address::ownL1 + 0x5001);                                      \
  }                                                                            \
  FIELD(Move, shape) { shapes<Move>(trials); }                                 \
  FIELD(Move, dstStride) { strides<Move>(trials, true); }                      \
  FIELD(Move, multicastCount) { multicastCounts<Move>(trials); }               \
  FIELD(Move, multicastStride) { multicastStrides<Move>(trials); }

#define ALCYONE_SOURCE(Move)                                                   \
  FIELD(Move, src) {                                                           \
    addresses<Move>(trials);                                                   \
    lastAddresses<Move>(trials);                                               \
    bytesOnly<Move>(trials);                                                   \
    trials.runs(address::hbm + 0x3001);                                        \
  }                                                                            \
  FIELD(Move, srcStride) { strides<Move>(trials, false); }                     \
  FIELD(Move, srcFormat) {                                                     \
    formats<Move>(trials, &Move::dstFormat);                                   \
    mixedFormats<Move>(trials);                                                \
  }                                                                            \
  FIELD(Move, dstFormat) {                                                     \
    formats<Move>(trials, &Move::srcFormat);                                   \
    mixedFormats<Move>(trials);                                                \
  }

ALCYONE_DESTINATION(Copy)
ALCYONE_DESTINATION(Fill)
ALCYONE_DESTINATION(Gather)
ALCYONE_SOURCE(Copy)
ALCYONE_SOURCE(Gather)

FIELD(Fill, dstFormat) {
  formats<Fill>(trials, &Fill::dstFormat);
  trials.faults(FaultCode::IllegalInstruction, formatInfo.cases.size(), 255);
}

FIELD(Fill, value) {
  for (const CaseInfo &row : formatInfo.cases) {
    Fill &fill = trials.as<Fill>();
    fill.dstFormat = Format(row.value);
    fill.dstStride[3] = 8;
    if (fill.dstFormat != Format::None)
      trials.runs(0, 1, 0x3F80'0000, 0xFFFF'FFFF);
  }
}

// Every memory begins with a list.
FIELD(Gather, index) {
  const Chip &chip = trials.chip;
  const uint64_t farTile = address::l1Of(chip.tileCount() - 1);
  const uint64_t farCluster = address::l2Of(chip.clusters - 1);
  trials.runs(address::ownL1, farTile, farCluster, address::hbm,
              address::hbm + 8);
  trials.faults(FaultCode::Misaligned, address::hbm + 4, address::hbm + 1);
  trials.faults(FaultCode::AddressOutOfRange, 0, 0x0300'0000,
                address::ownL1 + chip.l1.bytes - 24,
                address::ownL1 + chip.l1.bytes, address::l1Of(chip.tileCount()),
                address::l2Of(chip.clusters), farTile + chip.l1.bytes - 8,
                address::hbm + chip.hbm.bytes - 8,
                address::hbm + chip.hbm.bytes, uint64_t(-8));
  trials.as<Gather>().indexFormat = Format::Int32;
  trials.runs(address::hbm + 8 * 4);

  // Beside either end of the destination and over it, by both names of the L1.
  Gather &gather = trials.again<Gather>();
  gather.dst = address::ownL1 + 32;
  trials.runs(address::ownL1, address::l1);
  trials.faults(FaultCode::IllegalInstruction, address::ownL1 + 8,
                address::l1 + 8);
  gather.dst = address::l1 + 48;
  gather.shape = {4, 1, 1, 4};
  gather.dstStride = {-16, 0, 0, 4};
  trials.runs(address::ownL1 + 64, address::l1 + 64);
  trials.faults(FaultCode::IllegalInstruction, address::ownL1 + 56,
                address::l1 + 56);
  if (chip.tileCount() > 1) { // in the L1 of the last tile that is written
    gather.multicastCount = uint16_t(chip.tileCount());
    gather.multicastStride = 1;
    trials.runs(farTile + 64);
    trials.faults(FaultCode::IllegalInstruction, farTile + 56);
  }
}

FIELD(Gather, indexFormat) {
  trials.runs(Format::Int32, Format::Int64);
  trials.faults(FaultCode::IllegalInstruction, Format::None, Format::Fp32,
                Format::Bf16, Format::Int8, Format::Uint8,
                formatInfo.cases.size(), 255);
}

// The list has 3, 0, 5 and 2.
FIELD(Gather, indexLimit) {
  trials.runs(6, 8, 0x12345, 0xFFFF'FFFF);
  trials.faults(FaultCode::IndexOutOfRange, 0, 1, 3, 5);
}

FIELD(Gather, indexStride) {
  trials.runs(0, 8, 16);
  trials.faults(FaultCode::Misaligned, 4, 7, -3);
  trials.as<Gather>().indexFormat = Format::Int32;
  trials.runs(4, 8, 12);
  trials.as<Gather>().index = address::hbm + 64;
  trials.runs(-4, -8);
  trials.faults(FaultCode::AddressOutOfRange, -0x7FFF'FFFC);
  trials.as<Gather>().shape[0] = 1;
  trials.runs(trials.chip.l1.bytes, 3);
}

} // namespace alcyone::tests
