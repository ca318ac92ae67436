// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The output-stationary systolic array. What comes in with a token reaches cell
// (r, c) r + c cycles later: rows of A are delayed and go right, columns of B
// are delayed and go down. Everything stands still without advance_i.
//
// Row r of the start values is taken in the cycle of start_row_o[r], and row r
// of the results lies at result_o[r] in that of result_row_o[r]; both are
// one-hot or 0 as blocks are at least as many cycles apart as there are rows and
// columns.
module alc_ttu_array
  import alc_ttu_pkg::*;
#(
  parameter int unsigned Rows  = alc_chip_pkg::TtuRows,
  parameter int unsigned Cols  = alc_chip_pkg::TtuCols,
  parameter int unsigned Depth = alc_chip_pkg::TtuDepth
) (
  input  logic                        clk_i,
  input  logic                        rst_ni,
  input  logic                        advance_i,
  input  token_t                      token_i,
  input  logic   [Depth*16-1:0]       a_i         [Rows],
  input  logic   [Depth*16-1:0]       b_i         [Cols],
  output logic   [    Rows-1:0]       start_row_o,
  input  logic   [    Cols-1:0][31:0] start_i,
  output logic   [    Rows-1:0]       result_row_o,
  output logic   [    Cols-1:0][31:0] result_o    [Rows]
);

  localparam int unsigned TreeLevels = $clog2(Depth);
  localparam int unsigned PairLevels = GroupLevels - TreeLevels;
  localparam int unsigned Length = Rows + Cols - 1 + Stages;

  // token[i]: of the operands that cell (r, c) takes into stage i - r - c.
  token_t [Length-1:0] token;
  token_t [Length-2:0] token_q;
  assign token = {token_q, token_i};
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) token_q <= '0;
    else if (advance_i) token_q <= token[Length-2:0];
  end

  // One bit a place of the token.
  logic [Length-1:0] taken, summed;
  for (genvar i = 0; i < Length; i++) begin : gen_token
    assign taken[i]  = advance_i && token[i].valid;
    assign summed[i] = taken[i] && token[i].complete;
  end

  // Nothing but the tokens moves without one of them.
  logic clk_cells;
  alc_clock_gate u_clock_gate (
    .clk_i,
    .enable_i(taken != '0),
    .clk_o(clk_cells)
  );

  logic [Depth*16-1:0] a[  Rows][Cols+1];
  logic [Depth*16-1:0] b[Rows+1][  Cols];

  for (genvar row = 0; row < Rows; row++) begin : gen_row
    logic [Depth*16-1:0] skewed[row+1];
    assign skewed[0] = a_i[row];
    for (genvar i = 0; i < row; i++) begin : gen_skew
      always_ff @(posedge clk_cells) if (taken[i]) skewed[i+1] <= skewed[i];
    end
    assign a[row][0] = skewed[row];

    // Held until the last cell of the row has taken its part.
    logic [Cols-1:0][31:0] start_q;
    assign start_row_o[row] = token_q[row + StageAccumulator - 2].valid &&
        token_q[row + StageAccumulator - 2].complete && token_q[row + StageAccumulator - 2].first;
    always_ff @(posedge clk_cells) begin
      if (advance_i && start_row_o[row]) start_q <= start_i;
    end
    assign result_row_o[row] = token_q[row + Cols - 2 + Stages].valid &&
        token_q[row + Cols - 2 + Stages].complete && token_q[row + Cols - 2 + Stages].last;

    for (genvar col = 0; col < Cols; col++) begin : gen_col
      localparam int unsigned Place = row + col;
      logic [  Stages-1:0] enable;
      logic [PairLevels:0] hold;
      for (genvar stage = 0; stage < StageTree + TreeLevels; stage++) begin : gen_enable
        assign enable[stage] = taken[Place+stage];
      end
      for (genvar level = 0; level < PairLevels; level++) begin : gen_pair
        localparam int unsigned At = Place + StageTree + TreeLevels + level;
        logic sum;  // both of each pair of the levels before are in it
        assign sum = taken[At] && &(token[At].phase | ~GroupLevels'((1 << level) - 1));
        assign enable[StageTree+TreeLevels+level] = sum && token[At].phase[level];
        assign hold[level] = sum && !token[At].phase[level];
      end
      assign hold[PairLevels] = 1'b0;
      assign enable[StageAccumulator] = summed[Place+StageAccumulator];
      assign enable[StageResult] = summed[Place+StageResult] && token[Place+StageResult].last;
      alc_ttu_cell #(
        .Depth(Depth)
      ) u_cell (
        .clk_i(clk_cells),
        .enable_i(enable),
        .hold_i(hold),
        .first_i(token[Place+StageAccumulator-1].first),
        .start_i(start_q[col]),
        .a_i(a[row][col]),
        .b_i(b[row][col]),
        .a_o(a[row][col+1]),
        .b_o(b[row+1][col]),
        .result_o(result_o[row][col])
      );
    end
  end

  for (genvar col = 0; col < Cols; col++) begin : gen_top
    logic [Depth*16-1:0] skewed[col+1];
    assign skewed[0] = b_i[col];
    for (genvar i = 0; i < col; i++) begin : gen_skew
      always_ff @(posedge clk_cells) if (taken[i]) skewed[i+1] <= skewed[i];
    end
    assign b[0][col] = skewed[col];
  end

  always_ff @(posedge clk_i) begin
    assert ($onehot0(start_row_o))
    else $error("blocks enter too close to each other");
    assert ($onehot0(result_row_o))
    else $error("blocks leave too close to each other");
  end

endmodule : alc_ttu_array
