// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/machine/Execution.h"

#include "isa/machine/ControlMemory.h"
#include "isa/semantics/Matmul.h"
#include "isa/semantics/Tdma.h"
#include "isa/semantics/Vector.h"
#include "isa/support/AddressMap.h"

namespace alcyone::isa {

namespace {

class Execution {
public:
  Execution(const EngineMemories &at, std::vector<AddressRange> *written)
      : at(at), written(written) {}

  Fault operator()(const Sync &) { return {}; }
  Fault operator()(const Barrier &) { return {}; }
  Fault operator()(const Matmul &inst) {
    const std::span<uint8_t> l1 = at.memory.l1(at.tile);
    if (Fault fault = checkMatmul(inst, l1.size()))
      return fault;
    if (written)
      note(outputRanges(inst));
    matmul(inst, l1.data());
    return {};
  }
  Fault operator()(const Vector &inst) {
    std::span<const uint32_t> program;
    if (Fault fault = fetchMicroProgram(at.tcm, inst, program))
      return fault;
    const std::span<uint8_t> l1 = at.memory.l1(at.tile);
    if (written) {
      if (Fault fault = checkVector(inst, l1.size(), program))
        return fault;
      note(outputRanges(inst, program));
    }
    return vector(inst, l1.data(), l1.size(), program);
  }
  Fault operator()(const Copy &inst) { return move(inst, copy); }
  Fault operator()(const Fill &inst) { return move(inst, fill); }
  Fault operator()(const Gather &inst) { return move(inst, gather); }

private:
  template <typename Move>
  Fault move(const Move &inst,
             Fault (*run)(const Move &, MemoryMap &, unsigned)) {
    if (written) {
      Transfer transfer;
      if (Fault fault = prepare(inst, at.memory, at.tile, transfer))
        return fault;
      note(transfer);
    }
    return run(inst, at.memory, at.tile);
  }

  void note(uint64_t address, uint64_t bytes) {
    if (!written->empty() &&
        written->back().address + written->back().bytes == address)
      written->back().bytes += bytes;
    else
      written->push_back({address, bytes});
  }
  void note(const std::vector<ByteRange> &inL1) {
    for (const ByteRange &range : inL1)
      note(address::l1Of(at.tile) + range.offset, range.bytes);
  }
  void note(const Transfer &transfer) {
    if (transfer.isEmpty())
      return;
    for (unsigned target = 0; target < transfer.multicastCount; ++target) {
      TdmaWalk walk(transfer);
      for (TdmaPiece piece; walk.next(piece);)
        for (uint64_t i = 0; i < piece.elements; ++i)
          note(multicastAddress(transfer,
                                piece.dst + i * uint64_t(piece.dstStride),
                                target, at.tile),
               transfer.dstBytes());
    }
  }

  const EngineMemories &at;
  std::vector<AddressRange> *written;
};

} // namespace

Fault execute(const Instruction &instruction, const EngineMemories &memories,
              std::vector<AddressRange> *written) {
  if (written)
    written->clear();
  return std::visit(Execution(memories, written), instruction);
}

} // namespace alcyone::isa
