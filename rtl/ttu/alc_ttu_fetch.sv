// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the panels of one operand, Lines rows of A (or columns of B) each, in
// groups of 16 k: outer_i times inner_i panels, of which the next one comes
// after each inner round (AdvanceInner) or each outer one. A word is the 32
// bytes of a group for every line, if memory is contiguous along k, else the
// lines' bytes of 16 k. Words whose bytes begin within lines of L1 take one
// more access a panel, or two for one. The first request is made two cycles
// after start_i; a group comes out L1Latency + 1 cycles after its last grant.
module alc_ttu_fetch
  import alc_ttu_pkg::*;
  import alc_tile_pkg::*;
#(
  parameter int unsigned Lines = alc_chip_pkg::TtuRows,
  parameter bit AdvanceInner = 1'b0,
  localparam int unsigned LineElements = alc_chip_pkg::L1BankBytes / OperandBytes,
  localparam int unsigned Lanes = operand_lanes(Lines),
  localparam int unsigned AddressWidth = $clog2(alc_chip_pkg::L1Bytes)
) (
  input  logic                                                 clk_i,
  input  logic                                                 rst_ni,
  input  logic                                                 start_i,
  input  logic        [AddressWidth-1:0]                       base_i,
  input  logic        [AddressWidth-1:0]                       stride_i,
  input  logic                                                 along_k_i,  // stable until the end
  input  logic        [            15:0]                       across_i,   // m or n
  input  logic        [            15:0]                       k_i,        // stable until the end
  input  logic        [            15:0]                       inner_i,    // stable until the end
  input  logic        [            15:0]                       outer_i,
  output l1_request_t [       Lanes-1:0]                       request_o,
  input  logic        [       Lanes-1:0]                       grant_i,
  input  logic        [       Lanes-1:0][L1LineBits-1:0]       data_i,
  input  logic                                                 room_i,
  output logic                                                 reserve_o,
  output logic                                                 write_o,
  output logic        [       Lines-1:0][     Group-1:0][15:0] group_o
);

  localparam int unsigned Vectors = Group > Lines ? Group : Lines;
  localparam int unsigned OffsetWidth = $clog2(LineElements);
  localparam int unsigned LanesAlong = Group / LineElements;  // of a line of the panel
  localparam int unsigned LanesAcross = Lines / LineElements;  // of a k
  localparam int unsigned LeftWidth = 17;
  localparam logic signed [LeftWidth-1:0] Whole = LeftWidth'(Group);

  typedef struct packed {
    logic emit;
    logic [Vectors-1:0][OffsetWidth-1:0] offset;
    logic [GroupLevels:0] keep;  // k of the group that exist
  } meta_t;

  // Vector j of a word, a line of the panel or a k, begins at origin + j * stride.
  // second_q: the word before belongs to the same panel, or k.
  logic active_q, unaligned_q, second_q;
  logic [Vectors-1:0][AddressWidth-1:0] multiple_q;  // j * stride
  logic [AddressWidth-1:0] group_stride_q, panel_stride_q;
  logic [AddressWidth-1:0] base_q, panel_q, origin_q;
  logic [15:0] across_q, across_left_q, inner_q, outer_q;
  logic signed [LeftWidth-1:0] left_q;  // k that are left at this word

  logic ready, load, emits, panel_ends, advances;
  logic [AddressWidth-1:0] next_panel;
  logic [15:0] next_across;
  logic inner_ends;
  always_comb begin
    emits = !unaligned_q || second_q;
    panel_ends = emits && left_q <= Whole;
    if (along_k_i && unaligned_q) panel_ends = left_q <= 0;
    load = active_q && ready && (!emits || room_i);
    reserve_o = load && emits;

    inner_ends = inner_q == 16'd1;
    advances = AdvanceInner || inner_ends;
    next_panel = panel_q;
    next_across = across_left_q;
    if (AdvanceInner && inner_ends) begin
      next_panel  = base_q;
      next_across = across_q;
    end else if (advances) begin
      next_panel  = panel_q + panel_stride_q;
      next_across = across_left_q - 16'(Lines);
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      active_q <= 1'b0;
      unaligned_q <= 1'b0;
      second_q <= 1'b0;
      group_stride_q <= '0;
      panel_stride_q <= '0;
      base_q <= '0;
      panel_q <= '0;
      origin_q <= '0;
      across_q <= '0;
      across_left_q <= '0;
      inner_q <= '0;
      outer_q <= '0;
      left_q <= '0;
    end else if (start_i) begin
      active_q <= 1'b1;
      unaligned_q <= base_i[OffsetWidth:1] != '0 || (stride_i[OffsetWidth:1] != '0 &&
          (along_k_i ? across_i : k_i) != 16'd1);
      second_q <= 1'b0;
      group_stride_q <= along_k_i ? AddressWidth'(Group * OperandBytes)
                                  : AddressWidth'(Group) * stride_i;
      panel_stride_q <= along_k_i ? AddressWidth'(Lines) * stride_i
                                  : AddressWidth'(Lines * OperandBytes);
      base_q <= base_i;
      panel_q <= base_i;
      origin_q <= base_i;
      across_q <= across_i;
      across_left_q <= across_i;
      inner_q <= inner_i;
      outer_q <= outer_i;
      left_q <= {1'b0, k_i};
    end else if (load) begin
      second_q <= unaligned_q && (along_k_i || !second_q);
      if (along_k_i || emits) begin
        origin_q <= origin_q + group_stride_q;
        left_q   <= left_q - Whole;
      end
      if (panel_ends) begin
        second_q <= 1'b0;
        panel_q <= next_panel;
        origin_q <= next_panel;
        across_left_q <= next_across;
        left_q <= {1'b0, k_i};
        inner_q <= inner_ends ? inner_i : inner_q - 16'd1;
        if (inner_ends) begin
          outer_q  <= outer_q - 16'd1;
          active_q <= outer_q != 16'd1;
        end
      end
    end
  end
  always_ff @(posedge clk_i) begin
    if (start_i) begin
      for (int j = 0; j < Vectors; j++) multiple_q[j] <= AddressWidth'(j) * stride_i;
    end
  end

  // The lines of a word. Elements beyond the panel or beyond k are not read.
  meta_t meta;
  logic [Vectors-1:0][L1LineWidth-1:0] vector_line;
  logic [Lanes-1:0] needed;
  logic [Lanes-1:0][L1LineWidth-1:0] line;
  logic signed [7:0] left, width, reach;  // elements
  logic signed [7:0] place;
  always_comb begin
    left = left_q > Whole ? 8'(Group) : 8'(left_q);  // -15..16
    width = across_left_q > 16'(Lines) ? 8'(Lines) : 8'(across_left_q);
    meta = '0;
    vector_line = '0;
    needed = '0;
    line = '0;
    reach = '0;
    place = '0;
    if (load) begin
      for (int j = 0; j < Vectors; j++) begin
        {vector_line[j], meta.offset[j]} = (L1LineWidth + OffsetWidth)'(
            (origin_q + multiple_q[j]) >> 1);
      end
      meta.emit = emits;
      meta.keep = (GroupLevels + 1)'(left);
      if (along_k_i) begin
        if (unaligned_q) begin  // the group before
          meta.keep = left_q > 0 ? (GroupLevels + 1)'(Group) : (GroupLevels + 1)'(left + 8'(Group));
        end
        for (int i = 0; i < Lanes; i++) begin
          reach = left + $signed(8'(meta.offset[i/LanesAlong]));
          place = 8'((i % LanesAlong) * LineElements);
          needed[i] = i / LanesAlong < int'(width) && reach > place;
          line[i] = vector_line[i/LanesAlong] + L1LineWidth'(i % LanesAlong);
        end
      end else begin
        for (int i = 0; i < Lanes; i++) begin
          reach = width + $signed(8'(meta.offset[i/LanesAcross]));
          place = second_q ? 8'(Lines) : 8'((i % LanesAcross) * LineElements);
          needed[i] = i / LanesAcross < int'(left) && reach > place &&
              (!second_q || i % LanesAcross == 0);
          line[i] = vector_line[i / LanesAcross] +
              L1LineWidth'(second_q ? LanesAcross : i % LanesAcross);
        end
      end
    end
  end

  logic word_valid;
  logic [Lanes-1:0][L1LineBits-1:0] word, before_q;
  meta_t word_meta;
  alc_l1_reader #(
    .Lanes(Lanes),
    .MetaBits($bits(meta_t)),
    .Ahead(3)
  ) u_port (
    .clk_i,
    .rst_ni,
    .ready_o (ready),
    .valid_i (load),
    .needed_i(needed),
    .line_i  (line),
    .meta_i  (meta),
    .request_o,
    .grant_i,
    .data_i,
    .valid_o (word_valid),
    .data_o  (word),
    .meta_o  (word_meta)
  );
  always_ff @(posedge clk_i) if (word_valid && unaligned_q) before_q <= word;

  // Cut the group out of the word and the one before.
  logic [2*Group-1:0][15:0] along;
  logic [LineElements+Lines-1:0][15:0] across;
  always_comb begin
    write_o = word_valid && word_meta.emit;
    group_o = '0;
    along   = '0;
    across  = '0;
    if (write_o) begin
      if (along_k_i) begin
        for (int i = 0; i < Lines; i++) begin
          group_o[i] = word[i*LanesAlong+:LanesAlong];
          if (unaligned_q) begin
            along = {word[i*LanesAlong+:LanesAlong], before_q[i*LanesAlong+:LanesAlong]};
            group_o[i] = along[word_meta.offset[i]+:Group];
          end
        end
      end else begin
        for (int j = 0; j < Group; j++) begin
          across = {word[j*LanesAcross], word[j*LanesAcross+:LanesAcross]};
          if (unaligned_q) across[Lines-1:0] = before_q[j*LanesAcross+:LanesAcross];
          for (int i = 0; i < Lines; i++) begin
            group_o[i][j] = across[(OffsetWidth + 8)'(i) +
                (unaligned_q ? (OffsetWidth + 8)'(word_meta.offset[j]) : '0)];
          end
        end
      end
      if (word_meta.keep != (GroupLevels + 1)'(Group)) begin  // the others count as +0
        for (int i = 0; i < Lines; i++) begin
          for (int j = 0; j < Group; j++) begin
            if (j >= int'(word_meta.keep)) group_o[i][j] = '0;
          end
        end
      end
    end
  end

  if (Lines % LineElements != 0 || Group % LineElements != 0) begin : gen_check
    $error("ttu.rows, ttu.cols and a group are multiples of the BF16 values in a line of L1");
  end
  if (Lines + LineElements > 128) begin : gen_check_lines
    $error("%0d rows or columns are too many: elements are counted with eight bits", Lines);
  end

endmodule : alc_ttu_fetch
