// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the blocks of a tile say to each other.
package alc_tile_pkg;

  import alc_chip_pkg::*;

  typedef struct packed {
    fault_code_e code;
    logic [63:0] value;
  } fault_t;

  // A fault with who met it: a queue, or the control processor.
  parameter logic [7:0] QueueTcp = 8'(alc_chip_pkg::QueueControlProcessor);
  typedef struct packed {
    fault_t      fault;
    logic [7:0]  who;
    logic [31:0] tag;
    logic [63:0] pc;          // of the control processor; of the push, if it was one
    logic        is_push;     // a descriptor was refused
    logic [63:0] descriptor;  // its address
  } fault_report_t;

  // What an instruction takes from semaphores before it starts, or gives to
  // them when it ends; a count of 0 is nothing.
  typedef struct packed {
    logic [1:0][7:0] number;
    logic [1:0][7:0] count;
  } semaphore_use_t;

  // Queues of a tile, in the order of their numbers.
  parameter int unsigned Queues = 2 + TdmaChannels;
  typedef logic [$clog2(Queues)-1:0] queue_index_t;

  // L1. A port has lanes; each asks for a line of l1.bank_bytes. A lane is
  // granted in the cycle in which it asks, or asks again. What a granted lane
  // reads is at its data output L1Latency cycles after the grant; what it
  // writes is there for every later grant. A write takes the bytes of its mask.
  parameter int unsigned L1Latency = L1LatencyCycles;
  parameter int unsigned L1Lines = L1Bytes / L1BankBytes;
  parameter int unsigned L1LineBits = 8 * L1BankBytes;
  parameter int unsigned L1LineWidth = $clog2(L1Lines);
  typedef struct packed {
    logic valid;
    logic write;
    logic [L1LineWidth-1:0] line;  // offset in L1 / l1.bank_bytes
    logic [L1BankBytes-1:0] mask;  // of a write
    logic [L1LineBits-1:0] data;  // of a write
  } l1_request_t;

  // Memory outside the tile: AXI4, INCR bursts only. Data of a beat lies at the
  // byte lanes of its address, as AXI has it.
  parameter int unsigned AxiBytes = TdmaBytesPerCycle;
  parameter int unsigned AxiDataBits = 8 * AxiBytes;
  parameter int unsigned AxiIdBits = 8;
  parameter logic [1:0] AxiIncr = 2'b01;
  parameter logic [1:0] AxiOkay = 2'b00;
  parameter logic [1:0] AxiSlverr = 2'b10;
  typedef struct packed {
    logic [AxiIdBits-1:0] id;
    logic [63:0] addr;
    logic [7:0] len;  // beats - 1
    logic [2:0] size;  // log2 of the bytes of a beat
  } axi_address_t;
  typedef struct packed {
    logic [AxiDataBits-1:0] data;
    logic [AxiBytes-1:0] strb;
    logic last;
  } axi_write_t;
  typedef struct packed {
    logic [AxiIdBits-1:0] id;
    logic [AxiDataBits-1:0] data;
    logic last;
  } axi_read_t;

endpackage : alc_tile_pkg
