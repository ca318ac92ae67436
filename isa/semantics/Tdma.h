// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tile DMA's `copy`, `fill` and `gather` do. All three are one
// Transfer; a TdmaWalk breaks it into pieces in the order that defines it
// (element after element, [3] innermost, multicast targets of a piece one after
// another), and a simulator may move piece by piece in its own time.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/semantics/MemoryMap.h"
#include "isa/support/Fault.h"

#include <array>
#include <cstdint>
#include <vector>

namespace alcyone::isa {

// The most rows that one gather moves: a DMA reads its list before it starts.
inline constexpr uint32_t maxGatherRows = 1u << 20;

// A move as the engine sees it, after the index list has been read.
struct Transfer {
  uint64_t dst = 0;
  uint64_t src = 0;
  std::array<uint32_t, 4> shape{};
  std::array<int32_t, 4> dstStride{};
  std::array<int32_t, 4> srcStride{};
  Format dstFormat{};
  Format srcFormat{};
  unsigned multicastCount = 1;  // tiles written, at least 1
  unsigned multicastStride = 0; // tile numbers apart
  bool isFill = false;
  uint64_t fillBits = 0;      // one element
  std::vector<uint64_t> rows; // gather: source row of each i0

  bool isEmpty() const;      // moves nothing
  unsigned srcBytes() const; // of one element; 0 for a fill
  unsigned dstBytes() const;
};

Transfer transferOf(const Copy &inst);
Transfer transferOf(const Fill &inst);
// Without rows: see readIndices.
Transfer transferOf(const Gather &inst);

// Everything that an instruction reports instead of moving anything, checked up
// front, in this order: IllegalInstruction (formats, more than maxGatherRows or
// maxInstructionElements, a multicast with a stride of 0),
// Misaligned, then for a gather AddressOutOfRange of its list and
// IndexOutOfRange, then AddressOutOfRange of source and destination, and last
// IllegalInstruction of a gather whose destination overlaps its list. Each side
// lies in one memory; only the steps of dimension 0 may lead to another one, if
// srcStride[0] or dstStride[0] is a multiple of the distance between two L1s.
// A transfer without elements is checked for IllegalInstruction only.
Fault checkCopy(const Copy &inst, MemoryMap &memory, unsigned tile);
Fault checkFill(const Fill &inst, MemoryMap &memory, unsigned tile);
Fault checkGather(const Gather &inst, MemoryMap &memory, unsigned tile);

// Check and move. On a fault nothing is written.
Fault copy(const Copy &inst, MemoryMap &memory, unsigned tile);
Fault fill(const Fill &inst, MemoryMap &memory, unsigned tile);
Fault gather(const Gather &inst, MemoryMap &memory, unsigned tile);

// For a simulator: the whole check and, for a gather, the rows; afterwards
// every piece of a TdmaWalk can be moved without a fault.
Fault prepare(const Copy &inst, MemoryMap &memory, unsigned tile,
              Transfer &transfer);
Fault prepare(const Fill &inst, MemoryMap &memory, unsigned tile,
              Transfer &transfer);
Fault prepare(const Gather &inst, MemoryMap &memory, unsigned tile,
              Transfer &transfer);

// A run of elements with one stride on either side.
struct TdmaPiece {
  uint64_t dst = 0; // of the first multicast target
  uint64_t src = 0; // 0 for a fill
  uint64_t elements = 0;
  int64_t dstStride = 0; // bytes; an element's size when contiguous
  int64_t srcStride = 0;
};

// The pieces of a transfer in order. Inner dimensions that continue each other
// on both sides are one piece; `maxElements` bounds a piece (a packet).
class TdmaWalk {
public:
  explicit TdmaWalk(const Transfer &transfer,
                    uint64_t maxElements = UINT64_MAX);

  // False when there is no further piece.
  bool next(TdmaPiece &piece);

private:
  struct Dimension {
    uint64_t size = 1;
    int64_t dstStride = 0, srcStride = 0;
    uint64_t index = 0;
  };

  void append(const Dimension &inner, bool mayMerge);
  void advance();

  const Transfer &transfer;
  uint64_t maxElements;
  std::array<Dimension, 5> dimensions; // the last one is the run
  unsigned count = 0;
  uint64_t done = 0; // elements of this run already given
  bool finished;
};

// Moves one piece of a prepared transfer, converting formats, to every
// multicast target.
void movePiece(const Transfer &transfer, const TdmaPiece &piece,
               MemoryMap &memory, unsigned tile);

// The two halves of movePiece, for a simulator in which reading and writing
// happen at different times: elements converted to dstFormat, one after another
// in `elements`; written to one multicast target.
void readPiece(const Transfer &transfer, const TdmaPiece &piece,
               MemoryMap &memory, unsigned tile, uint8_t *elements);
void writePiece(const Transfer &transfer, const TdmaPiece &piece,
                unsigned target, MemoryMap &memory, unsigned tile,
                const uint8_t *elements);

// The address that multicast target `number` (0 = dst itself) is written at.
// The alias of the own L1 is replaced by the tile's address.
uint64_t multicastAddress(const Transfer &transfer, uint64_t dst,
                          unsigned number, unsigned tile);

} // namespace alcyone::isa
