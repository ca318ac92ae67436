// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Buffers: sizes, bounds, reuse.
#include "Fixture.h"

namespace alcyone::tests {
using namespace runtime;

class Memory : public OnDevice {};

TEST_P(Memory, buffer_keeps_what_was_written) {
  const std::vector<uint32_t> values{1, 2, 3, 0xFFFFFFFF};
  Buffer made = buffer(values);
  EXPECT_EQ(made.sizeBytes(), 16u);
  EXPECT_EQ(made.address() % 64, 0u);
  EXPECT_EQ(contents<uint32_t>(made), values);
}

TEST_P(Memory, part_of_a_buffer_is_written_and_read) {
  Buffer made = buffer(std::vector<uint8_t>(100, 7));
  const uint8_t patch[] = {1, 2, 3};
  ASSERT_TRUE(made.write(patch, 97).ok());
  uint8_t back[4];
  ASSERT_TRUE(made.read(back, 96).ok());
  EXPECT_EQ(std::vector<uint8_t>(back, back + 4),
            (std::vector<uint8_t>{7, 1, 2, 3}));
}

TEST_P(Memory, access_past_a_buffer_is_refused) {
  Buffer made = buffer(std::vector<uint8_t>(100));
  uint8_t bytes[8] = {};
  EXPECT_EQ(made.write(bytes, 93).code(), StatusCode::OutOfRange);
  EXPECT_EQ(made.read(bytes, 101).code(), StatusCode::OutOfRange);
  EXPECT_EQ(made.read(bytes, UINT64_MAX - 3).code(), StatusCode::OutOfRange);
  EXPECT_TRUE(made.read({bytes, 0}, 100).ok());
}

TEST_P(Memory, empty_buffer_is_refused) {
  EXPECT_EQ(device->allocate(0).status().code(), StatusCode::InvalidArgument);
}

TEST_P(Memory, too_large_buffer_is_refused_with_sizes) {
  for (uint64_t bytes : {chip().hbm.bytes + 1, UINT64_MAX}) {
    const Status status = device->allocate(bytes).status();
    EXPECT_EQ(status.code(), StatusCode::OutOfMemory);
    EXPECT_NE(status.message().find(std::to_string(bytes)), std::string::npos)
        << status.message();
    EXPECT_NE(status.message().find(std::to_string(chip().hbm.bytes)),
              std::string::npos);
  }
}

TEST_P(Memory, freed_memory_is_usable_again) {
  const uint64_t before = device->freeBytes();
  for (int i = 0; i < 3; ++i) {
    Result<Buffer> whole = device->allocate(before);
    ASSERT_TRUE(whole.ok()) << whole.status().message();
    EXPECT_EQ(device->freeBytes(), 0u);
    EXPECT_EQ(device->allocate(1).status().code(), StatusCode::OutOfMemory);
  }
  {
    std::vector<Buffer> pieces;
    for (int i = 0; i < 10; ++i)
      pieces.push_back(*device->allocate(1000));
    pieces.erase(pieces.begin() + 3, pieces.begin() + 6);
    pieces.push_back(*device->allocate(2000));
  }
  EXPECT_EQ(device->freeBytes(), before);
}

TEST_P(Memory, buffers_do_not_overlap) {
  std::vector<Buffer> buffers;
  for (uint8_t i = 0; i < 20; ++i)
    buffers.push_back(buffer(std::vector<uint8_t>(1 + i * 37u, i)));
  for (uint8_t i = 0; i < 20; ++i)
    EXPECT_EQ(contents<uint8_t>(buffers[i]),
              std::vector<uint8_t>(1 + i * 37u, i));
}

TEST_P(Memory, buffer_outlives_the_device_handle) {
  Buffer made = buffer(std::vector<uint8_t>{1, 2, 3});
  device.reset();
  EXPECT_EQ(contents<uint8_t>(made), (std::vector<uint8_t>{1, 2, 3}));
}

ALCYONE_ON_EVERY_DEVICE(Memory);

} // namespace alcyone::tests
