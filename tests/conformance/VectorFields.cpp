// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Bases.h"
#include "Fields.h"

namespace alcyone::tests {

using namespace isa;

namespace {

constexpr uint32_t wordBytes = 4, mostWords = 255;

// A micro-program without stores that begins `words` in front of the usual one.
Vector &idle(Trials &trials, uint32_t words) {
  Vector &vector = trials.again<Vector>();
  vector.setupLength = vector.beforeLength = vector.bodyLength =
      vector.afterLength = 0;
  vector.size = {1, 1, 2, 20};
  vector.program -= words * wordBytes;
  return vector;
}

} // namespace

FIELD(Vector, program) {
  const uint64_t bytes = trials.chip.tcp.memoryBytes;
  trials.runs(microProgram);
  trials.faults(FaultCode::Misaligned, microProgram + 1, microProgram + 2);
  trials.faults(FaultCode::AddressOutOfRange, bytes - 4, bytes, 0xFFFF'FFFC);
  trials.faults(FaultCode::IllegalInstruction, bytes - 64); // zeros
  idle(trials, 0).bodyLength = 1;
  trials.runs(microProgram - 4, microProgram - 8, bytes - 4);
  idle(trials, 0);
  trials.runs(bytes); // nothing to fetch
}

FIELD(Vector, setupLength) {
  trials.runs(1);
  trials.faults(FaultCode::IllegalInstruction, 10); // stores
  for (const uint32_t words : {0u, 1u, 3u, mostWords}) {
    idle(trials, words);
    trials.runs(words);
  }
}

FIELD(Vector, beforeLength) {
  trials.runs(0, 1);
  for (const uint32_t words : {0u, 1u, 3u, mostWords}) {
    idle(trials, words);
    trials.runs(words);
  }
}

FIELD(Vector, bodyLength) {
  trials.runs(0, 1, 8);
  trials.as<Vector>().size = {1, 1, 2, 20};
  trials.runs(mostWords);
}

FIELD(Vector, afterLength) {
  trials.runs(0, 1, 3);
  trials.as<Vector>().size = {1, 1, 2, 20};
  trials.runs(mostWords);
}

FIELD(Vector, size) {
  trials.runs(0, 1, 2, 3);
  trials.faults(FaultCode::AddressOutOfRange, 0x0010'0000);
  trials.faults(FaultCode::IllegalInstruction, 0xFFFF'FFFF);
  trials.as<Vector>().laneReduce = true;
  trials.runs(0, 1, 2, 3);
  trials.again<Vector>().size = {1, 1, 1, 1};
  trials.runs(16);
}

FIELD(Vector, indexBase) { trials.runs(0, 1, 1000, -1, 0x8000'0000); }

// Elements of a stream lie in the 1,956 bytes from its base on.
FIELD(Vector, base) {
  const uint64_t bytes = trials.chip.l1.bytes;
  trials.runs(0, 0x7000, 0x7004);
  trials.faults(FaultCode::Misaligned, 0x7002, 0x7001);
  trials.faults(FaultCode::AddressOutOfRange, bytes - 4, bytes, 0xFFFF'FFFC);
  trials.as<Vector>().format.fill(Format::Int8);
  trials.runs(0x7001);
  trials.again<Vector>().size = {1, 1, 1, 1};
  trials.atEnd = true;
  trials.runs(bytes - 4);
}

FIELD(Vector, stride) {
  const int64_t bytes = int64_t(trials.chip.l1.bytes);
  trials.runs(0, 4, 12, 600, -4, -100);
  trials.faults(FaultCode::Misaligned, 2, 5, -3);
  trials.faults(FaultCode::AddressOutOfRange, bytes, -bytes);
  trials.as<Vector>().format.fill(Format::Uint8);
  trials.runs(1, 3, -5);
  trials.as<Vector>().laneReduce = true;
  trials.runs(1, 3, -5);
}

FIELD(Vector, format) {
  for (const CaseInfo &row : formatInfo.cases)
    if (Format(row.value) != Format::None)
      trials.runs(row.value);
  trials.faults(FaultCode::IllegalInstruction, Format::None,
                formatInfo.cases.size(), 255);
  trials.as<Vector>().bodyLength = 0; // nobody uses the streams
  trials.as<Vector>().afterLength = 0;
  trials.runs(Format::None);
}

FIELD(Vector, laneReduce) {
  trials.runs(false, true);
  trials.faults(FaultCode::IllegalInstruction, 2, 255);
}

} // namespace alcyone::tests
