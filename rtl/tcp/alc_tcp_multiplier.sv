// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// 64 x 64 bits in `Cycles` cycles: four products of halves, their sum, and the
// correction of the high half for signs. valid_i and the operands are held
// until done_o, the cycle in which result_o counts.
module alc_tcp_multiplier #(
  localparam int unsigned Cycles = 3
) (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        valid_i,
  input  logic [ 1:0] funct3_i,  // its low bits: mul, mulh, mulhsu, mulhu
  input  logic        word_i,
  input  logic [63:0] a_i,
  input  logic [63:0] b_i,
  output logic        done_o,
  output logic [63:0] result_o
);

  localparam logic [1:0] Last = 2'(Cycles - 1);

  logic [1:0] count_q;
  logic [63:0] low_low_q, low_high_q, high_low_q, high_high_q;
  logic [63:0] low_q, high_q;

  assign done_o = valid_i && count_q == Last;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) count_q <= '0;
    else if (!valid_i || done_o) count_q <= '0;
    else count_q <= count_q + 2'd1;
  end

  always_ff @(posedge clk_i) begin
    if (valid_i && count_q == '0) begin
      low_low_q   <= {32'b0, a_i[31:0]} * {32'b0, b_i[31:0]};
      low_high_q  <= {32'b0, a_i[31:0]} * {32'b0, b_i[63:32]};
      high_low_q  <= {32'b0, a_i[63:32]} * {32'b0, b_i[31:0]};
      high_high_q <= {32'b0, a_i[63:32]} * {32'b0, b_i[63:32]};
    end
  end

  logic [33:0] middle;
  assign middle = {2'b0, low_low_q[63:32]} + {2'b0, low_high_q[31:0]} + {2'b0, high_low_q[31:0]};

  always_ff @(posedge clk_i) begin
    if (valid_i && count_q == 2'd1) begin
      low_q <= {middle[31:0], low_low_q[31:0]};
      high_q <= high_high_q + {32'b0, low_high_q[63:32]} + {32'b0, high_low_q[63:32]} +
                {62'b0, middle[33:32]};
    end
  end

  // An operand read as signed is 2^64 less than as unsigned if its top bit is set.
  logic is_negative_a, is_negative_b;
  assign is_negative_a = a_i[63] && funct3_i != 2'b11;
  assign is_negative_b = b_i[63] && funct3_i == 2'b01;

  always_comb begin
    if (funct3_i != 2'b00)
      result_o = high_q - (is_negative_a ? b_i : '0) - (is_negative_b ? a_i : '0);
    else if (word_i) result_o = {{32{low_q[31]}}, low_q[31:0]};
    else result_o = low_q;
  end

  if (alc_chip_pkg::TcpMultiplyCycles != Cycles) begin : gen_wrong_cycles
    $error("the multiplier takes %0d cycles, the chip's file says otherwise", Cycles);
  end

endmodule : alc_tcp_multiplier
