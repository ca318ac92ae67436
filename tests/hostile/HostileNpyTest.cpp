// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question of this folder: does what strangers wrote get a clear refusal, and
// never a crash? Here: .npy headers.
#include "isa/support/Failure.h"
#include "runtime/npy/NpyHeader.h"

#include <gtest/gtest.h>

#include <random>

namespace alcyone::tests {
using namespace runtime;

static std::vector<uint8_t> npy(const std::string &dictionary, size_t dataBytes,
                                uint8_t version = 1) {
  std::string text("\x93NUMPY", 6);
  text += char(version);
  text += '\0';
  for (unsigned i = 0; i < (version == 1 ? 2u : 4u); ++i)
    text += char(dictionary.size() >> (8 * i));
  text += dictionary;
  text.append(dataBytes, '\0');
  return {text.begin(), text.end()};
}

static std::string refusal(const std::vector<uint8_t> &file) {
  try {
    parseNpyHeader(file, "x.npy");
  } catch (const isa::Failure &failure) {
    EXPECT_EQ(failure.category, isa::Category::BadInput);
    EXPECT_TRUE(std::string(failure.what()).starts_with("x.npy: "));
    return failure.what();
  }
  return "accepted";
}

TEST(HostileNpy, good_headers_of_all_versions_are_read) {
  for (uint8_t version : {1, 2, 3}) {
    const NpyHeader header = parseNpyHeader(
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n", 24,
            version),
        "x.npy");
    EXPECT_EQ(header.shape, (std::vector<uint64_t>{2, 3}));
    EXPECT_EQ(header.typeName(), "f4");
  }
  EXPECT_EQ(
      parseNpyHeader(
          npy("{\"shape\":(),\"descr\":\"|b1\",\"fortran_order\":True}", 1),
          "x.npy")
          .elements(),
      1u);
  EXPECT_EQ(parseNpyHeader(
                npy("{'descr':'<i8','fortran_order':False,'shape':(0,7)}", 0),
                "x.npy")
                .elements(),
            0u);
}

TEST(HostileNpy, written_headers_are_read_back) {
  for (const std::vector<uint64_t> &shape :
       {std::vector<uint64_t>{}, {5}, {1, 384}, {2, 3, 4, 5, 6}}) {
    NpyHeader header;
    header.shape = shape;
    const std::string text = makeNpyHeader(header);
    EXPECT_EQ(text.size() % 64, 0u);
    std::vector<uint8_t> file(text.begin(), text.end());
    file.resize(file.size() + header.elements() * 4);
    EXPECT_EQ(parseNpyHeader(file, "x.npy").shape, shape);
  }
}

TEST(HostileNpy, each_kind_of_damage_is_named) {
  const auto says = [](const std::string &dictionary, size_t bytes,
                       const std::string &part) {
    const std::string message = refusal(npy(dictionary, bytes));
    EXPECT_NE(message.find(part), std::string::npos) << dictionary << "\n"
                                                     << message;
  };
  const std::string rest = "'fortran_order': False, 'shape': (4,)}";
  says("{'descr': '>f4', " + rest, 16, "big-endian");
  says("{'descr': [('a', '<f4')], " + rest, 16, "structured");
  says("{'descr': '<c8', " + rest, 32, "'<c8'");
  says("{'descr': '|O', " + rest, 32, "'|O'");
  says("{'descr': '<f16', " + rest, 64, "'<f16'");
  says("{'descr': '<f4', 'descr': '<f4', " + rest, 16, "unexpected key");
  says("{'descr': '<f4', 'colour': 1, " + rest, 16, "'colour'");
  says("{'descr': '<f4', 'fortran_order': 1, 'shape': (4,)}", 16,
       "True or False");
  says("{'descr': '<f4', 'fortran_order': False}", 16, "damaged");
  says("{'descr': '<f4', " + rest, 15,
       "needs 16 bytes of data, the file has 15");
  says("{'descr': '<f4', " + rest, 17, "the file has 17");
  const auto shape = [&](const std::string &text, const std::string &part) {
    says("{'descr': '<f4', 'fortran_order': False, 'shape': " + text + "}", 16,
         part);
  };
  shape("(-4,)", "a number expected");
  shape("(4.0,)", "')' expected");
  shape("4", "'(' expected");
  shape("(99999999999999999999999,)", "too large");
  shape("(4294967296, 4294967296)", "too large");
  shape("(281474976710655, 281474976710655, 281474976710655, 0)", "too large");
  std::string many = "(";
  for (int i = 0; i < 40; ++i)
    many += "1,";
  shape(many + ")", "dimensions");
}

TEST(HostileNpy, header_lengths_that_lie_are_refused) {
  std::vector<uint8_t> file =
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4,)}", 16);
  for (size_t size = 0; size < file.size(); ++size)
    EXPECT_NE(refusal({file.begin(), file.begin() + size}), "accepted") << size;
  file[8] = file[9] = 0xFF;
  EXPECT_NE(refusal(file).find("cut off"), std::string::npos);
  std::vector<uint8_t> huge = npy("{}", 16, 2);
  huge[8] = huge[9] = huge[10] = huge[11] = 0xFF;
  EXPECT_NE(refusal(huge).find("cut off"), std::string::npos);
  file[6] = 4;
  EXPECT_NE(refusal(file).find("version 4"), std::string::npos);
}

TEST(HostileNpy, mutated_headers_never_crash) {
  const std::vector<uint8_t> good = npy(
      "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2, 1), }\n", 16);
  std::mt19937 random(20261121);
  unsigned accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    std::vector<uint8_t> file = good;
    for (unsigned i = random() % 3 + 1; i-- > 0;) {
      const size_t at = random() % file.size();
      if (random() % 4 == 0)
        file.erase(file.begin() + long(at));
      else
        file[at] = random() % 2 ? uint8_t(random())
                                : uint8_t("(){}[],:'<f410 "[random() % 15]);
    }
    try {
      const NpyHeader header = parseNpyHeader(file, "x.npy");
      EXPECT_EQ(header.elements() * header.elementBytes + header.dataOffset,
                file.size());
      ++accepted;
    } catch (const isa::Failure &failure) {
      EXPECT_EQ(failure.category, isa::Category::BadInput) << failure.what();
    }
  }
  EXPECT_GT(accepted, 0u); // damage to the data alone goes unnoticed
}

} // namespace alcyone::tests
