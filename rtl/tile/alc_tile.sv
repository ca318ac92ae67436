// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tile, for a chip that has one: control processor with its memory, queues
// with their engines, semaphores, barriers and L1. Outside are the host
// (AXI4-Lite), and L2 and HBM (AXI4). A launch: load control memory, write
// Entry, ring the doorbell, wait for stopped_o.
//
// observe_* say what retires, for whoever compares. quiet_o: nobody in the tile
// can go on by himself; if that lasts, it is a deadlock.
module alc_tile
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,

  input logic [15:0] tile_id_i,
  input logic [63:0] cycle_i,    // since the launch began

  input  logic        host_aw_valid_i,
  output logic        host_aw_ready_o,
  input  logic [11:0] host_aw_addr_i,
  input  logic [ 2:0] host_aw_prot_i,
  input  logic        host_w_valid_i,
  output logic        host_w_ready_o,
  input  logic [63:0] host_w_data_i,
  input  logic [ 7:0] host_w_strb_i,
  output logic        host_b_valid_o,
  input  logic        host_b_ready_i,
  output logic [ 1:0] host_b_resp_o,
  input  logic        host_ar_valid_i,
  output logic        host_ar_ready_o,
  input  logic [11:0] host_ar_addr_i,
  input  logic [ 2:0] host_ar_prot_i,
  output logic        host_r_valid_o,
  input  logic        host_r_ready_i,
  output logic [63:0] host_r_data_o,
  output logic [ 1:0] host_r_resp_o,

  output logic                         ar_valid_o,
  input  logic                         ar_ready_i,
  output axi_address_t                 ar_o,
  output logic         [          1:0] ar_burst_o,
  input  logic                         r_valid_i,
  output logic                         r_ready_o,
  input  axi_read_t                    r_i,
  input  logic         [          1:0] r_resp_i,
  output logic                         aw_valid_o,
  input  logic                         aw_ready_i,
  output axi_address_t                 aw_o,
  output logic         [          1:0] aw_burst_o,
  output logic                         w_valid_o,
  input  logic                         w_ready_i,
  output axi_write_t                   w_o,
  input  logic                         b_valid_i,
  output logic                         b_ready_o,
  input  logic         [AxiIdBits-1:0] b_id_i,
  input  logic         [          1:0] b_resp_i,

  output logic          stopped_o,
  output logic          quiet_o,
  output fault_report_t fault_o,

  output logic observe_tcp_o,
  output logic [63:0] observe_tcp_pc_o,
  output logic [31:0] observe_tcp_instruction_o,
  output logic [4:0] observe_tcp_rd_o,
  output logic [63:0] observe_tcp_value_o,
  output logic observe_stalled_o,  // the control processor, at this access
  output logic [63:0] observe_bus_address_o,
  output logic [63:0] observe_bus_data_o,
  output logic observe_push_o,  // a descriptor goes into a queue
  output queue_index_t observe_push_queue_o,
  output descriptor_t observe_push_descriptor_o,
  output logic [31:0] observe_push_pc_o,
  output logic [Queues-1:0] observe_grant_o,  // a queue's head takes its waits
  output logic [Queues-1:0] observe_start_o,  // an engine starts
  output logic [Queues-1:0] observe_retire_o  // a queue's head leaves
);

  localparam int unsigned TcmAddressWidth = $clog2(TcpMemoryBytes);
  localparam int unsigned FreeWidth = $clog2(QueueDepth + 1);
  localparam int unsigned DmaLanes = 2 * (TdmaBytesPerCycle / L1BankBytes + 1);
  localparam int unsigned TtuLanes = alc_ttu_pkg::array_lanes(TtuRows, TtuCols);
  localparam int unsigned TvpL1Lanes = TvpStreamBytesPerCycle / L1BankBytes;
  localparam int unsigned FirstTvpLane = TtuLanes;
  localparam int unsigned FirstDmaLane = FirstTvpLane + TvpL1Lanes;
  localparam int unsigned TcpLane = FirstDmaLane + DmaLanes;
  localparam int unsigned Lanes = TcpLane + 1;

  if (Clusters * TilesPerCluster != 1 || CdmaChannels != 0) begin : gen_check_chip
    $error("the RTL is a tile: its chip has one, and no DMA of a cluster");
  end

  // Launches.
  logic start, stopped, done;
  logic [63:0] entry, exit_code_q, exit_code;
  fault_report_t fault, first_fault;
  assign fault_o   = first_fault;
  assign stopped_o = stopped;

  alc_host u_host (
    .clk_i,
    .rst_ni,
    .aw_valid_i (host_aw_valid_i),
    .aw_ready_o (host_aw_ready_o),
    .aw_addr_i  (host_aw_addr_i),
    .aw_prot_i  (host_aw_prot_i),
    .w_valid_i  (host_w_valid_i),
    .w_ready_o  (host_w_ready_o),
    .w_data_i   (host_w_data_i),
    .w_strb_i   (host_w_strb_i),
    .b_valid_o  (host_b_valid_o),
    .b_ready_i  (host_b_ready_i),
    .b_resp_o   (host_b_resp_o),
    .ar_valid_i (host_ar_valid_i),
    .ar_ready_o (host_ar_ready_o),
    .ar_addr_i  (host_ar_addr_i),
    .ar_prot_i  (host_ar_prot_i),
    .r_valid_o  (host_r_valid_o),
    .r_ready_i  (host_r_ready_i),
    .r_data_o   (host_r_data_o),
    .r_resp_o   (host_r_resp_o),
    .tile_id_i,
    .start_o    (start),
    .entry_o    (entry),
    .done_i     (done),
    .exit_code_i(exit_code_q),
    .fault_i    (fault),
    .fault_o    (first_fault),
    .stopped_o  (stopped)
  );

  // Control processor and its memory.
  logic fetch_valid, data_valid, data_write, copy_valid, push_copies, push_busy, push;
  logic [TcmAddressWidth-1:0] fetch_address, data_address, copy_address, push_copy_address;
  logic [31:0] fetch_data;
  logic [63:0] data_wdata, data_rdata;
  logic [  7:0] data_strobe;
  logic [511:0] copy_data;
  logic bus_valid, bus_write, bus_done, halt, running, tcp_stalled;
  logic [63:0] bus_address, bus_wdata, bus_rdata, tcp_pc;
  logic [1:0] bus_size;
  fault_t bus_fault, tcp_fault;
  logic halted_q  /* verilator public_flat_rd */;

  alc_tcp u_tcp (
    .clk_i,
    .rst_ni,
    .start_i             (start),
    .entry_i             (entry),
    .halt_i              (halt || (stopped && !start)),
    .fetch_valid_o       (fetch_valid),
    .fetch_address_o     (fetch_address),
    .fetch_data_i        (fetch_data),
    .data_valid_o        (data_valid),
    .data_write_o        (data_write),
    .data_address_o      (data_address),
    .data_wdata_o        (data_wdata),
    .data_strobe_o       (data_strobe),
    .data_rdata_i        (data_rdata),
    .data_ready_i        (!push_busy && !push),
    .bus_valid_o         (bus_valid),
    .bus_write_o         (bus_write),
    .bus_address_o       (bus_address),
    .bus_size_o          (bus_size),
    .bus_wdata_o         (bus_wdata),
    .bus_done_i          (bus_done),
    .bus_rdata_i         (bus_rdata),
    .bus_fault_i         (bus_fault),
    .running_o           (running),
    .fault_o             (tcp_fault),
    .pc_o                (tcp_pc),
    .retire_valid_o      (observe_tcp_o),
    .retire_instruction_o(observe_tcp_instruction_o),
    .retire_rd_o         (observe_tcp_rd_o),
    .retire_value_o      (observe_tcp_value_o)
  );

  alc_tcm u_tcm (
    .clk_i,
    .fetch_valid_i  (fetch_valid),
    .fetch_address_i(fetch_address),
    .fetch_data_o   (fetch_data),
    .data_valid_i   (data_valid),
    .data_write_i   (data_write),
    .data_address_i (data_address),
    .data_wdata_i   (data_wdata),
    .data_strobe_i  (data_strobe),
    .data_rdata_o   (data_rdata),
    .copy_valid_i   (copy_valid),
    .copy_address_i (copy_address),
    .copy_data_o    (copy_data)
  );

  // Queues.
  queue_index_t push_queue;
  logic [Queues-1:0][FreeWidth-1:0] queue_free;
  logic tcp_wait_valid, tcp_wait_grant, tcp_signal_valid, tcp_signal_ready, tcp_overflow;
  semaphore_use_t tcp_wait, tcp_signal;
  logic [SemaphoreCount-1:0][7:0] semaphores;
  logic [Queues-1:0] engine_start, engine_done;
  descriptor_t [Queues-1:0] head;
  fault_t [Queues-1:0] engine_fault;
  fault_report_t queue_fault;
  logic queues_empty, queues_quiet;

  alc_queues u_queues (
    .clk_i,
    .rst_ni,
    .clear_i           (start),
    .push_i            (push),
    .push_queue_i      (push_queue),
    .push_address_i    (bus_wdata),
    .push_pc_i         (tcp_pc[31:0]),
    .push_busy_o       (push_busy),
    .copy_valid_o      (push_copies),
    .copy_address_o    (push_copy_address),
    .copy_data_i       (copy_data),
    .free_o            (queue_free),
    .tcp_wait_valid_i  (tcp_wait_valid),
    .tcp_wait_i        (tcp_wait),
    .tcp_wait_grant_o  (tcp_wait_grant),
    .tcp_signal_valid_i(tcp_signal_valid),
    .tcp_signal_i      (tcp_signal),
    .tcp_signal_ready_o(tcp_signal_ready),
    .tcp_overflow_o    (tcp_overflow),
    .semaphore_o       (semaphores),
    .start_o           (engine_start),
    .head_o            (head),
    .done_i            (engine_done),
    .fault_i           (engine_fault),
    .fault_o           (queue_fault),
    .empty_o           (queues_empty),
    .quiet_o           (queues_quiet),
    .write_o           (observe_push_o),
    .write_queue_o     (observe_push_queue_o),
    .write_descriptor_o(observe_push_descriptor_o),
    .write_pc_o        (observe_push_pc_o),
    .granted_o         (observe_grant_o),
    .retire_o          (observe_retire_o)
  );
  assign observe_start_o = engine_start;

  // L1. The higher a lane, the sooner it is served: the tensor unit reads ahead
  // of its array and writes behind it, so it has the lowest.
  l1_request_t [Lanes-1:0] l1_request;
  logic [Lanes-1:0] l1_grant;
  logic [Lanes-1:0][L1LineBits-1:0] l1_data;

  alc_l1 #(
    .Lanes(Lanes)
  ) u_l1 (
    .clk_i,
    .rst_ni,
    .request_i(l1_request),
    .grant_o  (l1_grant),
    .data_o   (l1_data)
  );

  // What the control processor finds outside.
  logic word_ar_valid, word_ar_ready, word_aw_valid, word_aw_ready;
  logic word_w_valid, word_w_ready, word_r_valid, word_b_valid;
  axi_address_t word_address;
  axi_write_t   word_w;

  alc_bus u_bus (
    .clk_i,
    .rst_ni,
    .clear_i          (start),
    .tile_id_i,
    .cycle_i,
    .valid_i          (bus_valid),
    .write_i          (bus_write),
    .address_i        (bus_address),
    .size_i           (bus_size),
    .wdata_i          (bus_wdata),
    .done_o           (bus_done),
    .rdata_o          (bus_rdata),
    .fault_o          (bus_fault),
    .halt_o           (halt),
    .exit_code_o      (exit_code),
    .push_o           (push),
    .push_queue_o     (push_queue),
    .push_busy_i      (push_busy),
    .queue_free_i     (queue_free),
    .semaphore_i      (semaphores),
    .wait_valid_o     (tcp_wait_valid),
    .wait_o           (tcp_wait),
    .wait_grant_i     (tcp_wait_grant),
    .signal_valid_o   (tcp_signal_valid),
    .signal_o         (tcp_signal),
    .signal_ready_i   (tcp_signal_ready),
    .signal_overflow_i(tcp_overflow),
    .stalled_o        (tcp_stalled),
    .l1_request_o     (l1_request[TcpLane]),
    .l1_grant_i       (l1_grant[TcpLane]),
    .l1_data_i        (l1_data[TcpLane]),
    .ar_valid_o       (word_ar_valid),
    .ar_ready_i       (word_ar_ready),
    .aw_valid_o       (word_aw_valid),
    .aw_ready_i       (word_aw_ready),
    .address_o        (word_address),
    .w_valid_o        (word_w_valid),
    .w_ready_i        (word_w_ready),
    .w_o              (word_w),
    .r_valid_i        (word_r_valid),
    .r_data_i         (r_i.data),
    .b_valid_i        (word_b_valid)
  );

  // DMA.
  logic dma_ar_valid, dma_ar_ready, dma_aw_valid, dma_aw_ready, dma_w_valid, dma_w_ready;
  logic dma_r_valid, dma_r_ready, dma_b_valid, dma_b_ready;
  axi_address_t dma_ar, dma_aw;
  axi_write_t dma_w;
  logic [TdmaChannels-1:0][8*TdmaDescriptorBytes-1:0] dma_instruction;

  for (genvar i = 0; i < TdmaChannels; i++) begin : gen_dma_heads
    assign dma_instruction[i] = head[QueueFirstTdma+i][8*TdmaDescriptorBytes-1:0];
  end

  alc_tdma u_tdma (
    .clk_i,
    .rst_ni,
    .tile_id_i,
    .start_i      (engine_start[QueueFirstTdma+:TdmaChannels]),
    .instruction_i(dma_instruction),
    .done_o       (engine_done[QueueFirstTdma+:TdmaChannels]),
    .fault_o      (engine_fault[QueueFirstTdma+:TdmaChannels]),
    .l1_request_o (l1_request[FirstDmaLane+:DmaLanes]),
    .l1_grant_i   (l1_grant[FirstDmaLane+:DmaLanes]),
    .l1_data_i    (l1_data[FirstDmaLane+:DmaLanes]),
    .ar_valid_o   (dma_ar_valid),
    .ar_ready_i   (dma_ar_ready),
    .ar_o         (dma_ar),
    .r_valid_i    (dma_r_valid),
    .r_ready_o    (dma_r_ready),
    .r_i,
    .aw_valid_o   (dma_aw_valid),
    .aw_ready_i   (dma_aw_ready),
    .aw_o         (dma_aw),
    .w_valid_o    (dma_w_valid),
    .w_ready_i    (dma_w_ready),
    .w_o          (dma_w),
    .b_valid_i    (dma_b_valid),
    .b_ready_o    (dma_b_ready),
    .b_id_i
  );

  alc_axi_mux u_axi_mux (
    .clk_i,
    .rst_ni,
    .word_ar_valid_i(word_ar_valid),
    .word_ar_ready_o(word_ar_ready),
    .word_aw_valid_i(word_aw_valid),
    .word_aw_ready_o(word_aw_ready),
    .word_address_i (word_address),
    .word_w_valid_i (word_w_valid),
    .word_w_ready_o (word_w_ready),
    .word_w_i       (word_w),
    .word_r_valid_o (word_r_valid),
    .word_b_valid_o (word_b_valid),
    .dma_ar_valid_i (dma_ar_valid),
    .dma_ar_ready_o (dma_ar_ready),
    .dma_ar_i       (dma_ar),
    .dma_aw_valid_i (dma_aw_valid),
    .dma_aw_ready_o (dma_aw_ready),
    .dma_aw_i       (dma_aw),
    .dma_w_valid_i  (dma_w_valid),
    .dma_w_ready_o  (dma_w_ready),
    .dma_w_i        (dma_w),
    .dma_r_valid_o  (dma_r_valid),
    .dma_r_ready_i  (dma_r_ready),
    .dma_b_valid_o  (dma_b_valid),
    .dma_b_ready_i  (dma_b_ready),
    .ar_valid_o,
    .ar_ready_i,
    .ar_o,
    .aw_valid_o,
    .aw_ready_i,
    .aw_o,
    .w_valid_o,
    .w_ready_i,
    .w_o,
    .r_valid_i,
    .r_ready_o,
    .r_id_i         (r_i.id),
    .b_valid_i,
    .b_ready_o,
    .b_id_i
  );

  // Tensor unit.
  alc_ttu u_ttu (
    .clk_i,
    .rst_ni,
    .start_i      (engine_start[QueueTtu]),
    .instruction_i(matmul_t'(head[QueueTtu][8*TtuDescriptorBytes-1:0])),
    .done_o       (engine_done[QueueTtu]),
    .fault_o      (engine_fault[QueueTtu]),
    .l1_request_o (l1_request[0+:TtuLanes]),
    .l1_grant_i   (l1_grant[0+:TtuLanes]),
    .l1_data_i    (l1_data[0+:TtuLanes])
  );

  // Vector processor. Descriptors go first at control memory.
  logic program_valid, program_grant;
  logic [TcmAddressWidth-1:0] program_address;
  assign program_grant = program_valid && !push_copies;
  assign copy_valid = push_copies || program_valid;
  assign copy_address = push_copies ? push_copy_address : program_address;

  alc_tvp u_tvp (
    .clk_i,
    .rst_ni,
    .start_i        (engine_start[QueueTvp]),
    .instruction_i  (vector_t'(head[QueueTvp])),
    .done_o         (engine_done[QueueTvp]),
    .fault_o        (engine_fault[QueueTvp]),
    .fetch_valid_o  (program_valid),
    .fetch_address_o(program_address),
    .fetch_grant_i  (program_grant),
    .fetch_data_i   (copy_data),
    .l1_request_o   (l1_request[FirstTvpLane+:TvpL1Lanes]),
    .l1_grant_i     (l1_grant[FirstTvpLane+:TvpL1Lanes]),
    .l1_data_i      (l1_data[FirstTvpLane+:TvpL1Lanes])
  );

  always_comb begin
    fault = queue_fault;
    if (tcp_fault.code != FaultNone) begin
      fault = '0;
      fault.fault = tcp_fault;
      fault.who = QueueTcp;
    end
    if (!fault.is_push) fault.pc = tcp_pc;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      halted_q <= 1'b0;
      exit_code_q <= '0;
    end else if (start) begin
      halted_q <= 1'b0;
    end else if (halt) begin
      halted_q <= 1'b1;
      exit_code_q <= exit_code;
    end
  end

  assign done = halted_q && queues_empty;
  assign quiet_o = (!running || tcp_stalled) && queues_quiet;
  assign observe_stalled_o = tcp_stalled;
  assign observe_bus_address_o = bus_address;
  assign observe_bus_data_o = bus_wdata;
  assign observe_tcp_pc_o = tcp_pc;

  // There is no fault for memory that cannot answer: it has to.
  assign ar_burst_o = AxiIncr;
  assign aw_burst_o = AxiIncr;
  memory_can_read :
  assert property (@(posedge clk_i) disable iff (!rst_ni) r_valid_i |-> r_resp_i == AxiOkay);
  memory_can_write :
  assert property (@(posedge clk_i) disable iff (!rst_ni) b_valid_i |-> b_resp_i == AxiOkay);

`ifdef ALCYONE_COVER
  alc_cover u_cover (
    .clk_i,
    .rst_ni,
    .head_i       (head),
    .retire_i     (observe_retire_o),
    .fault_i      (queue_fault),
    .pushed_i     (observe_push_descriptor_o),
    .tcp_retire_i (observe_tcp_o),
    .tcp_fault_i  (tcp_fault.code != FaultNone),
    .tcp_word_i   (observe_tcp_instruction_o),
    .bus_done_i   (bus_done),
    .bus_write_i  (bus_write),
    .bus_fault_i  (bus_fault.code != FaultNone),
    .bus_address_i(bus_address)
  );
`endif

endmodule : alc_tile
