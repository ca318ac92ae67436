// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C's way from and to L1, a row of a block at a time. A row of results asks for
// its lines two cycles after it came, one every DrainCyclesPerRow cycles, and
// waits for them in one of some slots; rows of start values (accumulate) are read
// ahead of the array. done_o: the last row has been written.
module alc_ttu_results
  import alc_tile_pkg::*;
  import alc_ttu_pkg::*;
#(
  parameter int unsigned Rows = alc_chip_pkg::TtuRows,
  parameter int unsigned Cols = alc_chip_pkg::TtuCols,
  parameter int unsigned DrainCyclesPerRow = alc_chip_pkg::TtuDrainCyclesPerRow,
  parameter int unsigned Slots = WriteSlots,
  localparam int unsigned LineBytes = alc_chip_pkg::L1BankBytes,
  localparam int unsigned Lanes = result_lanes(Cols),
  localparam int unsigned AddressWidth = $clog2(alc_chip_pkg::L1Bytes)
) (
  input logic clk_i,
  input logic rst_ni,
  input logic start_i,
  input logic [AddressWidth-1:0] base_i,  // these are stable until the end
  input logic [AddressWidth-1:0] stride_i,
  input logic [15:0] m_i,
  input logic [15:0] n_i,
  input logic wide_i,  // fp32, not bf16
  input logic accumulate_i,
  output logic done_o,
  output l1_request_t [Lanes-1:0] read_request_o,
  input logic [Lanes-1:0] read_grant_i,
  input logic [Lanes-1:0][L1LineBits-1:0] read_data_i,
  output l1_request_t [Slots-1:0][Lanes-1:0] write_request_o,
  input logic [Slots-1:0][Lanes-1:0] write_grant_i,
  output logic start_valid_o,
  output logic [Cols-1:0][31:0] start_o,
  input logic start_take_i,
  output logic result_room_o,
  input logic result_valid_i,
  input logic [Cols-1:0][31:0] result_i
);

  localparam int unsigned OffsetWidth = $clog2(LineBytes);
  localparam int unsigned CountWidth = $clog2(Cols + 1);
  localparam int unsigned RowBytes = 4 * Cols;
  localparam int unsigned WindowBytes = Lanes * LineBytes;
  localparam int unsigned SlotWidth = $clog2(Slots);
  localparam int unsigned PaceWidth = $clog2(DrainCyclesPerRow + 1);

  // Of a row with so many columns, shifted to its place in its lines.
  function automatic logic [WindowBytes-1:0] bytes_of(logic [CountWidth-1:0] columns, logic wide,
                                                      logic [OffsetWidth-1:0] offset);
    logic [WindowBytes-1:0] bytes = '0;
    for (int i = 0; i < Cols; i++) begin
      if (CountWidth'(i) < columns) begin
        if (wide) bytes[4*i+:4] = '1;
        else bytes[2*i+:2] = '1;
      end
    end
    return bytes << offset;
  endfunction

  // Start values.
  logic read_valid, read_next, read_ready, read_room, read_go;
  logic unused_read_last;
  logic [AddressWidth-1:0] read_address;
  logic [CountWidth-1:0] read_columns;
  alc_ttu_rows #(
    .Rows(Rows),
    .Cols(Cols)
  ) u_read_rows (
    .clk_i,
    .rst_ni,
    .start_i(start_i && accumulate_i),
    .base_i,
    .stride_i,
    .m_i,
    .n_i,
    .wide_i,
    .valid_o(read_valid),
    .address_o(read_address),
    .columns_o(read_columns),
    .last_o(unused_read_last),
    .next_i(read_next)
  );
  assign read_go   = read_valid && read_room;
  assign read_next = read_ready && read_room;

  logic [WindowBytes-1:0] read_bytes;
  logic [Lanes-1:0] read_needed;
  logic [Lanes-1:0][L1LineWidth-1:0] read_lines;
  always_comb begin
    read_bytes = bytes_of(read_columns, 1'b1, read_address[OffsetWidth-1:0]);
    for (int i = 0; i < Lanes; i++) begin
      read_needed[i] = read_bytes[i*LineBytes+:LineBytes] != '0;
      read_lines[i]  = read_address[AddressWidth-1:OffsetWidth] + L1LineWidth'(i);
    end
  end

  logic row_valid;
  logic [Lanes-1:0][L1LineBits-1:0] row_lines;
  logic [OffsetWidth-1:0] row_offset;
  logic [8*RowBytes-1:0] row;
  logic [8*LineBytes-1:0] unused_row_end;
  alc_l1_reader #(
    .Lanes(Lanes),
    .MetaBits(OffsetWidth),
    .Ahead(6)
  ) u_port (
    .clk_i,
    .rst_ni,
    .ready_o(read_ready),
    .valid_i(read_go),
    .needed_i(read_needed),
    .line_i(read_lines),
    .meta_i(read_address[OffsetWidth-1:0]),
    .request_o(read_request_o),
    .grant_i(read_grant_i),
    .data_i(read_data_i),
    .valid_o(row_valid),
    .data_o(row_lines),
    .meta_o(row_offset)
  );
  assign {unused_row_end, row} = row_lines >> {row_offset, 3'b0};
  alc_stream_buffer #(
    .Width  (8 * RowBytes),
    .Entries(4 * Rows)
  ) u_starts (
    .clk_i,
    .rst_ni,
    .room_o(read_room),
    .reserve_i(read_valid && read_next),
    .write_i(row_valid),
    .data_i(row),
    .valid_o(start_valid_o),
    .data_o(start_o),
    .read_i(start_take_i),
    .rewind_i(1'b0),
    .free_i(1'b1)
  );

  // Results.
  logic result_waits, write_load;
  logic [Cols-1:0][31:0] result;
  alc_stream_buffer #(
    .Width  (8 * RowBytes),
    .Entries(Rows)
  ) u_results (
    .clk_i,
    .rst_ni,
    .room_o(result_room_o),
    .reserve_i(result_valid_i),
    .write_i(result_valid_i),
    .data_i(result_i),
    .valid_o(result_waits),
    .data_o(result),
    .read_i(write_load),
    .rewind_i(1'b0),
    .free_i(1'b1)
  );
  logic write_last;
  logic [AddressWidth-1:0] write_address;
  logic [CountWidth-1:0] write_columns;
  logic unused_write_valid;
  alc_ttu_rows #(
    .Rows(Rows),
    .Cols(Cols)
  ) u_write_rows (
    .clk_i,
    .rst_ni,
    .start_i,
    .base_i,
    .stride_i,
    .m_i,
    .n_i,
    .wide_i,
    .valid_o(unused_write_valid),
    .address_o(write_address),
    .columns_o(write_columns),
    .last_o(write_last),
    .next_i(write_load)
  );

  logic [Cols-1:0][15:0] narrow;
  for (genvar i = 0; i < Cols; i++) begin : gen_narrow
    alc_fp32_to_bf16 u_convert (
      .a_i(result[i]),
      .y_o(narrow[i])
    );
  end

  // Each slot holds a row until L1 has taken all its lines; slots are filled in
  // turn, so that a line that has to wait holds up no other row.
  logic last_q, done_q, all_granted;
  logic [PaceWidth-1:0] pace_q;
  logic [SlotWidth-1:0] slot_q;
  logic [Slots-1:0][Lanes-1:0] pending_q, pending;
  logic [Lanes-1:0] write_needed;
  logic [Slots-1:0][L1LineWidth-1:0] write_line_q;
  logic [Slots-1:0][WindowBytes-1:0] write_bytes_q;
  logic [Slots-1:0][8*WindowBytes-1:0] write_data_q;
  logic [WindowBytes-1:0] write_bytes;
  logic [8*WindowBytes-1:0] write_data;
  always_comb begin
    write_bytes = bytes_of(write_columns, wide_i, write_address[OffsetWidth-1:0]);
    for (int i = 0; i < Lanes; i++) begin
      write_needed[i] = write_bytes[i*LineBytes+:LineBytes] != '0;
    end
    write_data = wide_i ? (8 * WindowBytes)'(result) : (8 * WindowBytes)'(narrow);
    write_data = write_data << {write_address[OffsetWidth-1:0], 3'b0};
    pending = pending_q & ~write_grant_i;
    all_granted = pending == '0;
    write_load = result_waits && pending[slot_q] == '0 && pace_q == '0;
  end
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      last_q <= 1'b0;
      slot_q <= '0;
      pending_q <= '0;
      pace_q <= '0;
      done_q <= 1'b0;
    end else begin
      done_q <= last_q && all_granted;
      pending_q <= pending;
      if (last_q && all_granted) last_q <= 1'b0;
      if (pace_q != '0) pace_q <= pace_q - 1'b1;
      if (write_load) begin
        last_q <= write_last;
        slot_q <= slot_q + 1'b1;
        pending_q[slot_q] <= write_needed;
        pace_q <= PaceWidth'(DrainCyclesPerRow - 1);
      end
    end
  end
  always_ff @(posedge clk_i) begin
    if (write_load) begin
      write_line_q[slot_q]  <= write_address[AddressWidth-1:OffsetWidth];
      write_bytes_q[slot_q] <= write_bytes;
      write_data_q[slot_q]  <= write_data;
    end
  end
  assign done_o = done_q;

  always_comb begin
    for (int i = 0; i < Slots; i++) begin
      for (int j = 0; j < Lanes; j++) begin
        write_request_o[i][j].valid = pending_q[i][j];
        write_request_o[i][j].write = 1'b1;
        write_request_o[i][j].line  = write_line_q[i] + L1LineWidth'(j);
        write_request_o[i][j].mask  = write_bytes_q[i][j*LineBytes+:LineBytes];
        write_request_o[i][j].data  = write_data_q[i][j*L1LineBits+:L1LineBits];
      end
    end
  end

  if (Slots < 2 || Slots != 1 << SlotWidth) begin : gen_check_slots
    $error("the slots' number is a power of two");
  end
  if (RowBytes % LineBytes != 0) begin : gen_check
    $error("a row of a block is whole lines");
  end

endmodule : alc_ttu_results
