// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Converts the elements of a word between fp32 and bf16: subnormals to zero,
// round to nearest even, canonical NaN. The elements lie side by side from byte
// 0 on, before and after; Width / 4 of them at most. Combinational.
module alc_tdma_convert
  import alc_tdma_pkg::*;
(
  input  convert_e convert_i,
  input  word_t    data_i,
  output word_t    data_o
);

  function automatic logic is_nan(logic [30:0] bits);
    return &bits[30:23] && |bits[22:0];
  endfunction

  function automatic logic [31:0] flush(logic [31:0] bits);
    return |bits[30:23] ? bits : {bits[31], 31'd0};
  endfunction

  function automatic logic [31:0] widen(logic [15:0] bits);
    return is_nan({bits[14:0], 16'd0}) ? 32'h7fc0_0000 : flush({bits, 16'd0});
  endfunction

  logic [Width/4-1:0][15:0] narrow;
  for (genvar i = 0; i < Width / 4; ++i) begin : gen_narrow
    alc_fp32_to_bf16 u_narrow (
      .a_i(data_i[4*i+:4]),
      .y_o(narrow[i])
    );
  end

  always_comb begin
    data_o = data_i;
    if (convert_i == ConvertNarrow) begin
      data_o[Width/2-1:0] = narrow;
    end else if (convert_i == ConvertWiden) begin
      for (int unsigned i = 0; i < Width / 4; ++i) data_o[4*i+:4] = widen(data_i[2*i+:2]);
    end
  end

endmodule : alc_tdma_convert
