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
  input logic [63:0] cycle_i, // since the launch began

  input  logic        host_aw_valid_i,
  output logic        host_aw_ready_o,
  input  logic [11:0] host_aw_addr_i,
  input  logic        host_w_valid_i,
  output logic        host_w_ready_o,
  input  logic [63:0] host_w_data_i,
  output logic        host_b_valid_o,
  input  logic        host_b_ready_i,
  input  logic        host_ar_valid_i,
  output logic        host_ar_ready_o,
  input  logic [11:0] host_ar_addr_i,
  output logic        host_r_valid_o,
  input  logic        host_r_ready_i,
  output logic [63:0] host_r_data_o,

  output logic         ar_valid_o,
  input  logic         ar_ready_i,
  output axi_address_t ar_o,
  input  logic         r_valid_i,
  output logic         r_ready_o,
  input  axi_read_t    r_i,
  output logic         aw_valid_o,
  input  logic         aw_ready_i,
  output axi_address_t aw_o,
  output logic         w_valid_o,
  input  logic         w_ready_i,
  output axi_write_t   w_o,
  input  logic         b_valid_i,
  output logic         b_ready_o,
  input  logic [AxiIdBits-1:0] b_id_i,

  output logic          stopped_o,
  output logic          quiet_o,
  output fault_report_t fault_o,
  output logic          unimplemented_o, // a vector instruction has come to the head

  output logic              observe_tcp_o,
  output logic [63:0]       observe_tcp_pc_o,
  output logic [31:0]       observe_tcp_instruction_o,
  output logic [4:0]        observe_tcp_rd_o,
  output logic [63:0]       observe_tcp_value_o,
  output logic              observe_stalled_o, // the control processor, at this access
  output logic [63:0]       observe_bus_address_o,
  output logic [63:0]       observe_bus_data_o,
  output logic [63:0]       observe_bus_pc_o,
  output logic              observe_push_o,    // a descriptor goes into a queue
  output queue_index_t      observe_push_queue_o,
  output descriptor_t       observe_push_descriptor_o,
  output logic [31:0]       observe_push_pc_o,
  output logic [Queues-1:0] observe_start_o,   // an engine starts
  output logic [Queues-1:0] observe_retire_o   // a queue's head leaves
);

  localparam int unsigned TcmAddressWidth = $clog2(TcpMemoryBytes);
  localparam int unsigned FreeWidth = $clog2(QueueDepth + 1);
  localparam int unsigned DmaLanes = 2 * (TdmaBytesPerCycle / L1BankBytes + 1);
  localparam int unsigned TtuLanes =
      2 * (TtuOperandBytesPerCycle / L1BankBytes) + TtuCols * 4 / L1BankBytes + 1;
  localparam int unsigned FirstDmaLane = TtuLanes;
  localparam int unsigned TcpLane = TtuLanes + DmaLanes;
  localparam int unsigned Lanes = TcpLane + 1;

  if (Clusters * TilesPerCluster != 1 || CdmaChannels != 0) begin : gen_check_chip
    $error("the RTL is a tile: its chip has one, and no DMA of a cluster");
  end

  // Launches.
  logic start, stopped, done;
  logic [63:0] entry, exit_code_q, exit_code;
  fault_report_t fault, first_fault;
  assign fault_o = first_fault;
  assign stopped_o = stopped;

  alc_host u_host (
    .clk_i,
    .rst_ni,
    .aw_valid_i (host_aw_valid_i),
    .aw_ready_o (host_aw_ready_o),
    .aw_addr_i  (host_aw_addr_i),
    .w_valid_i  (host_w_valid_i),
    .w_ready_o  (host_w_ready_o),
    .w_data_i   (host_w_data_i),
    .b_valid_o  (host_b_valid_o),
    .b_ready_i  (host_b_ready_i),
    .ar_valid_i (host_ar_valid_i),
    .ar_ready_o (host_ar_ready_o),
    .ar_addr_i  (host_ar_addr_i),
    .r_valid_o  (host_r_valid_o),
    .r_ready_i  (host_r_ready_i),
    .r_data_o   (host_r_data_o),
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
  logic fetch_valid, data_valid, data_write, copy_valid, push_busy, push;
  logic [TcmAddressWidth-1:0] fetch_address, data_address, copy_address;
  logic [31:0] fetch_data;
  logic [63:0] data_wdata, data_rdata;
  logic [7:0] data_strobe;
  logic [511:0] copy_data;
  logic bus_valid, bus_write, bus_done, halt, running, tcp_stalled;
  logic [63:0] bus_address, bus_wdata, bus_rdata, bus_pc, tcp_fault_pc;
  logic [1:0] bus_size;
  fault_t bus_fault, tcp_fault;
  logic halted_q;

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
    .bus_pc_o            (bus_pc),
    .bus_done_i          (bus_done),
    .bus_rdata_i         (bus_rdata),
    .bus_fault_i         (bus_fault),
    .running_o           (running),
    .fault_o             (tcp_fault),
    .fault_pc_o          (tcp_fault_pc),
    .retire_valid_o      (observe_tcp_o),
    .retire_pc_o         (observe_tcp_pc_o),
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

  // Semaphores: queues by number, then the control processor.
  logic [Queues:0] wait_valid, wait_grant, signal_valid, signal_ready, overflow;
  semaphore_use_t [Queues:0] wait_use, signal_use;
  logic [7:0] overflow_semaphore;
  logic [SemaphoreCount-1:0][7:0] semaphores;

  alc_semaphores #(
    .Waiters   (Queues + 1),
    .Signallers(Queues + 1)
  ) u_semaphores (
    .clk_i,
    .rst_ni,
    .clear_i             (start),
    .wait_valid_i        (wait_valid),
    .wait_i              (wait_use),
    .wait_grant_o        (wait_grant),
    .signal_valid_i      (signal_valid),
    .signal_i            (signal_use),
    .signal_ready_o      (signal_ready),
    .overflow_o          (overflow),
    .overflow_semaphore_o(overflow_semaphore),
    .value_o             (semaphores)
  );

  // Queues.
  queue_index_t push_queue, write_queue, refused_queue;
  logic write;
  descriptor_t write_descriptor;
  logic [31:0] write_pc, refused_pc;
  logic [63:0] refused_descriptor;
  fault_t refused;
  logic [Queues-1:0][FreeWidth-1:0] queue_free;
  logic [Queues-1:0] queue_empty, queue_stuck, in_barrier, arriving, barrier_release;
  logic [Queues-1:0] barrier_illegal, engine_start, engine_done, queue_retire;
  barrier_t [Queues-1:0] barrier;
  descriptor_t [Queues-1:0] head;
  fault_t [Queues-1:0] engine_fault;

  alc_push u_push (
    .clk_i,
    .rst_ni,
    .clear_i           (start),
    .push_i            (push),
    .queue_i           (push_queue),
    .address_i         (bus_wdata),
    .pc_i              (bus_pc[31:0]),
    .busy_o            (push_busy),
    .copy_valid_o      (copy_valid),
    .copy_address_o    (copy_address),
    .copy_data_i       (copy_data),
    .write_o           (write),
    .write_queue_o     (write_queue),
    .write_descriptor_o(write_descriptor),
    .write_pc_o        (write_pc),
    .fault_o           (refused),
    .fault_queue_o     (refused_queue),
    .fault_descriptor_o(refused_descriptor),
    .fault_pc_o        (refused_pc)
  );

  // A pushed descriptor arrives queue.push_cycles after its store is done.
  typedef struct packed {
    logic valid;
    queue_index_t number;
  } arrival_t;
  arrival_t [QueuePushCycles:0] arrivals_q;

  if (QueuePushCycles < 4) begin : gen_check_push
    $error("a descriptor of 192 bytes takes 4 cycles to its queue");
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      arrivals_q <= '0;
    end else if (start) begin
      arrivals_q <= '0;
    end else begin
      arrivals_q <= {arrivals_q[QueuePushCycles-1:0], arrival_t'{valid: push, number: push ? push_queue : '0}};
    end
  end

  for (genvar q = 0; q < Queues; q++) begin : gen_queues
    localparam int unsigned Bytes = q == QueueTtu ? TtuDescriptorBytes
        : q == QueueTvp ? TvpDescriptorBytes : TdmaDescriptorBytes;
    logic [8*Bytes-1:0] own_head;
    assign head[q] = descriptor_t'(own_head);

    alc_queue #(
      .Bytes(Bytes)
    ) u_queue (
      .clk_i,
      .rst_ni,
      .clear_i           (start),
      .reserve_i         (push && 32'(push_queue) == q),
      .write_i           (write && 32'(write_queue) == q),
      .write_descriptor_i(write_descriptor[8*Bytes-1:0]),
      .arrive_i          (arrivals_q[QueuePushCycles].valid
                          && 32'(arrivals_q[QueuePushCycles].number) == q),
      .free_o            (queue_free[q]),
      .wait_valid_o      (wait_valid[q]),
      .wait_o            (wait_use[q]),
      .wait_grant_i      (wait_grant[q]),
      .signal_valid_o    (signal_valid[q]),
      .signal_o          (signal_use[q]),
      .signal_ready_i    (signal_ready[q]),
      .in_barrier_o      (in_barrier[q]),
      .arriving_o        (arriving[q]),
      .barrier_o         (barrier[q]),
      .barrier_release_i (barrier_release[q]),
      .start_o           (engine_start[q]),
      .head_o            (own_head),
      .done_i            (engine_done[q] && engine_fault[q].code == FaultNone),
      .retire_o          (queue_retire[q]),
      .empty_o           (queue_empty[q]),
      .stuck_o           (queue_stuck[q])
    );
  end

  alc_barriers u_barriers (
    .clk_i,
    .rst_ni,
    .clear_i   (start),
    .waiting_i (in_barrier),
    .arriving_i(arriving),
    .barrier_i (barrier),
    .release_o (barrier_release),
    .illegal_o (barrier_illegal)
  );

  // L1: the tensor unit, which stands still if its operands are late, then the
  // DMA, then the control processor.
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
  axi_write_t word_w;

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
    .wait_valid_o     (wait_valid[Queues]),
    .wait_o           (wait_use[Queues]),
    .wait_grant_i     (wait_grant[Queues]),
    .signal_valid_o   (signal_valid[Queues]),
    .signal_o         (signal_use[Queues]),
    .signal_ready_i   (signal_ready[Queues]),
    .signal_overflow_i(overflow[Queues]),
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

  // There is no vector processor yet: whoever runs the tile has to say so.
  assign unimplemented_o = engine_start[QueueTvp];
  assign engine_done[QueueTvp] = 1'b0;
  assign engine_fault[QueueTvp] = '0;

  // Faults: the first of a cycle is reported.
  always_comb begin
    fault = '0;
    fault.pc = bus_pc;
    if (tcp_fault.code != FaultNone) begin
      fault.fault = tcp_fault;
      fault.who = QueueTcp;
      fault.pc = tcp_fault_pc;
    end else if (refused.code != FaultNone) begin
      fault.fault = refused;
      fault.who = 8'(refused_queue);
      fault.pc = 64'(refused_pc);
      fault.is_push = 1'b1;
      fault.descriptor = refused_descriptor;
    end
    for (int unsigned q = 0; q < Queues; q++) begin
      if (fault.fault.code == FaultNone) begin
        fault.who = 8'(q);
        fault.tag = head[q][63:32];
        if (barrier_illegal[q]) begin
          fault.fault = '{code: FaultIllegalInstruction, value: 64'(OpcodeBarrier)};
        end else if (overflow[q]) begin
          fault.fault = '{code: FaultSemaphoreOverflow, value: 64'(overflow_semaphore)};
        end else if (engine_done[q]) begin
          fault.fault = engine_fault[q];
        end
      end
    end
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

  assign done = halted_q && queue_empty == '1;
  assign quiet_o = (!running || tcp_stalled) && queue_stuck == '1 && !push_busy
      && arrivals_q == '0 && signal_valid == '0;
  assign observe_start_o = engine_start;
  assign observe_retire_o = queue_retire;
  assign observe_stalled_o = tcp_stalled;
  assign observe_bus_address_o = bus_address;
  assign observe_bus_data_o = bus_wdata;
  assign observe_bus_pc_o = bus_pc;
  assign observe_push_o = write;
  assign observe_push_queue_o = write_queue;
  assign observe_push_descriptor_o = write_descriptor;
  assign observe_push_pc_o = write_pc;

endmodule : alc_tile
