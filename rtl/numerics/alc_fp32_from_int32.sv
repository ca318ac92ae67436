// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// int32 to FP32, to nearest even. Combinational.
module alc_fp32_from_int32 (
  input  logic [31:0] a_i,
  output logic [31:0] y_o
);

  // The magnitude shifted left until its leading one is bit 31.
  logic none16, none8, none4, none2, none1;
  logic [31:0] magnitude, by16, by8, by4, by2, normal;
  logic [30:0] rounded;

  always_comb begin
    magnitude = a_i[31] ? 32'd0 - a_i : a_i;
    none16 = magnitude[31:16] == '0;
    by16 = magnitude << {none16, 4'b0};
    none8 = by16[31:24] == '0;
    by8 = by16 << {none8, 3'b0};
    none4 = by8[31:28] == '0;
    by4 = by8 << {none4, 2'b0};
    none2 = by4[31:30] == '0;
    by2 = by4 << {none2, 1'b0};
    none1 = !by2[31];
    normal = by2 << none1;

    rounded = {8'd158 - {3'b0, none16, none8, none4, none2, none1}, normal[30:8]}
        + {30'd0, normal[7] && (normal[8] || normal[6:0] != '0)};
    y_o = normal[31] ? {a_i[31], rounded} : '0;
  end

endmodule : alc_fp32_from_int32
