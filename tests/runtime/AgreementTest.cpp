// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do all backends give the same bytes? Random programs (RandomEngineProgram.h)
// run on ref and on sim; every memory they used is compared. A seed that failed
// runs alone with ALCYONE_SEED=n, and ALCYONE_PROGRAMS=n changes how many run.
#include "Fixture.h"
#include "RandomEngineProgram.h"

#include <algorithm>
#include <cstdlib>

namespace alcyone::tests {
using namespace runtime;

static uint64_t setting(const char *name, uint64_t otherwise) {
  const char *text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 0) : otherwise;
}

struct Outcome {
  std::vector<uint8_t> output;
  std::optional<uint64_t> cycles;
};

static Outcome runOn(Device &device, const std::string &path,
                     const std::vector<uint8_t> &input, uint64_t outputBytes) {
  Outcome outcome;
  Result<Program> program = device.load(path);
  if (!program) {
    ADD_FAILURE() << program.status().message();
    return outcome;
  }
  Buffer in = *device.allocate(input.size());
  Buffer out = *device.allocate(outputBytes);
  EXPECT_TRUE(in.write(input).ok());
  EXPECT_TRUE(out.write(std::vector<uint8_t>(outputBytes)).ok());
  Queue queue = device.createQueue();
  Event event = *queue.submit(*program, "main", std::vector{in, out});
  const Status status = event.wait();
  EXPECT_TRUE(status.ok()) << device.backend() << ": " << status.message();
  outcome.output.resize(outputBytes);
  EXPECT_TRUE(out.read(outcome.output).ok());
  outcome.cycles = event.statistics().cycles;
  return outcome;
}

// (chip, part): each part runs its own seeds, so that parts run side by side.
class Agreement
    : public testing::TestWithParam<std::tuple<std::string, unsigned>> {};

TEST_P(Agreement, random_programs_give_the_same_bytes_on_ref_and_sim) {
  constexpr uint64_t programs = 1250;
  const auto &[chip, part] = GetParam();
  const uint64_t count = setting("ALCYONE_PROGRAMS", programs);
  const uint64_t first = setting("ALCYONE_SEED", part * 1'000'000);
  Device ref = *Device::open("ref:" + chip);
  Device sim = *Device::open("sim:" + chip);
  Folder folder;
  const std::string path = folder.file("random.alc");
  const bool isSingle = std::getenv("ALCYONE_SEED") != nullptr;
  for (uint64_t seed = first; seed < first + (isSingle ? 1 : count); ++seed) {
    RandomEngineProgram random(ref.chip(), seed);
    random.build().write(path);
    const std::vector<uint8_t> input = random.input();
    const Outcome expected = runOn(ref, path, input, random.outputBytes());
    const Outcome got = runOn(sim, path, input, random.outputBytes());
    if (seed % 50 == 0) {
      EXPECT_EQ(runOn(sim, path, input, random.outputBytes()).cycles,
                got.cycles)
          << "two runs of seed " << seed << " take different times";
    }
    const auto differs =
        std::mismatch(expected.output.begin(), expected.output.end(),
                      got.output.begin(), got.output.end());
    if (differs.first != expected.output.end())
      ADD_FAILURE() << "ref and sim differ in "
                    << random.describe(
                           uint64_t(differs.first - expected.output.begin()));
    ASSERT_FALSE(HasFailure())
        << "ALCYONE_SEED=" << seed << " on chip " << chip;
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Agreement,
                         testing::Combine(testing::Values(std::string("nano"),
                                                          std::string("edge")),
                                          testing::Range(0u, 4u)),
                         [](const auto &info) {
                           return std::get<0>(info.param) + "_" +
                                  std::to_string(std::get<1>(info.param));
                         });

} // namespace alcyone::tests
