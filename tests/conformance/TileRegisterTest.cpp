// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every register of a tile give and take the same on ref, sim and rtl? One
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

#define REGISTER(name) void trials_##name(TileRegisters &on)

#define ALCYONE_DECLARE_Tile(name) REGISTER(name);
#define ALCYONE_DECLARE_Host(name)
#define ALC_REGISTER(block, name) ALCYONE_DECLARE_##block(name)
#include "isa/generated/ConformanceRecords.def"

REGISTER(TileId) {
  on.reads(TileRegister::TileId);
  on.refusesWrite(TileRegister::TileId);
}

REGISTER(TileCount) {
  on.reads(TileRegister::TileCount);
  on.refusesWrite(TileRegister::TileCount);
}

REGISTER(ClusterId) {
  on.reads(TileRegister::ClusterId);
  on.refusesWrite(TileRegister::ClusterId);
}

REGISTER(TilesPerCluster) {
  on.reads(TileRegister::TilesPerCluster);
  on.refusesWrite(TileRegister::TilesPerCluster);
}

// It grows, by as much as each of them likes.
REGISTER(Cycle) {
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

REGISTER(Halt) {
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

REGISTER(SemaphoreWait) {
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

REGISTER(QueuePush) {
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

REGISTER(QueueFree) {
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

REGISTER(Semaphore) {
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
  TEST_P(TileRegisters, name) { trials_##name(*this); }
#define ALCYONE_TEST_Host(name) // HostRegisterTest.cpp
#define ALC_REGISTER(block, name) ALCYONE_TEST_##block(name)
#include "isa/generated/ConformanceRecords.def"

ALCYONE_ON_EVERY_BACKEND(TileRegisters);

} // namespace
} // namespace alcyone::tests
