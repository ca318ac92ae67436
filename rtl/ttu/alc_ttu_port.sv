// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads words of several lines from L1. The next word is asked for when all
// lines of the last one were granted; data_o holds a word in the cycle of
// valid_o, L1Latency + 1 cycles after its last grant, with what was given with
// it in meta_o.
module alc_ttu_port
  import alc_tile_pkg::*;
#(
  parameter int unsigned Lanes = 16,
  parameter int unsigned MetaBits = 1
) (
  input  logic                              clk_i,
  input  logic                              rst_ni,
  output logic                              ready_o,
  input  logic                              valid_i,
  input  logic [Lanes-1:0]                  needed_i,
  input  logic [Lanes-1:0][L1LineWidth-1:0] line_i,
  input  logic [MetaBits-1:0]               meta_i,
  output logic [Lanes-1:0]                  ask_o,
  output logic [Lanes-1:0][L1LineWidth-1:0] line_o,
  input  logic [Lanes-1:0]                  grant_i,
  input  logic [Lanes-1:0][L1LineBits-1:0]  data_i,
  output logic                              valid_o,
  output logic [Lanes-1:0][L1LineBits-1:0]  data_o,
  output logic [MetaBits-1:0]               meta_o
);

  logic word_q, granted;
  logic [Lanes-1:0] pending_q;
  logic [Lanes-1:0][L1LineWidth-1:0] line_q;
  logic [MetaBits-1:0] meta_q;

  assign ask_o = pending_q;
  assign line_o = line_q;
  assign granted = (pending_q & ~grant_i) == '0;
  assign ready_o = !word_q || granted;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      word_q <= 1'b0;
      pending_q <= '0;
    end else if (ready_o) begin
      word_q <= valid_i;
      pending_q <= valid_i ? needed_i : '0;
    end else begin
      pending_q <= pending_q & ~grant_i;
    end
  end
  always_ff @(posedge clk_i) begin
    if (ready_o && valid_i) begin
      line_q <= line_i;
      meta_q <= meta_i;
    end
  end

  // Index i: granted i + 1 cycles ago.
  logic [L1Latency:0] word_done_q;
  logic [L1Latency-1:0][Lanes-1:0] lane_done_q;
  logic [L1Latency:0][MetaBits-1:0] meta_done_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      word_done_q <= '0;
      lane_done_q <= '0;
    end else begin
      word_done_q <= {word_done_q[L1Latency-1:0], word_q && granted};
      lane_done_q <= {lane_done_q[L1Latency-2:0], pending_q & grant_i};
    end
  end
  always_ff @(posedge clk_i) meta_done_q <= {meta_done_q[L1Latency-1:0], meta_q};

  logic [Lanes-1:0][L1LineBits-1:0] data_q;
  for (genvar i = 0; i < Lanes; i++) begin : gen_lane
    always_ff @(posedge clk_i) begin
      if (lane_done_q[L1Latency-1][i]) data_q[i] <= data_i[i];
    end
  end

  assign valid_o = word_done_q[L1Latency];
  assign data_o = data_q;
  assign meta_o = meta_done_q[L1Latency];

endmodule : alc_ttu_port
