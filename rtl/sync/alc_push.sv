// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies a descriptor from control memory into a queue: 64 bytes a cycle from
// the cycle after the push on. While busy_o nobody may store to control memory
// or push again, nor in the cycle of the push itself. It checks what decoding
// checks; what is illegal is a fault of the push and reaches no queue.
module alc_push
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,

  // A store to QueuePush; the queue is there and has a free slot.
  input  logic                push_i,
  input  queue_index_t        queue_i,
  input  logic         [63:0] address_i,
  input  logic         [31:0] pc_i,
  output logic                busy_o,

  // Control memory: 64 bytes from an address on, a cycle later.
  output logic                              copy_valid_o,
  output logic [$clog2(TcpMemoryBytes)-1:0] copy_address_o,
  input  logic [                     511:0] copy_data_i,

  output logic                write_o,             // to the queue
  output queue_index_t        write_queue_o,
  output descriptor_t         write_descriptor_o,
  output logic         [31:0] write_pc_o,

  output fault_t              fault_o,             // a pulse
  output queue_index_t        fault_queue_o,
  output logic         [63:0] fault_descriptor_o,
  output logic         [31:0] fault_pc_o
);

  localparam int unsigned AddressWidth = $clog2(TcpMemoryBytes);
  localparam int unsigned ChunkBytes = 64;
  localparam int unsigned Chunks = LargestDescriptorBytes / ChunkBytes;
  localparam int unsigned ChunkWidth = $clog2(Chunks + 1);
  typedef logic [ChunkWidth-1:0] chunk_t;

  typedef struct packed {
    queue_index_t target;
    logic [63:0]  address;
    logic [31:0]  pc;
  } push_t;

  // Reading. The first chunk has the opcode, which says how many follow.
  logic   reading_q;
  chunk_t chunk_q;  // asked for next
  push_t  push_q;
  logic   answered_q;
  chunk_t answered_chunk_q;
  descriptor_t bytes_q, bytes_d;
  logic is_misplaced, is_last;
  chunk_t needed;
  logic [7:0] size;
  logic [AddressWidth-1:0] chunk_offset;

  assign is_misplaced = push_q.address[2:0] != '0 || push_q.address >= 64'(TcpMemoryBytes);
  assign size = descriptor_bytes(answered_chunk_q == '0 ? copy_data_i[7:0] : bytes_q[7:0]);
  assign needed = size == '0 ? chunk_t'(1) : chunk_t'(size / 8'(ChunkBytes));
  assign is_last = answered_chunk_q + chunk_t'(1) == needed;
  assign copy_valid_o = reading_q && !is_misplaced;
  assign chunk_offset = AddressWidth'(32'(chunk_q) * ChunkBytes);
  assign copy_address_o = push_q.address[AddressWidth-1:0] + chunk_offset;
  assign busy_o = (reading_q || answered_q) && !(answered_q && (is_last || is_misplaced));

  always_comb begin
    bytes_d = answered_chunk_q == '0 ? '0 : bytes_q;
    bytes_d[32'(answered_chunk_q)*8*ChunkBytes+:8*ChunkBytes] = copy_data_i;
  end

  // Checking, in the cycle after the last chunk.
  logic checking_q, is_misplaced_q;
  push_t checked_q;
  logic [7:0] size_q;
  // Tag and other fields are the queue's business.
  /* verilator lint_off UNUSEDSIGNAL */
  header_t header;
  /* verilator lint_on UNUSEDSIGNAL */
  engine_e engine;
  fault_t fault;

  assign header = header_t'(bytes_q[$bits(header_t)-1:0]);
  assign engine = engine_of(bytes_q[7:0]);

  function automatic logic accepts(queue_index_t queue, engine_e whose);
    unique case (whose)
      EngineSync: return 1'b1;
      EngineTtu: return 32'(queue) == QueueTtu;
      EngineTvp: return 32'(queue) == QueueTvp;
      EngineTdma: return 32'(queue) >= QueueFirstTdma;
      default: return 1'b0;
    endcase
  endfunction

  // The last tile that a signal reaches: one that moves nothing is not checked
  // by its engine. The tile is the only one of its chip.
  // The rest of it is the engine's.
  /* verilator lint_off UNUSEDSIGNAL */
  copy_t move;
  /* verilator lint_on UNUSEDSIGNAL */
  logic [63:0] first_written, last_written;
  assign move = copy_t'(bytes_q[$bits(copy_t)-1:0]);
  assign first_written = move.dst >= AddressL1 && move.dst < AddressL2
      ? (move.dst - AddressL1) / AddressL1Stride : '0;

  always_comb begin
    last_written = '0;
    if (engine == EngineTdma) begin
      last_written = first_written;
      if (move.multicast_count > 1) begin
        last_written += (64'(move.multicast_count) - 64'd1) * 64'(move.multicast_stride);
      end
    end
  end

  function automatic logic [63:0] last_reached(logic [15:0] target, logic [63:0] written);
    unique case (target)
      TargetOwn, TargetAll: return '0;
      TargetWritten: return written;
      default: return 64'(target);
    endcase
  endfunction

  logic [1:0][63:0] last_signalled;
  assign last_signalled[0] = last_reached(header.signal0_target, last_written);
  assign last_signalled[1] = last_reached(header.signal1_target, last_written);

  always_comb begin
    fault = '0;
    if (checked_q.address[2:0] != '0) begin
      fault = '{code: FaultMisalignedAccess, value: checked_q.address};
    end else if (is_misplaced_q) begin
      fault = '{code: FaultAddressOutOfRange, value: checked_q.address};
    end else if (checked_q.address + 64'(size_q) > 64'(TcpMemoryBytes)) begin
      fault = '{code: FaultAddressOutOfRange, value: 64'(TcpMemoryBytes)};
    end else if (engine == EngineNone) begin
      fault = '{code: FaultIllegalInstruction, value: 64'(bytes_q[7:0])};
    end else if (header.version != IsaVersion) begin
      fault = '{code: FaultUnsupportedISAVersion, value: 64'(header.version)};
    end else if (!is_legal(bytes_q) || !accepts(checked_q.target, engine)) begin
      fault = '{code: FaultIllegalInstruction, value: 64'(bytes_q[7:0])};
    end else if (header.wait0_count != 0 && 32'(header.wait0_sem) >= SemaphoreCount) begin
      fault = '{code: FaultIllegalInstruction, value: 64'(header.wait0_sem)};
    end else if (header.wait1_count != 0 && 32'(header.wait1_sem) >= SemaphoreCount) begin
      fault = '{code: FaultIllegalInstruction, value: 64'(header.wait1_sem)};
    end else if (header.signal0_count != 0 && 32'(header.signal0_sem) >= SemaphoreCount) begin
      fault = '{code: FaultIllegalInstruction, value: 64'(header.signal0_sem)};
    end else if (header.signal1_count != 0 && 32'(header.signal1_sem) >= SemaphoreCount) begin
      fault = '{code: FaultIllegalInstruction, value: 64'(header.signal1_sem)};
    end else if (header.signal0_count != 0 && last_signalled[0] != '0) begin
      fault = '{code: FaultAddressOutOfRange, value: last_signalled[0]};
    end else if (header.signal1_count != 0 && last_signalled[1] != '0) begin
      fault = '{code: FaultAddressOutOfRange, value: last_signalled[1]};
    end
  end

  assign write_o = checking_q && fault.code == FaultNone;
  assign write_queue_o = checked_q.target;
  assign write_descriptor_o = bytes_q;
  assign write_pc_o = checked_q.pc;
  assign fault_o = checking_q ? fault : '0;
  assign fault_queue_o = checked_q.target;
  assign fault_descriptor_o = checked_q.address;
  assign fault_pc_o = checked_q.pc;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      reading_q  <= 1'b0;
      answered_q <= 1'b0;
      checking_q <= 1'b0;
    end else if (clear_i) begin
      reading_q  <= 1'b0;
      answered_q <= 1'b0;
      checking_q <= 1'b0;
    end else begin
      answered_q <= reading_q && !(answered_q && is_last);
      checking_q <= answered_q && (is_last || is_misplaced);
      if (push_i) begin
        reading_q <= 1'b1;
      end else if (is_misplaced || (answered_q && is_last)) begin
        reading_q <= 1'b0;
      end else if (chunk_q + chunk_t'(1) == chunk_t'(Chunks)) begin
        reading_q <= 1'b0;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (push_i) begin
      push_q  <= '{target: queue_i, address: address_i, pc: pc_i};
      chunk_q <= '0;
    end else if (reading_q) begin
      chunk_q <= chunk_q + chunk_t'(1);
    end
    answered_chunk_q <= chunk_q;
    if (answered_q) begin
      bytes_q <= bytes_d;
      checked_q <= push_q;
      size_q <= size;
      is_misplaced_q <= is_misplaced;
    end
  end

  one_at_a_time :
  assert property (@(posedge clk_i) disable iff (!rst_ni) push_i |-> !busy_o);

  a_push_is_to_a_queue_that_is_there :
  assert property (@(posedge clk_i) disable iff (!rst_ni) push_i |-> 32'(queue_i) < Queues);

endmodule : alc_push
