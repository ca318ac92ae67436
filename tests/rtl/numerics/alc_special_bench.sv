// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// 16 special-function units.
module alc_special_bench
  import alc_isa_pkg::*;
(
  input micro_op_e op_i,
  input logic [31:0] a_i[16],
  output logic [31:0] y_o[16]
);

  for (genvar i = 0; i < 16; ++i) begin : gen_lane
    alc_special u_special (
      .op_i(op_i),
      .a_i (a_i[i]),
      .y_o (y_o[i])
    );
  end

endmodule : alc_special_bench
