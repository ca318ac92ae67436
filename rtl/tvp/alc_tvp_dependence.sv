// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which runs of body may overlap, from the words of the micro-program as they
// come. What one of them leaves to the next in a register keeps them apart, but
// for sums: a register that one micro-instruction of body alone reads and writes.
// The younger run comes there after the older one.
module alc_tvp_dependence
  import alc_isa_pkg::*;
  import alc_tvp_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,
  input logic start_i,
  input logic valid_i,
  input logic [FetchWords-1:0][31:0] word_i,
  input logic [FetchWords-1:0][Sections-1:0] section_i,  // of each word; none behind the last
  output logic independent_o,
  output logic [31:0] sums_o,
  output logic crosses_o  // body has reductions over the lanes
);

  // Of the words up to now, by section.
  logic [Sections-1:0][31:0] written_q, read_first_q;
  // In body: registers that are no sums, as a run that is late would see them.
  logic [31:0] passed_q;
  logic stores_q, stores_again_q, crosses_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      {written_q, read_first_q} <= '0;
      passed_q <= '0;
      {stores_q, stores_again_q, crosses_q} <= '0;
    end else if (start_i) begin
      {written_q, read_first_q} <= '0;
      passed_q <= '0;
      {stores_q, stores_again_q, crosses_q} <= '0;
    end else if (valid_i) begin
      automatic logic [Sections-1:0][31:0] written = written_q;
      automatic logic [Sections-1:0][31:0] read_first = read_first_q;
      automatic logic [31:0] passed = passed_q;
      automatic logic stores = stores_q;
      automatic logic stores_again = stores_again_q;
      automatic logic crosses = crosses_q;
      for (int i = 0; i < FetchWords; i++) begin
        automatic micro_register_t micro = word_i[i];
        automatic logic is_store = micro.op == MicroOpStore;
        automatic logic [31:0] reads = registers_read(micro);
        automatic logic [31:0] writes = is_store ? '0 : 32'd1 << micro.rd;
        for (int s = 0; s < Sections; s++) begin
          if (section_i[i][s]) begin
            if (s == 32'(SectionBody)) begin
              passed |= (reads & ~writes) | (writes & written[s]);
              if (micro_is_special(micro.op)) passed |= writes;
              stores_again |= is_store && stores;
              stores |= is_store;
              crosses |= micro_is_cross_lane(micro.op);
            end
            read_first[s] |= reads & ~written[s];
            written[s] |= writes;
          end
        end
      end
      written_q <= written;
      read_first_q <= read_first;
      passed_q <= passed;
      stores_q <= stores;
      stores_again_q <= stores_again;
      crosses_q <= crosses;
    end
  end

  logic [31:0] left, around;  // by a run of body to the next one; read around body
  always_comb begin
    left = read_first_q[SectionBody] & written_q[SectionBody];
    around = (read_first_q[SectionBefore] | read_first_q[SectionAfter]) & written_q[SectionBody];
    sums_o = left & ~passed_q;
    independent_o = ((left | around) & ~sums_o) == '0 && !stores_again_q;
    crosses_o = crosses_q;
  end

  logic unused;
  assign unused = ^{written_q[SectionSetup], written_q[SectionBefore], written_q[SectionAfter],
                    read_first_q[SectionSetup]};

endmodule : alc_tvp_dependence
