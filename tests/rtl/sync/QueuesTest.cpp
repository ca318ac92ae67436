// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do the queues start, signal and refuse what their descriptors say, in every
// cycle? A control processor pushes, waits and signals at random; engines take
// random times.
#include "QueuesReference.h"
#include "Valc_queues_bench.h"
#include "rtl/Model.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>

using namespace alcyone;
using namespace alcyone::isa;
using tests::QueuesReference;

namespace {

// Of the semaphores, queues take from the lower ones, and the control
// processor from the upper ones, so that it never waits for ever.
constexpr unsigned taken = 4, used = 6;

class Queues : public testing::Test {
protected:
  Queues() { port.reset(); }

  Instruction instructionFor(unsigned q) {
    if (random.oneIn(3))
      return Sync{};
    if (q == ttuQueue)
      return Matmul{.m = uint16_t(random.next())};
    if (q == tvpQueue)
      return Vector{.program = uint32_t(random.next())};
    if (random.oneIn(2))
      return Fill{.dst = random.next()};
    return Copy{.src = random.next()};
  }

  void giveHeader(Header &header) {
    header.tag = uint32_t(random.next());
    const auto count = [&] { return uint8_t(random.below(3)); };
    if (random.oneIn(2)) {
      header.wait0Sem = uint8_t(random.below(taken));
      header.wait0Count = count();
      header.wait1Sem = uint8_t(random.below(taken));
      header.wait1Count = count();
    }
    header.signal0Sem = uint8_t(random.below(used));
    header.signal0Count = random.oneIn(100) ? 200 : count();
    header.signal1Sem = uint8_t(random.below(used));
    header.signal1Count = count();
  }

  // Whoever takes part in a barrier gets it before the next one is pushed, so
  // that they open. One id at a time: others may wait for it on their way out.
  void beginBarrier() {
    barrier = {.queues = uint16_t(random.below(1u << reference.count())),
               .scope = random.oneIn(3) ? Scope::Chip : Scope::Tile,
               .id = uint8_t(random.below(Barriers::ids))};
    invited = barrier.queues;
  }
  Barrier invitation(unsigned q) {
    Barrier made = barrier;
    invited &= ~(1u << q);
    if (!random.oneIn(damage))
      return made;
    switch (random.below(4)) {
    case 0:
      made.queues = 0;
      break;
    case 1:
      made.queues = uint16_t(made.queues & ~(1u << q));
      break;
    case 2:
      made.queues |= uint16_t(1u << random.below(queuePorts));
      break;
    default:
      made.id = uint8_t(random.next());
    }
    return made;
  }
  bool isInBarrier() const {
    for (unsigned q = 0; q < reference.count(); ++q)
      for (unsigned i = 0; i < reference.queue(q).size(); ++i)
        if (std::holds_alternative<Barrier>(
                reference.queue(q).at(i).instruction))
          return true;
    return false;
  }

  // A descriptor in control memory, sometimes not as it should be.
  uint64_t place(Instruction instruction) {
    giveHeader(header(instruction));
    uint8_t bytes[maxDescriptorBytes] = {};
    encode(instruction, bytes);
    uint64_t address = random.below(tcm.size() - sizeof bytes) & ~7ull;
    if (random.oneIn(damage)) {
      bytes[random.below(Header::sizeBytes)] ^= uint8_t(1u << random.below(8));
    } else if (random.oneIn(damage)) {
      address += 1 + random.below(7);
    } else if (random.oneIn(damage)) {
      address = tcm.size() - 64;
    } else if (random.oneIn(damage)) {
      return tcm.size() + random.below(1000) * 8;
    }
    std::copy_n(bytes, std::min<uint64_t>(sizeof bytes, tcm.size() - address),
                tcm.begin() + int64_t(address));
    return address;
  }

  void push() {
    if (reference.isBusy() || !random.oneIn(pause))
      return;
    if (!invited && random.oneIn(16) && !isInBarrier())
      beginBarrier();
    const unsigned q = invited ? unsigned(__builtin_ctz(invited))
                               : random.below(reference.count());
    if (reference.queue(q).full())
      return;
    const bool isWrong = random.oneIn(damage);
    const uint64_t address =
        place(invited ? Instruction(invitation(q))
                      : instructionFor(isWrong ? random.below(reference.count())
                                               : q));
    inputs.push = {q, address, uint32_t(random.next())};
  }

  // Takes what there is; gives what a head lacks that would wait for ever.
  void useSemaphores() {
    if (!inputs.wait && random.oneIn(8)) {
      const unsigned number = taken + random.below(used - taken);
      const unsigned value = reference.semaphores().value(number);
      inputs.wait = {number, std::min(value, random.below(100))};
    }
    for (unsigned q = 0; q < reference.count() && !inputs.signal; ++q)
      if (reference.isWaiting(q) && random.oneIn(64)) {
        const Header &waits = header(reference.queue(q).front().instruction);
        // One that is not waited for may be damaged.
        const unsigned number =
            random.oneIn(2) ? waits.wait0Sem : waits.wait1Sem;
        if (number < chip.semaphore.count)
          inputs.signal = {number, 2};
      }
    if (!inputs.signal && random.oneIn(1000))
      inputs.signal = {random.below(used), 200};
  }

  void runEngines() {
    const uint32_t starts = reference.starts();
    ASSERT_EQ(port.start_o, starts);
    inputs.done = 0;
    for (unsigned q = 0; q < reference.count(); ++q) {
      if (starts >> q & 1)
        left[q] = 1 + (random.oneIn(4) ? 0 : random.below(40));
      if (left[q] == 0)
        continue;
      expectHead(q);
      if (--left[q] > 0)
        continue;
      inputs.done |= 1u << q;
      inputs.faults[q] = {};
      if (random.oneIn(8 * damage))
        inputs.faults[q] = {FaultCode(1 + random.below(6)), random.next()};
    }
  }
  void expectHead(unsigned q) {
    const Instruction &head = reference.queue(q).front().instruction;
    uint8_t bytes[maxDescriptorBytes] = {};
    encode(head, bytes);
    const unsigned size = unsigned(
        std::visit([](const auto &one) { return one.sizeBytes; }, head));
    EXPECT_EQ(std::memcmp(port.head_o[q].m_storage, bytes, size), 0);
  }

  void drive() {
    port.push_i = inputs.push.has_value();
    const QueuesReference::Push push =
        inputs.push.value_or(QueuesReference::Push{});
    port.push_queue_i = uint8_t(push.queue);
    port.push_address_i = push.address;
    port.push_pc_i = push.pc;
    port.tcp_wait_valid_i = inputs.wait.has_value();
    const auto wait = inputs.wait.value_or(QueuesReference::SemaphoreUse{});
    port.tcp_wait_number_i = uint8_t(wait.number);
    port.tcp_wait_count_i = uint8_t(wait.count);
    port.tcp_signal_valid_i = inputs.signal.has_value();
    const auto signal = inputs.signal.value_or(QueuesReference::SemaphoreUse{});
    port.tcp_signal_number_i = uint8_t(signal.number);
    port.tcp_signal_count_i = uint8_t(signal.count);
    port.done_i = uint8_t(inputs.done);
    for (unsigned q = 0; q < reference.count(); ++q) {
      port.fault_code_i[q] = uint8_t(inputs.faults[q].code);
      port.fault_value_i[q] = inputs.faults[q].value;
    }
    port.eval();
  }

  void expectState() {
    ASSERT_EQ(port.push_busy_o, reference.isBusy());
    for (unsigned q = 0; q < reference.count(); ++q)
      ASSERT_EQ(port.free_o[q], reference.queue(q).freeSlots());
    for (unsigned i = 0; i < chip.semaphore.count; ++i)
      ASSERT_EQ(port.semaphore_o[i], reference.semaphores().value(i)) << i;
  }
  void expectReport(const QueuesReference::Report &report) {
    ASSERT_EQ(port.fault_code_o, uint8_t(report.fault.code));
    if (!report.fault)
      return;
    EXPECT_EQ(port.fault_value_o, report.fault.value);
    EXPECT_EQ(port.fault_who_o, report.who);
    EXPECT_EQ(port.fault_tag_o, report.tag);
    EXPECT_EQ(port.fault_is_push_o, report.push.has_value());
    EXPECT_EQ(port.fault_pc_o, report.push ? report.push->pc : 0);
    EXPECT_EQ(port.fault_descriptor_o, report.push ? report.push->address : 0);
  }
  void expect(const QueuesReference::Outputs &out) {
    ASSERT_EQ(port.granted_o, out.grants);
    ASSERT_EQ(port.retire_o, out.retires);
    ASSERT_EQ(port.tcp_wait_grant_o, out.waitGranted);
    ASSERT_EQ(port.tcp_signal_ready_o, out.signalTaken);
    ASSERT_EQ(port.tcp_overflow_o, out.overflows);
    ASSERT_EQ(port.empty_o, out.isEmpty);
    ASSERT_EQ(port.quiet_o, out.isQuiet);
    expectReport(out.report);
  }

  void clock() {
    const bool copies = port.copy_valid_o;
    const uint64_t from = port.copy_address_o;
    port.edge();
    auto *data = reinterpret_cast<uint8_t *>(port.copy_data_i.data());
    for (unsigned i = 0; i < 64; ++i)
      data[i] = copies ? tcm[(from + i) % tcm.size()] : uint8_t(random.next());
    port.eval();
  }

  void cycle() {
    inputs.push.reset();
    push();
    useSemaphores();
    drive();
    runEngines();
    drive();
    ASSERT_NO_FATAL_FAILURE(expectState());
    const QueuesReference::Outputs out = reference.cycle(inputs);
    ASSERT_NO_FATAL_FAILURE(expect(out));
    clock();
    if (out.waitGranted)
      inputs.wait.reset();
    if (out.signalTaken)
      inputs.signal.reset();
    retired += unsigned(__builtin_popcount(out.retires));
    if (!out.report.fault)
      return;
    ++faults[unsigned(out.report.fault.code)];
    refused += out.report.push.has_value();
    startAgain();
  }

  void startAgain() {
    inputs.wait.reset();
    inputs.signal.reset();
    inputs.push.reset();
    inputs.done = 0;
    drive();
    port.clear_i = 1;
    clock();
    port.clear_i = 0;
    reference.clear();
    std::ranges::fill(left, 0);
    invited = 0;
  }

  const Chip chip = loadChip("nano");
  rtl::Model<Valc_queues_bench> port;
  random::Random random{tests::firstSeed()};
  std::vector<uint8_t> tcm = std::vector<uint8_t>(chip.tcp.memoryBytes);
  QueuesReference reference{chip, tcm};
  QueuesReference::Inputs inputs{
      {}, {}, {}, 0, std::vector<Fault>(reference.count())};
  unsigned pause = 1;     // between pushes
  unsigned damage = 1000; // one descriptor in
  Barrier barrier;
  uint32_t invited = 0; // queues that the barrier is still to be pushed to
  std::vector<unsigned> left =
      std::vector<unsigned>(reference.count()); // cycles of an engine
  unsigned retired = 0, refused = 0;
  unsigned faults[16] = {};
};

TEST_F(Queues, do_what_descriptors_say_in_every_cycle) {
  for (unsigned n = 0; n < 150'000 && !HasFailure(); ++n) {
    if (n % 500 == 0) {
      pause = 1 + random.below(12);
      damage = random.oneIn(4) ? 10 : 10'000;
    }
    cycle();
  }
  EXPECT_GT(retired, 10'000u);
  EXPECT_GT(refused, 100u);
  for (const FaultCode code :
       {FaultCode::IllegalInstruction, FaultCode::UnsupportedVersion,
        FaultCode::AddressOutOfRange, FaultCode::Misaligned,
        FaultCode::SemaphoreOverflow})
    EXPECT_GT(faults[unsigned(code)], 10u) << faultName(code);
}

} // namespace
