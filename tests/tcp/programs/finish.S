# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# finish: writes .dump to standard output and exits. Tcp traps at the first
# ecall, with the dump's address in a1 and its size in a2.
  .globl finish
finish:
  la a1, dumpBegin
  la a2, dumpEnd
  sub a2, a2, a1
  li a0, 1
  li a7, 64 # write
  ecall
  li a0, 0
  li a7, 93 # exit
  ecall
