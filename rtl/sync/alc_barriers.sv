// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The barriers of a tile's queues. One with scope `tile` opens in the cycle in
// which the last queue of its mask has come. One with scope `chip` is counted
// by the cluster: arrivals and the release cross the control plane of the NoC.
// A mask that is empty or names queues that are not there, leaves out who
// waits, or differs from that of the others is a fault of who waits.
module alc_barriers
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,

  input  logic     [Queues-1:0] waiting_i,
  input  logic     [Queues-1:0] arriving_i,  // in its first cycle
  // Its header is for others.
  /* verilator lint_off UNUSEDSIGNAL */
  input  barrier_t [Queues-1:0] barrier_i,
  /* verilator lint_on UNUSEDSIGNAL */
  output logic     [Queues-1:0] release_o,
  output logic     [Queues-1:0] illegal_o
);

  localparam int unsigned Ids = alc_chip_pkg::BarrierIds;
  localparam int unsigned IdWidth = $clog2(Ids);
  localparam int unsigned WayCycles = 2 * NocControlHopCycles;
  localparam int unsigned WayWidth = $clog2(WayCycles + 1);

  logic [Queues-1:0] complete;

  always_comb begin
    complete  = '0;
    illegal_o = '0;
    for (int unsigned q = 0; q < Queues; q++) begin
      if (waiting_i[q]) begin
        complete[q] = 1'b1;
        illegal_o[q] = barrier_i[q].id >= 8'(Ids) || barrier_i[q].queues[15:Queues] != '0
            || !barrier_i[q].queues[q];
        for (int unsigned p = 0; p < Queues; p++) begin
          if (waiting_i[p] && barrier_i[p].scope == barrier_i[q].scope
              && barrier_i[p].id == barrier_i[q].id) begin
            illegal_o[q] |= barrier_i[p].queues != barrier_i[q].queues;
          end else if (barrier_i[q].queues[p]) begin
            complete[q] = 1'b0;
          end
        end
        complete[q] &= !illegal_o[q];
        illegal_o[q] &= arriving_i[q];
      end
    end
  end

  // The way of a barrier of the chip, there and back.
  logic [Ids-1:0][WayWidth-1:0] way_q;
  logic [Ids-1:0] under_way;

  always_comb begin
    under_way = '0;
    release_o = '0;
    for (int unsigned q = 0; q < Queues; q++) begin
      if (complete[q] && barrier_i[q].scope == ScopeChip) begin
        under_way[barrier_i[q].id[IdWidth-1:0]] = 1'b1;
        release_o[q] = way_q[barrier_i[q].id[IdWidth-1:0]] == WayWidth'(WayCycles);
      end else begin
        release_o[q] = complete[q];
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      way_q <= '0;
    end else if (clear_i) begin
      way_q <= '0;
    end else begin
      for (int unsigned id = 0; id < Ids; id++) begin
        if (under_way[id] && way_q[id] != WayWidth'(WayCycles)) begin
          way_q[id] <= way_q[id] + WayWidth'(1);
        end else begin
          way_q[id] <= '0;
        end
      end
    end
  end

  who_arrives_waits :
  assert property (@(posedge clk_i) disable iff (!rst_ni) (arriving_i & ~waiting_i) == '0);
  only_who_waits_is_released :
  assert property (@(posedge clk_i) disable iff (!rst_ni) (release_o & ~waiting_i) == '0);

endmodule : alc_barriers
