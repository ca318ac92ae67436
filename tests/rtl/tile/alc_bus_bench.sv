// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bus of a tile with the fields of its structures, and its data as bytes,
// that C++ can read and write.
module alc_bus_bench
  import alc_chip_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,

  input logic [15:0] tile_id_i,
  input logic [63:0] cycle_i,

  input  logic        valid_i,
  input  logic        write_i,
  input  logic [63:0] address_i,
  input  logic [ 1:0] size_i,
  input  logic [63:0] wdata_i,
  output logic        done_o,
  output logic [63:0] rdata_o,
  output logic [ 7:0] fault_code_o,
  output logic [63:0] fault_value_o,

  output logic                halt_o,
  output logic         [63:0] exit_code_o,
  output logic                push_o,
  output queue_index_t        push_queue_o,
  input  logic                push_busy_i,
  input  logic         [ 7:0] queue_free_i     [        Queues],
  input  logic         [ 7:0] semaphore_i      [SemaphoreCount],
  output logic                wait_valid_o,
  output logic         [15:0] wait_numbers_o,
  output logic         [15:0] wait_counts_o,
  input  logic                wait_grant_i,
  output logic                signal_valid_o,
  output logic         [15:0] signal_numbers_o,
  output logic         [15:0] signal_counts_o,
  input  logic                signal_ready_i,
  input  logic                signal_overflow_i,
  output logic                stalled_o,

  output logic                   l1_valid_o,
  output logic                   l1_write_o,
  output logic [           31:0] l1_line_o,
  output logic [L1BankBytes-1:0] l1_mask_o,
  output logic [            7:0] l1_data_o [L1BankBytes],
  input  logic                   l1_grant_i,
  input  logic [            7:0] l1_data_i [L1BankBytes],

  output logic                 ar_valid_o,
  input  logic                 ar_ready_i,
  output logic                 aw_valid_o,
  input  logic                 aw_ready_i,
  output logic [AxiIdBits-1:0] id_o,
  output logic [         63:0] addr_o,
  output logic [          7:0] len_o,
  output logic [          2:0] size_o,
  output logic                 w_valid_o,
  input  logic                 w_ready_i,
  output logic [          7:0] w_data_o  [AxiBytes],
  output logic [ AxiBytes-1:0] w_strb_o,
  output logic                 w_last_o,
  input  logic                 r_valid_i,
  input  logic [          7:0] r_data_i  [AxiBytes],
  input  logic                 b_valid_i
);

  fault_t fault;
  logic [Queues-1:0][$clog2(QueueDepth+1)-1:0] queue_free;
  logic [SemaphoreCount-1:0][7:0] semaphores;
  semaphore_use_t wait_use, signal_use;
  l1_request_t l1_request;
  logic [L1LineBits-1:0] l1_data;
  axi_address_t address;
  axi_write_t w;
  logic [AxiDataBits-1:0] r_data;

  assign fault_code_o = fault.code;
  assign fault_value_o = fault.value;
  assign wait_numbers_o = wait_use.number;
  assign wait_counts_o = wait_use.count;
  assign signal_numbers_o = signal_use.number;
  assign signal_counts_o = signal_use.count;
  assign l1_valid_o = l1_request.valid;
  assign l1_write_o = l1_request.write;
  assign l1_line_o = 32'(l1_request.line);
  assign l1_mask_o = l1_request.mask;
  assign {id_o, addr_o, len_o, size_o} = address;
  assign w_strb_o = w.strb;
  assign w_last_o = w.last;
  for (genvar i = 0; i < Queues; i++) begin : gen_queues
    assign queue_free[i] = queue_free_i[i][$clog2(QueueDepth+1)-1:0];
  end
  for (genvar i = 0; i < SemaphoreCount; i++) begin : gen_semaphores
    assign semaphores[i] = semaphore_i[i];
  end
  for (genvar i = 0; i < L1BankBytes; i++) begin : gen_l1_bytes
    assign l1_data_o[i] = l1_request.data[8*i+:8];
    assign l1_data[8*i+:8] = l1_data_i[i];
  end
  for (genvar i = 0; i < AxiBytes; i++) begin : gen_axi_bytes
    assign w_data_o[i] = w.data[8*i+:8];
    assign r_data[8*i+:8] = r_data_i[i];
  end

  alc_bus u_bus (
    .clk_i,
    .rst_ni,
    .clear_i,
    .tile_id_i,
    .cycle_i,
    .valid_i,
    .write_i,
    .address_i,
    .size_i,
    .wdata_i,
    .done_o,
    .rdata_o,
    .fault_o(fault),
    .halt_o,
    .exit_code_o,
    .push_o,
    .push_queue_o,
    .push_busy_i,
    .queue_free_i(queue_free),
    .semaphore_i(semaphores),
    .wait_valid_o,
    .wait_o(wait_use),
    .wait_grant_i,
    .signal_valid_o,
    .signal_o(signal_use),
    .signal_ready_i,
    .signal_overflow_i,
    .stalled_o,
    .l1_request_o(l1_request),
    .l1_grant_i,
    .l1_data_i(l1_data),
    .ar_valid_o,
    .ar_ready_i,
    .aw_valid_o,
    .aw_ready_i,
    .address_o(address),
    .w_valid_o,
    .w_ready_i,
    .w_o(w),
    .r_valid_i,
    .r_data_i(r_data),
    .b_valid_i
  );

endmodule : alc_bus_bench
