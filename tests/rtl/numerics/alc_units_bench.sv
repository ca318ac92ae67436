// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// 16 of each arithmetic unit, on the same operands.
module alc_units_bench (
  input logic [31:0] a_i[16],
  input logic [31:0] b_i[16],
  input logic [31:0] c_i[16],
  output logic [31:0] bf16_mul_o[16],  // of the upper halves of a and b
  output logic [31:0] add_o[16],
  output logic [31:0] fma_o[16],
  output logic [31:0] compare_o[16],  // lt, eq, unordered, below from bit 0
  output logic [31:0] to_bf16_o[16],
  output logic [31:0] from_int32_o[16],
  output logic [31:0] to_int32_o[16],
  output logic [31:0] floor_o[16]
);

  for (genvar i = 0; i < 16; ++i) begin : gen_lane
    alc_bf16_mul u_bf16_mul (
      .a_i(a_i[i][31:16]),
      .b_i(b_i[i][31:16]),
      .y_o(bf16_mul_o[i])
    );
    alc_fp32_add u_add (
      .a_i(a_i[i]),
      .b_i(b_i[i]),
      .y_o(add_o[i])
    );
    alc_fp32_fma u_fma (
      .a_i(a_i[i]),
      .b_i(b_i[i]),
      .c_i(c_i[i]),
      .y_o(fma_o[i])
    );
    alc_fp32_compare u_compare (
      .a_i(a_i[i]),
      .b_i(b_i[i]),
      .lt_o(compare_o[i][0]),
      .eq_o(compare_o[i][1]),
      .unordered_o(compare_o[i][2]),
      .below_o(compare_o[i][3])
    );
    assign compare_o[i][31:4] = '0;
    alc_fp32_to_bf16 u_to_bf16 (
      .a_i(a_i[i]),
      .y_o(to_bf16_o[i][15:0])
    );
    assign to_bf16_o[i][31:16] = '0;
    alc_fp32_from_int32 u_from_int32 (
      .a_i(a_i[i]),
      .y_o(from_int32_o[i])
    );
    alc_fp32_to_int32 u_to_int32 (
      .a_i(a_i[i]),
      .y_o(to_int32_o[i])
    );
    alc_fp32_floor u_floor (
      .a_i(a_i[i]),
      .y_o(floor_o[i])
    );
  end

endmodule : alc_units_bench
