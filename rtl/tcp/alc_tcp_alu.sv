// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic of one cycle, and the comparison that branches use. Combinational.
module alc_tcp_alu
  import alc_tcp_pkg::*;
(
  input  alu_op_e        op_i,
  input  logic           alternate_i,
  input  logic           word_i,
  input  logic    [63:0] a_i,
  input  logic    [63:0] b_i,
  output logic    [63:0] result_o,
  output logic           equal_o,      // a = b
  output logic           less_o        // a < b, unsigned if op_i is AluSltu
);

  logic [5:0] amount;
  logic [63:0] shifted, full;

  assign equal_o = a_i == b_i;
  assign less_o  = op_i == AluSltu ? a_i < b_i : $signed(a_i) < $signed(b_i);

  assign amount  = {b_i[5] & ~word_i, b_i[4:0]};
  assign shifted = !word_i ? a_i : {{32{alternate_i & a_i[31]}}, a_i[31:0]};

  always_comb begin
    unique case (op_i)
      AluAdd: full = alternate_i ? a_i - b_i : a_i + b_i;
      AluSll: full = a_i << amount;
      AluSlt, AluSltu: full = {63'b0, less_o};
      AluXor: full = a_i ^ b_i;
      AluSr: full = alternate_i ? $unsigned($signed(shifted) >>> amount) : shifted >> amount;
      AluOr: full = a_i | b_i;
      AluAnd: full = a_i & b_i;
      default: full = '0;
    endcase
  end

  assign result_o = word_i ? {{32{full[31]}}, full[31:0]} : full;

endmodule : alc_tcp_alu
