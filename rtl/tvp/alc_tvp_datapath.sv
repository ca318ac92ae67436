// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lanes, the special-function unit and their registers, for two contexts. A
// micro-instruction is issued with what its sources hold and computed in the
// next cycle; its result can be a source of what is issued in that cycle.
// Reductions over the lanes take a cycle for each halving: ready_o is low until
// the last one. The special-function unit takes a cycle for so many lanes as it
// has; its context waits (waits_o) until the last one, the other one goes on.
module alc_tvp_datapath
  import alc_isa_pkg::*;
  import alc_tvp_pkg::*;
#(
  parameter int unsigned SpecialLanes = alc_chip_pkg::TvpSfuLanes
) (
  input logic clk_i,
  input logic rst_ni,
  input logic clear_i,  // registers become 0
  output logic ready_o,
  output logic special_ready_o,
  output logic [Contexts-1:0] waits_o,
  output logic busy_o,
  input logic issue_i,
  input logic context_i,
  input logic shared_i,  // for all contexts
  input logic [31:0] word_i,
  input lanes_t [Inputs-1:0] stream_i,
  input logic [3:0][31:0] index_i,  // of lane 0
  input active_t active_i,  // other lanes keep their registers
  input store_t store_i,  // where a store goes; its data is made here
  output logic store_valid_o,
  output store_t store_o
);

  localparam int unsigned Slots = VectorLanes / SpecialLanes;
  localparam int unsigned CrossSteps = $clog2(VectorLanes);
  typedef logic [$clog2(CrossSteps)-1:0] cross_t;
  typedef logic [$clog2(Slots)-1:0] slot_t;

  // Whose result it is, and where it goes.
  typedef struct packed {
    logic shared;
    logic number;  // the context, if it is not shared
    logic [4:0] rd;
    active_t active;
  } owner_t;

  micro_register_t micro;
  logic special, crosses, issue_lanes, issue_special;
  assign micro = word_i;
  assign special = micro_is_special(micro.op);
  assign crosses = micro_is_cross_lane(micro.op);
  assign issue_lanes = issue_i && !special;
  assign issue_special = issue_i && special;

  logic lanes_q, special_q;
  cross_t cross_left_q;  // steps after this one
  slot_t  slots_left_q;
  assign ready_o = !lanes_q || cross_left_q == '0;
  assign special_ready_o = !special_q || slots_left_q == '0;
  assign busy_o = lanes_q || special_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      lanes_q <= 1'b0;
      special_q <= 1'b0;
      cross_left_q <= '0;
      slots_left_q <= '0;
    end else begin
      if (ready_o) begin
        lanes_q <= issue_lanes;
        cross_left_q <= issue_lanes && crosses ? cross_t'(CrossSteps - 1) : '0;
      end else begin
        cross_left_q <= cross_left_q - 1'b1;
      end
      if (special_ready_o) begin
        special_q <= issue_special;
        slots_left_q <= issue_special ? slot_t'(Slots - 1) : '0;
      end else begin
        slots_left_q <= slots_left_q - 1'b1;
      end
    end
  end

  owner_t owner, lanes_owner_q, special_owner_q;
  always_comb begin
    owner.shared = shared_i;
    owner.number = context_i;
    owner.rd = micro.rd;
    owner.active = active_i;
    for (int c = 0; c < Contexts; c++) begin
      waits_o[c] = !special_ready_o && (special_owner_q.shared || special_owner_q.number == c[0]);
    end
  end

  // Nothing moves without work.
  logic writes_lanes, writes_special, stores_q, clk_lanes, clk_special, clk_registers;
  assign writes_lanes   = lanes_q && cross_left_q == '0 && !stores_q;
  assign writes_special = special_q && slots_left_q == '0;
  alc_clock_gate u_gate_lanes (
    .clk_i,
    .enable_i(issue_lanes || !ready_o),
    .clk_o(clk_lanes)
  );
  alc_clock_gate u_gate_special (
    .clk_i,
    .enable_i(issue_special || !special_ready_o),
    .clk_o(clk_special)
  );
  alc_clock_gate u_gate_registers (
    .clk_i,
    .enable_i(clear_i || writes_lanes || writes_special),
    .clk_o(clk_registers)
  );

  lanes_t registers_q[Contexts * 32];
  lanes_t lane_result, special_result;  // of all lanes
  lanes_t lanes_written, special_written;  // with those that keep their registers
  always_comb begin
    lanes_written   = registers_q[{lanes_owner_q.number, lanes_owner_q.rd}];
    special_written = registers_q[{special_owner_q.number, special_owner_q.rd}];
    for (int i = 0; i < VectorLanes; i++) begin
      if (active_t'(i) < lanes_owner_q.active) lanes_written[i] = lane_result[i];
      if (active_t'(i) < special_owner_q.active) special_written[i] = special_result[i];
    end
  end
  always_ff @(posedge clk_registers) begin
    if (clear_i) begin
      registers_q <= '{default: '0};
    end else begin
      for (int c = 0; c < Contexts; c++) begin
        if (writes_lanes && (lanes_owner_q.shared || lanes_owner_q.number == c[0])) begin
          registers_q[{c[0], lanes_owner_q.rd}] <= lanes_written;
        end
        if (writes_special && (special_owner_q.shared || special_owner_q.number == c[0])) begin
          registers_q[{c[0], special_owner_q.rd}] <= special_written;
        end
      end
    end
  end

  logic lanes_here, special_here;  // results of the context
  assign lanes_here = writes_lanes && (lanes_owner_q.shared || lanes_owner_q.number == context_i);
  assign special_here =
      writes_special && (special_owner_q.shared || special_owner_q.number == context_i);
  function automatic lanes_t register_value(logic [4:0] number);
    if (lanes_here && lanes_owner_q.rd == number) return lanes_written;
    if (special_here && special_owner_q.rd == number) return special_written;
    return registers_q[{context_i, number}];
  endfunction

  function automatic lanes_t source_value(logic [5:0] source);
    automatic lanes_t value;
    if (!source[5]) return register_value(source[4:0]);
    if (!source[2]) return stream_i[source[1:0]];
    for (int i = 0; i < VectorLanes; i++) begin
      value[i] = index_i[source[1:0]] + (source[1:0] == 2'd3 ? 32'(i) : '0);
    end
    return value;
  endfunction

  // Each lane with the one `distance` away; then all of them have both.
  function automatic lanes_t swapped(lanes_t value, int unsigned distance);
    automatic lanes_t other;
    for (int unsigned i = 0; i < VectorLanes; i++) other[i] = value[i^distance];
    return other;
  endfunction

  // The lanes.
  lanes_t a_q, b_q, c_q, rd_old_q;
  micro_op_e op_q;
  logic [15:0] imm_q;
  store_t store_q;
  always_ff @(posedge clk_lanes) begin
    if (issue_lanes) begin
      automatic lanes_t a = source_value(micro.ra);
      a_q <= a;
      b_q <= crosses ? swapped(a, VectorLanes / 2) : source_value(micro.rb);
      c_q <= source_value(micro.rc);
      rd_old_q <= register_value(micro.rd);
      imm_q <= word_i[27:12];
      lanes_owner_q <= owner;
      stores_q <= micro.op == MicroOpStore;
      store_q <= store_i;
      unique case (micro.op)
        MicroOpRsum: op_q <= MicroOpAdd;
        MicroOpRmax: op_q <= MicroOpMax;
        MicroOpRmin: op_q <= MicroOpMin;
        MicroOpStore: op_q <= store_i.format == FormatBf16 ? MicroOpTobf16 : MicroOpMov;
        default: op_q <= micro.op;
      endcase
    end else begin
      a_q <= lane_result;
      for (int unsigned i = 1; i < CrossSteps; i++) begin
        if (cross_left_q == cross_t'(i)) b_q <= swapped(lane_result, 1 << (i - 1));
      end
    end
  end
  for (genvar i = 0; i < VectorLanes; i++) begin : gen_lane
    alc_tvp_lane #(
      .Special(1'b0)
    ) u_lane (
      .op_i (op_q),
      .a_i  (a_q[i]),
      .b_i  (b_q[i]),
      .c_i  (c_q[i]),
      .rd_i (rd_old_q[i]),
      .imm_i(imm_q),
      .y_o  (lane_result[i])
    );
  end
  always_comb begin
    store_o = store_q;
    store_o.data = lane_result;
  end
  assign store_valid_o = lanes_q && stores_q;

  // The special-function unit: lanes go through it in turn.
  lanes_t turn_q;
  micro_op_e special_op_q;
  logic [SpecialLanes-1:0][31:0] special_lanes;
  always_ff @(posedge clk_special) begin
    if (issue_special) begin
      turn_q <= source_value(micro.ra);
      special_op_q <= micro.op;
      special_owner_q <= owner;
    end else begin
      turn_q <= special_result;
    end
  end
  for (genvar i = 0; i < SpecialLanes; i++) begin : gen_special
    alc_special u_special (
      .op_i(special_op_q),
      .a_i (turn_q[i]),
      .y_o (special_lanes[i])
    );
  end
  assign special_result = {special_lanes, turn_q[VectorLanes-1:SpecialLanes]};

  logic unused;
  assign unused = ^{micro.zero, store_i.data};

  if (VectorLanes % SpecialLanes != 0 || Slots < 2) begin : gen_check_special
    $error("the special-function unit has a part of the lanes");
  end
  if (alc_chip_pkg::TvpLanes != VectorLanes) begin : gen_check_lanes
    $error("the unit is as wide as the ISA's vector");
  end
  if (alc_chip_pkg::TvpPipelineCycles != 1) begin : gen_check_pipeline
    $error("a result is a source in the next cycle");
  end
  if (alc_chip_pkg::TvpCrosslaneCycles != CrossSteps) begin : gen_check_cross
    $error("a reduction over the lanes takes a cycle for each halving");
  end
  always_ff @(posedge clk_i) begin
    if (rst_ni && issue_i) begin
      assert (ready_o && (special_ready_o || !special))
      else $error("issued to a busy unit");
      assert (!waits_o[context_i])
      else $error("issued before the result is there");
    end
  end

endmodule : alc_tvp_datapath
