// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the rows of C's blocks lie, in the order in which the array computes
// them: a row of blocks after the other, the rows of a block one after another.
// Rows below m come too, with no columns.
module alc_ttu_rows #(
  parameter int unsigned Rows = alc_chip_pkg::TtuRows,
  parameter int unsigned Cols = alc_chip_pkg::TtuCols,
  localparam int unsigned AddressWidth = $clog2(alc_chip_pkg::L1Bytes),
  localparam int unsigned CountWidth = $clog2(Cols + 1)
) (
  input  logic                    clk_i,
  input  logic                    rst_ni,
  input  logic                    start_i,
  input  logic [AddressWidth-1:0] base_i,     // these are stable until the end
  input  logic [AddressWidth-1:0] stride_i,
  input  logic [            15:0] m_i,
  input  logic [            15:0] n_i,
  input  logic                    wide_i,     // fp32, not bf16
  output logic                    valid_o,
  output logic [AddressWidth-1:0] address_o,
  output logic [  CountWidth-1:0] columns_o,
  output logic                    last_o,
  input  logic                    next_i
);

  localparam int unsigned RowWidth = $clog2(Rows);

  logic valid_q;
  logic [RowWidth-1:0] row_q;
  logic [AddressWidth-1:0] panel_q, block_q, address_q;  // their first elements
  logic [16:0] m_left_q, n_left_q;  // at the block's first row and column

  logic block_ends, panel_ends;
  logic [AddressWidth-1:0] next_block, next_panel;
  assign block_ends = row_q == RowWidth'(Rows - 1);
  assign panel_ends = n_left_q <= 17'(Cols);
  assign next_block = block_q + AddressWidth'(wide_i ? 4 * Cols : 2 * Cols);
  assign next_panel = panel_q + AddressWidth'(Rows) * stride_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 1'b0;
      row_q <= '0;
      panel_q <= '0;
      block_q <= '0;
      address_q <= '0;
      m_left_q <= '0;
      n_left_q <= '0;
    end else if (start_i) begin
      valid_q <= 1'b1;
      row_q <= '0;
      panel_q <= base_i;
      block_q <= base_i;
      address_q <= base_i;
      m_left_q <= {1'b0, m_i};
      n_left_q <= {1'b0, n_i};
    end else if (valid_q && next_i) begin
      row_q <= row_q + 1'b1;
      address_q <= address_q + stride_i;
      if (block_ends) begin
        row_q <= '0;
        n_left_q <= n_left_q - 17'(Cols);
        block_q <= next_block;
        address_q <= next_block;
        if (panel_ends) begin
          valid_q   <= !last_o;
          m_left_q  <= m_left_q - 17'(Rows);
          n_left_q  <= {1'b0, n_i};
          panel_q   <= next_panel;
          block_q   <= next_panel;
          address_q <= next_panel;
        end
      end
    end
  end

  assign valid_o = valid_q;
  assign address_o = address_q;
  assign last_o = block_ends && panel_ends && m_left_q <= 17'(Rows);
  always_comb begin
    columns_o = n_left_q > 17'(Cols) ? CountWidth'(Cols) : CountWidth'(n_left_q);
    if (17'(row_q) >= m_left_q) columns_o = '0;
  end

  if (Rows < 2 || Rows != 1 << RowWidth) begin : gen_check
    $error("the array's rows are a power of two");
  end

endmodule : alc_ttu_rows
