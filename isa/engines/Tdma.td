// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Instructions of the DMA channels, of a tile or of its cluster. Addresses are those of the 64-bit
// address space of the chip.

include "isa/engines/Instruction.td"

// What all moves share: a destination of up to four dimensions, in one tile's
// L1 or at the same offset of several.
class Move<string mnemonic, int opcode, string summary>
    : Instruction<mnemonic, opcode, Tdma, summary> {
  list<Field> Destination = [
    Field<"dst", 24, Address, "address of the first element written">,
    Field<"shape", 40, Size32, "elements in each dimension, [3] innermost; a 0 moves nothing", 4>,
    Field<"dstStride", 72, Stride, "bytes between elements written", 4>,
    Field<"dstFormat", 89, Format, "format written">,
    Field<"multicastCount", 90, MulticastCount, "tiles written; 0 and 1 mean dst alone">,
    Field<"multicastStride", 92, MulticastStride, "tile numbers between tiles written; not 0 if there are several">];
  list<Field> Source = [
    Field<"src", 32, Address, "address of the first element read">,
    Field<"srcStride", 56, Stride, "bytes between elements read", 4>,
    Field<"srcFormat", 88, Format, "format read">];
}

def COPY : Move<"copy", 0x20, "move a strided block, converting its format"> {
  let Fields = !listconcat(Destination, Source);
  let Description = [{
Equal formats move elements as they are. fp32 and bf16 convert into each other
(round to nearest even, subnormals flushed, canonical NaN). With
`multicastCount` above 1, `dst` lies in an L1 and the block is written at the
same offset in tiles t, t + stride, ...; a stride of 0 is illegal then.
}];
  let Timing = [{
`tdma.start_cycles`, then packets of `tdma.packet_bytes` with
`tdma.outstanding_packets` under way, bound by the slowest of the channel
(`tdma.bytes_per_cycle`), both memories and the NoC links between them. On a
channel of the cluster's DMA, the numbers of `cdma` instead.
}];
  let Example = "copy dst=0x10000000, src=0x8000000000, shape=[1, 1, 64, 64], "
                "srcStride=[0, 0, 256, 4], dstStride=[0, 0, 128, 2], "
                "srcFormat=fp32, dstFormat=bf16, signal0Sem=1, signal0Count=1";
}

def FILL : Move<"fill", 0x21, "write one value to a strided block"> {
  let Fields = !listconcat(Destination, [
    Field<"value", 116, Bits32, "bits of one element, in the low bits">]);
  let Description = [{
Writes the low bits of `value` as an element of `dstFormat` to every element.
An int64 element is the value sign-extended.
}];
  let Timing = "As `copy`, without reading.";
  let Example = "fill dst=0x10000000, shape=[1, 1, 16, 16], "
                "dstStride=[0, 0, 64, 4], dstFormat=fp32, value=0x3f800000";
}

def GATHER : Move<"gather", 0x22, "move the rows that an index list names"> {
  let Fields = !listconcat(Destination, Source, [
    Field<"index", 96, Address, "address of the index list">,
    Field<"indexFormat", 104, Format, "int32 or int64">,
    Field<"indexLimit", 108, Limit, "rows that exist; an index not below is a fault">,
    Field<"indexStride", 112, Stride, "bytes between entries of the list">]);
  let Description = [{
As `copy`, but for each i0 below shape[0] the source row is index[i0] instead
of i0. An index that is negative or not below `indexLimit` is the fault
IndexOutOfRange. What lies between the lowest and the highest byte of the list
may not overlap what lies between those of the destination, in any tile that is
written: that is an illegal instruction.
}];
  let Timing = "As `copy`; the list is read first.";
  let Example = "gather dst=0x10000000, src=0x8000000000, index=0x8000100000, "
                "indexFormat=int64, indexLimit=30522, indexStride=8, "
                "shape=[16, 1, 1, 384], srcStride=[768, 0, 0, 2], "
                "dstStride=[768, 0, 0, 2], srcFormat=bf16, dstFormat=bf16";
}
