// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An in-order queue of descriptors and what its head goes through: it takes
// its waits, starts its engine, and when the engine is done gives its signals
// and leaves. `sync` and `barrier` are executed here. An engine gets a start
// pulse and answers with a pulse of done, in the same cycle at the earliest.
//
//   grant of the waits -> next cycle: start ... done -> next cycle: next head
//
// A start waits until the signals of the instruction before have been taken.
module alc_queue
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
#(
  parameter int unsigned Bytes = LargestDescriptorBytes,   // of its descriptors
  parameter int unsigned Depth = alc_chip_pkg::QueueDepth
) (
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,

  // A slot is taken by reserve_i, filled by write_i, and seen by the queue from
  // the cycle after arrive_i on: once each, in this order.
  input  logic                       reserve_i,
  input  logic                       write_i,
  input  logic [        8*Bytes-1:0] write_descriptor_i,
  input  logic                       arrive_i,
  output logic [$clog2(Depth+1)-1:0] free_o,

  output logic           wait_valid_o,
  output semaphore_use_t wait_o,
  input  logic           wait_grant_i,

  output logic                  signal_valid_o,
  output semaphore_use_t        signal_o,
  input  logic                  signal_ready_i,
  output logic           [31:0] signal_tag_o,    // of whose signal was taken last

  output logic     in_barrier_o,
  output logic     arriving_o,        // in its first cycle there
  output barrier_t barrier_o,
  input  logic     barrier_release_i,

  output logic               start_o,
  output logic [8*Bytes-1:0] head_o,   // the descriptor at the head
  input  logic               done_i,

  output logic retire_o,  // the head leaves at the end of this cycle
  output logic empty_o,   // nothing is here or under way
  output logic stuck_o    // or the head waits
);

  localparam int unsigned IndexWidth = Depth > 1 ? $clog2(Depth) : 1;
  localparam int unsigned CountWidth = $clog2(Depth + 1);
  typedef logic [IndexWidth-1:0] index_t;
  typedef logic [CountWidth-1:0] count_t;
  typedef enum logic [2:0] {
    Idle,
    Waiting,
    Start,
    Running,
    InBarrier
  } state_e;

  logic [8*Bytes-1:0] descriptors[Depth];
  index_t head_q, tail_q;
  count_t reserved_q, arrived_q;
  state_e state_q, state_d;
  logic retire, starts;
  assign retire_o = retire;

  function automatic index_t after(index_t index);
    return index == index_t'(Depth - 1) ? '0 : index + index_t'(1);
  endfunction

  // Others look at the rest of the header: whoever pushes, and who reports.
  /* verilator lint_off UNUSEDSIGNAL */
  header_t header;
  /* verilator lint_on UNUSEDSIGNAL */
  assign head_o = descriptors[head_q];
  assign header = header_t'(head_o[$bits(header_t)-1:0]);
  assign barrier_o = barrier_t'(head_o[$bits(barrier_t)-1:0]);
  assign free_o = count_t'(Depth) - reserved_q;

  logic signalling_q;
  assign wait_o = '{
          number: {header.wait1_sem, header.wait0_sem},
          count: {header.wait1_count, header.wait0_count}
      };
  assign wait_valid_o = state_q == Waiting || (state_q == Idle && arrived_q != 0);
  assign starts = state_q == Start && (!signalling_q || signal_ready_i);
  assign start_o = starts && header.opcode != OpcodeSync && header.opcode != OpcodeBarrier;
  assign arriving_o = starts && header.opcode == OpcodeBarrier;
  assign in_barrier_o = state_q == InBarrier || arriving_o;

  always_comb begin
    state_d = state_q;
    retire  = 1'b0;
    unique case (state_q)
      Idle, Waiting: begin
        if (wait_valid_o) begin
          state_d = wait_grant_i ? Start : Waiting;
        end
      end
      Start: begin
        if (!starts) begin
          state_d = Start;
        end else if (header.opcode == OpcodeBarrier) begin
          state_d = InBarrier;
          retire  = barrier_release_i;
        end else if (header.opcode == OpcodeSync || done_i) begin
          retire = 1'b1;
        end else begin
          state_d = Running;
        end
      end
      Running:   retire = done_i;
      InBarrier: retire = barrier_release_i;
      default:   state_d = Idle;
    endcase
    if (retire) begin
      state_d = Idle;
    end
  end

  // Signals of the instruction that has retired. Where many signal at once they
  // are still here when the next head has got its waits.
  semaphore_use_t signal_q;
  logic [31:0] signal_tag_q, taken_tag_q;
  assign signal_valid_o = signalling_q;
  assign signal_o = signal_q;
  assign signal_tag_o = taken_tag_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= Idle;
      head_q <= '0;
      tail_q <= '0;
      reserved_q <= '0;
      arrived_q <= '0;
      signalling_q <= 1'b0;
    end else if (clear_i) begin
      state_q <= Idle;
      head_q <= '0;
      tail_q <= '0;
      reserved_q <= '0;
      arrived_q <= '0;
      signalling_q <= 1'b0;
    end else begin
      state_q <= state_d;
      reserved_q <= reserved_q + count_t'(reserve_i) - count_t'(retire);
      arrived_q <= arrived_q + count_t'(arrive_i) - count_t'(retire);
      if (write_i) begin
        tail_q <= after(tail_q);
      end
      if (retire) begin
        head_q <= after(head_q);
      end
      if (retire && (header.signal0_count != 0 || header.signal1_count != 0)) begin
        signalling_q <= 1'b1;
      end else if (signal_ready_i) begin
        signalling_q <= 1'b0;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (write_i) begin
      descriptors[tail_q] <= write_descriptor_i;
    end
    if (retire) begin
      signal_q <= '{
          number: {header.signal1_sem, header.signal0_sem},
          count: {header.signal1_count, header.signal0_count}
      };
      signal_tag_q <= header.tag;
    end
    if (signal_valid_o && signal_ready_i) begin
      taken_tag_q <= signal_tag_q;
    end
  end

  assign empty_o = reserved_q == 0 && !signalling_q;
  assign stuck_o = !signalling_q && (reserved_q == 0 || state_q == InBarrier ||
                                     (state_q == Waiting && !wait_grant_i));

  retires_only_what_has_arrived :
  assert property (@(posedge clk_i) disable iff (!rst_ni) retire |-> arrived_q != 0);
  never_overfull :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   reserve_i |-> reserved_q < count_t'(Depth));
  signals_do_not_pile_up :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   retire |-> !signalling_q || signal_ready_i);

  only_an_engine_that_runs_is_done :
  assert property (@(posedge clk_i) disable iff (!rst_ni)
                   done_i |-> state_q inside {Start, Running});
  only_who_waits_is_granted :
  assert property (@(posedge clk_i) disable iff (!rst_ni) wait_grant_i |-> wait_valid_o);

endmodule : alc_queue
