// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The largest whole number not above a, FP32; -0 stays -0. Combinational.
module alc_fp32_floor (
  input  logic [31:0] a_i,
  output logic [31:0] y_o
);

  logic [ 4:0] above_one;  // how far the exponent is above that of 1, modulo 32
  logic [30:0] fraction_mask;
  logic [30:0] carried;

  always_comb begin
    above_one = a_i[27:23] - 5'd31;
    fraction_mask = 31'h007F_FFFF >> above_one;
    // One unit more in magnitude if a negative number has a fraction; a carry
    // goes on into the exponent.
    carried = a_i[31] ? a_i[30:0] + fraction_mask : a_i[30:0];
    if (a_i[30:0] > 31'h7F80_0000) begin
      y_o = 32'h7FC0_0000;
    end else if (a_i[30:23] == '0) begin
      y_o = {a_i[31], 31'd0};
    end else if (a_i[30:23] < 8'd127) begin
      y_o = a_i[31] ? 32'hBF80_0000 : '0;
    end else if (a_i[30:23] >= 8'd150) begin
      y_o = a_i;
    end else begin
      y_o = {a_i[31], carried & ~fraction_mask};
    end
  end

endmodule : alc_fp32_floor
