// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loads and fetches of control memory.
#include "isa/machine/ControlMemory.h"

#include "isa/machine/EngineQueue.h"
#include "isa/machine/SignalTargets.h"
#include "isa/semantics/Vector.h"
#include "isa/support/Failure.h"

#include <cstring>

namespace alcyone::isa {

static bool fits(uint64_t address, uint64_t bytes, uint64_t size) {
  return address <= size && bytes <= size - address;
}

static void put(std::span<uint8_t> tcm, uint64_t address, const void *bytes,
                uint64_t count, const char *what) {
  if (!fits(address, count, tcm.size()))
    fail(Category::BadInput, std::string(what) + " of " +
                                 std::to_string(count) + " bytes at address " +
                                 std::to_string(address) +
                                 " does not fit a control memory of " +
                                 std::to_string(tcm.size()) + " bytes");
  if (count)
    std::memcpy(tcm.data() + address, bytes, count);
}

void loadControlMemory(std::span<uint8_t> tcm, const LaunchRequest &request) {
  for (const TcmSegment &segment : request.segments)
    put(tcm, segment.address, segment.bytes.data(), segment.bytes.size(),
        "a segment");
  put(tcm, request.argumentsAddress, request.arguments.data(),
      request.arguments.size_bytes(), "the argument table");
}

// The last tile that a signal reaches has to be there. An instruction that
// moves nothing is not checked by its engine, so its multicast is checked here.
static Fault checkTarget(const Instruction &instruction, uint8_t count,
                         uint16_t target, unsigned tile, unsigned tileCount) {
  if (count == 0 || target == targetOwn || target == targetAll ||
      target < tileCount)
    return {};
  const TileRange reached = signalTargets(instruction, target, tile, tileCount);
  const uint64_t last =
      reached.first + uint64_t(reached.count - 1) * reached.stride;
  if (last < tileCount)
    return {};
  return {FaultCode::AddressOutOfRange, last};
}

Fault fetchDescriptor(std::span<const uint8_t> tcm, uint64_t address,
                      unsigned queue, const SemaphoreFile &semaphores,
                      unsigned tile, unsigned tileCount,
                      Instruction &instruction) {
  if (address % 8 != 0)
    return {FaultCode::Misaligned, address};
  if (!fits(address, 1, tcm.size()))
    return {FaultCode::AddressOutOfRange, address};
  const unsigned size = descriptorSize(tcm[address]);
  if (!fits(address, size, tcm.size()))
    return {FaultCode::AddressOutOfRange, tcm.size()};
  // An unknown opcode has size 0 and is not looked at beyond its first byte.
  if (Fault fault = decode(tcm.data() + address, instruction))
    return fault;
  if (!queueAccepts(queue, instruction))
    return {FaultCode::IllegalInstruction, tcm[address]};
  const Header &h = header(instruction);
  if (Fault fault = semaphores.check(h))
    return fault;
  if (Fault fault = checkTarget(instruction, h.signal0Count, h.signal0Target,
                                tile, tileCount))
    return fault;
  return checkTarget(instruction, h.signal1Count, h.signal1Target, tile,
                     tileCount);
}

Fault fetchMicroProgram(std::span<const uint8_t> tcm, const Vector &inst,
                        std::span<const uint32_t> &program) {
  if (inst.program % 4 != 0)
    return {FaultCode::Misaligned, inst.program};
  const uint64_t words = programLength(inst);
  if (!fits(inst.program, 4 * words, tcm.size()))
    return {FaultCode::AddressOutOfRange,
            std::max<uint64_t>(inst.program, tcm.size())};
  // Tile memories are at least page aligned in the host, so words are aligned.
  program = {reinterpret_cast<const uint32_t *>(tcm.data() + inst.program),
             words};
  return {};
}

} // namespace alcyone::isa
