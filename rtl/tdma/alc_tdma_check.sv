// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an instruction must satisfy before it moves anything, as
// isa/semantics/TdmaCheck.cpp has it, and whether the order of its elements
// matters. One dimension a cycle, from that of start_i on; done_o is high in
// the cycle after the judgement, five cycles after start_i if nothing has to be
// looked at row by row. A gather's list is asked for by list_start_o, a pulse;
// its entries come at entry_valid_i, list_done_i follows the last one.
module alc_tdma_check
  import alc_chip_pkg::*;
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
  import alc_tdma_pkg::*;
(
  input logic        clk_i,
  input logic        rst_ni,
  input logic [15:0] tile_id_i,

  input  logic    start_i,
  input  gather_t instruction_i,  // copy and fill have the same fields
  output logic    done_o,
  output fault_t  fault_o,
  output logic    is_empty_o,
  output logic    is_ordered_o,

  output logic        list_start_o,
  input  logic        list_done_i,
  input  logic        entry_valid_i,
  input  logic [63:0] entry_i
);

  typedef logic signed [67:0] wide_t;  // sums of addresses and extents
  typedef struct packed {
    wide_t first;
    wide_t last;
  } box_t;

  typedef enum logic [2:0] {
    Idle,
    Walk,
    Judge,
    List,
    Rows,
    EachRow,
    Done
  } state_e;
  state_e state_q;

  logic is_fill, is_gather;
  logic [1:0] from, into, listed;  // log2 of the bytes of an element
  logic [15:0] targets;
  assign is_fill = instruction_i.header.opcode == OpcodeFill;
  assign is_gather = instruction_i.header.opcode == OpcodeGather;
  assign from = log2_of(instruction_i.src_format);
  assign into = log2_of(instruction_i.dst_format);
  assign listed = log2_of(instruction_i.index_format);
  assign targets = instruction_i.multicast_count == '0 ? 16'd1 : instruction_i.multicast_count;

  logic unused_fields;
  assign unused_fields = ^{instruction_i.reserved_116, instruction_i.reserved_105,
      instruction_i.reserved_94, instruction_i.header};

  // What the dimensions add to the base: all of them, and all but the first.
  logic [1:0] dim_q, dim;
  box_t src_q, dst_q, src_row_q, dst_row_q;
  logic [3:0][63:0] reach_q;  // what a dimension of the destination covers
  logic [32:0] elements_q;  // capped
  logic is_empty_q;
  logic src_fine_q, dst_fine_q, list_fine_q, looks_at_dst_q;
  logic [31:0] least_row_q, most_row_q, row_q;
  wide_t  step_q;
  fault_t fault_q;
  logic   is_ordered_q;

  assign dim = state_q == Idle ? 2'd3 : dim_q;

  function automatic wide_t times(logic [31:0] stride, logic [31:0] count);
    return wide_t'($signed(stride)) * wide_t'($signed({1'b0, count}));
  endfunction

  function automatic box_t add(box_t box, wide_t a, wide_t b);
    automatic box_t sum;
    sum.first = $signed(box.first) + (a < b ? a : b);
    sum.last  = $signed(box.last) + (a < b ? b : a);
    return sum;
  endfunction

  function automatic box_t at(logic [63:0] base, box_t box);
    automatic box_t sum;
    sum.first = $signed(box.first) + wide_t'($signed({1'b0, base}));
    sum.last  = $signed(box.last) + wide_t'($signed({1'b0, base}));
    return sum;
  endfunction

  function automatic fault_t fault_of(box_t box, logic [15:0] tile);
    automatic logic [63:0] there = bytes_there(box.first[63:0], tile);
    automatic wide_t bytes = $signed(box.last) - $signed(box.first);
    automatic fault_t fault = '{code: FaultNone, value: '0};
    if ($signed(box.first) < 0 || |box.last[67:64])
      fault = '{code: FaultAddressOutOfRange, value: box.first[63:0]};
    else if (there == '0 || bytes > $signed({4'd0, there}))
      fault = '{code: FaultAddressOutOfRange, value: box.first[63:0] + there};
    return fault;
  endfunction

  function automatic logic may_leave(logic [31:0] stride);
    return stride != '0 && (stride & (AddressL1Stride[31:0] - 32'd1)) == '0;
  endfunction

  function automatic logic is_misaligned(logic [63:0] address, logic [1:0] log2);
    return (address & ((64'd1 << log2) - 64'd1)) != '0;
  endfunction

  function automatic fault_t alignment(logic [63:0] base, logic [3:0][31:0] shape,
                                       logic [3:0][31:0] stride, logic [1:0] log2);
    for (int unsigned d = 0; d < 4; ++d) begin
      automatic logic [63:0] step = {{32{stride[d][31]}}, stride[d]};
      if (d == 0 && is_misaligned(base, log2)) return '{code: FaultMisalignedAccess, value: base};
      if (shape[d] > 32'd1 && is_misaligned(step, log2))
        return '{code: FaultMisalignedAccess, value: base + step};
    end
    return '{code: FaultNone, value: '0};
  endfunction

  // A dimension that does not step over all that finer ones cover.
  function automatic logic writes_twice(logic [3:0][31:0] shape, logic [3:0][31:0] stride,
                                        logic [3:0][63:0] reach, logic [1:0] log2);
    automatic logic twice = 1'b0;
    for (int unsigned d = 0; d < 4; ++d) begin
      automatic logic [31:0] size_d = stride[d][31] ? -stride[d] : stride[d];
      automatic logic [66:0] covered = 67'd1 << log2;
      for (int unsigned e = 0; e < 4; ++e) begin
        automatic logic [31:0] size_e = stride[e][31] ? -stride[e] : stride[e];
        if (d != e && size_e <= size_d) covered += 67'(reach[e]);
      end
      twice |= shape[d] > 32'd1 && 67'(size_d) < covered;
    end
    return twice;
  endfunction

  function automatic logic overlap(box_t a, box_t b);
    return $signed(a.first) < $signed(b.last) && $signed(b.first) < $signed(a.last);
  endfunction

  // The judgement, in the order of the semantics. Evaluated when it is due.
  typedef struct packed {
    fault_t fault;
    state_e next;
    logic   on_dst;
  } judgement_t;

  function automatic fault_t form();
    automatic format_e src = instruction_i.src_format;
    automatic format_e dst = instruction_i.dst_format;
    automatic logic converts = src == dst || (is_float(src) && is_float(dst));
    automatic logic is_illegal = !is_format(dst) || !(is_fill || converts);
    is_illegal |= elements_q > MaxInstructionElements;
    is_illegal |= targets > 16'd1 && instruction_i.multicast_stride == '0;
    if (is_gather)
      is_illegal |= instruction_i.shape[0] > 32'(MaxGatherRows) ||
          !(instruction_i.index_format inside {FormatInt32, FormatInt64});
    if (is_illegal)
      return '{code: FaultIllegalInstruction, value: 64'(instruction_i.header.opcode)};
    return '{code: FaultNone, value: '0};
  endfunction

  function automatic fault_t several();
    automatic fault_t fault = fault_of(at(instruction_i.dst, dst_q), tile_id_i);
    automatic logic [63:0] dst = global_address(instruction_i.dst, tile_id_i);
    automatic logic [63:0] tiles = (64'(targets) - 64'd1) * 64'(instruction_i.multicast_stride);
    automatic logic [63:0] distance = tiles * AddressL1Stride;
    if (targets == 16'd1) return '{code: FaultNone, value: '0};
    if (fault.code == FaultNone &&
        (dst >= AddressL2 || dst + distance - AddressL1 >= 64'(Tiles) * AddressL1Stride))
      fault = '{code: FaultAddressOutOfRange, value: dst + distance};
    return fault;
  endfunction

  function automatic judgement_t judge();
    automatic judgement_t result = '{fault: form(), next: Done, on_dst: 1'b0};
    automatic wide_t list_reach = times(instruction_i.index_stride, instruction_i.shape[0] - 32'd1);
    automatic box_t first_entry = '{first: '0, last: wide_t'(1) << listed};
    automatic box_t list = add(first_entry, '0, list_reach);
    automatic logic [3:0][31:0] list_shape = {{3{32'd1}}, instruction_i.shape[0]};
    automatic logic [3:0][31:0] list_stride = {96'd0, instruction_i.index_stride};
    automatic logic [31:0] row_stride;
    automatic box_t all_of_list, all_of_dst;
    if (result.fault.code != FaultNone || is_empty_q) return result;
    if (!is_fill && !list_fine_q)
      result.fault = alignment(
          instruction_i.src, instruction_i.shape, instruction_i.src_stride, from
      );
    if (result.fault.code == FaultNone && !list_fine_q)
      result.fault = alignment(
          instruction_i.dst, instruction_i.shape, instruction_i.dst_stride, into
      );
    if (result.fault.code == FaultNone && is_gather && !list_fine_q) begin
      result.fault = alignment(instruction_i.index, list_shape, list_stride, listed);
      if (result.fault.code == FaultNone)
        result.fault = fault_of(at(instruction_i.index, list), tile_id_i);
      result.next = List;
    end
    if (result.fault.code != FaultNone || result.next == List) return result;
    if (!is_fill && !src_fine_q) result.fault = fault_of(at(instruction_i.src, src_q), tile_id_i);
    if (result.fault.code == FaultNone && !dst_fine_q) begin
      result.fault  = fault_of(at(instruction_i.dst, dst_q), tile_id_i);
      result.on_dst = 1'b1;
    end
    if (result.fault.code != FaultNone) begin
      // The first dimension may lead from memory to memory: each row on its own.
      row_stride = result.on_dst ? instruction_i.dst_stride[0] : instruction_i.src_stride[0];
      if (may_leave(row_stride)) begin
        result.fault = '{code: FaultNone, value: '0};
        result.next  = EachRow;
      end
      return result;
    end
    result.fault = several();
    all_of_list  = at(global_address(instruction_i.index, tile_id_i), list);
    all_of_dst   = at(global_address(instruction_i.dst, tile_id_i), dst_q);
    if (result.fault.code == FaultNone && is_gather && overlap(all_of_list, all_of_dst))
      result.fault = '{code: FaultIllegalInstruction, value: 64'(instruction_i.header.opcode)};
    return result;
  endfunction

  function automatic logic order_matters();
    automatic box_t src = at(global_address(instruction_i.src, tile_id_i), src_q);
    automatic box_t dst = at(global_address(instruction_i.dst, tile_id_i), dst_q);
    automatic logic [3:0][31:0] stride = instruction_i.dst_stride;
    return writes_twice(instruction_i.shape, stride, reach_q, into) || overlap(src, dst);
  endfunction

  assign done_o = state_q == Done;
  assign fault_o = fault_q;
  assign is_empty_o = is_empty_q;
  assign is_ordered_o = is_ordered_q;

  // One row of the side that is looked at.
  logic reads_entries;
  assign reads_entries = is_gather && !looks_at_dst_q;
  function automatic fault_t row_fault();
    automatic wide_t entry_step = times(instruction_i.src_stride[0], entry_i[31:0]);
    automatic wide_t step = reads_entries ? entry_step : step_q;
    automatic box_t  dst_row = at(instruction_i.dst, dst_row_q);
    automatic box_t  src_row = at(instruction_i.src, src_row_q);
    automatic box_t  row = looks_at_dst_q ? dst_row : src_row;
    return fault_of(add(row, step, step), tile_id_i);
  endfunction

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q <= Idle;
      dim_q <= '0;
      {src_q, dst_q, src_row_q, dst_row_q} <= '0;
      {reach_q, elements_q, is_empty_q} <= '0;
      {src_fine_q, dst_fine_q, list_fine_q, looks_at_dst_q} <= '0;
      {least_row_q, most_row_q, row_q, step_q} <= '0;
      fault_q <= '{code: FaultNone, value: '0};
      is_ordered_q <= 1'b0;
      list_start_o <= 1'b0;
    end else begin
      list_start_o <= 1'b0;
      if ((state_q == Idle && start_i) || state_q == Walk) begin
        automatic logic [31:0] size = instruction_i.shape[dim];
        automatic wide_t src_reach = times(instruction_i.src_stride[dim], size - 32'd1);
        automatic wide_t dst_reach = times(instruction_i.dst_stride[dim], size - 32'd1);
        automatic box_t src = src_q, dst = dst_q;
        automatic logic [64:0] product = 65'(elements_q) * 65'(size);
        if (dim == 2'd3) begin
          src = '{first: '0, last: wide_t'(1) << from};
          dst = '{first: '0, last: wide_t'(1) << into};
          product = 65'(size);
        end
        if (dim == 2'd0) begin
          src_row_q <= src;
          dst_row_q <= dst;
        end
        src_q <= dim == 2'd0 && is_gather ? src : add(src, '0, src_reach);
        dst_q <= add(dst, '0, dst_reach);
        reach_q[dim] <= dst_reach < 0 ? 64'(-dst_reach) : dst_reach[63:0];
        elements_q <= product > 65'(MaxInstructionElements) ? '1 : product[32:0];
        is_empty_q <= size == '0 || (dim != 2'd3 && is_empty_q);
        dim_q <= dim - 2'd1;
        state_q <= dim == 2'd0 ? Judge : Walk;
        {src_fine_q, dst_fine_q, list_fine_q} <= '0;
      end
      unique case (state_q)
        Judge: begin
          automatic judgement_t judgement = judge();
          fault_q <= judgement.fault;
          state_q <= judgement.fault.code != FaultNone ? Done : judgement.next;
          looks_at_dst_q <= judgement.on_dst;
          row_q <= '0;
          step_q <= '0;
          least_row_q <= '1;
          most_row_q <= '0;
          list_start_o <= judgement.fault.code == FaultNone && (judgement.next == List ||
              (judgement.next == EachRow && is_gather && !judgement.on_dst));
          is_ordered_q <= order_matters();
        end
        List: begin
          if (entry_valid_i && fault_q.code == FaultNone) begin
            if (entry_i >= 64'(instruction_i.index_limit))
              fault_q <= '{code: FaultIndexOutOfRange, value: entry_i};
            if (entry_i[31:0] < least_row_q) least_row_q <= entry_i[31:0];
            if (entry_i[31:0] > most_row_q) most_row_q <= entry_i[31:0];
          end
          if (list_done_i) state_q <= fault_q.code != FaultNone ? Done : Rows;
        end
        Rows: begin
          automatic wide_t least = times(instruction_i.src_stride[0], least_row_q);
          automatic wide_t most = times(instruction_i.src_stride[0], most_row_q);
          src_q <= add(src_q, least, most);
          list_fine_q <= 1'b1;
          state_q <= Judge;
        end
        EachRow: begin
          automatic logic is_last_row = row_q == instruction_i.shape[0] - 32'd1;
          automatic logic is_last = reads_entries ? list_done_i : is_last_row;
          if (reads_entries ? entry_valid_i && fault_q.code == FaultNone : 1'b1) begin
            automatic fault_t fault = row_fault();
            fault_q <= fault;
            row_q <= row_q + 32'd1;
            step_q <= step_q + times(
                looks_at_dst_q ? instruction_i.dst_stride[0] : instruction_i.src_stride[0], 32'd1
            );
            if (fault.code != FaultNone && !reads_entries) state_q <= Done;
            else if (is_last && !reads_entries) state_q <= Judge;
          end
          if (is_last) begin
            if (looks_at_dst_q) dst_fine_q <= 1'b1;
            else src_fine_q <= 1'b1;
            if (reads_entries) state_q <= fault_q.code != FaultNone ? Done : Judge;
          end
        end
        Done: state_q <= Idle;
        default: ;
      endcase
    end
  end

endmodule : alc_tdma_check
