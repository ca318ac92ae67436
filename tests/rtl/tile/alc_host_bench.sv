// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The host's port with the fields of a fault as ports that C++ can write.
module alc_host_bench
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,

  input  logic        aw_valid_i,
  output logic        aw_ready_o,
  input  logic [11:0] aw_addr_i,
  input  logic [ 2:0] aw_prot_i,
  input  logic        w_valid_i,
  output logic        w_ready_o,
  input  logic [63:0] w_data_i,
  input  logic [ 7:0] w_strb_i,
  output logic        b_valid_o,
  input  logic        b_ready_i,
  output logic [ 1:0] b_resp_o,
  input  logic        ar_valid_i,
  output logic        ar_ready_o,
  input  logic [11:0] ar_addr_i,
  input  logic [ 2:0] ar_prot_i,
  output logic        r_valid_o,
  input  logic        r_ready_i,
  output logic [63:0] r_data_o,
  output logic [ 1:0] r_resp_o,

  input  logic [15:0] tile_id_i,
  output logic        start_o,
  output logic [63:0] entry_o,
  input  logic        done_i,
  input  logic [63:0] exit_code_i,
  input  logic [ 7:0] fault_code_i,
  input  logic [63:0] fault_value_i,
  input  logic [ 7:0] fault_who_i,
  input  logic [31:0] fault_tag_i,
  input  logic [63:0] fault_pc_i,
  input  logic        fault_is_push_i,
  input  logic [63:0] fault_descriptor_i,
  output logic        fault_is_push_o,
  output logic [63:0] fault_descriptor_o,
  output logic        stopped_o
);

  fault_report_t fault_in, fault_out;
  assign fault_in = '{
          fault: '{code: alc_chip_pkg::fault_code_e'(fault_code_i), value: fault_value_i},
          who: fault_who_i,
          tag: fault_tag_i,
          pc: fault_pc_i,
          is_push: fault_is_push_i,
          descriptor: fault_descriptor_i
      };
  assign fault_is_push_o = fault_out.is_push;
  assign fault_descriptor_o = fault_out.descriptor;

  alc_host u_host (
    .clk_i,
    .rst_ni,
    .aw_valid_i,
    .aw_ready_o,
    .aw_addr_i,
    .aw_prot_i,
    .w_valid_i,
    .w_ready_o,
    .w_data_i,
    .w_strb_i,
    .b_valid_o,
    .b_ready_i,
    .b_resp_o,
    .ar_valid_i,
    .ar_ready_o,
    .ar_addr_i,
    .ar_prot_i,
    .r_valid_o,
    .r_ready_i,
    .r_data_o,
    .r_resp_o,
    .tile_id_i,
    .start_o,
    .entry_o,
    .done_i,
    .exit_code_i,
    .fault_i(fault_in),
    .fault_o(fault_out),
    .stopped_o
  );

  logic unused;  // read through the port
  assign unused = ^{fault_out.fault, fault_out.who, fault_out.tag, fault_out.pc};

endmodule : alc_host_bench
