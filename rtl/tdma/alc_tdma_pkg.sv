// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the parts of the tile's DMA say to each other, and places of addresses.
package alc_tdma_pkg;

  import alc_chip_pkg::*;
  import alc_isa_pkg::*;

  /* verilator lint_off UNUSEDPARAM */

  parameter int unsigned Tiles = Clusters * TilesPerCluster;
  parameter int unsigned Width = TdmaBytesPerCycle;
  parameter int unsigned WidthLog2 = $clog2(Width);
  parameter int unsigned ReadLanes = Width / L1BankBytes + 1;
  parameter int unsigned LineLog2 = $clog2(L1BankBytes);
  parameter int unsigned Slots = TdmaOutstandingPackets;
  parameter int unsigned SlotWidth = $clog2(Slots);
  parameter int unsigned ChannelWidth = TdmaChannels > 1 ? $clog2(TdmaChannels) : 1;
  parameter int unsigned PlaceWidth = ChannelWidth + SlotWidth;  // a slot of any channel
  parameter int unsigned OffsetWidth = $clog2(TdmaPacketBytes);
  parameter int unsigned BytesWidth = OffsetWidth + 1;
  parameter int unsigned L1Width = $clog2(L1Bytes);
  parameter int unsigned BlockLog2 = $clog2(HbmInterleaveBytes);
  parameter int unsigned MostPieces = 64;  // reads from outside that a packet may consist of

  /* verilator lint_on UNUSEDPARAM */

  typedef logic [ChannelWidth-1:0] channel_t;
  typedef logic [SlotWidth-1:0] slot_t;
  typedef logic [BytesWidth-1:0] bytes_t;  // 0 to a packet's
  typedef logic [OffsetWidth-1:0] offset_t;  // in a packet
  typedef logic [Width-1:0][7:0] word_t;

  // A read of adjacent bytes. From L1 it is at most Width bytes; from outside it
  // stays in a block of HbmInterleaveBytes. The element sizes are log2.
  typedef struct packed {
    logic is_outside;
    logic [63:0] address;  // of the own L1: the offset in it
    bytes_t bytes;
    logic is_whole;  // of adjacent elements, at full width
    logic [1:0] element;
    slot_t slot;
    offset_t offset;
  } read_t;

  typedef enum logic [1:0] {
    ConvertNone,
    ConvertNarrow,
    ConvertWiden
  } convert_e;
  typedef enum logic [1:0] {
    SinkL1,
    SinkOutside,
    SinkIndex
  } sink_e;

  // A write of adjacent elements out of a packet, or of a value.
  typedef struct packed {
    sink_e sink;
    logic [63:0] address; // of the own L1: the offset in it
    bytes_t elements;
    logic [1:0] from; // log2 of an element's bytes in the packet
    logic [1:0] into; // and where it goes
    convert_e convert;
    logic is_fill;
    logic [63:0] value; // of a fill, repeated
    logic releases;     // the packet's last
    slot_t slot;
    offset_t offset;
  } write_t;

  // Bytes that arrive for a packet, at the lanes of their address.
  typedef struct packed {
    channel_t channel;
    slot_t slot;
    offset_t offset;
    bytes_t bytes;
    logic [WidthLog2-1:0] lane;  // of the first one
    word_t data;
  } arrival_t;

  // Bytes from an address to the end of the memory that it is in; 0 if nothing is
  // there.
  function automatic logic [63:0] bytes_there(logic [63:0] address, logic [15:0] tile);
    automatic logic [63:0] offset = '0;
    automatic logic [63:0] size = '0;
    automatic logic [63:0] unit = '0;
    automatic logic [63:0] devices = '0;
    if (address >= AddressHbm) begin
      offset = address - AddressHbm;
      size = 64'(HbmBytes);
      devices = 64'd1;
    end else if (address >= AddressL2) begin
      offset = (address - AddressL2) % AddressL2Stride;
      unit = (address - AddressL2) / AddressL2Stride;
      size = 64'(L2Bytes);
      devices = 64'(Clusters);
    end else if (address >= AddressL1) begin
      offset = (address - AddressL1) % AddressL1Stride;
      unit = (address - AddressL1) / AddressL1Stride;
      size = 64'(L1Bytes);
      devices = 64'(Tiles);
    end else if (address >= AddressOwnL1 && address - AddressOwnL1 < AddressL1Stride) begin
      offset = address - AddressOwnL1;
      unit = 64'(tile);
      size = 64'(L1Bytes);
      devices = 64'(Tiles);
    end
    return unit < devices && offset < size ? size - offset : '0;
  endfunction

  // Of an address that exists: cheaper than locate.
  function automatic logic is_own_l1(logic [63:0] address, logic [15:0] tile);
    return address < AddressL1 ||
        (address < AddressL2 && (address - AddressL1) / AddressL1Stride == 64'(tile));
  endfunction

  // Whose turn it is: the first that asks after the one that had it last.
  function automatic channel_t next_of(logic [TdmaChannels-1:0] asks, channel_t last);
    automatic channel_t next = last;
    for (int unsigned i = TdmaChannels; i > 0; --i)
    if (asks[(32'(last)+i)%TdmaChannels]) next = ChannelWidth'((32'(last) + i) % TdmaChannels);
    return next;
  endfunction

  // The alias of the own L1 as everybody else's address of it.
  function automatic logic [63:0] global_address(logic [63:0] address, logic [15:0] tile);
    return address < AddressL1 ? AddressL1 + 64'(tile) * AddressL1Stride + (address - AddressOwnL1)
        : address;
  endfunction

  function automatic logic is_float(format_e format);
    return format inside {FormatFp32, FormatBf16};
  endfunction

  function automatic logic is_format(format_e format);
    return format inside {FormatFp32, FormatBf16, FormatInt8, FormatUint8, FormatInt32,
                          FormatInt64};
  endfunction

  // Of the bytes of an element.
  function automatic logic [1:0] log2_of(format_e format);
    unique case (format)
      FormatBf16: return 2'd1;
      FormatFp32, FormatInt32: return 2'd2;
      FormatInt64: return 2'd3;
      default: return 2'd0;
    endcase
  endfunction

endpackage : alc_tdma_pkg
