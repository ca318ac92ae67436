// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The counting semaphores of a tile. In a cycle one waiter takes what it asks
// for, both parts together or nothing, the lowest number first; and one
// signaller gives, the lowest number first. What was given can be taken two
// cycles later. A counter above 255 is a fault of the signaller.
module alc_semaphores
  import alc_tile_pkg::*;
#(
  parameter int unsigned Waiters = 1,
  parameter int unsigned Signallers = 1,
  parameter int unsigned Count = alc_chip_pkg::SemaphoreCount
) (
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,

  input  logic           [Waiters-1:0] wait_valid_i,
  input  semaphore_use_t [Waiters-1:0] wait_i,
  output logic           [Waiters-1:0] wait_grant_o,

  input  logic           [Signallers-1:0] signal_valid_i,
  input  semaphore_use_t [Signallers-1:0] signal_i,
  output logic           [Signallers-1:0] signal_ready_o,
  output logic           [Signallers-1:0] overflow_o,           // with ready: not given
  output logic           [           7:0] overflow_semaphore_o,

  output logic                  busy_o,  // a signal has been taken and not added yet
  output logic [Count-1:0][7:0] value_o
);

  localparam int unsigned IndexWidth = $clog2(Count);
  typedef logic [IndexWidth-1:0] index_t;

  // For reports of a deadlock, through the back door.
  logic [Count-1:0][7:0] value_q  /* verilator public_flat_rd */;
  assign value_o = value_q;

  // A signal stands in a register before it is added.
  logic giving_q;
  assign busy_o = giving_q;
  semaphore_use_t given_q;

  function automatic logic holds(semaphore_use_t use_i, logic [Count-1:0][7:0] value);
    logic [8:0] both;
    both = {1'b0, use_i.count[0]} + {1'b0, use_i.count[1]};
    if (use_i.number[0] == use_i.number[1]) begin
      return {1'b0, value[index_t'(use_i.number[0])]} >= both;
    end
    return (use_i.count[0] == 0 || value[index_t'(use_i.number[0])] >= use_i.count[0])
        && (use_i.count[1] == 0 || value[index_t'(use_i.number[1])] >= use_i.count[1]);
  endfunction

  semaphore_use_t taken;
  always_comb begin
    wait_grant_o = '0;
    taken = '0;
    for (int unsigned i = 0; i < Waiters; i++) begin
      if (wait_valid_i[i] && wait_grant_o == '0 && holds(wait_i[i], value_q)) begin
        wait_grant_o[i] = 1'b1;
        taken = wait_i[i];
      end
    end
  end

  semaphore_use_t offered;
  always_comb begin
    signal_ready_o = '0;
    offered = '0;
    for (int unsigned i = 0; i < Signallers; i++) begin
      if (signal_valid_i[i] && signal_ready_o == '0) begin
        signal_ready_o[i] = 1'b1;
        offered = signal_i[i];
      end
    end
  end

  logic [Signallers-1:0] giver_q;
  logic [1:0] overflow;
  logic [1:0][8:0] sum;
  logic [Count-1:0][7:0] value_d;

  always_comb begin
    value_d = value_q;
    overflow = '0;
    sum = '0;
    for (int unsigned i = 0; i < 2; i++) begin
      if (giving_q && given_q.count[i] != 0) begin
        sum[i] = {1'b0, value_d[index_t'(given_q.number[i])]} + {1'b0, given_q.count[i]};
        overflow[i] = sum[i][8];
        if (!sum[i][8]) begin
          value_d[index_t'(given_q.number[i])] = sum[i][7:0];
        end
      end
    end
    for (int unsigned i = 0; i < 2; i++) begin
      if (taken.count[i] != 0) begin
        value_d[index_t'(taken.number[i])] -= taken.count[i];
      end
    end
  end

  assign overflow_o = overflow != '0 ? giver_q : '0;
  assign overflow_semaphore_o = overflow[0] ? given_q.number[0] : given_q.number[1];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      value_q  <= '0;
      giving_q <= 1'b0;
      giver_q  <= '0;
    end else if (clear_i) begin
      value_q  <= '0;
      giving_q <= 1'b0;
    end else begin
      giving_q <= signal_ready_o != '0;
      giver_q  <= signal_ready_o;
      if (giving_q || taken.count != '0) begin
        value_q <= value_d;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (signal_ready_o != '0) begin
      given_q <= offered;
    end
  end

  function automatic logic are_there(semaphore_use_t use_i);
    return (use_i.count[0] == 0 || 32'(use_i.number[0]) < Count)
        && (use_i.count[1] == 0 || 32'(use_i.number[1]) < Count);
  endfunction
  only_semaphores_that_are_there_are_taken :
  assert property (@(posedge clk_i) disable iff (!rst_ni) are_there(taken));
  only_semaphores_that_are_there_are_given :
  assert property (@(posedge clk_i) disable iff (!rst_ni) are_there(offered));

endmodule : alc_semaphores
