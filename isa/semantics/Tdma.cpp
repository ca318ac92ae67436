// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Tdma.h: instructions as transfers, and the order of a transfer.
#include "isa/semantics/Tdma.h"

#include "isa/numerics/Formats.h"

#include <algorithm>

namespace alcyone::isa {

bool Transfer::isEmpty() const {
  return std::find(shape.begin(), shape.end(), 0u) != shape.end();
}

unsigned Transfer::srcBytes() const {
  return isFill ? 0 : formatBytes(srcFormat);
}
unsigned Transfer::dstBytes() const { return formatBytes(dstFormat); }

template <class Move> static Transfer destinationOf(const Move &inst) {
  Transfer transfer;
  transfer.dst = inst.dst;
  transfer.shape = inst.shape;
  transfer.dstStride = inst.dstStride;
  transfer.dstFormat = inst.dstFormat;
  transfer.multicastCount = std::max<unsigned>(inst.multicastCount, 1);
  transfer.multicastStride = inst.multicastStride;
  return transfer;
}

template <class Move> static Transfer moveOf(const Move &inst) {
  Transfer transfer = destinationOf(inst);
  transfer.src = inst.src;
  transfer.srcStride = inst.srcStride;
  transfer.srcFormat = inst.srcFormat;
  return transfer;
}

// [semantics: copy]
// Element (i0, i1, i2, i3) goes from src + i . srcStride to dst + i .
// dstStride, in lexicographic order of i.
Transfer transferOf(const Copy &inst) { return moveOf(inst); }
// [end]

// [semantics: fill]
// The element is the low bits of value; of int64, the value sign-extended.
Transfer transferOf(const Fill &inst) {
  Transfer transfer = destinationOf(inst);
  transfer.isFill = true;
  transfer.fillBits = uint64_t(int64_t(int32_t(inst.value)));
  return transfer;
}
// [end]

// [semantics: gather]
// As copy, but the source row of i0 is rows[i0], read from the list before
// anything is moved.
Transfer transferOf(const Gather &inst) { return moveOf(inst); }
// [end]

// Whether steps of dimension 0 may lead from L1 to L1.
static bool mayLeave(int64_t stride) {
  return stride && stride % int64_t(address::l1Stride) == 0;
}

TdmaWalk::TdmaWalk(const Transfer &transfer, uint64_t maxElements)
    : transfer(transfer), maxElements(maxElements),
      finished(transfer.isEmpty() || !maxElements) {
  // A run lies in one memory, and its steps are a stride.
  const bool firstIsApart = !transfer.rows.empty() ||
                            mayLeave(transfer.dstStride[0]) ||
                            mayLeave(transfer.srcStride[0]);
  for (unsigned d = 0; d < 4; ++d)
    append({transfer.shape[d], transfer.dstStride[d], transfer.srcStride[d], 0},
           !(firstIsApart && d <= 1));
  // Strides of a run of one element mean nothing; say contiguous.
  Dimension &run = dimensions[count - 1];
  if (run.size == 1) {
    run.dstStride = transfer.dstBytes();
    run.srcStride = transfer.srcBytes();
  }
}

// Adds the next inner dimension, as part of the last one if it continues it.
void TdmaWalk::append(const Dimension &inner, bool mayMerge) {
  if (mayMerge && count) {
    Dimension &outer = dimensions[count - 1];
    if (inner.size == 1)
      return;
    const auto size = int64_t(inner.size);
    if (outer.size == 1 || (outer.dstStride == inner.dstStride * size &&
                            outer.srcStride == inner.srcStride * size)) {
      outer = {outer.size * inner.size, inner.dstStride, inner.srcStride, 0};
      return;
    }
  }
  dimensions[count++] = inner;
}

bool TdmaWalk::next(TdmaPiece &piece) {
  if (finished)
    return false;
  const Dimension &run = dimensions[count - 1];
  piece.dst = transfer.dst + done * uint64_t(run.dstStride);
  piece.src =
      transfer.isFill ? 0 : transfer.src + done * uint64_t(run.srcStride);
  for (unsigned d = 0; d + 1 < count; ++d) {
    const Dimension &outer = dimensions[d];
    const bool isRow = d == 0 && !transfer.rows.empty();
    piece.dst += outer.index * uint64_t(outer.dstStride);
    if (!transfer.isFill)
      piece.src += (isRow ? transfer.rows[outer.index] : outer.index) *
                   uint64_t(outer.srcStride);
  }
  piece.elements = std::min(run.size - done, maxElements);
  piece.dstStride = run.dstStride;
  piece.srcStride = run.srcStride;
  done += piece.elements;
  if (done == run.size)
    advance();
  return true;
}

void TdmaWalk::advance() {
  done = 0;
  for (unsigned d = count - 1; d-- > 0;) {
    if (++dimensions[d].index < dimensions[d].size)
      return;
    dimensions[d].index = 0;
  }
  finished = true;
}

uint64_t multicastAddress(const Transfer &transfer, uint64_t dst,
                          unsigned number, unsigned tile) {
  const address::Location location = address::locate(dst);
  if (location.region == address::Region::OwnL1)
    dst = address::l1Of(tile) + location.offset;
  return dst + uint64_t(number) * transfer.multicastStride * address::l1Stride;
}

} // namespace alcyone::isa
