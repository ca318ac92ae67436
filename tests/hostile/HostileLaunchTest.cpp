// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs that are well-formed files but nonsense inside: random control code,
// random descriptors, files with damage that the reader cannot see. A launch
// ends with a status, and the device runs a good program afterwards. Prints its
// seed; ALCYONE_SEED chooses another.
#include "EngineProgram.h"
#include "isa/program/ProgramWriter.h"
#include "isa/support/Failure.h"
#include "runtime/api/Queue.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

namespace alcyone::tests {
using namespace runtime;

class HostileLaunch : public testing::TestWithParam<const char *> {
protected:
  void SetUp() override {
    Result<Device> opened = Device::open(GetParam());
    if (opened.status().code() == StatusCode::Unimplemented)
      GTEST_SKIP() << opened.status().message();
    ASSERT_TRUE(opened.ok()) << opened.status().message();
    device = *opened;
    random.seed(firstSeed());
    std::string name =
        (std::filesystem::temp_directory_path() / "alcyone-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  void TearDown() override {
    if (!folder.empty())
      std::filesystem::remove_all(folder);
  }

  std::string file() const { return (folder / "p.alc").string(); }

  // Loads and runs whatever is in file(); says how it ended.
  Status runFile() {
    Result<Program> program = device->load(file());
    if (!program)
      return program.status();
    std::vector<Buffer> buffers;
    for (const TensorInfo &tensor : program->entries()[0].tensors) {
      Result<Buffer> buffer =
          device->allocate(std::max<uint64_t>(tensor.sizeBytes, 1));
      if (!buffer)
        return buffer.status();
      buffers.push_back(*buffer);
    }
    Queue queue = device->createQueue();
    Result<Event> event = queue.submit(*program, program->entries()[0].name,
                                       buffers, {.instructionLimit = 20'000});
    return event ? event->wait() : event.status();
  }

  void expectUsable() {
    EngineProgram(device->chip()).write(file());
    const Status status = runFile();
    EXPECT_TRUE(status.ok()) << status.message();
  }

  void expectSane(const Status &status) {
    EXPECT_NE(status.code(), StatusCode::Internal) << status.message();
    EXPECT_NE(status.code(), StatusCode::Unimplemented) << status.message();
    if (!status.ok()) {
      EXPECT_FALSE(status.message().empty());
    }
  }

  std::optional<Device> device;
  std::filesystem::path folder;
  std::mt19937 random;
};

TEST_P(HostileLaunch, random_control_code) {
  for (int round = 0; round < 100; ++round) {
    EngineProgram program(device->chip());
    std::vector<uint32_t> words(60);
    for (uint32_t &word : words)
      word = random();
    // Half of them as loads, stores and arithmetic, so that they get further.
    for (size_t i = 0; i < words.size(); i += 2)
      words[i] =
          (words[i] & ~0x7Fu) |
          std::array<uint32_t, 5>{0x03, 0x23, 0x13, 0x33, 0x37}[random() % 5];
    words[0] = 0x020002b7; // lui t0, the tile registers
    program.code(words);
    program.write(file());
    expectSane(runFile());
  }
  expectUsable();
}

TEST_P(HostileLaunch, random_stores_to_tile_registers) {
  for (int round = 0; round < 100; ++round) {
    EngineProgram program(device->chip());
    for (int i = 0; i < 20; ++i) {
      const uint64_t offset =
          random() % 4 ? random() % 0xC00 / 8 * 8 : random() % 0x10000;
      program.store(0, 0x0200'0000 + offset,
                    random() % 2 ? random() % 0x400 : random());
    }
    program.write(file());
    expectSane(runFile());
  }
  expectUsable();
}

// Legal opcodes, mostly legal enumerations, sizes and addresses of any kind.
static isa::Instruction randomInstruction(std::mt19937 &random) {
  const auto table = isa::instructions();
  const isa::InstructionInfo &info = table[random() % table.size()];
  for (;;) {
    std::vector<uint8_t> bytes(info.sizeBytes);
    isa::encode(info.make(), bytes.data());
    const auto fillField = [&](const isa::FieldInfo &field) {
      for (unsigned i = 0; i < field.count; ++i) {
        uint64_t value = random() % 3 == 0 ? 0 : random() % 64;
        if (random() % 8 == 0)
          value = uint64_t(random()) << 32 | random();
        if (field.enumeration && field.enumeration->closed)
          value = field.enumeration
                      ->cases[random() % field.enumeration->cases.size()]
                      .value;
        else if (field.isFlag)
          value &= 1;
        else if (field.width == 64 && random() % 2)
          value = (random() % 2 ? 0x1000'0000 : 0x80'0000'0000) +
                  value % 4096 / 8 * 8;
        std::memcpy(bytes.data() + field.offset + i * field.bytesEach(), &value,
                    field.bytesEach());
      }
    };
    for (const isa::FieldInfo &field : info.fields)
      fillField(field);
    auto decoded = isa::decode(bytes.data());
    if (auto *instruction = std::get_if<isa::Instruction>(&decoded))
      return *instruction;
  }
}

TEST_P(HostileLaunch, random_descriptors) {
  for (int round = 0; round < 300; ++round) {
    EngineProgram program(device->chip());
    const uint32_t micro =
        program.microProgram({{isa::MicroOp::Mov, 1, isa::firstStreamSource},
                              {isa::MicroOp::Store, 0, 1}});
    for (int i = 0; i < 4; ++i) {
      isa::Instruction instruction = randomInstruction(random);
      if (auto *vector = std::get_if<isa::Vector>(&instruction)) {
        vector->program = random() % 4 ? micro : vector->program;
        if (random() % 4) {
          vector->setupLength = vector->beforeLength = vector->afterLength = 0;
          vector->bodyLength = 2;
        }
      }
      unsigned queue = random() % 6;
      switch (isa::info(instruction).engine) {
      case isa::Engine::Ttu:
        queue = 0;
        break;
      case isa::Engine::Tvp:
        queue = 1;
        break;
      case isa::Engine::Tdma:
        queue = 2 + random() % 4;
        break;
      case isa::Engine::Sync:
        break;
      }
      program.push(0, queue, instruction);
    }
    program.write(file());
    expectSane(runFile());
  }
  expectUsable();
}

TEST_P(HostileLaunch, damaged_program_files) {
  EngineProgram program(device->chip());
  program.input("in", isa::ElementType::F32, {4});
  program.output("out", isa::ElementType::F32, {4});
  program.weights(std::vector<uint8_t>(100, 3));
  program.write(file());
  std::ifstream in(file(), std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  for (int round = 0; round < 400; ++round) {
    std::string bad = good;
    if (random() % 4 == 0)
      bad.resize(random() % bad.size());
    else // the heads and the note hold what is believed
      for (unsigned i = random() % 4 + 1; i-- > 0;)
        bad[random() % 2 ? random() % 256 : random() % bad.size()] =
            char(random());
    std::ofstream(file(), std::ios::binary) << bad;
    expectSane(runFile());
  }
  expectUsable();
}

INSTANTIATE_TEST_SUITE_P(Devices, HostileLaunch,
                         testing::Values("ref:nano", "sim:nano"),
                         [](const auto &info) {
                           return std::string(info.param).substr(0, 3);
                         });

} // namespace alcyone::tests
