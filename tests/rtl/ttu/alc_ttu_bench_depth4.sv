// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bench with cells that add up 4 products a cycle.
module alc_ttu_bench_depth4
  import alc_tile_pkg::*;
#(
  localparam int unsigned LineBytes = alc_chip_pkg::L1BankBytes,
  localparam int unsigned Operands = 2 * alc_chip_pkg::TtuOperandBytesPerCycle,
  localparam int unsigned Lanes = (Operands + 4 * alc_chip_pkg::TtuCols) / LineBytes + 1
) (
  input  logic                    clk_i,
  input  logic                    rst_ni,
  input  logic                    start_i,
  input  alc_isa_pkg::matmul_t    instruction_i,
  output logic                    done_o,
  output logic [7:0]              fault_code_o,
  output logic [63:0]             fault_value_o,
  output logic [Lanes-1:0]        valid_o,
  output logic [Lanes-1:0]        write_o,
  output logic [L1LineWidth-1:0]  line_o [Lanes],
  output logic [LineBytes-1:0]    mask_o [Lanes],
  output logic [L1LineBits-1:0]   data_o [Lanes],
  input  logic [Lanes-1:0]        grant_i,
  input  logic [L1LineBits-1:0]   data_i [Lanes]
);

  alc_ttu_bench #(.Depth(4)) u_bench (.*);

endmodule : alc_ttu_bench_depth4
