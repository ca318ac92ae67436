// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "BusReference.h"

#include "isa/machine/TileRegisters.h"
#include "runtime/random/Random.h"

namespace alcyone::tests {

using namespace isa;

static bool isLoad(const TcpAccess &access) {
  return access.kind == TcpAccess::Kind::Load;
}

static BusReference::Bytes stored(const TcpAccess &access, uint64_t at) {
  BusReference::Bytes bytes;
  for (unsigned i = 0; i < access.bytes; ++i)
    bytes[at + i] = uint8_t(access.value >> 8 * i);
  return bytes;
}

uint8_t BusReference::content(uint64_t address) {
  return uint8_t(random::Random(address).next());
}

BusReference::Answer BusReference::loaded(const TcpAccess &access,
                                          uint64_t at) const {
  Answer answer;
  for (unsigned i = 0; isLoad(access) && i < access.bytes; ++i)
    answer.value |= uint64_t(content(at + i)) << 8 * i;
  return answer;
}

BusReference::Outputs BusReference::cycle(const Inputs &inputs) {
  Outputs out;
  switch (step) {
  case Step::Decode:
    if (inputs.access)
      decode(inputs, out);
    break;
  case Step::Signalled: {
    TileRegisterIndex target{};
    decodeRegisterAccess(*inputs.access, chip, target);
    out.answer = Answer{};
    if (inputs.overflows)
      out.answer->fault = {FaultCode::SemaphoreOverflow, target.index};
    step = Step::Decode;
    break;
  }
  case Step::L1Request:
  case Step::L1Read:
    accessL1(inputs, out);
    break;
  default:
    accessAxi(inputs, out);
  }
  if (inputs.clear)
    clear();
  return out;
}

// Registers and what is not there are answered at once.
void BusReference::decode(const Inputs &inputs, Outputs &out) {
  const TcpAccess &access = *inputs.access;
  if (address::locate(access.address).region == address::Region::TileRegisters)
    return accessRegister(inputs, out);
  const address::Location place = memory.locate(access.address, 0);
  Fault fault;
  if (!memory.resolve(access.address, access.bytes, 0, fault)) {
    out.answer = Answer{fault};
  } else if (place.region == address::Region::L1) {
    l1Offset = place.offset;
    step = Step::L1Request;
  } else {
    step = Step::Address;
  }
}

void BusReference::accessRegister(const Inputs &inputs, Outputs &out) {
  TileRegisterIndex target{};
  if (Fault fault = decodeRegisterAccess(*inputs.access, chip, target))
    out.answer = Answer{fault};
  else if (isLoad(*inputs.access))
    out.answer = Answer{{}, readRegister(inputs, target)};
  else
    writeRegister(inputs, target, out);
}

uint64_t BusReference::readRegister(const Inputs &inputs,
                                    TileRegisterIndex target) const {
  switch (target.which) {
  case TileRegister::TileId:
    return inputs.tile;
  case TileRegister::TileCount:
    return chip.tileCount();
  case TileRegister::ClusterId:
    return inputs.tile / chip.tilesPerCluster;
  case TileRegister::TilesPerCluster:
    return chip.tilesPerCluster;
  case TileRegister::Cycle:
    return inputs.cycle;
  case TileRegister::QueueFree:
    return inputs.free[target.index];
  case TileRegister::Semaphore:
    return inputs.semaphores[target.index];
  default:
    return 0; // the others are not read
  }
}

void BusReference::writeRegister(const Inputs &inputs, TileRegisterIndex target,
                                 Outputs &out) {
  const uint64_t value = inputs.access->value;
  bool isDone = true;
  switch (target.which) {
  case TileRegister::Halt:
    out.halt = value;
    break;
  case TileRegister::SemaphoreWait:
    out.wait = {unsigned(value & 0xFF), unsigned(value >> 8)};
    isDone = inputs.waitGranted;
    out.isStalled = !isDone;
    break;
  case TileRegister::QueuePush:
    out.isStalled = inputs.free[target.index] == 0;
    isDone = !out.isStalled && !inputs.pushBusy;
    if (isDone)
      out.push = target.index;
    break;
  default: // it may overflow, which is known a cycle later
    out.signal = {target.index, unsigned(value)};
    isDone = false;
    if (inputs.signalTaken)
      step = Step::Signalled;
  }
  if (isDone)
    out.answer = Answer{};
}

void BusReference::accessL1(const Inputs &inputs, Outputs &out) {
  const TcpAccess &access = *inputs.access;
  if (step == Step::L1Read) {
    if (isL1Due()) {
      out.answer = loaded(access, l1Offset);
      step = Step::Decode;
    }
    ++sinceGrant;
    return;
  }
  const uint64_t line = l1Offset - l1Offset % chip.l1.bankBytes;
  out.l1 = {!isLoad(access), line, unsigned(chip.l1.bankBytes)};
  if (!isLoad(access))
    out.l1Data = stored(access, l1Offset);
  if (inputs.granted) {
    step = Step::L1Read;
    sinceGrant = 1;
  }
}

void BusReference::accessAxi(const Inputs &inputs, Outputs &out) {
  const TcpAccess &access = *inputs.access;
  if (step == Step::Address) {
    out.axi = {!isLoad(access), access.address, access.bytes};
    if (inputs.addressTaken)
      step = isLoad(access) ? Step::Answer : Step::Data;
  } else if (step == Step::Data) {
    out.axiData = stored(access, access.address);
    if (inputs.dataTaken)
      step = Step::Answer;
  } else if (inputs.answered) {
    out.answer = loaded(access, access.address);
    step = Step::Decode;
  }
}

} // namespace alcyone::tests
