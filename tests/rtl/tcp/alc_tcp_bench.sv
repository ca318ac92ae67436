// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The control processor with its memory; the test is what lies beyond the bus.
module alc_tcp_bench
  import alc_chip_pkg::*;
  import alc_tile_pkg::*;
#(
  localparam int unsigned AddressWidth = $clog2(TcpMemoryBytes)
) (
  input  logic                           clk_i,
  input  logic                           rst_ni,
  input  logic                           start_i,
  input  logic        [            63:0] entry_i,
  input  logic                           halt_i,
  input  logic                           data_ready_i,
  output logic                           bus_valid_o,
  output logic                           bus_write_o,
  output logic        [            63:0] bus_address_o,
  output logic        [             1:0] bus_size_o,
  output logic        [            63:0] bus_wdata_o,
  input  logic                           bus_done_i,
  input  logic        [            63:0] bus_rdata_i,
  input  fault_code_e                    bus_fault_code_i,
  input  logic        [            63:0] bus_fault_value_i,
  output logic                           running_o,
  output fault_code_e                    fault_code_o,
  output logic        [            63:0] fault_value_o,
  output logic        [            63:0] pc_o,
  output logic                           retire_valid_o,
  output logic        [            31:0] retire_instruction_o,
  output logic        [             4:0] retire_rd_o,
  output logic        [            63:0] retire_value_o,
  output logic                           stored_o,              // control memory is written
  input  logic                           copy_valid_i,
  input  logic        [AddressWidth-1:0] copy_address_i,
  output logic        [           511:0] copy_data_o
);

  logic fetch_valid, data_valid, data_write;
  logic [AddressWidth-1:0] fetch_address, data_address;
  logic [31:0] fetch_data;
  logic [63:0] data_wdata, data_rdata;
  logic [7:0] data_strobe;
  fault_t fault;

  alc_tcp u_tcp (
    .clk_i,
    .rst_ni,
    .start_i,
    .entry_i,
    .halt_i,
    .fetch_valid_o  (fetch_valid),
    .fetch_address_o(fetch_address),
    .fetch_data_i   (fetch_data),
    .data_valid_o   (data_valid),
    .data_write_o   (data_write),
    .data_address_o (data_address),
    .data_wdata_o   (data_wdata),
    .data_strobe_o  (data_strobe),
    .data_rdata_i   (data_rdata),
    .data_ready_i,
    .bus_valid_o,
    .bus_write_o,
    .bus_address_o,
    .bus_size_o,
    .bus_wdata_o,
    .bus_done_i,
    .bus_rdata_i,
    .bus_fault_i    ('{code: bus_fault_code_i, value: bus_fault_value_i}),
    .running_o,
    .fault_o        (fault),
    .pc_o,
    .retire_valid_o,
    .retire_instruction_o,
    .retire_rd_o,
    .retire_value_o
  );

  alc_tcm u_tcm (
    .clk_i,
    .fetch_valid_i  (fetch_valid),
    .fetch_address_i(fetch_address),
    .fetch_data_o   (fetch_data),
    .data_valid_i   (data_valid),
    .data_write_i   (data_write),
    .data_address_i (data_address),
    .data_wdata_i   (data_wdata),
    .data_strobe_i  (data_strobe),
    .data_rdata_o   (data_rdata),
    .copy_valid_i,
    .copy_address_i,
    .copy_data_o
  );

  assign fault_code_o = fault.code;
  assign fault_value_o = fault.value;
  assign stored_o = data_valid && data_write;

endmodule : alc_tcp_bench
