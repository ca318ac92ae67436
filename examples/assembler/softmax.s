# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# y = softmax of each row of x, 32 x 100 in FP32, on one tile: three vector
# instructions that show all four sections of a micro-program. The lanes lie
# along a row (laneReduce=1); 100 is no multiple of 16, so the last vector of
# each row is masked.

.alc.chip nano
.alc.entry main
.alc.argument input x 32x100xf32
.alc.argument output y 32x100xf32

# L1: x at 0x0, one FP32 a row at 0x4000 (the row's maximum) and at 0x4080 (1 /
# the sum of its exponentials), y at 0x8000. The rows are d1, their elements l.
.alc.inst fetch, copy dst=0x10000000, shape=[1, 1, 1, 3200], srcStride=[0, 0, 0, 4], dstStride=[0, 0, 0, 4], srcFormat=fp32, dstFormat=fp32, signal0Sem=0, signal0Count=1
.alc.inst row_maximum, vector program=maximum, laneReduce=1, size=[1, 32, 1, 100], base=[0x0, 0, 0, 0, 0x4000, 0], stride=[0, 400, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0], format=[fp32, none, none, none, fp32, none], wait0Sem=0, wait0Count=1
.alc.inst row_sum, vector program=exponentials, laneReduce=1, size=[1, 32, 1, 100], base=[0x0, 0x4000, 0, 0, 0x8000, 0x4080], stride=[0, 400, 0, 4, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 400, 0, 4, 0, 4, 0, 0], format=[fp32, fp32, none, none, fp32, fp32]
.alc.inst divide, vector program=scale, size=[1, 32, 1, 100], base=[0x8000, 0x4080, 0, 0, 0x8000, 0], stride=[0, 400, 0, 4, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 400, 0, 4, 0, 0, 0, 0], format=[fp32, fp32, none, none, fp32, none], signal0Sem=1, signal0Count=1
.alc.inst write, copy src=0x10008000, shape=[1, 1, 1, 3200], srcStride=[0, 0, 0, 4], dstStride=[0, 0, 0, 4], srcFormat=fp32, dstFormat=fp32, wait0Sem=1, wait0Count=1

.alc.micro maximum
setup:
  movhi v1, 0xff80          # -infinity
before:
  mov v0, v1
body:
  max v0, v0, s0            # masked lanes keep what they had
after:
  rmax v0, v0
  store o0, v0              # one element a row
.alc.end

# exp(x - max) = 2 ** ((x - max) * log2(e))
.alc.micro exponentials
setup:
  movhi v3, 0x3fb8
  orlo v3, 0xaa3b           # log2(e) = 1.442695
before:
  movhi v0, 0               # the sum
body:
  sub v1, s0, s1
  mul v1, v1, v3
  exp2 v1, v1
  store o0, v1
  add v0, v0, v1
after:
  rsum v0, v0
  rcp v0, v0
  store o1, v0
.alc.end

.alc.micro scale
body:
  mul v0, s0, s1
  store o0, v0
.alc.end

main:
  la a0, alc.arguments
  li a1, alc.QueuePush

  la t0, fetch
  ld t1, 0(a0)
  sd t1, 32(t0)             # src
  sd t0, 16(a1)             # queue 2, first DMA channel
  la t0, row_maximum        # one queue is in order: no semaphores between these
  sd t0, 8(a1)              # queue 1, vector processor
  la t0, row_sum
  sd t0, 8(a1)
  la t0, divide
  sd t0, 8(a1)
  la t0, write
  ld t1, 8(a0)
  sd t1, 24(t0)             # dst
  sd t0, 24(a1)             # queue 3, second DMA channel

  li t0, alc.Halt
  sd zero, 0(t0)
