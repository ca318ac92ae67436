# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# c = a x b: 256 x 64 times 64 x 64, BF16 in, FP32 out, on one tile. b stays in
# L1; a comes and c goes in 8 blocks of 32 rows with two buffers each, so that
# the next block arrives and the last one leaves while the tensor unit works.

.alc.chip nano
.alc.require semaphore.count 5
.alc.require tdma.channels 3
.alc.entry main
.alc.argument input a 256x64xbf16
.alc.argument input b 64x64xbf16
.alc.argument output c 256x64xf32

# L1: b at 0x0, blocks of a at 0x2000 and 0x3000, of c at 0x4000 and 0x6000.
# Semaphores: 0 b is there, 1 blocks of a that are there, 2 free buffers for a,
# 3 blocks of c that are ready, 4 free buffers for c.
.alc.inst fetch_b, copy dst=0x10000000, shape=[1, 1, 1, 4096], srcStride=[0, 0, 0, 2], dstStride=[0, 0, 0, 2], srcFormat=bf16, dstFormat=bf16, signal0Sem=0, signal0Count=1
.alc.inst b_is_there, sync wait0Sem=0, wait0Count=1
.alc.inst fetch_a, copy shape=[1, 1, 1, 2048], srcStride=[0, 0, 0, 2], dstStride=[0, 0, 0, 2], srcFormat=bf16, dstFormat=bf16, wait0Sem=2, wait0Count=1, signal0Sem=1, signal0Count=1
.alc.inst multiply, matmul b=0x0, m=32, n=64, k=64, aStride=128, bStride=128, cStride=256, aFormat=bf16, bFormat=bf16, cFormat=fp32, wait0Sem=1, wait0Count=1, wait1Sem=4, wait1Count=1, signal0Sem=2, signal0Count=1, signal1Sem=3, signal1Count=1
.alc.inst write_c, copy shape=[1, 1, 1, 2048], srcStride=[0, 0, 0, 4], dstStride=[0, 0, 0, 4], srcFormat=fp32, dstFormat=fp32, wait0Sem=3, wait0Count=1, signal0Sem=4, signal0Count=1

main:
  la a0, alc.arguments
  ld s0, 0(a0)              # HBM address of the next block of a
  ld t0, 8(a0)              # of b
  ld s1, 16(a0)             # of the next block of c
  li a1, alc.QueuePush
  li a2, alc.Semaphore

  li t1, 2                  # both buffers of a and of c are free
  sd t1, 16(a2)             # semaphore 2
  sd t1, 32(a2)             # semaphore 4

  la t1, fetch_b
  sd t0, 32(t1)             # src
  sd t1, 16(a1)             # queue 2, first DMA channel
  la t1, b_is_there
  sd t1, 0(a1)              # queue 0, tensor unit

  la s2, fetch_a
  la s3, multiply
  la s4, write_c
  li s5, 8                  # blocks left
  li s6, 0                  # which of the two buffers

next_block:
  slli t0, s6, 12
  li t1, 0x2000
  add t0, t0, t1            # L1 offset of this block of a
  slli t1, s6, 13
  li t2, 0x4000
  add t1, t1, t2            # L1 offset of this block of c
  li t3, alc.OwnL1
  add t4, t0, t3
  add t5, t1, t3

  sd s0, 32(s2)             # fetch_a: src, dst
  sd t4, 24(s2)
  sd s2, 24(a1)             # queue 3, second DMA channel
  sw t0, 24(s3)             # multiply: a, c
  sw t1, 32(s3)
  sd s3, 0(a1)              # queue 0, tensor unit
  sd t5, 32(s4)             # write_c: src, dst
  sd s1, 24(s4)
  sd s4, 32(a1)             # queue 4, third DMA channel

  li t0, 4096
  add s0, s0, t0
  li t0, 8192
  add s1, s1, t0
  xori s6, s6, 1
  addi s5, s5, -1
  bnez s5, next_block

  li t0, alc.Halt
  sd zero, 0(t0)
