// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a waveform show what the tile did, when it did it?
#include "Meddler.h"
#include "Programs.h"

#include <gtest/gtest.h>

#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace alcyone::tests {
namespace {

constexpr uint64_t periodPicoseconds = 1000; // of nano's clock

struct Place {
  uint64_t cycle;
  std::string port;
};

// What waveform.py reads: the number of signals, then that of each port before
// the clock's edge at the end of its cycle.
std::vector<uint64_t> read(const std::string &path,
                           const std::vector<Place> &places) {
  std::string command = ALCYONE_WAVEFORM_READER " '" + path + "'";
  for (const Place &place : places)
    command += " " + std::to_string((place.cycle + 1) * periodPicoseconds - 1) +
               ":" + place.port;
  std::vector<uint64_t> values;
  const auto close = [](FILE *pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(popen(command.c_str(), "r"),
                                                    close);
  uint64_t value;
  while (pipe && fscanf(pipe.get(), "%" SCNu64, &value) == 1)
    values.push_back(value);
  EXPECT_EQ(values.size(), 1 + places.size()) << command;
  values.resize(1 + places.size());
  return values;
}

class Waveforms : public testing::Test {
protected:
  ~Waveforms() override { std::filesystem::remove(path); }

  cosim::CosimMachine machine{isa::loadChip("nano")};
  Meddler meddler{machine};
  const random::RandomProgram copies = threeCopies(machine.chip());
  const std::string path =
      (std::filesystem::temp_directory_path() /
       ("alcyone_waveform_" + std::to_string(getpid()) + ".fst"))
          .string();
};

TEST_F(Waveforms, show_what_retires_in_its_cycle) {
  ASSERT_EQ(machine.chip().clockHz * periodPicoseconds, 1'000'000'000'000u);
  std::vector<std::pair<uint64_t, uint64_t>> retired; // cycle, pc
  meddler.atControl = [&](runtime::RetiredControl &rtl) {
    retired.emplace_back(meddler.now, rtl.pc);
  };
  EXPECT_FALSE(machine.run(copies, path).difference);
  ASSERT_GT(retired.size(), 20u);
  std::vector<Place> places;
  for (const auto &[cycle, pc] : retired) {
    places.push_back({cycle, "observe_tcp_o"});
    places.push_back({cycle, "observe_tcp_pc_o"});
  }
  const std::vector<uint64_t> values = read(path, places);
  EXPECT_GT(values[0], 1000u);
  for (size_t i = 0; i < retired.size(); ++i) {
    EXPECT_EQ(values[2 * i + 1], 1u) << retired[i].first;
    EXPECT_EQ(values[2 * i + 2], retired[i].second) << retired[i].first;
  }
}

TEST_F(Waveforms, change_nothing_in_what_they_show) {
  const uint64_t cycles = machine.run(copies).cycles;
  EXPECT_EQ(machine.run(copies, path).cycles, cycles);
  EXPECT_TRUE(std::filesystem::exists(path));
  std::filesystem::remove(path);
  EXPECT_EQ(machine.run(copies).cycles, cycles);
  EXPECT_FALSE(std::filesystem::exists(path));
}

// The cycles before a difference are those that are wanted.
TEST_F(Waveforms, are_whole_when_a_difference_ends_the_program) {
  uint64_t last = 0;
  meddler.atPush = [&](unsigned, isa::QueuedInstruction &entry) {
    isa::header(entry.instruction).tag ^= 1;
    last = meddler.now;
  };
  EXPECT_TRUE(machine.run(copies, path).difference);
  EXPECT_EQ(read(path, {{last - 1, "rst_ni"}})[1], 1u);
}

TEST_F(Waveforms, that_cannot_be_written_are_refused) {
  EXPECT_THROW(machine.run(copies, "/none/waveform.fst"), isa::Failure);
  EXPECT_FALSE(machine.run(copies).difference);
}

} // namespace
} // namespace alcyone::tests
