// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Engines at the same time, which meet at the banks of L1. Semaphore 0 starts
// them together.
#include "runtime/correlate/Instructions.h"
#include "runtime/correlate/Kernel.h"

namespace alcyone::correlate {

using namespace isa;

namespace {

constexpr uint32_t vectorL1 = 0x30000, dmaL1 = 0x50000;

// Pushes engine instructions that all start when it is told.
class Together {
public:
  Together &tensor(unsigned m, unsigned n, unsigned k, unsigned times = 1) {
    return push(ttu, "", matmul(m, n, k), times);
  }
  Together &vectors(uint32_t count, const std::string &micro,
                    unsigned times = 1) {
    const std::string program = text.microProgram(micro);
    return push(tvp, program,
                vector({1, 1, 1, count}, {{0, vectorL1},
                                          {1, vectorL1 + 0x8000},
                                          {4, vectorL1 + 0x10000}}),
                times);
  }
  Together &load(uint32_t bytes, unsigned queue = dma0, unsigned times = 1) {
    const uint64_t at = dmaL1 + 0x8000 * (queue - dma0);
    return push(queue, "", copyBytes(ownL1 + at, address::hbm + at, bytes),
                times);
  }
  Together &store(uint32_t bytes, unsigned queue = dma1, unsigned times = 1) {
    const uint64_t at = dmaL1 + 0x8000 * (queue - dma0);
    return push(queue, "", copyBytes(address::hbm + at, ownL1 + at, bytes),
                times);
  }
  Together &fromL2(uint32_t bytes, unsigned queue = dma0) {
    const uint64_t at = dmaL1 + 0x8000 * (queue - dma0);
    return push(queue, "", copyBytes(ownL1 + at, l2 + at, bytes), 1);
  }

  void addTo(Kernels &to, const std::string &name) {
    text.addSemaphore(0, queues);
    to.push_back({"pair", name, Kernel::Language::Assembler, text.text()});
  }

private:
  template <typename T>
  Together &push(unsigned queue, const std::string &program, const T &what,
                 unsigned times) {
    text.push(queue, text.descriptor(with(what, 0, -1), program));
    if (times > 1)
      text.push(queue, text.descriptor(what, program), times - 1);
    ++queues;
    return *this;
  }

  KernelText text;
  unsigned queues = 0;
};

const std::string addTwo = "body:\n  add v0, s0, s1\n  store o0, v0\n";
const std::string exponential = "body:\n  exp2 v0, s0\n  mul v0, v0, s1\n"
                                "  store o0, v0\n";
const std::string eight = "body:\n  add v0, s0, s1\n  mul v1, v0, s0\n"
                          "  add v2, v1, v0\n  mul v0, v2, v2\n"
                          "  add v1, v0, v2\n  max v0, v1, v2\n"
                          "  min v0, v0, v1\n  store o0, v0\n";

} // namespace

void addPairKernels(Kernels &to) {
  Together().tensor(64, 64, 64).vectors(4096, addTwo).addTo(to, "product_add");
  Together()
      .tensor(64, 64, 32)
      .vectors(4096, addTwo, 2)
      .addTo(to, "product_of_small_k_add");
  Together()
      .tensor(32, 64, 256)
      .vectors(4096, eight)
      .addTo(to, "product_long_program");
  Together()
      .tensor(64, 64, 64)
      .vectors(2048, exponential)
      .addTo(to, "product_exponential");
  Together()
      .tensor(16, 16, 256, 8)
      .vectors(1024, addTwo, 8)
      .addTo(to, "products_adds");
  Together().tensor(64, 64, 64).load(32768).addTo(to, "product_load");
  Together().tensor(64, 64, 64).store(32768).addTo(to, "product_store");
  Together().tensor(64, 64, 64).fromL2(32768).addTo(to, "product_load_from_l2");
  Together()
      .tensor(64, 64, 64)
      .load(16384)
      .store(16384)
      .addTo(to, "product_load_store");
  Together()
      .tensor(64, 64, 32)
      .load(16384)
      .store(16384)
      .addTo(to, "product_of_small_k_load_store");
  Together()
      .tensor(32, 64, 256)
      .load(16384)
      .load(16384, dma1)
      .store(16384, dma2)
      .addTo(to, "product_3_channels");
  Together().vectors(4096, addTwo).load(32768).addTo(to, "add_load");
  Together().vectors(4096, addTwo).store(16384).addTo(to, "add_store");
  Together()
      .vectors(4096, exponential)
      .load(32768)
      .addTo(to, "exponential_load");
  Together()
      .vectors(4096, eight)
      .load(16384)
      .store(16384)
      .addTo(to, "long_program_load_store");
  Together()
      .vectors(4096, addTwo, 2)
      .fromL2(32768)
      .addTo(to, "add_load_from_l2");
  Together()
      .tensor(64, 64, 64)
      .vectors(4096, addTwo)
      .load(32768)
      .addTo(to, "product_add_load");
  Together()
      .tensor(64, 64, 64)
      .vectors(4096, eight)
      .load(16384)
      .store(16384)
      .addTo(to, "product_long_program_load_store");
  Together()
      .tensor(32, 64, 256)
      .vectors(4096, exponential)
      .load(16384)
      .addTo(to, "product_exponential_load");
  Together()
      .tensor(64, 64, 16)
      .vectors(4096, addTwo)
      .fromL2(32768)
      .addTo(to, "product_of_smallest_k_add_load");
  Together()
      .load(16384)
      .load(16384, dma1)
      .store(16384, dma2)
      .store(16384, dma3)
      .addTo(to, "4_channels");
  Together()
      .load(4096, dma0, 4)
      .store(4096, dma1, 4)
      .addTo(to, "loads_and_stores");
}

} // namespace alcyone::correlate
