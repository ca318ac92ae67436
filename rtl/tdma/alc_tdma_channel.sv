// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One channel: checks its instruction, then walks over its source and its
// destination, each on its own, with packets in between. The first read is asked
// for TdmaStartCycles - 1 cycles after start_i.
//
// A gather's list is read through packets too, ListBatch entries at a time: all
// of it for the check, and, unless it was one batch, again before the rows that
// it names.
module alc_tdma_channel
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
  import alc_tdma_pkg::*;
(
  input logic        clk_i,
  input logic        rst_ni,
  input logic [15:0] tile_id_i,

  input  logic    start_i,
  input  gather_t instruction_i,  // copy and fill have the same fields
  output logic    done_o,
  output fault_t  fault_o,

  output logic   read_valid_o,
  output read_t  read_o,
  input  logic   read_grant_i,
  input  logic   arrived_i,
  input  slot_t  arrived_slot_i,
  input  bytes_t arrived_bytes_i,

  output logic          write_valid_o,
  output write_t        write_o,
  input  logic          write_grant_i,
  input  logic          released_i,      // the oldest packet has been read out
  input  logic          written_i,       // one write is in L1
  input  logic          acknowledged_i,  // one write outside is acknowledged
  input  logic          entry_valid_i,   // one entry of the list
  input  logic   [63:0] entry_i
);

  localparam int unsigned ListBatch = TdmaPacketBytes / 8;
  localparam int unsigned BatchWidth = $clog2(ListBatch);
  localparam int unsigned Setup = 4;  // cycles until the walks can start

  typedef enum logic [2:0] {
    Idle,
    Check,
    ListLoad,
    ListStart,
    ListWait,
    RowLoad,
    Move,
    Finish
  } state_e;
  state_e state_q;
  logic [7:0] age_q;  // since start_i

  // Nothing moves without an instruction.
  logic clk;
  alc_clock_gate u_clock_gate (
    .clk_i,
    .enable_i(start_i || state_q != Idle),
    .clk_o(clk)
  );

  logic is_fill, is_gather;
  logic [1:0] from, into, listed;
  assign is_fill = instruction_i.header.opcode == OpcodeFill;
  assign is_gather = instruction_i.header.opcode == OpcodeGather;
  assign from = log2_of(instruction_i.src_format);
  assign into = log2_of(instruction_i.dst_format);
  assign listed = log2_of(instruction_i.index_format);

  // The check.
  logic [63:0] entry;
  assign entry = listed == 2'd2 ? {{32{entry_i[31]}}, entry_i[31:0]} : entry_i;
  logic check_done, is_empty, is_ordered, list_start, list_done;
  logic goes;  // the check is done, and something moves
  alc_tdma_check u_check (
    .clk_i(clk),
    .rst_ni,
    .tile_id_i,
    .start_i,
    .instruction_i,
    .done_o(check_done),
    .fault_o,
    .is_empty_o(is_empty),
    .is_ordered_o(is_ordered),
    .list_start_o(list_start),
    .list_done_i(list_done),
    .entry_valid_i,
    .entry_i(entry)
  );
  logic checked_q, is_checked, starts_now;
  assign is_checked = state_q == Check && (checked_q || check_done);
  assign starts_now = is_checked && age_q >= 8'(TdmaStartCycles - 1);
  assign goes = starts_now && fault_o.code == FaultNone && !is_empty;

  // The list.
  logic lists, for_check_q;
  logic [63:0] list_address_q;
  logic [31:0] list_left_q;  // entries not yet asked for
  logic [BatchWidth:0] batch_q, entries_q;  // of the present batch; received
  logic [ BatchWidth:0]       rows_q;  // taken from the batch
  logic [ListBatch-1:0][31:0] row_q;
  logic                       base_valid_q;
  logic [         63:0]       base_q;  // of the next row
  logic [ BatchWidth:0]       next_batch;
  assign lists = state_q inside {ListLoad, ListStart, ListWait};
  assign next_batch = list_left_q > 32'(ListBatch) ? (BatchWidth + 1)'(ListBatch)
      : list_left_q[BatchWidth:0];
  assign list_done = state_q == ListWait && for_check_q && entries_q == batch_q &&
      list_left_q == '0;

  // The two walks.
  logic src_ready, src_start, src_valid, src_contiguous, src_last, src_take;
  logic [63:0] src_address, src_base;
  logic [32:0] src_left;
  bytes_t src_elements;
  logic dst_ready, dst_start, dst_valid, dst_contiguous, dst_last, dst_take;
  logic [63:0] dst_address;
  logic [32:0] dst_left;
  bytes_t dst_elements;
  logic [3:0][31:0] src_shape, src_stride;

  always_comb begin
    src_shape  = instruction_i.shape;
    src_stride = instruction_i.src_stride;
    if (state_q == ListLoad) begin
      src_shape  = {32'(next_batch), 32'd1, 32'd1, 32'd1};
      src_stride = {instruction_i.index_stride, 96'd0};
    end else if (is_gather) begin
      src_shape[0] = 32'd1;
    end
  end

  assign dst_start = state_q == Check && age_q == 8'(Setup);
  always_comb begin
    src_start = dst_start && !is_gather && !is_fill;
    src_base  = instruction_i.src;
    if (state_q == ListStart) begin
      src_start = src_ready;
      src_base  = list_address_q;
    end else if (is_gather) begin
      src_start = state_q == Move && base_valid_q && !src_valid && src_ready;
      src_base  = base_q;
    end
  end

  alc_address_generator #(
    .TakeWidth(BytesWidth)
  ) u_src (
    .clk_i(clk),
    .rst_ni,
    .load_i(start_i || state_q == ListLoad || state_q == RowLoad),
    .shape_i(src_shape),
    .stride_i(src_stride),
    .element_log2_i(state_q == ListLoad ? listed : from),
    .ready_o(src_ready),
    .start_i(src_start),
    .base_i(src_base),
    .stop_i(state_q == Finish),
    .valid_o(src_valid),
    .address_o(src_address),
    .left_o(src_left),
    .contiguous_o(src_contiguous),
    .last_o(src_last),
    .take_i(src_take),
    .take_elements_i(src_elements)
  );
  alc_address_generator #(
    .TakeWidth(BytesWidth)
  ) u_dst (
    .clk_i(clk),
    .rst_ni,
    .load_i(start_i),
    .shape_i(instruction_i.shape),
    .stride_i(instruction_i.dst_stride),
    .element_log2_i(into),
    .ready_o(dst_ready),
    .start_i(dst_start),
    .base_i(instruction_i.dst),
    .stop_i(state_q == Finish),
    .valid_o(dst_valid),
    .address_o(dst_address),
    .left_o(dst_left),
    .contiguous_o(dst_contiguous),
    .last_o(dst_last),
    .take_i(dst_take),
    .take_elements_i(dst_elements)
  );

  logic is_written;
  alc_tdma_packets u_packets (
    .clk_i(clk),
    .rst_ni,
    .tile_id_i,
    .instruction_i,
    .is_idle_i(state_q == Idle),
    .is_ordered_i(is_ordered),
    .reads_i(state_q inside {Move, ListWait} || (goes && !is_gather)),
    .fills_i(state_q == Move || goes),
    .lists_i(lists),
    .more_i(is_gather && !lists && (base_valid_q || rows_q != batch_q)),
    .is_written_o(is_written),
    .src_valid_i(src_valid),
    .src_address_i(src_address),
    .src_left_i(src_left),
    .src_contiguous_i(src_contiguous),
    .src_last_i(src_last),
    .src_take_o(src_take),
    .src_elements_o(src_elements),
    .dst_valid_i(dst_valid),
    .dst_address_i(dst_address),
    .dst_left_i(dst_left),
    .dst_contiguous_i(dst_contiguous),
    .dst_take_o(dst_take),
    .dst_elements_o(dst_elements),
    .read_valid_o,
    .read_o,
    .read_grant_i,
    .arrived_i,
    .arrived_slot_i,
    .arrived_bytes_i,
    .write_valid_o,
    .write_o,
    .write_grant_i,
    .released_i,
    .written_i,
    .acknowledged_i,
    .listed_i(entry_valid_i)
  );

  assign done_o = state_q == Finish || (state_q == Move && !dst_valid && is_written);

  // The order of things.
  always_ff @(posedge clk or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= Idle;
      age_q <= '0;
      {checked_q, for_check_q, base_valid_q} <= '0;
      {list_address_q, list_left_q, batch_q, entries_q, rows_q, row_q, base_q} <= '0;
    end else begin
      if (start_i) age_q <= 8'd1;
      else if (state_q != Idle && !(&age_q)) age_q <= age_q + 8'd1;
      if (entry_valid_i) begin
        row_q[entries_q[BatchWidth-1:0]] <= entry[31:0];
        entries_q <= entries_q + (BatchWidth + 1)'(1);
      end
      unique case (state_q)
        Idle: begin
          checked_q <= 1'b0;
          if (start_i) state_q <= Check;
        end
        Check: begin
          checked_q <= is_checked;
          if (list_start) begin
            for_check_q <= 1'b1;
            list_address_q <= instruction_i.index;
            list_left_q <= instruction_i.shape[0];
            state_q <= ListLoad;
          end else if (starts_now) begin
            for_check_q <= 1'b0;
            rows_q <= '0;
            state_q <= !goes ? Finish : !is_gather ? Move : RowLoad;
            if (goes && is_gather && instruction_i.shape[0] > 32'(ListBatch)) begin
              list_address_q <= instruction_i.index;
              list_left_q <= instruction_i.shape[0];
              state_q <= ListLoad;
            end
          end
        end
        ListLoad: begin
          batch_q <= next_batch;
          entries_q <= '0;
          list_left_q <= list_left_q - 32'(next_batch);
          state_q <= ListStart;
        end
        ListStart:
        if (src_ready) begin
          list_address_q <= list_address_q + 64'(batch_q) *
              {{32{instruction_i.index_stride[31]}}, instruction_i.index_stride};
          state_q <= ListWait;
        end
        ListWait:
        if (entries_q == batch_q) begin
          rows_q  <= '0;
          state_q <= list_done ? Check : for_check_q ? ListLoad : RowLoad;
        end
        RowLoad: state_q <= Move;
        Move: begin
          if (!base_valid_q && is_gather && rows_q != batch_q) begin
            base_valid_q <= 1'b1;
            base_q <= instruction_i.src + 64'($signed(
                instruction_i.src_stride[0]
            ) * $signed(
                {32'd0, row_q[rows_q[BatchWidth-1:0]]}
            ));
            rows_q <= rows_q + (BatchWidth + 1)'(1);
          end else if (src_start) begin
            base_valid_q <= 1'b0;
          end
          if (done_o) state_q <= Idle;
          else if (is_gather && rows_q == batch_q && !base_valid_q && !src_valid &&
                   list_left_q != '0)
            state_q <= ListLoad;
        end
        default: state_q <= Idle;
      endcase
    end
  end

  if (TdmaStartCycles < Setup + 2) begin : gen_check_start
    $error("an instruction cannot be checked in so few cycles");
  end

  gather_t started_q;
  logic unused_fields;
  assign unused_fields = ^{instruction_i, dst_ready, dst_last};
  always_ff @(posedge clk) begin
    if (start_i) started_q <= instruction_i;
    if (rst_ni) begin
      assert (!(start_i && state_q != Idle))
      else $error("an instruction starts while one is under way");
      assert (state_q == Idle || instruction_i == started_q)
      else $error("an instruction changes while it runs");
      assert (!start_i || instruction_i.header.opcode inside {OpcodeCopy, OpcodeFill, OpcodeGather})
      else $error("not an instruction of a DMA");
      assert (!(goes && instruction_i.multicast_count > 16'd1))
      else $error("a multicast to several tiles is not implemented");
    end
  end

  // The clock stands then.
  always_ff @(posedge clk_i) begin
    if (rst_ni && state_q == Idle) begin
      assert (!(arrived_i || released_i || written_i || acknowledged_i || entry_valid_i))
      else $error("something comes for a channel without an instruction");
    end
  end

endmodule : alc_tdma_channel
