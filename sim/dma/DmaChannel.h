// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One channel of a DMA: its instructions one after another, each as packets of
// which several are under way. The bytes of a packet are read when its request
// is served and written when it arrives.
//
// A packet: Issue -> (AtSource -> Leaves ->) Whole -> AtTarget (-> Done), where
// sources and targets in the L1 that the DMA sits beside, if it is a tile's,
// skip the steps in brackets. When it is whole and those before it have been
// written, it waits for its turn at the writer (Grant), and then makes room for
// another one. A multicast is
// AtTargets as often as there are different times of arrival.
#pragma once

#include "isa/semantics/Tdma.h"
#include "sim/dma/GatherParts.h"
#include "sim/dma/Packetizer.h"
#include "sim/noc/Flight.h"
#include "sim/tile/EngineUnit.h"

#include <cstdint>
#include <vector>

namespace alcyone::sim {

class DmaChannel;

/// What the channels of a tile's or a cluster's DMA share: the reader, with a
/// request a cycle, the writer, with a word a cycle for one channel after
/// another, and the time in which any channel is at work.
struct DmaEngine {
  DmaEngine(const isa::Chip::Dma &numbers, unsigned fabricPort)
      : numbers(numbers), fabricPort(fabricPort), bursts(1), words(1),
        arrivals(1), writer(1) {}
  const isa::Chip::Dma &numbers;
  const unsigned fabricPort; ///< where it is: see Fabric
  Server bursts;             ///< the reader's requests to the outside
  Server words;              ///< and to L1
  Server arrivals;           ///< words, from L1 or the outside
  Server writer;             ///< booked in words
  std::vector<DmaChannel *> channels;
  size_t asking = 0;       ///< channels with a packet for the writer
  size_t turn = 0;         ///< channel that has written last
  bool isGranting = false; ///< somebody is to be granted the writer later
  Cycle acknowledged = 0;  ///< the last write outside so far
  unsigned reading = 0, writing = 0; ///< channels at work that do so in L1
  uint64_t meetings = 0; ///< of their lines, that have not cost a cycle yet
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
  uint64_t waitForWrites(uint64_t words, const isa::Chip::L1 &l1);
  void reset() {
    bursts.reset();
    words.reset();
    arrivals.reset();
    writer.reset();
    asking = turn = 0;
    acknowledged = 0;
    isGranting = false;
    active = reading = writing = 0;
    meetings = 0;
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
    Whole,
    Grant,
    AtTarget,
    AtTargets,
    AllDone,
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
    bool isList = false;           ///< of a gather
    bool isWhole = false;          ///< all has arrived
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
  uint32_t take();
  void issue();
  void issueFrom(Cycle from);
  void request(uint32_t slot, Cycle from);
  void requestL1(uint32_t slot, Cycle from);
  void multicast(uint32_t slot);
  uint64_t cyclesBetweenRequests(bool isList) const;
  void goOn(Cycle requestsEnd);
  void atSource(uint32_t slot);
  void leaves(uint32_t slot);
  void whole(uint32_t slot);
  void ask();
  Cycle writerFreeAt() const;
  void grant();
  void write();
  void send(uint32_t slot, const Server::Booking &words);
  void atTarget(uint32_t slot);
  void atTargets(uint32_t slot);
  Cycle reach(const Moving &moving, unsigned target);
  void packetDone(uint32_t slot, Cycle when);
  void end();

  bool isOwnL1(const Place &place) const;
  bool readsList() const { return isGather && parts.isList(); }
  bool isFull() const { return inRing == ring.size(); }
  Flight serve(const Moving &moving, const PacketSide &side, const Place &place,
               Flight arrivals, bool isWrite);
  Flight serveHbm(const Moving &moving, const PacketSide &side, Flight arrivals,
                  bool isWrite);
  void readBytes(Moving &moving);
  void writeBytes(const Moving &moving, unsigned target);
  void protectTarget(const Place &first, uint64_t firstDst,
                     const isa::TdmaPiece &piece);
  void moveAll();

  DmaEngine &engine;
  Packetizer packetizer;
  isa::Transfer transfer;
  GatherParts parts;
  bool isGather = false;
  uint32_t tag = 0;              ///< of the instruction under way
  std::vector<unsigned> targets; ///< tiles, if multicast
  std::vector<Moving> moving;    ///< slots
  std::vector<uint32_t> freeSlots;
  /// Packets from their request until they are written, in order; of each
  /// place, the slot, and when the next one may be requested.
  struct RingPlace {
    uint32_t slot = 0;
    Cycle freeAt = 0;
  };
  std::vector<RingPlace> ring;
  size_t issueAt = 0, writeAt = 0; ///< places of the next to be issued, written
  size_t inRing = 0;
  Cycle doneAt = 0;        ///< when all packets so far have been done
  bool asks = false;       ///< the oldest in the ring is whole
  bool movesAtEnd = false; ///< the order of elements matters
  bool inOrder = false;    ///< and each waits for the one before
  bool blocked = false;    ///< the ring was full
  bool readsL1 = false, writesL1 = false; ///< its own, the list aside
  bool usesOwnL1 = false;
  uint64_t packetsSent = 0;
};

} // namespace alcyone::sim
