// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FP32 multiplication (docs/numerics.md, "FP32 arithmetic"). Combinational.
module alc_fp32_mul (
  input  logic [31:0] a_i,
  input  logic [31:0] b_i,
  output logic [31:0] y_o
);

  localparam logic [30:0] Infinity = 31'h7F80_0000;

  logic sign, has_zero;
  logic [47:0] product;
  logic [46:0] normal;  // below the leading one
  logic [ 9:0] exponent;  // biased twice
  logic [32:0] rounded;

  always_comb begin
    sign = a_i[31] ^ b_i[31];
    has_zero = a_i[30:23] == '0 || b_i[30:23] == '0;
    product = {24'd0, 1'b1, a_i[22:0]} * {24'd0, 1'b1, b_i[22:0]};
    normal = product[47] ? product[46:0] : {product[45:0], 1'b0};
    exponent = {2'b0, a_i[30:23]} + {2'b0, b_i[30:23]} + {9'd0, product[47]};
    // To nearest even; a carry goes on into the exponent.
    rounded = {exponent, normal[46:24]} + {32'd0, normal[23] && (normal[24] || normal[22:0] != '0)};

    if (a_i[30:23] == '1 || b_i[30:23] == '1) begin
      if (a_i[30:0] > Infinity || b_i[30:0] > Infinity || has_zero) begin
        y_o = 32'h7FC0_0000;
      end else begin
        y_o = {sign, Infinity};
      end
    end else if (has_zero || rounded[32:23] < 10'd128) begin
      y_o = {sign, 31'd0};
    end else if (rounded[32:23] >= 10'd382) begin
      y_o = {sign, Infinity};
    end else begin
      y_o = {sign, rounded[30:23] - 8'd127, rounded[22:0]};
    end
  end

endmodule : alc_fp32_mul
