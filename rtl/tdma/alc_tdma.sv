// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The DMA of a tile: TdmaChannels channels, each with one instruction at a time,
// sharing a port to L1, an AXI4 master and a mover of TdmaBytesPerCycle bytes a
// cycle each way through the packet buffers. The first request is made
// TdmaStartCycles cycles after start_i. done_o is a pulse in the first cycle in
// which all writes are in L1 and acknowledged; fault_o is valid with it. Lanes
// of L1: the lower half reads, the upper half writes.
module alc_tdma
  import alc_chip_pkg::*;
  import alc_tile_pkg::*;
  import alc_tdma_pkg::*;
#(
  parameter int unsigned Lanes = 2 * (TdmaBytesPerCycle / L1BankBytes + 1)
) (
  input logic        clk_i,
  input logic        rst_ni,
  input logic [15:0] tile_id_i,

  input  logic   [TdmaChannels-1:0]         start_i,
  input  logic   [TdmaChannels-1:0][1023:0] instruction_i,
  output logic   [TdmaChannels-1:0]         done_o,
  output fault_t [TdmaChannels-1:0]         fault_o,

  output l1_request_t [Lanes-1:0]                 l1_request_o,
  input  logic        [Lanes-1:0]                 l1_grant_i,
  input  logic        [Lanes-1:0][L1LineBits-1:0] l1_data_i,

  output logic                         ar_valid_o,
  input  logic                         ar_ready_i,
  output axi_address_t                 ar_o,
  input  logic                         r_valid_i,
  output logic                         r_ready_o,
  input  axi_read_t                    r_i,
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

  logic [TdmaChannels-1:0] read_valid, read_grant, write_valid, write_grant;
  logic [TdmaChannels-1:0] released, written, acknowledged, entry_valid;
  read_t read[TdmaChannels];
  write_t write[TdmaChannels];
  logic [63:0] entry;
  logic arrival_valid, buffer_valid;
  arrival_t arrival;
  channel_t buffer_channel;
  slot_t buffer_slot;
  offset_t buffer_offset;
  word_t buffer_data;

  for (genvar i = 0; i < TdmaChannels; ++i) begin : gen_channel
    alc_tdma_channel u_channel (
      .clk_i,
      .rst_ni,
      .tile_id_i,
      .start_i(start_i[i]),
      .instruction_i(instruction_i[i]),
      .done_o(done_o[i]),
      .fault_o(fault_o[i]),
      .read_valid_o(read_valid[i]),
      .read_o(read[i]),
      .read_grant_i(read_grant[i]),
      .arrived_i(arrival_valid && arrival.channel == ChannelWidth'(i)),
      .arrived_slot_i(arrival.slot),
      .arrived_bytes_i(arrival.bytes),
      .write_valid_o(write_valid[i]),
      .write_o(write[i]),
      .write_grant_i(write_grant[i]),
      .released_i(released[i]),
      .written_i(written[i]),
      .acknowledged_i(acknowledged[i]),
      .entry_valid_i(entry_valid[i]),
      .entry_i(entry)
    );
  end

  alc_tdma_reader u_reader (
    .clk_i,
    .rst_ni,
    .read_valid_i(read_valid),
    .read_i(read),
    .read_grant_o(read_grant),
    .l1_request_o(l1_request_o[ReadLanes-1:0]),
    .l1_grant_i(l1_grant_i[ReadLanes-1:0]),
    .l1_data_i(l1_data_i[ReadLanes-1:0]),
    .ar_valid_o,
    .ar_ready_i,
    .ar_o,
    .r_valid_i,
    .r_ready_o,
    .r_i,
    .arrival_valid_o(arrival_valid),
    .arrival_o(arrival)
  );

  alc_tdma_buffer u_buffer (
    .clk_i,
    .write_valid_i(arrival_valid),
    .write_i(arrival),
    .read_valid_i(buffer_valid),
    .read_channel_i(buffer_channel),
    .read_slot_i(buffer_slot),
    .read_offset_i(buffer_offset),
    .read_o(buffer_data)
  );

  alc_tdma_writer u_writer (
    .clk_i,
    .rst_ni,
    .write_valid_i(write_valid),
    .write_i(write),
    .write_grant_o(write_grant),
    .released_o(released),
    .written_o(written),
    .acknowledged_o(acknowledged),
    .entry_valid_o(entry_valid),
    .entry_o(entry),
    .buffer_valid_o(buffer_valid),
    .buffer_channel_o(buffer_channel),
    .buffer_slot_o(buffer_slot),
    .buffer_offset_o(buffer_offset),
    .buffer_i(buffer_data),
    .l1_request_o(l1_request_o[Lanes-1:ReadLanes]),
    .l1_grant_i(l1_grant_i[Lanes-1:ReadLanes]),
    .aw_valid_o,
    .aw_ready_i,
    .aw_o,
    .w_valid_o,
    .w_ready_i,
    .w_o,
    .b_valid_i,
    .b_ready_o,
    .b_id_i
  );

  logic unused_write_data;
  assign unused_write_data = ^l1_data_i[Lanes-1:ReadLanes];

  if (alc_chip_pkg::HbmInterleaveBytes > 4096) begin : gen_check_bursts
    $error("a burst of AXI may not cross 4 KiB: hbm.interleave_bytes is more");
  end
  if (Lanes != 2 * ReadLanes) begin : gen_error
    $error("half of the lanes read and half of them write");
  end

endmodule : alc_tdma
