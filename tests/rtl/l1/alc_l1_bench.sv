// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// L1 with the fields of its lanes as arrays that C++ can write.
module alc_l1_bench
  import alc_tile_pkg::*;
#(
  parameter int unsigned Lanes = 4,
  localparam int unsigned LineBytes = alc_chip_pkg::L1BankBytes
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic [      Lanes-1:0] valid_i,
  input  logic [      Lanes-1:0] write_i,
  input  logic [L1LineWidth-1:0] line_i [Lanes],
  input  logic [  LineBytes-1:0] mask_i [Lanes],
  input  logic [ L1LineBits-1:0] data_i [Lanes],
  output logic [      Lanes-1:0] grant_o,
  output logic [ L1LineBits-1:0] data_o [Lanes]
);

  l1_request_t [Lanes-1:0] request;
  logic [Lanes-1:0][L1LineBits-1:0] data;
  for (genvar i = 0; i < Lanes; i++) begin : gen_lanes
    assign request[i] = '{
            valid: valid_i[i],
            write: write_i[i],
            line: line_i[i],
            mask: mask_i[i],
            data: data_i[i]
        };
    assign data_o[i] = data[i];
  end

  alc_l1 #(
    .Lanes(Lanes)
  ) u_l1 (
    .clk_i,
    .rst_ni,
    .request_i(request),
    .grant_o,
    .data_o(data)
  );

endmodule : alc_l1_bench
