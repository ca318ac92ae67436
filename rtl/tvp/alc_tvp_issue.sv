// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Goes through the runs of sections and issues their micro-instructions, one a
// cycle. A run begins when all of its input vectors are there, and takes them
// when it ends. With ordered_i they are asked for by permit_o, when all that was
// stored before is in L1.
//
// With paired_i two runs of body are under way at a time, each in a context of
// its own, so that one goes on while a special function of the other one is
// computed. The younger one stays behind the older one. All other sections, and
// what adds to sums_i, go to the registers of both (shared_o).
module alc_tvp_issue
  import alc_isa_pkg::*;
  import alc_tvp_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,
  input logic start_i,
  input vector_t instruction_i,  // stable, as the next six are
  input uses_t uses_i,
  input logic [Sections-1:0][ProgramWidth-1:0] first_i,
  input logic [Sections-1:0][ProgramWidth-1:0] last_i,
  input logic ordered_i,
  input logic paired_i,
  input logic [31:0] sums_i,
  output logic busy_o,
  output logic [Contexts-1:0][ProgramWidth-1:0] number_o,
  input logic [Contexts-1:0][31:0] word_i,
  output logic [Inputs-1:0] permit_o,
  input logic [Inputs-1:0][1:0] stream_valid_i,
  output logic stream_second_o,
  output logic [Inputs-1:0] stream_take_o,
  input logic ready_i,
  input logic special_ready_i,
  input logic [Contexts-1:0] waits_i,
  input logic computes_i,
  output logic issue_o,
  output logic context_o,
  output logic shared_o,
  output logic [31:0] word_o,
  output logic [3:0][31:0] index_o,
  output active_t active_o,
  input logic stored_i,  // all that was issued
  input logic room_i,
  output logic reserve_o,
  output store_t store_o
);

  typedef struct packed {
    section_e section;
    address_t [Outputs-1:0] address;
    logic [3:0][31:0] index;
    active_t active;
  } run_t;

  logic reduces, walk_valid, load;
  logic [Sections-1:0] visit;
  address_t [Outputs-1:0] base;
  address_t [Outputs-1:0][3:0] stride;
  run_t walk;

  always_comb begin
    reduces = instruction_i.lane_reduce[0];
    visit = {
      instruction_i.after_length != '0,
      instruction_i.body_length != '0,
      instruction_i.before_length != '0,
      instruction_i.setup_length != '0
    };
    for (int s = 0; s < Outputs; s++) begin
      base[s] = address_t'(instruction_i.base[Inputs+s]);
      for (int d = 0; d < 4; d++) stride[s][d] = address_t'(instruction_i.stride[4*(Inputs+s)+d]);
    end
  end

  alc_tvp_walker #(
    .Addresses(Outputs)
  ) u_walker (
    .clk_i,
    .rst_ni,
    .start_i,
    .lane_reduce_i(reduces),
    .size_i(instruction_i.size),
    .visit_i(visit),
    .base_i(base),
    .stride_i(stride),
    .valid_o(walk_valid),
    .section_o(walk.section),
    .address_o(walk.address),
    .index_o(walk.index),
    .active_o(walk.active),
    .next_i(load)
  );

  // The contexts, and who may go on.
  logic [Contexts-1:0] valid_q, is_left, can, ready;
  logic older_q, slot;
  run_t [Contexts-1:0] run_q;
  logic [Contexts-1:0][ProgramWidth-1:0] offset_q;
  micro_register_t [Contexts-1:0] micro;
  always_comb begin
    for (int c = 0; c < Contexts; c++) begin
      number_o[c] = first_i[run_q[c].section] + offset_q[c];
      ready[c] = 1'b1;
      for (int s = 0; s < Inputs; s++) begin
        if (uses_i[run_q[c].section][s] && !stream_valid_i[s][c[0]!=older_q]) ready[c] = 1'b0;
      end
    end
  end
  assign micro = word_i;
  always_comb begin
    for (int c = 0; c < Contexts; c++) begin
      can[c] = valid_q[c] && ready[c] && ready_i && !waits_i[c] && (
          special_ready_i || !micro_is_special(micro[c].op)) &&
          (room_i || micro[c].op != MicroOpStore) &&
          (c[0] == older_q || offset_q[c] < offset_q[older_q]);
    end
    // The younger one first as long as the special-function unit has nothing to
    // do: so it comes to its special function while the older one has work left.
    // But nobody waits who is about to give the unit something to do.
    context_o = older_q;
    if (can[!older_q] && (!can[older_q] || (special_ready_i && !micro_is_special(
            micro[older_q].op
        )))) begin
      context_o = !older_q;
    end
  end

  run_t run;
  logic ends, permit, permitted_q;
  logic [Inputs-1:0] streams;
  always_comb begin
    run = run_q[context_o];
    streams = uses_i[run.section][Inputs-1:0];
    word_o = word_i[context_o];
    issue_o = can[context_o];
    shared_o = run.section != SectionBody || sums_i[micro[context_o].rd];
    stream_second_o = context_o != older_q;
    reserve_o = issue_o && micro[context_o].op == MicroOpStore;
    ends = issue_o && number_o[context_o] == last_i[run.section];
    stream_take_o = ends ? streams : '0;
    permit = ordered_i && valid_q[0] && !permitted_q && stored_i && !computes_i;
    permit_o = permit ? streams : '0;

    for (int d = 0; d < 4; d++) index_o[d] = instruction_i.index_base[d] + run.index[d];
    active_o = run.section == SectionBody && reduces ? run.active : active_t'(VectorLanes);
    store_o.data = '0;
    store_o.address = run.address[micro[context_o].rd[0]];
    store_o.stride = stride[micro[context_o].rd[0]][3];
    store_o.format = instruction_i.format[Inputs+32'(micro[context_o].rd[0])];
    store_o.active = run.section != SectionBody && reduces ? active_t'(1) : run.active;
  end

  // The next run: beside another one only if both are of body.
  always_comb begin
    is_left = valid_q;
    if (ends) is_left[context_o] = 1'b0;
    slot = is_left[0] && paired_i;
    load = walk_valid && (is_left == '0 ||
        (paired_i && is_left != '1 && run_q[!slot].section == SectionBody &&
         walk.section == SectionBody));
  end
  assign busy_o = walk_valid || valid_q != '0;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= '0;
      older_q <= 1'b0;
      offset_q <= '0;
      permitted_q <= 1'b0;
    end else begin
      valid_q <= is_left;
      permitted_q <= (permit || permitted_q) && !ends;
      if (issue_o) offset_q[context_o] <= offset_q[context_o] + 1'b1;
      if (ends) older_q <= !context_o;
      if (load) begin
        valid_q[slot]  <= 1'b1;
        offset_q[slot] <= '0;
        if (is_left == '0) older_q <= slot;
      end
    end
  end
  always_ff @(posedge clk_i) begin
    if (load) run_q[slot] <= walk;
  end

  logic unused;
  assign unused = ^{instruction_i.header, instruction_i.reserved_191, instruction_i.lane_reduce,
                    instruction_i.base, instruction_i.stride, instruction_i.format,
                    instruction_i.program_field, uses_i, micro};

  if (Contexts != 2) begin : gen_check_contexts
    $error("there is an older run and a younger one");
  end
  always_ff @(posedge clk_i) begin
    assert (!rst_ni || !ends || context_o == older_q)
    else $error("a younger run ends first");
  end

endmodule : alc_tvp_issue
