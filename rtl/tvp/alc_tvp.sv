// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vector processor: runs one vector instruction at a time (docs/numerics.md).
// start_i begins it, done_o says that all results are in L1, or that fault_o is
// why nothing was done. The micro-program comes from control memory: 64 bytes
// from fetch_address_o on in the cycle after the grant. L1's lanes: a third for
// s0 and s2, a third for s1 and s3, a third for what is stored.
//
// From start_i to done_o, if L1 and control memory grant everything, streams
// begin with lines of L1 and the program has up to 16 words:
//   StartCycles + max(L1Latency + 5, 2 + ahead) + slots - ahead + 4
// with slots for what is issued: one for a micro-instruction, CrosslaneCycles
// for a reduction over the lanes; ahead: those before the first that reads.
// A special function takes VectorLanes / SfuLanes slots; all but one of them are
// hidden where runs of body overlap and the unit is not asked for more than it
// does.
module alc_tvp
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
  import alc_tvp_pkg::*;
#(
  localparam int unsigned Lanes = alc_chip_pkg::TvpStreamBytesPerCycle / alc_chip_pkg::L1BankBytes,
  localparam int unsigned TcmWidth = $clog2(alc_chip_pkg::TcpMemoryBytes)
) (
  input  logic                                            clk_i,
  input  logic                                            rst_ni,
  input  logic                                            start_i,
  input  vector_t                                         instruction_i,    // stable until done_o
  output logic                                            done_o,
  output fault_t                                          fault_o,
  output logic                                            fetch_valid_o,
  output logic        [     TcmWidth-1:0]                 fetch_address_o,
  input  logic                                            fetch_grant_i,
  input  logic        [32*FetchWords-1:0]                 fetch_data_i,
  output l1_request_t [        Lanes-1:0]                 l1_request_o,
  input  logic        [        Lanes-1:0]                 l1_grant_i,
  input  logic        [        Lanes-1:0][L1LineBits-1:0] l1_data_i
);

  localparam int unsigned Ports = 2;  // that read
  localparam int unsigned PortLanes = Lanes / (Ports + 1);
  localparam int unsigned PortStreams = Inputs / Ports;

  // Nothing moves without an instruction.
  logic clk, active_q, done_q;
  alc_clock_gate u_clock_gate (
    .clk_i,
    .enable_i(start_i || active_q),
    .clk_o(clk)
  );
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) active_q <= 1'b0;
    else active_q <= start_i || (active_q && !done_q);
  end

  // Start: fetch, check, go.
  logic unfetchable, scanned, illegal, checked, is_empty, ordered, begins;
  logic independent, crosses, paired;
  logic [31:0] sums;
  logic [31:0] illegal_word;
  logic [Contexts-1:0][31:0] words;
  uses_t uses;
  logic [Sections-1:0][ProgramWidth-1:0] first, last;
  logic [Contexts-1:0][ProgramWidth-1:0] number;
  fault_t fault;
  alc_tvp_program u_program (
    .clk_i(clk),
    .rst_ni,
    .start_i,
    .skip_i(unfetchable),
    .address_i(TcmWidth'(instruction_i.program_field)),
    .length_i({
      instruction_i.after_length,
      instruction_i.body_length,
      instruction_i.before_length,
      instruction_i.setup_length
    }),
    .fetch_valid_o,
    .fetch_address_o,
    .fetch_grant_i,
    .fetch_data_i,
    .scanned_o(scanned),
    .illegal_o(illegal),
    .illegal_word_o(illegal_word),
    .uses_o(uses),
    .independent_o(independent),
    .sums_o(sums),
    .crosses_o(crosses),
    .first_o(first),
    .last_o(last),
    .number_i(number),
    .word_o(words)
  );
  alc_tvp_check u_check (
    .clk_i(clk),
    .rst_ni,
    .instruction_i,
    .unfetchable_o(unfetchable),
    .scanned_i(scanned),
    .illegal_i(illegal),
    .illegal_word_i(illegal_word),
    .uses_i(uses),
    .done_o(checked),
    .fault_o(fault),
    .is_empty_o(is_empty),
    .is_ordered_o(ordered)
  );
  // With lane_reduce a run may leave lanes as the one before left them, which
  // only a reduction over the lanes could tell.
  assign paired = independent && !ordered && !(instruction_i.lane_reduce[0] && crosses);
  assign begins = checked && fault.code == alc_chip_pkg::FaultNone && !is_empty;

  // Input streams.
  logic vector_second;
  logic [Inputs-1:0] permit, vector_take;
  logic [Inputs-1:0][1:0] vector_valid;
  lanes_t [Inputs-1:0] vector;
  for (genvar port = 0; port < Ports; port++) begin : gen_port
    logic [PortStreams-1:0][Sections-1:0] visit;
    address_t [PortStreams-1:0] base;
    address_t [PortStreams-1:0][3:0] stride;
    format_e [PortStreams-1:0] format;
    logic [PortStreams-1:0] port_permit, port_take;
    logic [PortStreams-1:0][1:0] port_valid;
    lanes_t [PortStreams-1:0] port_vector;
    for (genvar i = 0; i < PortStreams; i++) begin : gen_stream
      localparam int unsigned Stream = port + i * Ports;
      assign base[i] = address_t'(instruction_i.base[Stream]);
      assign format[i] = instruction_i.format[Stream];
      assign port_permit[i] = permit[Stream];
      assign port_take[i] = vector_take[Stream];
      assign vector_valid[Stream] = port_valid[i];
      assign vector[Stream] = port_vector[i];
      for (genvar section = 0; section < Sections; section++) begin : gen_section
        assign visit[i][section] = uses[section][Stream];
      end
      for (genvar d = 0; d < 4; d++) begin : gen_dimension
        assign stride[i][d] = address_t'(instruction_i.stride[4*Stream+d]);
      end
    end
    alc_tvp_reader #(
      .Count(PortStreams),
      .Lanes(PortLanes)
    ) u_reader (
      .clk_i(clk),
      .rst_ni,
      .start_i(begins),
      .lane_reduce_i(instruction_i.lane_reduce[0]),
      .size_i(instruction_i.size),
      .visit_i(visit),
      .base_i(base),
      .stride_i(stride),
      .format_i(format),
      .ordered_i(ordered),
      .permit_i(port_permit),
      .request_o(l1_request_o[port*PortLanes+:PortLanes]),
      .grant_i(l1_grant_i[port*PortLanes+:PortLanes]),
      .data_i(l1_data_i[port*PortLanes+:PortLanes]),
      .valid_o(port_valid),
      .second_i(vector_second),
      .vector_o(port_vector),
      .take_i(port_take)
    );
  end

  // Micro-instructions.
  logic issues, issue, number_of_context, shared, ready, special_ready, computes;
  logic room, reserve, stored, store_valid;
  logic [Contexts-1:0] waits;
  logic [31:0] word;
  logic [3:0][31:0] index;
  active_t active;
  store_t store_to, store;
  alc_tvp_issue u_issue (
    .clk_i(clk),
    .rst_ni,
    .start_i(begins),
    .instruction_i,
    .uses_i(uses),
    .first_i(first),
    .last_i(last),
    .ordered_i(ordered),
    .paired_i(paired),
    .sums_i(sums),
    .busy_o(issues),
    .number_o(number),
    .word_i(words),
    .permit_o(permit),
    .stream_valid_i(vector_valid),
    .stream_second_o(vector_second),
    .stream_take_o(vector_take),
    .ready_i(ready),
    .special_ready_i(special_ready),
    .waits_i(waits),
    .computes_i(computes),
    .issue_o(issue),
    .context_o(number_of_context),
    .shared_o(shared),
    .word_o(word),
    .index_o(index),
    .active_o(active),
    .stored_i(stored),
    .room_i(room),
    .reserve_o(reserve),
    .store_o(store_to)
  );
`ifdef ALCYONE_COVER
  alc_cover_micro u_cover (
    .clk_i  (clk),
    .rst_ni,
    .valid_i(issue),
    .word_i (word)
  );
`endif
  alc_tvp_datapath u_datapath (
    .clk_i(clk),
    .rst_ni,
    .clear_i(begins),
    .ready_o(ready),
    .special_ready_o(special_ready),
    .waits_o(waits),
    .busy_o(computes),
    .issue_i(issue),
    .context_i(number_of_context),
    .shared_i(shared),
    .word_i(word),
    .stream_i(vector),
    .index_i(index),
    .active_i(active),
    .store_i(store_to),
    .store_valid_o(store_valid),
    .store_o(store)
  );
  alc_tvp_writer #(
    .Lanes(PortLanes)
  ) u_writer (
    .clk_i(clk),
    .rst_ni,
    .room_o(room),
    .reserve_i(reserve),
    .write_i(store_valid),
    .store_i(store),
    .idle_o(stored),
    .request_o(l1_request_o[Ports*PortLanes+:PortLanes]),
    .grant_i(l1_grant_i[Ports*PortLanes+:PortLanes])
  );

  logic running_q, ends;
  assign ends = running_q && !issues && !computes && stored;
  always_ff @(posedge clk or negedge rst_ni) begin
    if (!rst_ni) begin
      running_q <= 1'b0;
      done_q <= 1'b0;
    end else begin
      running_q <= begins || (running_q && !ends);
      done_q <= ends || (checked && !begins);
    end
  end
  assign done_o  = done_q;
  assign fault_o = fault;

  always_ff @(posedge clk_i) begin
    assert (!rst_ni || !start_i || !active_q || done_q)
    else $error("an instruction starts before the one before is done");
  end
  vector_t started_q;
  always_ff @(posedge clk) begin
    if (start_i) started_q <= instruction_i;
    if (rst_ni && active_q && !done_q) begin
      assert (instruction_i == started_q)
      else $error("an instruction changes while it runs");
    end
  end

  logic unused_write_data;
  assign unused_write_data = ^l1_data_i[Ports*PortLanes+:PortLanes];

  if (alc_chip_pkg::TvpStartCycles != 8) begin : gen_check_start
    $error("fetch and checks take eight cycles");
  end
  if (Lanes != (Ports + 1) * PortLanes) begin : gen_check_lanes
    $error("the port to L1 is as wide for what is stored as for a part of what is read");
  end

endmodule : alc_tvp
