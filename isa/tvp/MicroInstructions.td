// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Micro-instructions of the vector processor: 32-bit words over 16 lanes.
//
//   register:  [6:0] op [11:7] rd [17:12] ra [23:18] rb [29:24] rc [31:30] 0
//   immediate: [6:0] op [11:7] rd [27:12] imm [31:28] 0
//
// A source is v0..v31 (0-31), s0..s3 (32-35, the current vector of an input
// stream) or i0..i3 (36-39, the int32 index of a loop dimension). Unused
// source fields are 0. Op 0 is illegal, so that zeroed memory is no program.

class MicroForm<string text, int sources, bit isImmediate = 0, bit isStore = 0> {
  string Text = text;
  int Sources = sources;
  bit IsImmediate = isImmediate;
  bit IsStore = isStore; // rd names an output stream, 0 or 1
}
def Unary : MicroForm<"rd, ra", 1>;
def Binary : MicroForm<"rd, ra, rb", 2>;
def Ternary : MicroForm<"rd, ra, rb, rc", 3>;
def Immediate : MicroForm<"rd, imm", 0, 1>;
def Store : MicroForm<"out, ra", 1, 0, 1>;

// The part of the vector processor that executes it.
class MicroUnit<string text, string summary, string timing> {
  string Text = text;
  string Summary = summary;
  string Timing = timing;
}
def Lanes : MicroUnit<"lanes", "every lane on its own",
  "`tvp.lanes` lanes a cycle.">;
def SpecialFunctions : MicroUnit<"sfu", "the special-function unit",
  "`tvp.sfu_lanes` lanes a cycle.">;
def CrossLane : MicroUnit<"cross-lane", "the tree over all 16 lanes",
  "`tvp.lanes` lanes a cycle; the result follows after `tvp.crosslane_cycles`.">;

class MicroInstruction<string mnemonic, int opcode, MicroForm form,
                       string summary, MicroUnit unit = Lanes> {
  string Mnemonic = mnemonic;
  int Opcode = opcode;
  MicroForm Form = form;
  string Summary = summary; // mandatory, one line
  MicroUnit Unit = unit;
}

// FP32: subnormals flushed on input and output, round to nearest even, every
// NaN result is 0x7FC00000.
def ADD : MicroInstruction<"add", 0x01, Binary, "ra + rb, fp32">;
def SUB : MicroInstruction<"sub", 0x02, Binary, "ra - rb, fp32">;
def MUL : MicroInstruction<"mul", 0x03, Binary, "ra * rb, fp32">;
def FMA : MicroInstruction<"fma", 0x04, Ternary, "ra * rb + rc, fp32, rounded once">;
def MIN : MicroInstruction<"min", 0x05, Binary, "the smaller; NaN if either is; -0 is below +0">;
def MAX : MicroInstruction<"max", 0x06, Binary, "the larger; NaN if either is; -0 is below +0">;
def NEG : MicroInstruction<"neg", 0x07, Unary, "-ra, fp32">;
def ABS : MicroInstruction<"abs", 0x08, Unary, "the magnitude of ra, fp32">;
def COPYSIGN : MicroInstruction<"copysign", 0x09, Binary, "ra with the sign of rb, fp32">;

// Comparisons give the integer 1 or 0.
def FEQ : MicroInstruction<"feq", 0x0A, Binary, "1 if ra = rb, fp32, else 0">;
def FLT : MicroInstruction<"flt", 0x0B, Binary, "1 if ra < rb, fp32, else 0">;
def FLE : MicroInstruction<"fle", 0x0C, Binary, "1 if ra <= rb, fp32, else 0">;
def FUN : MicroInstruction<"fun", 0x0D, Binary, "1 if ra or rb is a NaN, else 0">;

// Any 32 bits.
def MOV : MicroInstruction<"mov", 0x10, Unary, "ra">;
def SELECT : MicroInstruction<"select", 0x11, Ternary, "rb where ra is not 0, else rc">;
def MOVHI : MicroInstruction<"movhi", 0x12, Immediate, "imm in the upper 16 bits, the lower 0">;
def ORLO : MicroInstruction<"orlo", 0x13, Immediate, "rd with imm ORed into the lower 16 bits">;

// 32-bit integers; arithmetic wraps.
def IADD : MicroInstruction<"iadd", 0x20, Binary, "ra + rb">;
def ISUB : MicroInstruction<"isub", 0x21, Binary, "ra - rb">;
def IMUL : MicroInstruction<"imul", 0x22, Binary, "the low 32 bits of ra * rb">;
def IAND : MicroInstruction<"iand", 0x23, Binary, "ra AND rb">;
def IOR : MicroInstruction<"ior", 0x24, Binary, "ra OR rb">;
def IXOR : MicroInstruction<"ixor", 0x25, Binary, "ra XOR rb">;
def SHL : MicroInstruction<"shl", 0x26, Binary, "ra shifted left by the low 5 bits of rb">;
def SHR : MicroInstruction<"shr", 0x27, Binary, "ra shifted right by the low 5 bits of rb, sign kept">;
def SHRU : MicroInstruction<"shru", 0x28, Binary, "ra shifted right by the low 5 bits of rb, zeros in">;
def IEQ : MicroInstruction<"ieq", 0x29, Binary, "1 if ra = rb, else 0">;
def ILT : MicroInstruction<"ilt", 0x2A, Binary, "1 if ra < rb, signed, else 0">;
def ILTU : MicroInstruction<"iltu", 0x2B, Binary, "1 if ra < rb, unsigned, else 0">;
def IMIN : MicroInstruction<"imin", 0x2C, Binary, "the smaller, signed">;
def IMAX : MicroInstruction<"imax", 0x2D, Binary, "the larger, signed">;

def ITOF : MicroInstruction<"itof", 0x30, Unary, "int32 to fp32, round to nearest even">;
def FTOI : MicroInstruction<"ftoi", 0x31, Unary, "fp32 to int32 toward zero; saturates; NaN gives 0">;
def FLOOR : MicroInstruction<"floor", 0x32, Unary, "the largest whole fp32 not above ra">;
def TOBF16 : MicroInstruction<"tobf16", 0x33, Unary, "ra rounded to bf16, kept as fp32">;
def GETEXP : MicroInstruction<"getexp", 0x34, Unary, "unbiased exponent as int32; -127 for 0, 128 for infinity and NaN">;
def GETMAN : MicroInstruction<"getman", 0x35, Unary, "mantissa in [1, 2) with the sign of ra; 0 gives 0">;

// Defined by the integer table algorithm of the ISA's numerics.
def EXP2 : MicroInstruction<"exp2", 0x40, Unary, "2 to the power of ra, fp32", SpecialFunctions>;
def LOG2 : MicroInstruction<"log2", 0x41, Unary, "base-2 logarithm of ra, fp32", SpecialFunctions>;
def RCP : MicroInstruction<"rcp", 0x42, Unary, "1 / ra, fp32", SpecialFunctions>;
def RSQRT : MicroInstruction<"rsqrt", 0x43, Unary, "1 / square root of ra, fp32", SpecialFunctions>;
def TANH : MicroInstruction<"tanh", 0x44, Unary, "hyperbolic tangent of ra, fp32", SpecialFunctions>;

// The tree combines lane i with i+8, then i+4, i+2, i+1; all lanes get the result.
def RSUM : MicroInstruction<"rsum", 0x50, Unary, "sum of the lanes of ra, fp32", CrossLane>;
def RMAX : MicroInstruction<"rmax", 0x51, Unary, "max of the lanes of ra, fp32", CrossLane>;
def RMIN : MicroInstruction<"rmin", 0x52, Unary, "min of the lanes of ra, fp32", CrossLane>;

def STORE : MicroInstruction<"store", 0x60, Store, "write ra to output stream o0 or o1">;
