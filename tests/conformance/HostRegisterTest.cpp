// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the host read the same from every register on sim and on rtl? (ref has
// none.) One that has no function here stops the build.
#include "Image.h"
#include "isa/generated/Instructions.h"
#include "isa/machine/EngineQueue.h"
#include "isa/support/AddressMap.h"
#include "tests/random/Machines.h"

#include <gtest/gtest.h>

namespace alcyone::tests {

using namespace isa;

/// What the host's registers say after a launch.
class HostRegisters : public testing::Test {
public:
  HostRegisters() : chip(loadChip("nano")), image(chip) {
    for (const char *name : {"sim", "rtl"})
      models.push_back(timedModel(name, chip));
  }

  void push(const Instruction &instruction, unsigned queue) {
    std::vector<uint8_t> bytes(info(instruction).sizeBytes);
    encode(instruction, bytes.data());
    descriptor = image.data(bytes);
    image.write(0, TileRegister::QueuePush, queue, descriptor);
  }
  void launch(uint64_t entry = 0, uint64_t instructionLimit = 0) {
    const std::vector<uint8_t> bytes = image.bytes();
    const TcmSegment segment{0, bytes};
    for (const auto &model : models) {
      LaunchRequest request;
      request.segments = {&segment, 1};
      request.entry = entry;
      request.instructionLimit = instructionLimit;
      model->launch(request);
    }
    image = Image(chip);
  }
  // Both models read `expected`.
  void expect(HostRegister which, uint64_t expected) {
    for (const auto &model : models)
      EXPECT_EQ(model->hostRegister(which), expected)
          << (&model == &models[0] ? "sim" : "rtl");
  }
  // An instruction of a DMA channel that faults.
  void faultyFill(uint32_t tag = 0) {
    Fill fill;
    fill.header.tag = tag;
    fill.dst = address::ownL1 + chip.l1.bytes;
    fill.shape = {1, 1, 1, 1};
    fill.dstFormat = Format::Int8;
    push(fill, firstTdmaQueue + 1);
  }

  const Chip chip;
  Image image;
  uint64_t descriptor = 0; // of the last push
  std::vector<std::unique_ptr<TimedModel>> models;
};

#define REGISTER(name) void trials_##name(HostRegisters &on)

#define ALCYONE_DECLARE_Tile(name)
#define ALCYONE_DECLARE_Host(name) REGISTER(name);
#define ALC_REGISTER(block, name) ALCYONE_DECLARE_##block(name)
#include "isa/generated/ConformanceRecords.def"

REGISTER(IsaVersion) {
  on.launch();
  on.expect(HostRegister::IsaVersion, isaVersion);
}

REGISTER(Tiles) {
  on.launch();
  on.expect(HostRegister::Tiles, on.chip.tileCount());
}

REGISTER(Doorbell) {
  on.launch();
  on.expect(HostRegister::Doorbell, 0);
}

REGISTER(Status) {
  constexpr uint64_t done = 2, fault = 3, deadlock = 4, stopped = 5;
  on.launch();
  on.expect(HostRegister::Status, done);
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::Status, fault);
  Sync waits;
  waits.header.wait0Count = 1;
  on.push(waits, ttuQueue);
  on.launch();
  on.expect(HostRegister::Status, deadlock);
  on.launch(0, 1);
  on.expect(HostRegister::Status, stopped);
  on.launch();
  on.expect(HostRegister::Status, done);
}

REGISTER(Entry) {
  on.launch();
  on.expect(HostRegister::Entry, 0);
  // Far outside of control memory, or between words.
  for (const uint64_t entry : {0x5555'5555'5555'5554ul, ~3ul, 3ul}) {
    on.launch(entry);
    on.expect(HostRegister::Entry, entry);
    on.expect(HostRegister::FaultPc, entry);
    on.expect(HostRegister::FaultValue, entry);
  }
}

REGISTER(ExitCode) {
  for (const uint64_t code : {uint64_t(1), ~uint64_t(0)}) {
    on.image.write(0, TileRegister::Halt, 0, code);
    on.launch();
    on.expect(HostRegister::ExitCode, code);
  }
  on.launch();
  on.expect(HostRegister::ExitCode, 0);
}

REGISTER(FaultCode) {
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultCode, uint64_t(FaultCode::AddressOutOfRange));
  on.push(Matmul{}, ttuQueue);
  on.launch();
  on.expect(HostRegister::FaultCode, uint64_t(FaultCode::IllegalInstruction));
  on.launch();
  on.expect(HostRegister::FaultCode, uint64_t(FaultCode::None));
}

REGISTER(FaultTile) {
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultTile, 0);
}

REGISTER(FaultQueue) {
  constexpr uint64_t controlProcessor = 0xFF;
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultQueue, firstTdmaQueue + 1);
  on.image.write(0, TileRegister::TileId, 0, 0);
  on.launch();
  on.expect(HostRegister::FaultQueue, controlProcessor);
}

// Of an instruction, also of one that has left when its signal overflows.
REGISTER(FaultTag) {
  for (const uint32_t tag : {0xABCD'1234u, 0x5432'EDCBu}) {
    on.faultyFill(tag);
    on.launch();
    on.expect(HostRegister::FaultTag, tag);
  }
  Sync sync;
  for (const uint32_t tag : {7u, 8u, 9u}) {
    sync.header.tag = tag;
    sync.header.signal0Count = tag == 8 ? 156 : tag == 7 ? 100 : 0;
    on.push(sync, tvpQueue);
  }
  on.launch();
  on.expect(HostRegister::FaultTag, 8);
  on.image.write(0, TileRegister::TileId, 0, 0);
  on.launch();
  on.expect(HostRegister::FaultTag, 0);
}

REGISTER(FaultPc) {
  on.image.code(0).words.push_back(
      0); // the first word behind those of the start
  const uint64_t pc = Image::firstData(on.chip);
  on.launch();
  on.expect(HostRegister::FaultPc, pc);
}

REGISTER(FaultValue) {
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultValue, address::ownL1 + on.chip.l1.bytes);
}

#define ALCYONE_TEST_Tile(name) // TileRegisterTest.cpp
#define ALCYONE_TEST_Host(name)                                                \
  TEST_F(HostRegisters, name) { trials_##name(*this); }
#define ALC_REGISTER(block, name) ALCYONE_TEST_##block(name)
#include "isa/generated/ConformanceRecords.def"

} // namespace alcyone::tests
