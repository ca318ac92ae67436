// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tensor unit: runs one matmul at a time (docs/numerics.md). start_i begins
// it, done_o says that all of C is in L1, or that fault_o is why nothing was
// done. L1's lanes, the most patient first: those that write C, those of A, those
// that read C, those of B.
//
// From start_i to done_o, if L1 grants everything and no operand is unaligned:
//   StartCycles + L1Latency + 4 + Rows + Cols - 2 + Stages + stream
//     + (blocks - 1) * max(stream, Rows, Cols, Rows * DrainCyclesPerRow)
//     + (Rows - 1) * (DrainCyclesPerRow - 1)
// with stream = ceil(k / 16) * 16 / Depth.
module alc_ttu
  import alc_ttu_pkg::*;
  import alc_tile_pkg::*;
#(
  parameter int unsigned Rows = alc_chip_pkg::TtuRows,
  parameter int unsigned Cols = alc_chip_pkg::TtuCols,
  parameter int unsigned Depth = alc_chip_pkg::TtuDepth,
  parameter int unsigned StartCycles = alc_chip_pkg::TtuStartCycles,
  parameter int unsigned DrainCyclesPerRow = alc_chip_pkg::TtuDrainCyclesPerRow,
  parameter int unsigned PanelBytes = alc_chip_pkg::TtuPanelBytes,
  localparam int unsigned Lanes = array_lanes(Rows, Cols)
) (
  input  logic                                             clk_i,
  input  logic                                             rst_ni,
  input  logic                                             start_i,
  input  alc_isa_pkg::matmul_t                             instruction_i,  // stable until done_o
  output logic                                             done_o,
  output fault_t                                           fault_o,
  output l1_request_t          [Lanes-1:0]                 l1_request_o,
  input  logic                 [Lanes-1:0]                 l1_grant_i,
  input  logic                 [Lanes-1:0][L1LineBits-1:0] l1_data_i
);

  localparam int unsigned LanesA = operand_lanes(Rows);
  localparam int unsigned LanesB = operand_lanes(Cols);
  localparam int unsigned LanesC = result_lanes(Cols);
  localparam int unsigned LanesWrite = WriteSlots * LanesC;
  localparam int unsigned FirstA = LanesWrite;
  localparam int unsigned FirstC = FirstA + LanesA;
  localparam int unsigned FirstB = FirstC + LanesC;
  localparam int unsigned AddressWidth = $clog2(alc_chip_pkg::L1Bytes);
  localparam int unsigned PanelEntries = PanelBytes / (Rows * Group * OperandBytes);
  // Read ahead of the array: the way from a request to the buffer's output, and
  // as much again for what L1 refuses.
  localparam int unsigned BEntries = 2 ** $clog2(2 * (L1Latency + 4));
  localparam int unsigned StartWidth = $clog2(StartCycles);

  // Start: check, then set up.
  logic starting_q, go, done_q;
  logic [StartWidth-1:0] count_q;
  fault_t fault;
  alc_ttu_check u_check (
    .clk_i,
    .take_i (start_i),
    .instruction_i,
    .fault_o(fault)
  );
  assign go = starting_q && count_q == StartWidth'(StartCycles - 2);
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      starting_q <= 1'b0;
      count_q <= '0;
      done_q <= 1'b0;
    end else begin
      starting_q <= start_i || (starting_q && !go);
      count_q <= start_i ? StartWidth'(1) : count_q + 1'b1;
      done_q <= go && fault.code != alc_chip_pkg::FaultNone;
    end
  end

  logic begins, a_along_k, b_along_k, wide;
  logic [15:0] groups, row_blocks, col_blocks;
  logic stays;  // A's panel, for a row of blocks
  always_comb begin
    begins = go && fault.code == alc_chip_pkg::FaultNone;
    a_along_k = instruction_i.a_order == alc_isa_pkg::OrderRowMajor;
    b_along_k = instruction_i.b_order == alc_isa_pkg::OrderColumnMajor;
    wide = instruction_i.c_format == alc_isa_pkg::FormatFp32;
    groups = 16'((17'(instruction_i.k) + 17'(Group - 1)) / 17'(Group));
    row_blocks = 16'((17'(instruction_i.m) + 17'(Rows - 1)) / 17'(Rows));
    col_blocks = 16'((17'(instruction_i.n) + 17'(Cols - 1)) / 17'(Cols));
    stays = groups <= 16'(PanelEntries);
  end

  // Operands.
  logic a_room, a_reserve, a_write, a_valid, b_room, b_reserve, b_write, b_valid;
  logic [Rows-1:0][Group-1:0][15:0] a_written, a_group;
  logic [Cols-1:0][Group-1:0][15:0] b_written, b_group;
  logic read, rewind, free;

  alc_ttu_fetch #(
    .Lines(Rows),
    .AdvanceInner(1'b0)
  ) u_fetch_a (
    .clk_i,
    .rst_ni,
    .start_i(begins),
    .base_i(AddressWidth'(instruction_i.a)),
    .stride_i(AddressWidth'(instruction_i.a_stride)),
    .along_k_i(a_along_k),
    .across_i(instruction_i.m),
    .k_i(instruction_i.k),
    .inner_i(stays ? 16'd1 : col_blocks),
    .outer_i(row_blocks),
    .request_o(l1_request_o[FirstA+:LanesA]),
    .grant_i(l1_grant_i[FirstA+:LanesA]),
    .data_i(l1_data_i[FirstA+:LanesA]),
    .room_i(a_room),
    .reserve_o(a_reserve),
    .write_o(a_write),
    .group_o(a_written)
  );
  alc_stream_buffer #(
    .Width  (Rows * Group * 16),
    .Entries(PanelEntries)
  ) u_panel (
    .clk_i,
    .rst_ni,
    .room_o(a_room),
    .reserve_i(a_reserve),
    .write_i(a_write),
    .data_i(a_written),
    .valid_o(a_valid),
    .data_o(a_group),
    .read_i(read),
    .rewind_i(rewind),
    .free_i(free)
  );
  alc_ttu_fetch #(
    .Lines(Cols),
    .AdvanceInner(1'b1)
  ) u_fetch_b (
    .clk_i,
    .rst_ni,
    .start_i(begins),
    .base_i(AddressWidth'(instruction_i.b)),
    .stride_i(AddressWidth'(instruction_i.b_stride)),
    .along_k_i(b_along_k),
    .across_i(instruction_i.n),
    .k_i(instruction_i.k),
    .inner_i(col_blocks),
    .outer_i(row_blocks),
    .request_o(l1_request_o[FirstB+:LanesB]),
    .grant_i(l1_grant_i[FirstB+:LanesB]),
    .data_i(l1_data_i[FirstB+:LanesB]),
    .room_i(b_room),
    .reserve_o(b_reserve),
    .write_o(b_write),
    .group_o(b_written)
  );
  alc_stream_buffer #(
    .Width  (Cols * Group * 16),
    .Entries(BEntries)
  ) u_buffer_b (
    .clk_i,
    .rst_ni,
    .room_o(b_room),
    .reserve_i(b_reserve),
    .write_i(b_write),
    .data_i(b_written),
    .valid_o(b_valid),
    .data_o(b_group),
    .read_i(read),
    .rewind_i(1'b0),
    .free_i(1'b1)
  );
  // The array and what lets it go on.
  logic advance;
  token_t token;
  logic [Depth*16-1:0] a_operand[Rows];
  logic [Depth*16-1:0] b_operand[Cols];
  alc_ttu_issue #(
    .Rows (Rows),
    .Cols (Cols),
    .Depth(Depth)
  ) u_issue (
    .clk_i,
    .start_i(begins),
    .groups_i(groups),
    .col_blocks_i(col_blocks),
    .stays_i(stays),
    .valid_i(a_valid && b_valid),
    .a_i(a_group),
    .b_i(b_group),
    .read_o(read),
    .rewind_o(rewind),
    .free_o(free),
    .advance_i(advance),
    .token_o(token),
    .a_o(a_operand),
    .b_o(b_operand)
  );

  logic [Rows-1:0] start_row, result_row;
  logic [Cols-1:0][31:0] start, result;
  logic [Cols-1:0][31:0] results[Rows];
  logic accumulate, start_valid, result_room;
  assign accumulate = instruction_i.accumulate[0];
  alc_ttu_array #(
    .Rows (Rows),
    .Cols (Cols),
    .Depth(Depth)
  ) u_array (
    .clk_i,
    .rst_ni,
    .advance_i(advance),
    .token_i(token),
    .a_i(a_operand),
    .b_i(b_operand),
    .start_row_o(start_row),
    .start_i(accumulate ? start : '0),
    .result_row_o(result_row),
    .result_o(results)
  );
  always_comb begin
    advance = !(start_row != '0 && accumulate && !start_valid) &&
        !(result_row != '0 && !result_room);
    result = results[0];
    for (int i = 1; i < Rows; i++) if (result_row[i]) result = results[i];
  end

  logic results_done;
  logic [LanesWrite-1:0][L1LineBits-1:0] unused_write_data;
  assign unused_write_data = l1_data_i[LanesWrite-1:0];
  alc_ttu_results #(
    .Rows(Rows),
    .Cols(Cols),
    .DrainCyclesPerRow(DrainCyclesPerRow)
  ) u_results (
    .clk_i,
    .rst_ni,
    .start_i(begins),
    .base_i(AddressWidth'(instruction_i.c)),
    .stride_i(AddressWidth'(instruction_i.c_stride)),
    .m_i(instruction_i.m),
    .n_i(instruction_i.n),
    .wide_i(wide),
    .accumulate_i(accumulate),
    .done_o(results_done),
    .read_request_o(l1_request_o[FirstC+:LanesC]),
    .read_grant_i(l1_grant_i[FirstC+:LanesC]),
    .read_data_i(l1_data_i[FirstC+:LanesC]),
    .write_request_o(l1_request_o[LanesWrite-1:0]),
    .write_grant_i(l1_grant_i[LanesWrite-1:0]),
    .start_valid_o(start_valid),
    .start_o(start),
    .start_take_i(accumulate && start_row != '0 && advance),
    .result_room_o(result_room),
    .result_valid_i(result_row != '0 && advance),
    .result_i(result)
  );

  assign done_o  = done_q || results_done;
  assign fault_o = fault;

  if (StartCycles < 4) begin : gen_check_start
    $error("checks and addresses take four cycles");
  end
  if (alc_chip_pkg::TtuPipelineCycles != Stages) begin : gen_check_pipeline
    $error("a cell has as many stages as the chip says");
  end
  if (alc_chip_pkg::TtuOperandBytesPerCycle !=
      (Rows > Cols ? Rows : Cols) * Group * OperandBytes) begin : gen_check_operands
    $error("ttu.operand_bytes_per_cycle is a group for all rows or columns, whichever are more");
  end

  // While it runs.
  logic running_q;
  alc_isa_pkg::matmul_t started_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) running_q <= 1'b0;
    else running_q <= start_i || (running_q && !done_o);
  end
  always_ff @(posedge clk_i) begin
    if (start_i) started_q <= instruction_i;
    if (rst_ni && start_i) begin
      assert (!running_q || done_o)
      else $error("an instruction starts before the one before is done");
    end
    if (rst_ni && running_q && !start_i) begin
      assert (instruction_i == started_q)
      else $error("an instruction changes while it runs");
    end
  end

endmodule : alc_ttu
