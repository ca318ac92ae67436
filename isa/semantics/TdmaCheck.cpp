// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a transfer must satisfy before it moves anything; see Tdma.h.
#include "isa/semantics/Tdma.h"

#include "isa/numerics/Formats.h"
#include "isa/semantics/Limits.h"

#include <algorithm>
#include <cstring>

namespace alcyone::isa {

namespace {

using Wide = __int128; // sums of 64-bit addresses and strides do not wrap

// One side of a transfer.
struct Side {
  uint64_t base;
  const std::array<int32_t, 4> &stride;
  const std::array<uint32_t, 4> &shape;
  unsigned bytes;
  const std::vector<uint64_t> *rows; // of dimension 0, or null
};

// Addresses [first, last) that dimensions from `from` on reach.
struct Box {
  Wide first, last;
};

Box boxOf(const Side &side, Wide base, unsigned from) {
  Box box{base, base + side.bytes};
  for (unsigned d = from; d < 4; ++d) {
    const Wide stride = side.stride[d];
    Wide low = 0, high = stride * (Wide(side.shape[d]) - 1);
    if (d == 0 && side.rows) {
      auto [min, max] =
          std::minmax_element(side.rows->begin(), side.rows->end());
      low = stride * Wide(*min);
      high = stride * Wide(*max);
    }
    box.first += std::min(low, high);
    box.last += std::max(low, high);
  }
  return box;
}

Fault checkBox(const Box &box, MemoryMap &memory, unsigned tile) {
  Fault fault;
  if (box.first < 0 || box.last > Wide(UINT64_MAX))
    return {FaultCode::AddressOutOfRange, uint64_t(box.first)};
  memory.resolve(uint64_t(box.first), uint64_t(box.last - box.first), tile,
                 fault);
  return fault;
}

Fault checkRange(const Side &side, MemoryMap &memory, unsigned tile) {
  const Fault fault = checkBox(boxOf(side, side.base, 0), memory, tile);
  const int64_t step = side.stride[0];
  if (!fault || !step || step % int64_t(address::l1Stride))
    return fault;
  // Steps of dimension 0 may lead from memory to memory: each on its own.
  for (uint64_t i = 0; i < side.shape[0]; ++i) {
    const uint64_t row = side.rows ? (*side.rows)[i] : i;
    const Box box = boxOf(side, side.base + Wide(step) * Wide(row), 1);
    if (Fault one = checkBox(box, memory, tile))
      return one;
  }
  return {};
}

Fault checkAlignment(const Side &side) {
  if (side.base % side.bytes)
    return {FaultCode::Misaligned, side.base};
  for (unsigned d = 0; d < 4; ++d)
    if (side.shape[d] > 1 && side.stride[d] % int64_t(side.bytes))
      return {FaultCode::Misaligned,
              side.base + uint64_t(int64_t(side.stride[d]))};
  return {};
}

Side destination(const Transfer &transfer) {
  return {transfer.dst, transfer.dstStride, transfer.shape, transfer.dstBytes(),
          nullptr};
}

Side source(const Transfer &transfer) {
  return {transfer.src, transfer.srcStride, transfer.shape, transfer.srcBytes(),
          transfer.rows.empty() ? nullptr : &transfer.rows};
}

bool hasLegalFormats(const Transfer &transfer) {
  auto isFp = [](Format format) {
    return infoOf(format).kind == FormatKind::Float;
  };
  if (!transfer.dstBytes())
    return false;
  return transfer.isFill || transfer.srcFormat == transfer.dstFormat ||
         (isFp(transfer.srcFormat) && isFp(transfer.dstFormat));
}

// The first target's box lies in one memory already (checked before).
Fault checkMulticast(const Transfer &transfer, MemoryMap &memory,
                     unsigned tile) {
  if (transfer.multicastCount == 1)
    return {};
  const Box box = boxOf(destination(transfer), transfer.dst, 0);
  if (Fault fault = checkBox(box, memory, tile))
    return fault;
  const auto location = memory.locate(transfer.dst, tile);
  const uint64_t last = location.unit + uint64_t(transfer.multicastCount - 1) *
                                            transfer.multicastStride;
  if (location.region != address::Region::L1 || last >= memory.tileCount())
    return {FaultCode::AddressOutOfRange,
            multicastAddress(transfer, transfer.dst,
                             transfer.multicastCount - 1, tile)};
  return {};
}

Fault checkAddresses(const Transfer &transfer, MemoryMap &memory,
                     unsigned tile) {
  if (!transfer.isFill)
    if (Fault fault = checkRange(source(transfer), memory, tile))
      return fault;
  if (Fault fault = checkRange(destination(transfer), memory, tile))
    return fault;
  return checkMulticast(transfer, memory, tile);
}

Fault checkForm(const Transfer &transfer, Opcode opcode) {
  if (!hasLegalFormats(transfer) || isTooLong(transfer.shape) ||
      (transfer.multicastCount > 1 && transfer.multicastStride == 0))
    return {FaultCode::IllegalInstruction, uint64_t(opcode)};
  if (transfer.isEmpty())
    return {};
  if (!transfer.isFill)
    if (Fault fault = checkAlignment(source(transfer)))
      return fault;
  return checkAlignment(destination(transfer));
}

// The bytes of the list, by the global address of an own L1.
Box boxOfList(const Gather &inst, const MemoryMap &memory, unsigned tile) {
  const std::array<int32_t, 4> stride{inst.indexStride, 0, 0, 0};
  const std::array<uint32_t, 4> shape{inst.shape[0], 1, 1, 1};
  const auto location = memory.locate(inst.index, tile);
  const bool isInL1 = location.region == address::Region::L1;
  const uint64_t base =
      isInL1 ? address::l1Of(location.unit) + location.offset : inst.index;
  return boxOf({base, stride, shape, formatBytes(inst.indexFormat), nullptr},
               base, 0);
}

// A DMA holds a part of the list, and writes rows before it reads the rest.
// All addresses are good.
Fault checkOverlap(const Gather &inst, const Transfer &transfer,
                   const MemoryMap &memory, unsigned tile) {
  const Box list = boxOfList(inst, memory, tile);
  for (unsigned target = 0; target < transfer.multicastCount; ++target) {
    const Box written =
        boxOf(destination(transfer),
              multicastAddress(transfer, transfer.dst, target, tile), 0);
    if (written.first < list.last && list.first < written.last)
      return {FaultCode::IllegalInstruction, uint64_t(Gather::opcode)};
  }
  return {};
}

Fault readRows(const Gather &inst, MemoryMap &memory, unsigned tile,
               std::vector<uint64_t> &rows) {
  const std::array<int32_t, 4> stride{inst.indexStride, 0, 0, 0};
  const std::array<uint32_t, 4> shape{inst.shape[0], 1, 1, 1};
  const unsigned bytes = formatBytes(inst.indexFormat);
  const Side list{inst.index, stride, shape, bytes, nullptr};
  if (Fault fault = checkAlignment(list))
    return fault;
  const Box box = boxOf(list, list.base, 0);
  if (Fault fault = checkBox(box, memory, tile))
    return fault;
  Fault none;
  const uint8_t *first =
      memory.resolve(uint64_t(box.first), bytes, tile, none) +
      (inst.index - uint64_t(box.first));
  rows.resize(inst.shape[0]);
  for (uint64_t i = 0; i < rows.size(); ++i) {
    const uint8_t *entry = first + int64_t(i) * inst.indexStride;
    int64_t row = 0;
    if (bytes == 8) {
      std::memcpy(&row, entry, 8);
    } else {
      int32_t narrow;
      std::memcpy(&narrow, entry, 4);
      row = narrow;
    }
    if (row < 0 || row >= int64_t(inst.indexLimit))
      return {FaultCode::IndexOutOfRange, uint64_t(row)};
    rows[i] = uint64_t(row);
  }
  return {};
}

template <class Move>
Fault prepareMove(const Move &inst, MemoryMap &memory, unsigned tile,
                  Transfer &transfer) {
  transfer = transferOf(inst);
  if (Fault fault = checkForm(transfer, Move::opcode))
    return fault;
  if (transfer.isEmpty())
    return {};
  return checkAddresses(transfer, memory, tile);
}

} // namespace

Fault prepare(const Copy &inst, MemoryMap &memory, unsigned tile,
              Transfer &transfer) {
  return prepareMove(inst, memory, tile, transfer);
}

Fault prepare(const Fill &inst, MemoryMap &memory, unsigned tile,
              Transfer &transfer) {
  return prepareMove(inst, memory, tile, transfer);
}

Fault prepare(const Gather &inst, MemoryMap &memory, unsigned tile,
              Transfer &transfer) {
  transfer = transferOf(inst);
  const bool isList =
      inst.indexFormat == Format::Int32 || inst.indexFormat == Format::Int64;
  if (!isList || inst.shape[0] > maxGatherRows)
    return {FaultCode::IllegalInstruction, uint64_t(Gather::opcode)};
  if (Fault fault = checkForm(transfer, Gather::opcode))
    return fault;
  if (transfer.isEmpty())
    return {};
  if (Fault fault = readRows(inst, memory, tile, transfer.rows))
    return fault;
  if (Fault fault = checkAddresses(transfer, memory, tile))
    return fault;
  return checkOverlap(inst, transfer, memory, tile);
}

Fault checkCopy(const Copy &inst, MemoryMap &memory, unsigned tile) {
  Transfer transfer;
  return prepare(inst, memory, tile, transfer);
}
Fault checkFill(const Fill &inst, MemoryMap &memory, unsigned tile) {
  Transfer transfer;
  return prepare(inst, memory, tile, transfer);
}
Fault checkGather(const Gather &inst, MemoryMap &memory, unsigned tile) {
  Transfer transfer;
  return prepare(inst, memory, tile, transfer);
}

} // namespace alcyone::isa
