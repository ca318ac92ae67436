// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// 16 lanes of the vector processor, on one micro-instruction. Lane 15 has no
// special functions.
module alc_tvp_lane_bench
  import alc_isa_pkg::*;
(
  input micro_op_e op_i,
  input logic [31:0] a_i[16],
  input logic [31:0] b_i[16],
  input logic [31:0] c_i[16],
  input logic [31:0] rd_i[16],
  input logic [15:0] imm_i,
  output logic [31:0] y_o[16]
);

  for (genvar i = 0; i < 16; ++i) begin : gen_lane
    alc_tvp_lane #(
      .Special(i != 15)
    ) u_lane (
      .op_i (op_i),
      .a_i  (a_i[i]),
      .b_i  (b_i[i]),
      .c_i  (c_i[i]),
      .rd_i (rd_i[i]),
      .imm_i(imm_i),
      .y_o  (y_o[i])
    );
  end

endmodule : alc_tvp_lane_bench
