// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Chips.h"

#include "isa/chips/ChipKeys.h"
#include "runtime/random/Random.h"

#include <algorithm>

namespace alcyone::tests {

using namespace isa;

namespace {

struct Choice {
  std::string_view key;
  std::vector<double> values;
};

// What changes how things meet in time, from the least that is allowed on.
const std::vector<Choice> choices = {
    {"clusters", {1, 1, 2, 3, 4}},
    {"tiles_per_cluster", {1, 2, 3}},
    {"tcp.memory_bytes", {262144}},
    {"tcp.base_cycles", {1, 1, 7}},
    {"tcp.remote_access_cycles", {1, 6, 50}},
    {"queue.depth", {1, 2, 3, 8}},
    {"queue.push_cycles", {0, 1, 30}},
    {"queue.dispatch_cycles", {0, 2, 20}},
    {"ttu.rows", {1, 3, 8}},
    {"ttu.cols", {1, 4, 5}},
    {"ttu.depth", {1, 8, 16, 32}},
    {"ttu.operand_bytes_per_cycle", {1, 64}},
    {"ttu.panel_bytes", {0, 4096}},
    {"tvp.lanes", {4, 16, 64}},
    {"tvp.sfu_lanes", {1, 4}},
    {"tvp.stream_bytes_per_cycle", {3, 64}},
    {"tdma.channels", {1, 2, 4, 10}},
    {"tdma.bytes_per_cycle", {1, 7, 64}},
    {"tdma.start_cycles", {0, 5, 100}},
    {"tdma.packet_bytes", {16, 64, 256, 4096}},
    {"tdma.outstanding_packets", {1, 2, 16}},
    {"cdma.channels", {0, 1, 1, 4}},
    {"cdma.bytes_per_cycle", {1, 7, 256}},
    {"cdma.start_cycles", {0, 5, 100}},
    {"cdma.packet_bytes", {16, 64, 256, 4096}},
    {"cdma.outstanding_packets", {1, 2, 16}},
    {"l1.bytes", {4096, 8192, 65536}},
    {"l1.banks", {1, 4, 32}},
    {"l1.bank_bytes", {4, 8, 64}},
    {"l1.latency_cycles", {1, 3, 40}},
    {"semaphore.count", {3, 8, 64, 256}},
    {"semaphore.signal_cycles", {1, 2, 60}},
    {"l2.bytes", {4096, 65536}},
    {"l2.bytes_per_cycle", {1, 64}},
    {"l2.latency_cycles", {1, 12, 90}},
    {"noc.link_bytes_per_cycle", {1, 5, 64}},
    {"noc.hop_cycles", {1, 3, 70}},
    {"noc.inject_cycles", {0, 4}},
    {"noc.control_hop_cycles", {1, 2, 80}},
    {"hbm.stacks", {1, 2, 3}},
    {"hbm.channels_per_stack", {1, 2, 4}},
    {"hbm.banks", {1, 2, 16}},
    {"hbm.row_bytes", {64, 1024}},
    {"hbm.interleave_bytes", {32, 64, 256}},
    {"hbm.burst_bytes", {1, 32, 64}},
    {"hbm.bytes_per_cycle", {0.5, 3, 32}},
    {"hbm.t_refi_ns", {500, 3900}},
    {"hbm.controller_cycles", {0, 20}},
    {"host.launch_cycles", {0, 200}},
};

bool isAllowed(const Chip &chip) {
  return std::none_of(chipRules().begin(), chipRules().end(),
                      [&](const ChipRule &rule) { return rule.broken(chip); });
}

} // namespace

void set(Chip &chip, std::string_view name, double value) {
  for (const ChipKey &key : chipKeys()) {
    if (key.name != name)
      continue;
    ChipSlot slot = key.slot(chip);
    if (auto *real = std::get_if<double *>(&slot))
      **real = value;
    else
      *std::get<uint64_t *>(slot) = uint64_t(value);
  }
}

double value(const Chip &chip, std::string_view name) {
  for (const ChipKey &key : chipKeys())
    if (key.name == name)
      return std::stod(chipValueText(key, chip));
  return 0;
}

Chip randomChip(uint64_t seed) {
  random::Random random(seed);
  Chip chip = loadChip("edge");
  chip.name = "random" + std::to_string(seed);
  do
    for (const Choice &choice : choices)
      set(chip, choice.key, random.pick(choice.values));
  while (chip.hbm.bytes -=
         chip.hbm.bytes %
         (chip.hbmChannels() * chip.hbm.banks * chip.hbm.rowBytes),
         !isAllowed(chip));
  return chip;
}

} // namespace alcyone::tests
