// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The micro-program: fetched from control memory, sixteen words a cycle, and
// looked through on the way. scanned_o: all of it is here. The first word comes
// two cycles after start_i if nobody else fetches.
module alc_tvp_program
  import alc_isa_pkg::*;
  import alc_tvp_pkg::*;
#(
  localparam int unsigned TcmWidth = $clog2(alc_chip_pkg::TcpMemoryBytes)
) (
  input logic clk_i,
  input logic rst_ni,
  input logic start_i,
  input logic skip_i,  // fetch nothing
  input logic [TcmWidth-1:0] address_i,  // stable, as the lengths are
  input logic [Sections-1:0][7:0] length_i,
  output logic fetch_valid_o,
  output logic [TcmWidth-1:0] fetch_address_o,
  input logic fetch_grant_i,
  input logic [32*FetchWords-1:0] fetch_data_i,
  output logic scanned_o,
  output logic illegal_o,
  output logic [31:0] illegal_word_o,  // the first one
  output uses_t uses_o,
  output logic independent_o,  // as alc_tvp_dependence has the next three
  output logic [31:0] sums_o,
  output logic crosses_o,
  output logic [Sections-1:0][ProgramWidth-1:0] first_o,  // words of the sections
  output logic [Sections-1:0][ProgramWidth-1:0] last_o,
  input logic [Contexts-1:0][ProgramWidth-1:0] number_i,
  output logic [Contexts-1:0][31:0] word_o
);

  localparam int unsigned RowWidth = ProgramWidth - $clog2(FetchWords);

  logic [Sections-1:0][ProgramWidth-1:0] end_word;
  logic [ProgramWidth-1:0] words;
  always_comb begin
    words = '0;
    for (int i = 0; i < Sections; i++) begin
      first_o[i] = words;
      words += ProgramWidth'(length_i[i]);
      end_word[i] = words;
      last_o[i]   = words - 1'b1;
    end
  end

  logic fetching_q, arrives_q, scanned_q, granted, is_last;
  logic [RowWidth-1:0] row_q, arriving_q;
  assign granted = fetching_q && fetch_grant_i;
  assign is_last = row_q == last_o[SectionAfter][ProgramWidth-1-:RowWidth];
  assign fetch_valid_o = fetching_q;
  assign fetch_address_o = address_i + TcmWidth'({row_q, 6'd0});

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      fetching_q <= 1'b0;
      arrives_q <= 1'b0;
      scanned_q <= 1'b0;
      row_q <= '0;
      arriving_q <= '0;
    end else begin
      arrives_q  <= granted;
      arriving_q <= row_q;
      scanned_q  <= arrives_q && !fetching_q;
      if (start_i) begin
        fetching_q <= !skip_i && words != '0;
        scanned_q <= skip_i || words == '0;
        row_q <= '0;
      end else if (granted) begin
        fetching_q <= !is_last;
        row_q <= row_q + 1'b1;
      end
    end
  end
  assign scanned_o = scanned_q;

  // What a row says. Words behind the program are not looked at.
  logic illegal_q;
  logic [31:0] illegal_word_q;
  uses_t uses_q;
  logic [FetchWords-1:0][Sections-1:0] section;
  always_comb begin
    for (int i = 0; i < FetchWords; i++) begin
      for (int s = 0; s < Sections; s++) begin
        automatic logic [ProgramWidth-1:0] number = {arriving_q, 4'(i)};
        section[i][s] = number >= first_o[s] && number < end_word[s];
      end
    end
  end
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      illegal_q <= 1'b0;
      illegal_word_q <= '0;
      uses_q <= '0;
    end else if (start_i) begin
      illegal_q <= 1'b0;
      uses_q <= '0;
    end else if (arrives_q) begin
      automatic logic  illegal = illegal_q;
      automatic uses_t uses = uses_q;
      for (int i = 0; i < FetchWords; i++) begin
        automatic logic [31:0] word = fetch_data_i[32*i+:32];
        for (int s = 0; s < Sections; s++) begin
          if (section[i][s]) begin
            automatic logic [Streams-1:0] streams = streams_of(word);
            if (!is_legal_micro(
                    word
                ) || (s == 32'(SectionSetup) && streams[Inputs+:Outputs] != '0)) begin
              if (!illegal) illegal_word_q <= word;
              illegal = 1'b1;
            end
            uses[s] |= streams;
          end
        end
      end
      illegal_q <= illegal;
      uses_q <= uses;
    end
  end
  alc_tvp_dependence u_dependence (
    .clk_i,
    .rst_ni,
    .start_i,
    .valid_i  (arrives_q),
    .word_i   (fetch_data_i),
    .section_i(section),
    .independent_o,
    .sums_o,
    .crosses_o
  );
  assign illegal_o = illegal_q;
  assign illegal_word_o = illegal_word_q;
  assign uses_o = uses_q;

  logic [FetchWords-1:0][31:0] words_q[1 << RowWidth];
  always_ff @(posedge clk_i) begin
    if (arrives_q) words_q[arriving_q] <= fetch_data_i;
  end
  for (genvar i = 0; i < Contexts; i++) begin : gen_word
    assign word_o[i] =
        words_q[number_i[i][ProgramWidth-1-:RowWidth]][number_i[i][0+:ProgramWidth-RowWidth]];
  end

endmodule : alc_tvp_program
