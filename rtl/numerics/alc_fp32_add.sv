// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FP32 addition (docs/numerics.md, "FP32 arithmetic"): align, add, normalise,
// round. Combinational.
module alc_fp32_add (
  input  logic [31:0] a_i,
  input  logic [31:0] b_i,
  output logic [31:0] y_o
);

  // The operands by magnitude, so that `major` is a NaN if either is one and
  // the difference is never negative. The sign of `minor` is in `subtract`.
  logic [31:0] exchange, major;
  logic [30:0] minor;
  logic swap, subtract;

  // Significands: 24 bits, then guard, round and sticky.
  logic [7:0] distance;
  logic [4:0] shift;
  logic [26:0] addend, aligned;
  logic sticky;
  logic [27:0] sum;

  // The sum shifted left until its leading one is bit 27.
  logic none16, none8, none4, none2, none1;
  logic [27:0] by16, by8, by4, by2, normal;
  logic [ 7:0] zeros;

  logic [31:0] rounded;

  // One block, selecting by masks and shifts: a simulator keeps all of it in
  // registers and mispredicts no branch.
  always_comb begin
    swap = b_i[30:0] > a_i[30:0];
    exchange = (a_i ^ b_i) & {32{swap}};
    major = a_i ^ exchange;
    minor = b_i[30:0] ^ exchange[30:0];
    subtract = a_i[31] ^ b_i[31];

    distance = major[30:23] - minor[30:23];
    shift = (distance > 8'd31) ? 5'd31 : distance[4:0];
    addend = (minor[30:23] == '0) ? '0 : {1'b1, minor[22:0], 3'b0};
    aligned = addend >> shift;
    sticky = (addend & ~(27'h7FF_FFFF << shift)) != '0;
    aligned = aligned | {26'd0, sticky};
    sum = {2'b01, major[22:0], 3'b0} + ({1'b0, aligned} ^ {28{subtract}}) + {27'd0, subtract};

    none16 = sum[27:12] == '0;
    by16 = sum << {none16, 4'b0};
    none8 = by16[27:20] == '0;
    by8 = by16 << {none8, 3'b0};
    none4 = by8[27:24] == '0;
    by4 = by8 << {none4, 2'b0};
    none2 = by4[27:26] == '0;
    by2 = by4 << {none2, 1'b0};
    none1 = !by2[27];
    normal = by2 << none1;
    zeros = {3'b0, none16, none8, none4, none2, none1};

    // To nearest even; a carry goes on into the exponent. Tiny sums are exact,
    // so rounding does not change which are tiny.
    rounded = {{1'b0, major[30:23]} + 9'd1 - {1'b0, zeros}, normal[26:4]}
        + {31'd0, normal[3] && (normal[4] || normal[2:0] != '0)};

    if (major[30:23] == '1) begin
      if (major[22:0] != '0 || (subtract && minor[30:23] == '1)) begin
        y_o = 32'h7FC0_0000;
      end else begin
        y_o = {major[31], 31'h7F80_0000};
      end
    end else if (major[30:23] == '0 || !normal[27]) begin
      y_o = {major[31] && !subtract, 31'd0};  // exactly zero
    end else if (zeros > major[30:23]) begin
      y_o = {major[31], 31'd0};  // tiny
    end else if (rounded[31:23] >= 9'd255) begin
      y_o = {major[31], 31'h7F80_0000};
    end else begin
      y_o = {major[31], rounded[30:0]};
    end
  end

endmodule : alc_fp32_add
