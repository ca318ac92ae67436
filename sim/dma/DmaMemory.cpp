// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a channel's packets do at memories: the bytes themselves, and the time
// that a memory takes to serve them.
#include "sim/cluster/L2.h"
#include "sim/dma/DmaChannel.h"
#include "sim/hbm/Hbm.h"
#include "sim/tile/Tile.h"

#include <algorithm>
#include <cstdlib>

namespace alcyone::sim {

using isa::address::Region;

// The requests of a side, the first of which is there at arrivals.head and the
// last one at arrivals.tail.
Flight DmaChannel::serve(const Moving &packet, const PacketSide &side,
                         const Place &place, Flight arrivals, bool isWrite) {
  switch (place.region) {
  case Region::Hbm:
    return serveHbm(packet, side, arrivals, isWrite);
  case Region::L2:
    return platform.l2[place.unit]->access(arrivals, side.bytes, side.carried,
                                           isWrite);
  default: {
    const Cycle latency = platform.chip.l1.latencyCycles;
    const Cycle end =
        platform.tiles[place.unit]->l1.accessByDma(arrivals.head, side.lines);
    return {arrivals.head + latency, std::max(arrivals.tail, end) + latency};
  }
  }
}

// Piece by piece; scattered elements as often as they meet another block, each
// paying for its bursts.
Flight DmaChannel::serveHbm(const Moving &moved, const PacketSide &side,
                            Flight arrivals, bool isWrite) {
  Hbm &hbm = *platform.hbm;
  const Packet &packet = moved.packet;
  const isa::Transfer &served = moved.isList ? parts.part() : transfer;
  const uint64_t element = isWrite ? served.dstBytes() : served.srcBytes();
  Flight flight{UINT64_MAX, 0};
  uint64_t request = 0;
  auto access = [&](uint64_t offset, uint64_t bytes, uint64_t busBytes,
                    uint64_t requests) {
    const Cycle arrival =
        side.requests < 2 ? arrivals.tail
                          : arrivals.head + (arrivals.tail - arrivals.head) *
                                                request / (side.requests - 1);
    request = std::min(request + requests, side.requests - 1);
    const Server::Booking booking =
        hbm.access(now(), arrival, offset, bytes, busBytes, isWrite, tag);
    flight.head = std::min(flight.head, booking.start);
    flight.tail = std::max(flight.tail, booking.end);
  };
  for (const isa::TdmaPiece &piece : packet.pieces) {
    uint64_t offset = (isWrite ? piece.dst : piece.src) - isa::address::hbm;
    const int64_t stride = isWrite ? piece.dstStride : piece.srcStride;
    if (piece.elements == 1 || stride == int64_t(element)) {
      for (uint64_t left = piece.elements * element; left != 0;) {
        const uint64_t bytes = std::min(left, hbm.interleave.left(offset));
        access(offset, bytes, hbm.burstBytes(offset, bytes), 1);
        offset += bytes;
        left -= bytes;
      }
      continue;
    }
    for (uint64_t left = piece.elements; left != 0;) {
      const uint64_t block = offset - offset % hbm.interleave.blockSize();
      uint64_t count = 0, busBytes = 0;
      const uint64_t first = offset;
      for (; left != 0 && offset - block < hbm.interleave.blockSize();
           --left, ++count, offset += uint64_t(stride))
        busBytes += hbm.burstBytes(offset, element);
      access(first, count * element, busBytes, count);
    }
  }
  return flight;
}

void DmaChannel::readBytes(Moving &packet) {
  if (movesAtEnd)
    return;
  const uint64_t element = transfer.dstBytes();
  packet.bytes.resize(packet.packet.elements * element);
  uint8_t *to = packet.bytes.data();
  for (const isa::TdmaPiece &piece : packet.packet.pieces) {
    isa::readPiece(transfer, piece, platform.memory, tile.number, to);
    to += piece.elements * element;
  }
}

void DmaChannel::writeBytes(const Moving &packet, unsigned target) {
  if (movesAtEnd)
    return;
  const uint64_t element = transfer.dstBytes();
  const uint8_t *from = packet.bytes.data();
  Place place = packet.packet.dst.place;
  if (!targets.empty())
    place.unit = targets[target];
  const uint64_t first = packet.packet.pieces.front().dst;
  for (const isa::TdmaPiece &piece : packet.packet.pieces) {
    protectTarget(place, first, piece);
    isa::writePiece(transfer, piece, target, platform.memory, tile.number,
                    from);
    from += piece.elements * element;
  }
}

// Engines that still need what is about to be overwritten take it first.
// `firstDst` is the address that is at `first`.
void DmaChannel::protectTarget(const Place &first, uint64_t firstDst,
                               const isa::TdmaPiece &piece) {
  if (first.region != Region::L1)
    return;
  const int64_t reach = piece.dstStride * int64_t(piece.elements - 1);
  const uint64_t lowest = first.offset + (piece.dst - firstDst) +
                          uint64_t(std::min<int64_t>(0, reach));
  platform.tiles[first.unit]->l1.willWrite(
      {lowest, lowest + uint64_t(std::abs(reach)) + transfer.dstBytes()});
}

// For a transfer whose source and destination overlap the order of elements
// matters: the packets only take time.
void DmaChannel::moveAll() {
  isa::TdmaWalk walk(transfer);
  for (isa::TdmaPiece piece; walk.next(piece);) {
    for (unsigned i = 0; i < transfer.multicastCount; ++i)
      protectTarget(
          platform.memory.locate(
              isa::multicastAddress(transfer, piece.dst, i, tile.number),
              tile.number),
          piece.dst, piece);
    isa::movePiece(transfer, piece, platform.memory, tile.number);
  }
}

} // namespace alcyone::sim
