// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The packets of a channel: a ring of Slots that reads fill and writes empty, in
// order. Each side takes what its walk offers, so that a packet may be one run
// on one side and many on the other. If the order of elements matters
// (is_ordered_i), a packet is one element, and the next one is read when it has
// been written and acknowledged.
module alc_tdma_packets
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tdma_pkg::*;
#(
  parameter int unsigned WritesWidth = 10  // of the count of writes under way
) (
  input logic        clk_i,
  input logic        rst_ni,
  input logic [15:0] tile_id_i,

  input  gather_t instruction_i,
  input  logic    is_idle_i,      // no instruction is under way
  input  logic    is_ordered_i,
  input  logic    reads_i,        // what the source's walk offers
  input  logic    fills_i,        // what the destination's walk offers, if a fill
  input  logic    lists_i,        // the source's walk goes over the list
  input  logic    more_i,         // another walk of the source's follows soon
  output logic    is_written_o,   // no write is under way

  input  logic          src_valid_i,
  input  logic   [63:0] src_address_i,
  input  logic   [32:0] src_left_i,
  input  logic          src_contiguous_i,
  input  logic          src_last_i,
  output logic          src_take_o,
  output bytes_t        src_elements_o,
  input  logic          dst_valid_i,
  input  logic   [63:0] dst_address_i,
  input  logic   [32:0] dst_left_i,
  input  logic          dst_contiguous_i,
  output logic          dst_take_o,
  output bytes_t        dst_elements_o,

  output logic   read_valid_o,
  output read_t  read_o,
  input  logic   read_grant_i,
  input  logic   arrived_i,
  input  slot_t  arrived_slot_i,
  input  bytes_t arrived_bytes_i,

  output logic   write_valid_o,
  output write_t write_o,
  input  logic   write_grant_i,
  input  logic   released_i,      // the oldest packet has been read out
  input  logic   written_i,       // one write is in L1
  input  logic   acknowledged_i,  // one write outside is acknowledged
  input  logic   listed_i         // one entry of the list is with the channel
);

  localparam bytes_t PacketBytes = BytesWidth'(TdmaPacketBytes);

  logic is_fill;
  logic [1:0] from, into, listed;
  assign is_fill = instruction_i.header.opcode == OpcodeFill;
  assign from = log2_of(instruction_i.src_format);
  assign into = log2_of(instruction_i.dst_format);
  assign listed = log2_of(instruction_i.index_format);

  // The ring of packets. The open one is at tail_q.
  slot_t head_q, tail_q;
  logic [SlotWidth:0] used_q;  // closed ones, not yet drained
  logic [SlotWidth:0] held_q;  // those, and what is still being read out
  bytes_t filled_q, drained_q;  // elements of the open one; of the head, written
  logic [$clog2(MostPieces)-1:0] pieces_q;
  logic is_first_q;
  logic [Slots-1:0] is_list_q;
  bytes_t elements_q[Slots];
  bytes_t arrived_q[Slots];
  logic [WritesWidth-1:0] writes_q;

  function automatic bytes_t least(bytes_t a, bytes_t b);
    return a < b ? a : b;
  endfunction
  function automatic bytes_t left_in_block(logic [BlockLog2-1:0] address, logic [1:0] log2);
    automatic logic [BlockLog2:0] left = (BlockLog2 + 1)'(HbmInterleaveBytes) - {1'b0, address};
    return BytesWidth'(left > (BlockLog2 + 1)'(TdmaPacketBytes)
        ? (BlockLog2 + 1)'(TdmaPacketBytes) : left) >> log2;
  endfunction
  function automatic bytes_t capped(logic [32:0] left);
    return left > 33'(TdmaPacketBytes) ? PacketBytes : left[BytesWidth-1:0];
  endfunction

  // Reading.
  logic [1:0] source, widest;
  logic src_outside, src_run_ends, closes;
  bytes_t capacity, src_limit;
  always_comb begin
    source = lists_i ? listed : from;
    widest = from > into ? from : into;
    {src_outside, src_run_ends, closes, read_valid_o} = '0;
    {capacity, src_limit, src_elements_o} = '0;
    read_o = '0;
    if (src_valid_i) begin
      capacity = PacketBytes >> widest;  // never less than a batch of the list
      // What follows then begins at a block of the destination's HBM.
      if (is_first_q && !lists_i && !is_own_l1(instruction_i.dst, tile_id_i))
        capacity = least(capacity, left_in_block(instruction_i.dst[BlockLog2-1:0], into));
      if (is_ordered_i && !lists_i) capacity = BytesWidth'(1);
      src_outside = !is_own_l1(src_address_i, tile_id_i);
      src_limit = src_outside ? left_in_block(src_address_i[BlockLog2-1:0], source) :
          BytesWidth'(Width) >> source;
      src_elements_o = src_contiguous_i ?
          least(least(capped(src_left_i), capacity - filled_q), src_limit) : BytesWidth'(1);
      src_run_ends = src_last_i && src_left_i == 33'(src_elements_o);
      closes = filled_q + src_elements_o == capacity ||
          (src_outside && src_contiguous_i && src_elements_o == src_limit) ||
          &pieces_q || (src_run_ends && !more_i);
      read_valid_o = reads_i &&
          !held_q[SlotWidth] && (!is_ordered_i || lists_i || (used_q == '0 && writes_q == '0));
      read_o.is_outside = src_outside;
      read_o.address = src_address_i;
      read_o.bytes = src_elements_o << source;
      read_o.is_whole = src_contiguous_i;
      read_o.element = source;
      read_o.slot = tail_q;
      read_o.offset = OffsetWidth'(filled_q << source);
    end
  end
  assign src_take_o = read_valid_o && read_grant_i;

  // Writing.
  logic dst_outside, is_complete, lists_head, frees_slot, frees;
  bytes_t rest;
  fill_t as_fill;
  logic [31:0] fill_value;
  assign as_fill = instruction_i;
  assign fill_value = as_fill.value;
  always_comb begin
    lists_head = is_list_q[head_q] && !is_fill;
    is_complete = used_q != '0 && !is_fill &&
        arrived_q[head_q] == elements_q[head_q] << (lists_head ? listed : from);
    {rest, dst_elements_o} = '0;
    {dst_outside, frees_slot} = '0;
    write_o = '0;
    write_valid_o = !(&writes_q) && (is_fill ? dst_valid_i && fills_i : is_complete);
    if (write_valid_o) begin
      rest = is_fill ? PacketBytes >> into : elements_q[head_q] - drained_q;
      dst_outside = !is_own_l1(dst_address_i, tile_id_i);
      dst_elements_o = !dst_contiguous_i || lists_head ? BytesWidth'(1) : least(
        least(
          capped(dst_left_i), rest
        ),
        dst_outside ? left_in_block(
          dst_address_i[BlockLog2-1:0], into) : PacketBytes
      );
      frees_slot = !is_fill && dst_elements_o == rest;
      write_o.sink = lists_head ? SinkIndex : dst_outside ? SinkOutside : SinkL1;
      write_o.address = lists_head ? '0 : dst_address_i;
      write_o.elements = dst_elements_o;
      write_o.from = lists_head ? listed : from;  // 0 if a fill, which has none
      write_o.into = lists_head ? listed : into;
      write_o.convert = lists_head || is_fill ||
          instruction_i.src_format == instruction_i.dst_format ? ConvertNone
          : instruction_i.dst_format == FormatBf16 ? ConvertNarrow : ConvertWiden;
      write_o.is_fill = is_fill;
      unique case (into)
        2'd0: write_o.value = {8{fill_value[7:0]}};
        2'd1: write_o.value = {4{fill_value[15:0]}};
        2'd2: write_o.value = {2{fill_value}};
        default: write_o.value = {{32{fill_value[31]}}, fill_value};
      endcase
      write_o.releases = frees_slot;
      write_o.slot = head_q;
      write_o.offset = OffsetWidth'(drained_q << write_o.from);
    end
  end
  assign dst_take_o = write_valid_o && write_grant_i && !lists_head;
  assign frees = write_valid_o && write_grant_i && frees_slot;

  assign is_written_o = writes_q == '0;

  bytes_t arrived;  // of the slot that something arrives for
  assign arrived = arrived_q[arrived_slot_i] + arrived_bytes_i;

  logic closes_now, counts_up;
  assign closes_now = src_take_o && closes;
  assign counts_up  = write_valid_o && write_grant_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {head_q, tail_q, used_q, held_q, filled_q, drained_q, pieces_q, is_list_q, writes_q} <= '0;
      is_first_q <= 1'b0;
      for (int unsigned i = 0; i < Slots; ++i) begin
        elements_q[i] <= '0;
        arrived_q[i]  <= '0;
      end
    end else if (!is_idle_i) begin
      if (src_take_o) begin
        filled_q <= closes ? '0 : filled_q + src_elements_o;
        pieces_q <= closes ? '0 : pieces_q + $bits(pieces_q)'(src_outside);
      end
      if (closes_now) begin
        elements_q[tail_q] <= filled_q + src_elements_o;
        is_list_q[tail_q] <= lists_i;
        tail_q <= tail_q + SlotWidth'(1);
        if (!lists_i) is_first_q <= 1'b0;
      end
      used_q <= used_q + (SlotWidth + 1)'(closes_now) - (SlotWidth + 1)'(frees);
      held_q <= held_q + (SlotWidth + 1)'(closes_now) - (SlotWidth + 1)'(released_i);
      if (arrived_i) arrived_q[arrived_slot_i] <= arrived;
      if (write_valid_o && write_grant_i && !is_fill)
        drained_q <= frees ? '0 : drained_q + dst_elements_o;
      if (frees) begin
        head_q <= head_q + SlotWidth'(1);
        arrived_q[head_q] <= '0;
      end
      writes_q <= writes_q + WritesWidth'(counts_up) - WritesWidth'(written_i) -
          WritesWidth'(acknowledged_i) - WritesWidth'(listed_i);
    end else begin
      is_first_q <= 1'b1;
    end
  end

  // To a packet that is closed and not complete, or to the open one.
  logic arrives_closed, was_asked_for;
  logic [1:0] arrived_log2;
  assign arrives_closed = {1'b0, arrived_slot_i - head_q} < used_q;
  assign arrived_log2 = (arrives_closed ? is_list_q[arrived_slot_i] : lists_i) ? listed : from;
  assign was_asked_for = arrives_closed ?
      arrived <= elements_q[arrived_slot_i] << arrived_log2 :
      arrived_slot_i == tail_q && arrived <= filled_q << arrived_log2;
  what_arrives_was_asked_for :
  assert property (@(posedge clk_i) disable iff (!rst_ni) arrived_i |-> was_asked_for);
  only_a_packet_that_is_held_is_released :
  assert property (@(posedge clk_i) disable iff (!rst_ni) released_i |-> held_q != '0);
  only_a_write_under_way_ends :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   written_i || acknowledged_i || listed_i |-> writes_q != '0);

  if ((Slots & (Slots - 1)) != 0) begin : gen_check_slots
    $error("the ring of packets needs a power of two");
  end

  logic unused_fields;
  assign unused_fields = ^{instruction_i, as_fill};

endmodule : alc_tdma_packets
