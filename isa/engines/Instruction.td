// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vocabulary of engine instructions (descriptors): field types, fields,
// engines, the common header and the class that every instruction derives
// from. Encodings are little endian; every field starts at a byte that is a
// multiple of its width. Bytes that no field covers are reserved: encoded as
// 0, refused by the decoder.
//
// isa/generate reads these records; see isa/generate/Records.py for the checks.

#ifndef ALCYONE_ISA_ENGINES_INSTRUCTION
#define ALCYONE_ISA_ENGINES_INSTRUCTION

//===-- Field types --------------------------------------------------------===//

class Case<string text, int value, string doc> {
  string Text = text; // as written in assembler text: lower_case
  int Value = value;
  string Doc = doc;
}

class FieldType<int width, bit isSigned = 0, bit isHex = 0> {
  int Width = width; // bits: 8, 16, 32 or 64
  bit Signed = isSigned;
  bit Hex = isHex; // printed in hexadecimal
  list<Case> Cases = []; // values that have a name
}
def U8 : FieldType<8>;
def U16 : FieldType<16>;
def U32 : FieldType<32>;
def I32 : FieldType<32, 1>;
def Bits16 : FieldType<16, 0, 1>;
def Bits32 : FieldType<32, 0, 1>;
def Address32 : FieldType<32, 0, 1>;
def Address64 : FieldType<64, 0, 1>;
// 0 or 1 in a byte; any other value is illegal.
def Flag : FieldType<8>;

// Where a signal goes: a global tile number or one of these.
def Target : FieldType<16> {
  let Cases = [Case<"written", 0xFFFD,
                    "every tile that the instruction's multicast writes to; "
                    "the own tile if it is no multicast">,
               Case<"all", 0xFFFE, "all tiles of the chip, the own one too">,
               Case<"own", 0xFFFF, "the tile of the instruction">];
}

// A byte that holds one of the cases; any other value is illegal.
class Enumeration<string summary, list<Case> cases> : FieldType<8> {
  string Summary = summary;
  let Cases = cases;
}

def Format : Enumeration<"element format of a tensor in memory", [
  Case<"none", 0, "no format; an unused stream">,
  Case<"fp32", 1, "IEEE 754 binary32">,
  Case<"bf16", 2, "the upper 16 bits of a binary32">,
  Case<"int8", 3, "two's complement">,
  Case<"uint8", 4, "unsigned">,
  Case<"int32", 5, "two's complement">,
  Case<"int64", 6, "two's complement">]>;

def Order : Enumeration<"which matrix index is contiguous in memory", [
  Case<"row_major", 0, "elements of a row are contiguous">,
  Case<"column_major", 1, "elements of a column are contiguous">]>;

def Scope : Enumeration<"how far a barrier reaches", [
  Case<"tile", 0, "the queues of this tile">,
  Case<"chip", 1, "the same queues of every tile of the chip">]>;

//===-- Fields -------------------------------------------------------------===//

// `count` elements of `type`, the first at byte `offset` of the descriptor.
class Field<string name, int offset, FieldType type, string doc,
            int count = 1, int initial = 0> {
  string Name = name;
  int Offset = offset;
  FieldType Type = type;
  string Doc = doc;
  int Count = count;
  int Default = initial; // the value when the text leaves the field out
}

// Version of these encodings, written into every descriptor.
class Isa<int version> {
  int Version = version;
}
def Alcyone : Isa<1>;

// The bytes that all instructions begin with. Opcode and version are written
// by the encoder and are not part of the C++ structs.
def Header {
  int OpcodeOffset = 0;
  int VersionOffset = 1;
  int SizeBytes = 24;
  list<Field> Fields = [
    Field<"tag", 4, U32, "entry of the program's location table, 0 = none">,
    Field<"wait0Sem", 8, U8, "first semaphore waited for">,
    Field<"wait0Count", 9, U8, "how much it must hold, then loses; 0 = no wait">,
    Field<"wait1Sem", 10, U8, "second semaphore waited for">,
    Field<"wait1Count", 11, U8, "how much it must hold, then loses; 0 = no wait">,
    Field<"signal0Sem", 12, U8, "first semaphore signalled">,
    Field<"signal0Count", 13, U8, "how much is added; 0 = no signal">,
    Field<"signal0Target", 14, Target, "tile signalled first", 1, 0xFFFF>,
    Field<"signal1Sem", 16, U8, "second semaphore signalled">,
    Field<"signal1Count", 17, U8, "how much is added; 0 = no signal">,
    Field<"signal1Target", 18, Target, "tile signalled second", 1, 0xFFFF>];
}

//===-- Engines and instructions -------------------------------------------===//

class Engine<string text, int sizeBytes, string summary> {
  string Text = text;
  int SizeBytes = sizeBytes; // of each of its descriptors
  string Summary = summary;
}
def Sync : Engine<"sync", 64, "what every queue executes itself, without an engine">;
def Ttu : Engine<"ttu", 64, "tensor unit: matrix products of L1 blocks">;
def Tdma : Engine<"tdma", 128, "tile DMA: strided moves between any two memories">;
def Tvp : Engine<"tvp", 192, "vector processor: loop nests over streams of L1">;

class Instruction<string mnemonic, int opcode, Engine engine, string summary> {
  string Mnemonic = mnemonic;
  int Opcode = opcode;
  Engine Unit = engine;
  string Summary = summary; // mandatory, one line
  list<Field> Fields = [];  // without the header's
  string Description = "";  // paragraphs in Markdown
  string Timing = "";       // what its duration depends on
  string Example = "";      // assembler text; a test parses it
}

#endif // ALCYONE_ISA_ENGINES_INSTRUCTION
