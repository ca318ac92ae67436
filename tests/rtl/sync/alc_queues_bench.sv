// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The queues of a tile with their fields as arrays that C++ can write.
module alc_queues_bench
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,

  input  logic                 push_i,
  input  queue_index_t         push_queue_i,
  input  logic         [ 63:0] push_address_i,
  input  logic         [ 31:0] push_pc_i,
  output logic                 push_busy_o,
  output logic                 copy_valid_o,
  output logic         [ 31:0] copy_address_o,
  input  logic         [511:0] copy_data_i,
  output logic         [  7:0] free_o        [Queues],

  input  logic       tcp_wait_valid_i,
  input  logic [7:0] tcp_wait_number_i,
  input  logic [7:0] tcp_wait_count_i,
  output logic       tcp_wait_grant_o,
  input  logic       tcp_signal_valid_i,
  input  logic [7:0] tcp_signal_number_i,
  input  logic [7:0] tcp_signal_count_i,
  output logic       tcp_signal_ready_o,
  output logic       tcp_overflow_o,
  output logic [7:0] semaphore_o        [SemaphoreCount],

  output logic        [Queues-1:0] start_o,
  output descriptor_t              head_o       [Queues],
  input  logic        [Queues-1:0] done_i,
  input  logic        [       7:0] fault_code_i [Queues],
  input  logic        [      63:0] fault_value_i[Queues],

  output logic [ 7:0] fault_code_o,
  output logic [63:0] fault_value_o,
  output logic [ 7:0] fault_who_o,
  output logic [31:0] fault_tag_o,
  output logic [63:0] fault_pc_o,
  output logic        fault_is_push_o,
  output logic [63:0] fault_descriptor_o,

  output logic                      empty_o,
  output logic                      quiet_o,
  output logic                      write_o,
  output queue_index_t              write_queue_o,
  output descriptor_t               write_descriptor_o,
  output logic         [      31:0] write_pc_o,
  output logic         [Queues-1:0] granted_o,
  output logic         [Queues-1:0] retire_o
);

  logic [$clog2(TcpMemoryBytes)-1:0] copy_address;
  logic [Queues-1:0][$clog2(QueueDepth+1)-1:0] free;
  logic [SemaphoreCount-1:0][7:0] values;
  descriptor_t [Queues-1:0] head;
  fault_t [Queues-1:0] fault_in;
  fault_report_t fault_out;

  assign copy_address_o = 32'(copy_address);
  assign fault_code_o = fault_out.fault.code;
  assign fault_value_o = fault_out.fault.value;
  assign fault_who_o = fault_out.who;
  assign fault_tag_o = fault_out.tag;
  assign fault_pc_o = fault_out.pc;
  assign fault_is_push_o = fault_out.is_push;
  assign fault_descriptor_o = fault_out.descriptor;
  for (genvar i = 0; i < SemaphoreCount; i++) begin : gen_semaphores
    assign semaphore_o[i] = values[i];
  end
  for (genvar q = 0; q < Queues; q++) begin : gen_queues
    assign free_o[q]   = 8'(free[q]);
    assign head_o[q]   = head[q];
    assign fault_in[q] = '{code: fault_code_e'(fault_code_i[q]), value: fault_value_i[q]};
  end

  alc_queues u_queues (
    .clk_i,
    .rst_ni,
    .clear_i,
    .push_i,
    .push_queue_i,
    .push_address_i,
    .push_pc_i,
    .push_busy_o,
    .copy_valid_o,
    .copy_address_o(copy_address),
    .copy_data_i,
    .free_o(free),
    .tcp_wait_valid_i,
    .tcp_wait_i('{number: {8'd0, tcp_wait_number_i}, count: {8'd0, tcp_wait_count_i}}),
    .tcp_wait_grant_o,
    .tcp_signal_valid_i,
    .tcp_signal_i('{number: {8'd0, tcp_signal_number_i}, count: {8'd0, tcp_signal_count_i}}),
    .tcp_signal_ready_o,
    .tcp_overflow_o,
    .semaphore_o(values),
    .start_o,
    .head_o(head),
    .done_i,
    .fault_i(fault_in),
    .fault_o(fault_out),
    .empty_o,
    .quiet_o,
    .write_o,
    .write_queue_o,
    .write_descriptor_o,
    .write_pc_o,
    .granted_o,
    .retire_o
  );

endmodule : alc_queues_bench
