// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tile's control memory. Three ports, each answering in the next cycle and
// holding its answer until it is asked again: instructions; data, with a strobe
// a byte; and copies, 64 bytes from any multiple of 4, for descriptors and
// micro-programs (0 beyond the end). A read sees what was there before a write
// of the same cycle. Addresses are in bytes.
module alc_tcm #(
  parameter  int unsigned MemoryBytes  = alc_chip_pkg::TcpMemoryBytes,
  localparam int unsigned AddressWidth = $clog2(MemoryBytes)
) (
  input  logic                    clk_i,
  input  logic                    fetch_valid_i,
  input  logic [AddressWidth-1:0] fetch_address_i,
  output logic [            31:0] fetch_data_o,
  input  logic                    data_valid_i,
  input  logic                    data_write_i,
  input  logic [AddressWidth-1:0] data_address_i,
  input  logic [            63:0] data_wdata_i,
  input  logic [             7:0] data_strobe_i,
  output logic [            63:0] data_rdata_o,
  input  logic                    copy_valid_i,
  input  logic [AddressWidth-1:0] copy_address_i,
  output logic [           511:0] copy_data_o
);

  localparam int unsigned Words = MemoryBytes / 8;
  localparam int unsigned WordWidth = AddressWidth - 3;
  localparam int unsigned CopyWords = 512 / 64;

  // The host loads it; in a model, by this name.
  logic [63:0] memory_q[Words]  /* verilator public_flat_rw */;

  logic [WordWidth-1:0] fetch_word, data_word, copy_word;
  assign fetch_word = fetch_address_i[AddressWidth-1:3];
  assign data_word  = data_address_i[AddressWidth-1:3];
  assign copy_word  = copy_address_i[AddressWidth-1:3];

  always_ff @(posedge clk_i) begin
    if (fetch_valid_i) fetch_data_o <= memory_q[fetch_word][{fetch_address_i[2], 5'b0}+:32];
  end

  always_ff @(posedge clk_i) begin
    if (data_valid_i && !data_write_i) data_rdata_o <= memory_q[data_word];
  end

  always_ff @(posedge clk_i) begin
    if (data_valid_i && data_write_i) begin
      for (int unsigned i = 0; i < 8; ++i) begin
        if (data_strobe_i[i]) memory_q[data_word][8*i+:8] <= data_wdata_i[8*i+:8];
      end
    end
  end

  // Half a word more than 64 bytes, for addresses in the middle of a word.
  logic [512+32-1:0] copy_words;
  always_comb begin
    copy_words = '0;
    if (copy_valid_i) begin
      for (int unsigned i = 0; i < CopyWords; ++i) begin
        if (32'(copy_word) + i < Words) copy_words[64*i+:64] = memory_q[copy_word+WordWidth'(i)];
      end
      if (32'(copy_word) + CopyWords < Words)
        copy_words[512+:32] = memory_q[copy_word+WordWidth'(CopyWords)][31:0];
    end
  end
  always_ff @(posedge clk_i) begin
    if (copy_valid_i) copy_data_o <= copy_address_i[2] ? copy_words[32+:512] : copy_words[0+:512];
  end

  assert property (@(posedge clk_i) fetch_valid_i |-> fetch_address_i[1:0] == '0);
  assert property (@(posedge clk_i)
                   data_valid_i && data_write_i |-> data_strobe_i[data_address_i[2:0]]);
  assert property (@(posedge clk_i) copy_valid_i |-> copy_address_i[1:0] == '0);

endmodule : alc_tcm
