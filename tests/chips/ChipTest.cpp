// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question: does a chip file say exactly what the tables say it may, and is
// anything else refused with a message one can act on?
#include "isa/chips/ChipKeys.h"
#include "isa/support/AddressMap.h"
#include "isa/support/Failure.h"

#include <boost/json.hpp>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

using namespace alcyone::isa;

namespace {

// nano's text with the first `from` replaced.
std::string edited(std::string_view from, std::string_view to) {
  std::string text(chipText("nano"));
  size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

// The message that the text is refused with.
std::string refusal(std::string_view text) {
  try {
    parseChip(text, "x.json");
  } catch (const Failure &failure) {
    EXPECT_EQ(failure.category, Category::BadConfig);
    return failure.what();
  }
  ADD_FAILURE() << "accepted";
  return "";
}

TEST(Chip, built_in_chips_load_and_know_their_name) {
  ASSERT_EQ(chipNames().size(), 5u);
  for (std::string_view name : chipNames()) {
    Chip chip = loadChip(name);
    EXPECT_EQ(chip.name, name);
    EXPECT_EQ(chip.sources.size(), chipKeys().size());
  }
}

TEST(Chip, built_in_chips_reach_the_published_figures) {
  Chip maia100 = loadChip("maia100");
  EXPECT_EQ(maia100.tileCount(), 64u);
  EXPECT_NEAR(maia100.peakFlopsBf16(), 0.8e15, 0.06e15);
  EXPECT_NEAR(maia100.hbmBytesPerSecond(), 1.8e12, 0.01e12);
  EXPECT_NEAR(double(maia100.tileCount() * maia100.l1.bytes +
                     maia100.clusters * maia100.l2.bytes),
              500e6, 10e6);
  Chip maia200 = loadChip("maia200");
  EXPECT_NEAR(maia200.hbmBytesPerSecond(), 7e12, 0.01e12);
  EXPECT_EQ(maia200.ttu.rows * maia200.ttu.depth * 2, 512u);
}

TEST(Chip, nanoseconds_round_up_to_cycles) {
  Chip chip = loadChip("maia100");
  EXPECT_EQ(chip.cyclesFromNs(14), 21u); // 20.02
  EXPECT_EQ(loadChip("nano").cyclesFromNs(14), 14u);
}

TEST(Chip, every_key_is_required) {
  namespace json = boost::json;
  for (const ChipKey &key : chipKeys()) {
    std::string section(sectionOf(key));
    std::string name(key.name.substr(section.empty() ? 0 : section.size() + 1));
    json::value root = json::parse(chipText("nano"));
    json::object &members =
        section.empty() ? root.as_object() : root.at(section).as_object();
    ASSERT_EQ(members.erase(name), 1u) << key.name;
    EXPECT_NE(refusal(json::serialize(root))
                  .find(section + ": key \"" + name + "\" is missing"),
              std::string::npos);
  }
}

TEST(Chip, misspelt_key_is_named_with_those_that_are_known) {
  std::string message = refusal(edited("\"count\"", "\"conut\""));
  EXPECT_EQ(message.substr(message.find(": ")),
            ": semaphore.conut: unknown key; known here: count, signal_cycles");
}

TEST(Chip, wrong_values_name_line_key_and_limits) {
  struct Case {
    std::string_view from, to, message;
  };
  const Case cases[] = {
      {"\"rows\": [4", "\"rows\": [-4",
       "x.json:24: ttu.rows[0]: must be from 1 to 256, not -4"},
      {"\"rows\": [4", "\"rows\": [0",
       "ttu.rows[0]: must be from 1 to 256, not 0"},
      {"\"rows\": [4", "\"rows\": [18446744073709551615",
       "ttu.rows[0]: must be from 1 to 256, not 18446744073709551615"},
      {"\"rows\": [4", "\"rows\": [1e300",
       "ttu.rows[0]: must be from 1 to 256, not 1e+300"},
      {"\"rows\": [4", "\"rows\": [4.5",
       "ttu.rows[0]: must be a whole number, not 4.5"},
      {"\"rows\": [4", "\"rows\": [\"4\"",
       "ttu.rows[0]: must be a whole number, not \"4\""},
      {"\"rows\": [4, ", "\"rows\": [4, 1, ",
       "ttu.rows: must be [value, \"where the value comes from\"]"},
      {"\"depth\": [16", "\"depth\": [15",
       "ttu.depth: must be a power of two, not 15"},
      {"\"t_cl_ns\": [14", "\"t_cl_ns\": [null",
       "hbm.t_cl_ns[0]: must be a number, not null"},
      {"\"bytes\": [524288", "\"bytes\": [524289",
       "l1.bytes: must be a multiple of l1.banks x l1.bank_bytes"},
      {"\"t_rfc_ns\": [350", "\"t_rfc_ns\": [3900",
       "hbm.t_rfc_ns: must be less than hbm.t_refi_ns"},
      {"\"name\": \"nano\"", "\"name\": \"\"",
       "x.json:2: name: must have 1 to 1000 characters"},
      {"\"name\": \"nano\"", "\"name\": [1]",
       "name: must be a string, not a list"},
      {"\"cols\"", "\"rows\"", "x.json:25:10: key \"rows\" is there twice"},
      {"\"cols\"", "\"\\u0072ows\"", "key \"rows\" is there twice"},
      {"\"ttu\": {", "\"ttu\": 7, \"tut\": {", "x.json:23: tut: unknown key"},
  };
  for (const Case &wrong : cases) {
    std::string message = refusal(edited(wrong.from, wrong.to));
    EXPECT_NE(message.find(wrong.message), std::string::npos)
        << message << "\n  should hold: " << wrong.message;
  }
}

TEST(Chip, text_that_is_not_json_names_line_and_column) {
  EXPECT_EQ(refusal(""), "x.json:1:1: not JSON: the text ends too early");
  EXPECT_EQ(refusal("[]"), "x.json: must be an object, not a list");
  EXPECT_NE(refusal(std::string(chipText("nano")) + "x").find("not JSON"),
            std::string::npos);
  EXPECT_NE(refusal(edited("\"ttu\"", "ttu")).find("x.json:23:3: not JSON"),
            std::string::npos);
  EXPECT_NE(refusal(std::string(100000, '[')).find("not JSON"),
            std::string::npos);
  EXPECT_NE(refusal(std::string(2 << 20, ' ')).find("at most 1048576"),
            std::string::npos);
}

TEST(Chip, whole_numbers_may_be_written_with_an_exponent) {
  Chip chip = parseChip(edited("[1000000000", "[1.43e9"), "x.json");
  EXPECT_EQ(chip.clockHz, 1430000000u);
}

TEST(Chip, names_ending_in_json_are_files) {
  std::string path = testing::TempDir() + "/my-chip.json";
  std::ofstream(path) << edited("\"name\": \"nano\"", "\"name\": \"mine\"");
  EXPECT_EQ(loadChip(path).name, "mine");
  EXPECT_THROW(loadChip("/does/not/exist.json"), Failure);
  EXPECT_THROW(loadChip(testing::TempDir()), Failure);
  try {
    loadChip("maia");
    FAIL();
  } catch (const Failure &failure) {
    EXPECT_STREQ(failure.what(),
                 "no chip \"maia\"; built in: edge, maia100, "
                 "maia200, nano, tile100; a file must end in .json");
  }
}

TEST(Chip, printing_shows_every_key_with_value_and_source) {
  Chip chip = loadChip("edge");
  std::ostringstream out;
  printChip(chip, out);
  std::istringstream lines(out.str());
  std::string line;
  for (size_t i = 0; i < chipKeys().size();) {
    ASSERT_TRUE(std::getline(lines, line)) << chipKeys()[i].name;
    if (!line.starts_with(chipKeys()[i].name))
      continue;
    EXPECT_NE(line.find(chipValueText(chipKeys()[i], chip)), std::string::npos);
    EXPECT_NE(line.find(chip.sources[i]), std::string::npos);
    ++i;
  }
}

TEST(AddressMap, locate_undoes_the_starts) {
  EXPECT_EQ(address::locate(0).region, address::Region::Tcm);
  EXPECT_EQ(address::locate(address::tileRegisters - 1).region,
            address::Region::Tcm);
  EXPECT_EQ(address::locate(address::tileRegisters).region,
            address::Region::TileRegisters);
  EXPECT_EQ(
      address::locate(address::tileRegisters + address::tileRegistersBytes)
          .region,
      address::Region::None);
  EXPECT_EQ(address::locate(address::ownL1).region, address::Region::OwnL1);
  auto l1 = address::locate(address::l1Of(63) + 17);
  EXPECT_EQ(l1.region, address::Region::L1);
  EXPECT_EQ(l1.unit, 63u);
  EXPECT_EQ(l1.offset, 17u);
  auto l2 = address::locate(address::l2Of(15) + 5);
  EXPECT_EQ(l2.region, address::Region::L2);
  EXPECT_EQ(l2.unit, 15u);
  EXPECT_EQ(l2.offset, 5u);
  auto hbm = address::locate(address::hbm + 99);
  EXPECT_EQ(hbm.region, address::Region::Hbm);
  EXPECT_EQ(hbm.offset, 99u);
}

} // namespace
