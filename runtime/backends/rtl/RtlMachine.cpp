// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/backends/rtl/RtlMachine.h"

#include "isa/engines/Codec.h"
#include "isa/generated/Registers.h"
#include "isa/machine/ControlMemory.h"
#include "isa/support/Failure.h"
#include "runtime/backends/rtl/RtlChips.h"
#include "runtime/backends/rtl/RtlTile.h"
#include "runtime/backends/rtl/WideBits.h"
#include "sim/host/HostRegisters.h"
#include "sim/host/LaunchCycles.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace alcyone::runtime {

using namespace isa;

namespace {

/// A tile that has had nothing to do for so long waits for ever: longer than a
/// signal, a push or a barrier takes.
constexpr unsigned quietCycles = 64;

} // namespace

void requireWaveform(const std::string &tracePath) {
  if (!tracePath.empty() && !tracePath.ends_with(".fst"))
    fail(Category::BadInput,
         "the RTL's trace is a waveform: '" + tracePath +
             "' must end in .fst; sim writes one for Perfetto");
}

RtlMachine::RtlMachine(const Chip &chip)
    : rtl(rtlOf(chip)), description(chip), memories(chip), axi(memories, chip),
      period(1'000'000'000'000 / chip.clockHz),
      refillCycles(chip.tcp.baseCycles + chip.tcp.branchTakenCycles),
      queues(engineQueues(chip)), retired(queuePorts),
      semaphores(chip.semaphore.count) {
  make({});
}

RtlMachine::~RtlMachine() = default;

void RtlMachine::readL1(uint64_t offset, std::span<uint8_t> bytes) const {
  insides->readL1(offset, bytes);
}

std::span<const uint8_t> RtlMachine::tcm() const {
  return insides->controlMemory;
}

void RtlMachine::make(const std::string &tracePath) {
  insides = std::make_unique<RtlTile>(rtl, description, tracePath);
  tile = &insides->ports();
  isTraced = !tracePath.empty();
}

void RtlMachine::observeWith(RtlObserver *who) {
  observer = who;
  axi.observeWith(who);
}

void RtlMachine::reset() {
  axi.reset();
  for (EngineQueue &queue : queues)
    queue.clear();
  work = {};
  result = {};
  ended = false;
  now = quietSince = executesFrom = 0;
  tcpInstructions = macs = 0;
  tile->tile_id_i = 0;
  tile->cycle_i = 0;
  tile->host_aw_valid_i = tile->host_w_valid_i = tile->host_ar_valid_i = 0;
  tile->host_b_ready_i = tile->host_r_ready_i = 1;
  tile->ar_ready_i = tile->aw_ready_i = tile->w_ready_i = 0;
  tile->r_valid_i = tile->b_valid_i = 0;
  tile->r_resp_i = tile->b_resp_i = 0; // OKAY
  // Reset is asynchronous: its edge sets registers before a clock's.
  tile->clk_i = 0;
  tile->rst_ni = 1;
  tile->eval();
  tile->rst_ni = 0;
  for (const unsigned clock : {0, 1, 0, 1}) {
    tile->clk_i = clock;
    tile->eval();
  }
  tile->rst_ni = 1;
}

void RtlMachine::cycle() {
  tile->clk_i = 0;
  tile->cycle_i = now;
  if (observer)
    observer->cycle(now);
  axi.drive(*tile, now);
  tile->eval();
  axi.sample(*tile, now);
  observe();
  tile->dump(now * period + period / 2);
  tile->clk_i = 1;
  tile->eval();
  ++now;
  tile->dump(now * period);
}

void RtlMachine::writeHost(uint16_t offset, uint64_t value) {
  tile->host_aw_valid_i = tile->host_w_valid_i = 1;
  tile->host_aw_addr_i = offset;
  tile->host_w_data_i = value;
  tile->host_w_strb_i = 0xFF;
  cycle();
  if (tile->host_b_resp_o != 0)
    fail(Category::ModelBug, "the tile refuses what the host writes");
  tile->host_aw_valid_i = tile->host_w_valid_i = 0;
}

uint64_t RtlMachine::hostRegister(HostRegister which) {
  const HostStatus status = sim::HostRegisters::after(lastEnd);
  if (which == HostRegister::Status &&
      (status == HostStatus::Deadlock || status == HostStatus::Stopped))
    return uint64_t(status);
  tile->host_ar_valid_i = 1;
  tile->host_ar_addr_i = uint16_t(registerOffset(which));
  cycle();
  tile->host_ar_valid_i = 0;
  while (!tile->host_r_valid_o)
    cycle();
  const uint64_t value = tile->host_r_data_o;
  cycle(); // takes it
  return value;
}

LaunchResult RtlMachine::launch(const LaunchRequest &launchRequest,
                                const std::string &tracePath,
                                uint64_t cycleLimit) {
  const auto start = std::chrono::steady_clock::now();
  if (isTraced || !tracePath.empty())
    make(tracePath);
  insides->makeCurrent();
  // Also of a launch that an observer ends.
  const struct Close {
    TileModel *tile;
    ~Close() { tile->closeTrace(); }
  } close{tile};
  request = &launchRequest;
  mostCycles = cycleLimit;
  reset();
  std::ranges::fill(insides->controlMemory, 0);
  loadControlMemory(insides->controlMemory, launchRequest);
  insides->fillL1(memories.l1(0));
  writeHost(registerOffset(HostRegister::Entry), launchRequest.entry);
  cycle();
  // Nothing happens in the tile before the doorbell.
  launched = sim::launchCycles(description, launchRequest);
  now = quietSince = launched;
  executesFrom = launched + refillCycles;
  writeHost(registerOffset(HostRegister::Doorbell), 1);
  while (mayGoOn())
    cycle();
  insides->readL1(0, memories.l1(0));
  conclude();
  result.statistics = statistics(
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count());
  request = nullptr;
  return std::move(result);
}

bool RtlMachine::mayGoOn() {
  if (ended || tile->stopped_o)
    return false;
  if (now - quietSince >= quietCycles)
    return false;
  if (!isPcKnown())
    return true;
  if (request->cancel && *request->cancel)
    giveUp(LaunchEnd::Cancelled, "cancelled");
  else if (mostCycles && now >= mostCycles)
    giveUp(LaunchEnd::LimitReached,
           "given up after " + std::to_string(mostCycles) + " cycles");
  else if (request->instructionLimit &&
           tcpInstructions >= request->instructionLimit)
    giveUp(LaunchEnd::LimitReached,
           "given up after " + std::to_string(request->instructionLimit) +
               " instructions of the control processors");
  return !ended;
}

// Behind a jump nothing executes for some cycles, and the pc is of no
// instruction. A report can wait for the next one.
bool RtlMachine::isPcKnown() const {
  return now >= executesFrom || tile->observe_tcp_o || *insides->halted;
}

void RtlMachine::observe() {
  if (tile->observe_tcp_o) {
    ++tcpInstructions;
    executesFrom = now + refillCycles;
  }
  if (observer && tile->observe_tcp_o)
    observer->retired({tile->observe_tcp_pc_o, tile->observe_tcp_instruction_o,
                       tile->observe_tcp_rd_o, tile->observe_tcp_value_o});
  if (!tile->quiet_o)
    quietSince = now + 1;
  if (tile->observe_push_o)
    observePush();
  for (uint32_t left = tile->observe_grant_o; left != 0; left &= left - 1) {
    const unsigned queue = unsigned(__builtin_ctz(left));
    work[queue].granted = true;
    if (observer)
      observer->granted(queue);
  }
  for (uint32_t left = tile->observe_start_o; left != 0; left &= left - 1) {
    Work &unit = work[unsigned(__builtin_ctz(left))];
    unit.started = now;
    unit.runs = true;
  }
  for (uint32_t left = tile->observe_retire_o; left != 0; left &= left - 1)
    observeRetirement(unsigned(__builtin_ctz(left)));
}

void RtlMachine::observePush() {
  std::array<uint8_t, 192> bytes;
  bytesOf(tile->observe_push_descriptor_o, 0, bytes.size(), bytes.data());
  QueuedInstruction entry;
  if (decode(bytes.data(), entry.instruction))
    fail(Category::ModelBug, "the tile takes a descriptor that is not legal");
  entry.pc = tile->observe_push_pc_o;
  queues[tile->observe_push_queue_o].push(entry);
  if (observer)
    observer->pushed(tile->observe_push_queue_o, entry);
}

void RtlMachine::observeRetirement(unsigned queue) {
  auto &[last, before] = retired[queue];
  before = last;
  last = {queues[queue].front(), now};
  queues[queue].pop();
  Work &unit = work[queue];
  ++unit.instructions;
  unit.granted = false;
  if (std::exchange(unit.runs, false))
    unit.busy += now - unit.started;
  if (const auto *matmul = std::get_if<Matmul>(&last.entry.instruction))
    macs += uint64_t(matmul->m) * matmul->n * matmul->k;
  if (observer)
    observer->retired(queue);
}

RunStatistics RtlMachine::statistics(double wallSeconds) const {
  RunStatistics all;
  // The tile's message crosses the control plane to the command processor.
  const Cycle cycles = now + description.noc.controlHopCycles;
  const double bytes =
      double(axi.outside().hbmBytesRead() + axi.outside().hbmBytesWritten());
  const Chip::Ttu &ttu = description.ttu;
  all.cycles = cycles;
  all.seconds = double(cycles) / double(description.clockHz);
  all.wallSeconds = wallSeconds;
  all.tensorPeakShare =
      double(macs) / double(cycles * ttu.rows * ttu.cols * ttu.depth);
  all.hbmBandwidthShare =
      bytes / (double(cycles) * double(description.hbmChannels()) *
               description.hbm.bytesPerCycle);
  const auto share = [&](uint64_t busy) {
    return double(busy) / double(cycles);
  };
  uint64_t tdmaInstructions = 0, tdmaBusy = 0;
  for (unsigned queue = firstTdmaQueue; queue < firstCdmaQueue; ++queue) {
    tdmaInstructions += work[queue].instructions;
    tdmaBusy = std::max(tdmaBusy, work[queue].busy);
  }
  all.engines = {
      {"tcp", std::nullopt, tcpInstructions},
      {"ttu", share(work[ttuQueue].busy), work[ttuQueue].instructions},
      {"tvp", share(work[tvpQueue].busy), work[tvpQueue].instructions},
      {"tdma", share(tdmaBusy), tdmaInstructions}};
  all.details = {
      {"launch_cycles", "cycle", "until the tile started", double(launched)},
      {"ttu.macs", "mac", "multiply-adds", double(macs)},
      {"hbm.bytes_read", "byte", "read from HBM",
       double(axi.outside().hbmBytesRead())},
      {"hbm.bytes_written", "byte", "written to HBM",
       double(axi.outside().hbmBytesWritten())}};
  return all;
}

} // namespace alcyone::runtime
