// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cuts a transfer into packets. A packet takes pieces, in order, until it holds
// the DMA's packet_bytes of the wider side or `mostPieces`, or until a side
// goes on in another memory; a contiguous piece is cut where its source passes
// to the next block of hbm.interleave_bytes, so that most packets meet one
// channel.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/semantics/MemoryMap.h"
#include "isa/semantics/Tdma.h"
#include "sim/dma/Packet.h"

#include <optional>

namespace alcyone::sim {

class Packetizer {
public:
  static constexpr unsigned mostPieces = 64;

  /// Of `tile`'s instructions; the DMA sits beside the L1 of tile `beside`.
  Packetizer(const isa::Chip &chip, const isa::Chip::Dma &dma,
             const isa::MemoryMap &memory, unsigned tile, unsigned beside);

  /// `transfer` is borrowed until done. If its elements move in order, each is
  /// a packet.
  void begin(const isa::Transfer &transfer, bool isOrdered);
  bool done() const { return !held; }
  /// The next packet. Precondition: !done().
  void next(Packet &packet);

private:
  uint64_t elementsThatFit(const isa::TdmaPiece &piece, uint64_t room,
                           bool &cut) const;
  void addSide(PacketSide &side, uint64_t address, int64_t stride,
               uint64_t elements, uint64_t elementBytes,
               uint64_t wordBytes) const;
  void addRun(PacketSide &side, uint64_t address, uint64_t bytes,
              uint64_t wordBytes) const;
  bool leavesMemory(const Packet &packet) const;
  void advance();

  const isa::MemoryMap &memory;
  unsigned tile;
  unsigned beside;
  uint64_t mostBytes;
  uint64_t width;
  uint64_t lineBytes;
  uint64_t blockBytes;

  const isa::Transfer *transfer = nullptr;
  uint64_t srcElement = 0; ///< bytes
  uint64_t dstElement = 0;
  uint64_t packetBytes = 0; ///< of the wider side
  std::optional<isa::TdmaWalk> walk;
  isa::TdmaPiece piece; ///< what is left of the present one
  bool isFirst = false; ///< no packet has been cut yet
  bool held = false;    ///< `piece` holds elements
};

} // namespace alcyone::sim
