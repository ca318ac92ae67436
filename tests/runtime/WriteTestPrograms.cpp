// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the program files that tests outside of GoogleTest run, for chip nano:
// copy.alc (out = in, f32 x 8), add.alc (total = left + right, f32 2 x 3, with
// a bf16 and an i64 tensor copied along), trap.alc (faults), loop.alc (never
// ends), stuck.alc (deadlocks) into the folder argv[1].
#include "EngineProgram.h"
#include "Instructions.h"

#include <iostream>

using namespace alcyone;
using namespace alcyone::tests;
using isa::ElementType;

namespace {

void writeCopy(const isa::Chip &chip, const std::string &path) {
  EngineProgram program(chip);
  const unsigned in = program.input("in", ElementType::F32, {8});
  const unsigned out = program.output("out", ElementType::F32, {8});
  program.push(0, dma0, copyRow(0, 0, 8), {{dstField, out}, {srcField, in}});
  program.write(path);
}

void writeAdd(const isa::Chip &chip, const std::string &path) {
  EngineProgram program(chip);
  const unsigned left = program.input("left", ElementType::F32, {2, 3});
  const unsigned right = program.input("right", ElementType::F32, {2, 3});
  const unsigned half = program.input("half", ElementType::BF16, {4});
  const unsigned wide = program.input("wide", ElementType::I64, {1, 2});
  const unsigned total = program.output("total", ElementType::F32, {2, 3});
  const unsigned halfOut = program.output("half_out", ElementType::BF16, {4});
  const unsigned wideOut = program.output("wide_out", ElementType::I64, {1, 2});
  isa::Vector add;
  add.program =
      program.microProgram({{isa::MicroOp::Add, 0, isa::firstStreamSource,
                             isa::firstStreamSource + 1},
                            {isa::MicroOp::Store, 0, 0}});
  add.bodyLength = 2;
  add.size = {1, 1, 1, 6};
  add.base = {0, 64, 0, 0, 128, 0};
  for (unsigned stream : {0, 1, 4}) {
    add.stride[stream * 4 + 3] = 4;
    add.format[stream] = isa::Format::Fp32;
  }
  program.push(0, dma0, signals(copyRow(l1(0), 0, 6), 0), {{srcField, left}});
  program.push(0, dma0, signals(copyRow(l1(64), 0, 6), 0), {{srcField, right}});
  program.push(0, tvp, signals(waits(add, 0, 2), 1));
  program.push(0, dma1, waits(copyRow(0, l1(128), 6), 1), {{dstField, total}});
  program.push(0, dma1, copyRow(0, 0, 4, isa::Format::Bf16),
               {{dstField, halfOut}, {srcField, half}});
  program.push(0, dma1, copyRow(0, 0, 2, isa::Format::Int64),
               {{dstField, wideOut}, {srcField, wide}});
  program.write(path);
}

} // namespace

int main(int argc, char **argv) try {
  if (argc != 2)
    return 2;
  const std::string folder = argv[1];
  const isa::Chip chip = isa::loadChip("nano");
  writeCopy(chip, folder + "/copy.alc");
  writeAdd(chip, folder + "/add.alc");
  EngineProgram trap(chip);
  trap.code({0x00100073}); // ebreak
  trap.write(folder + "/trap.alc");
  EngineProgram loop(chip);
  loop.code({0x0000006f}); // jal x0, 0
  loop.write(folder + "/loop.alc");
  EngineProgram stuck(chip);
  stuck.push(0, ttu, waits(isa::Sync{}, 1));
  stuck.write(folder + "/stuck.alc");
  return 0;
} catch (const std::exception &error) {
  std::cerr << error.what() << "\n";
  return 1;
}
