// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Instructions of the vector processor. What its micro-instructions do is in
// isa/tvp/MicroInstructions.td.

include "isa/engines/Instruction.td"

def VECTOR : Instruction<"vector", 0x30, Tvp,
                         "run a micro-program over a loop nest of streams"> {
  let Fields = [
    Field<"program", 24, ControlAddress, "TCM address of the micro-program, a multiple of 4">,
    Field<"setupLength", 28, Count, "micro-instructions run once">,
    Field<"beforeLength", 29, Count, "micro-instructions run before each reduction">,
    Field<"bodyLength", 30, Count, "micro-instructions run in the reduction">,
    Field<"afterLength", 31, Count, "micro-instructions run after each reduction">,
    Field<"size", 32, Size32, "iterations of d0, d1, r, l", 4, 1>,
    Field<"indexBase", 48, IndexOffset, "added to the loop index that i0..i3 read", 4>,
    Field<"base", 64, L1Offset, "L1 byte offsets of streams in0..in3, out0, out1", 6>,
    Field<"stride", 88, Stride, "bytes of [stream * 4 + dimension]", 24>,
    Field<"format", 184, Format, "of the six streams; none = unused", 6>,
    Field<"laneReduce", 190, Flag, "1: the lanes belong to the reduction">];
  let Description = [{
The sections of the micro-program lie one after another. `setup` runs once, with
all registers 0. Then for every d0 and d1:

- `laneReduce=0`: for each vector of 16 of the l elements (the last one partly
  masked): `before`; for every r: `body`; `after`.
- `laneReduce=1`: `before`; for every r and each vector of l: `body`; `after`.
  All lanes are active in `before` and `after`; masked lanes keep their
  registers in `body`.

The element of a stream is at base + d0*s0 + d1*s1 + r*s2 + (l + lane)*s3. In
`before` and `after` r is 0; with `laneReduce=1` l is 0 there too and a store
writes one element, that of lane 0. A size of 0 does nothing. Addresses must be
multiples of the element's size. If any address of the nest lies outside L1 the
instruction is the fault AddressOutOfRange and writes nothing.

Reading: fp32 as it is, bf16 widened, int8 sign-extended, uint8 zero-extended,
int32 as it is, the low 32 bits of int64. Writing: fp32, bf16 rounded, int8 and
uint8 the low 8 bits, int32, int64 sign-extended.
}];
  let Timing = [{
`tvp.start_cycles`, then one micro-instruction a cycle for `tvp.lanes` lanes
(special functions: `tvp.sfu_lanes`; cross-lane: `tvp.crosslane_cycles`), unless
the streams' `tvp.stream_bytes_per_cycle` or the L1 banks take longer.
}];
  let Example = "vector program=0x1000, bodyLength=2, size=[1, 1, 1, 64], "
                "base=[0, 0, 0, 0, 0x400, 0], format=[fp32, none, none, none, fp32, none], "
                "stride=[0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, "
                "0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0]";
}
