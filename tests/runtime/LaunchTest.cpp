// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a launch does: data goes where the program says, tiles work together,
// control processors reach what they should.
#include "Fixture.h"
#include "Instructions.h"

#include <numeric>

namespace alcyone::tests {
using namespace runtime;
using isa::ElementType;

class Launches : public OnDevice {};

static std::vector<float> ramp(size_t count, float first = 0) {
  std::vector<float> values(count);
  std::iota(values.begin(), values.end(), first);
  return values;
}

TEST_P(Launches, empty_program_is_done_at_once) {
  const Status status = run(EngineProgram(chip()));
  EXPECT_TRUE(status.ok()) << status.message();
}

TEST_P(Launches, input_is_copied_to_output) {
  EngineProgram program(chip());
  const unsigned in = program.input("in", ElementType::F32, {64});
  const unsigned out = program.output("out", ElementType::F32, {64});
  program.push(0, dma0, copyRow(0, 0, 64), {{dstField, out}, {srcField, in}});
  const std::vector<float> values = ramp(64);
  Buffer result = buffer(std::vector<float>(64));
  const Status status = run(program, {buffer(values), result});
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(contents<float>(result), values);
}

TEST_P(Launches, queues_meet_at_semaphores) {
  EngineProgram program(chip());
  const unsigned in = program.input("in", ElementType::F32, {32});
  const unsigned out = program.output("out", ElementType::F32, {32});
  // Pushed in the wrong order: only the semaphore makes it right.
  program.push(0, dma1, waits(copyRow(0, l1(256), 32), 3), {{dstField, out}});
  program.push(0, dma0, signals(copyRow(l1(256), 0, 32), 3), {{srcField, in}});
  const std::vector<float> values = ramp(32, 5);
  Buffer result = buffer(std::vector<float>(32));
  const Status status = run(program, {buffer(values), result});
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(contents<float>(result), values);
}

TEST_P(Launches, matmul_and_vector_work_on_l1) {
  EngineProgram program(chip());
  const unsigned out = program.output("out", ElementType::F32, {2, 16});
  isa::Fill ones =
      fillRow(l1(0), 64, 1); // A 2x16 and B 16x16 in bf16 at 0, 1024
  ones.dstFormat = isa::Format::Bf16;
  ones.dstStride[3] = 2;
  ones.value = 0x3F80;
  ones.shape[3] = 1024;
  isa::Matmul matmul;
  matmul.b = 1024;
  matmul.c = 4096;
  matmul.m = 2;
  matmul.n = matmul.k = 16;
  matmul.aStride = matmul.bStride = 32;
  matmul.cStride = 64;
  matmul.aFormat = matmul.bFormat = isa::Format::Bf16;
  matmul.cFormat = isa::Format::Fp32;
  isa::Vector add; // out = c + c
  add.program = program.microProgram(
      {{isa::MicroOp::Add, 0, isa::firstStreamSource, isa::firstStreamSource},
       {isa::MicroOp::Store, 0, 0}});
  add.bodyLength = 2;
  add.size = {1, 2, 1, 16};
  add.base = {4096, 0, 0, 0, 8192, 0};
  add.stride[1] = 64;
  add.stride[3] = 4;
  add.stride[4 * 4 + 1] = 64;
  add.stride[4 * 4 + 3] = 4;
  add.format[0] = add.format[4] = isa::Format::Fp32;
  program.push(0, dma0, signals(ones, 0));
  program.push(0, ttu, signals(waits(matmul, 0), 1));
  program.push(0, tvp, signals(waits(add, 1), 2));
  program.push(0, dma0, waits(copyRow(0, l1(8192), 32), 2), {{dstField, out}});
  Buffer result = buffer(std::vector<float>(32));
  const Status status = run(program, {result});
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(contents<float>(result), std::vector<float>(32, 32));
}

TEST_P(Launches, weights_come_from_the_file_and_stay_as_they_are) {
  EngineProgram program(chip());
  std::vector<uint8_t> weights(5000);
  for (size_t i = 0; i < weights.size(); ++i)
    weights[i] = uint8_t(i * 7);
  const unsigned from = program.weights(weights);
  const unsigned out = program.output("out", ElementType::I8, {5000});
  program.push(0, dma0, copyRow(0, 0, 5000, isa::Format::Int8),
               {{dstField, out}, {srcField, from}});
  // A device that writes its weights does not write the file.
  program.push(0, dma0, fillRow(0, 100, 1), {{dstField, from}});
  for (int i = 0; i < 2; ++i) {
    Buffer result = buffer(std::vector<uint8_t>(5000));
    const Status status = run(program, {result});
    ASSERT_TRUE(status.ok()) << status.message();
    EXPECT_EQ(contents<uint8_t>(result), weights);
  }
}

TEST_P(Launches, workspace_is_there_and_goes_with_the_program) {
  const uint64_t before = device->freeBytes();
  {
    EngineProgram program(chip());
    const unsigned in = program.input("in", ElementType::F32, {16});
    const unsigned scratch = program.workspace(4096);
    const unsigned out = program.output("out", ElementType::F32, {16});
    program.push(0, dma0, copyRow(0, 0, 16),
                 {{dstField, scratch}, {srcField, in}});
    program.push(0, dma0, copyRow(0, 0, 16),
                 {{dstField, out}, {srcField, scratch}});
    Buffer result = buffer(std::vector<float>(16));
    const Status status = run(program, {buffer(ramp(16)), result});
    ASSERT_TRUE(status.ok()) << status.message();
    EXPECT_EQ(contents<float>(result), ramp(16));
  }
  EXPECT_EQ(device->freeBytes(), before);
}

TEST_P(Launches, every_tile_does_its_part_between_chip_barriers) {
  EngineProgram program(chip());
  const unsigned tiles = lastTile() + 1;
  const unsigned out = program.output("out", ElementType::F32, {tiles, 16});
  isa::Barrier barrier;
  barrier.queues = 1 << dma0;
  barrier.scope = isa::Scope::Chip;
  barrier.id = 2;
  for (unsigned tile = 0; tile < tiles; ++tile) {
    // Into the next tile's L1; then everybody brings out what it was given.
    program.push(tile, dma0,
                 fillRow(l1Of((tile + 1) % tiles, 512), 16, float(tile)));
    program.push(tile, dma0, barrier);
    program.push(tile, dma0, copyRow(tile * 64, l1(512), 16),
                 {{dstField, out}});
  }
  Buffer result = buffer(std::vector<float>(tiles * 16));
  const Status status = run(program, {result});
  ASSERT_TRUE(status.ok()) << status.message();
  for (unsigned tile = 0; tile < tiles; ++tile)
    EXPECT_EQ(contents<float>(result)[tile * 16],
              float((tile + tiles - 1) % tiles));
}

TEST_P(Launches, one_signal_reaches_all_tiles) {
  EngineProgram program(chip());
  const unsigned tiles = lastTile() + 1;
  const unsigned out = program.output("out", ElementType::F32, {tiles, 16});
  isa::Fill shared = fillRow(l1Of(0, 0), 16, 3);
  shared.multicastCount = uint16_t(tiles);
  shared.multicastStride = 1;
  for (unsigned tile = 0; tile < tiles; ++tile)
    program.push(tile, dma1, waits(copyRow(tile * 64, l1(0), 16), 7),
                 {{dstField, out}});
  program.push(lastTile(), dma0, signals(shared, 7, 1, isa::targetAll));
  Buffer result = buffer(std::vector<float>(tiles * 16));
  const Status status = run(program, {result});
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(contents<float>(result), std::vector<float>(tiles * 16, 3));
}

TEST_P(Launches, one_signal_reaches_the_tiles_of_a_multicast) {
  EngineProgram program(chip());
  const unsigned tiles = lastTile() + 1, written = (tiles + 1) / 2;
  const unsigned out = program.output("out", ElementType::F32, {written, 16});
  isa::Fill shared = fillRow(l1Of(0, 0), 16, 3);
  shared.multicastCount = uint16_t(written);
  shared.multicastStride = 2;
  for (unsigned i = 0; i < written; ++i)
    program.push(2 * i, dma1, waits(copyRow(i * 64, l1(0), 16), 7),
                 {{dstField, out}});
  program.push(lastTile(), dma0, signals(shared, 7, 1, isa::targetWritten));
  Buffer result = buffer(std::vector<float>(written * 16));
  const Status status = run(program, {result});
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(contents<float>(result), std::vector<float>(written * 16, 3));
}

TEST_P(Launches, control_processor_waits_signals_and_stores_outside) {
  EngineProgram program(chip());
  const unsigned out = program.output("out", ElementType::F32, {16});
  program.push(0, dma0, signals(fillRow(l1(0), 16, 1), 0));
  program.waitSemaphore(0, 0, 1);
  // The fill is over, so this store is what the copy finds.
  program.store(0, l1(8), 0x40000000'40000000); // 2.0 twice
  program.push(0, dma0, waits(copyRow(0, l1(0), 16), 1, 3), {{dstField, out}});
  program.addSemaphore(0, 1, 3);
  Buffer result = buffer(std::vector<float>(16));
  const Status status = run(program, {result});
  ASSERT_TRUE(status.ok()) << status.message();
  std::vector<float> expected(16, 1);
  expected[2] = expected[3] = 2;
  EXPECT_EQ(contents<float>(result), expected);
}

TEST_P(Launches, more_instructions_than_a_queue_holds_are_run) {
  EngineProgram program(chip());
  const unsigned count = unsigned(chip().queue.depth) * 3 + 1;
  const unsigned out = program.output("out", ElementType::F32, {count});
  for (unsigned i = 0; i < count; ++i)
    program.push(0, dma0, fillRow(4 * i, 1, float(i)), {{dstField, out}});
  Buffer result = buffer(std::vector<float>(count));
  const Status status = run(program, {result});
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(contents<float>(result), ramp(count));
}

TEST_P(Launches, program_for_another_chip_is_refused_by_parameter) {
  EngineProgram program(chip());
  program.metadata.requirements.clusters = chip().clusters + 1;
  program.write(folder.file("a.alc"));
  const Status status = device->load(folder.file("a.alc")).status();
  EXPECT_EQ(status.code(), StatusCode::Incompatible);
  EXPECT_NE(status.message().find("clusters"), std::string::npos)
      << status.message();
}

TEST_P(Launches, program_file_that_is_none_is_refused) {
  EXPECT_EQ(device->load(folder.file("none.alc")).status().code(),
            StatusCode::BadFile);
}

ALCYONE_ON_EVERY_DEVICE(Launches);

} // namespace alcyone::tests
