// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A control program that does nothing: just enough for a linked ELF file with
// code, data, bss, symbols and DWARF.
unsigned long arguments[8];
int counter = 7;

__attribute__((noinline)) int twice(int value) { return 2 * value; }

void _start(void) {
  counter = twice(counter);
  for (;;)
    ;
}

void other(void) { _start(); }
