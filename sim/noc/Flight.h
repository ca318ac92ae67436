// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A packet on its way, cut-through: its first byte may be links ahead of its
// last one.
#pragma once

#include "sim/kernel/Server.h"

namespace alcyone::sim {

struct Flight {
  Cycle head = 0; ///< when the first byte is here
  Cycle tail = 0; ///< when the last byte is here
};

/// The flight behind `server`, which is `latency` cycles deep: the server
/// passes `bytes` at its rate once it is free, and adds its latency.
inline Flight pass(Server &server, Flight flight, uint64_t bytes,
                   uint64_t latency) {
  const Server::Booking booking = server.book(flight.head, bytes);
  return {booking.start + latency,
          std::max(flight.tail, booking.end) + latency};
}

} // namespace alcyone::sim
