// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every queue take, wait and signal alike, whatever numbers it is given
// and wherever the control processor that pushes runs?
#include "Backends.h"
#include "isa/generated/Instructions.h"
#include "isa/machine/EngineQueue.h"
#include "runtime/random/Random.h"
#include "tests/support/Settings.h"

#include <array>
#include <cstring>

namespace alcyone::tests {
namespace {

using namespace isa;

class Queues : public OnBackend {
protected:
  // A use of two semaphores, not the first. A part for nothing may name any.
  struct Part {
    uint8_t number, count;
  };
  std::array<Part, 2> use() {
    std::array<Part, 2> parts;
    const unsigned others = unsigned(chip().semaphore.count) - 1;
    const unsigned first = random.below(others);
    const unsigned second = (first + 1 + random.below(others - 1)) % others;
    parts[0] = {uint8_t(1 + first), uint8_t(random.next())};
    parts[1] = {uint8_t(1 + second), uint8_t(random.next())};
    for (Part &part : parts)
      if (part.count == 0 || random.oneIn(4))
        part = {uint8_t(random.next()), 0};
    return parts;
  }

  uint64_t place(Image &image, const Instruction &instruction) {
    std::vector<uint8_t> bytes(info(instruction).sizeBytes);
    encode(instruction, bytes.data());
    return image.data(bytes);
  }

  std::vector<unsigned> queues() const {
    std::vector<unsigned> all;
    for (unsigned queue = 0; queue < queuePorts; ++queue)
      if (queueMask(chip()) >> queue & 1)
        all.push_back(queue);
    return all;
  }

  random::Random random{firstSeed()};
};

TEST_P(Queues, wait_for_and_signal_all_semaphores) {
  for (const unsigned queue : queues()) {
    Image image(chip());
    Sync last; // comes when the one before it has taken what it waited for
    last.header.signal0Count = 1;
    const uint64_t lastAt = place(image, last);
    for (unsigned n = 0; n < 24; ++n) {
      const std::array<Part, 2> waits = use(), signals = use();
      Sync sync;
      sync.header.tag = uint32_t(random.next());
      sync.header.wait0Sem = waits[0].number;
      sync.header.wait0Count = waits[0].count;
      sync.header.wait1Sem = waits[1].number;
      sync.header.wait1Count = waits[1].count;
      sync.header.signal0Sem = signals[0].number;
      sync.header.signal0Count = signals[0].count;
      sync.header.signal1Sem = signals[1].number;
      sync.header.signal1Count = signals[1].count;
      for (const Part &wait : waits)
        if (wait.count)
          image.write(0, TileRegister::Semaphore, wait.number, wait.count);
      image.write(0, TileRegister::QueuePush, queue, place(image, sync));
      image.write(0, TileRegister::QueuePush, queue, lastAt);
      image.write(0, TileRegister::SemaphoreWait, 0, 1 << 8);
      for (const Part &signal : signals)
        if (signal.count)
          image.write(0, TileRegister::SemaphoreWait, 0,
                      signal.number | unsigned(signal.count) << 8);
    }
    for (unsigned n = 0; n < chip().semaphore.count; ++n)
      image.dump(0, TileRegister::Semaphore, n, resultsAddress + 8 * n);
    expect(image, FaultCode::None, "queue " + std::to_string(queue));
  }
}

// A signal of what moves nothing, and so is not looked at by its engine.
TEST_P(Queues, refuse_signals_to_tiles_that_are_not_there) {
  Fill fill;
  fill.dstFormat = Format::Int8;
  const auto refuses = [&](uint64_t tile, const std::string &what) {
    if (tile < chip().tileCount())
      return;
    for (auto [target, count] :
         {std::pair{&Header::signal0Target, &Header::signal0Count},
          {&Header::signal1Target, &Header::signal1Count}}) {
      fill.header = {};
      fill.header.*target = targetWritten;
      fill.header.*count = 1;
      Image image(chip());
      image.write(0, TileRegister::QueuePush, firstTdmaQueue,
                  place(image, fill));
      expect(image, FaultCode::AddressOutOfRange, what);
    }
  };
  for (uint64_t tile = 1; tile < address::maxTiles; tile *= 2) {
    fill.dst = address::l1Of(tile);
    refuses(tile, "tile " + std::to_string(tile));
  }
  fill.dst = address::l1Of(0);
  for (unsigned shift = 0; shift < 16; ++shift)
    for (const uint16_t count : {2, 0x8001}) {
      fill.multicastCount = count;
      fill.multicastStride = uint16_t(1 << shift);
      refuses((count - 1ull) << shift, "stride " + std::to_string(1 << shift));
    }
  fill.multicastCount = fill.multicastStride = 0xFFFF;
  refuses(0xFFFEull * 0xFFFF, "all tiles");
}

TEST_P(Queues, are_pushed_into_from_everywhere_in_control_memory) {
  constexpr unsigned port = 5, descriptor = 6, link = 1, place = 7;
  const auto push = [&](uint64_t at, uint64_t what, Image &image) {
    Code there;
    there.li(port, address::tileRegisters +
                       registerOffset(TileRegister::QueuePush, ttuQueue));
    there.li(descriptor, what);
    there.store(8, descriptor, 0, port);
    there.jalr(0, link);
    std::vector<uint8_t> bytes(4 * there.words.size());
    std::memcpy(bytes.data(), there.words.data(), bytes.size());
    image.place(at, bytes);
    image.code(0).li(place, at);
    image.code(0).jalr(link, place);
  };
  Image all(chip());
  Sync sync;
  sync.header.signal0Count = 1;
  const uint64_t good = this->place(all, sync);
  for (uint64_t at = 0x2000; at < chip().tcp.memoryBytes; at *= 2) {
    push(at, good, all);
    all.write(0, TileRegister::SemaphoreWait, 0, 1 << 8);
    for (const uint64_t misaligned : {1, 2, 4}) {
      Image image(chip());
      push(at, misaligned, image);
      expect(image, FaultCode::Misaligned, "a push at " + std::to_string(at));
    }
  }
  expect(all, FaultCode::None, "pushes everywhere");
}

ALCYONE_ON_EVERY_BACKEND(Queues);

} // namespace
} // namespace alcyone::tests
