// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the address generator visit the elements of a nest in order, in runs as
// long as they can be?
#include "Valc_address_generator.h"
#include "rtl/Model.h"

#include <array>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace {

struct Nest {
  uint64_t base;
  std::array<uint32_t, 4> shape;
  std::array<int32_t, 4> stride;
  unsigned log2;
};

class AddressGenerator : public testing::Test {
protected:
  AddressGenerator() { dut.reset(); }

  void step() {
    dut.edge();
    ++cycles;
  }

  void load(const Nest &nest) {
    std::memcpy(&dut.shape_i, nest.shape.data(), 16);
    std::memcpy(&dut.stride_i, nest.stride.data(), 16);
    dut.element_log2_i = uint8_t(nest.log2);
    dut.base_i = nest.base;
    dut.load_i = 1;
    step();
    dut.load_i = 0;
    while (!dut.ready_o)
      step();
    start();
  }
  void start() {
    dut.start_i = 1;
    step();
    dut.start_i = 0;
    cycles = 0;
  }

  // All elements, taking up to `most` of a run at a time.
  std::vector<uint64_t> walk(const Nest &nest, uint64_t most) {
    std::vector<uint64_t> addresses;
    while (dut.valid_o) {
      const uint64_t elements =
          dut.contiguous_o ? std::min<uint64_t>(dut.left_o, 1 + random() % most)
                           : 1;
      for (uint64_t i = 0; i < elements; ++i)
        addresses.push_back(dut.address_o + (i << nest.log2));
      dut.take_elements_i = uint16_t(elements);
      dut.take_i = 1;
      step();
      dut.take_i = 0;
    }
    return addresses;
  }

  std::mt19937_64 random{11};
  alcyone::rtl::Model<Valc_address_generator> dut;
  uint64_t cycles = 0;
};

std::vector<uint64_t> elementsOf(const Nest &nest) {
  std::vector<uint64_t> addresses;
  std::array<uint32_t, 4> i;
  for (i[0] = 0; i[0] < nest.shape[0]; ++i[0])
    for (i[1] = 0; i[1] < nest.shape[1]; ++i[1])
      for (i[2] = 0; i[2] < nest.shape[2]; ++i[2])
        for (i[3] = 0; i[3] < nest.shape[3]; ++i[3]) {
          uint64_t address = nest.base;
          for (unsigned d = 0; d < 4; ++d)
            address += i[d] * uint64_t(int64_t(nest.stride[d]));
          addresses.push_back(address);
        }
  return addresses;
}

TEST_F(AddressGenerator, visits_every_element_in_order) {
  for (unsigned n = 0; n < 3000; ++n) {
    Nest nest{random() % (uint64_t(1) << 40), {}, {}, unsigned(random() % 4)};
    int64_t extent = 1 << nest.log2;
    for (unsigned d = 4; d-- > 0;) {
      nest.shape[d] = 1 + uint32_t(random() % (random() % 3 ? 4 : 9));
      nest.stride[d] =
          int32_t(random() % 4 ? extent : int64_t(random() % 4096) - 2048);
      extent *= nest.shape[d];
    }
    load(nest);
    ASSERT_EQ(walk(nest, 1 + random() % 256), elementsOf(nest)) << "nest " << n;
    // The same nest elsewhere.
    nest.base = dut.base_i = random();
    start();
    ASSERT_EQ(walk(nest, 256), elementsOf(nest)) << "nest " << n;
  }
}

TEST_F(AddressGenerator, makes_one_run_of_dimensions_that_continue_each_other) {
  load({0, {2, 3, 1, 8}, {48, 16, 999, 2}, 1});
  EXPECT_EQ(dut.left_o, 48u);
  EXPECT_TRUE(dut.contiguous_o);
  EXPECT_TRUE(dut.last_o);
}

TEST_F(AddressGenerator, gives_a_run_a_cycle) {
  const Nest nest{0, {4, 5, 6, 2}, {4096, 512, 64, 8}, 3};
  load(nest);
  EXPECT_EQ(walk(nest, 1).size(), 240u);
  load({0, {4, 5, 6, 1}, {4096, 512, 64, 8}, 3});
  EXPECT_EQ(walk({0, {}, {}, 3}, 1).size(), 120u);
  EXPECT_EQ(cycles, 120u);
}

} // namespace
