// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the parts of the vector processor say to each other, and the encoding of
// micro-instructions as isa/tvp/MicroCodec.cpp has it.
package alc_tvp_pkg;

  import alc_isa_pkg::*;

  /* verilator lint_off UNUSEDPARAM */

  parameter int unsigned VectorLanes = alc_chip_pkg::VectorLanes;
  parameter int unsigned Inputs = alc_chip_pkg::VectorInputs;
  parameter int unsigned Outputs = alc_chip_pkg::VectorOutputs;
  parameter int unsigned Streams = Inputs + Outputs;
  parameter int unsigned AddressWidth = $clog2(alc_chip_pkg::L1Bytes);
  parameter int unsigned ActiveWidth = $clog2(VectorLanes + 1);
  parameter int unsigned Contexts = 2;  // runs of body under way at a time
  parameter int unsigned ProgramWidth = 10;  // four lengths of 8 bits
  parameter int unsigned FetchWords = 16;  // of a fetch from control memory

  typedef enum logic [1:0] {
    SectionSetup,
    SectionBefore,
    SectionBody,
    SectionAfter
  } section_e;
  parameter int unsigned Sections = 4;

  typedef logic [VectorLanes-1:0][31:0] lanes_t;
  typedef logic [AddressWidth-1:0] address_t;
  typedef logic [ActiveWidth-1:0] active_t;
  typedef logic [Sections-1:0][Streams-1:0] uses_t;  // which section uses which stream

  // A vector on its way to memory. Lanes from active on are not written.
  typedef struct packed {
    lanes_t data;  // bf16 in the upper half
    address_t address;
    address_t stride;
    format_e format;
    active_t active;
  } store_t;

  /* verilator lint_on UNUSEDPARAM */

  // v0..v31, s0..s3, i0..i3.
  localparam logic [5:0] SourceEnd = 6'(alc_chip_pkg::MicroSources);
  localparam logic [5:0] FirstStream = 6'(alc_chip_pkg::MicroFirstStream);

  function automatic logic is_legal_micro(logic [31:0] word);
    automatic micro_register_t micro = word;
    automatic logic [1:0] sources = micro_sources(micro.op);
    if (micro_is_immediate(micro.op)) return word[31:28] == '0;
    return sources != '0 && micro.zero == '0 && micro.ra < SourceEnd &&
        (sources > 2'd1 ? micro.rb < SourceEnd : micro.rb == '0) &&
        (sources > 2'd2 ? micro.rc < SourceEnd : micro.rc == '0) &&
        !(micro.op == MicroOpStore && micro.rd > 5'(Outputs - 1));
  endfunction

  // Streams that a legal micro-instruction uses. Fields that it does not have
  // are 0 and name no stream.
  function automatic logic [Streams-1:0] streams_of(micro_register_t micro);
    automatic logic [Streams-1:0] streams = '0;
    if (micro_is_immediate(micro.op) || micro.zero != '0) return '0;
    for (int unsigned s = 0; s < Inputs; s++) begin
      automatic logic [5:0] source = FirstStream + 6'(s);
      streams[s] = micro.ra == source || micro.rb == source || micro.rc == source;
    end
    for (int unsigned s = 0; s < Outputs; s++) begin
      streams[Inputs+s] = micro.op == MicroOpStore && micro.rd == 5'(s);
    end
    return streams;
  endfunction

  // Registers that a legal micro-instruction reads.
  function automatic logic [31:0] registers_read(micro_register_t micro);
    automatic logic [31:0] registers = '0;
    automatic logic [ 1:0] sources = micro_sources(micro.op);
    if (sources > 2'd0 && !micro.ra[5]) registers[micro.ra[4:0]] = 1'b1;
    if (sources > 2'd1 && !micro.rb[5]) registers[micro.rb[4:0]] = 1'b1;
    if (sources > 2'd2 && !micro.rc[5]) registers[micro.rc[4:0]] = 1'b1;
    if (micro.op == MicroOpOrlo) registers[micro.rd] = 1'b1;
    return micro.zero == '0 || micro_is_immediate(micro.op) ? registers : '0;
  endfunction

  // Of the bytes of an element.
  function automatic logic [1:0] log2_of(format_e format);
    unique case (format)
      FormatFp32, FormatInt32: return 2'd2;
      FormatBf16: return 2'd1;
      FormatInt64: return 2'd3;
      default: return 2'd0;
    endcase
  endfunction

endpackage : alc_tvp_pkg
