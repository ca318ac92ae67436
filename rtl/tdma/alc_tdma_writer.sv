// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes for all channels, one after another, round robin: a word a cycle out of
// a packet (or of a value), converted, turned to the lanes of its address, to
// L1, to AXI, or, an entry of a gather's list, back to its channel. A word asks
// at L1 or AXI two cycles after its write was granted at the earliest.
module alc_tdma_writer
  import alc_chip_pkg::*;
  import alc_tile_pkg::*;
  import alc_tdma_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,

  input  logic   [TdmaChannels-1:0] write_valid_i,
  input  write_t                    write_i       [TdmaChannels],
  output logic   [TdmaChannels-1:0] write_grant_o,
  output logic   [TdmaChannels-1:0] released_o,
  output logic   [TdmaChannels-1:0] written_o,
  output logic   [TdmaChannels-1:0] acknowledged_o,
  output logic   [TdmaChannels-1:0] entry_valid_o,
  output logic   [            63:0] entry_o,

  output logic     buffer_valid_o,
  output channel_t buffer_channel_o,
  output slot_t    buffer_slot_o,
  output offset_t  buffer_offset_o,
  input  word_t    buffer_i,

  output l1_request_t [ReadLanes-1:0] l1_request_o,
  input  logic        [ReadLanes-1:0] l1_grant_i,

  output logic                         aw_valid_o,
  input  logic                         aw_ready_i,
  output axi_address_t                 aw_o,
  output logic                         w_valid_o,
  input  logic                         w_ready_i,
  output axi_write_t                   w_o,
  input  logic                         b_valid_i,
  output logic                         b_ready_o,
  input  logic         [AxiIdBits-1:0] b_id_i
);

  localparam int unsigned WordLines = ReadLanes - 1;
  typedef logic [WidthLog2:0] count_t;  // bytes of a word
  typedef logic [ReadLanes*L1BankBytes-1:0] mask_t;  // of a word's bytes in its lines

  // A word on its way.
  typedef struct packed {
    sink_e sink;
    channel_t channel;
    logic [L1Width-1:0] address;
    count_t bytes;
    logic is_last;  // of its write
  } chunk_t;

  // Where an address is in its word or half word.
  function automatic logic [WidthLog2-1:0] lane_of(logic [WidthLog2-1:0] lane, logic is_half);
    return is_half ? {1'b0, lane[WidthLog2-2:0]} : lane;
  endfunction

  // Whose turn it is.
  logic [TdmaChannels-1:0] asks;
  channel_t turn, turn_q;
  logic grants, burst_free, aw_free;
  write_t taken;
  always_comb begin
    for (int unsigned i = 0; i < TdmaChannels; ++i)
    asks[i] = write_valid_i[i] && burst_free && (write_i[i].sink != SinkOutside || aw_free);
    grants = |asks;
    turn = next_of(asks, turn_q);
    taken = '0;
    write_grant_o = '0;
    if (grants) begin
      taken = write_i[turn];
      write_grant_o[turn] = 1'b1;
    end
  end

  // The write that is cut into words. A narrowing one fills half words outside.
  logic busy_q;
  channel_t channel_q;
  write_t write_q;
  logic is_half, is_last, moves, chunk_free, output_free;
  bytes_t room, elements;
  always_comb begin
    is_half = write_q.convert == ConvertNarrow;
    room = BytesWidth'(is_half ? Width / 2 : Width);
    if (write_q.sink == SinkOutside)
      room -= BytesWidth'(lane_of(write_q.address[WidthLog2-1:0], is_half));
    elements = room >> write_q.into;
    is_last  = elements >= write_q.elements;
    if (is_last) elements = write_q.elements;
  end
  assign moves = busy_q && chunk_free;
  assign burst_free = !busy_q || (moves && is_last);
  assign buffer_valid_o = moves && !write_q.is_fill;
  assign buffer_channel_o = channel_q;
  assign buffer_slot_o = write_q.slot;
  assign buffer_offset_o = write_q.offset;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      busy_q <= 1'b0;
      {turn_q, channel_q} <= '0;
      write_q <= '0;
    end else if (grants) begin
      busy_q <= 1'b1;
      turn_q <= turn;
      channel_q <= turn;
      write_q <= taken;
    end else if (moves) begin
      busy_q <= !is_last;
      write_q.elements <= write_q.elements - elements;
      write_q.address <= write_q.address + (64'(elements) << write_q.into);
      write_q.offset <= write_q.offset + OffsetWidth'(elements << write_q.from);
    end
  end

  // Out of the packet; then converted, at the lanes of the address.
  logic chunk_valid_q, output_valid_q;
  chunk_t chunk_q, output_q;
  convert_e convert_q;
  word_t data_q, converted, turned_q;
  logic [ReadLanes-1:0] pending_q;
  mask_t mask_q;
  logic output_done;
  assign output_free = !output_valid_q || output_done;
  assign chunk_free  = !chunk_valid_q || output_free;

  alc_tdma_convert u_convert (
    .convert_i(convert_q),
    .data_i(data_q),
    .data_o(converted)
  );

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {chunk_valid_q, output_valid_q} <= '0;
      {chunk_q, output_q} <= '0;
      convert_q <= ConvertNone;
      {data_q, turned_q} <= '0;
      {pending_q, mask_q} <= '0;
    end else begin
      if (chunk_free) chunk_valid_q <= moves;
      if (moves) begin
        chunk_q <= '{
            sink: write_q.sink,
            channel: channel_q,
            address: write_q.address[L1Width-1:0],
            bytes: (WidthLog2 + 1)'(elements << write_q.into),
            is_last: is_last
        };
        convert_q <= write_q.convert;
        data_q <= write_q.is_fill ? {(Width / 8) {write_q.value}} : buffer_i;
      end
      if (output_free) output_valid_q <= chunk_valid_q;
      if (output_free && chunk_valid_q) begin
        automatic logic [LineLog2-1:0] skew = chunk_q.address[LineLog2-1:0];
        automatic mask_t bytes = (mask_t'(1) << chunk_q.bytes) - mask_t'(1);
        automatic mask_t mask = bytes << skew;
        output_q <= chunk_q;
        turned_q <= (8*Width)'({converted, converted} >>
            {(WidthLog2 + 1)'(Width) - {1'b0, chunk_q.address[WidthLog2-1:0]}, 3'd0});
        mask_q <= mask;
        for (int unsigned i = 0; i < ReadLanes; ++i)
        pending_q[i] <= chunk_q.sink == SinkL1 && mask[i*L1BankBytes+:L1BankBytes] != '0;
      end else begin
        pending_q <= pending_q & ~l1_grant_i;
      end
    end
  end

  // L1: lane i takes the i-th line from the address on.
  logic [WidthLog2-LineLog2-1:0] first_line;
  assign first_line = output_q.address[WidthLog2-1:LineLog2];
  for (genvar i = 0; i < ReadLanes; ++i) begin : gen_lane
    logic [WidthLog2-LineLog2-1:0] place;
    assign place = first_line + (WidthLog2 - LineLog2)'(i % WordLines);
    assign l1_request_o[i] = '{
            valid: pending_q[i],
            write: 1'b1,
            line: output_q.address[L1Width-1:LineLog2] + L1LineWidth'(i),
            mask: mask_q[i*L1BankBytes+:L1BankBytes],
            data: turned_q[{place, LineLog2'(0)}+:L1BankBytes]
        };
  end

  // AXI.
  logic aw_valid_q;
  axi_address_t aw_q;
  assign aw_free = !aw_valid_q || aw_ready_i;
  assign aw_valid_o = aw_valid_q;
  assign aw_o = aw_q;
  assign w_valid_o = output_valid_q && output_q.sink == SinkOutside;
  logic [Width-1:0] strobes;
  assign strobes = (Width'(1) << output_q.bytes) - Width'(1);
  assign w_o = '{
          data: turned_q,
          strb: strobes << output_q.address[WidthLog2-1:0],
          last: output_q.is_last
      };
  assign b_ready_o = 1'b1;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      aw_valid_q <= 1'b0;
      aw_q <= '0;
    end else begin
      if (aw_free) aw_valid_q <= 1'b0;
      if (grants && taken.sink == SinkOutside) begin
        automatic logic half = taken.convert == ConvertNarrow;
        automatic logic [WidthLog2-1:0] lane = lane_of(taken.address[WidthLog2-1:0], half);
        automatic bytes_t bytes = taken.elements << taken.into;
        automatic bytes_t reach = bytes + BytesWidth'(lane) - BytesWidth'(1);
        aw_valid_q <= 1'b1;
        aw_q <= '{
            id: AxiIdBits'({turn, taken.slot}),
            addr: taken.address,
            len: 8'(half ? reach >> (WidthLog2 - 1) : reach >> WidthLog2),
            size: half ? 3'(WidthLog2 - 1) : 3'(WidthLog2)
        };
      end
    end
  end

  always_comb begin
    unique case (output_q.sink)
      SinkOutside: output_done = w_ready_i;
      SinkL1: output_done = (pending_q & ~l1_grant_i) == '0;
      default: output_done = 1'b1;
    endcase
    released_o = '0;
    written_o = '0;
    acknowledged_o = '0;
    entry_valid_o = '0;
    released_o[channel_q] = moves && is_last && write_q.releases;
    written_o[output_q.channel] = output_valid_q && output_done && output_q.is_last &&
        output_q.sink == SinkL1;
    entry_valid_o[output_q.channel] = output_valid_q && output_q.sink == SinkIndex;
    acknowledged_o[b_id_i[SlotWidth+:ChannelWidth]] = b_valid_i;
  end

  // Entries are int32 or int64, and extended by their channel.
  assign entry_o = turned_q[7:0];

  only_a_packet_is_acknowledged :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   b_valid_i |-> 32'(b_id_i) >> SlotWidth < TdmaChannels);
  only_a_request_is_granted :
  assert property (@(posedge clk_i) disable iff (!rst_ni) (l1_grant_i & ~pending_q) == '0);

endmodule : alc_tdma_writer
