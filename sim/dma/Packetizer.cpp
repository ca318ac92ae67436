// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/dma/Packetizer.h"

#include <algorithm>
#include <cstdlib>

namespace alcyone::sim {

using isa::address::Region;

Packetizer::Packetizer(const isa::Chip &chip, const isa::Chip::Dma &dma,
                       const isa::MemoryMap &memory, unsigned tile)
    : memory(memory), tile(tile), packetBytes(dma.packetBytes),
      bytesPerCycle(dma.bytesPerCycle), lineBytes(chip.l1.bankBytes),
      blockBytes(chip.hbm.interleaveBytes) {}

void Packetizer::begin(const isa::Transfer &next) {
  transfer = &next;
  srcElement = transfer->srcBytes();
  dstElement = transfer->dstBytes();
  walk.emplace(*transfer);
  advance();
}

void Packetizer::advance() { held = walk->next(piece); }

// Of the present piece, how many elements the packet may take: what fits in
// `room` bytes of the wider side and, if contiguous in HBM, the block's end.
uint64_t Packetizer::elementsThatFit(const isa::TdmaPiece &piece, uint64_t room,
                                     bool &cut) const {
  const uint64_t widest = std::max(srcElement, dstElement);
  uint64_t elements =
      std::min(piece.elements, std::max<uint64_t>(1, room / widest));
  auto cutAtBlock = [&](uint64_t address, int64_t stride, uint64_t bytes) {
    if (bytes == 0 || stride != int64_t(bytes) || address < isa::address::hbm)
      return;
    const uint64_t left = blockBytes - address % blockBytes;
    const uint64_t inBlock = std::max<uint64_t>(1, left / bytes);
    if (elements >= inBlock) {
      elements = inBlock;
      cut = true;
    }
  };
  cutAtBlock(piece.src, piece.srcStride, srcElement);
  cutAtBlock(piece.dst, piece.dstStride, dstElement);
  return elements;
}

// A contiguous run moves at the port's width; scattered elements one a cycle.
void Packetizer::addSide(PacketSide &side, uint64_t address, int64_t stride,
                         uint64_t elements, uint64_t elementBytes,
                         bool isFirst) const {
  if (elementBytes == 0)
    return;
  if (isFirst)
    side.place = memory.locate(address, tile);
  const uint64_t bytes = elements * elementBytes;
  side.bytes += bytes;
  if (elements == 1 || stride == int64_t(elementBytes)) {
    side.engineCycles += (bytes + bytesPerCycle - 1) / bytesPerCycle;
    side.lines += (address + bytes - 1) / lineBytes - address / lineBytes + 1;
    return;
  }
  side.engineCycles += elements;
  const uint64_t reach =
      uint64_t(std::abs(stride)) * (elements - 1) + elementBytes;
  side.lines += std::min(elements, (reach + lineBytes - 1) / lineBytes);
}

// Whether the present piece lies in another memory than the packet.
bool Packetizer::leavesMemory(const Packet &packet) const {
  auto differs = [&](const PacketSide &side, uint64_t address) {
    const isa::address::Location place = memory.locate(address, tile);
    return place.region != side.place.region || place.unit != side.place.unit;
  };
  return (dstElement != 0 && differs(packet.dst, piece.dst)) ||
         (srcElement != 0 && differs(packet.src, piece.src));
}

void Packetizer::next(Packet &packet) {
  packet.pieces.clear();
  packet.src = packet.dst = PacketSide();
  packet.elements = 0;
  const uint64_t widest = std::max(srcElement, dstElement);
  bool cut = false;
  while (held && !cut && packet.pieces.size() < mostPieces) {
    const uint64_t taken = packet.elements * widest;
    if (packet.elements != 0 && taken + widest > packetBytes)
      break;
    if (packet.elements != 0 && leavesMemory(packet))
      break;
    isa::TdmaPiece part = piece;
    part.elements = elementsThatFit(piece, packetBytes - taken, cut);
    const bool isFirst = packet.pieces.empty();
    addSide(packet.src, part.src, part.srcStride, part.elements, srcElement,
            isFirst);
    addSide(packet.dst, part.dst, part.dstStride, part.elements, dstElement,
            isFirst);
    packet.elements += part.elements;
    packet.pieces.push_back(part);
    piece.elements -= part.elements;
    piece.src += part.elements * uint64_t(piece.srcStride);
    piece.dst += part.elements * uint64_t(piece.dstStride);
    if (transfer->isFill)
      piece.src = 0;
    if (piece.elements == 0)
      advance();
  }
}

} // namespace alcyone::sim
