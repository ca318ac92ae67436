// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tensor unit with a port of L1 that C++ can read: a field an array.
module alc_ttu_bench
  import alc_tile_pkg::*;
#(
  localparam int unsigned LineBytes = alc_chip_pkg::L1BankBytes,
  localparam int unsigned Lanes = alc_ttu_pkg::array_lanes(
      alc_chip_pkg::TtuRows, alc_chip_pkg::TtuCols
  )
) (
  input  logic                                   clk_i,
  input  logic                                   rst_ni,
  input  logic                                   start_i,
  input  alc_isa_pkg::matmul_t                   instruction_i,
  output logic                                   done_o,
  output logic                 [            7:0] fault_code_o,
  output logic                 [           63:0] fault_value_o,
  output logic                 [      Lanes-1:0] valid_o,
  output logic                 [      Lanes-1:0] write_o,
  output logic                 [L1LineWidth-1:0] line_o       [Lanes],
  output logic                 [  LineBytes-1:0] mask_o       [Lanes],
  output logic                 [ L1LineBits-1:0] data_o       [Lanes],
  input  logic                 [      Lanes-1:0] grant_i,
  input  logic                 [ L1LineBits-1:0] data_i       [Lanes]
);

  fault_t fault;
  l1_request_t [Lanes-1:0] request;
  logic [Lanes-1:0][L1LineBits-1:0] data;

  alc_ttu u_ttu (
    .clk_i,
    .rst_ni,
    .start_i,
    .instruction_i,
    .done_o,
    .fault_o(fault),
    .l1_request_o(request),
    .l1_grant_i(grant_i),
    .l1_data_i(data)
  );

  assign fault_code_o  = fault.code;
  assign fault_value_o = fault.value;
  for (genvar i = 0; i < Lanes; i++) begin : gen_lane
    assign valid_o[i] = request[i].valid;
    assign write_o[i] = request[i].write;
    assign line_o[i] = request[i].line;
    assign mask_o[i] = request[i].mask;
    assign data_o[i] = request[i].data;
    assign data[i] = data_i[i];
  end

endmodule : alc_ttu_bench
