# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# total = left + right for 1024 FP32 values, on one tile: two DMA channels
# fetch, the vector processor adds, a third channel writes back.

.alc.chip nano
.alc.entry main
.alc.argument input left 1024xf32
.alc.argument input right 1024xf32
.alc.argument output total 1024xf32

# L1: left at 0x0, right at 0x1000, total at 0x2000.
# Semaphore 0 counts operands that have arrived, 1 results that are ready.
.alc.inst fetch_left, copy dst=0x10000000, shape=[1, 1, 1, 1024], srcStride=[0, 0, 0, 4], dstStride=[0, 0, 0, 4], srcFormat=fp32, dstFormat=fp32, signal0Sem=0, signal0Count=1
.alc.inst fetch_right, copy dst=0x10001000, shape=[1, 1, 1, 1024], srcStride=[0, 0, 0, 4], dstStride=[0, 0, 0, 4], srcFormat=fp32, dstFormat=fp32, signal0Sem=0, signal0Count=1
.alc.inst add, vector program=sum, size=[1, 1, 1, 1024], base=[0, 0x1000, 0, 0, 0x2000, 0], stride=[0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0], format=[fp32, fp32, none, none, fp32, none], wait0Sem=0, wait0Count=2, signal0Sem=1, signal0Count=1
.alc.inst write, copy src=0x10002000, shape=[1, 1, 1, 1024], srcStride=[0, 0, 0, 4], dstStride=[0, 0, 0, 4], srcFormat=fp32, dstFormat=fp32, wait0Sem=1, wait0Count=1

.alc.micro sum
body:
  add v0, s0, s1
  store o0, v0
.alc.end

main:
  la a0, alc.arguments      # HBM addresses of left, right, total
  li a1, alc.QueuePush      # queue q is pushed at alc.QueuePush + 8*q

  la t0, fetch_left
  ld t1, 0(a0)
  sd t1, 32(t0)             # src is at byte 32 of a copy
  sd t0, 16(a1)             # queue 2: the first DMA channel

  la t0, fetch_right
  ld t1, 8(a0)
  sd t1, 32(t0)
  sd t0, 24(a1)             # queue 3: the second

  la t0, add
  sd t0, 8(a1)              # queue 1: the vector processor

  la t0, write
  ld t1, 16(a0)
  sd t1, 24(t0)             # dst is at byte 24
  sd t0, 32(a1)             # queue 4: the third channel

  li t0, alc.Halt           # the tile is done when its queues are empty too
  sd zero, 0(t0)
