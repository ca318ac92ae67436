// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One cell of the array: Depth products a cycle, added by the tree of the
// ISA's groups, and the sums of groups by an accumulator. Operands go on to the
// right and down. A register after every stage; stage s takes what stage s - 1
// holds when enable_i[s] is set. A group deeper than Depth comes in phases, in
// the order that lets their sums be added in pairs: hold_i keeps the first of a
// pair.
module alc_ttu_cell
  import alc_ttu_pkg::*;
#(
  parameter int unsigned Depth = alc_chip_pkg::TtuDepth,
  localparam int unsigned PairLevels = GroupLevels - $clog2(Depth)
) (
  // In a Verilated model, one piece of code for all cells that stays in the
  // host's cache. Inputs are public so that none is replaced by the name of what
  // drives it, which would be another one for every cell.
  input logic clk_i,
  input logic [Stages-1:0] enable_i  /* verilator public_flat_rd */,
  input logic [PairLevels:0] hold_i  /* verilator public_flat_rd */,  // the last bit: unused
  // With the tree's last stage: the accumulator starts anew.
  input logic first_i  /* verilator public_flat_rd */,
  input logic [31:0] start_i  /* verilator public_flat_rd */,
  input logic [Depth-1:0][15:0] a_i  /* verilator public_flat_rd */,
  input logic [Depth-1:0][15:0] b_i  /* verilator public_flat_rd */,
  output logic [Depth-1:0][15:0] a_o,
  output logic [Depth-1:0][15:0] b_o,
  output logic [31:0] result_o
);

  /* verilator no_inline_module */

  localparam int unsigned TreeLevels = $clog2(Depth);

  logic [Depth-1:0][15:0] a_q, b_q;
  always_ff @(posedge clk_i) begin
    if (enable_i[0]) begin
      a_q <= a_i;
      b_q <= b_i;
    end
  end
  assign a_o = a_q;
  assign b_o = b_q;

  logic [Depth-1:0][31:0] product_d, product_q;
  for (genvar i = 0; i < Depth; i++) begin : gen_product
    alc_bf16_mul u_multiplier (
      .a_i(a_q[i]),
      .b_i(b_q[i]),
      .y_o(product_d[i])
    );
  end
  always_ff @(posedge clk_i) begin
    if (enable_i[StageProducts]) product_q <= product_d;
  end

  for (genvar level = 0; level < TreeLevels; level++) begin : gen_tree
    localparam int unsigned Half = Depth >> (level + 1);
    logic [2*Half-1:0][31:0] addend;
    logic [Half-1:0][31:0] sum_d, sum_q;
    if (level == 0) begin : gen_first
      assign addend = product_q;
    end else begin : gen_next
      assign addend = gen_tree[level-1].sum_q;
    end
    for (genvar i = 0; i < Half; i++) begin : gen_adder
      alc_fp32_add u_adder (
        .a_i(addend[i]),
        .b_i(addend[i+Half]),
        .y_o(sum_d[i])
      );
    end
    always_ff @(posedge clk_i) begin
      if (enable_i[StageTree+level]) sum_q <= sum_d;
    end
  end

  logic [PairLevels:0][31:0] pair;  // [i]: what pair level i takes
  assign pair[0] = gen_tree[TreeLevels-1].sum_q;
  for (genvar level = 0; level < PairLevels; level++) begin : gen_pair
    logic [31:0] held_q, sum_d, sum_q;
    alc_fp32_add u_adder (
      .a_i(held_q),
      .b_i(pair[level]),
      .y_o(sum_d)
    );
    always_ff @(posedge clk_i) begin
      if (hold_i[level]) held_q <= pair[level];
      if (enable_i[StageTree+TreeLevels+level]) sum_q <= sum_d;
    end
    assign pair[level+1] = sum_q;
  end

  logic first_q;
  always_ff @(posedge clk_i) begin
    if (enable_i[StageAccumulator-1]) first_q <= first_i;
  end
  logic [31:0] accumulator_d, accumulator_q, result_q;
  alc_fp32_add u_accumulator (
    .a_i(first_q ? start_i : accumulator_q),
    .b_i(pair[PairLevels]),
    .y_o(accumulator_d)
  );
  always_ff @(posedge clk_i) begin
    if (enable_i[StageAccumulator]) accumulator_q <= accumulator_d;
    if (enable_i[StageResult]) result_q <= accumulator_q;
  end
  assign result_o = result_q;

  logic unused;
  assign unused = hold_i[PairLevels];

endmodule : alc_ttu_cell
