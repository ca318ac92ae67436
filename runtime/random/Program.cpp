// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names, places and contents of memories.
#include "runtime/random/Program.h"

#include "isa/support/AddressMap.h"
#include "runtime/random/Random.h"

#include <cstring>
#include <sstream>

namespace alcyone::random {

using namespace isa;

uint64_t Layout::base(unsigned memory) const {
  if (memory < tiles())
    return l1Base;
  return memory < tiles() + chip.clusters ? l2Base : hbmBase;
}

uint64_t Layout::sizeOf(unsigned memory) const {
  if (memory < tiles())
    return chip.l1.bytes;
  return memory < tiles() + chip.clusters ? chip.l2.bytes : chip.hbm.bytes;
}

uint64_t Layout::address(unsigned memory, uint64_t offset) const {
  if (memory < tiles())
    return address::l1Of(memory) + offset;
  if (memory < tiles() + chip.clusters)
    return address::l2Of(memory - tiles()) + offset;
  return address::hbm + offset;
}

std::string Layout::name(unsigned memory) const {
  if (memory < tiles())
    return "L1 of tile " + std::to_string(memory);
  if (memory < tiles() + chip.clusters)
    return "L2 of cluster " + std::to_string(memory - tiles());
  return "HBM";
}

std::span<uint8_t> Layout::used(MemoryMap &map, unsigned memory) const {
  std::span<uint8_t> whole = map.hbm();
  if (memory < tiles())
    whole = map.l1(memory);
  else if (memory < tiles() + chip.clusters)
    whole = map.l2(memory - tiles());
  return whole.subspan(base(memory), bytes);
}

uint64_t listEntry(unsigned i) { return (i * 5 + 3) % listRows; }

// Numbers of modest size as fp32 and as bf16, and any bits.
static const std::vector<uint64_t> &pattern() {
  static const std::vector<uint64_t> words = [] {
    std::vector<uint64_t> words(1 << 13);
    Random random(1);
    for (size_t i = 0; i < words.size(); ++i) {
      const uint64_t bits = random.next();
      const unsigned kind = i / 64 % 4;
      words[i] =
          kind == 0 ? bits : (bits & 0x81FF81FF81FF81FF) | 0x3E003E003E003E00;
    }
    return words;
  }();
  return words;
}

void initialise(MemoryMap &map, const Layout &layout, uint64_t seed) {
  const std::vector<uint64_t> &words = pattern();
  Random random(seed);
  for (unsigned memory = 0; memory < layout.memories(); ++memory) {
    const std::span<uint8_t> used = layout.used(map, memory);
    const size_t room = words.size() - used.size() / 8;
    std::memcpy(used.data(), words.data() + random.below(room), used.size());
    for (unsigned i = 0; i < listEntries; ++i) {
      const uint64_t row = listEntry(i);
      std::memcpy(used.data() + 8 * i, &row, 8);
    }
  }
}

void pushOnce(Operation &operation) {
  operation.repeat = 1;
  operation.advances.clear();
}

std::string agentName(unsigned agent) {
  return agent == tcpAgent ? "TCP" : queueName(agent);
}

static std::string bytesText(const char *what, const std::vector<Bytes> &list,
                             const Chip &chip) {
  std::ostringstream text;
  for (const Bytes &bytes : list)
    text << "\n      " << what << " " << Layout(chip).name(bytes.memory) << " ["
         << bytes.begin << ", " << bytes.end << ")";
  return text.str();
}

std::string print(const Operation &operation, const Chip &chip) {
  std::ostringstream text;
  text << "tile " << operation.tile << ", ";
  switch (operation.kind) {
  case Operation::Kind::Store:
    text << "TCP: store of " << operation.bytes << " bytes to 0x" << std::hex
         << operation.to << " of 0x" << operation.value << std::dec;
    break;
  case Operation::Kind::Move:
    text << "TCP: move of " << operation.bytes << " bytes to 0x" << std::hex
         << operation.to << " from 0x" << operation.from << std::dec;
    break;
  default:
    text << queueName(operation.queue) << ": " << print(operation.instruction);
  }
  if (operation.repeat > 1)
    text << "\n      repeated " << operation.repeat << " times";
  for (const Advance &advance : operation.advances)
    text << "; byte " << advance.offset << " += " << advance.step;
  for (uint32_t word : operation.micro)
    text << "\n      micro " << std::hex << word << std::dec;
  text << bytesText("reads", operation.reads, chip)
       << bytesText("writes", operation.writes, chip);
  return text.str();
}

} // namespace alcyone::random
