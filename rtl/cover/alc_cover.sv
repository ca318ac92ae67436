// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the cover points of the instruction set look at in a tile; the points are
// generated from the records. In a model only with the define ALCYONE_COVER.
// Instructions count when they end: heads that retire or fault, and descriptors
// that are refused, one a cycle. A fault ends the launch and is counted at once;
// of others that end together the rest waits. One that ends before the one
// before it in its queue has been counted takes its place: a point that was hit
// may not be counted, never the other way round.
module alc_cover
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,

  input descriptor_t   [Queues-1:0] head_i,
  input logic          [Queues-1:0] retire_i,
  // The rest of a report is the host's.
  /* verilator lint_off UNUSEDSIGNAL */
  input fault_report_t              fault_i,   // of the queues
  /* verilator lint_on UNUSEDSIGNAL */
  input descriptor_t                pushed_i,

  input logic        tcp_retire_i,
  input logic        tcp_fault_i,
  input logic [31:0] tcp_word_i,

  input logic        bus_done_i,
  input logic        bus_write_i,
  input logic        bus_fault_i,
  input logic [63:0] bus_address_i
);

  // An instruction that has ended, of every queue and of the pushes.
  localparam int unsigned Sources = Queues + 1;
  logic [Sources-1:0] ended, faulted, waiting, waiting_q, turn;
  descriptor_t [Sources-1:0] descriptor, descriptor_q;
  logic is_fault;
  always_comb begin
    // Whose signal overflows has retired, and has been counted.
    is_fault = fault_i.fault.code != FaultNone && fault_i.fault.code != FaultSemaphoreOverflow;
    for (int unsigned q = 0; q < Queues; q++) begin
      faulted[q] = is_fault && !fault_i.is_push && fault_i.who == 8'(q);
      ended[q] = retire_i[q] || faulted[q];
      descriptor[q] = ended[q] ? head_i[q] : descriptor_q[q];
    end
    faulted[Queues] = is_fault && fault_i.is_push;
    ended[Queues] = faulted[Queues];
    descriptor[Queues] = pushed_i;
    waiting = waiting_q | ended;
    turn = faulted != '0 ? faulted : waiting;
    turn &= ~turn + 1'b1;
  end

  descriptor_t sampled;
  always_comb begin
    sampled = '0;
    for (int unsigned s = 0; s < Sources; s++) begin
      if (turn[s]) sampled = descriptor[s];
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) waiting_q <= '0;
    else waiting_q <= waiting & ~turn;
  end
  always_ff @(posedge clk_i) descriptor_q <= descriptor;

  alc_cover_descriptor u_descriptor (
    .clk_i,
    .rst_ni,
    .valid_i     (turn != '0),
    .fault_i     ((turn & faulted) != '0),
    .descriptor_i(sampled)
  );

  alc_cover_control u_control (
    .clk_i,
    .rst_ni,
    .retire_i(tcp_retire_i),
    .fault_i (tcp_fault_i),
    .word_i  (tcp_word_i)
  );

  logic in_registers;
  assign in_registers = bus_address_i >= AddressTileRegisters &&
      bus_address_i < AddressTileRegisters + AddressTileRegistersBytes;

  alc_cover_register u_register (
    .clk_i,
    .rst_ni,
    .valid_i (bus_done_i && in_registers),
    .write_i (bus_write_i),
    .fault_i (bus_fault_i),
    .offset_i(bus_address_i[15:0])
  );

endmodule : alc_cover
