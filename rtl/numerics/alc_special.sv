// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// exp2, log2, rcp, rsqrt and tanh by the tables and integers of docs/numerics.md
// ("Special functions"), on one datapath: reduce, look up, two multiplications
// for the quadratic, a third for log2 and tanh, round. 0 for other operations.
// Combinational.
module alc_special
  import alc_isa_pkg::*;
  import alc_special_pkg::*;
(
  input micro_op_e op_i,
  input logic [31:0] a_i,
  output logic [31:0] y_o
);

  localparam logic [31:0] Nan = 32'h7FC0_0000;
  localparam logic [30:0] Infinity = 31'h7F80_0000;
  localparam logic [30:0] One = 31'h3F80_0000;
  // Parts of the fraction from which log2 takes the mantissa in [1/2, 1).
  localparam logic [6:0] Log2HalvedFrom = 7'd53;

  logic sign;
  logic [7:0] exponent;  // biased
  logic [22:0] fraction;
  logic is_nan, is_infinite, is_zero;

  // The argument in fixed point: exp2 has its whole part and 24 bits, tanh 26.
  logic [5:0] left;
  logic [56:0] shifted;
  logic [30:0] magnitude;
  logic [31:0] fixed;

  // The quadratic.
  logic [RowBits-1:0] row;
  logic [17:0] position;  // units of 2^-18
  logic signed [C2Bits+18:0] curve_part;
  logic signed [C1Bits:0] slope;
  logic signed [C1Bits+19:0] slope_part;
  logic signed [C0Bits-1:0] value;

  // rcp, rsqrt, exp2: the value rounded half up to 24 bits.
  logic [24:0] mantissa;
  logic [9:0] exponent_less_one;
  logic [32:0] assembled;
  logic [30:0] flushed;

  // log2 and tanh: a product or sum of up to 64 bits, rounded to FP32.
  logic halved;
  logic signed [24:0] factor;
  logic signed [56:0] product;
  logic [63:0] sum;
  logic total_negative;
  logic [8:0] log2_whole;
  logic none32, none16, none8, none4, none2, none1;
  logic [63:0] total, by32, by16, by8, by4, by2, normal;  // its leading one in bit 63
  logic [ 7:0] total_exponent;  // of bit 63, biased
  logic [30:0] rounded;

  // One block: a simulator keeps all of it in registers.
  always_comb begin
    sign = a_i[31];
    exponent = a_i[30:23];
    fraction = a_i[22:0];
    is_nan = a_i[30:0] > Infinity;
    is_infinite = a_i[30:0] == Infinity;
    is_zero = exponent == '0;
    halved = fraction[22:16] >= Log2HalvedFrom;

    // Reduce. 2^-27 and 2^7 are the ends of what the shift covers.
    left = exponent[5:0] - 6'd36;
    shifted = (exponent < 8'd100) ? '0 : {33'd0, 1'b1, fraction} << left;
    magnitude = 31'((shifted + 57'h200_0000) >> 26);
    fixed = sign ? 32'd0 - {1'b0, magnitude} : {1'b0, magnitude};

    unique case (op_i)
      MicroOpExp2: begin
        row = Exp2Row + {4'd0, fixed[23:18]};
        position = fixed[17:0];
      end
      MicroOpRcp: begin
        row = RcpRow + {3'd0, fraction[22:16]};
        position = {fraction[15:0], 2'b0};
      end
      MicroOpRsqrt: begin
        row = RsqrtRow + {2'd0, !exponent[0], fraction[22:16]};
        position = {fraction[15:0], 2'b0};
      end
      MicroOpLog2: begin
        row = Log2Row + {3'd0, fraction[22:16]};
        position = {fraction[15:0], 2'b0};
      end
      MicroOpTanh: begin
        if (exponent < 8'd125) begin  // below 1/4
          row = TanhRow + {4'd0, shifted[47:42]};
          position = shifted[41:24];
        end else begin
          row = TanhRow + {1'd0, exponent[2:0] - 3'd4, fraction[22:17]};
          position = {fraction[16:0], 1'b0};
        end
      end
      default: begin
        row = '0;
        position = '0;
      end
    endcase

    curve_part = $bits(curve_part)'(C2[row]) * $signed({{C2Bits{1'b0}}, 1'b0, position});
    slope = $bits(slope)'(C1[row]) + $bits(slope)'(curve_part >>> 18);
    slope_part = $bits(slope_part)'(slope) * $signed({{C1Bits + 1{1'b0}}, 1'b0, position});
    value = C0[row] + $bits(value)'(slope_part >>> 18);

    factor = (op_i == MicroOpTanh) ? {2'b01, fraction}
        : halved ? {2'b11, fraction} : {1'b0, fraction, 1'b0};
    product = $bits(product)'(factor) * $bits(product)'(value);
    log2_whole = {1'b0, exponent} - 9'd127 + {8'd0, halved};
    sum = {log2_whole[8], log2_whole, 54'd0} + 64'(product);

    // exp2, rcp, rsqrt. A mantissa that was rounded to 2^24 carries into the
    // exponent.
    unique case (op_i)
      MicroOpExp2: begin
        mantissa = 25'((value + 32'sd64) >>> 7);
        exponent_less_one = {{2{fixed[31]}}, fixed[31:24]} + 10'd126;
      end
      MicroOpRcp: begin
        mantissa = 25'((value + 32'sd32) >>> 6);
        exponent_less_one = 10'd252 - {2'b0, exponent};
      end
      default: begin
        mantissa = 25'((value + 32'sd32) >>> 6);
        exponent_less_one = 10'd189 - {2'b0, exponent[7:1]} - {9'd0, exponent[0]};
      end
    endcase
    assembled = {exponent_less_one, 23'd0} + {8'd0, mantissa};
    flushed   = (assembled[32] || assembled[31:23] == '0) ? '0 : assembled[30:0];

    // log2, tanh: to nearest even.
    if (op_i == MicroOpTanh) begin
      total_negative = 1'b0;
      total = {30'd0, product[56:23]};
      total_exponent = exponent + 8'd33;
    end else begin
      total_negative = sum[63];
      total = sum[63] ? 64'd0 - sum : sum;
      total_exponent = 8'd136;
    end
    none32 = total[63:32] == '0;
    by32 = total << {none32, 5'b0};
    none16 = by32[63:48] == '0;
    by16 = by32 << {none16, 4'b0};
    none8 = by16[63:56] == '0;
    by8 = by16 << {none8, 3'b0};
    none4 = by8[63:60] == '0;
    by4 = by8 << {none4, 2'b0};
    none2 = by4[63:62] == '0;
    by2 = by4 << {none2, 1'b0};
    none1 = !by2[63];
    normal = by2 << none1;
    rounded = {total_exponent - {2'b0, none32, none16, none8, none4, none2, none1}, normal[62:40]}
        + {30'd0, normal[39] && (normal[40] || normal[38:0] != '0)};

    unique case (op_i)
      MicroOpExp2: begin
        if (exponent >= 8'd134) begin  // magnitudes of 2^7 and more
          y_o = sign ? '0 : {1'b0, Infinity};
        end else begin
          y_o = {1'b0, flushed};
        end
      end
      MicroOpRcp: begin
        y_o = {sign, is_zero ? Infinity : is_infinite ? 31'd0 : flushed};
      end
      MicroOpRsqrt: begin
        if (is_zero) begin
          y_o = {sign, Infinity};
        end else if (sign) begin
          y_o = Nan;
        end else begin
          y_o = {1'b0, is_infinite ? 31'd0 : flushed};
        end
      end
      MicroOpLog2: begin
        if (is_zero) begin
          y_o = {1'b1, Infinity};
        end else if (sign) begin
          y_o = Nan;
        end else if (is_infinite) begin
          y_o = {1'b0, Infinity};
        end else begin
          y_o = normal[63] ? {total_negative, rounded} : '0;
        end
      end
      MicroOpTanh: begin
        if (is_zero) begin
          y_o = {sign, 31'd0};
        end else begin
          y_o = {sign, (exponent > 8'd130 || rounded > One) ? One : rounded};
        end
      end
      default: y_o = '0;
    endcase
    if (is_nan && micro_is_special(op_i)) begin
      y_o = Nan;
    end
  end

endmodule : alc_special
