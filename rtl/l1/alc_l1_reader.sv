// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads words of several lines from L1. Each lane asks for its line of one word
// after the other and may be Ahead words ahead of the slowest: lines of a word
// that meet in a bank cost a lane a cycle, and not the word. Lanes that have
// drifted apart meet where they would not, so every word of Together is begun by
// all of them at once. Words come in order: data_o holds one in the cycle of valid_o, L1Latency + 1 cycles after its last grant at
// the earliest, with what was given with it in meta_o.
module alc_l1_reader
  import alc_tile_pkg::*;
#(
  parameter int unsigned Lanes = 16,
  parameter int unsigned MetaBits = 1,
  parameter int unsigned Words = 8,  // under way; a power of two
  parameter int unsigned Together = 64,  // a power of two
  parameter int unsigned Ahead = 2  // of the oldest word that a lane has to ask for
) (
  input  logic                                        clk_i,
  input  logic                                        rst_ni,
  output logic                                        ready_o,
  input  logic                                        valid_i,
  input  logic        [   Lanes-1:0]                  needed_i,
  input  logic        [   Lanes-1:0][L1LineWidth-1:0] line_i,
  input  logic        [MetaBits-1:0]                  meta_i,
  output l1_request_t [   Lanes-1:0]                  request_o,
  input  logic        [   Lanes-1:0]                  grant_i,
  input  logic        [   Lanes-1:0][ L1LineBits-1:0] data_i,
  output logic                                        valid_o,
  output logic        [   Lanes-1:0][ L1LineBits-1:0] data_o,
  output logic        [MetaBits-1:0]                  meta_o
);

  localparam int unsigned SlotWidth = $clog2(Words);
  typedef logic [SlotWidth-1:0] slot_t;
  typedef logic [SlotWidth:0] pointer_t;  // with a bit to tell full from empty

  // Words in slots from head to tail.
  pointer_t head_q, tail_q;
  slot_t head, tail;
  logic [Words-1:0][Lanes-1:0] needed_q, missing_q;
  logic [Lanes-1:0][L1LineWidth-1:0] line_q[Words];
  logic [MetaBits-1:0] meta_q[Words];
  logic [Lanes-1:0][L1LineBits-1:0] data_q[Words];

  logic load;
  assign head = head_q[SlotWidth-1:0];
  assign tail = tail_q[SlotWidth-1:0];
  assign ready_o = tail_q - head_q != pointer_t'(Words);
  assign load = ready_o && valid_i;
  assign valid_o = head_q != tail_q && missing_q[head] == '0;
  assign data_o = data_q[head];
  assign meta_o = meta_q[head];

  // Where each lane is, and what it is waiting for.
  pointer_t [Lanes-1:0] at_q;
  logic [Lanes-1:0] passes;
  typedef struct packed {
    logic  valid;
    slot_t slot;
  } way_t;
  way_t [L1Latency-1:0][Lanes-1:0] way_q;  // index i: granted i + 1 cycles ago

  // The oldest word that a lane has to ask for, a cycle late.
  pointer_t oldest_q;
  logic [Lanes-1:0] beyond;

  // Words at which lanes wait for each other.
  logic [Words-1:0] meet_q;
  logic [$clog2(Together)-1:0] loaded_q;
  logic is_together;
  always_comb begin
    is_together = 1'b1;
    for (int unsigned i = 1; i < Lanes; i++) begin
      if (at_q[i] != at_q[0]) is_together = 1'b0;
    end
  end

  logic [Lanes-1:0] ask;
  logic [Lanes-1:0] idle;  // has asked for all that it may
  always_comb begin
    ask = '0;
    idle = '0;
    beyond = '0;
    request_o = '0;
    for (int unsigned i = 0; i < Lanes; i++) begin
      beyond[i] = at_q[i] != oldest_q;
      idle[i]   = at_q[i] == tail_q || at_q[i] - oldest_q > pointer_t'(Ahead) ||
          (meet_q[at_q[i][SlotWidth-1:0]] && !is_together);
      if (!idle[i]) begin
        ask[i] = needed_q[at_q[i][SlotWidth-1:0]][i];
        request_o[i].valid = ask[i];
        request_o[i].line = line_q[at_q[i][SlotWidth-1:0]][i];
      end
    end
  end
  assign passes = ~idle & (~ask | grant_i);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      head_q <= '0;
      tail_q <= '0;
      at_q <= '0;
      oldest_q <= '0;
      way_q <= '0;
      needed_q <= '0;
      missing_q <= '0;
      meet_q <= '0;
      loaded_q <= '0;
    end else begin
      if (is_together) meet_q[at_q[0][SlotWidth-1:0]] <= 1'b0;
      if (load) begin
        tail_q <= tail_q + 1'b1;
        needed_q[tail] <= needed_i;
        missing_q[tail] <= needed_i;
        meet_q[tail] <= loaded_q == '0;
        loaded_q <= loaded_q + 1'b1;
      end
      if (beyond == '1) oldest_q <= oldest_q + 1'b1;
      if (valid_o) head_q <= head_q + 1'b1;
      for (int unsigned i = 0; i < Lanes; i++) begin
        if (passes[i]) at_q[i] <= at_q[i] + 1'b1;
        way_q[0][i] <= '{valid: ask[i] && grant_i[i], slot: at_q[i][SlotWidth-1:0]};
        if (way_q[L1Latency-1][i].valid) missing_q[way_q[L1Latency-1][i].slot][i] <= 1'b0;
      end
      for (int unsigned i = 1; i < L1Latency; i++) way_q[i] <= way_q[i-1];
    end
  end

  always_ff @(posedge clk_i) begin
    if (load) begin
      line_q[tail] <= line_i;
      meta_q[tail] <= meta_i;
    end
    for (int unsigned i = 0; i < Lanes; i++) begin
      if (way_q[L1Latency-1][i].valid) data_q[way_q[L1Latency-1][i].slot][i] <= data_i[i];
    end
  end

  only_who_asks_is_granted :
  assert property (@(posedge clk_i) disable iff (!rst_ni) (grant_i & ~ask) == '0);

  if (Words != 1 << SlotWidth || Words < L1Latency + 3) begin : gen_check
    $error("a word is under way for L1Latency + 2 cycles; their number is a power of two");
  end

endmodule : alc_l1_reader
