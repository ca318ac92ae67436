// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/hbm/Hbm.h"

namespace alcyone::sim {

Hbm::Hbm(sc_core::sc_module_name name, const isa::Chip &chip, Trace &trace)
    : sc_module(name), interleave(chip), trace(trace),
      burst(chip.hbm.burstBytes) {
  for (unsigned channel = 0; channel < chip.hbmChannels(); ++channel)
    channels.emplace_back(chip);
}

Server::Booking Hbm::access(Cycle present, Cycle arrival, uint64_t offset,
                            uint64_t bytes, uint64_t busBytes, bool isWrite,
                            uint32_t tag) {
  const HbmPlace place = interleave.place(offset);
  const Server::Booking booking = channels[place.channel].access(
      present, arrival, place.offset, bytes, busBytes, isWrite);
  if (trace.isOn())
    trace.busy(Trace::Kind::HbmChannel, place.channel, booking.start,
               booking.whole, tag);
  return booking;
}

uint64_t Hbm::burstBytes(uint64_t offset, uint64_t bytes) const {
  return ((offset + bytes - 1) / burst - offset / burst + 1) * burst;
}

void Hbm::reset() {
  for (HbmChannel &channel : channels)
    channel.reset();
}

} // namespace alcyone::sim
