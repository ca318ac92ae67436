// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fault names tile, engine, instruction and source, and the device can be
// used afterwards with all that its memory held.
#include "Fixture.h"
#include "Instructions.h"

namespace alcyone::tests {
using namespace runtime;
using isa::ElementType;

// The run faults and its message holds all of `parts`; afterwards a good
// program runs on the same device.
class Faults : public OnDevice {
protected:
  void expectFault(const EngineProgram &program,
                   std::initializer_list<std::string> parts,
                   StatusCode code = StatusCode::DeviceFault) {
    const std::vector<float> kept{1, 2, 3};
    Buffer before = buffer(kept);
    const Status status = run(program);
    EXPECT_EQ(status.code(), code) << status.message();
    for (const std::string &part : parts)
      EXPECT_NE(status.message().find(part), std::string::npos)
          << "'" << part << "' is not in:\n"
          << status.message();
    EXPECT_EQ(contents<float>(before), kept);

    EngineProgram good(chip());
    const unsigned out = good.output("out", ElementType::F32, {4});
    good.push(0, dma0, waits(fillRow(0, 4, 9), 1), {{dstField, out}});
    good.addSemaphore(0, 1, 1);
    Buffer result = buffer(std::vector<float>(4));
    const Status again = run(good, {result});
    EXPECT_TRUE(again.ok()) << again.message();
    EXPECT_EQ(contents<float>(result), std::vector<float>(4, 9));
  }
};

TEST_P(Faults, address_out_of_range_names_instruction_and_layer) {
  EngineProgram program(chip());
  isa::Fill fill = fillRow(l1(chip().l1.bytes), 1, 0);
  fill.header.tag = program.location("bert.onnx:12 attention");
  program.push(lastTile(), dma1, fill);
  expectFault(program, {"tile " + std::to_string(lastTile()), "TDMA channel 1",
                        "address out of range", "fill",
                        "bert.onnx:12 attention", "pc 0x"});
}

TEST_P(Faults, misaligned_vector_stream_is_a_fault) {
  EngineProgram program(chip());
  isa::Vector vector;
  vector.program = program.microProgram({{isa::MicroOp::Store, 0, 0}});
  vector.bodyLength = 1;
  vector.base[4] = 2;
  vector.format[4] = isa::Format::Fp32;
  program.push(0, tvp, vector);
  expectFault(program, {"TVP", "misaligned", "vector"});
}

TEST_P(Faults, illegal_matmul_is_a_fault) {
  EngineProgram program(chip());
  program.push(0, ttu, isa::Matmul{});
  expectFault(program, {"TTU", "illegal instruction", "matmul"});
}

TEST_P(Faults, gather_beyond_its_limit_is_a_fault) {
  EngineProgram program(chip());
  isa::Gather gather;
  gather.dst = l1(1024);
  gather.src = l1(2048);
  gather.index = l1(0);
  gather.shape = {1, 1, 1, 1};
  gather.dstFormat = gather.srcFormat = isa::Format::Fp32;
  gather.indexFormat = isa::Format::Int32;
  gather.indexLimit = 3;
  program.push(0, dma0, signals(fillRow(l1(0), 1, std::bit_cast<float>(3)), 0));
  program.push(0, dma1, waits(gather, 0));
  expectFault(program, {"index out of range (3)", "gather"});
}

TEST_P(Faults, semaphore_overflow_is_a_fault) {
  EngineProgram program(chip());
  program.push(0, dma0, signals(isa::Sync{}, 5, 200));
  program.push(0, dma0, signals(isa::Sync{}, 5, 200));
  expectFault(program, {"overflow", "5", "sync"});
}

TEST_P(Faults, control_processor_overflows_a_semaphore) {
  EngineProgram program(chip());
  program.addSemaphore(0, 5, 200);
  program.addSemaphore(0, 5, 200);
  expectFault(program, {"TCP", "semaphore overflow (5)"});
}

TEST_P(Faults, unknown_opcode_is_refused_at_the_push) {
  EngineProgram program(chip());
  const std::vector<uint8_t> bytes(192, 0xEE);
  const uint64_t descriptor = program.data(bytes);
  program.store(0, isa::address::tileRegisters + 0x100, descriptor);
  expectFault(program, {"tile 0", "TCP", "illegal instruction", "TTU"});
}

TEST_P(Faults, instruction_of_another_engine_is_refused_at_the_push) {
  EngineProgram program(chip());
  program.push(0, ttu, fillRow(l1(0), 1, 0));
  expectFault(program, {"TCP", "illegal instruction (0x21)", "TTU"});
}

TEST_P(Faults, queues_that_a_chip_does_not_have_cannot_be_pushed_into) {
  for (const unsigned queue :
       {isa::firstTdmaQueue + unsigned(chip().tdma.channels),
        isa::firstCdmaQueue + unsigned(chip().cdma.channels)}) {
    EngineProgram program(chip());
    program.push(0, queue, fillRow(l1(0), 1, 0));
    expectFault(program, {"tile 0", "address out of range"});
  }
}

TEST_P(Faults, address_out_of_range_at_the_dma_of_the_cluster) {
  if (chip().cdma.channels == 0)
    GTEST_SKIP() << "the chip has none";
  EngineProgram program(chip());
  program.push(lastTile(), cdma0, fillRow(l1(chip().l1.bytes), 1, 0));
  expectFault(program, {"tile " + std::to_string(lastTile()), "CDMA channel 0",
                        "address out of range", "fill"});
}

TEST_P(Faults, signals_to_absent_tiles_are_refused_at_the_push) {
  EngineProgram program(chip());
  program.push(0, ttu, signals(isa::Sync{}, 1, 1, uint16_t(lastTile() + 1)));
  expectFault(program, {"TCP", "address out of range"});

  EngineProgram nothing(
      chip()); // moves nothing, so the engine looks at nothing
  isa::Fill fill = signals(fillRow(l1Of(0, 0), 0, 0), 1, 1, isa::targetWritten);
  fill.multicastCount = 60000;
  fill.multicastStride = 60000;
  nothing.push(0, dma0, fill);
  expectFault(nothing, {"TCP", "address out of range"});
}

TEST_P(Faults, other_isa_version_is_refused_by_number) {
  EngineProgram program(chip());
  std::vector<uint8_t> bytes(64);
  isa::encode(isa::Sync{}, bytes.data());
  bytes[1] = 77;
  const uint64_t descriptor = program.data(bytes);
  program.store(0, isa::address::tileRegisters + 0x100, descriptor);
  expectFault(program, {"TCP", "version", "77"});
}

TEST_P(Faults, control_processor_leaves_memory) {
  EngineProgram program(chip());
  program.store(0, 0x0300'0000, 1);
  expectFault(program, {"TCP", "address out of range (0x3000000)", "sd"});
}

TEST_P(Faults, trap_of_the_control_processor) {
  EngineProgram program(chip());
  program.code({0x00100073}); // ebreak
  expectFault(program, {"TCP", "trap", "ebreak", "pc 0x0"});
}

TEST_P(Faults, exit_code_is_reported) {
  EngineProgram program(chip());
  program.store(0, isa::address::tileRegisters + 0x28, 42);
  expectFault(program, {"tile 0", "exit code 42"}, StatusCode::ProgramExit);
}

TEST_P(Faults, endless_loop_ends_at_the_instruction_limit) {
  EngineProgram program(chip());
  program.code({0x0000006f}); // jal x0, 0
  const Status status = run(program, {}, {.instructionLimit = 100'000});
  EXPECT_EQ(status.code(), StatusCode::LimitReached);
  EXPECT_NE(status.message().find("100000 instructions"), std::string::npos)
      << status.message();
  EXPECT_TRUE(run(EngineProgram(chip())).ok());
}

// In the loop there is an instruction of each kind that takes its own time.
TEST_P(Faults, limit_says_which_instruction_would_be_next) {
  if (lastTile() != 0)
    GTEST_SKIP() << "the limit is that of all tiles together";
  EngineProgram program(chip());
  program.code({0x00003283,   // ld x5, 0(x0)
                0x0252c333,   // div x6, x5, x5
                0x00730333,   // add x6, x6, x7
                0x0040006f,   // jal x0, 4
                0x00000463,   // beq x0, x0, 8
                0x00000013,   // addi x0, x0, 0
                0xfe9ff06f}); // jal x0, -24
  for (uint64_t limit = 1000; limit < 1010; ++limit) {
    const LaunchOptions options{.instructionLimit = limit};
    EXPECT_EQ(run(program, {}, options).message(),
              runOnRef(program, options).message());
  }
}

ALCYONE_ON_EVERY_DEVICE(Faults);

} // namespace alcyone::tests
