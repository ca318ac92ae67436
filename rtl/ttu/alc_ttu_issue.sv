// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Hands groups of operands to the array, Depth k a cycle, block after block. A
// group deeper than that comes in phases of every 16 / Depth-th k, in
// bit-reversed order, so that the phases' sums are neighbours in the tree.
module alc_ttu_issue
  import alc_ttu_pkg::*;
#(
  parameter int unsigned Rows  = alc_chip_pkg::TtuRows,
  parameter int unsigned Cols  = alc_chip_pkg::TtuCols,
  parameter int unsigned Depth = alc_chip_pkg::TtuDepth
) (
  input logic clk_i,
  input logic start_i,
  input logic [15:0] groups_i,  // these are stable until the end
  input logic [15:0] col_blocks_i,
  input logic stays_i,  // A's panel, for a row of blocks
  input logic valid_i,  // a group of A and one of B
  input logic [Rows-1:0][Group-1:0][15:0] a_i,
  input logic [Cols-1:0][Group-1:0][15:0] b_i,
  output logic read_o,
  output logic rewind_o,
  output logic free_o,
  input logic advance_i,
  output token_t token_o,
  output logic [Depth*16-1:0] a_o[Rows],
  output logic [Depth*16-1:0] b_o[Cols]
);

  localparam int unsigned Phases = Group / Depth;
  localparam int unsigned PhaseBits = $clog2(Phases);
  // The least distance of the first groups of two blocks, and of the last ones
  // (operands may be late in between): rows enter and leave one at a time.
  localparam int unsigned Distance = Rows > Cols ? Rows : Cols;
  localparam int unsigned DistanceWidth = $clog2(Distance + 1);

  logic [GroupLevels-1:0] phase_q;
  logic [15:0] group_q, col_q;  // still to come, this one included
  logic [DistanceWidth-1:0] first_wait_q, last_wait_q;

  logic last_col;
  always_comb begin
    last_col = col_q == 16'd1;
    token_o.phase = phase_q;
    token_o.complete = phase_q == GroupLevels'(Phases - 1);
    token_o.first = group_q == groups_i;
    token_o.last = group_q == 16'd1;
    token_o.valid = valid_i &&
        !(token_o.first && token_o.complete && first_wait_q != '0) &&
        !(token_o.last && token_o.complete && last_wait_q != '0);
    read_o = advance_i && token_o.valid && token_o.complete;
    rewind_o = stays_i && !last_col && token_o.last;
    free_o = !stays_i || last_col;
  end

  // No operands come before a start.
  always_ff @(posedge clk_i) begin
    if (start_i) begin
      phase_q <= '0;
      group_q <= groups_i;
      col_q <= col_blocks_i;
      first_wait_q <= '0;
      last_wait_q <= '0;
    end else if (advance_i) begin
      if (first_wait_q != '0) first_wait_q <= first_wait_q - 1'b1;
      if (last_wait_q != '0) last_wait_q <= last_wait_q - 1'b1;
      if (token_o.valid) phase_q <= token_o.complete ? '0 : phase_q + 1'b1;
      if (read_o) begin
        if (token_o.first) first_wait_q <= DistanceWidth'(Distance - 1);
        if (token_o.last) last_wait_q <= DistanceWidth'(Distance - 1);
        group_q <= token_o.last ? groups_i : group_q - 16'd1;
        if (token_o.last) col_q <= last_col ? col_blocks_i : col_q - 16'd1;
      end
    end
  end

  if (Phases == 1) begin : gen_whole
    for (genvar i = 0; i < Rows; i++) begin : gen_a
      assign a_o[i] = a_i[i];
    end
    for (genvar i = 0; i < Cols; i++) begin : gen_b
      assign b_o[i] = b_i[i];
    end
  end else begin : gen_phases
    logic [PhaseBits-1:0] first;  // k of this phase
    for (genvar i = 0; i < PhaseBits; i++) begin : gen_reverse
      assign first[i] = phase_q[PhaseBits-1-i];
    end
    always_comb begin
      for (int i = 0; i < Rows; i++) begin
        for (int j = 0; j < Depth; j++) begin
          a_o[i][16*j+:16] = a_i[i][GroupLevels'(j*Phases)+GroupLevels'(first)];
        end
      end
      for (int i = 0; i < Cols; i++) begin
        for (int j = 0; j < Depth; j++) begin
          b_o[i][16*j+:16] = b_i[i][GroupLevels'(j*Phases)+GroupLevels'(first)];
        end
      end
    end
  end

endmodule : alc_ttu_issue
