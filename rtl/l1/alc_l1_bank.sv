// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bank with its side of the crossbar: what the granted lane asks for is at the
// SRAM in the next cycle, and data of a read are there in the one after that.
module alc_l1_bank
  import alc_tile_pkg::*;
#(
  parameter int unsigned Lanes = 1,
  parameter int unsigned Rows = 2,
  localparam int unsigned LaneWidth = Lanes > 1 ? $clog2(Lanes) : 1,
  localparam int unsigned RowWidth = $clog2(Rows)
) (
  input  logic                         clk_i,
  input  logic                         rst_ni,
  input  l1_request_t [     Lanes-1:0] request_i,
  input  logic                         granted_i,  // to lane_i
  input  logic        [ LaneWidth-1:0] lane_i,
  output logic        [L1LineBits-1:0] data_o
);

  logic valid_q;
  l1_request_t request_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= 1'b0;
    else valid_q <= granted_i;
  end
  always_ff @(posedge clk_i) begin
    if (granted_i) request_q <= request_i[lane_i];
  end

  logic unused_valid;
  assign unused_valid = request_q.valid;

  alc_ram #(
    .Words(Rows),
    .Bytes(alc_chip_pkg::L1BankBytes)
  ) u_ram (
    .clk_i,
    .valid_i(valid_q),
    .write_i(request_q.write),
    .word_i (request_q.line[L1LineWidth-1-:RowWidth]),
    .mask_i (request_q.mask),
    .data_i (request_q.data),
    .data_o
  );

  only_a_request_is_taken :
  assert property (@(posedge clk_i) disable iff (!rst_ni) granted_i |-> request_i[lane_i].valid);

endmodule : alc_l1_bank
