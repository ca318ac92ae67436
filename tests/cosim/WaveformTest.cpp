// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a waveform show what the tile did, when it did it?
#include "Meddler.h"
#include "Programs.h"

#include <gtest/gtest.h>
#include <gtkwave/fstapi.h>

#include <bitset>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

namespace alcyone::tests {
namespace {

constexpr uint64_t periodPicoseconds = 1000; // of nano's clock

// The signals of the tile's ports.
class Waveform {
public:
  explicit Waveform(const std::string &path)
      : context(fstReaderOpen(path.c_str())) {
    while (const fstHier *row =
               context ? fstReaderIterateHier(context) : nullptr)
      if (row->htyp == FST_HT_VAR)
        handles.try_emplace(
            std::string(row->u.var.name)
                .substr(0, std::string(row->u.var.name).find(' ')),
            row->u.var.handle);
  }
  ~Waveform() {
    if (context)
      fstReaderClose(context);
  }
  // In binary, before the clock's edge at the end of a cycle.
  std::string at(uint64_t cycle, const std::string &name) const {
    std::string value(80, '\0');
    const char *text = fstReaderGetValueFromHandleAtTime(
        context, (cycle + 1) * periodPicoseconds - 1, handles.at(name),
        value.data());
    return text ? text : "";
  }
  size_t signals() const { return handles.size(); }

private:
  void *context;
  std::map<std::string, fstHandle> handles;
};

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
  const Waveform waveform(path);
  ASSERT_GT(waveform.signals(), 1000u);
  for (const auto &[cycle, pc] : retired) {
    EXPECT_EQ(waveform.at(cycle, "observe_tcp_o"), "1") << cycle;
    EXPECT_EQ(waveform.at(cycle, "observe_tcp_pc_o"),
              std::bitset<64>(pc).to_string())
        << cycle;
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
  EXPECT_EQ(Waveform(path).at(last - 1, "rst_ni"), "1");
}

TEST_F(Waveforms, that_cannot_be_written_are_refused) {
  EXPECT_THROW(machine.run(copies, "/none/waveform.fst"), isa::Failure);
  EXPECT_FALSE(machine.run(copies).difference);
}

} // namespace
} // namespace alcyone::tests
