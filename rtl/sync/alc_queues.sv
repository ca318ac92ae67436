// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All queues of a tile with what they meet at: descriptors come from control
// memory, heads wait for semaphores and barriers, start their engines, and
// signal. The last waiter and signaller is the control processor.
module alc_queues
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,

  // A store to QueuePush (alc_push).
  input  logic                                                                push_i,
  input  queue_index_t                                                        push_queue_i,
  input  logic         [                      63:0]                           push_address_i,
  input  logic         [                      31:0]                           push_pc_i,
  output logic                                                                push_busy_o,
  output logic                                                                copy_valid_o,
  output logic         [$clog2(TcpMemoryBytes)-1:0]                           copy_address_o,
  input  logic         [                     511:0]                           copy_data_i,
  output logic         [                Queues-1:0][$clog2(QueueDepth+1)-1:0] free_o,

  // The control processor at the semaphores (alc_semaphores).
  input  logic                                     tcp_wait_valid_i,
  input  semaphore_use_t                           tcp_wait_i,
  output logic                                     tcp_wait_grant_o,
  input  logic                                     tcp_signal_valid_i,
  input  semaphore_use_t                           tcp_signal_i,
  output logic                                     tcp_signal_ready_o,
  output logic                                     tcp_overflow_o,
  output logic           [SemaphoreCount-1:0][7:0] semaphore_o,

  // Engines.
  output logic        [Queues-1:0] start_o,
  output descriptor_t [Queues-1:0] head_o,
  input  logic        [Queues-1:0] done_i,
  input  fault_t      [Queues-1:0] fault_i,  // with done

  output fault_report_t fault_o,  // of a cycle the first
  output logic          empty_o,  // nothing is here or under way
  output logic          quiet_o,  // or all heads wait

  output logic                      write_o,             // a descriptor goes into a queue
  output queue_index_t              write_queue_o,
  output descriptor_t               write_descriptor_o,
  output logic         [      31:0] write_pc_o,
  output logic         [Queues-1:0] granted_o,           // a head takes its waits
  output logic         [Queues-1:0] retire_o
);

  logic [Queues:0] wait_valid, wait_grant, signal_valid, signal_ready, overflow;
  semaphore_use_t [Queues:0] wait_use, signal_use;
  logic [7:0] overflow_semaphore;
  logic adding;
  assign wait_valid[Queues] = tcp_wait_valid_i;
  assign wait_use[Queues] = tcp_wait_i;
  assign tcp_wait_grant_o = wait_grant[Queues];
  assign granted_o = wait_grant[Queues-1:0];
  assign signal_valid[Queues] = tcp_signal_valid_i;
  assign signal_use[Queues] = tcp_signal_i;
  assign tcp_signal_ready_o = signal_ready[Queues];
  assign tcp_overflow_o = overflow[Queues];

  alc_semaphores #(
    .Waiters   (Queues + 1),
    .Signallers(Queues + 1)
  ) u_semaphores (
    .clk_i,
    .rst_ni,
    .clear_i,
    .wait_valid_i        (wait_valid),
    .wait_i              (wait_use),
    .wait_grant_o        (wait_grant),
    .signal_valid_i      (signal_valid),
    .signal_i            (signal_use),
    .signal_ready_o      (signal_ready),
    .overflow_o          (overflow),
    .overflow_semaphore_o(overflow_semaphore),
    .busy_o              (adding),
    .value_o             (semaphore_o)
  );

  logic write;
  queue_index_t write_queue, refused_queue;
  descriptor_t write_descriptor;
  logic [31:0] write_pc, refused_pc;
  logic [63:0] refused_descriptor;
  fault_t refused;
  assign write_o = write;
  assign write_queue_o = write_queue;
  assign write_descriptor_o = write_descriptor;
  assign write_pc_o = write_pc;

  logic [Queues-1:0] empty, stuck, in_barrier, arriving, barrier_release, barrier_illegal;
  barrier_t [Queues-1:0] barrier;
  logic [Queues-1:0][31:0] signal_tag, head_tag;

  alc_push u_push (
    .clk_i,
    .rst_ni,
    .clear_i,
    .push_i,
    .queue_i           (push_queue_i),
    .address_i         (push_address_i),
    .pc_i              (push_pc_i),
    .busy_o            (push_busy_o),
    .copy_valid_o,
    .copy_address_o,
    .copy_data_i,
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
  if (QueueDispatchCycles != 2 || SemaphoreSignalCycles != 2) begin : gen_check_cycles
    $error("a head starts 2 cycles after what it waited for, a signal takes 2");
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      arrivals_q <= '0;
    end else if (clear_i) begin
      arrivals_q <= '0;
    end else begin
      arrivals_q <= {
        arrivals_q[QueuePushCycles-1:0],
        arrival_t'{valid: push_i, number: push_i ? push_queue_i : '0}
      };
    end
  end

  for (genvar q = 0; q < Queues; q++) begin : gen_queues
    localparam int unsigned Bytes = q == QueueTtu ? TtuDescriptorBytes
        : q == QueueTvp ? TvpDescriptorBytes : TdmaDescriptorBytes;
    logic [8*Bytes-1:0] own_head;
    assign head_o[q] = descriptor_t'(own_head);
    /* verilator lint_off UNUSEDSIGNAL */
    header_t header;  // the rest of it is for others
    /* verilator lint_on UNUSEDSIGNAL */
    assign header = header_t'(own_head[$bits(header_t)-1:0]);
    assign head_tag[q] = header.tag;

    alc_queue #(
      .Bytes(Bytes)
    ) u_queue (
      .clk_i,
      .rst_ni,
      .clear_i,
      .reserve_i(push_i && 32'(push_queue_i) == q),
      .write_i(write && 32'(write_queue) == q),
      .write_descriptor_i(write_descriptor[8*Bytes-1:0]),
      .arrive_i(arrivals_q[QueuePushCycles].valid && 32'(arrivals_q[QueuePushCycles].number) == q),
      .free_o(free_o[q]),
      .wait_valid_o(wait_valid[q]),
      .wait_o(wait_use[q]),
      .wait_grant_i(wait_grant[q]),
      .signal_valid_o(signal_valid[q]),
      .signal_o(signal_use[q]),
      .signal_ready_i(signal_ready[q]),
      .signal_tag_o(signal_tag[q]),
      .in_barrier_o(in_barrier[q]),
      .arriving_o(arriving[q]),
      .barrier_o(barrier[q]),
      .barrier_release_i(barrier_release[q]),
      .start_o(start_o[q]),
      .head_o(own_head),
      .done_i(done_i[q] && fault_i[q].code == FaultNone),
      .retire_o(retire_o[q]),
      .empty_o(empty[q]),
      .stuck_o(stuck[q])
    );
  end

  alc_barriers u_barriers (
    .clk_i,
    .rst_ni,
    .clear_i,
    .waiting_i (in_barrier),
    .arriving_i(arriving),
    .barrier_i (barrier),
    .release_o (barrier_release),
    .illegal_o (barrier_illegal)
  );

  always_comb begin
    fault_o = '0;
    if (refused.code != FaultNone) begin
      fault_o.fault = refused;
      fault_o.who = 8'(refused_queue);
      fault_o.pc = 64'(refused_pc);
      fault_o.is_push = 1'b1;
      fault_o.descriptor = refused_descriptor;
    end
    for (int unsigned q = 0; q < Queues; q++) begin
      if (fault_o.fault.code == FaultNone) begin
        fault_o.who = 8'(q);
        fault_o.tag = head_tag[q];
        if (barrier_illegal[q]) begin
          fault_o.fault = '{code: FaultIllegalInstruction, value: 64'(OpcodeBarrier)};
        end else if (overflow[q]) begin
          fault_o.fault = '{code: FaultSemaphoreOverflow, value: 64'(overflow_semaphore)};
          fault_o.tag   = signal_tag[q];  // who signals has left
        end else if (done_i[q]) begin
          fault_o.fault = fault_i[q];
        end
      end
    end
  end

  assign empty_o = empty == '1 && !adding;
  assign quiet_o = stuck == '1 && !push_busy_o && arrivals_q == '0 && signal_valid == '0 && !adding;

endmodule : alc_queues
