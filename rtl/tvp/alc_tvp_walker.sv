// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks over the runs of sections in the order of docs/numerics.md, leaving out
// the sections that are not visited, and gives indices and addresses of each.
// The first run is there in the cycle after start_i, the next one in that after
// next_i. Precondition: no size is 0. The inputs are stable until the end.
//
// The nest has four levels: d0, d1, l, r; with lane_reduce d0, d1, r, l.
module alc_tvp_walker
  import alc_tvp_pkg::*;
#(
  parameter int unsigned Addresses = 1  // streams that go along
) (
  input  logic                           clk_i,
  input  logic                           rst_ni,
  input  logic                           start_i,
  input  logic                           lane_reduce_i,
  input  logic     [          3:0][31:0] size_i,
  input  logic     [ Sections-1:0]       visit_i,
  input  address_t [Addresses-1:0]       base_i,
  input  address_t [Addresses-1:0][ 3:0] stride_i,
  output logic                           valid_o,
  output section_e                       section_o,
  output address_t [Addresses-1:0]       address_o,
  output logic     [          3:0][31:0] index_o,
  output active_t                        active_o,       // lanes below size_i[3]
  input  logic                           next_i
);

  localparam int unsigned LaneWidth = $clog2(VectorLanes);

  logic valid_q;
  section_e section_q, section_d, first;
  logic [3:0][31:0] index_q;  // of levels; l in vectors
  address_t [Addresses-1:0][3:0] at_q;  // where the level's iteration begins

  logic [31:0] vectors;
  logic [3:0] is_last, steps;
  logic inner_last, moves, finished;
  always_comb begin
    vectors = 32'((33'(size_i[3]) + 33'(VectorLanes - 1)) >> LaneWidth);
    is_last[0] = index_q[0] == size_i[0] - 1;
    is_last[1] = index_q[1] == size_i[1] - 1;
    is_last[2] = index_q[2] == (lane_reduce_i ? size_i[2] : vectors) - 1;
    is_last[3] = index_q[3] == (lane_reduce_i ? vectors : size_i[2]) - 1;
    if (!visit_i[SectionBody]) begin
      is_last[3] = 1'b1;
      if (lane_reduce_i) is_last[2] = 1'b1;
    end
    inner_last = is_last[3] && (is_last[2] || !lane_reduce_i);
    // The innermost level that goes on.
    steps[3] = !is_last[3];
    steps[2] = !is_last[2] && is_last[3];
    steps[1] = !is_last[1] && is_last[3:2] == '1;
    steps[0] = !is_last[0] && is_last[3:1] == '1;

    first = visit_i[SectionBefore] ? SectionBefore
        : visit_i[SectionBody] ? SectionBody : SectionAfter;
    section_d = first;
    moves = 1'b1;
    unique case (section_q)
      SectionSetup: moves = 1'b0;
      SectionBefore, SectionBody: begin
        if (section_q == SectionBody && !inner_last) begin
          section_d = SectionBody;
        end else if (section_q == SectionBefore && visit_i[SectionBody]) begin
          section_d = SectionBody;
          moves = 1'b0;
        end else if (visit_i[SectionAfter]) begin
          section_d = SectionAfter;
          moves = 1'b0;
        end
      end
      default: ;
    endcase
    finished = moves ? is_last == '1
        : section_q == SectionSetup && visit_i[SectionAfter:SectionBefore] == '0;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 1'b0;
      section_q <= SectionSetup;
      index_q <= '0;
      at_q <= '0;
    end else if (start_i) begin
      valid_q   <= visit_i != '0;
      section_q <= visit_i[SectionSetup] ? SectionSetup : first;
      index_q   <= '0;
      for (int i = 0; i < Addresses; i++) at_q[i] <= {4{base_i[i]}};
    end else if (next_i) begin
      valid_q   <= !finished;
      section_q <= section_d;
      if (moves) begin
        for (int level = 0; level < 4; level++) begin
          if (steps[level]) begin
            index_q[level] <= index_q[level] + 1;
            for (int i = 0; i < Addresses; i++) begin
              automatic address_t vector = stride_i[i][3] << LaneWidth;
              automatic address_t there = at_q[i][level];
              unique case (level)
                0: there += stride_i[i][0];
                1: there += stride_i[i][1];
                2: there += lane_reduce_i ? stride_i[i][2] : vector;
                default: there += lane_reduce_i ? vector : stride_i[i][2];
              endcase
              for (int inner = level; inner < 4; inner++) at_q[i][inner] <= there;
            end
            for (int inner = level + 1; inner < 4; inner++) index_q[inner] <= '0;
          end
        end
      end
    end
  end

  // Where r, and with lane_reduce l, do not count they are 0.
  logic in_body;
  logic [31:0] vector;
  always_comb begin
    in_body = section_q == SectionBody;
    vector = lane_reduce_i ? (in_body ? index_q[3] : '0) : index_q[2];
    index_o[0] = index_q[0];
    index_o[1] = index_q[1];
    index_o[2] = !in_body ? '0 : lane_reduce_i ? index_q[2] : index_q[3];
    index_o[3] = vector << LaneWidth;
    active_o = vector == vectors - 1 ? active_t'(LaneWidth'(size_i[3] - 1)) + 1'b1
        : active_t'(VectorLanes);
    for (int i = 0; i < Addresses; i++) begin
      address_o[i] = section_q != SectionAfter ? at_q[i][3]
          : lane_reduce_i ? at_q[i][1] : at_q[i][2];
    end
  end
  assign valid_o   = valid_q;
  assign section_o = section_q;

  always_ff @(posedge clk_i) begin
    assert (!rst_ni || !next_i || valid_q)
    else $error("a walk goes on behind its end");
  end

endmodule : alc_tvp_walker
