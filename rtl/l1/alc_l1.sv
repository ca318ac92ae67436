// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tile's L1: banks that serve a line a cycle each, behind a crossbar. All
// users' lanes meet here (alc_tile_pkg: L1). Of the lanes that ask for one bank
// the highest is granted: users that can wait have the lowest numbers. Nobody
// waits for ever, as an engine's instruction ends without those below.
//
//   cycle 0  grant          cycle 2  the bank's data
//   cycle 1  at the bank    cycle 3  at the lane: three cycles after the grant
module alc_l1
  import alc_tile_pkg::*;
#(
  parameter int unsigned Lanes = 1,
  parameter int unsigned Banks = alc_chip_pkg::L1Banks
) (
  input  logic                                    clk_i,
  input  logic                                    rst_ni,
  input  l1_request_t [Lanes-1:0]                 request_i,
  output logic        [Lanes-1:0]                 grant_o,
  output logic        [Lanes-1:0][L1LineBits-1:0] data_o
);

  localparam int unsigned BankWidth = $clog2(Banks);
  localparam int unsigned Rows = L1Lines / Banks;
  localparam int unsigned RowWidth = $clog2(Rows);
  typedef logic [BankWidth-1:0] bank_t;

  if (L1Latency != 3) begin : gen_check_latency
    $error("L1 takes 3 cycles, l1.latency_cycles says %0d", L1Latency);
  end
  if (Banks < 2 || Rows < 2) begin : gen_check_banks
    $error("L1 needs two banks of two lines at least");
  end

  // Lines are skewed over the banks (docs/simulator.md, L1): powers of two as
  // strides use all of them.
  function automatic bank_t bank_of(logic [L1LineWidth-1:0] line);
    bank_t sum = '0;
    for (int unsigned i = 0; i * BankWidth < L1LineWidth; i++) begin
      sum += bank_t'(line >> (i * BankWidth));
    end
    return sum;
  endfunction

  // Arbitration.
  bank_t [Lanes-1:0] bank;
  always_comb begin
    logic [Banks-1:0] taken;
    taken = '0;
    grant_o = '0;
    bank = '0;
    for (int unsigned i = 0; i < Lanes; i++) begin
      if (request_i[i].valid) begin
        bank[i] = bank_of(request_i[i].line);
      end
    end
    for (int unsigned i = 0; i < Lanes; i++) begin
      if (request_i[Lanes-1-i].valid && !taken[bank[Lanes-1-i]]) begin
        grant_o[Lanes-1-i] = 1'b1;
        taken[bank[Lanes-1-i]] = 1'b1;
      end
    end
  end

  // To the banks.
  logic [Banks-1:0] valid_q;
  l1_request_t at_bank_q[Banks];
  logic [Lanes-1:0] reads_q, answered_q;
  bank_t [Lanes-1:0] bank_q, answered_bank_q;
  logic [L1LineBits-1:0] bank_data[Banks];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= '0;
      reads_q <= '0;
      answered_q <= '0;
    end else begin
      valid_q <= '0;
      reads_q <= '0;
      answered_q <= reads_q;
      for (int unsigned i = 0; i < Lanes; i++) begin
        if (grant_o[i]) begin
          valid_q[bank[i]] <= 1'b1;
          reads_q[i] <= !request_i[i].write;
        end
      end
    end
  end

  always_ff @(posedge clk_i) begin
    for (int unsigned i = 0; i < Lanes; i++) begin
      if (grant_o[i]) begin
        at_bank_q[bank[i]] <= request_i[i];
      end
    end
    bank_q <= bank;
    answered_bank_q <= bank_q;
  end

  for (genvar i = 0; i < Banks; i++) begin : gen_banks
    alc_ram #(
      .Words(Rows),
      .Bytes(alc_chip_pkg::L1BankBytes)
    ) u_ram (
      .clk_i,
      .valid_i(valid_q[i]),
      .write_i(at_bank_q[i].write),
      .word_i (at_bank_q[i].line[L1LineWidth-1-:RowWidth]),
      .mask_i (at_bank_q[i].mask),
      .data_i (at_bank_q[i].data),
      .data_o (bank_data[i])
    );
  end

  // Back to the lanes.
  always_ff @(posedge clk_i) begin
    for (int unsigned i = 0; i < Lanes; i++) begin
      if (answered_q[i]) begin
        data_o[i] <= bank_data[answered_bank_q[i]];
      end
    end
  end

endmodule : alc_l1
