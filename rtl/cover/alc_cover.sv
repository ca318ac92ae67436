// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the cover points of the instruction set look at in a tile; the points are
// generated from the records. In a model only with the define ALCYONE_COVER.
// Instructions count when they end: heads that retire or fault, and descriptors
// that are refused, one a cycle in the order of the queues. A queue whose last
// one is still waiting for its turn loses it: a point that was hit may not be
// counted, never the other way round.
module alc_cover
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,

  input descriptor_t [Queues-1:0] head_i,
  input logic        [Queues-1:0] retire_i,
  input logic        [Queues-1:0] engine_done_i,
  input fault_t      [Queues-1:0] engine_fault_i,
  input logic                     refused_i,
  input descriptor_t              pushed_i,

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
  logic [Sources-1:0] ended, faulted, pending_q, fault_q, turn;
  descriptor_t [Sources-1:0] descriptor, descriptor_q;
  always_comb begin
    for (int unsigned q = 0; q < Queues; q++) begin
      faulted[q] = engine_done_i[q] && engine_fault_i[q].code != alc_chip_pkg::FaultNone;
      ended[q] = retire_i[q] || faulted[q];
      descriptor[q] = head_i[q];
    end
    faulted[Queues] = refused_i;
    ended[Queues] = refused_i;
    descriptor[Queues] = pushed_i;
    turn = pending_q & (~pending_q + 1'b1);
  end

  logic valid, fault;
  descriptor_t sampled;
  always_comb begin
    valid   = pending_q != '0;
    fault   = (turn & fault_q) != '0;
    sampled = '0;
    for (int unsigned s = 0; s < Sources; s++) begin
      if (turn[s]) sampled = descriptor_q[s];
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) pending_q <= '0;
    else pending_q <= (pending_q & ~turn) | ended;
  end
  always_ff @(posedge clk_i) begin
    for (int unsigned s = 0; s < Sources; s++) begin
      if (ended[s]) begin
        fault_q[s] <= faulted[s];
        descriptor_q[s] <= descriptor[s];
      end
    end
  end

  alc_cover_descriptor u_descriptor (
    .clk_i,
    .rst_ni,
    .valid_i     (valid),
    .fault_i     (fault),
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
  assign in_registers = bus_address_i >= alc_chip_pkg::AddressTileRegisters &&
      bus_address_i < alc_chip_pkg::AddressTileRegisters + alc_chip_pkg::AddressTileRegistersBytes;

  alc_cover_register u_register (
    .clk_i,
    .rst_ni,
    .valid_i (bus_done_i && in_registers),
    .write_i (bus_write_i),
    .fault_i (bus_fault_i),
    .offset_i(bus_address_i[15:0])
  );

endmodule : alc_cover
