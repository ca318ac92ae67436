// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a compares with b, FP32: unordered_o if either is a NaN, else at most one
// of lt_o and eq_o. Subnormals are zeros, and both zeros are equal. below_o is
// the order of min and max, in which -0 is below +0; it says nothing of NaNs.
// Combinational.
module alc_fp32_compare (
  input  logic [31:0] a_i,
  input  logic [31:0] b_i,
  output logic        lt_o,
  output logic        eq_o,
  output logic        unordered_o,
  output logic        below_o
);

  logic [30:0] a, b;
  logic both_zero;

  always_comb begin
    a = (a_i[30:23] == '0) ? '0 : a_i[30:0];
    b = (b_i[30:23] == '0) ? '0 : b_i[30:0];
    both_zero = a == '0 && b == '0;
    unordered_o = a > 31'h7F80_0000 || b > 31'h7F80_0000;
    below_o = (a_i[31] != b_i[31]) ? a_i[31] : (a_i[31] ? a > b : a < b);
    lt_o = below_o && !both_zero && !unordered_o;
    eq_o = (both_zero || (a == b && a_i[31] == b_i[31])) && !unordered_o;
  end

endmodule : alc_fp32_compare
