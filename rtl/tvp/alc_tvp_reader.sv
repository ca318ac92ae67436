// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads some of the input streams from L1, a vector of one of them after the
// other, and keeps what was read until it is used. What is read a cycle is
// Lanes lines: of a vector whose elements lie side by side so many of its lines,
// of any other one the lines of so many of its elements. Reads go ahead as far
// as there is room; with ordered_i those of a section wait for permit_i, a pulse.
module alc_tvp_reader
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
  import alc_tvp_pkg::*;
#(
  parameter int unsigned Count   = 2,  // streams
  parameter int unsigned Lanes   = 8,  // of the port
  parameter int unsigned Entries = 8   // vectors kept of each stream: the way from L1 is as long
) (
  input  logic                                    clk_i,
  input  logic                                    rst_ni,
  input  logic                                    start_i,
  input  logic                                    lane_reduce_i,  // these are stable until the end
  input  logic        [      3:0][          31:0] size_i,
  input  logic        [Count-1:0][  Sections-1:0] visit_i,
  input  address_t    [Count-1:0]                 base_i,
  input  address_t    [Count-1:0][           3:0] stride_i,
  input  format_e     [Count-1:0]                 format_i,
  input  logic                                    ordered_i,
  input  logic        [Count-1:0]                 permit_i,
  output l1_request_t [Lanes-1:0]                 request_o,
  input  logic        [Lanes-1:0]                 grant_i,
  input  logic        [Lanes-1:0][L1LineBits-1:0] data_i,
  output logic        [Count-1:0][           1:0] valid_o,        // the first; the one behind it
  input  logic                                    second_i,       // which one vector_o is
  output lanes_t      [Count-1:0]                 vector_o,
  input  logic        [Count-1:0]                 take_i
);

  localparam int unsigned LineBytes = alc_chip_pkg::L1BankBytes;
  localparam int unsigned OffsetWidth = $clog2(LineBytes);
  localparam int unsigned Passes = VectorLanes / Lanes;
  localparam int unsigned IndexWidth = $clog2(Count);
  typedef logic [OffsetWidth-1:0] offset_t;

  // What a pass has to know when its lines are there.
  typedef struct packed {
    logic [IndexWidth-1:0] stream;
    logic pass;
    logic is_last;
    logic is_dense;
    logic is_single;  // one element for all lanes
    offset_t offset;  // of the pass's first element
    offset_t stride;
    active_t active;
  } pass_t;

  logic [Count-1:0] walk_valid, walk_next, room, may;
  address_t [Count-1:0] address;
  active_t  [Count-1:0] active;

  // Which stream is next: the one under way, else one that was not last.
  logic again_q, go, ready, is_last;
  logic [IndexWidth-1:0] stream_q, stream;
  always_comb begin
    stream = stream_q;
    if (!again_q) begin
      for (int i = Count; i > 0; i--) begin
        if (may[stream_q+IndexWidth'(i)]) stream = stream_q + IndexWidth'(i);
      end
    end
    go = ready && (again_q || may[stream]);
  end

  // Its lines.
  pass_t pass, arrived;
  logic [Lanes-1:0] needed;
  logic [Lanes-1:0][L1LineWidth-1:0] line;
  address_t at, step, element;
  logic [1:0] log2;
  active_t number, last_line;  // lines from that of the first element on
  offset_t unused_last_byte;
  always_comb begin
    at = address[stream];
    step = stride_i[stream][3];
    log2 = log2_of(format_i[stream]);
    pass.stream = stream;
    pass.pass = again_q;
    pass.active = active[stream];
    pass.stride = step[OffsetWidth-1:0];
    pass.is_single = step == '0;
    pass.is_dense = step == address_t'(1) << log2;
    {last_line, unused_last_byte} = (OffsetWidth+ActiveWidth)'(at[OffsetWidth-1:0]) +
        ((OffsetWidth+ActiveWidth)'(pass.active) << log2) - 1'b1;
    number = again_q ? active_t'(Lanes) : '0;
    element = at + (again_q ? step * address_t'(Lanes) : '0);
    if (pass.is_dense || pass.is_single) begin
      pass.offset = at[OffsetWidth-1:0];
      for (int i = 0; i < Lanes; i++) begin
        line[i]   = at[AddressWidth-1:OffsetWidth] + L1LineWidth'(number);
        needed[i] = pass.is_single ? i == 0 : number <= last_line;
        number += 1'b1;
      end
      pass.is_last = pass.is_single || again_q || last_line < active_t'(Lanes);
    end else begin
      pass.offset = element[OffsetWidth-1:0];
      for (int i = 0; i < Lanes; i++) begin
        line[i]   = element[AddressWidth-1:OffsetWidth];
        needed[i] = number < pass.active;
        number += 1'b1;
        element += step;
      end
      pass.is_last = again_q || pass.active <= active_t'(Lanes);
    end
  end
  assign is_last = pass.is_last;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      again_q  <= 1'b0;
      stream_q <= '0;
    end else if (go) begin
      again_q  <= !is_last;
      stream_q <= stream;
    end
  end

  logic arrives;
  logic [Lanes-1:0][L1LineBits-1:0] lines;
  alc_l1_reader #(
    .Lanes(Lanes),
    .MetaBits($bits(pass_t))
  ) u_port (
    .clk_i,
    .rst_ni,
    .ready_o (ready),
    .valid_i (go),
    .needed_i(needed),
    .line_i  (line),
    .meta_i  (pass),
    .request_o,
    .grant_i,
    .data_i,
    .valid_o (arrives),
    .data_o  (lines),
    .meta_o  (arrived)
  );

  // Elements: the lines of a first pass are kept for the second one.
  function automatic logic [31:0] register_of(logic [31:0] bytes, format_e format);
    unique case (format)
      FormatBf16: return {bytes[15:0], 16'd0};
      FormatInt8: return {{24{bytes[7]}}, bytes[7:0]};
      FormatUint8: return {24'd0, bytes[7:0]};
      default: return bytes;
    endcase
  endfunction

  lanes_t vector_q;
  logic [Lanes-1:0][L1LineBits-1:0] kept_q;
  logic [Count-1:0] write_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      write_q <= '0;
    end else begin
      write_q <= '0;
      write_q[arrived.stream] <= arrives && arrived.is_last;
    end
  end
  always_ff @(posedge clk_i) begin
    if (arrives) begin
      automatic format_e format = format_i[arrived.stream];
      if (arrived.is_dense) begin
        // All lines, the first byte first. Only a line more than one pass's is
        // shifted: that is enough but for elements of 8 bytes in lines of 8
        // bytes, which begin with one.
        automatic
        logic [2*Lanes*L1LineBits-1:0]
        window = arrived.pass ? {lines, kept_q} : (2 * Lanes * L1LineBits)'(lines);
        automatic
        logic [(Lanes+1)*L1LineBits-1:0]
        shifted = window[(Lanes+1)*L1LineBits-1:0] >> {arrived.offset, 3'd0};
        automatic
        logic [64*VectorLanes-1:0]
        wide = (64 * VectorLanes)'(LineBytes > 8 ? (2 * Lanes * L1LineBits)'(shifted) : window);
        kept_q <= lines;
        for (int i = 0; i < VectorLanes; i++) begin
          automatic logic [31:0] bits;
          unique case (log2_of(
              format
          ))
            2'd0: bits = 32'(shifted[8*i+:8]);
            2'd1: bits = 32'(shifted[16*i+:16]);
            2'd2: bits = shifted[32*i+:32];
            default: bits = wide[64*i+:32];
          endcase
          vector_q[i] <= active_t'(i) < arrived.active ? register_of(bits, format) : '0;
        end
      end else begin
        automatic offset_t offset = arrived.offset;
        for (int i = 0; i < Lanes; i++) begin
          automatic
          logic [31:0]
          bits = register_of(
              32'(lines[arrived.is_single?0 : i] >> {offset, 3'd0}), format
          );
          for (int part = 0; part < Passes; part++) begin
            if (arrived.is_single || arrived.pass == part[0]) begin
              vector_q[part*Lanes+i] <= active_t'(part * Lanes + i) < arrived.active ? bits : '0;
            end else if (part > 0) begin
              vector_q[part*Lanes+i] <= '0;
            end
          end
          offset += arrived.stride;
        end
      end
    end
  end

  for (genvar s = 0; s < Count; s++) begin : gen_stream
    section_e unused_section;
    logic [3:0][31:0] unused_index;
    logic permitted_q;
    alc_tvp_walker u_walker (
      .clk_i,
      .rst_ni,
      .start_i,
      .lane_reduce_i,
      .size_i,
      .visit_i(visit_i[s]),
      .base_i(base_i[s]),
      .stride_i(stride_i[s]),
      .valid_o(walk_valid[s]),
      .section_o(unused_section),
      .address_o(address[s]),
      .index_o(unused_index),
      .active_o(active[s]),
      .next_i(walk_next[s])
    );
    alc_tvp_vectors #(
      .Entries(Entries)
    ) u_vectors (
      .clk_i,
      .rst_ni,
      .room_o(room[s]),
      .reserve_i(walk_next[s]),
      .write_i(write_q[s]),
      .data_i(vector_q),
      .valid_o(valid_o[s]),
      .second_i,
      .data_o(vector_o[s]),
      .take_i(take_i[s])
    );
    assign walk_next[s] = go && is_last && stream == IndexWidth'(s);
    assign may[s] = walk_valid[s] && room[s] && (!ordered_i || permitted_q);
    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) permitted_q <= 1'b0;
      else permitted_q <= permit_i[s] || (permitted_q && !walk_next[s] && !start_i);
    end
  end

  if (Lanes * LineBytes < 4 * VectorLanes || Passes != 2) begin : gen_check_lanes
    $error("a pass moves a vector of fp32, or half of its lanes");
  end
  if (Count != 1 << IndexWidth) begin : gen_check_count
    $error("a port's streams are a power of two");
  end

endmodule : alc_tvp_reader
