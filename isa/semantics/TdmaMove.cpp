// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How pieces of a transfer move. A piece is moved element after element; runs
// for which that is the same as moving them at once are moved at once.
#include "isa/semantics/Tdma.h"

#include "isa/numerics/Convert.h"
#include "isa/numerics/Formats.h"

#include <cstring>

namespace alcyone::isa {

namespace {

// A piece on the host.
struct Run {
  uint8_t *dst;
  const uint8_t *src; // null for a fill
  uint64_t elements;
  int64_t dstStride, srcStride;
};

// Element by element: right for any strides and any overlap.
template <class From, class To, class Convert>
void eachElement(const Run &run, Convert convert) {
  const uint8_t *src = run.src;
  uint8_t *dst = run.dst;
  for (uint64_t i = 0; i < run.elements; ++i) {
    From from;
    std::memcpy(&from, src, sizeof(From));
    const To to = convert(from);
    std::memcpy(dst, &to, sizeof(To));
    src += run.srcStride;
    dst += run.dstStride;
  }
}

template <class Bits> void copyElements(const Run &run) {
  eachElement<Bits, Bits>(run, [](Bits bits) { return bits; });
}

template <class Bits> void fillElements(const Run &run, uint64_t value) {
  const Bits bits = Bits(value);
  if (run.dstStride == sizeof(Bits)) {
    for (uint64_t i = 0; i < run.elements; ++i)
      std::memcpy(run.dst + i * sizeof(Bits), &bits, sizeof(Bits));
    return;
  }
  uint8_t *dst = run.dst;
  for (uint64_t i = 0; i < run.elements; ++i, dst += run.dstStride)
    std::memcpy(dst, &bits, sizeof(Bits));
}

// Calls action(an unsigned integer of that many bytes).
template <class Action> void withBits(unsigned bytes, Action action) {
  switch (bytes) {
  case 1:
    return action(uint8_t{});
  case 2:
    return action(uint16_t{});
  case 4:
    return action(uint32_t{});
  case 8:
    return action(uint64_t{});
  }
}

bool overlap(const Run &run, unsigned srcBytes, unsigned dstBytes) {
  return run.src < run.dst + run.elements * dstBytes &&
         run.dst < run.src + run.elements * srcBytes;
}

// [semantics: copy]
// Equal formats move bits. fp32 and bf16 convert: subnormals to zero, round to
// nearest even, canonical NaN.
void moveRun(const Transfer &transfer, const Run &run) {
  const unsigned from = transfer.srcBytes(), to = transfer.dstBytes();
  if (transfer.isFill)
    return withBits(to, [&](auto bits) {
      fillElements<decltype(bits)>(run, transfer.fillBits);
    });
  const bool atOnce =
      run.srcStride == from && run.dstStride == to && !overlap(run, from, to);
  if (transfer.srcFormat == transfer.dstFormat) {
    if (atOnce)
      std::memcpy(run.dst, run.src, run.elements * to);
    else
      withBits(to, [&](auto bits) { copyElements<decltype(bits)>(run); });
  } else if (transfer.dstFormat == Format::Bf16) {
    if (atOnce)
      bf16FromFp32(run.src, run.dst, run.elements);
    else
      eachElement<uint32_t, uint16_t>(
          run, [](uint32_t bits) { return bf16FromFp32(bits); });
  } else {
    if (atOnce)
      fp32FromBf16(run.src, run.dst, run.elements);
    else
      eachElement<uint16_t, uint32_t>(
          run, [](uint16_t bits) { return fp32FromBf16(bits); });
  }
}
// [end]

// Host memory of one side. Consecutive pieces mostly lie in the same memory,
// so the last one is remembered.
class Place {
public:
  Place(MemoryMap &memory, unsigned tile) : memory(memory), tile(tile) {}

  uint8_t *at(uint64_t address) {
    if (address - first >= bytes)
      find(address);
    return host + (address - first);
  }

private:
  void find(uint64_t address) {
    const auto location = memory.locate(address, tile);
    Fault fault;
    first = address - location.offset;
    host = memory.resolve(first, 1, tile, fault);
    bytes = location.region == address::Region::Hbm  ? memory.hbm().size()
            : location.region == address::Region::L2 ? memory.l2(0).size()
                                                     : memory.l1(0).size();
  }

  MemoryMap &memory;
  unsigned tile;
  uint8_t *host = nullptr;
  uint64_t first = 0, bytes = 0;
};

void moveTo(const Transfer &transfer, const TdmaPiece &piece, unsigned tile,
            Place &src, Place &dst) {
  Run run{nullptr, transfer.isFill ? nullptr : src.at(piece.src),
          piece.elements, piece.dstStride, piece.srcStride};
  if (transfer.multicastCount == 1) {
    run.dst = dst.at(piece.dst);
    return moveRun(transfer, run);
  }
  for (unsigned i = 0; i < transfer.multicastCount; ++i) {
    run.dst = dst.at(multicastAddress(transfer, piece.dst, i, tile));
    moveRun(transfer, run);
  }
}

template <class Move>
Fault moveAll(const Move &inst, MemoryMap &memory, unsigned tile) {
  Transfer transfer;
  if (Fault fault = prepare(inst, memory, tile, transfer))
    return fault;
  Place src(memory, tile), dst(memory, tile);
  TdmaWalk walk(transfer);
  for (TdmaPiece piece; walk.next(piece);)
    moveTo(transfer, piece, tile, src, dst);
  return {};
}

} // namespace

void movePiece(const Transfer &transfer, const TdmaPiece &piece,
               MemoryMap &memory, unsigned tile) {
  Place src(memory, tile), dst(memory, tile);
  moveTo(transfer, piece, tile, src, dst);
}

void readPiece(const Transfer &transfer, const TdmaPiece &piece,
               MemoryMap &memory, unsigned tile, uint8_t *elements) {
  Place src(memory, tile);
  moveRun(transfer, {elements, transfer.isFill ? nullptr : src.at(piece.src),
                     piece.elements, transfer.dstBytes(), piece.srcStride});
}

void writePiece(const Transfer &transfer, const TdmaPiece &piece,
                unsigned target, MemoryMap &memory, unsigned tile,
                const uint8_t *elements) {
  const unsigned bytes = transfer.dstBytes();
  Place dst(memory, tile);
  const Run run{dst.at(multicastAddress(transfer, piece.dst, target, tile)),
                elements, piece.elements, piece.dstStride, bytes};
  if (piece.dstStride == int64_t(bytes))
    std::memcpy(run.dst, elements, piece.elements * bytes);
  else
    withBits(bytes, [&](auto bits) { copyElements<decltype(bits)>(run); });
}

Fault copy(const Copy &inst, MemoryMap &memory, unsigned tile) {
  return moveAll(inst, memory, tile);
}
Fault fill(const Fill &inst, MemoryMap &memory, unsigned tile) {
  return moveAll(inst, memory, tile);
}
Fault gather(const Gather &inst, MemoryMap &memory, unsigned tile) {
  return moveAll(inst, memory, tile);
}

} // namespace alcyone::isa
