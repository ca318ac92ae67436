// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does an access of the control processor come to the register, line or word
// that it names, whoever makes it wait, and is its answer that of whom it
// asked?
#include "BusReference.h"
#include "Valc_bus_bench.h"
#include "isa/machine/EngineQueue.h"
#include "rtl/Model.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <array>
#include <bit>
#include <gtest/gtest.h>
#include <sstream>

using namespace alcyone;
using tests::BusReference;

namespace {

class TileBus : public testing::Test {
protected:
  using Step = BusReference::Step;

  TileBus() {
    inputs.free.resize(queues);
    inputs.semaphores.resize(chip.semaphore.count);
    inputs.tile = random.below(1 << 16);
    port.tile_id_i = uint16_t(inputs.tile);
    reset();
  }

  // Asynchronous: what was asked for is gone before the next edge.
  void reset() {
    inputs.access.reset();
    port.valid_i = 0;
    port.rst_ni = 0;
    reference.clear();
    drive();
    expectSame(reference.cycle(inputs));
    port.edge();
    port.rst_ni = 1;
  }

  uint64_t registerAddress() {
    uint64_t offset = random.below(isa::address::tileRegistersBytes);
    if (!random.oneIn(8)) {
      const isa::RegisterInfo &info = random.pick(isa::tileRegisters);
      // Some more than the array has, and of an array rather what there is.
      const unsigned most = std::min(info.count, random.oneIn(4) ? 256 : 8u);
      offset = info.offset + 8 * random.below(most + random.oneIn(8));
    }
    return isa::address::tileRegisters + offset;
  }

  // In a memory, or beside it.
  uint64_t memoryAddress() {
    using namespace isa::address;
    const std::pair<uint64_t, uint64_t> memories[] = {
        {ownL1, chip.l1.bytes},   {l1Of(0), chip.l1.bytes},
        {l1Of(1), chip.l1.bytes}, {l2Of(0), chip.l2.bytes},
        {l2Of(1), chip.l2.bytes}, {hbm, chip.hbm.bytes}};
    const auto &[base, bytes] = random.pick(memories);
    switch (random.below(8)) {
    case 0:
      return base + bytes - 16 + random.below(32);
    case 1:
      return base - 16 + random.below(32);
    default:
      return base + random.next() % bytes;
    }
  }

  // As the control processor asks: aligned, and nothing above the size.
  isa::TcpAccess anyAccess() {
    isa::TcpAccess made;
    const bool isRegister = random.oneIn(2);
    made.kind = random.oneIn(2) ? isa::TcpAccess::Kind::Load
                                : isa::TcpAccess::Kind::Store;
    made.address = isRegister        ? registerAddress()
                   : random.oneIn(8) ? random.next() >> random.below(64)
                                     : memoryAddress();
    const unsigned log2 = isRegister && !random.oneIn(16) ? 3 : random.below(4);
    made.bytes = uint8_t(1u << log2);
    made.address &= ~uint64_t(made.bytes - 1);
    made.value = random.next();
    if (!random.oneIn(4)) // a count, or a semaphore and its count
      made.value &= random.oneIn(2) ? 0xFF : 0xFF3F;
    if (log2 < 3)
      made.value &= (uint64_t(1) << 8 * made.bytes) - 1;
    return made;
  }

  static std::string text(const std::optional<isa::TcpAccess> &access) {
    if (!access)
      return "no access";
    std::ostringstream text;
    text << (access->kind == isa::TcpAccess::Kind::Load ? "load" : "store")
         << " of " << +access->bytes << " bytes at 0x" << std::hex
         << access->address << ", value 0x" << access->value;
    return text.str();
  }

  bool agrees() { return random.below(8) < willing; }

  // What others do, each only when it may: who was not asked does not answer.
  void choose() {
    if (!inputs.access && random.oneIn(2))
      inputs.access = anyAccess();
    inputs.cycle = random.next();
    for (uint8_t &free : inputs.free)
      free = agrees() ? uint8_t(random.below(chip.queue.depth + 1)) : 0;
    for (uint8_t &value : inputs.semaphores)
      value = uint8_t(random.next());
    inputs.pushBusy = !agrees();
    inputs.waitGranted = agrees();
    inputs.signalTaken = agrees();
    inputs.overflows = random.oneIn(2);
    inputs.granted = reference.where() == Step::L1Request && agrees();
    inputs.addressTaken = agrees();
    inputs.dataTaken = agrees();
    inputs.answered = reference.where() == Step::Answer && agrees();
    inputs.clear = random.oneIn(64);
  }

  bool isLoad() const {
    return inputs.access && inputs.access->kind == isa::TcpAccess::Kind::Load;
  }

  void driveAccess() {
    port.valid_i = inputs.access.has_value();
    if (!inputs.access)
      return;
    port.write_i = !isLoad();
    port.address_i = inputs.access->address;
    port.size_i = uint8_t(std::countr_zero(inputs.access->bytes));
    port.wdata_i = inputs.access->value;
  }

  // Data only where the protocol has it, and noise otherwise.
  void driveData() {
    const bool isRead = inputs.answered && isLoad();
    const uint64_t word = port.addr_o - port.addr_o % axiBytes;
    for (unsigned i = 0; i < axiBytes; ++i)
      port.r_data_i[i] =
          isRead ? BusReference::content(word + i) : uint8_t(random.next());
    for (unsigned i = 0; i < chip.l1.bankBytes; ++i)
      port.l1_data_i[i] = reference.isL1Due()
                              ? BusReference::content(l1Line + i)
                              : uint8_t(random.next());
  }

  void drive() {
    driveAccess();
    driveData();
    port.clear_i = inputs.clear;
    port.cycle_i = inputs.cycle;
    for (unsigned q = 0; q < queues; ++q)
      port.queue_free_i[q] = inputs.free[q];
    for (unsigned i = 0; i < chip.semaphore.count; ++i)
      port.semaphore_i[i] = inputs.semaphores[i];
    port.push_busy_i = inputs.pushBusy;
    port.wait_grant_i = inputs.waitGranted;
    port.signal_ready_i = inputs.signalTaken;
    port.signal_overflow_i = inputs.overflows;
    port.l1_grant_i = inputs.granted;
    // That of the other direction says nothing.
    (isLoad() ? port.ar_ready_i : port.aw_ready_i) = inputs.addressTaken;
    (isLoad() ? port.aw_ready_i : port.ar_ready_i) = random.oneIn(2);
    port.w_ready_i = inputs.dataTaken;
    port.r_valid_i = inputs.answered && isLoad();
    port.b_valid_i = inputs.answered && !isLoad();
    port.eval();
  }

  template <class Data>
  static BusReference::Bytes masked(uint64_t address, uint64_t mask,
                                    const Data &data, unsigned bytes) {
    BusReference::Bytes written;
    for (unsigned i = 0; i < bytes; ++i)
      if (mask >> i & 1)
        written[address + i] = data[i];
    return written;
  }

  void expectAnswer(const std::optional<BusReference::Answer> &answer) {
    ASSERT_EQ(port.done_o, answer.has_value());
    if (!answer)
      return;
    ASSERT_EQ(isa::FaultCode(port.fault_code_o), answer->fault.code);
    if (answer->fault) {
      ASSERT_EQ(port.fault_value_o, answer->fault.value);
    } else if (isLoad()) {
      const unsigned unused = 64 - 8 * inputs.access->bytes;
      ASSERT_EQ(port.rdata_o << unused, answer->value << unused);
    }
  }

  void expectRegisters(const BusReference::Outputs &out) {
    ASSERT_EQ(port.halt_o, out.halt.has_value());
    if (out.halt) {
      ASSERT_EQ(port.exit_code_o, *out.halt);
    }
    ASSERT_EQ(port.push_o, out.push.has_value());
    if (out.push) {
      ASSERT_EQ(port.push_queue_o, *out.push);
    }
    ASSERT_EQ(port.wait_valid_o, out.wait.has_value());
    if (out.wait) {
      ASSERT_EQ(port.wait_numbers_o, out.wait->number);
      ASSERT_EQ(port.wait_counts_o, out.wait->count);
    }
    ASSERT_EQ(port.signal_valid_o, out.signal.has_value());
    if (out.signal) {
      ASSERT_EQ(port.signal_numbers_o, out.signal->number);
      ASSERT_EQ(port.signal_counts_o, out.signal->count);
    }
    ASSERT_EQ(port.stalled_o, out.isStalled);
  }

  void expectL1(const BusReference::Outputs &out) {
    ASSERT_EQ(port.l1_valid_o, out.l1.has_value());
    if (!out.l1)
      return;
    l1Line = uint64_t(port.l1_line_o) * chip.l1.bankBytes;
    ASSERT_EQ(l1Line, out.l1->address);
    ASSERT_EQ(port.l1_write_o, out.l1->isWrite);
    if (out.l1Data) {
      ASSERT_EQ(masked(l1Line, port.l1_mask_o, port.l1_data_o,
                       unsigned(chip.l1.bankBytes)),
                *out.l1Data);
    }
  }

  void expectAxi(const BusReference::Outputs &out) {
    ASSERT_EQ(port.ar_valid_o, out.axi && !out.axi->isWrite);
    ASSERT_EQ(port.aw_valid_o, out.axi && out.axi->isWrite);
    ASSERT_EQ(port.w_valid_o, out.axiData.has_value());
    if (out.axi) {
      ASSERT_EQ(port.addr_o, out.axi->address);
      ASSERT_EQ(1u << port.size_o, out.axi->bytes);
      ASSERT_EQ(port.len_o, 0);
      ASSERT_EQ(port.id_o, 0xFF) << "that of words, see alc_axi_mux";
    }
    if (out.axiData) {
      const uint64_t word = inputs.access->address & ~(axiBytes - 1);
      ASSERT_EQ(masked(word, port.w_strb_o, port.w_data_o, unsigned(axiBytes)),
                *out.axiData);
      ASSERT_TRUE(port.w_last_o);
    }
  }

  void expectSame(const BusReference::Outputs &out) {
    ASSERT_NO_FATAL_FAILURE(expectAnswer(out.answer));
    ASSERT_NO_FATAL_FAILURE(expectRegisters(out));
    ASSERT_NO_FATAL_FAILURE(expectL1(out));
    ASSERT_NO_FATAL_FAILURE(expectAxi(out));
  }

  void count(Step before, const BusReference::Outputs &out) {
    cleared[unsigned(before)] += inputs.clear && inputs.access;
    stalls += out.isStalled;
    if (!out.answer)
      return;
    ++answers[unsigned(before)];
    ++faults[unsigned(out.answer->fault.code)];
  }

  void cycle() {
    choose();
    drive();
    const Step before = reference.where();
    const BusReference::Outputs out = reference.cycle(inputs);
    ASSERT_NO_FATAL_FAILURE(expectSame(out)) << text(inputs.access);
    count(before, out);
    port.edge();
    if (out.answer || inputs.clear)
      inputs.access.reset();
  }

  const isa::Chip chip = isa::loadChip("nano");
  const unsigned queues = unsigned(std::popcount(isa::queueMask(chip)));
  const uint64_t axiBytes = chip.tdma.bytesPerCycle;
  rtl::Model<Valc_bus_bench> port;
  BusReference reference{chip};
  random::Random random{tests::firstSeed()};
  BusReference::Inputs inputs;
  unsigned willing = 8; // of eight, to take what is offered
  uint64_t l1Line = 0;  // of the last request, an offset
  std::array<unsigned, BusReference::steps> answers{}, cleared{};
  std::array<unsigned, unsigned(isa::FaultCode::Deadlock) + 1> faults{};
  unsigned stalls = 0;
};

TEST_F(TileBus, accesses_go_where_they_should_whoever_makes_them_wait) {
  for (unsigned n = 0; n < 1'000'000 && !HasFatalFailure(); ++n) {
    if (n % 100 == 0)
      willing = 1 + random.below(8);
    cycle();
  }
  for (const Step step :
       {Step::Decode, Step::Signalled, Step::L1Read, Step::Answer})
    EXPECT_GT(answers[unsigned(step)], 1000u);
  for (const isa::FaultCode code :
       {isa::FaultCode::None, isa::FaultCode::IllegalInstruction,
        isa::FaultCode::AddressOutOfRange, isa::FaultCode::Misaligned,
        isa::FaultCode::SemaphoreOverflow})
    EXPECT_GT(faults[unsigned(code)], 500u) << isa::faultName(code);
  for (const unsigned count : cleared)
    EXPECT_GT(count, 0u);
  EXPECT_GT(stalls, 1000u);
}

TEST_F(TileBus, reset_forgets_an_access_wherever_it_is) {
  std::array<unsigned, BusReference::steps> resets{};
  willing = 4;
  for (unsigned n = 0; n < 200'000 && !HasFatalFailure(); ++n) {
    cycle();
    if (random.oneIn(16)) {
      ++resets[unsigned(reference.where())];
      reset();
    }
  }
  for (const unsigned count : resets)
    EXPECT_GT(count, 0u);
}

} // namespace
