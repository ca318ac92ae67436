// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Fields.h"

namespace alcyone::tests {

using namespace isa;

FIELD(Header, tag) { trials.runs(0, 1, 0x12345, 0xFFFF'FFFF); }

namespace {

// Which semaphore, with a count that makes it be used, and without.
void numbers(Trials &trials, uint8_t Header::*count) {
  const uint64_t last = trials.chip.semaphore.count - 1;
  trials.runs(0, last, 255);
  header(trials.base).*count = 2;
  trials.runs(0, 1, 9, last);
  trials.faults(FaultCode::IllegalInstruction, last + 1, 255);
}

void counts(Trials &trials, uint8_t Header::*semaphore) {
  header(trials.base).*semaphore = 9;
  trials.runs(0, 1, 2, 255);
}

// The other signal goes to the same semaphore.
void overflow(Trials &trials, uint8_t Header::*semaphore,
              uint8_t Header::*other, uint8_t Header::*otherCount) {
  header(trials.base).*semaphore = header(trials.base).*other = 9;
  header(trials.base).*otherCount = 1;
  trials.runs(254);
  trials.faults(FaultCode::SemaphoreOverflow, 255);
}

void targets(Trials &trials, uint8_t Header::*semaphore,
             uint8_t Header::*count) {
  const uint64_t tiles = trials.chip.tileCount();
  trials.runs(0, tiles, targetWritten, targetAll, targetOwn);
  header(trials.base).*semaphore = 9;
  header(trials.base).*count = 3;
  trials.runs(0, tiles - 1, targetWritten, targetAll, targetOwn);
  trials.faults(FaultCode::AddressOutOfRange, tiles, targetWritten - 1);
}

} // namespace

FIELD(Header, wait0Sem) { numbers(trials, &Header::wait0Count); }
FIELD(Header, wait1Sem) { numbers(trials, &Header::wait1Count); }
FIELD(Header, signal0Sem) { numbers(trials, &Header::signal0Count); }
FIELD(Header, signal1Sem) { numbers(trials, &Header::signal1Count); }

FIELD(Header, wait0Count) { counts(trials, &Header::wait0Sem); }
FIELD(Header, wait1Count) { counts(trials, &Header::wait1Sem); }
FIELD(Header, signal0Count) {
  counts(trials, &Header::signal0Sem);
  overflow(trials, &Header::signal0Sem, &Header::signal1Sem,
           &Header::signal1Count);
}
FIELD(Header, signal1Count) {
  counts(trials, &Header::signal1Sem);
  overflow(trials, &Header::signal1Sem, &Header::signal0Sem,
           &Header::signal0Count);
}

FIELD(Header, signal0Target) {
  targets(trials, &Header::signal0Sem, &Header::signal0Count);
}
FIELD(Header, signal1Target) {
  targets(trials, &Header::signal1Sem, &Header::signal1Count);
}

} // namespace alcyone::tests
