// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/dma/DmaChannel.h"

#include "isa/numerics/Formats.h"
#include "isa/support/Failure.h"
#include "sim/cluster/Fabric.h"
#include "sim/dma/Overlap.h"
#include "sim/noc/Network.h"
#include "sim/tile/Tile.h"

#include <algorithm>

namespace alcyone::sim {

using isa::address::Region;

DmaChannel::DmaChannel(sc_core::sc_module_name name, Platform &platform,
                       Tile &tile, DmaEngine &engine, unsigned queue)
    : EngineUnit(name, platform, tile, queue), engine(engine),
      packetizer(platform.chip, engine.numbers, platform.memory, tile.number,
                 engine.fabricPort),
      parts(engine.numbers.packetBytes),
      ring(engine.numbers.outstandingPackets) {
  engine.channels.push_back(this);
  reset();
}

isa::Fault DmaChannel::prepare(const isa::Instruction &instruction) {
  return std::visit(
      [this](const auto &inst) -> isa::Fault {
        if constexpr (requires {
                        isa::prepare(inst, platform.memory, 0u, transfer);
                      })
          return isa::prepare(inst, platform.memory, tile.number, transfer);
        else
          isa::fail(isa::Category::ModelBug, "not an instruction of a DMA");
      },
      instruction);
}

isa::Fault DmaChannel::begin(const isa::Instruction &instruction) {
  if (isa::Fault fault = prepare(instruction))
    return fault;
  tag = headTag();
  const Cycle first = now() + engine.numbers.startCycles;
  if (transfer.isEmpty()) {
    at(first, End);
    return {};
  }
  const Place src = platform.memory.locate(transfer.src, tile.number);
  const Place dst = platform.memory.locate(transfer.dst, tile.number);
  targets.clear();
  if (transfer.multicastCount > 1)
    for (unsigned i = 0; i < transfer.multicastCount; ++i)
      targets.push_back(unsigned(dst.unit) + i * transfer.multicastStride);
  movesAtEnd = orderMatters(transfer, tile.number);
  writesL1 = isOwnL1(dst);
  readsL1 = !transfer.isFill && isOwnL1(src);
  usesOwnL1 = readsL1 || writesL1;
  const auto *gather = std::get_if<isa::Gather>(&instruction);
  isGather = gather;
  if (isGather) {
    parts.begin(*gather, transfer);
    usesOwnL1 |= isOwnL1(platform.memory.locate(gather->index, tile.number));
  }
  if (usesOwnL1)
    tile.l1.dmaStarts();
  engine.starts(now());
  engine.reading += readsL1;
  engine.writing += writesL1;
  inOrder = movesAtEnd && !transfer.isFill;
  packetizer.begin(isGather ? parts.part() : transfer, inOrder);
  blocked = false;
  // Requests stand in a register for a cycle, the writer is asked directly.
  at(isGather          ? std::max(first, now() + GatherParts::startToList)
     : transfer.isFill ? std::max(now(), first - 1)
                       : first,
     Issue);
  return {};
}

bool DmaChannel::isOwnL1(const Place &place) const {
  return place.region == Region::L1 && place.unit == engine.fabricPort;
}

void DmaChannel::ownAction(uint32_t action, uint32_t slot) {
  platform.network->carryFor(tag);
  switch (action) {
  case Issue:
    return issue();
  case AtSource:
    return atSource(slot);
  case Leaves:
    return leaves(slot);
  case Whole:
    return whole(slot);
  case Grant:
    return grant();
  case AtTarget:
    return atTarget(slot);
  case AtTargets:
    return atTargets(slot);
  case AllDone:
    return end();
  case End:
    return finish();
  }
}

void DmaChannel::locateNodes(Packet &packet) const {
  for (PacketSide *side : {&packet.src, &packet.dst})
    if (side->place.region != Region::None && !isOwnL1(side->place))
      side->node = platform.fabric->nodeOf(side->place);
}

void DmaChannel::end() {
  if (movesAtEnd)
    moveAll();
  if (usesOwnL1)
    tile.l1.dmaStops();
  engine.reading -= readsL1;
  engine.writing -= writesL1;
  engine.stops(now());
  finish();
}

std::string DmaChannel::sizeText(const isa::Instruction &instruction) const {
  if (std::holds_alternative<isa::Sync>(instruction) ||
      std::holds_alternative<isa::Barrier>(instruction))
    return {};
  std::string text;
  for (uint32_t size : transfer.shape)
    text += (text.empty() ? "" : "x") + std::to_string(size);
  if (transfer.multicastCount > 1)
    text += " to " + std::to_string(transfer.multicastCount) + " tiles";
  return text;
}

void DmaChannel::reset() {
  EngineUnit::reset();
  moving.clear();
  freeSlots.clear();
  std::fill(ring.begin(), ring.end(), RingPlace());
  issueAt = writeAt = inRing = 0;
  doneAt = 0;
  asks = blocked = movesAtEnd = inOrder = usesOwnL1 = isGather = false;
  packetsSent = 0;
}

} // namespace alcyone::sim
