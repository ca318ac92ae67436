// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the stages of the control processor say to each other, and the fields of
// RV64IM's encodings (The RISC-V Instruction Set Manual, Volume I, version
// 20240411, chapter 37).
package alc_tcp_pkg;

  typedef enum logic [4:0] {
    MajorLoad    = 5'b00000,
    MajorMiscMem = 5'b00011,
    MajorOpImm   = 5'b00100,
    MajorAuipc   = 5'b00101,
    MajorOpImm32 = 5'b00110,
    MajorStore   = 5'b01000,
    MajorOp      = 5'b01100,
    MajorLui     = 5'b01101,
    MajorOp32    = 5'b01110,
    MajorBranch  = 5'b11000,
    MajorJalr    = 5'b11001,
    MajorJal     = 5'b11011,
    MajorSystem  = 5'b11100
  } major_e;

  // Who executes an instruction.
  typedef enum logic [3:0] {
    UnitAlu,
    UnitMultiply,
    UnitDivide,
    UnitLoad,
    UnitStore,
    UnitBranch,
    UnitJump,
    UnitTrap,
    UnitIllegal
  } unit_e;

  // funct3 of the register and immediate forms alike.
  typedef enum logic [2:0] {
    AluAdd  = 3'b000,  // or subtract
    AluSll  = 3'b001,
    AluSlt  = 3'b010,
    AluSltu = 3'b011,
    AluXor  = 3'b100,
    AluSr   = 3'b101,  // logical or arithmetic
    AluOr   = 3'b110,
    AluAnd  = 3'b111
  } alu_op_e;

  // First operand of an instruction.
  typedef enum logic [1:0] {
    OperandRegister,
    OperandPc,
    OperandZero
  } operand_e;

  // What execute has to know beside the operands.
  typedef struct packed {
    unit_e       unit;
    alu_op_e     alu_op;
    logic        alternate;  // subtract, or shift arithmetically
    logic        word;       // on 32 bits, result sign-extended
    logic [2:0]  funct3;
    logic [4:0]  rd;         // 0: writes nothing
    logic [31:0] immediate;
  } decoded_t;

endpackage : alc_tcp_pkg
