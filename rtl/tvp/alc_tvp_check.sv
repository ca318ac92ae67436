// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a vector instruction reports instead of running, in the order of
// isa::fetchMicroProgram and isa::checkVector, and how it may run. A dimension
// of all streams a cycle from scanned_i on; done_o, five cycles later, comes with
// the judgement, which stays.
module alc_tvp_check
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tvp_pkg::*;
(
  input  logic                        clk_i,
  input  logic                        rst_ni,
  input  vector_t                     instruction_i,
  output logic                        unfetchable_o,   // the micro-program is no such place
  input  logic                        scanned_i,
  input  logic                        illegal_i,
  input  logic                 [31:0] illegal_word_i,
  input  uses_t                       uses_i,
  output logic                        done_o,
  output alc_tile_pkg::fault_t        fault_o,
  output logic                        is_empty_o,
  output logic                        is_ordered_o     // reads have to wait for the writes before
);

  typedef logic signed [67:0] wide_t;  // sums of sizes and strides do not wrap
  localparam logic [64:0] MaxElements = 65'd1 << 32;  // isa::maxInstructionElements

  logic [Sections-1:0][7:0] lengths;
  logic [32:0] program_end;
  logic misplaced, outside;
  always_comb begin
    lengths = {
      instruction_i.after_length,
      instruction_i.body_length,
      instruction_i.before_length,
      instruction_i.setup_length
    };
    program_end = 33'(instruction_i.program_field);
    for (int i = 0; i < Sections; i++) program_end += 33'({lengths[i], 2'b00});
    misplaced = instruction_i.program_field[1:0] != '0;
    outside = program_end > 33'(TcpMemoryBytes);
    unfetchable_o = misplaced || outside;
  end

  // How far a stream moves along a dimension.
  logic [Streams-1:0] used;
  assign used = uses_i[SectionSetup] | uses_i[SectionBefore] | uses_i[SectionBody] |
      uses_i[SectionAfter];
  function automatic logic [31:0] extent_of(int unsigned s, logic [1:0] d);
    automatic logic around = uses_i[SectionBefore][s] || uses_i[SectionAfter][s];
    automatic logic [31:0] size = instruction_i.size[d];
    automatic logic moves, one_vector;
    automatic logic reduces = instruction_i.lane_reduce[0];
    one_vector = 1'b0;
    unique case (d)
      2'd0, 2'd1: moves = around || uses_i[SectionBody][s];
      2'd2: moves = uses_i[SectionBody][s];
      default: begin
        moves = uses_i[SectionBody][s] || (around && !reduces);
        one_vector = uses_i[SectionSetup][s] || (around && reduces && s < Inputs);
      end
    endcase
    if (moves) return size;
    if (one_vector && size > 32'(alc_tvp_pkg::VectorLanes)) return 32'(alc_tvp_pkg::VectorLanes);
    if (one_vector) return size;
    return 32'd1;
  endfunction

  function automatic logic is_multiple(logic [2:0] value, format_e format);
    return (value & 3'((4'd1 << log2_of(format)) - 4'd1)) == '0;
  endfunction

  typedef struct packed {
    wide_t first;
    wide_t last;     // one past the highest byte
    wide_t reach;    // what the inner dimensions cover
    logic injective; // each dimension steps over all that inner ones cover
    logic misaligned;
    logic [63:0] misaligned_at;
  } walk_t;

  logic walking_q, judging_q, done_q, is_empty_q, too_long_q;
  logic [1:0] dim_q, dim;
  logic [64:0] elements_q;
  walk_t [Streams-1:0] walk_q;
  assign dim = scanned_i ? 2'd3 : dim_q;
  assign done_o = done_q;
  assign is_empty_o = is_empty_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      walking_q <= 1'b0;
      judging_q <= 1'b0;
      done_q <= 1'b0;
      dim_q <= '0;
      is_empty_q <= 1'b0;
      too_long_q <= 1'b0;
      elements_q <= '0;
      walk_q <= '0;
    end else begin
      judging_q <= walking_q && dim_q == '0;
      done_q <= judging_q;
      if (scanned_i || walking_q) begin
        automatic logic [31:0] size = instruction_i.size[dim];
        automatic logic [64:0] elements = (dim == 2'd3 ? 65'd1 : elements_q) * 65'(size);
        for (int unsigned s = 0; s < Streams; s++) begin
          automatic walk_t walk = walk_q[s];
          automatic logic [31:0] extent = extent_of(s, dim);
          automatic logic [31:0] stride = instruction_i.stride[5'(4*s)+5'(dim)];
          automatic logic [31:0] step = stride[31] ? -stride : stride;
          automatic wide_t span = wide_t'(step) * (wide_t'(extent) - wide_t'(1));
          if (dim == 2'd3) begin
            walk = '0;
            walk.injective = 1'b1;
            walk.first = wide_t'(instruction_i.base[s]);
            walk.reach = wide_t'(1) << log2_of(instruction_i.format[s]);
            walk.last = $signed(walk.first) + $signed(walk.reach);
          end
          if (extent > 32'd1) begin
            if (stride[31]) walk.first = $signed(walk.first) - span;
            else walk.last = $signed(walk.last) + span;
            if (wide_t'(step) < $signed(walk.reach)) walk.injective = 1'b0;
            walk.reach = $signed(walk.reach) + span;
            if (!is_multiple(stride[2:0], instruction_i.format[s])) begin
              walk.misaligned = 1'b1;
              walk.misaligned_at = 64'(instruction_i.base[s]) + {{32{stride[31]}}, stride};
            end
          end
          if (!is_multiple(instruction_i.base[s][2:0], instruction_i.format[s])) begin
            walk.misaligned = 1'b1;
            walk.misaligned_at = 64'(instruction_i.base[s]);
          end
          walk_q[s] <= walk;
        end
        elements_q <= elements;
        too_long_q <= elements > MaxElements || (dim != 2'd3 && too_long_q);
        is_empty_q <= size == '0 || (dim != 2'd3 && is_empty_q);
        walking_q <= dim != '0;
        dim_q <= dim - 2'd1;
      end
    end
  end

  function automatic alc_tile_pkg::fault_t judge();
    automatic alc_tile_pkg::fault_t fault = '{code: FaultNone, value: '0};
    if (misplaced) return '{code: FaultMisalignedAccess, value: 64'(instruction_i.program_field)};
    if (outside) begin
      fault.code = FaultAddressOutOfRange;
      fault.value = instruction_i.program_field > 32'(TcpMemoryBytes)
          ? 64'(instruction_i.program_field) : 64'(TcpMemoryBytes);
      return fault;
    end
    if (illegal_i) return '{code: FaultIllegalInstruction, value: 64'(illegal_word_i)};
    for (int unsigned s = 0; s < Streams; s++) begin
      if (used[s] && instruction_i.format[s] == FormatNone) begin
        fault = '{code: FaultIllegalInstruction, value: 64'(OpcodeVector)};
      end
    end
    if (too_long_q && !is_empty_q) begin
      fault = '{code: FaultIllegalInstruction, value: 64'(OpcodeVector)};
    end
    if (fault.code != FaultNone || is_empty_q) return fault;
    for (int unsigned s = 0; s < Streams; s++) begin
      if (used[s]) begin
        if (walk_q[s].misaligned) begin
          return '{code: FaultMisalignedAccess, value: walk_q[s].misaligned_at};
        end
        if ($signed(walk_q[s].first) < 0) begin
          return '{code: FaultAddressOutOfRange, value: walk_q[s].first[63:0]};
        end
        if ($signed(walk_q[s].last) > wide_t'(L1Bytes)) begin
          fault.code = FaultAddressOutOfRange;
          fault.value = $signed(walk_q[s].first) > wide_t'(L1Bytes) ? walk_q[s].first[63:0] :
              64'(L1Bytes);
          return fault;
        end
      end
    end
    return fault;
  endfunction

  // An input that no output overlaps can be read at any time. So can one whose
  // elements are replaced one by one, in body: each is read before it is written.
  function automatic logic is_in_place(int unsigned s, int unsigned o);
    automatic
    logic
    alike = walk_q[o].injective && instruction_i.base[s] == instruction_i.base[o] && log2_of(
        instruction_i.format[s]
    ) == log2_of(
        instruction_i.format[o]
    ) && !uses_i[SectionBefore][s] && !uses_i[SectionAfter][s] && !uses_i[SectionBefore][o] &&
        !uses_i[SectionAfter][o];
    for (int unsigned d = 0; d < 4; d++) begin
      alike &= instruction_i.size[d] == 32'd1 ||
          instruction_i.stride[4*s+d] == instruction_i.stride[4*o+d];
    end
    return alike;
  endfunction

  function automatic logic is_ordered();
    automatic logic ordered = 1'b0;
    for (int unsigned o = Inputs; o < Streams; o++) begin
      for (int unsigned s = 0; s < Inputs; s++) begin
        ordered |= used[o] && used[s] && $signed(walk_q[o].first) < $signed(walk_q[s].last) &&
            $signed(walk_q[s].first) < $signed(walk_q[o].last) && !is_in_place(s, o);
      end
    end
    return ordered;
  endfunction

  alc_tile_pkg::fault_t fault_q;
  logic is_ordered_q;
  always_ff @(posedge clk_i) begin
    if (judging_q) begin
      fault_q <= judge();
      is_ordered_q <= is_ordered();
    end
  end
  assign fault_o = fault_q;
  assign is_ordered_o = is_ordered_q;

  logic unused;
  assign unused = ^{instruction_i.reserved_191, instruction_i.lane_reduce[7:1],
                    instruction_i.index_base, instruction_i.header};

endmodule : alc_tvp_check
