// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every register of a tile give and take the same on ref, sim and rtl, and
// does the host read the same on sim and rtl (ref has no such registers)? One
// that has no function here stops the build.
#include "Backends.h"
#include "isa/generated/Instructions.h"
#include "isa/machine/EngineQueue.h"
#include "tests/support/EncodeTcp.h"

namespace alcyone::tests {

using namespace isa;

class TileRegisters : public OnBackend {
public:
  void reads(TileRegister which, unsigned index = 0) {
    image.dump(0, which, index, resultsAddress);
    end(FaultCode::None, which, "read");
  }
  void writes(TileRegister which, unsigned index, uint64_t value) {
    image.write(0, which, index, value);
    end(FaultCode::None, which, "written");
  }
  void refusesRead(TileRegister which, unsigned index = 0,
                   FaultCode code = FaultCode::AddressOutOfRange) {
    image.dump(0, which, index, resultsAddress);
    end(code, which, "read");
  }
  void refusesWrite(TileRegister which, unsigned index = 0, uint64_t value = 1,
                    FaultCode code = FaultCode::AddressOutOfRange) {
    image.write(0, which, index, value);
    end(code, which, "written");
  }
  // Accesses that are not of the whole register.
  void refusesParts(TileRegister which) {
    for (const unsigned bytes : {1u, 2u, 4u})
      for (const unsigned offset : {0u, 4u})
        for (const bool isLoad : {false, true}) {
          Code &code = image.code(0);
          code.li(5, address::tileRegisters + registerOffset(which) + offset);
          if (isLoad)
            code.load(bytes, 6, 0, 5);
          else
            code.store(bytes, 0, 0, 5);
          end(FaultCode::Misaligned, which, std::to_string(bytes) + " bytes");
        }
  }
  void end(FaultCode code, TileRegister which, const std::string &what) {
    expect(image, code,
           "tile register at " + std::to_string(unsigned(which)) + " " + what);
    image = Image(chip());
  }

  Image image{chip()};
  using OnBackend::chip;
  using OnBackend::runAlike;
};

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
  void launch() {
    const std::vector<uint8_t> bytes = image.bytes();
    const TcmSegment segment{0, bytes};
    for (const auto &model : models) {
      LaunchRequest request;
      request.segments = {&segment, 1};
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
  // An instruction of a DMA channel that faults, with a tag.
  void faultyFill() {
    Fill fill;
    fill.header.tag = 0xABCD1234;
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

#define REGISTER(block, name) void trials_##block##_##name(block##Registers &on)

#define ALC_REGISTER(block, name) REGISTER(block, name);
#include "isa/generated/ConformanceRecords.def"

REGISTER(Tile, TileId) {
  on.reads(TileRegister::TileId);
  on.refusesWrite(TileRegister::TileId);
}

REGISTER(Tile, TileCount) {
  on.reads(TileRegister::TileCount);
  on.refusesWrite(TileRegister::TileCount);
}

REGISTER(Tile, ClusterId) {
  on.reads(TileRegister::ClusterId);
  on.refusesWrite(TileRegister::ClusterId);
}

REGISTER(Tile, TilesPerCluster) {
  on.reads(TileRegister::TilesPerCluster);
  on.refusesWrite(TileRegister::TilesPerCluster);
}

// It grows, by as much as each of them likes.
REGISTER(Tile, Cycle) {
  Code &code = on.image.code(0);
  code.li(5, address::tileRegisters + registerOffset(TileRegister::Cycle));
  code.load(8, 6, 0, 5);
  for (unsigned i = 0; i < 20; ++i)
    code.addi(7, 7, 1);
  code.load(8, 7, 0, 5);
  const TcpInstructionInfo &sltu = *findTcpInstruction(0x00003033);
  code.words.push_back(encode(sltu, {.rd = 6, .rs1 = 6, .rs2 = 7}));
  code.li(5, resultsAddress);
  code.store(8, 6, 0, 5);
  on.end(FaultCode::None, TileRegister::Cycle, "read");
  on.refusesWrite(TileRegister::Cycle);
}

REGISTER(Tile, Halt) {
  on.writes(TileRegister::Halt, 0, 0);
  on.refusesRead(TileRegister::Halt);
  for (const uint64_t code : {uint64_t(1), uint64_t(255), ~uint64_t(0)}) {
    on.image.write(0, TileRegister::Halt, 0, code);
    const Machines::Outcome outcome =
        on.runAlike(on.image, "exit code", trialLayout(on.chip()));
    EXPECT_EQ(outcome.ref.end, LaunchEnd::ExitCode);
    on.image = Image(on.chip());
  }
}

REGISTER(Tile, SemaphoreWait) {
  const unsigned last = unsigned(on.chip().semaphore.count) - 1;
  for (const unsigned semaphore : {0u, 9u, last})
    for (const unsigned count : {0u, 1u, 200u, 255u}) {
      on.image.write(0, TileRegister::Semaphore, semaphore, 255);
      on.image.write(0, TileRegister::SemaphoreWait, 0, semaphore | count << 8);
      on.reads(TileRegister::Semaphore, semaphore);
    }
  on.refusesRead(TileRegister::SemaphoreWait);
  for (const uint64_t value :
       {uint64_t(last + 1), uint64_t(0x1FF), uint64_t(0x1'0001)})
    on.refusesWrite(TileRegister::SemaphoreWait, 0, value,
                    FaultCode::IllegalInstruction);
}

namespace {

std::vector<unsigned> queues(const Chip &chip, bool present) {
  std::vector<unsigned> all;
  for (unsigned queue = 0; queue < queuePorts; ++queue)
    if ((queueMask(chip) >> queue & 1) == present)
      all.push_back(queue);
  return all;
}

} // namespace

REGISTER(Tile, QueuePush) {
  std::vector<uint8_t> bytes(Sync::sizeBytes);
  encode(Sync{{.signal0Count = 1}}, bytes.data());
  for (const unsigned queue : queues(on.chip(), true)) {
    on.image.write(0, TileRegister::QueuePush, queue, on.image.data(bytes));
    on.image.write(0, TileRegister::SemaphoreWait, 0, 1 << 8);
    on.reads(TileRegister::QueueFree, queue);
    on.refusesRead(TileRegister::QueuePush, queue);
    const uint64_t end = on.chip().tcp.memoryBytes;
    on.refusesWrite(TileRegister::QueuePush, queue, 4, FaultCode::Misaligned);
    on.refusesWrite(TileRegister::QueuePush, queue, end);
    on.refusesWrite(TileRegister::QueuePush, queue, uint64_t(-8));
    on.image.place(end - 8, {bytes.data(), 8}); // the rest lies behind the end
    on.refusesWrite(TileRegister::QueuePush, queue, end - 8);
  }
  for (const unsigned queue : queues(on.chip(), false))
    on.refusesWrite(TileRegister::QueuePush, queue);
}

REGISTER(Tile, QueueFree) {
  std::vector<uint8_t> bytes(Sync::sizeBytes);
  encode(Sync{{.wait0Count = 1}}, bytes.data());
  for (const unsigned queue : queues(on.chip(), true)) {
    on.reads(TileRegister::QueueFree, queue);
    on.image.write(0, TileRegister::QueuePush, queue, on.image.data(bytes));
    on.image.dump(0, TileRegister::QueueFree, queue, resultsAddress);
    on.writes(TileRegister::Semaphore, 0, 1); // lets it go
    on.refusesWrite(TileRegister::QueueFree, queue);
  }
  for (const unsigned queue : queues(on.chip(), false))
    on.refusesRead(TileRegister::QueueFree, queue);
}

REGISTER(Tile, Semaphore) {
  const unsigned count = unsigned(on.chip().semaphore.count);
  for (const unsigned semaphore : {0u, 1u, count - 1}) {
    on.reads(TileRegister::Semaphore, semaphore);
    for (const uint64_t value : {0, 1, 255}) {
      on.image.write(0, TileRegister::Semaphore, semaphore, value);
      on.reads(TileRegister::Semaphore, semaphore);
    }
    on.refusesWrite(TileRegister::Semaphore, semaphore, 256,
                    FaultCode::SemaphoreOverflow);
    on.image.write(0, TileRegister::Semaphore, semaphore, 200);
    on.refusesWrite(TileRegister::Semaphore, semaphore, 56,
                    FaultCode::SemaphoreOverflow);
  }
  for (const unsigned absent : {count, 255u}) {
    on.refusesRead(TileRegister::Semaphore, absent);
    on.refusesWrite(TileRegister::Semaphore, absent);
  }
}

REGISTER(Host, IsaVersion) {
  on.launch();
  on.expect(HostRegister::IsaVersion, isaVersion);
}

REGISTER(Host, Tiles) {
  on.launch();
  on.expect(HostRegister::Tiles, on.chip.tileCount());
}

REGISTER(Host, Doorbell) {
  on.launch();
  on.expect(HostRegister::Doorbell, 0);
}

REGISTER(Host, Status) {
  constexpr uint64_t done = 2, fault = 3;
  on.launch();
  on.expect(HostRegister::Status, done);
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::Status, fault);
  on.launch();
  on.expect(HostRegister::Status, done);
}

REGISTER(Host, Entry) {
  on.launch();
  on.expect(HostRegister::Entry, 0);
}

REGISTER(Host, ExitCode) {
  for (const uint64_t code : {uint64_t(1), ~uint64_t(0)}) {
    on.image.write(0, TileRegister::Halt, 0, code);
    on.launch();
    on.expect(HostRegister::ExitCode, code);
  }
  on.launch();
  on.expect(HostRegister::ExitCode, 0);
}

REGISTER(Host, FaultCode) {
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultCode, uint64_t(FaultCode::AddressOutOfRange));
  on.push(Matmul{}, ttuQueue);
  on.launch();
  on.expect(HostRegister::FaultCode, uint64_t(FaultCode::IllegalInstruction));
  on.launch();
  on.expect(HostRegister::FaultCode, uint64_t(FaultCode::None));
}

REGISTER(Host, FaultTile) {
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultTile, 0);
}

REGISTER(Host, FaultQueue) {
  constexpr uint64_t controlProcessor = 0xFF;
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultQueue, firstTdmaQueue + 1);
  on.image.write(0, TileRegister::TileId, 0, 0);
  on.launch();
  on.expect(HostRegister::FaultQueue, controlProcessor);
}

// Of an instruction, also of one that has left when its signal overflows.
REGISTER(Host, FaultTag) {
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultTag, 0xABCD1234);
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

REGISTER(Host, FaultPc) {
  on.image.code(0).words.push_back(
      0); // the first word behind those of the start
  const uint64_t pc = Image::firstData(on.chip);
  on.launch();
  on.expect(HostRegister::FaultPc, pc);
}

REGISTER(Host, FaultValue) {
  on.faultyFill();
  on.launch();
  on.expect(HostRegister::FaultValue, address::ownL1 + on.chip.l1.bytes);
}

namespace {

TEST_P(TileRegisters, are_accessed_whole) {
  for (const RegisterInfo &row : tileRegisters)
    refusesParts(TileRegister(row.offset));
}

TEST_P(TileRegisters, are_not_between_those_that_are_there) {
  for (const uint64_t offset : {0x038, 0x0F8, 0x200, 0x3F8, 0xC00, 0xFFF8}) {
    refusesRead(TileRegister(offset));
    refusesWrite(TileRegister(offset));
  }
}

#define ALCYONE_TEST_Tile(name)                                                \
  TEST_P(TileRegisters, name) { trials_Tile_##name(*this); }
#define ALCYONE_TEST_Host(name)                                                \
  TEST_F(HostRegisters, name) { trials_Host_##name(*this); }
#define ALC_REGISTER(block, name) ALCYONE_TEST_##block(name)
#include "isa/generated/ConformanceRecords.def"

ALCYONE_ON_EVERY_BACKEND(TileRegisters);

} // namespace
} // namespace alcyone::tests
