// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a word of RV64IM asks for. Combinational. Words that are no instruction
// decode to UnitIllegal.
module alc_tcp_decoder
  import alc_tcp_pkg::*;
(
  input  logic     [31:0] word_i,
  output decoded_t        decoded_o,
  output operand_e        a_o,              // first operand, and base of a jump
  output logic            b_is_immediate_o  // or x[rs2]
);

  logic [2:0] funct3;
  logic [6:0] funct7;
  logic is_plain, is_alternate;

  assign funct3 = word_i[14:12];
  assign funct7 = word_i[31:25];
  assign is_plain = funct7 == 7'b0000000;
  assign is_alternate = funct7 == 7'b0100000;

  logic [31:0] imm_i, imm_s, imm_b, imm_u, imm_j;
  assign imm_i = {{21{word_i[31]}}, word_i[30:20]};
  assign imm_s = {{21{word_i[31]}}, word_i[30:25], word_i[11:7]};
  assign imm_b = {{20{word_i[31]}}, word_i[7], word_i[30:25], word_i[11:8], 1'b0};
  assign imm_u = {word_i[31:12], 12'b0};
  assign imm_j = {{12{word_i[31]}}, word_i[19:12], word_i[20], word_i[30:21], 1'b0};

  always_comb begin
    decoded_o = '{
        unit: UnitIllegal,
        alu_op: alu_op_e'(funct3),
        alternate: 1'b0,
        word: 1'b0,
        funct3: funct3,
        rd: word_i[11:7],
        immediate: imm_i
    };
    a_o = OperandRegister;
    b_is_immediate_o = 1'b0;
    if (word_i[1:0] == 2'b11) begin
      unique case (word_i[6:2])
        MajorLoad: begin
          if (funct3 != 3'b111) decoded_o.unit = UnitLoad;
        end
        MajorStore: begin
          if (!funct3[2]) decoded_o.unit = UnitStore;
          decoded_o.rd = '0;
          decoded_o.immediate = imm_s;
        end
        MajorMiscMem: begin
          // One hart, in order: a fence has nothing to wait for.
          if (funct3 == 3'b000) decoded_o.unit = UnitAlu;
          decoded_o.rd = '0;
        end
        MajorOpImm: begin
          b_is_immediate_o = 1'b1;
          decoded_o.alternate = funct3 == AluSr && word_i[30];
          unique case (funct3)
            AluSll:  if (word_i[31:26] == 6'b000000) decoded_o.unit = UnitAlu;
            AluSr:   if (word_i[31:26] inside {6'b000000, 6'b010000}) decoded_o.unit = UnitAlu;
            default: decoded_o.unit = UnitAlu;
          endcase
        end
        MajorOpImm32: begin
          b_is_immediate_o = 1'b1;
          decoded_o.word = 1'b1;
          decoded_o.alternate = funct3 == AluSr && word_i[30];
          unique case (funct3)
            AluAdd:  decoded_o.unit = UnitAlu;
            AluSll:  if (is_plain) decoded_o.unit = UnitAlu;
            AluSr:   if (is_plain || is_alternate) decoded_o.unit = UnitAlu;
            default: ;
          endcase
        end
        MajorOp, MajorOp32: begin
          decoded_o.word = word_i[3];
          decoded_o.alternate = is_alternate;
          if (funct7 == 7'b0000001) begin
            // Of the multiplications, only the low half has a form on 32 bits.
            if (funct3[2]) decoded_o.unit = UnitDivide;
            else if (!word_i[3] || funct3 == 3'b000) decoded_o.unit = UnitMultiply;
          end else if (funct3 inside {AluAdd, AluSr}) begin
            if (is_plain || is_alternate) decoded_o.unit = UnitAlu;
          end else if (funct3 == AluSll || !word_i[3]) begin
            if (is_plain) decoded_o.unit = UnitAlu;
          end
        end
        MajorLui, MajorAuipc: begin
          decoded_o.unit = UnitAlu;
          decoded_o.alu_op = AluAdd;
          a_o = word_i[5] ? OperandZero : OperandPc;
          b_is_immediate_o = 1'b1;
          decoded_o.immediate = imm_u;
        end
        MajorBranch: begin
          if (funct3[2:1] != 2'b01) decoded_o.unit = UnitBranch;
          decoded_o.alu_op = funct3[1] ? AluSltu : AluSlt;
          decoded_o.rd = '0;
          decoded_o.immediate = imm_b;
        end
        MajorJalr: begin
          if (funct3 == 3'b000) decoded_o.unit = UnitJump;
        end
        MajorJal: begin
          decoded_o.unit = UnitJump;
          a_o = OperandPc;
          decoded_o.immediate = imm_j;
        end
        MajorSystem: begin
          // ecall and ebreak differ in bit 20.
          if ({word_i[31:21], word_i[19:7]} == '0) decoded_o.unit = UnitTrap;
          decoded_o.rd = '0;
        end
        default: ;
      endcase
    end
  end

endmodule : alc_tcp_decoder
