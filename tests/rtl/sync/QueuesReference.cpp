// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "QueuesReference.h"

#include "isa/machine/ControlMemory.h"

#include <algorithm>

namespace alcyone::tests {

using namespace isa;

namespace {

// What a waiting or signalling control processor is in the semantics.
Header waitOf(const QueuesReference::SemaphoreUse &use) {
  Header header;
  header.wait0Sem = uint8_t(use.number);
  header.wait0Count = uint8_t(use.count);
  return header;
}
Header signalOf(const QueuesReference::SemaphoreUse &use) {
  Header header;
  header.signal0Sem = uint8_t(use.number);
  header.signal0Count = uint8_t(use.count);
  return header;
}

bool isEngines(const Instruction &instruction) {
  return !std::holds_alternative<Sync>(instruction) &&
         !std::holds_alternative<Barrier>(instruction);
}

// 64 bytes a cycle, and it is the first of them that has the opcode.
unsigned chunksOf(std::span<const uint8_t> tcm, uint64_t address) {
  if (address % 8 || address >= tcm.size())
    return 1;
  for (const InstructionInfo &info : instructions())
    if (tcm[address] == uint8_t(info.opcode))
      return info.sizeBytes / 64;
  return 1;
}

} // namespace

QueuesReference::QueuesReference(const Chip &chip, std::span<const uint8_t> tcm)
    : chip(chip), tcm(tcm), queues(engineQueues(chip)), states(count()),
      file(unsigned(chip.semaphore.count)), barriers(1, queueMask(chip)) {}

void QueuesReference::clear() {
  for (EngineQueue &queue : queues)
    queue.clear();
  states.assign(count(), {});
  file.reset();
  barriers.reset();
  pushes.clear();
  giving.reset();
}

const Header &QueuesReference::headOf(unsigned q) const {
  return header(queues[q].front().instruction);
}

bool QueuesReference::asks(unsigned q) const {
  const State &state = states[q];
  return state.step == Step::Waiting ||
         (state.step == Step::Idle && !state.arrivals.empty() &&
          state.arrivals.front() <= now);
}

// Whose signals are taken in this cycle; count() is the control processor.
unsigned QueuesReference::signaller() const {
  unsigned q = 0;
  while (q < count() && !states[q].signals)
    ++q;
  return q;
}

// Not before the signals of the instruction before have been taken.
bool QueuesReference::mayStart(unsigned q) const {
  return states[q].step == Step::Start &&
         (!states[q].signals || signaller() == q);
}

uint32_t QueuesReference::starts() const {
  uint32_t mask = 0;
  for (unsigned q = 0; q < count(); ++q)
    if (mayStart(q) && isEngines(queues[q].front().instruction))
      mask |= 1u << q;
  return mask;
}

QueuesReference::Outputs QueuesReference::cycle(const Inputs &inputs) {
  Outputs out;
  for (State &state : states)
    state.fault = {};
  out.isQuiet = isQuiet(inputs);
  out.isEmpty = !giving;
  for (unsigned q = 0; q < count(); ++q)
    out.isEmpty &= queues[q].empty() && !states[q].signals;

  arrive();
  const std::optional<unsigned> who = granted(inputs);
  give(out);
  offer(inputs, out);
  finish(inputs, out);
  out.report = report();
  for (unsigned q = 0; q < count(); ++q)
    if (asks(q))
      states[q].step = who == q ? Step::Start : Step::Waiting;
  if (who == count())
    out.waitGranted = file.tryWait(waitOf(*inputs.wait));
  else if (who && file.tryWait(headOf(*who)))
    out.grants = 1u << *who;
  for (unsigned q = 0; q < count(); ++q)
    if (out.retires >> q & 1)
      retire(q);
  if (inputs.push)
    take(*inputs.push);
  if (!pushes.empty() && pushes.front().checkedAt == now)
    pushes.pop_front();
  ++now;
  return out;
}

// Heads that come to their barrier.
void QueuesReference::arrive() {
  for (unsigned q = 0; q < count(); ++q) {
    if (!mayStart(q))
      continue;
    const auto *barrier = std::get_if<Barrier>(&queues[q].front().instruction);
    if (!barrier)
      continue;
    states[q].step = Step::InBarrier;
    Fault fault;
    const uint64_t way =
        barrier->scope == Scope::Chip ? 2 * chip.noc.controlHopCycles : 0;
    for (const QueueRef &released : barriers.arrive({0, q}, *barrier, fault))
      states[released.queue].opensAt = now + way;
    blame(q, fault, barrier->header.tag);
  }
}

// Of the waiters that find what they want, the lowest.
std::optional<unsigned> QueuesReference::granted(const Inputs &inputs) const {
  for (unsigned q = 0; q < count(); ++q)
    if (asks(q) && file.canWait(headOf(q)))
      return q;
  if (inputs.wait && file.canWait(waitOf(*inputs.wait)))
    return count();
  return std::nullopt;
}

void QueuesReference::give(Outputs &out) {
  if (!giving)
    return;
  const Header &signals = giving->signals;
  Fault fault = file.signal(signals.signal0Sem, signals.signal0Count);
  const Fault second = file.signal(signals.signal1Sem, signals.signal1Count);
  if (!fault)
    fault = second;
  if (giving->who == count())
    out.overflows = bool(fault);
  else
    blame(giving->who, fault, signals.tag);
}

void QueuesReference::offer(const Inputs &inputs, Outputs &out) {
  giving.reset();
  const unsigned q = signaller();
  if (q < count()) {
    giving = {q, *states[q].signals};
    states[q].signals.reset();
  } else if (inputs.signal) {
    giving = {q, signalOf(*inputs.signal)};
    out.signalTaken = true;
  }
}

void QueuesReference::finish(const Inputs &inputs, Outputs &out) {
  for (unsigned q = 0; q < count(); ++q) {
    State &state = states[q];
    if (state.step == Step::Start && !state.signals) {
      if (std::holds_alternative<Sync>(queues[q].front().instruction))
        out.retires |= 1u << q;
      else
        state.step = Step::Running;
    }
    if (state.step == Step::InBarrier && state.opensAt == now)
      out.retires |= 1u << q;
    if (inputs.done >> q & 1) {
      blame(q, inputs.faults[q], headOf(q).tag);
      if (!inputs.faults[q])
        out.retires |= 1u << q;
    }
  }
}

void QueuesReference::retire(unsigned q) {
  State &state = states[q];
  const Header &header = headOf(q);
  if (header.signal0Count || header.signal1Count)
    state.signals = header;
  queues[q].pop();
  state.arrivals.pop_front();
  state.opensAt.reset();
  state.step = Step::Idle;
}

// In the queue queue.push_cycles after the end of the store, which takes two.
void QueuesReference::take(const Push &push) {
  QueuedInstruction entry{.instruction = Sync{}, .pc = push.pc};
  const Fault fault = fetchDescriptor(tcm, push.address, push.queue, file, 0, 1,
                                      entry.instruction);
  queues[push.queue].push(entry);
  states[push.queue].arrivals.push_back(now + 2 + chip.queue.pushCycles);
  const uint64_t readAt = now + 1 + chunksOf(tcm, push.address);
  pushes.push_back({push, fault, readAt, readAt + 1});
}

void QueuesReference::blame(unsigned q, const Fault &fault, uint32_t tag) {
  State &state = states[q];
  if (!state.fault && fault) {
    state.fault = fault;
    state.tag = tag;
  }
}

QueuesReference::Report QueuesReference::report() const {
  if (!pushes.empty() && pushes.front().checkedAt == now &&
      pushes.front().fault)
    return {pushes.front().fault, pushes.front().push.queue, 0,
            pushes.front().push};
  for (unsigned q = 0; q < count(); ++q)
    if (states[q].fault)
      return {states[q].fault, q, states[q].tag, std::nullopt};
  return {};
}

bool QueuesReference::isStuck(unsigned q) const {
  const Step step = states[q].step;
  return queues[q].empty() || step == Step::Waiting || step == Step::InBarrier;
}

bool QueuesReference::isTravelling() const {
  for (unsigned q = 0; q < count(); ++q)
    if (!states[q].arrivals.empty() && states[q].arrivals.back() > now)
      return true;
  return false;
}

bool QueuesReference::isQuiet(const Inputs &inputs) const {
  const std::optional<unsigned> who = granted(inputs);
  bool quiet = !giving && !inputs.signal && !isBusy() && !isTravelling() &&
               (!who || who == count());
  for (unsigned q = 0; q < count(); ++q)
    quiet &= isStuck(q) && !states[q].signals;
  return quiet;
}

} // namespace alcyone::tests
