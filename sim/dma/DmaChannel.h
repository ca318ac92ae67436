// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One channel of a DMA: its instructions one after another, each as packets of
// which several are under way. The bytes of a packet are read when its request
// is served and written when it arrives.
//
// A packet: Issue -> (AtSource -> Leaves ->) (Relay ->) AtTarget -> Done, where
// sources and targets in the L1 that the DMA sits beside, if it is a tile's,
// skip the steps in brackets. A
// multicast is AtTargets as often as there are different times of arrival.
#pragma once

#include "isa/semantics/Tdma.h"
#include "sim/dma/Packetizer.h"
#include "sim/noc/Flight.h"
#include "sim/tile/EngineUnit.h"

#include <cstdint>
#include <vector>

namespace alcyone::sim {

/// What the channels of a tile's or a cluster's DMA share: its port, and the
/// time in which any channel is at work.
struct DmaEngine {
  DmaEngine(const isa::Chip::Dma &numbers, unsigned fabricPort)
      : numbers(numbers), fabricPort(fabricPort), port(1) {}
  const isa::Chip::Dma &numbers;
  const unsigned fabricPort; ///< where it is: see Fabric
  Server port;               ///< booked in cycles
  unsigned active = 0;
  Cycle activeSince = 0;
  uint64_t activeCycles = 0;

  void starts(Cycle now) {
    if (active++ == 0)
      activeSince = now;
  }
  void stops(Cycle now) {
    if (--active == 0)
      activeCycles += now - activeSince;
  }
  void reset() {
    port.reset();
    active = 0;
    activeSince = activeCycles = 0;
  }
};

class DmaChannel : public EngineUnit {
public:
  DmaChannel(sc_core::sc_module_name name, Platform &platform, Tile &tile,
             DmaEngine &engine, unsigned queue);
  void reset() override;

  uint64_t packets() const { return packetsSent; }

private:
  enum OwnAction : uint32_t {
    Issue = firstOwnAction,
    AtSource,
    Leaves,
    Relay,
    AtTarget,
    AtTargets,
    Done,
    End
  };
  struct Arrival {
    Cycle when;
    unsigned target;
    bool operator<(const Arrival &other) const {
      return when != other.when ? when < other.when : target < other.target;
    }
  };
  /// A packet under way.
  struct Moving {
    Packet packet;
    std::vector<uint8_t> bytes; ///< in the destination's format
    Flight flight;
    std::vector<Arrival> arrivals; ///< multicast: in order of time
    size_t arrived = 0;            ///< of them
    Cycle acknowledged = 0;        ///< multicast: the last so far
  };
  using Place = isa::address::Location;

  isa::Fault begin(const isa::Instruction &instruction) override;
  isa::Fault prepare(const isa::Instruction &instruction);
  void ownAction(uint32_t action, uint32_t operand) override;
  std::string sizeText(const isa::Instruction &instruction) const override;

  void locateNodes(Packet &packet) const;
  void issue();
  void atSource(uint32_t slot);
  void leaves(uint32_t slot);
  void relay(uint32_t slot);
  void atTarget(uint32_t slot);
  void atTargets(uint32_t slot);
  Cycle reach(const Moving &moving, unsigned target);
  void packetDone(uint32_t slot);
  void end();

  bool isOwnL1(const Place &place) const;
  void beginList(const isa::Gather &inst);
  Flight serve(const Packet &packet, const PacketSide &side, const Place &place,
               bool isWrite);
  Flight serveHbm(const Packet &packet, bool isWrite);
  void arriveAtOwnL1(uint32_t slot, Flight flight);
  void readBytes(Moving &moving);
  void writeBytes(const Moving &moving, unsigned target);
  void protectTarget(const Place &first, uint64_t firstDst,
                     const isa::TdmaPiece &piece);
  void moveAll();

  DmaEngine &engine;
  Packetizer packetizer;
  isa::Transfer transfer;
  isa::Transfer list;     ///< a gather's indices: read, and written nowhere
  bool readsList = false; ///< and not yet the rows
  uint32_t tag = 0;       ///< of the instruction under way
  std::vector<unsigned> targets; ///< tiles, if multicast
  std::vector<Moving> moving;    ///< outstanding_packets slots
  std::vector<uint32_t> freeSlots;
  bool movesAtEnd = false; ///< source and destination overlap
  bool blocked = false;    ///< no slot was free for the next packet
  bool usesOwnL1 = false;
  uint64_t packetsSent = 0;
};

} // namespace alcyone::sim
