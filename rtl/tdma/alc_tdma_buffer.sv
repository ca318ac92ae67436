// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The packets of all channels: one write of up to a word of adjacent bytes a
// cycle, anywhere in a packet, and one read of the word that begins anywhere
// (what lies behind the packet's end is undefined). Two banks take the even and
// the odd words. The read is combinational.
module alc_tdma_buffer
  import alc_chip_pkg::*;
  import alc_tdma_pkg::*;
(
  input logic clk_i,

  input logic     write_valid_i,
  input arrival_t write_i,

  input  logic     read_valid_i,
  input  channel_t read_channel_i,
  input  slot_t    read_slot_i,
  input  offset_t  read_offset_i,
  output word_t    read_o
);

  localparam int unsigned RowWidth = OffsetWidth - WidthLog2 - 1;
  localparam int unsigned Rows = 1 << (PlaceWidth + RowWidth);
  typedef logic [PlaceWidth+RowWidth-1:0] row_t;

  logic [8*Width-1:0] even[Rows];
  logic [8*Width-1:0] odd [Rows];

  function automatic row_t row_of(channel_t channel, slot_t slot, logic [RowWidth-1:0] row);
    return {channel, slot, row};
  endfunction

  function automatic logic [8*Width-1:0] bits_of(logic [Width-1:0] bytes);
    automatic logic [8*Width-1:0] bits;
    for (int unsigned i = 0; i < Width; ++i) bits[8*i+:8] = {8{bytes[i]}};
    return bits;
  endfunction

  always_ff @(posedge clk_i) begin
    if (write_valid_i) begin
      automatic logic [WidthLog2-1:0] first = write_i.offset[WidthLog2-1:0];
      automatic logic [WidthLog2-1:0] turn = first - write_i.lane;
      automatic
      logic [2*Width-1:0]
      bytes = (((2 * Width)'(1) << write_i.bytes) - (2 * Width)'(1)) << first;
      automatic
      logic [8*Width-1:0]
      data = (8*Width)'({write_i.data, write_i.data} >>
          {(WidthLog2 + 1)'(Width) - {1'b0, turn}, 3'd0});
      automatic logic [OffsetWidth-WidthLog2-1:0] word = write_i.offset[OffsetWidth-1:WidthLog2];
      automatic logic [8*Width-1:0] low = bits_of(bytes[Width-1:0]);
      automatic logic [8*Width-1:0] high = bits_of(bytes[2*Width-1:Width]);
      automatic row_t odd_row = row_of(write_i.channel, write_i.slot, word[RowWidth:1]);
      automatic
      row_t
      even_row = row_of(
          write_i.channel, write_i.slot, word[RowWidth:1] + RowWidth'(word[0])
      );
      if (word[0]) begin
        odd[odd_row]   <= (odd[odd_row] & ~low) | (data & low);
        even[even_row] <= (even[even_row] & ~high) | (data & high);
      end else begin
        even[even_row] <= (even[even_row] & ~low) | (data & low);
        odd[odd_row]   <= (odd[odd_row] & ~high) | (data & high);
      end
    end
  end

  function automatic word_t word_at(channel_t channel, slot_t slot, offset_t offset);
    automatic logic [OffsetWidth-WidthLog2-1:0] word = offset[OffsetWidth-1:WidthLog2];
    automatic logic [8*Width-1:0] odd_word = odd[row_of(channel, slot, word[RowWidth:1])];
    automatic
    logic [8*Width-1:0]
    even_word = even[row_of(
        channel, slot, word[RowWidth:1]+RowWidth'(word[0])
    )];
    return (8*Width)'((word[0] ? {even_word, odd_word} : {odd_word, even_word}) >>
        {offset[WidthLog2-1:0], 3'd0});
  endfunction

  assign read_o = read_valid_i ? word_at(read_channel_i, read_slot_i, read_offset_i) : '0;

endmodule : alc_tdma_buffer
