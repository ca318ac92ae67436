// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/correlate/KernelText.h"

#include <variant>

namespace alcyone::correlate {

using namespace isa;

namespace {

constexpr uint64_t workspaceBytes = uint64_t(8) << 20;

/// Bytes of the addresses of a descriptor, as docs/isa.md has them.
constexpr unsigned dstField = 24, srcField = 32, indexField = 96;

} // namespace

std::string KernelText::descriptor(const Instruction &instruction,
                                   const std::string &program) {
  const std::string label = "d" + std::to_string(labels++);
  data += ".alc.inst " + label + ", " + print(instruction) +
          (program.empty() ? "" : ", program=" + program) + "\n";
  auto patch = [&](unsigned field) {
    const std::string at = std::to_string(field) + "(t0)";
    patches += "  la t0, " + label + "\n  ld t1, " + at +
               "\n  add t1, t1, s1\n  sd t1, " + at + "\n";
  };
  std::visit(
      [&](const auto &move) {
        if constexpr (requires { move.dst; })
          if (move.dst >= address::hbm)
            patch(dstField);
        if constexpr (requires { move.src; })
          if (move.src >= address::hbm)
            patch(srcField);
        if constexpr (requires { move.index; })
          if (move.index >= address::hbm)
            patch(indexField);
      },
      instruction);
  return label;
}

std::string KernelText::microProgram(const std::string &lines) {
  const std::string label = "m" + std::to_string(labels++);
  data += ".alc.micro " + label + "\n" + lines + ".alc.end\n";
  return label;
}

KernelText &KernelText::push(unsigned queue, const std::string &label,
                             unsigned times) {
  control += "  la t0, " + label + "\n";
  for (unsigned i = 0; i < times; ++i)
    control += "  sd t0, " + std::to_string(8 * queue) + "(a1)\n";
  return *this;
}

KernelText &KernelText::push(unsigned queue, const Instruction &instruction,
                             unsigned times) {
  return push(queue, descriptor(instruction), times);
}

KernelText &KernelText::addSemaphore(unsigned number, unsigned count) {
  return code("  li t0, " + std::to_string(count) + "\n  sd t0, " +
              std::to_string(8 * number) + "(a2)\n");
}

KernelText &KernelText::waitSemaphore(unsigned number, unsigned count) {
  return code("  li t0, " + std::to_string(number | count << 8) +
              "\n  li t1, alc.SemaphoreWait\n  sd t0, 0(t1)\n");
}

KernelText &KernelText::code(const std::string &lines) {
  control += lines;
  return *this;
}

std::string KernelText::text() const {
  return ".alc.chip nano\n.alc.entry main\n.alc.argument workspace w " +
         std::to_string(workspaceBytes) + "\n" + data +
         "\nmain:\n"
         "  la t0, alc.arguments\n"
         "  ld s0, 0(t0)\n"
         "  li s1, alc.Hbm\n"
         "  sub s1, s0, s1\n"
         "  li a1, alc.QueuePush\n"
         "  li a2, alc.Semaphore\n" +
         patches + control +
         "  li t0, alc.Halt\n"
         "  sd zero, 0(t0)\n";
}

} // namespace alcyone::correlate
