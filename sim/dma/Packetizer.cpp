// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/dma/Packetizer.h"

#include <algorithm>
#include <cstdlib>

namespace alcyone::sim {

using isa::address::Region;

Packetizer::Packetizer(const isa::Chip &chip, const isa::Chip::Dma &dma,
                       const isa::MemoryMap &memory, unsigned tile,
                       unsigned beside)
    : memory(memory), tile(tile), beside(beside), mostBytes(dma.packetBytes),
      width(dma.bytesPerCycle), lineBytes(chip.l1.bankBytes),
      blockBytes(chip.hbm.interleaveBytes) {}

void Packetizer::begin(const isa::Transfer &next, bool isOrdered) {
  transfer = &next;
  srcElement = transfer->srcBytes();
  dstElement = transfer->dstBytes();
  packetBytes = isOrdered ? std::max(srcElement, dstElement) : mostBytes;
  isFirst = true;
  walk.emplace(*transfer);
  advance();
}

void Packetizer::advance() { held = walk->next(piece); }

// Of the present piece, how many elements the packet may take: what fits in
// `room` bytes of the wider side and, if contiguous and outside, the end of the
// source's block; at first that of the destination's, so that later packets
// begin at one.
uint64_t Packetizer::elementsThatFit(const isa::TdmaPiece &piece, uint64_t room,
                                     bool &cut) const {
  const uint64_t widest = std::max(srcElement, dstElement);
  uint64_t elements =
      std::min(piece.elements, std::max<uint64_t>(1, room / widest));
  auto cutAtBlock = [&](uint64_t address, int64_t stride, uint64_t bytes) {
    if (bytes == 0 || stride != int64_t(bytes) || address < isa::address::l2)
      return;
    const uint64_t left = blockBytes - address % blockBytes;
    const uint64_t inBlock = std::max<uint64_t>(1, left / bytes);
    if (elements >= inBlock) {
      elements = inBlock;
      cut = true;
    }
  };
  cutAtBlock(piece.src, piece.srcStride, srcElement);
  if (isFirst)
    cutAtBlock(piece.dst, piece.dstStride, dstElement);
  return elements;
}

void Packetizer::addSide(PacketSide &side, uint64_t address, int64_t stride,
                         uint64_t elements, uint64_t elementBytes,
                         uint64_t wordBytes) const {
  if (elementBytes == 0)
    return;
  if (side.bytes == 0)
    side.place = memory.locate(address, tile);
  const uint64_t bytes = elements * elementBytes;
  side.bytes += bytes;
  if (elements == 1 || stride == int64_t(elementBytes))
    return addRun(side, address, bytes, wordBytes);
  side.runBytes = 0;
  side.requests += elements;
  side.words += elements;
  side.carried += bytes;
  const uint64_t reach =
      uint64_t(std::abs(stride)) * (elements - 1) + elementBytes;
  side.lines += std::min(elements, (reach + lineBytes - 1) / lineBytes);
}

// A piece that continues the last run makes it longer.
void Packetizer::addRun(PacketSide &side, uint64_t address, uint64_t bytes,
                        uint64_t wordBytes) const {
  const bool isOwn =
      side.place.region == Region::L1 && side.place.unit == beside;
  const auto count = [](uint64_t from, uint64_t size, uint64_t unit) {
    return size == 0 ? 0 : (from + size - 1) / unit - from / unit + 1;
  };
  if (side.runBytes == 0 || address != side.runStart + side.runBytes) {
    side.runStart = address;
    side.runBytes = 0;
    ++side.requests;
  }
  const uint64_t before = side.runBytes, after = before + bytes;
  const uint64_t skewed = isOwn ? 0 : side.runStart;
  const uint64_t words =
      count(skewed, after, wordBytes) - count(skewed, before, wordBytes);
  side.words += words;
  side.carried += words * wordBytes;
  side.lines += count(side.runStart, after, lineBytes) -
                count(side.runStart, before, lineBytes);
  side.runBytes = after;
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
  const uint64_t dstWord = std::max<uint64_t>(1, width * dstElement / widest);
  bool cut = false;
  while (held && !cut && packet.pieces.size() < mostPieces) {
    const uint64_t taken = packet.elements * widest;
    if (packet.elements != 0 && taken + widest > packetBytes)
      break;
    if (packet.elements != 0 && leavesMemory(packet))
      break;
    isa::TdmaPiece part = piece;
    part.elements = elementsThatFit(piece, packetBytes - taken, cut);
    addSide(packet.src, part.src, part.srcStride, part.elements, srcElement,
            width);
    addSide(packet.dst, part.dst, part.dstStride, part.elements, dstElement,
            dstWord);
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
  isFirst = false;
}

} // namespace alcyone::sim
