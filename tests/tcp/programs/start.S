# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Entry of the C programs: calls main(result), stores all registers but t6,
# which holds the address, into .dump beside the result, and finishes.
  .section .text.start, "ax"
  .globl _start
_start:
  la sp, stackTop
  la a0, result
  call main
  la t6, registers
  .irp n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
  sd x\n, 8 * \n(t6)
  .endr
  j finish

  .section .dump, "aw"
  .balign 8
registers: .zero 32 * 8
result: .zero 4096
