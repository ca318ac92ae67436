// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two users of the tile's memory port: the DMA, and single beats of the control
// processor, whose identifier is all ones and who goes first, but not before an
// address that the memory has seen and not taken. Write data keeps the order of
// the addresses: nobody else gets one while data of another is still to come.
// Users hold what they offer until it is taken, and offer data of a write with
// its address at the earliest.
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

  // Reads. A choice holds until the memory takes it.
  logic ar_waits, ar_waits_q, ar_is_word, ar_is_word_q;
  assign ar_is_word = ar_waits_q ? ar_is_word_q : word_ar_valid_i;
  assign ar_waits = ar_valid_o && !ar_ready_i;
  assign ar_valid_o = word_ar_valid_i || dma_ar_valid_i;
  assign ar_o = ar_is_word ? word_address_i : dma_ar_i;
  assign word_ar_ready_o = ar_ready_i && ar_is_word;
  assign dma_ar_ready_o = ar_ready_i && !ar_is_word;
  assign word_r_valid_o = r_valid_i && r_id_i == WordId;
  assign dma_r_valid_o = r_valid_i && r_id_i != WordId;
  assign r_ready_o = r_id_i == WordId || dma_r_ready_i;

  // Writes. Data may come before its address: the count is signed.
  logic signed [CountWidth-1:0] owed_q;  // bursts of the DMA whose data is still to come
  logic word_owed_q, word_waits, aw_waits, aw_waits_q, aw_is_word, aw_is_word_q;

  assign word_waits = aw_waits_q && aw_is_word_q;
  assign aw_is_word = aw_waits_q ? aw_is_word_q : word_aw_valid_i && owed_q == 0 && !dma_w_valid_i;
  assign aw_waits = aw_valid_o && !aw_ready_i;
  assign aw_valid_o = aw_is_word || (dma_aw_valid_i && !word_owed_q);
  assign aw_o = aw_is_word ? word_address_i : dma_aw_i;
  assign word_aw_ready_o = aw_is_word && aw_ready_i;
  assign dma_aw_ready_o = aw_ready_i && !aw_is_word && !word_owed_q;
  // The word's address is before that of data that comes while it waits.
  assign w_valid_o = word_owed_q ? word_w_valid_i : dma_w_valid_i && !word_waits;
  assign w_o = word_owed_q ? word_w_i : dma_w_i;
  assign word_w_ready_o = word_owed_q && w_ready_i;
  assign dma_w_ready_o = !word_owed_q && !word_waits && w_ready_i;
  assign word_b_valid_o = b_valid_i && b_id_i == WordId;
  assign dma_b_valid_o = b_valid_i && b_id_i != WordId;
  assign b_ready_o = b_id_i == WordId || dma_b_ready_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      ar_waits_q <= 1'b0;
      aw_waits_q <= 1'b0;
      owed_q <= '0;
      word_owed_q <= 1'b0;
    end else begin
      ar_waits_q <= ar_waits;
      aw_waits_q <= aw_waits;
      owed_q <= owed_q + CountWidth'(dma_aw_valid_i && dma_aw_ready_o)
          - CountWidth'(dma_w_valid_i && dma_w_ready_o && dma_w_i.last);
      if (word_aw_ready_o) begin
        word_owed_q <= 1'b1;
      end else if (word_owed_q && word_w_valid_i && w_ready_i) begin
        word_owed_q <= 1'b0;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    ar_is_word_q <= ar_is_word;
    aw_is_word_q <= aw_is_word;
  end

  logic w_waits;
  assign w_waits = w_valid_o && !w_ready_i;
  an_offered_address_to_read_stays :
  assert property (@(posedge clk_i) disable iff (!rst_ni) ar_waits |=> ar_valid_o && $stable(ar_o));
  an_offered_address_to_write_stays :
  assert property (@(posedge clk_i) disable iff (!rst_ni) aw_waits |=> aw_valid_o && $stable(aw_o));
  offered_data_stays :
  assert property (@(posedge clk_i) disable iff (!rst_ni) w_waits |=> w_valid_o && $stable(w_o));
  data_comes_with_its_address_at_the_earliest :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   dma_w_valid_i |-> owed_q > 0 || dma_aw_valid_i);
  the_dma_does_not_use_the_identifier_of_words :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   !(dma_ar_valid_i && dma_ar_i.id == WordId)
                   && !(dma_aw_valid_i && dma_aw_i.id == WordId));

endmodule : alc_axi_mux
