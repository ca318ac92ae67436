// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/chips/ChipKeys.h"

#include "isa/support/AddressMap.h"
#include "isa/support/NumberText.h"

#include <array>

namespace alcyone::isa {

namespace {

constexpr double kib = 1024, mib = 1024 * kib;
// Upper ends are there to catch slips of the pen, not to limit ideas; those
// that encodings or the address map impose are named after them.
constexpr double maxCycles = 1e6;
constexpr double maxWidth = 4096;      // bytes that can move in one cycle
constexpr double maxSemaphores = 256;  // 8-bit numbers in descriptors
constexpr double maxTdmaChannels = 10; // queues 2..11
constexpr double maxCdmaChannels = 4;  // queues 12..15

#define AT(member) [](Chip &chip) -> ChipSlot { return &chip.member; }
constexpr bool any = false, powerOfTwo = true;

// clang-format off: one key, one row
const ChipKey keys[] = {
  {"clock_hz", "Hz", 1e6, 1e10, any, "clock of the whole chip; every count of cycles is of this clock", AT(clockHz)},
  {"clusters", "", 1, double(address::maxClusters), any, "clusters, laid out as the smallest mesh with columns >= rows", AT(clusters)},
  {"tiles_per_cluster", "", 1, 64, any, "tiles in each cluster", AT(tilesPerCluster)},

  {"tcp.memory_bytes", "bytes", 4 * kib, double(address::maxTcmBytes), powerOfTwo, "the tile's own control memory: code, data, descriptors, micro-programs, stack", AT(tcp.memoryBytes)},
  {"tcp.base_cycles", "cycles", 1, maxCycles, any, "an instruction that no other row names", AT(tcp.baseCycles)},
  {"tcp.load_cycles", "cycles", 1, maxCycles, any, "a load from control memory", AT(tcp.loadCycles)},
  {"tcp.multiply_cycles", "cycles", 1, maxCycles, any, "a multiplication", AT(tcp.multiplyCycles)},
  {"tcp.divide_cycles", "cycles", 1, maxCycles, any, "a division or remainder", AT(tcp.divideCycles)},
  {"tcp.branch_taken_cycles", "cycles", 0, maxCycles, any, "added when a branch is taken, and to every jump", AT(tcp.branchTakenCycles)},
  {"tcp.register_cycles", "cycles", 1, maxCycles, any, "an access to a tile register", AT(tcp.registerCycles)},
  {"tcp.l1_access_cycles", "cycles", 1, maxCycles, any, "an access to the tile's own L1", AT(tcp.l1AccessCycles)},
  {"tcp.remote_access_cycles", "cycles", 1, maxCycles, any, "the processor's part of an access beyond its tile; network and memory add theirs", AT(tcp.remoteAccessCycles)},

  {"queue.depth", "", 1, 1024, any, "descriptors each queue holds before a push stalls", AT(queue.depth)},
  {"queue.push_cycles", "cycles", 0, maxCycles, any, "from the store to the port until the descriptor is in the queue (it is copied then)", AT(queue.pushCycles)},
  {"queue.dispatch_cycles", "cycles", 0, maxCycles, any, "from the moment a descriptor's waits are satisfied until its engine starts", AT(queue.dispatchCycles)},

  {"ttu.rows", "", 1, 256, any, "rows of the array: rows of C at a time", AT(ttu.rows)},
  {"ttu.cols", "", 1, 256, any, "columns of the array: columns of C at a time", AT(ttu.cols)},
  {"ttu.depth", "", 1, 256, powerOfTwo, "BF16 products that one cell adds up in a cycle", AT(ttu.depth)},
  {"ttu.start_cycles", "cycles", 0, maxCycles, any, "from dispatch to the first operand read", AT(ttu.startCycles)},
  {"ttu.pipeline_cycles", "cycles", 1, maxCycles, any, "multiplier, adder tree and accumulator of one cell, from operands to sum", AT(ttu.pipelineCycles)},
  {"ttu.drain_cycles_per_row", "cycles", 1, maxCycles, any, "to write one row of an output block to L1 while the next block streams", AT(ttu.drainCyclesPerRow)},
  {"ttu.operand_bytes_per_cycle", "bytes", 1, maxWidth, any, "bytes of A, and as many of B, that the array reads from L1 in a cycle", AT(ttu.operandBytesPerCycle)},
  {"ttu.panel_bytes", "bytes", 0, 64 * mib, any, "buffer for the rows of A that a row of output blocks shares: read from L1 once if they fit", AT(ttu.panelBytes)},

  {"tvp.lanes", "", 1, 1024, powerOfTwo, "FP32 lanes (results do not depend on it: the ISA's vector is 16 lanes)", AT(tvp.lanes)},
  {"tvp.sfu_lanes", "", 1, 1024, powerOfTwo, "lanes of the special-function unit", AT(tvp.sfuLanes)},
  {"tvp.start_cycles", "cycles", 0, maxCycles, any, "from dispatch to the first stream read, micro-program fetched", AT(tvp.startCycles)},
  {"tvp.pipeline_cycles", "cycles", 1, maxCycles, any, "from operands to result of a micro-instruction", AT(tvp.pipelineCycles)},
  {"tvp.crosslane_cycles", "cycles", 1, maxCycles, any, "a reduction over the lanes (rsum, rmax, rmin)", AT(tvp.crosslaneCycles)},
  {"tvp.stream_bytes_per_cycle", "bytes", 1, maxWidth, any, "bytes that all streams together move to and from L1 in a cycle", AT(tvp.streamBytesPerCycle)},

  {"tdma.channels", "", 1, maxTdmaChannels, any, "in-order channels, each with its own queue", AT(tdma.channels)},
  {"tdma.bytes_per_cycle", "bytes", 1, maxWidth, any, "bytes that all channels of a tile together move in a cycle", AT(tdma.bytesPerCycle)},
  {"tdma.start_cycles", "cycles", 0, maxCycles, any, "from dispatch to the first request", AT(tdma.startCycles)},
  {"tdma.packet_bytes", "bytes", 16, 64 * kib, powerOfTwo, "most bytes that one request asks for", AT(tdma.packetBytes)},
  {"tdma.outstanding_packets", "", 1, 4096, any, "requests a channel may have under way", AT(tdma.outstandingPackets)},

  {"cdma.channels", "", 0, maxCdmaChannels, any, "in-order channels that each tile has at the DMA of its cluster, each with its own queue; 0: there is none", AT(cdma.channels)},
  {"cdma.bytes_per_cycle", "bytes", 1, maxWidth, any, "bytes that all channels of a cluster's DMA together move in a cycle", AT(cdma.bytesPerCycle)},
  {"cdma.start_cycles", "cycles", 0, maxCycles, any, "from dispatch to the first request, the way of the instruction to the cluster included", AT(cdma.startCycles)},
  {"cdma.packet_bytes", "bytes", 16, 64 * kib, powerOfTwo, "most bytes that one request asks for", AT(cdma.packetBytes)},
  {"cdma.outstanding_packets", "", 1, 4096, any, "requests a channel may have under way", AT(cdma.outstandingPackets)},

  {"l1.bytes", "bytes", 4 * kib, double(address::l1Stride), any, "size of one tile's L1", AT(l1.bytes)},
  {"l1.banks", "", 1, 1024, powerOfTwo, "banks, each serving one access a cycle", AT(l1.banks)},
  {"l1.bank_bytes", "bytes", 4, 256, powerOfTwo, "width of a bank", AT(l1.bankBytes)},
  {"l1.latency_cycles", "cycles", 1, maxCycles, any, "from request to data", AT(l1.latencyCycles)},

  {"semaphore.count", "", 1, maxSemaphores, any, "8-bit counting semaphores a tile has", AT(semaphore.count)},
  {"semaphore.signal_cycles", "cycles", 1, maxCycles, any, "from an engine's end to the semaphore of its own tile", AT(semaphore.signalCycles)},

  {"l2.bytes", "bytes", 4 * kib, double(address::l2Stride), any, "size of one cluster's L2", AT(l2.bytes)},
  {"l2.bytes_per_cycle", "bytes", 1, maxWidth, any, "bytes that one L2 reads or writes in a cycle", AT(l2.bytesPerCycle)},
  {"l2.latency_cycles", "cycles", 1, maxCycles, any, "from request to data", AT(l2.latencyCycles)},

  {"noc.link_bytes_per_cycle", "bytes", 1, maxWidth, any, "width of one data link between neighbours, each way", AT(noc.linkBytesPerCycle)},
  {"noc.hop_cycles", "cycles", 1, maxCycles, any, "one router and one link of the data plane", AT(noc.hopCycles)},
  {"noc.inject_cycles", "cycles", 0, maxCycles, any, "to enter the network and to leave it, together", AT(noc.injectCycles)},
  {"noc.control_hop_cycles", "cycles", 1, maxCycles, any, "one hop of the control plane (signals, barriers)", AT(noc.controlHopCycles)},

  {"hbm.bytes", "bytes", mib, double(address::maxHbmBytes), any, "capacity of all stacks", AT(hbm.bytes)},
  {"hbm.stacks", "", 1, 64, any, "stacks, half on the left edge of the mesh, half on the right", AT(hbm.stacks)},
  {"hbm.channels_per_stack", "", 1, 256, any, "channels (pseudo-channels) that a stack serves independently", AT(hbm.channelsPerStack)},
  {"hbm.banks", "", 1, 1024, powerOfTwo, "banks of a channel", AT(hbm.banks)},
  {"hbm.row_bytes", "bytes", 64, 64 * kib, powerOfTwo, "bytes that an activation opens", AT(hbm.rowBytes)},
  {"hbm.interleave_bytes", "bytes", 32, 64 * kib, powerOfTwo, "consecutive bytes before the next channel's turn", AT(hbm.interleaveBytes)},
  {"hbm.burst_bytes", "bytes", 1, 1024, powerOfTwo, "least that a channel transfers; shorter pieces cost as much", AT(hbm.burstBytes)},
  {"hbm.bytes_per_cycle", "bytes", 0.01, maxWidth, any, "one channel's data bus, in cycles of the chip's clock", AT(hbm.bytesPerCycle)},
  {"hbm.t_rcd_ns", "ns", 0.1, 1e4, any, "activate to read or write", AT(hbm.tRcdNs)},
  {"hbm.t_rp_ns", "ns", 0.1, 1e4, any, "precharge to activate", AT(hbm.tRpNs)},
  {"hbm.t_cl_ns", "ns", 0.1, 1e4, any, "read to first data", AT(hbm.tClNs)},
  {"hbm.t_rfc_ns", "ns", 0.1, 1e5, any, "a refresh, during which the channel is closed", AT(hbm.tRfcNs)},
  {"hbm.t_refi_ns", "ns", 1, 1e6, any, "from one refresh to the next", AT(hbm.tRefiNs)},
  {"hbm.controller_cycles", "cycles", 0, maxCycles, any, "the controller's part of each access", AT(hbm.controllerCycles)},

  {"host.bytes_per_second", "bytes/s", 1e6, 1e12, any, "host link, each way", AT(host.bytesPerSecond)},
  {"host.latency_ns", "ns", 0.1, 1e7, any, "from a host access to its answer", AT(host.latencyNs)},
  {"host.launch_cycles", "cycles", 0, maxCycles, any, "the command processor's part of a launch, before the first tile starts", AT(host.launchCycles)},

  {"energy_pj.mac_bf16", "pJ", 0, 1e6, any, "one BF16 multiply and its FP32 add", AT(energyPj.macBf16)},
  {"energy_pj.l1_byte", "pJ", 0, 1e6, any, "a byte read from or written to L1", AT(energyPj.l1Byte)},
  {"energy_pj.l2_byte", "pJ", 0, 1e6, any, "a byte read from or written to L2", AT(energyPj.l2Byte)},
  {"energy_pj.noc_byte_hop", "pJ", 0, 1e6, any, "a byte over one router and link", AT(energyPj.nocByteHop)},
  {"energy_pj.hbm_byte", "pJ", 0, 1e6, any, "a byte read from or written to HBM", AT(energyPj.hbmByte)},
  {"energy_pj.tvp_lane_op", "pJ", 0, 1e6, any, "a micro-instruction on one lane", AT(energyPj.tvpLaneOp)},
  {"energy_pj.tcp_instruction", "pJ", 0, 1e6, any, "an instruction of a control processor", AT(energyPj.tcpInstruction)},
};

const ChipSection sections[] = {
  {"", "The whole chip"},
  {"tcp", "Control processor of a tile"},
  {"queue", "In-order queue in front of each engine"},
  {"ttu", "Tensor unit of a tile"},
  {"tvp", "Vector processor of a tile"},
  {"tdma", "DMA of a tile"},
  {"cdma", "DMA of a cluster"},
  {"l1", "Scratchpad of a tile"},
  {"semaphore", "Semaphores of a tile"},
  {"l2", "Memory of a cluster"},
  {"noc", "Mesh between clusters"},
  {"hbm", "Memory of the chip"},
  {"host", "Link to the host, and the command processor"},
  {"energy_pj", "Energy of an operation"},
};

const ChipRule rules[] = {
  {"tiles_per_cluster", "clusters x tiles_per_cluster must be at most 8192, what the address map has room for",
   [](const Chip &c) { return c.tileCount() > address::maxTiles; }},
  {"l1.bytes", "must be a multiple of l1.banks x l1.bank_bytes",
   [](const Chip &c) { return c.l1.bytes % (c.l1.banks * c.l1.bankBytes) != 0; }},
  {"l2.bytes", "must be a multiple of 64",
   [](const Chip &c) { return c.l2.bytes % 64 != 0; }},
  {"tvp.sfu_lanes", "must be at most tvp.lanes",
   [](const Chip &c) { return c.tvp.sfuLanes > c.tvp.lanes; }},
  {"hbm.interleave_bytes", "must be at most hbm.row_bytes",
   [](const Chip &c) { return c.hbm.interleaveBytes > c.hbm.rowBytes; }},
  {"hbm.bytes", "must be a multiple of hbm.stacks x hbm.channels_per_stack x hbm.banks x hbm.row_bytes",
   [](const Chip &c) { return c.hbm.bytes % (c.hbmChannels() * c.hbm.banks * c.hbm.rowBytes) != 0; }},
  {"hbm.burst_bytes", "must be at most hbm.interleave_bytes",
   [](const Chip &c) { return c.hbm.burstBytes > c.hbm.interleaveBytes; }},
  {"hbm.t_rfc_ns", "must be less than hbm.t_refi_ns, in whole cycles, or the channel never opens",
   [](const Chip &c) { return c.cyclesFromNs(c.hbm.tRfcNs) >= c.cyclesFromNs(c.hbm.tRefiNs); }},
};
// clang-format on
#undef AT

} // namespace

std::span<const ChipKey> chipKeys() { return keys; }
std::string chipValueText(const ChipKey &key, const Chip &chip) {
  Chip copy = chip; // slots are writable
  ChipSlot slot = key.slot(copy);
  if (auto *real = std::get_if<double *>(&slot))
    return numberText(**real);
  return std::to_string(*std::get<uint64_t *>(slot));
}

std::span<const ChipSection> chipSections() { return sections; }
std::span<const ChipRule> chipRules() { return rules; }

std::string_view sectionOf(const ChipKey &key) {
  size_t point = key.name.find('.');
  return point == std::string_view::npos ? "" : key.name.substr(0, point);
}

} // namespace alcyone::isa
