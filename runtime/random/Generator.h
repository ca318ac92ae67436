// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes random legal operations: any engine, shape, stride, format and
// micro-program that fits the used parts of the memories. Operations may write
// bytes twice or what they read; what they may not do is fault. The same chip
// and seed give the same program.
#pragma once

#include "runtime/random/Program.h"
#include "runtime/random/Random.h"

#include <array>
#include <optional>

namespace alcyone::random {

class Generator {
public:
  Generator(const isa::Chip &chip, uint64_t seed);

  RandomProgram program(unsigned operations);

  // One engine operation of `tile`, not in a loop; for programs that are to
  // fault.
  Operation single(unsigned tile);
  const Layout &layout() const { return made.layout; }

private:
  // Bytes around an address, from the first (may be negative) to the last.
  struct Extent {
    int64_t low = 0, high = 0;
    explicit Extent(unsigned bytes) : high(bytes) {}
    void along(int64_t stride, uint64_t size) {
      const int64_t reach = stride * (int64_t(size) - 1);
      (reach < 0 ? low : high) += reach;
    }
  };
  struct Side {
    unsigned memory = 0;
    uint64_t offset = 0; // into the memory
  };

  void layOut();
  std::optional<Operation> attempt(unsigned tile);
  std::optional<Operation> barrier(unsigned tile);
  std::optional<Operation> access(unsigned tile);

  // MoveOperations.cpp
  std::optional<Operation> copy(unsigned tile);
  std::optional<Operation> fill(unsigned tile);
  std::optional<Operation> gather(unsigned tile);
  template <typename Move> void randomShape(Move &move);
  std::array<int32_t, 4> randomStrides(const std::array<uint32_t, 4> &shape,
                                       unsigned bytes, bool isSource);
  // Chooses where a side lies and notes its bytes. `rows`: the least and the
  // most index of dimension 0; `step`: from one repetition to the next.
  std::optional<uint64_t> side(Operation &operation, bool isWrite,
                               const std::array<uint32_t, 4> &shape,
                               std::array<int32_t, 4> &stride, unsigned bytes,
                               int64_t step, std::array<uint64_t, 2> rows);
  template <typename Move>
  void multicast(Operation &operation, Move &move, const Bytes &first);
  template <typename Move>
  std::optional<Operation> finishMove(Operation operation, Move move);

  // EngineOperations.cpp
  std::optional<Operation> matmul(unsigned tile);
  std::optional<Operation> vector(unsigned tile);
  bool streams(Operation &operation, isa::Vector &vector);
  void microProgram(Operation &operation, isa::Vector &vector);
  std::vector<uint32_t> section(unsigned length, bool hasStreams,
                                const isa::Vector &vector);

  bool mayRepeat() { return repeats && random.oneIn(5); }
  // An offset into a memory such that the extent lies in its used part.
  std::optional<uint64_t> place(unsigned memory, const Extent &extent,
                                unsigned alignment);
  unsigned anyMemory(unsigned tile);
  uint64_t addressFor(unsigned tile, const Side &side);
  isa::Format anyFormat();

  Random random;
  RandomProgram made;
  bool repeats = true;
};

// The program of a seed: `operations` long, or as long as the seed says (at
// most about 60).
RandomProgram randomProgram(const isa::Chip &chip, uint64_t seed,
                            std::optional<unsigned> operations = {});

} // namespace alcyone::random
