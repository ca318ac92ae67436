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
  localparam int unsigned LaneWidth = Lanes > 1 ? $clog2(Lanes) : 1;
  typedef logic [BankWidth-1:0] bank_t;
  typedef logic [LaneWidth-1:0] lane_t;

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
  logic [Banks-1:0] taken;
  lane_t lane[Banks];  // that has taken the bank
  always_comb begin
    taken = '0;
    lane = '{default: '0};
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
        lane[bank[Lanes-1-i]] = lane_t'(Lanes - 1 - i);
      end
    end
  end

  logic [L1LineBits-1:0] bank_data[Banks];
  for (genvar i = 0; i < Banks; i++) begin : gen_banks
    alc_l1_bank #(
      .Lanes(Lanes),
      .Rows (Rows)
    ) u_bank (
      .clk_i,
      .rst_ni,
      .request_i,
      .granted_i(taken[i]),
      .lane_i(lane[i]),
      .data_o(bank_data[i])
    );
  end

  // Back to the lanes.
  logic [Lanes-1:0] reads_q, answered_q;
  bank_t [Lanes-1:0] bank_q, answered_bank_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      reads_q <= '0;
      answered_q <= '0;
    end else begin
      answered_q <= reads_q;
      for (int unsigned i = 0; i < Lanes; i++) begin
        reads_q[i] <= grant_o[i] && !request_i[i].write;
      end
    end
  end
  always_ff @(posedge clk_i) begin
    bank_q <= bank;
    answered_bank_q <= bank_q;
    for (int unsigned i = 0; i < Lanes; i++) begin
      if (answered_q[i]) begin
        data_o[i] <= bank_data[answered_bank_q[i]];
      end
    end
  end

endmodule : alc_l1
