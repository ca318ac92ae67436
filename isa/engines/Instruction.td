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

// Values of a field that hardware may well treat alike, and others not. The
// condition is an expression of C that SystemVerilog has too, over `value` and
// the numbers of the chip that isa/generate/value_classes.py lists. Each class
// has a conformance test and a cover point; an enumeration's are its cases and
// all that is none.
class ValueClass<string text, string condition> {
  string Text = text; // lower_case
  string Condition = condition;
}

class FieldType<int width, bit isSigned = 0, bit isHex = 0> {
  int Width = width; // bits: 8, 16, 32 or 64
  bit Signed = isSigned;
  bit Hex = isHex; // printed in hexadecimal
  list<Case> Cases = []; // values that have a name
  list<ValueClass> Classes = [];
}

// Bits that nobody interprets.
class Data<int width, bit isHex = 0> : FieldType<width, 0, isHex> {
  let Classes = [ValueClass<"zero", "value == 0">,
                 ValueClass<"one", "value == 1">,
                 ValueClass<"large", "value > 0xFFFF && value < 0x80000000">,
                 ValueClass<"top_bit", "value >= 0x80000000">];
}
def Tag : Data<32>;
def Bits32 : Data<32, 1>;
def Limit : Data<32>;

def SemaphoreNumber : FieldType<8> {
  let Classes = [ValueClass<"first", "value == 0">,
                 ValueClass<"inner", "value > 0 && value < semaphores - 1">,
                 ValueClass<"last", "value == semaphores - 1">,
                 ValueClass<"absent", "value >= semaphores">];
}
// Of a semaphore, or of micro-instructions.
def Count : FieldType<8> {
  let Classes = [ValueClass<"zero", "value == 0">,
                 ValueClass<"one", "value == 1">,
                 ValueClass<"some", "value > 1 && value < 255">,
                 ValueClass<"most", "value == 255">];
}
def QueueMask : FieldType<16, 0, 1> {
  let Classes = [ValueClass<"none", "value == 0">,
                 ValueClass<"one", "value != 0 && (value & (value - 1)) == 0 && (value & ~queues) == 0">,
                 ValueClass<"some", "(value & (value - 1)) != 0 && (value & ~queues) == 0 && value != queues">,
                 ValueClass<"all", "value == queues">,
                 ValueClass<"absent", "(value & ~queues) != 0">];
}
def BarrierNumber : FieldType<8> {
  let Classes = [ValueClass<"first", "value == 0">,
                 ValueClass<"inner", "value == 1 || value == 2">,
                 ValueClass<"last", "value == 3">,
                 ValueClass<"absent", "value > 3">];
}

// Elements or iterations along a dimension.
class Size<int width> : FieldType<width> {
  let Classes = [ValueClass<"zero", "value == 0">,
                 ValueClass<"one", "value == 1">,
                 ValueClass<"power_of_two", "value > 1 && (value & (value - 1)) == 0">,
                 ValueClass<"odd", "value > 1 && (value & 1) == 1">,
                 ValueClass<"huge", "value > 32767">];
}
def Size16 : Size<16>;
def Size32 : Size<32>;

// Bytes from one element to the next, of at most 8.
def Stride : FieldType<32, 1> {
  let Classes = [ValueClass<"zero", "value == 0">,
                 ValueClass<"element", "value == 1 || value == 2 || value == 4 || value == 8">,
                 ValueClass<"gap", "value > 8 && (value & 1) == 0">,
                 ValueClass<"negative", "value < 0">,
                 ValueClass<"odd", "value != 1 && (value & 1) != 0">,
                 ValueClass<"huge", "value >= l1Bytes || value <= 0 - l1Bytes">];
}
// Bytes from a row to the next.
def RowStride : FieldType<32> {
  let Classes = [ValueClass<"zero", "value == 0">,
                 ValueClass<"short", "value > 0 && value < 16">,
                 ValueClass<"power_of_two", "value >= 16 && (value & (value - 1)) == 0">,
                 ValueClass<"uneven", "value >= 16 && (value & (value - 1)) != 0 && (value & 1) == 0">,
                 ValueClass<"odd", "(value & 1) != 0">,
                 ValueClass<"huge", "value >= l1Bytes">];
}
// Added to an index.
def IndexOffset : FieldType<32, 1> {
  let Classes = [ValueClass<"zero", "value == 0">,
                 ValueClass<"positive", "value > 0">,
                 ValueClass<"negative", "value < 0">];
}

// An offset in the L1 of the own tile.
def L1Offset : FieldType<32, 0, 1> {
  let Classes = [ValueClass<"start", "value == 0">,
                 ValueClass<"line", "value != 0 && (value & 63) == 0 && value < l1Bytes">,
                 ValueClass<"inside_line", "(value & 63) != 0 && (value & 1) == 0 && value < l1Bytes">,
                 ValueClass<"odd", "(value & 1) != 0">,
                 ValueClass<"end", "value >= l1Bytes - 64 && value < l1Bytes">,
                 ValueClass<"beyond", "value >= l1Bytes">];
}
def ControlAddress : FieldType<32, 0, 1> {
  let Classes = [ValueClass<"double_word", "(value & 7) == 0 && value < tcmBytes">,
                 ValueClass<"word", "(value & 7) == 4 && value < tcmBytes">,
                 ValueClass<"misaligned", "(value & 3) != 0">,
                 ValueClass<"end", "value >= tcmBytes - 64 && value < tcmBytes">,
                 ValueClass<"beyond", "value >= tcmBytes">];
}
// Of the chip's address space.
def Address : FieldType<64, 0, 1> {
  let Classes = [ValueClass<"own_l1", "value >= ownL1 && value < ownL1 + l1Bytes">,
                 ValueClass<"own_l1_end", "value >= ownL1 + l1Bytes - 64 && value < ownL1 + l1Bytes">,
                 ValueClass<"beyond_own_l1", "value >= ownL1 + l1Bytes && value < ownL1 + l1Stride">,
                 ValueClass<"l1", "value >= l1 && value < l1 + tiles * l1Stride">,
                 ValueClass<"absent_l1", "value >= l1 + tiles * l1Stride && value < l2">,
                 ValueClass<"l2", "value >= l2 && value < l2 + clusters * l2Stride">,
                 ValueClass<"absent_l2", "value >= l2 + clusters * l2Stride && value < hbm">,
                 ValueClass<"hbm", "value >= hbm && value < hbm + hbmBytes">,
                 ValueClass<"hbm_end", "value >= hbm + hbmBytes - 64 && value < hbm + hbmBytes">,
                 ValueClass<"beyond_hbm", "value >= hbm + hbmBytes">,
                 ValueClass<"nowhere", "value < ownL1">,
                 ValueClass<"inside_line", "(value & 63) != 0 && (value & 1) == 0">,
                 ValueClass<"odd", "(value & 1) != 0">];
}

def MulticastCount : FieldType<16> {
  let Classes = [ValueClass<"none", "value == 0">,
                 ValueClass<"one", "value == 1">,
                 ValueClass<"several", "value > 1">];
}
def MulticastStride : FieldType<16> {
  let Classes = [ValueClass<"zero", "value == 0">,
                 ValueClass<"one", "value == 1">,
                 ValueClass<"more", "value > 1">];
}

// 0 or 1 in a byte; any other value is illegal.
def Flag : FieldType<8> {
  let Classes = [ValueClass<"clear", "value == 0">,
                 ValueClass<"set", "value == 1">,
                 ValueClass<"illegal", "value > 1">];
}

// Where a signal goes: a global tile number or one of these.
def Target : FieldType<16> {
  let Cases = [Case<"written", 0xFFFD,
                    "every tile that the instruction's multicast writes to; "
                    "the own tile if it is no multicast">,
               Case<"all", 0xFFFE, "all tiles of the chip, the own one too">,
               Case<"own", 0xFFFF, "the tile of the instruction">];
  let Classes = [ValueClass<"present", "value < tiles">,
                 ValueClass<"absent", "value >= tiles && value < 0xFFFD">,
                 ValueClass<"written", "value == 0xFFFD">,
                 ValueClass<"all", "value == 0xFFFE">,
                 ValueClass<"own", "value == 0xFFFF">];
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
    Field<"tag", 4, Tag, "entry of the program's location table, 0 = none">,
    Field<"wait0Sem", 8, SemaphoreNumber, "first semaphore waited for">,
    Field<"wait0Count", 9, Count, "how much it must hold, then loses; 0 = no wait">,
    Field<"wait1Sem", 10, SemaphoreNumber, "second semaphore waited for">,
    Field<"wait1Count", 11, Count, "how much it must hold, then loses; 0 = no wait">,
    Field<"signal0Sem", 12, SemaphoreNumber, "first semaphore signalled">,
    Field<"signal0Count", 13, Count, "how much is added; 0 = no signal">,
    Field<"signal0Target", 14, Target, "tile signalled first", 1, 0xFFFF>,
    Field<"signal1Sem", 16, SemaphoreNumber, "second semaphore signalled">,
    Field<"signal1Count", 17, Count, "how much is added; 0 = no signal">,
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
