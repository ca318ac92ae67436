// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vocabulary of memory-mapped registers. All are 64 bits wide and accessed
// whole, at multiples of 8 bytes.

#ifndef ALCYONE_ISA_REGISTERS_REGISTER
#define ALCYONE_ISA_REGISTERS_REGISTER

class Access<string text> {
  string Text = text;
}
def ReadOnly : Access<"read-only">;
def WriteOnly : Access<"write-only">;
def ReadWrite : Access<"read-write">;

// A block of `sizeBytes` bytes of registers at one place of the address map.
class Block<string text, int sizeBytes, string summary> {
  string Text = text;
  int SizeBytes = sizeBytes;
  string Summary = summary;
}

// `count` registers, one after another from `offset`.
class Register<string name, Block block, int offset, Access access,
               string summary, int count = 1> {
  string Name = name;
  Block Owner = block;
  int Offset = offset;
  Access Rights = access;
  string Summary = summary; // mandatory, one line
  int Count = count;
}

#endif // ALCYONE_ISA_REGISTERS_REGISTER
