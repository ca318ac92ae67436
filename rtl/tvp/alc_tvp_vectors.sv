// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vectors of one stream in the order in which they were read from L1, the first
// one or the one behind it at data_o. Whoever reads from L1 reserves an entry
// first. An entry is there in the cycle after it was written.
module alc_tvp_vectors
  import alc_tvp_pkg::*;
#(
  parameter int unsigned Entries = 8  // a power of two
) (
  input  logic         clk_i,
  input  logic         rst_ni,
  output logic         room_o,
  input  logic         reserve_i,
  input  logic         write_i,
  input  lanes_t       data_i,
  output logic   [1:0] valid_o,    // the first; the one behind it
  input  logic         second_i,
  output lanes_t       data_o,
  input  logic         take_i
);

  localparam int unsigned PointerWidth = $clog2(Entries) + 1;
  typedef logic [PointerWidth-1:0] pointer_t;

  pointer_t reserved_q, written_q, taken_q, waiting;
  logic [PointerWidth-2:0] shown;
  lanes_t vectors_q[Entries];

  assign room_o  = reserved_q - taken_q != pointer_t'(Entries);
  assign waiting = written_q - taken_q;
  assign valid_o = {waiting > pointer_t'(1), waiting != '0};
  assign shown   = taken_q[PointerWidth-2:0] + (PointerWidth - 1)'(second_i);
  assign data_o  = vectors_q[shown];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      reserved_q <= '0;
      written_q <= '0;
      taken_q <= '0;
    end else begin
      if (reserve_i) reserved_q <= reserved_q + 1'b1;
      if (write_i) written_q <= written_q + 1'b1;
      if (take_i) taken_q <= taken_q + 1'b1;
    end
  end
  always_ff @(posedge clk_i) begin
    if (write_i) vectors_q[written_q[PointerWidth-2:0]] <= data_i;
  end

  if (Entries != 1 << $clog2(Entries)) begin : gen_check
    $error("the entries are a power of two");
  end
  always_ff @(posedge clk_i) begin
    assert (!reserve_i || room_o)
    else $error("no room to reserve");
    assert (!write_i || written_q != reserved_q)
    else $error("written without room");
    assert (!take_i || valid_o[0])
    else $error("taken from nothing");
  end

endmodule : alc_tvp_vectors
