// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two users of the tile's memory port: the DMA, and single beats of the control
// processor, whose identifier is all ones and who goes first. Write data keeps
// the order of the addresses: nobody else gets one while data of another is
// still to come.
module alc_axi_mux
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,

  input  logic         word_ar_valid_i,
  output logic         word_ar_ready_o,
  input  logic         word_aw_valid_i,
  output logic         word_aw_ready_o,
  input  axi_address_t word_address_i,
  input  logic         word_w_valid_i,
  output logic         word_w_ready_o,
  input  axi_write_t   word_w_i,
  output logic         word_r_valid_o,
  output logic         word_b_valid_o,

  input  logic         dma_ar_valid_i,
  output logic         dma_ar_ready_o,
  input  axi_address_t dma_ar_i,
  input  logic         dma_aw_valid_i,
  output logic         dma_aw_ready_o,
  input  axi_address_t dma_aw_i,
  input  logic         dma_w_valid_i,
  output logic         dma_w_ready_o,
  input  axi_write_t   dma_w_i,
  output logic         dma_r_valid_o,
  input  logic         dma_r_ready_i,
  output logic         dma_b_valid_o,
  input  logic         dma_b_ready_i,

  output logic                         ar_valid_o,
  input  logic                         ar_ready_i,
  output axi_address_t                 ar_o,
  output logic                         aw_valid_o,
  input  logic                         aw_ready_i,
  output axi_address_t                 aw_o,
  output logic                         w_valid_o,
  input  logic                         w_ready_i,
  output axi_write_t                   w_o,
  input  logic                         r_valid_i,
  output logic                         r_ready_o,
  input  logic         [AxiIdBits-1:0] r_id_i,
  input  logic                         b_valid_i,
  output logic                         b_ready_o,
  input  logic         [AxiIdBits-1:0] b_id_i
);

  localparam logic [AxiIdBits-1:0] WordId = '1;
  localparam int unsigned CountWidth = 16;

  // Reads.
  assign ar_valid_o = word_ar_valid_i || dma_ar_valid_i;
  assign ar_o = word_ar_valid_i ? word_address_i : dma_ar_i;
  assign word_ar_ready_o = ar_ready_i;
  assign dma_ar_ready_o = ar_ready_i && !word_ar_valid_i;
  assign word_r_valid_o = r_valid_i && r_id_i == WordId;
  assign dma_r_valid_o = r_valid_i && r_id_i != WordId;
  assign r_ready_o = r_id_i == WordId || dma_r_ready_i;

  // Writes. Data may come before its address: the count is signed.
  logic signed [CountWidth-1:0] owed_q;  // bursts of the DMA whose data is still to come
  logic word_owed_q, word_may;

  assign word_may = word_aw_valid_i && owed_q == 0 && !(dma_w_valid_i);
  assign aw_valid_o = word_may || (dma_aw_valid_i && !word_owed_q);
  assign aw_o = word_may ? word_address_i : dma_aw_i;
  assign word_aw_ready_o = word_may && aw_ready_i;
  assign dma_aw_ready_o = aw_ready_i && !word_may && !word_owed_q;
  assign w_valid_o = word_owed_q ? word_w_valid_i : dma_w_valid_i;
  assign w_o = word_owed_q ? word_w_i : dma_w_i;
  assign word_w_ready_o = word_owed_q && w_ready_i;
  assign dma_w_ready_o = !word_owed_q && w_ready_i;
  assign word_b_valid_o = b_valid_i && b_id_i == WordId;
  assign dma_b_valid_o = b_valid_i && b_id_i != WordId;
  assign b_ready_o = b_id_i == WordId || dma_b_ready_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      owed_q <= '0;
      word_owed_q <= 1'b0;
    end else begin
      owed_q <= owed_q + CountWidth'(dma_aw_valid_i && dma_aw_ready_o)
          - CountWidth'(dma_w_valid_i && dma_w_ready_o && dma_w_i.last);
      if (word_aw_ready_o) begin
        word_owed_q <= 1'b1;
      end else if (word_owed_q && word_w_valid_i && w_ready_i) begin
        word_owed_q <= 1'b0;
      end
    end
  end

  the_dma_does_not_use_the_identifier_of_words :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   !(dma_ar_valid_i && dma_ar_i.id == WordId)
                   && !(dma_aw_valid_i && dma_aw_i.id == WordId));

endmodule : alc_axi_mux
