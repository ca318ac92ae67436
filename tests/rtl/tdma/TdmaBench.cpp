// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TdmaBench.h"

#include "Valc_tdma.h"
#include "rtl/Model.h"
#include "runtime/backends/rtl/WideBits.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <gtest/gtest.h>

namespace alcyone::tests {

using namespace isa;
using runtime::bitsOf;
using runtime::putBits;

namespace {

// Fields of alc_tile_pkg, from the lowest bit.
struct RequestBits {
  unsigned mask, line, write, valid, count;
  RequestBits(const Chip::L1 &l1)
      : mask(unsigned(8 * l1.bankBytes)), line(mask + unsigned(l1.bankBytes)),
        write(line + lineWidth(l1)), valid(write + 1), count(valid + 1) {}
  static unsigned lineWidth(const Chip::L1 &l1) {
    return unsigned(std::bit_width(l1.bytes / l1.bankBytes - 1));
  }
};
constexpr unsigned faultBits = 72;

AxiAddress addressOf(const EData *words) {
  return {unsigned(bitsOf(words, 75, 8)), bitsOf(words, 11, 64),
          unsigned(bitsOf(words, 3, 8)) + 1, unsigned(bitsOf(words, 0, 3))};
}

} // namespace

TdmaBench::TdmaBench(const Delays &delays, uint64_t seed)
    : chip(loadChip("nano")), memory(chip), delays(delays),
      outside(memory, chip.hbm.interleaveBytes, this->delays, seed),
      dut(std::make_unique<rtl::Model<Valc_tdma>>()), random(seed),
      busy(channels()),
      lanes(2 * unsigned(chip.tdma.bytesPerCycle / chip.l1.bankBytes + 1)) {
  faults.resize(channels());
  doneAt.resize(channels());
  reset();
}

TdmaBench::~TdmaBench() = default;

void TdmaBench::reset() {
  dut->reset();
  outside.reset();
  granted.clear();
  busy.assign(channels(), false);
}

void TdmaBench::start(unsigned channel, const Instruction &instruction) {
  uint8_t bytes[maxDescriptorBytes] = {};
  encode(instruction, bytes);
  std::memcpy(&dut->instruction_i[channel * 32], bytes, 128);
  dut->start_i = dut->start_i | 1u << channel;
  busy[channel] = true;
}

void TdmaBench::serveL1() {
  static const RequestBits field(chip.l1);
  uint32_t grants = 0;
  const auto l1 = memory.l1(0);
  const unsigned lineBytes = unsigned(chip.l1.bankBytes);
  for (const bool isWrite : {false, true})
    for (unsigned lane = 0; lane < lanes; ++lane) {
      const unsigned at = lane * field.count;
      if (!bitsOf(dut->l1_request_o.m_storage, at + field.valid, 1) ||
          bitsOf(dut->l1_request_o.m_storage, at + field.write, 1) != isWrite)
        continue;
      if (!firstRequest)
        firstRequest = cycle;
      if (random() % 100 < delays.refused)
        continue;
      grants |= 1u << lane;
      uint8_t *line =
          l1.data() + bitsOf(dut->l1_request_o.m_storage, at + field.line,
                             RequestBits::lineWidth(chip.l1)) *
                          lineBytes;
      if (isWrite) {
        for (unsigned i = 0; i < lineBytes; ++i)
          if (bitsOf(dut->l1_request_o.m_storage, at + field.mask + i, 1))
            line[i] =
                uint8_t(bitsOf(dut->l1_request_o.m_storage, at + 8 * i, 8));
      } else {
        granted.push_back({cycle + chip.l1.latencyCycles, lane,
                           std::vector<uint8_t>(line, line + lineBytes)});
      }
    }
  dut->l1_grant_i = uint16_t(grants);
}

void TdmaBench::giveL1Data() {
  auto *data = reinterpret_cast<uint8_t *>(dut->l1_data_i.data());
  const size_t lineBytes = chip.l1.bankBytes;
  for (size_t i = 0; i < lanes * lineBytes; i += 4) {
    const uint32_t noise = uint32_t(random());
    std::memcpy(data + i, &noise, sizeof noise);
  }
  for (; !granted.empty() && granted.front().when == cycle; granted.pop_front())
    std::ranges::copy(granted.front().line,
                      data + granted.front().lane * lineBytes);
}

void TdmaBench::drive() {
  outside.offer(cycle);
  dut->ar_ready_i = outside.takesAr;
  dut->aw_ready_i = outside.takesAw;
  dut->w_ready_i = outside.takesW;
  dut->r_valid_i = outside.r.has_value();
  if (outside.r) {
    std::ranges::fill(dut->r_i.m_storage, 0);
    putBits(dut->r_i.m_storage, 0, 1, outside.r->last);
    for (unsigned i = 0; i < 32; ++i)
      putBits(dut->r_i.m_storage, 1 + 8 * i, 8, outside.r->bytes[i]);
    putBits(dut->r_i.m_storage, 257, 8, outside.r->id);
  }
  dut->b_valid_i = outside.b.has_value();
  dut->b_id_i = uint8_t(outside.b.value_or(0));
}

void TdmaBench::sample() {
  if (!firstRequest && (dut->ar_valid_o || dut->aw_valid_o))
    firstRequest = cycle;
  if (outside.r && dut->r_ready_o)
    outside.rTaken();
  if (outside.b && dut->b_ready_o)
    outside.bTaken();
  if (dut->ar_valid_o && dut->ar_ready_i)
    outside.read(addressOf(dut->ar_o.m_storage), cycle);
  if (dut->aw_valid_o && dut->aw_ready_i)
    outside.write(addressOf(dut->aw_o.m_storage));
  if (dut->w_valid_o && dut->w_ready_i) {
    AxiData beat;
    beat.last = bitsOf(dut->w_o.m_storage, 0, 1);
    beat.strobes = uint32_t(bitsOf(dut->w_o.m_storage, 1, 32));
    for (unsigned i = 0; i < 32; ++i)
      beat.bytes[i] = uint8_t(bitsOf(dut->w_o.m_storage, 33 + 8 * i, 8));
    outside.data(beat);
  }
  outside.endCycle(cycle);
  for (unsigned channel = 0; channel < channels(); ++channel)
    if (dut->done_o >> channel & 1) {
      EXPECT_TRUE(busy[channel]);
      busy[channel] = false;
      doneAt[channel] = cycle;
      faults[channel] = {
          FaultCode(
              bitsOf(dut->fault_o.m_storage, channel * faultBits + 64, 8)),
          bitsOf(dut->fault_o.m_storage, channel * faultBits, 64)};
    }
}

void TdmaBench::step() {
  dut->clk_i = 0;
  giveL1Data();
  drive();
  dut->eval();
  serveL1();
  dut->eval();
  sample();
  dut->clk_i = 1;
  dut->eval();
  dut->start_i = 0;
  ++cycle;
}

Fault TdmaBench::finish(unsigned channel, uint64_t most) {
  const uint64_t end = cycle + most;
  while (busy[channel] && cycle < end)
    step();
  EXPECT_FALSE(busy[channel]) << "channel " << channel << " never ends";
  return faults[channel];
}

} // namespace alcyone::tests
