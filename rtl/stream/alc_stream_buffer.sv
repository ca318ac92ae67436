// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Groups of one operand in the order in which they were read from L1. A reader
// may go back to the oldest one that it has not freed: a panel that is used
// again stays. Whoever reads from L1 reserves an entry first, so that what
// arrives finds room. An entry can be read in the cycle after it was written.
module alc_stream_buffer #(
  parameter int unsigned Width = 1024,
  parameter int unsigned Entries = 16  // a power of two
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  output logic             room_o,
  input  logic             reserve_i,
  input  logic             write_i,
  input  logic [Width-1:0] data_i,
  output logic             valid_o,
  output logic [Width-1:0] data_o,
  input  logic             read_i,     // go on
  input  logic             rewind_i,   // with read_i: to the oldest entry kept
  input  logic             free_i      // with read_i: the oldest entry is kept no longer
);

  localparam int unsigned PointerWidth = $clog2(Entries) + 1;

  logic [PointerWidth-1:0] reserved_q, written_q, read_q, freed_q;
  logic [Width-1:0] memory_q[Entries];

  assign room_o  = reserved_q - freed_q != PointerWidth'(Entries);
  assign valid_o = read_q != written_q;
  assign data_o  = memory_q[read_q[PointerWidth-2:0]];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      reserved_q <= '0;
      written_q <= '0;
      read_q <= '0;
      freed_q <= '0;
    end else begin
      if (reserve_i) reserved_q <= reserved_q + 1'b1;
      if (write_i) written_q <= written_q + 1'b1;
      if (read_i) begin
        read_q <= rewind_i ? freed_q : read_q + 1'b1;
        if (free_i) freed_q <= freed_q + 1'b1;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (write_i) memory_q[written_q[PointerWidth-2:0]] <= data_i;
  end

  if (Entries != 1 << $clog2(Entries)) begin : gen_check
    $error("the entries of a buffer are a power of two");
  end
  always_ff @(posedge clk_i) begin
    assert (!reserve_i || room_o)
    else $error("no room to reserve");
    assert (!write_i || reserve_i || written_q != reserved_q)
    else $error("written without room");
    assert (!read_i || valid_o)
    else $error("read from an empty buffer");
    assert (!read_i || !rewind_i || !free_i)
    else $error("both rewound and freed");
  end

endmodule : alc_stream_buffer
