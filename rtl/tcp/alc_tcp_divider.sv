// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Division and remainder of 64 bits in `Cycles` cycles, whatever the operands:
// take them, their magnitudes, 16 steps of 4 bits (restoring), the sign, hand
// over. valid_i and the operands are held until done_o, the cycle in which
// result_o counts.
module alc_tcp_divider #(
  localparam int unsigned BitsPerCycle = 4,
  localparam int unsigned Steps = 64 / BitsPerCycle,
  localparam int unsigned Cycles = Steps + 4
) (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        valid_i,
  input  logic [ 1:0] funct3_i,  // its low bits: div, divu, rem, remu
  input  logic        word_i,
  input  logic [63:0] a_i,
  input  logic [63:0] b_i,
  output logic        done_o,
  output logic [63:0] result_o
);

  localparam int unsigned CountWidth = $clog2(Cycles);
  localparam logic [CountWidth-1:0] Magnitudes = CountWidth'(1);
  localparam logic [CountWidth-1:0] Sign = CountWidth'(Steps + 2);
  localparam logic [CountWidth-1:0] Last = CountWidth'(Cycles - 1);

  logic is_signed, is_remainder;
  assign is_signed = !funct3_i[0];
  assign is_remainder = funct3_i[1];

  logic [CountWidth-1:0] count_q;
  // The dividend leaves `quotient` at the top while the quotient enters below.
  logic [63:0] quotient_q, remainder_q, divisor_q;
  logic negate_quotient_q, negate_remainder_q;

  assign done_o   = valid_i && count_q == Last;
  assign result_o = quotient_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) count_q <= '0;
    else if (!valid_i || done_o) count_q <= '0;
    else count_q <= count_q + CountWidth'(1);
  end

  function automatic logic [63:0] extended(logic [63:0] value, logic word, logic sign);
    return word ? {{32{sign & value[31]}}, value[31:0]} : value;
  endfunction

  function automatic logic [63:0] negated(logic [63:0] value, logic negate);
    return negate ? -value : value;
  endfunction

  logic [63:0] quotient_step, remainder_step, signed_result;
  always_comb begin
    quotient_step  = quotient_q;
    remainder_step = remainder_q;
    for (int unsigned i = 0; i < BitsPerCycle; ++i) begin
      logic fits;
      // Loses nothing: the remainder is below the divisor, and below 2^63 while
      // the dividend is not all taken.
      remainder_step = {remainder_step[62:0], quotient_step[63]};
      fits = remainder_step >= divisor_q;
      if (fits) remainder_step = remainder_step - divisor_q;
      quotient_step = {quotient_step[62:0], fits};
    end
  end
  assign signed_result = is_remainder ? negated(
      remainder_q, negate_remainder_q
  ) : negated(
      quotient_q, negate_quotient_q
  );

  always_ff @(posedge clk_i) begin
    if (valid_i) begin
      unique case (count_q)
        '0: begin
          quotient_q <= extended(a_i, word_i, is_signed);
          divisor_q  <= extended(b_i, word_i, is_signed);
        end
        Magnitudes: begin
          quotient_q <= negated(quotient_q, is_signed & quotient_q[63]);
          divisor_q <= negated(divisor_q, is_signed & divisor_q[63]);
          remainder_q <= '0;
          // By zero the steps give all ones, which is RISC-V's result as it is.
          negate_quotient_q <= is_signed && quotient_q[63] != divisor_q[63] && divisor_q != '0;
          negate_remainder_q <= is_signed & quotient_q[63];
        end
        Sign: quotient_q <= extended(signed_result, word_i, 1'b1);
        Last: ;
        default: begin
          quotient_q  <= quotient_step;
          remainder_q <= remainder_step;
        end
      endcase
    end
  end

  if (alc_chip_pkg::TcpDivideCycles != Cycles) begin : gen_wrong_cycles
    $error("the divider takes %0d cycles, the chip's file says otherwise", Cycles);
  end

endmodule : alc_tcp_divider
