// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do the building blocks of time keep order and rate?
#include "sim/kernel/Agenda.h"
#include "sim/kernel/Calendar.h"
#include "sim/kernel/Server.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace alcyone::tests {
namespace {

using namespace sim;

TEST(Server, serves_one_after_another) {
  Server server(32);
  const Server::Booking first = server.book(100, 256);
  EXPECT_EQ(first.start, 100u);
  EXPECT_EQ(first.end, 108u);
  const Server::Booking second = server.book(104, 32);
  EXPECT_EQ(second.start, 108u);
  EXPECT_EQ(second.end, 109u);
  EXPECT_EQ(server.book(200, 32).start, 200u);
}

TEST(Server, does_not_round_a_rate_up_at_every_request) {
  Server server(19.67);
  Cycle end = 0;
  for (unsigned i = 0; i < 1000; ++i)
    end = server.book(0, 256).end;
  EXPECT_NEAR(double(end), 256'000 / 19.67, 15);
}

TEST(Calendar, fills_a_gap_that_is_long_enough) {
  Calendar calendar(16);
  EXPECT_EQ(calendar.book(0, 100, 160).start, 100u);
  EXPECT_EQ(calendar.book(0, 90, 160).start,
            90u); // ends where the first begins
  EXPECT_EQ(calendar.book(0, 85, 160).start, 110u) << "5 cycles are too few";
  EXPECT_EQ(calendar.book(0, 70, 160).start, 70u);
  EXPECT_EQ(calendar.book(0, 81, 160).start, 120u);
}

TEST(Agenda, acts_in_order_of_time_and_of_asking) {
  Agenda agenda;
  const Cycle times[] = {5, 3, 100'000, 3, 5'000, 100'000, 5};
  for (uint32_t i = 0; i < 7; ++i)
    agenda.add(times[i], {nullptr, i, 0});
  std::vector<std::pair<Cycle, uint32_t>> done;
  while (!agenda.empty()) {
    const Cycle now = agenda.earliest();
    for (Action action; agenda.next(now, action);) {
      done.push_back({now, action.action});
      if (action.action == 1)
        agenda.add(now, {nullptr, 7, 0}); // for the same cycle
      if (action.action == 4)
        agenda.add(now + 95'000, {nullptr, 8, 0});
    }
  }
  const std::vector<std::pair<Cycle, uint32_t>> expected = {
      {3, 1},     {3, 3},       {3, 7},       {5, 0},      {5, 6},
      {5'000, 4}, {100'000, 2}, {100'000, 5}, {100'000, 8}};
  EXPECT_EQ(done, expected);
}

TEST(Agenda, agrees_with_a_sorted_list) {
  Agenda agenda;
  uint64_t random = 1;
  std::vector<std::pair<Cycle, uint32_t>> wanted, done;
  uint32_t number = 0;
  auto add = [&](Cycle now) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    const Cycle when = now + (random >> 40) % (random >> 63 ? 20 : 20'000);
    wanted.push_back({when, number});
    agenda.add(when, {nullptr, number++, 0});
  };
  for (unsigned i = 0; i < 100; ++i)
    add(0);
  while (!agenda.empty()) {
    const Cycle now = agenda.earliest();
    for (Action action; agenda.next(now, action);) {
      done.push_back({now, action.action});
      if (number < 5000)
        add(now);
    }
  }
  std::sort(wanted.begin(), wanted.end());
  EXPECT_EQ(done, wanted);
}

} // namespace
} // namespace alcyone::tests
