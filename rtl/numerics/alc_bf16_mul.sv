// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The FP32 product of two bf16 values (docs/numerics.md, "Tensor unit"): exact,
// flushed, infinite or the one NaN. Combinational.
module alc_bf16_mul (
  input  logic [15:0] a_i,
  input  logic [15:0] b_i,
  output logic [31:0] y_o
);

  logic sign;
  logic [7:0] a_exponent, b_exponent;
  logic [15:0] product;  // units: 2^-14 of the operands' significands
  logic [ 8:0] exponent;  // biased twice
  logic [14:0] fraction;

  assign sign = a_i[15] ^ b_i[15];
  assign a_exponent = a_i[14:7];
  assign b_exponent = b_i[14:7];
  assign product = {9'd1, a_i[6:0]} * {9'd1, b_i[6:0]};
  assign exponent = {1'b0, a_exponent} + {1'b0, b_exponent} + {8'd0, product[15]};
  assign fraction = product[14:0] << !product[15];

  always_comb begin
    if (a_exponent == '1 || b_exponent == '1) begin
      // NaN: an operand is one, or infinity times zero.
      if (a_i[14:0] > 15'h7F80 || b_i[14:0] > 15'h7F80 ||
          a_exponent == '0 || b_exponent == '0) begin
        y_o = 32'h7FC0_0000;
      end else begin
        y_o = {sign, 31'h7F80_0000};
      end
    end else if (a_exponent == '0 || b_exponent == '0 || exponent < 9'd128) begin
      y_o = {sign, 31'd0};
    end else if (exponent >= 9'd382) begin
      y_o = {sign, 31'h7F80_0000};
    end else begin
      y_o = {sign, exponent[7:0] - 8'd127, fraction, 8'd0};
    end
  end

endmodule : alc_bf16_mul
