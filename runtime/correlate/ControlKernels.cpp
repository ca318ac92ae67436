// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The control processor alone.
#include "runtime/correlate/Kernel.h"
#include "runtime/correlate/KernelText.h"

namespace alcyone::correlate {

namespace {

void add(Kernels &to, const std::string &name, const std::string &before,
         const std::string &body, unsigned rounds = 64) {
  KernelText text;
  text.code(before + "  li s2, " + std::to_string(rounds) + "\nround:\n" +
            body + "  addi s2, s2, -1\n  bnez s2, round\n");
  to.push_back({"control", name, Kernel::Language::Assembler, text.text()});
}

} // namespace

void addControlKernels(Kernels &to) {
  add(to, "empty", "", "", 1);
  add(to, "loop", "", "");
  add(to, "alu", "",
      "  add t0, t1, t2\n  xor t1, t0, t2\n  slli t2, t1, 3\n"
      "  sub t0, t2, t1\n  sltu t1, t0, t2\n");
  add(to, "multiply", "  li t1, 77\n", "  mul t0, t1, t1\n  mul t1, t0, s2\n");
  add(to, "divide", "  li t1, 7777\n", "  div t0, t1, s2\n  rem t2, t1, s2\n");
  add(to, "load_store_control_memory", "  li t1, 0x8000\n",
      "  ld t0, 0(t1)\n  addi t0, t0, 1\n  sd t0, 0(t1)\n  lw t2, 16(t1)\n"
      "  sb t2, 24(t1)\n");
  add(to, "branches", "",
      "  andi t0, s2, 1\n  beqz t0, 1f\n  addi t1, t1, 1\n1:\n"
      "  bltu t1, t0, 2f\n  addi t2, t2, 1\n2:\n  j 3f\n3:\n");
  add(to, "calls", "  j 1f\nfunction:\n  addi t2, t2, 1\n  ret\n1:\n",
      "  call function\n");
  add(to, "load_l1", "  li t1, alc.OwnL1\n", "  ld t0, 0(t1)\n");
  add(to, "store_l1", "  li t1, alc.OwnL1\n", "  sd t0, 8(t1)\n");
  add(to, "load_l2", "  li t1, alc.L2\n", "  ld t0, 0(t1)\n");
  add(to, "store_l2", "  li t1, alc.L2\n", "  sd t0, 0(t1)\n");
  add(to, "load_hbm", "", "  ld t0, 0(s0)\n");
  add(to, "store_hbm", "", "  sd t0, 0(s0)\n");
  add(to, "registers", "  li t1, alc.TileId\n", "  ld t0, 0(t1)\n");
  add(to, "cycle_register", "  li t1, alc.Cycle\n",
      "  ld t0, 0(t1)\n  ld t2, 0(t1)\n");
  add(to, "free_slots", "  li t1, alc.QueueFree\n",
      "  ld t0, 0(t1)\n  ld t2, 8(t1)\n  add t0, t0, t2\n");
  add(to, "sum_of_l1", "  li t1, alc.OwnL1\n",
      "  ld t0, 0(t1)\n  addi t1, t1, 8\n  add t2, t2, t0\n"
      "  sd t2, 0(t1)\n");
  add(to, "semaphore_file", "", "  sd s3, 0(a2)\n  ld t0, 0(a2)\n");
}

} // namespace alcyone::correlate
