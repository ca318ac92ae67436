// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Semaphores.h.
#include "isa/semantics/Semaphores.h"

#include <algorithm>

namespace alcyone::isa {

void SemaphoreFile::reset() { std::fill(values.begin(), values.end(), 0); }

Fault SemaphoreFile::check(const Header &header) const {
  const uint8_t uses[][2] = {{header.wait0Count, header.wait0Sem},
                             {header.wait1Count, header.wait1Sem},
                             {header.signal0Count, header.signal0Sem},
                             {header.signal1Count, header.signal1Sem}};
  for (auto [amount, semaphore] : uses)
    if (amount && semaphore >= count())
      return {FaultCode::IllegalInstruction, semaphore};
  return {};
}

// [semantics: sync]
// An instruction starts once both of its waits hold, and then takes both.
bool SemaphoreFile::canWait(const Header &header) const {
  unsigned first = header.wait0Count, second = header.wait1Count;
  if (first && second && header.wait0Sem == header.wait1Sem)
    return values[header.wait0Sem] >= first + second;
  return (!first || values[header.wait0Sem] >= first) &&
         (!second || values[header.wait1Sem] >= second);
}

bool SemaphoreFile::tryWait(const Header &header) {
  if (!canWait(header))
    return false;
  if (header.wait0Count)
    values[header.wait0Sem] -= header.wait0Count;
  if (header.wait1Count)
    values[header.wait1Sem] -= header.wait1Count;
  return true;
}

bool SemaphoreFile::tryWait(unsigned semaphore, unsigned amount) {
  if (values[semaphore] < amount)
    return false;
  values[semaphore] -= uint8_t(amount);
  return true;
}

Fault SemaphoreFile::signal(unsigned semaphore, unsigned amount) {
  if (values[semaphore] + uint64_t(amount) > 255)
    return {FaultCode::SemaphoreOverflow, semaphore};
  values[semaphore] += uint8_t(amount);
  return {};
}
// [end]

} // namespace alcyone::isa
