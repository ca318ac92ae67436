// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/tcp/Tcp.h"

#include "isa/support/Failure.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace alcyone::isa {

Tcp::Tcp(std::span<uint8_t> memory)
    : memory(memory.data()), memoryBytes(memory.size()) {
  if (memoryBytes % 8 != 0)
    fail(Category::BadConfig, "control memory of " +
                                  std::to_string(memoryBytes) +
                                  " bytes: the size must be a multiple of 8");
  const uint64_t wordCount = memoryBytes / 4;
  decoded.reset(static_cast<TcpDecoded *>(
      std::calloc(wordCount + 1, sizeof(TcpDecoded))));
  if (!decoded)
    throw std::bad_alloc();
  decoded[wordCount].op = TcpOp::EndOfMemory;
  reset(0);
}

void Tcp::reset(uint64_t entry) {
  invalidate(0, memoryBytes);
  x.fill(0);
  x[2] = memoryBytes;
  counts = {};
  setPc(entry);
}

TcpStop Tcp::run(TcpBus &bus, uint64_t maxInstructions) {
  const uint64_t end = counts.instructions() + maxInstructions;
  for (;;) {
    TcpStop stop = run(end - counts.instructions());
    if (stop.reason != TcpStopReason::Access)
      return stop;
    const TcpBus::Reply reply = bus.access(stop.access);
    switch (reply.kind) {
    case TcpBus::Reply::Kind::Stalled:
      return stop;
    case TcpBus::Reply::Kind::Faulted:
      isPending = false;
      stop.reason = TcpStopReason::Fault;
      stop.fault = reply.fault;
      return stop;
    case TcpBus::Reply::Kind::Done:
    case TcpBus::Reply::Kind::Halted:
      if (stop.access.kind == TcpAccess::Kind::Load)
        finishLoad(reply.value);
      else
        finishStore();
      if (reply.kind == TcpBus::Reply::Kind::Done)
        break;
      stop.reason = TcpStopReason::Halted;
      stop.pc = pcValue;
      return stop;
    }
  }
}

void Tcp::finishLoad(uint64_t value) {
  finish(TcpAccess::Kind::Load);
  const unsigned unused = 64 - 8 * pendingAccess.bytes;
  value <<= unused;
  x[pendingAccess.rd] =
      pendingAccess.signExtend
          ? static_cast<uint64_t>(static_cast<int64_t>(value) >> unused)
          : value >> unused;
}

void Tcp::finishStore() { finish(TcpAccess::Kind::Store); }

void Tcp::finish(TcpAccess::Kind kind) {
  if (!isPending || pendingAccess.kind != kind)
    fail(Category::ModelBug, "the control processor waits for no such access");
  isPending = false;
  pcValue += 4;
  ++counts.outside;
}

void Tcp::setPc(uint64_t value) {
  pcValue = value;
  isPending = false;
}

void Tcp::setReg(unsigned index, uint64_t value) {
  if (index != 0)
    x[index] = value;
}

TcpCounters Tcp::takeCounters() { return std::exchange(counts, {}); }

void Tcp::invalidate(uint64_t address, uint64_t bytes) {
  if (address < decodedEnd)
    forget(address, std::min(bytes, memoryBytes - address));
}

Fault Tcp::fetchFault(uint64_t address) const {
  if (address % 4 != 0)
    return {FaultCode::Misaligned, address};
  if (address >= memoryBytes)
    return {FaultCode::AddressOutOfRange, address};
  return {};
}

uint32_t Tcp::wordAt(uint64_t offset) const {
  uint32_t word;
  std::memcpy(&word, memory + offset, sizeof(word));
  return word;
}

void Tcp::decodeAt(uint64_t index) {
  decoded[index] = decodeTcp(wordAt(index * 4));
  decodedBegin = std::min(decodedBegin, index * 4);
  decodedEnd = std::max(decodedEnd, index * 4 + 4);
}

// Offset and size lie within the TCM, but maybe not within the decoded words.
void Tcp::forget(uint64_t offset, uint64_t bytes) {
  const uint64_t begin = std::max(offset, decodedBegin) / 4;
  const uint64_t end = (std::min(offset + bytes, decodedEnd) + 3) / 4;
  for (uint64_t index = begin; index < end; ++index)
    decoded[index].op = TcpOp::Undecoded;
  if (offset <= decodedBegin && offset + bytes >= decodedEnd) {
    decodedBegin = UINT64_MAX;
    decodedEnd = 0;
  }
}

} // namespace alcyone::isa
