// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Queues that wait for each other: chains and rings over semaphores, barriers,
// full queues.
#include "runtime/correlate/Instructions.h"
#include "runtime/correlate/Kernel.h"

namespace alcyone::correlate {

using namespace isa;

namespace {

void add(Kernels &to, const std::string &name, const KernelText &text) {
  to.push_back({"semaphore", name, Kernel::Language::Assembler, text.text()});
}

// A sync on each queue in turn, each waiting for the one before.
void addChains(Kernels &to) {
  for (unsigned queues : {2u, 3u, 6u})
    for (unsigned rounds : {1u, 8u}) {
      KernelText text;
      for (unsigned round = 0; round < rounds; ++round)
        for (unsigned queue = 0; queue < queues; ++queue)
          text.push(queue, with(Sync(), int(queue), int((queue + 1) % queues)));
      text.addSemaphore(0, 1);
      add(to,
          "ring_of_" + std::to_string(queues) + "_" + std::to_string(rounds) +
              "_rounds",
          text);
    }
}

void addBarriers(Kernels &to) {
  for (unsigned queues : {2u, 6u}) {
    KernelText text;
    Barrier barrier;
    barrier.queues = uint16_t((1u << queues) - 1);
    for (unsigned round = 0; round < 4; ++round)
      for (unsigned queue = 0; queue < queues; ++queue)
        text.push(queue, barrier);
    add(to, "4_barriers_of_" + std::to_string(queues), text);
  }
}

// The control processor in the chain.
void addProcessor(Kernels &to) {
  KernelText answers;
  for (unsigned round = 0; round < 8; ++round)
    answers.push(ttu, with(Sync(), 0, 1))
        .addSemaphore(0, 1)
        .waitSemaphore(1, 1);
  add(to, "processor_and_queue_8_rounds", answers);

  KernelText full;
  full.push(ttu, with(Sync(), -1, -1), 40);
  add(to, "40_syncs", full);

  KernelText waiting;
  waiting.push(tvp, with(Sync(), -1, 3), 20).waitSemaphore(3, 20);
  add(to, "wait_for_20_signals", waiting);

  KernelText slow; // its queue is full for most of the time
  slow.push(ttu, matmul(8, 8, 64), 24);
  add(to, "queue_full_of_products", slow);
}

// Several queues at one semaphore, or that signal in the same cycle.
void addCrowds(Kernels &to) {
  KernelText out, in;
  for (unsigned round = 0; round < 6; ++round)
    for (unsigned queue = 0; queue < 6; ++queue)
      out.push(queue, with(Sync(), 0, -1));
  for (unsigned round = 0; round < 6; ++round)
    out.addSemaphore(0, 6);
  for (unsigned queue = 0; queue < 6; ++queue)
    in.push(queue, with(Sync(), 0, 1));
  in.addSemaphore(0, 6).waitSemaphore(1, 6);
  add(to, "6_queues_at_one_semaphore", out);
  add(to, "6_signals_at_once", in);
}

// The control processor hands work to DMA channels and waits for it.
void addTransfers(Kernels &to) {
  KernelText waits;
  for (unsigned round = 0; round < 4; ++round)
    waits
        .push(dma0 + round % 2,
              with(copyBytes(ownL1, address::hbm + 4096 * round, 1024), -1, 1))
        .waitSemaphore(1, 1);
  add(to, "wait_for_each_of_4_loads", waits);
  KernelText chain;
  for (unsigned round = 0; round < 4; ++round) {
    const uint64_t at = address::hbm + 4096 * round;
    chain.push(dma0, with(copyBytes(ownL1, at, 1024), 1, 2));
    chain.push(dma1, with(copyBytes(at + 0x100000, ownL1, 1024), 2, 1));
  }
  chain.addSemaphore(1, 1);
  add(to, "load_then_store_4_times", chain);
}

// Load, compute, store with two buffers.
void addPipelines(Kernels &to) {
  for (uint32_t bytes : {512u, 4096u}) {
    KernelText text;
    const std::string body =
        text.microProgram("body:\n  add v0, s0, s0\n  store o0, v0\n");
    text.addSemaphore(2, 2).addSemaphore(4, 2);
    for (unsigned round = 0; round < 6; ++round) {
      const uint32_t in = 0x4000 * (round % 2), out = 0x10000 + in;
      const uint64_t at = address::hbm + bytes * round;
      Copy load = with(copyBytes(ownL1 + in, at, bytes), 2, 1);
      Vector work =
          with(vector({1, 1, 1, bytes / 4}, {{0, in}, {4, out}}), 1, 2);
      work.header.wait1Sem = 4;
      work.header.signal1Sem = 3;
      work.header.wait1Count = work.header.signal1Count = 1;
      Copy store = with(copyBytes(at + 0x100000, ownL1 + out, bytes), 3, 4);
      text.push(dma0, load);
      text.push(tvp, text.descriptor(work, body));
      text.push(dma1, store);
    }
    add(to, "pipeline_of_" + std::to_string(bytes) + "_bytes", text);
  }
}

} // namespace

void addSemaphoreKernels(Kernels &to) {
  addChains(to);
  addBarriers(to);
  addProcessor(to);
  addCrowds(to);
  addTransfers(to);
  addPipelines(to);
}

} // namespace alcyone::correlate
