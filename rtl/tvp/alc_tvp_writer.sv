// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes vectors to L1, one after the other in their order. What is written a
// cycle is as much as alc_tvp_reader reads in one. idle_o: all that was given
// has been written.
module alc_tvp_writer
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
  import alc_tvp_pkg::*;
#(
  parameter int unsigned Lanes   = 8,  // of the port
  parameter int unsigned Entries = 4   // vectors that wait
) (
  input  logic                    clk_i,
  input  logic                    rst_ni,
  output logic                    room_o,
  input  logic                    reserve_i,
  input  logic                    write_i,
  input  store_t                  store_i,
  output logic                    idle_o,
  output l1_request_t [Lanes-1:0] request_o,
  input  logic        [Lanes-1:0] grant_i
);

  localparam int unsigned LineBytes = alc_chip_pkg::L1BankBytes;
  localparam int unsigned OffsetWidth = $clog2(LineBytes);
  localparam int unsigned Bytes = VectorLanes * LineBytes;  // of all lines of a vector

  logic waits, load, is_last;
  store_t store;
  alc_stream_buffer #(
    .Width  ($bits(store_t)),
    .Entries(Entries)
  ) u_stores (
    .clk_i,
    .rst_ni,
    .room_o,
    .reserve_i,
    .write_i,
    .data_i  (store_i),
    .valid_o (waits),
    .data_o  (store),
    .read_i  (load && is_last),
    .rewind_i(1'b0),
    .free_i  (1'b1)
  );

  logic is_dense, is_single, again_q;
  logic [1:0] log2;
  logic [OffsetWidth-1:0] offset;
  active_t last_line;
  logic [OffsetWidth-1:0] unused_last_byte;
  always_comb begin
    log2 = log2_of(store.format);
    offset = store.address[OffsetWidth-1:0];
    is_dense = store.stride == address_t'(1) << log2;
    is_single = store.stride == '0;
    {last_line, unused_last_byte} = (OffsetWidth+ActiveWidth)'(offset) +
        ((OffsetWidth+ActiveWidth)'(store.active) << log2) - 1'b1;
    is_last = again_q || is_single ||
        (is_dense ? last_line : store.active - 1'b1) < active_t'(Lanes);
  end

  function automatic logic [63:0] element_of(logic [31:0] bits, format_e format);
    return format == FormatBf16 ? {48'd0, bits[31:16]} : {{32{bits[31]}}, bits};
  endfunction

  logic [Lanes-1:0] pending_q;
  logic [Lanes-1:0][L1LineWidth-1:0] line_q;
  logic [Lanes-1:0][LineBytes-1:0] mask_q;
  logic [Lanes-1:0][L1LineBits-1:0] data_q;
  assign load   = waits && (pending_q & ~grant_i) == '0;
  assign idle_o = !waits && pending_q == '0;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      again_q <= 1'b0;
      pending_q <= '0;
      line_q <= '0;
      mask_q <= '0;
      data_q <= '0;
    end else if (!load) begin
      pending_q <= pending_q & ~grant_i;
    end else begin
      again_q <= !is_last;
      if (is_dense) begin
        automatic logic [8*Bytes-1:0] data = '0;
        automatic
        logic [Bytes-1:0]
        mask = ~({Bytes{1'b1}} << (($clog2(
            Bytes
        ) + 1)'(store.active) << log2));
        for (int i = 0; i < VectorLanes; i++) begin
          automatic logic [63:0] element = element_of(store.data[i], store.format);
          unique case (log2)
            2'd0: data[8*i+:8] = element[7:0];
            2'd1: data[16*i+:16] = element[15:0];
            2'd2: data[32*i+:32] = element[31:0];
            default: data[64*i+:64] = element;
          endcase
        end
        data = data << {offset, 3'd0};
        mask = mask << offset;
        if (again_q) begin
          data = data >> (8 * Lanes * LineBytes);
          mask = mask >> (Lanes * LineBytes);
        end
        for (int i = 0; i < Lanes; i++) begin
          pending_q[i] <= mask[LineBytes*i+:LineBytes] != '0;
          line_q[i] <= store.address[AddressWidth-1:OffsetWidth] + L1LineWidth'(i) +
              (again_q ? L1LineWidth'(Lanes) : '0);
          mask_q[i] <= mask[LineBytes*i+:LineBytes];
          data_q[i] <= data[L1LineBits*i+:L1LineBits];
        end
      end else begin
        // One by one; of all at one address the last.
        automatic address_t at = store.address + (again_q ? store.stride * address_t'(Lanes) : '0);
        for (int i = 0; i < Lanes; i++) begin
          automatic active_t number = active_t'(i) + (again_q ? active_t'(Lanes) : '0);
          automatic
          logic [31:0]
          bits = store.data[(ActiveWidth-1)'(is_single?store.active-1'b1 : number)];
          pending_q[i] <= is_single ? i == 0 : number < store.active;
          line_q[i] <= at[AddressWidth-1:OffsetWidth];
          mask_q[i] <= ~({LineBytes{1'b1}} << (4'd1 << log2)) << at[OffsetWidth-1:0];
          data_q[i] <= L1LineBits'(element_of(bits, store.format)) << {at[OffsetWidth-1:0], 3'd0};
          at += store.stride;
        end
      end
    end
  end

  always_comb begin
    for (int i = 0; i < Lanes; i++) begin
      request_o[i].valid = pending_q[i];
      request_o[i].write = 1'b1;
      request_o[i].line  = line_q[i];
      request_o[i].mask  = mask_q[i];
      request_o[i].data  = data_q[i];
    end
  end

  if (Lanes * LineBytes < 4 * VectorLanes || 2 * Lanes != VectorLanes) begin : gen_check_lanes
    $error("a pass moves a vector of fp32, or half of its lanes");
  end

endmodule : alc_tvp_writer
