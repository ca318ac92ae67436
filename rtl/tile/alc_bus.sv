// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the control processor finds outside its control memory: the registers
// of the tile, the tile's L1, and everything else behind AXI. One access at a
// time; registers answer in the cycle in which it comes, or when they can.
module alc_bus
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,

  input logic [15:0] tile_id_i,
  input logic [63:0] cycle_i,

  // The processor's access, held until done.
  input  logic          valid_i,
  input  logic          write_i,
  input  logic   [63:0] address_i,
  input  logic   [ 1:0] size_i,
  input  logic   [63:0] wdata_i,
  output logic          done_o,
  output logic   [63:0] rdata_o,
  output fault_t        fault_o,

  // Registers.
  output logic halt_o,
  output logic [63:0] exit_code_o,
  output logic push_o,
  output queue_index_t push_queue_o,
  input logic push_busy_i,
  input logic [Queues-1:0][$clog2(QueueDepth+1)-1:0] queue_free_i,
  input logic [SemaphoreCount-1:0][7:0] semaphore_i,
  output logic wait_valid_o,
  output semaphore_use_t wait_o,
  input logic wait_grant_i,
  output logic signal_valid_o,
  output semaphore_use_t signal_o,
  input logic signal_ready_i,
  input logic signal_overflow_i,  // a cycle after ready

  output logic stalled_o,  // in a wait for a semaphore or a free slot

  output l1_request_t                  l1_request_o,
  input  logic                         l1_grant_i,
  input  logic        [L1LineBits-1:0] l1_data_i,

  output logic                           ar_valid_o,
  input  logic                           ar_ready_i,
  output logic                           aw_valid_o,
  input  logic                           aw_ready_i,
  output axi_address_t                   address_o,   // of either
  output logic                           w_valid_o,
  input  logic                           w_ready_i,
  output axi_write_t                     w_o,
  input  logic                           r_valid_i,
  input  logic         [AxiDataBits-1:0] r_data_i,
  input  logic                           b_valid_i
);

  localparam int unsigned LineShift = $clog2(L1BankBytes);
  localparam int unsigned BeatShift = $clog2(AxiBytes);
  typedef enum logic [2:0] {
    Idle,
    Signal,
    L1,
    L1Data,
    Axi,
    AxiData,
    AxiAnswer
  } state_e;
  typedef enum logic [2:0] {
    RegionNone,
    RegionRegisters,
    RegionL1,
    RegionMemory
  } region_e;

  state_e state_q, state_d;
  logic [$clog2(L1Latency+1)-1:0] l1_cycles_q;

  // Where it is.
  region_e region;
  logic [63:0] l1_offset;
  logic [63:0] bytes;
  assign bytes = 64'd1 << size_i;

  always_comb begin
    region = RegionNone;
    l1_offset = '0;
    if (address_i >= AddressHbm) begin
      if (address_i - AddressHbm <= 64'(HbmBytes) - bytes) region = RegionMemory;
    end else if (address_i >= AddressL2) begin
      if (address_i - AddressL2 <= 64'(L2Bytes) - bytes) region = RegionMemory;
    end else if (address_i >= AddressL1) begin
      l1_offset = address_i - AddressL1;
      if (l1_offset <= 64'(L1Bytes) - bytes) region = RegionL1;
    end else if (address_i >= AddressOwnL1) begin
      l1_offset = address_i - AddressOwnL1;
      if (l1_offset <= 64'(L1Bytes) - bytes) region = RegionL1;
    end else if (address_i >= AddressTileRegisters
                 && address_i - AddressTileRegisters < AddressTileRegistersBytes) begin
      region = RegionRegisters;
    end
  end

  // Registers.
  logic [15:0] offset;
  logic [ 7:0] index;
  logic is_push, is_free, is_semaphore, is_absent, is_wait;
  logic [63:0] register_value;
  fault_t register_fault;
  logic register_done;

  assign offset = address_i[15:0];
  assign is_wait = offset == TileRegisterSemaphoreWait;
  assign is_push = offset >= TileRegisterQueuePush
      && offset < TileRegisterQueuePush + 16'(8 * TileRegisterQueuePushCount);
  assign is_free = offset >= TileRegisterQueueFree
      && offset < TileRegisterQueueFree + 16'(8 * TileRegisterQueueFreeCount);
  assign is_semaphore = offset >= TileRegisterSemaphore
      && offset < TileRegisterSemaphore + 16'(8 * TileRegisterSemaphoreCount);
  assign index = is_push ? 8'((offset - TileRegisterQueuePush) >> 3)
      : is_free ? 8'((offset - TileRegisterQueueFree) >> 3)
      : 8'((offset - TileRegisterSemaphore) >> 3);

  always_comb begin
    is_absent = 1'b0;
    register_value = '0;
    unique case (offset)
      TileRegisterTileId: register_value = 64'(tile_id_i);
      TileRegisterTileCount: register_value = 64'(Clusters * TilesPerCluster);
      TileRegisterClusterId: register_value = 64'(tile_id_i) / 64'(TilesPerCluster);
      TileRegisterTilesPerCluster: register_value = 64'(TilesPerCluster);
      TileRegisterCycle: register_value = cycle_i;
      TileRegisterHalt, TileRegisterSemaphoreWait: register_value = '0;
      default: begin
        if ((is_push || is_free) && 32'(index) < Queues) begin
          register_value = is_free ? 64'(queue_free_i[queue_index_t'(index)]) : '0;
        end else if (is_semaphore && 32'(index) < SemaphoreCount) begin
          register_value = 64'(semaphore_i[index[$clog2(SemaphoreCount)-1:0]]);
        end else begin
          is_absent = 1'b1;
        end
      end
    endcase
    // Those that are only written, or only read.
    if (!is_semaphore && write_i != (offset == TileRegisterHalt || is_wait || is_push)) begin
      is_absent = 1'b1;
    end
  end

  always_comb begin
    register_fault = '0;
    if (size_i != 2'd3) begin
      register_fault = '{code: FaultMisalignedAccess, value: address_i};
    end else if (is_absent) begin
      register_fault = '{code: FaultAddressOutOfRange, value: address_i};
    end else if (is_wait &&
                 (64'(wdata_i[7:0]) >= 64'(SemaphoreCount) || wdata_i[63:16] != '0)) begin
      register_fault = '{code: FaultIllegalInstruction, value: wdata_i};
    end else if (is_semaphore && write_i && wdata_i > 64'd255) begin
      register_fault = '{code: FaultSemaphoreOverflow, value: 64'(index)};
    end
  end

  logic in_register, is_good;
  assign in_register = state_q == Idle && valid_i && region == RegionRegisters;
  assign is_good = register_fault.code == FaultNone;
  assign wait_valid_o = in_register && is_good && is_wait;
  assign wait_o = '{number: {8'd0, wdata_i[7:0]}, count: {8'd0, wdata_i[15:8]}};
  assign push_o = in_register && is_good && is_push && !push_busy_i
      && queue_free_i[queue_index_t'(index)] != '0;
  assign push_queue_o = queue_index_t'(index);
  assign halt_o = in_register && is_good && offset == TileRegisterHalt;
  assign exit_code_o = wdata_i;
  assign signal_valid_o = in_register && is_good && is_semaphore && write_i;
  assign signal_o = '{number: {8'd0, index}, count: {8'd0, wdata_i[7:0]}};

  always_comb begin
    register_done = 1'b1;
    if (is_good) begin
      if (is_wait) begin
        register_done = wait_grant_i;
      end else if (is_push) begin
        register_done = push_o;
      end else if (is_semaphore && write_i) begin
        register_done = 1'b0;  // answered from Signal
      end
    end
  end
  assign stalled_o = in_register && is_good
      && ((is_wait && !wait_grant_i)
          || (is_push && queue_free_i[queue_index_t'(index)] == '0));

  // L1 and AXI.
  always_comb begin
    l1_request_o = '0;
    l1_request_o.valid = state_q == L1;
    l1_request_o.write = write_i;
    l1_request_o.line = l1_offset[LineShift+:L1LineWidth];
    l1_request_o.mask = L1BankBytes'((64'd1 << bytes) - 64'd1) << l1_offset[LineShift-1:0];
    l1_request_o.data = L1LineBits'(wdata_i) << {l1_offset[LineShift-1:0], 3'b0};
    address_o = '{id: '1, addr: address_i, len: '0, size: 3'(size_i)};
    w_o.data = AxiDataBits'(wdata_i) << {address_i[BeatShift-1:0], 3'b0};
    w_o.strb = AxiBytes'((64'd1 << bytes) - 64'd1) << address_i[BeatShift-1:0];
    w_o.last = 1'b1;
  end
  assign ar_valid_o = state_q == Axi && !write_i;
  assign aw_valid_o = state_q == Axi && write_i;
  assign w_valid_o  = state_q == AxiData;

  always_comb begin
    state_d = state_q;
    done_o  = 1'b0;
    rdata_o = register_value;
    fault_o = '0;
    unique case (state_q)
      Idle: begin
        if (valid_i) begin
          unique case (region)
            RegionRegisters: begin
              done_o  = register_done;
              fault_o = register_fault;
              if (signal_valid_o && signal_ready_i) state_d = Signal;
            end
            RegionL1: state_d = L1;
            RegionMemory: state_d = Axi;
            default: begin
              done_o  = 1'b1;
              fault_o = '{code: FaultAddressOutOfRange, value: address_i};
            end
          endcase
        end
      end
      Signal: begin
        done_o = 1'b1;
        if (signal_overflow_i) fault_o = '{code: FaultSemaphoreOverflow, value: 64'(index)};
        state_d = Idle;
      end
      L1: if (l1_grant_i) state_d = L1Data;
      L1Data: begin
        rdata_o = 64'(l1_data_i >> {l1_offset[LineShift-1:0], 3'b0});
        done_o  = 32'(l1_cycles_q) == L1Latency;
        if (done_o) state_d = Idle;
      end
      Axi: if (write_i ? aw_ready_i : ar_ready_i) state_d = write_i ? AxiData : AxiAnswer;
      AxiData: if (w_ready_i) state_d = AxiAnswer;
      AxiAnswer: begin
        rdata_o = 64'(r_data_i >> {address_i[BeatShift-1:0], 3'b0});
        done_o  = write_i ? b_valid_i : r_valid_i;
        if (done_o) state_d = Idle;
      end
      default: state_d = Idle;
    endcase
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= Idle;
      l1_cycles_q <= '0;
    end else if (clear_i) begin
      state_q <= Idle;
    end else begin
      state_q <= state_d;
      l1_cycles_q <= state_q == L1Data ? l1_cycles_q + 1 : 1;
    end
  end

  if (TcpL1AccessCycles != TcpRegisterCycles + 1 + L1Latency
      || TcpRemoteAccessCycles != TcpRegisterCycles) begin : gen_wrong_cycles
    $error("L1 takes a request's cycle and its latency, the outside nothing more");
  end

  logic waits;
  logic [130:0] access;
  assign waits  = valid_i && !done_o && !clear_i;
  assign access = {write_i, address_i, size_i, wdata_i};
  an_access_is_held_until_done :
  assert property (@(posedge clk_i) disable iff (!rst_ni) waits |=> valid_i && $stable(access));
  only_a_request_is_granted :
  assert property (@(posedge clk_i) disable iff (!rst_ni) l1_grant_i |-> state_q == L1);
  only_an_access_is_answered :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   r_valid_i || b_valid_i |-> state_q == AxiAnswer && b_valid_i == write_i);

endmodule : alc_bus
