// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command processor's registers (isa/registers/Host.td) behind AXI4-Lite,
// for a chip of one tile: 64-bit data, one access at a time. The doorbell starts
// the tile; the first fault, or the exit code, is kept for the host. An access to
// no register, or in the direction that it lacks, a write without all bytes and a
// doorbell while the tile runs are answered SLVERR and do nothing.
module alc_host
  import alc_isa_pkg::*;
  import alc_tile_pkg::*;
(
  input logic clk_i,
  input logic rst_ni,

  input  logic        aw_valid_i,
  output logic        aw_ready_o,
  input  logic [11:0] aw_addr_i,
  input  logic [ 2:0] aw_prot_i,
  input  logic        w_valid_i,
  output logic        w_ready_o,
  input  logic [63:0] w_data_i,
  input  logic [ 7:0] w_strb_i,
  output logic        b_valid_o,
  input  logic        b_ready_i,
  output logic [ 1:0] b_resp_o,
  input  logic        ar_valid_i,
  output logic        ar_ready_o,
  input  logic [11:0] ar_addr_i,
  input  logic [ 2:0] ar_prot_i,
  output logic        r_valid_o,
  input  logic        r_ready_i,
  output logic [63:0] r_data_o,
  output logic [ 1:0] r_resp_o,

  input  logic          [15:0] tile_id_i,
  output logic                 start_o,      // a pulse: what is in the tile is forgotten
  output logic          [63:0] entry_o,
  input  logic                 done_i,
  input  logic          [63:0] exit_code_i,
  input  fault_report_t        fault_i,
  output fault_report_t        fault_o,      // the first one
  output logic                 stopped_o
);

  host_status_e status_q;
  logic [63:0] entry_q, read_q;
  logic [63:0] exit_code_q  /* verilator public_flat_rd */;
  fault_report_t fault_q;
  logic answering_write_q, answering_read_q, writes, reads;
  logic takes_entry, takes_doorbell, is_readable;
  logic [1:0] write_resp_q, read_resp_q;

  assign writes = aw_valid_i && w_valid_i && !answering_write_q;
  assign reads = ar_valid_i && !answering_read_q;
  assign aw_ready_o = writes;
  assign w_ready_o = writes;
  assign ar_ready_o = !answering_read_q;
  assign b_valid_o = answering_write_q;
  assign r_valid_o = answering_read_q;
  assign r_data_o = read_q;
  assign b_resp_o = write_resp_q;
  assign r_resp_o = read_resp_q;
  assign takes_entry = writes && w_strb_i == '1 && aw_addr_i == HostRegisterEntry[11:0];
  assign takes_doorbell = writes && w_strb_i == '1 && aw_addr_i == HostRegisterDoorbell[11:0]
      && stopped_o;
  assign start_o = takes_doorbell && w_data_i[0];
  assign entry_o = entry_q;
  assign fault_o = fault_q;
  assign stopped_o = status_q != HostStatusRunning;

  logic [63:0] read;
  always_comb begin
    is_readable = 1'b1;
    unique case (ar_addr_i)
      HostRegisterIsaVersion[11:0]: read = 64'(IsaVersion);
      HostRegisterTiles[11:0]: read = 64'd1;
      HostRegisterStatus[11:0]: read = 64'(status_q);
      HostRegisterEntry[11:0]: read = entry_q;
      HostRegisterExitCode[11:0]: read = exit_code_q;
      HostRegisterFaultCode[11:0]: read = 64'(fault_q.fault.code);
      HostRegisterFaultTile[11:0]: read = 64'(tile_id_i);
      HostRegisterFaultQueue[11:0]: read = 64'(fault_q.who);
      HostRegisterFaultTag[11:0]: read = 64'(fault_q.tag);
      HostRegisterFaultPc[11:0]: read = fault_q.pc;
      HostRegisterFaultValue[11:0]: read = fault_q.fault.value;
      default: begin
        read = '0;
        is_readable = 1'b0;
      end
    endcase
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      status_q <= HostStatusIdle;
      entry_q <= '0;
      exit_code_q <= '0;
      fault_q <= '0;
      answering_write_q <= 1'b0;
      answering_read_q <= 1'b0;
      read_q <= '0;
      write_resp_q <= AxiOkay;
      read_resp_q <= AxiOkay;
    end else begin
      answering_write_q <= writes || (answering_write_q && !b_ready_i);
      answering_read_q  <= reads || (answering_read_q && !r_ready_i);
      if (reads) begin
        read_q <= read;
        read_resp_q <= is_readable ? AxiOkay : AxiSlverr;
      end
      if (writes) begin
        write_resp_q <= takes_entry || takes_doorbell ? AxiOkay : AxiSlverr;
      end
      if (takes_entry) begin
        entry_q <= w_data_i;
      end
      if (start_o) begin
        status_q <= HostStatusRunning;
        exit_code_q <= '0;
        fault_q <= '0;
      end else if (status_q == HostStatusRunning) begin
        if (fault_i.fault.code != alc_chip_pkg::FaultNone) begin
          status_q <= HostStatusFault;
          fault_q  <= fault_i;
        end else if (done_i) begin
          status_q <= HostStatusDone;
          exit_code_q <= exit_code_i;
        end
      end
    end
  end

  // What is offered stays until it is taken.
  logic aw_waits, w_waits, ar_waits, b_waits, r_waits;
  assign aw_waits = aw_valid_i && !aw_ready_o;
  assign w_waits  = w_valid_i && !w_ready_o;
  assign ar_waits = ar_valid_i && !ar_ready_o;
  assign b_waits  = b_valid_o && !b_ready_i;
  assign r_waits  = r_valid_o && !r_ready_i;
  write_address_stays :
  assert property (@(posedge clk_i) disable iff (!rst_ni) aw_waits |=> aw_valid_i && $stable(
      aw_addr_i
  ));
  write_data_stay :
  assert property (@(posedge clk_i) disable iff (!rst_ni) w_waits |=> w_valid_i && $stable(
      {w_data_i, w_strb_i}
  ));
  read_address_stays :
  assert property (@(posedge clk_i) disable iff (!rst_ni) ar_waits |=> ar_valid_i && $stable(
      ar_addr_i
  ));
  write_answer_stays :
  assert property (@(posedge clk_i) disable iff (!rst_ni) b_waits |=> b_valid_o && $stable(
      b_resp_o
  ));
  read_answer_stays :
  assert property (@(posedge clk_i) disable iff (!rst_ni) r_waits |=> r_valid_o && $stable(
      {r_data_o, r_resp_o}
  ));

  logic unused_prot;  // who may do what is not this port's business
  assign unused_prot = ^{aw_prot_i, ar_prot_i};

endmodule : alc_host
