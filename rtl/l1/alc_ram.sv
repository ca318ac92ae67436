// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A single-port SRAM with byte enables: data of a read is there in the next
// cycle and stays until the next read. Nothing is reset.
module alc_ram #(
  parameter int unsigned Words = 1024,
  parameter int unsigned Bytes = 8
) (
  input  logic                     clk_i,
  input  logic                     valid_i,
  input  logic                     write_i,
  input  logic [$clog2(Words)-1:0] word_i,
  input  logic [        Bytes-1:0] mask_i,
  input  logic [      8*Bytes-1:0] data_i,
  output logic [      8*Bytes-1:0] data_o
);

  // The host loads and reads it through the back door.
  logic [8*Bytes-1:0] memory[Words]  /* verilator public_flat_rw */;
  logic [8*Bytes-1:0] bits;

  for (genvar i = 0; i < Bytes; i++) begin : gen_bits
    assign bits[8*i+:8] = {8{mask_i[i]}};
  end

  always_ff @(posedge clk_i) begin
    if (valid_i && write_i) begin
      memory[word_i] <= (memory[word_i] & ~bits) | (data_i & bits);
    end else if (valid_i) begin
      data_o <= memory[word_i];
    end
  end

endmodule : alc_ram
