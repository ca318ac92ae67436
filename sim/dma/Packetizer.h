// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cuts a transfer into packets. A packet takes pieces, in order, until it holds
// the DMA's packet_bytes of the wider side or `mostPieces`, or until a side
// goes on in another memory; a contiguous piece is cut where HBM passes to the
// next channel, so that most packets meet one channel.
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

  Packetizer(const isa::Chip &chip, const isa::Chip::Dma &dma,
             const isa::MemoryMap &memory, unsigned tile);

  /// `transfer` is borrowed until done.
  void begin(const isa::Transfer &transfer);
  bool done() const { return !held; }
  /// The next packet. Precondition: !done().
  void next(Packet &packet);

private:
  uint64_t elementsThatFit(const isa::TdmaPiece &piece, uint64_t room,
                           bool &cut) const;
  void addSide(PacketSide &side, uint64_t address, int64_t stride,
               uint64_t elements, uint64_t elementBytes, bool isFirst) const;
  bool leavesMemory(const Packet &packet) const;
  void advance();

  const isa::MemoryMap &memory;
  unsigned tile;
  uint64_t packetBytes;
  uint64_t bytesPerCycle;
  uint64_t lineBytes;
  uint64_t blockBytes;

  const isa::Transfer *transfer = nullptr;
  uint64_t srcElement = 0; ///< bytes
  uint64_t dstElement = 0;
  std::optional<isa::TdmaWalk> walk;
  isa::TdmaPiece piece; ///< what is left of the present one
  bool held = false;    ///< `piece` holds elements
};

} // namespace alcyone::sim
