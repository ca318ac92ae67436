// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FP32 fused multiply-add, a*b + c rounded once (docs/numerics.md, "FP32
// arithmetic"). Combinational.
module alc_fp32_fma (
  input  logic [31:0] a_i,
  input  logic [31:0] b_i,
  input  logic [31:0] c_i,
  output logic [31:0] y_o
);

  localparam logic [31:0] Nan = 32'h7FC0_0000;
  localparam logic [30:0] Infinity = 31'h7F80_0000;

  logic a_zero, b_zero, c_zero, product_zero;
  logic product_infinite, c_infinite, is_nan;
  logic product_sign, subtract, sign;

  // Significands with 46 fraction bits, the product below 4. Exponents are
  // biased twice; that of a zero is below all others.
  logic [47:0] product, addend;
  logic [9:0] product_exponent, addend_exponent, exponent, distance;
  logic addend_major;
  logic [47:0] exchange;

  // Guard, round and sticky bits below them.
  logic [50:0] major, minor, aligned;
  logic [ 5:0] shift;
  logic [52:0] total;
  logic [51:0] sum;

  // The sum shifted left until its leading one is bit 51.
  logic none32, none16, none8, none4, none2, none1;
  logic [51:0] by32, by16, by8, by4, by2, normal;

  logic [32:0] rounded;

  // One block, selecting by masks and shifts: a simulator keeps all of it in
  // registers and mispredicts no branch.
  always_comb begin
    a_zero = a_i[30:23] == '0;
    b_zero = b_i[30:23] == '0;
    c_zero = c_i[30:23] == '0;
    product_zero = a_zero || b_zero;
    product_infinite = a_i[30:23] == '1 || b_i[30:23] == '1;
    c_infinite = c_i[30:23] == '1;
    product_sign = a_i[31] ^ b_i[31];
    subtract = product_sign ^ c_i[31];
    is_nan = a_i[30:0] > Infinity || b_i[30:0] > Infinity || c_i[30:0] > Infinity
        || (product_infinite && product_zero) || (product_infinite && c_infinite && subtract);

    product = product_zero ? '0 : {24'd0, 1'b1, a_i[22:0]} * {24'd0, 1'b1, b_i[22:0]};
    product_exponent = product_zero ? '0 : {2'b0, a_i[30:23]} + {2'b0, b_i[30:23]};
    addend = c_zero ? '0 : {2'b01, c_i[22:0], 23'd0};
    addend_exponent = c_zero ? '0 : {2'b0, c_i[30:23]} + 10'd127;

    addend_major = addend_exponent > product_exponent;
    exponent = addend_major ? addend_exponent : product_exponent;
    distance = exponent - (addend_major ? product_exponent : addend_exponent);
    exchange = (product ^ addend) & {48{addend_major}};
    major = {product ^ exchange, 3'b0};
    minor = {addend ^ exchange, 3'b0};
    shift = (distance > 10'd63) ? 6'd63 : distance[5:0];
    aligned = minor >> shift;
    aligned = aligned | {50'd0, (minor & ~({51{1'b1}} << shift)) != '0};

    // Negative only where exponents are so close that no bit was lost.
    total = {2'b0, major} + ({2'b0, aligned} ^ {53{subtract}}) + {52'd0, subtract};
    sum = (total[51:0] ^ {52{total[52]}}) + {51'd0, total[52]};
    sign = product_sign ^ (subtract && addend_major) ^ total[52];

    none32 = sum[51:20] == '0;
    by32 = sum << {none32, 5'b0};
    none16 = by32[51:36] == '0;
    by16 = by32 << {none16, 4'b0};
    none8 = by16[51:44] == '0;
    by8 = by16 << {none8, 3'b0};
    none4 = by8[51:48] == '0;
    by4 = by8 << {none4, 2'b0};
    none2 = by4[51:50] == '0;
    by2 = by4 << {none2, 1'b0};
    none1 = !by2[51];
    normal = by2 << none1;

    // To nearest even; a carry goes on into the exponent.
    rounded = {exponent + 10'd2 - {4'b0, none32, none16, none8, none4, none2, none1}, normal[50:28]}
        + {32'd0, normal[27] && (normal[28] || normal[26:0] != '0)};

    if (is_nan) begin
      y_o = Nan;
    end else if (product_infinite) begin
      y_o = {product_sign, Infinity};
    end else if (c_infinite) begin
      y_o = {c_i[31], Infinity};
    end else if (!normal[51]) begin
      y_o = {product_sign && !subtract, 31'd0};  // exactly zero
    end else if (rounded[32:23] < 10'd128) begin
      y_o = {sign, 31'd0};
    end else if (rounded[32:23] >= 10'd382) begin
      y_o = {sign, Infinity};
    end else begin
      y_o = {sign, rounded[30:23] - 8'd127, rounded[22:0]};
    end
  end

endmodule : alc_fp32_fma
