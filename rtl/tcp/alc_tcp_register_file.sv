// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// 32 registers of 64 bits, x0 being 0. Two combinational reads, which see what
// is written in the same cycle. clear_i sets x2 to sp_i and the others to 0.
module alc_tcp_register_file (
  input  logic        clk_i,
  input  logic        clear_i,
  input  logic [63:0] sp_i,
  input  logic [ 4:0] rs1_i,
  output logic [63:0] a_o,
  input  logic [ 4:0] rs2_i,
  output logic [63:0] b_o,
  input  logic [ 4:0] rd_i,     // 0: nothing is written
  input  logic [63:0] value_i
);

  localparam int unsigned StackPointer = 2;

  logic [63:0] registers_q[32];

  // Nothing reads before the first clear, so there is no reset.
  always_ff @(posedge clk_i) begin
    if (clear_i) begin
      for (int unsigned i = 0; i < 32; ++i) registers_q[i] <= i == StackPointer ? sp_i : '0;
    end else if (rd_i != '0) begin
      registers_q[rd_i] <= value_i;
    end
  end

  assign a_o = rd_i != '0 && rd_i == rs1_i ? value_i : registers_q[rs1_i];
  assign b_o = rd_i != '0 && rd_i == rs2_i ? value_i : registers_q[rs2_i];

endmodule : alc_tcp_register_file
