// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads for all channels, one request a cycle, round robin: of up to a word from
// L1, of a burst from outside. Both wait in a register until L1 or AXI takes
// them. What arrives goes to the packets a word a cycle; L1 cannot wait and goes
// first, but nothing more is asked of it while data from outside waits.
module alc_tdma_reader
  import alc_chip_pkg::*;
  import alc_tile_pkg::*;
  import alc_tdma_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,

  input  logic  [TdmaChannels-1:0] read_valid_i,
  input  read_t                    read_i      [TdmaChannels],
  output logic  [TdmaChannels-1:0] read_grant_o,

  output l1_request_t [ReadLanes-1:0]                 l1_request_o,
  input  logic        [ReadLanes-1:0]                 l1_grant_i,
  input  logic        [ReadLanes-1:0][L1LineBits-1:0] l1_data_i,

  output logic         ar_valid_o,
  input  logic         ar_ready_i,
  output axi_address_t ar_o,
  input  logic         r_valid_i,
  output logic         r_ready_o,
  input  axi_read_t    r_i,

  output logic     arrival_valid_o,
  output arrival_t arrival_o
);

  localparam int unsigned WordLines = ReadLanes - 1;

  // What is known of a read from L1.
  typedef struct packed {
    channel_t channel;
    slot_t slot;
    offset_t offset;
    bytes_t bytes;
    logic [WidthLog2-1:0] lane;
  } origin_t;
  // Lanes granted in one cycle.
  typedef struct packed {
    logic [ReadLanes-1:0] lanes;
    logic is_last;  // of this read
    origin_t origin;
  } granted_t;
  // A burst from outside.
  typedef struct packed {
    logic [WidthLog2-1:0] lane;
    offset_t offset;
    bytes_t bytes;
  } piece_t;

  // Whose turn it is.
  logic [TdmaChannels-1:0] asks;
  channel_t turn, turn_q;
  logic grants, l1_free, ar_free;
  read_t taken;
  always_comb begin
    for (int unsigned i = 0; i < TdmaChannels; ++i)
    asks[i] = read_valid_i[i] && (read_i[i].is_outside ? ar_free : l1_free);
    grants = |asks;
    turn = next_of(asks, turn_q);
    taken = '0;
    read_grant_o = '0;
    if (grants) begin
      taken = read_i[turn];
      read_grant_o[turn] = 1'b1;
    end
  end
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) turn_q <= '0;
    else if (grants) turn_q <= turn;
  end

  // From L1.
  logic [ReadLanes-1:0] pending_q, granted;
  logic [L1LineWidth-1:0] line_q;
  origin_t origin_q;
  granted_t [L1Latency-1:0] flight_q;
  logic [ReadLanes-1:0][L1LineBits-1:0] held_q, lines;
  granted_t landed;
  word_t l1_word;

  assign granted = pending_q & l1_grant_i;
  assign l1_free = pending_q == granted && !(r_valid_i && !r_ready_o);
  for (genvar i = 0; i < ReadLanes; ++i) begin : gen_lane
    assign l1_request_o[i] = '{
            valid: pending_q[i],
            write: 1'b0,
            line: line_q + L1LineWidth'(i),
            mask: '0,
            data: '0
        };
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      pending_q <= '0;
      line_q <= '0;
      origin_q <= '0;
      flight_q <= '0;
      held_q <= '0;
    end else begin
      pending_q <= pending_q & ~l1_grant_i;
      if (grants && !taken.is_outside) begin
        automatic bytes_t reach = taken.bytes + BytesWidth'(taken.address[LineLog2-1:0]);
        for (int unsigned i = 0; i < ReadLanes; ++i)
        pending_q[i] <= reach > BytesWidth'(i * L1BankBytes);
        line_q <= taken.address[LineLog2+:L1LineWidth];
        origin_q <= '{
            channel: turn,
            slot: taken.slot,
            offset: taken.offset,
            bytes: taken.bytes,
            lane: taken.address[WidthLog2-1:0]
        };
      end
      flight_q[0] <= '{lanes: granted, is_last: pending_q == granted, origin: origin_q};
      for (int unsigned i = 1; i < L1Latency; ++i) flight_q[i] <= flight_q[i-1];
      if (landed.lanes != '0) held_q <= lines;
    end
  end

  // Put together again, at the lanes of the address; the last line of an
  // unaligned word goes where the first one leaves bytes free.
  logic l1_arrives;
  assign landed = flight_q[L1Latency-1];
  assign l1_arrives = landed.lanes != '0 && landed.is_last;
  logic [WordLines-1:0][L1LineBits-1:0] word;
  logic [WidthLog2-LineLog2-1:0] first_line;
  assign first_line = landed.origin.lane[WidthLog2-1:LineLog2];
  always_comb begin
    lines = held_q;
    word = '0;
    l1_word = '0;
    if (landed.lanes != '0) begin
      for (int unsigned i = 0; i < ReadLanes; ++i) if (landed.lanes[i]) lines[i] = l1_data_i[i];
      word = lines[WordLines-1:0];
      for (int unsigned i = 0; i < L1BankBytes; ++i)
      if (i < 32'(landed.origin.lane[LineLog2-1:0])) word[0][8*i+:8] = lines[WordLines][8*i+:8];
      for (int unsigned i = 0; i < WordLines; ++i)
      l1_word[i*L1BankBytes+:L1BankBytes] = word[(32'(i)-32'(first_line))%WordLines];
    end
  end

  // From outside. Bursts of a packet come back in order.
  localparam int unsigned PieceWidth = $clog2(MostPieces);
  piece_t pieces[1 << (PlaceWidth + PieceWidth)];
  logic [PieceWidth-1:0] asked_q[1 << PlaceWidth];
  logic [PieceWidth-1:0] answered_q[1 << PlaceWidth];
  bytes_t taken_q[1 << PlaceWidth];  // of the present burst
  logic ar_valid_q;
  axi_address_t ar_q;
  piece_t piece;
  bytes_t beat_bytes;
  logic [WidthLog2-1:0] beat_lane;
  logic [PlaceWidth-1:0] place, r_place;
  logic r_takes, r_ends;

  assign ar_free = !ar_valid_q || ar_ready_i;
  assign ar_valid_o = ar_valid_q;
  assign ar_o = ar_q;
  assign place = {turn, taken.slot};
  assign r_place = r_i.id[PlaceWidth-1:0];
  assign r_ready_o = !l1_arrives;
  assign r_takes = r_valid_i && r_ready_o;
  always_comb begin
    piece = '0;
    beat_lane = '0;
    beat_bytes = '0;
    r_ends = 1'b0;
    if (r_takes) begin
      piece = pieces[{r_place, answered_q[r_place]}];
      beat_lane = taken_q[r_place] == '0 ? piece.lane : '0;
      beat_bytes = BytesWidth'(Width) - BytesWidth'(beat_lane);
      if (beat_bytes > piece.bytes - taken_q[r_place]) beat_bytes = piece.bytes - taken_q[r_place];
      r_ends = taken_q[r_place] + beat_bytes == piece.bytes;
    end
  end

  always_ff @(posedge clk_i) begin
    if (grants && taken.is_outside)
      pieces[{
        place, asked_q[place]
      }] <=
      '{lane: taken.address[WidthLog2-1:0], offset: taken.offset, bytes: taken.bytes};
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      ar_valid_q <= 1'b0;
      ar_q <= '0;
      for (int unsigned i = 0; i < 1 << PlaceWidth; ++i) begin
        asked_q[i] <= '0;
        answered_q[i] <= '0;
        taken_q[i] <= '0;
      end
    end else begin
      if (ar_free) ar_valid_q <= 1'b0;
      if (grants && taken.is_outside) begin
        automatic bytes_t reach = taken.bytes + BytesWidth'(taken.address[WidthLog2-1:0]) - 1'b1;
        ar_valid_q <= 1'b1;
        ar_q <= '{
            id: AxiIdBits'(place),
            addr: taken.address,
            len: taken.is_whole ? 8'(reach >> WidthLog2) : '0,
            size: taken.is_whole ? 3'(WidthLog2) : {1'b0, taken.element}
        };
        asked_q[place] <= asked_q[place] + 1'b1;
      end
      if (r_takes) begin
        taken_q[r_place] <= r_ends ? '0 : taken_q[r_place] + beat_bytes;
        if (r_ends) answered_q[r_place] <= answered_q[r_place] + 1'b1;
      end
    end
  end

  assign arrival_valid_o = l1_arrives || r_takes;
  always_comb begin
    arrival_o.channel = landed.origin.channel;
    arrival_o.slot = landed.origin.slot;
    arrival_o.offset = landed.origin.offset;
    arrival_o.bytes = landed.origin.bytes;
    arrival_o.lane = landed.origin.lane;
    arrival_o.data = l1_word;
    if (r_takes) begin
      {arrival_o.channel, arrival_o.slot} = r_place;
      arrival_o.offset = piece.offset + OffsetWidth'(taken_q[r_place]);
      arrival_o.bytes = beat_bytes;
      arrival_o.lane = beat_lane;
      arrival_o.data = r_i.data;
    end
  end

  // One identifier is that of words (alc_axi_mux).
  if (AxiIdBits <= PlaceWidth) begin : gen_check_identifiers
    $error("there are more packets than AXI IDs");
  end

  always_ff @(posedge clk_i) begin
    if (rst_ni && r_takes) begin
      assert (r_i.id == AxiIdBits'(r_place))
      else $error("an answer that nobody has asked for");
      assert (r_i.last == r_ends)
      else $error("a burst ends too early or too late");
    end
  end

endmodule : alc_tdma_reader
