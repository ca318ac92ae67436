// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever is computed from two operands: ALU, multiplier, divider. unit_i and
// what belongs to it are held until done_o; of a unit that is none of these,
// result_o is the ALU's and done_o is high. The comparison is the ALU's.
module alc_tcp_arithmetic
  import alc_tcp_pkg::*;
(
  input  logic           clk_i,
  input  logic           rst_ni,
  input  unit_e          unit_i,
  input  alu_op_e        alu_op_i,
  input  logic           alternate_i,
  input  logic           word_i,
  input  logic    [ 1:0] funct3_i,     // its low bits
  input  logic    [63:0] a_i,
  input  logic    [63:0] b_i,
  output logic           done_o,
  output logic    [63:0] result_o,
  output logic           equal_o,
  output logic           less_o
);

  logic is_multiply, is_divide, multiplier_done, divider_done;
  logic [63:0] alu_result, multiplier_result, divider_result;

  assign is_multiply = unit_i == UnitMultiply;
  assign is_divide   = unit_i == UnitDivide;

  alc_tcp_alu u_alu (
    .op_i    (alu_op_i),
    .alternate_i,
    .word_i,
    .a_i,
    .b_i,
    .result_o(alu_result),
    .equal_o,
    .less_o
  );

  alc_tcp_multiplier u_multiplier (
    .clk_i,
    .rst_ni,
    .valid_i (is_multiply),
    .funct3_i,
    .word_i,
    .a_i,
    .b_i,
    .done_o  (multiplier_done),
    .result_o(multiplier_result)
  );

  alc_tcp_divider u_divider (
    .clk_i,
    .rst_ni,
    .valid_i (is_divide),
    .funct3_i,
    .word_i,
    .a_i,
    .b_i,
    .done_o  (divider_done),
    .result_o(divider_result)
  );

  always_comb begin
    unique case (unit_i)
      UnitMultiply: {done_o, result_o} = {multiplier_done, multiplier_result};
      UnitDivide: {done_o, result_o} = {divider_done, divider_result};
      default: {done_o, result_o} = {1'b1, alu_result};
    endcase
  end

endmodule : alc_tcp_arithmetic
