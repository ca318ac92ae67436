// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FP32 to bf16 (docs/numerics.md, "Conversions"). Combinational.
module alc_fp32_to_bf16 (
  input  logic [31:0] a_i,
  output logic [15:0] y_o
);

  logic round_up;
  assign round_up = a_i[15] && (a_i[16] || a_i[14:0] != '0);

  always_comb begin
    if (a_i[30:0] > 31'h7F80_0000) begin
      y_o = 16'h7FC0;
    end else if (a_i[30:23] == '0) begin
      y_o = {a_i[31], 15'd0};
    end else begin
      y_o = a_i[31:16] + {15'd0, round_up};
    end
  end

endmodule : alc_fp32_to_bf16
