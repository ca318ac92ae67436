// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loads and stores of the control processor, one at a time. valid_i and what
// belongs to it are held until done_o or a fault. A store to control memory
// takes a cycle, a load from it two; anything else goes to the bus, whose
// request comes out of registers in the second cycle and is held until
// bus_done_i: two cycles if that comes at once.
module alc_tcp_lsu
  import alc_chip_pkg::*;
  import alc_tile_pkg::*;
#(
  parameter  int unsigned MemoryBytes  = TcpMemoryBytes,
  localparam int unsigned AddressWidth = $clog2(MemoryBytes)
) (
  input  logic                      clk_i,
  input  logic                      rst_ni,
  input  logic                      valid_i,
  input  logic                      write_i,
  input  logic   [             2:0] funct3_i,        // log2 bytes, and the top bit: unsigned
  input  logic   [            63:0] address_i,
  input  logic   [            63:0] wdata_i,
  input  logic                      halt_i,          // nothing more goes to the bus
  output logic                      done_o,
  output fault_t                    fault_o,         // in the cycle in which it is found
  output logic   [            63:0] rdata_o,
  output logic                      busy_o,          // with the bus
  // control memory
  output logic                      data_valid_o,
  output logic                      data_write_o,
  output logic   [AddressWidth-1:0] data_address_o,
  output logic   [            63:0] data_wdata_o,
  output logic   [             7:0] data_strobe_o,
  input  logic   [            63:0] data_rdata_i,
  input  logic                      data_ready_i,
  // everything else
  output logic                      bus_valid_o,
  output logic                      bus_write_o,
  output logic   [            63:0] bus_address_o,
  output logic   [             1:0] bus_size_o,
  output logic   [            63:0] bus_wdata_o,
  input  logic                      bus_done_i,
  input  logic   [            63:0] bus_rdata_i,
  input  fault_t                    bus_fault_i
);

  logic [ 1:0] size;
  logic [63:0] mask;  // of the bytes of the access, at the lowest place
  logic [ 5:0] shift;
  logic is_misaligned, is_inside, is_first, starts;
  logic reading_q, bus_valid_q;

  assign size  = funct3_i[1:0];
  assign shift = {address_i[2:0], 3'b0};
  always_comb begin
    unique case (size)
      2'd0: {mask, is_misaligned} = {64'hff, 1'b0};
      2'd1: {mask, is_misaligned} = {64'hffff, address_i[0]};
      2'd2: {mask, is_misaligned} = {64'hffff_ffff, |address_i[1:0]};
      default: {mask, is_misaligned} = {{64{1'b1}}, |address_i[2:0]};
    endcase
  end
  assign is_inside = address_i < 64'(MemoryBytes);
  assign is_first = valid_i && !reading_q && !bus_valid_q;
  assign starts = is_first && !is_misaligned;

  assign data_valid_o = starts && is_inside && (!write_i || data_ready_i);
  assign data_write_o = write_i;
  assign data_address_o = address_i[AddressWidth-1:0];
  assign data_wdata_o = wdata_i << shift;
  always_comb begin
    unique case (size)
      2'd0: data_strobe_o = 8'h01 << address_i[2:0];
      2'd1: data_strobe_o = 8'h03 << address_i[2:0];
      2'd2: data_strobe_o = 8'h0f << address_i[2:0];
      default: data_strobe_o = 8'hff;
    endcase
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      reading_q   <= 1'b0;
      bus_valid_q <= 1'b0;
    end else begin
      reading_q   <= data_valid_o && !write_i;
      bus_valid_q <= (starts && !is_inside && !halt_i) || (bus_valid_q && !bus_done_i);
    end
  end

  always_ff @(posedge clk_i) begin
    if (starts && !is_inside) begin
      bus_write_o <= write_i;
      bus_address_o <= address_i;
      bus_size_o <= size;
      bus_wdata_o <= wdata_i & mask;
    end
  end
  assign bus_valid_o = bus_valid_q;
  assign busy_o = bus_valid_q && !bus_done_i;

  logic bus_faults;
  assign bus_faults = bus_fault_i.code != FaultNone;
  assign done_o = (data_valid_o && write_i) || reading_q ||
                  (bus_valid_q && bus_done_i && !bus_faults);
  always_comb begin
    fault_o = '{code: FaultNone, value: address_i};
    if (is_first && is_misaligned) fault_o.code = FaultMisalignedAccess;
    else if (bus_valid_q && bus_done_i && bus_faults) fault_o = bus_fault_i;
  end

  logic [63:0] raw;
  logic is_signed;
  assign raw = bus_valid_q ? bus_rdata_i : data_rdata_i >> shift;
  assign is_signed = !funct3_i[2];
  always_comb begin
    unique case (size)
      2'd0: rdata_o = {{56{is_signed & raw[7]}}, raw[7:0]};
      2'd1: rdata_o = {{48{is_signed & raw[15]}}, raw[15:0]};
      2'd2: rdata_o = {{32{is_signed & raw[31]}}, raw[31:0]};
      default: rdata_o = raw;
    endcase
  end

  if (TcpLoadCycles != 2 || TcpRegisterCycles != 2) begin : gen_wrong_cycles
    $error("a load takes 2 cycles, a register 2, the chip's file says otherwise");
  end

  assert property (@(posedge clk_i) bus_done_i |-> bus_valid_o);

endmodule : alc_tcp_lsu
