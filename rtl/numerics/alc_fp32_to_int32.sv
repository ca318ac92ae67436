// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FP32 to int32 toward zero; what does not fit gives the nearest int32, a NaN
// 0. Combinational.
module alc_fp32_to_int32 (
  input  logic [31:0] a_i,
  output logic [31:0] y_o
);

  logic [ 4:0] shift;
  logic [31:0] magnitude;

  always_comb begin
    shift = 5'd30 - a_i[27:23];  // exponent field of 2^31 (158) less that of a, modulo 32
    magnitude = {1'b1, a_i[22:0], 8'd0} >> shift;
    if (a_i[30:0] > 31'h7F80_0000 || a_i[30:23] < 8'd127) begin
      y_o = '0;
    end else if (a_i[30:23] >= 8'd158) begin
      y_o = a_i[31] ? 32'h8000_0000 : 32'h7FFF_FFFF;
    end else begin
      y_o = a_i[31] ? 32'd0 - magnitude : magnitude;
    end
  end

endmodule : alc_fp32_to_int32
