// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tensor unit alone: sizes, orders, formats and how rows lie in the banks.
#include "runtime/correlate/Instructions.h"
#include "runtime/correlate/Kernel.h"

namespace alcyone::correlate {

using namespace isa;

namespace {

void add(Kernels &to, const std::string &name, const Matmul &product,
         unsigned times = 1) {
  to.push_back({"tensor", name, Kernel::Language::Assembler,
                KernelText().push(ttu, product, times).text()});
}

void addSizes(Kernels &to) {
  constexpr unsigned sizes[][3] = {
      {1, 1, 1},    {1, 1, 512},  {4, 4, 16},    {4, 4, 256},   {4, 64, 64},
      {64, 4, 64},  {8, 8, 64},   {16, 16, 16},  {16, 16, 256}, {16, 64, 384},
      {31, 33, 65}, {32, 32, 32}, {32, 32, 128}, {32, 64, 64},  {64, 64, 16},
      {64, 64, 32}, {64, 64, 64}, {64, 64, 256}, {64, 128, 32}, {128, 32, 384},
      {7, 50, 100}, {128, 64, 64}};
  for (const auto &[m, n, k] : sizes)
    add(to,
        std::to_string(m) + "x" + std::to_string(n) + "x" + std::to_string(k),
        matmul(m, n, k));
}

void addLayouts(Kernels &to) {
  for (bool a : {false, true})
    for (bool b : {false, true})
      for (bool c : {false, true}) {
        Matmul product = matmul(32, 48, 96);
        product.aOrder = a ? Order::ColumnMajor : Order::RowMajor;
        product.aStride = 2 * (a ? 32 : 96);
        product.bOrder = b ? Order::ColumnMajor : Order::RowMajor;
        product.bStride = 2 * (b ? 96 : 48);
        product.cFormat = c ? Format::Bf16 : Format::Fp32;
        product.cStride = 48 * (c ? 2 : 4);
        add(to,
            std::string("orders_") + (a ? "c" : "r") + (b ? "c" : "r") +
                (c ? "_bf16" : "_fp32"),
            product);
      }
}

void addStrides(Kernels &to) {
  for (unsigned stride : {64u, 66u, 72u, 128u, 136u, 256u, 512u, 1024u}) {
    Matmul product = matmul(32, 32, 32);
    product.aStride = product.bStride = stride;
    product.cStride = 2 * stride;
    product.b = 0x10000;
    product.c = 0x20000;
    add(to, "stride_" + std::to_string(stride), product);
  }
  for (unsigned offset : {2u, 4u, 6u}) {
    Matmul product = matmul(32, 32, 64);
    product.a += offset;
    product.b += offset;
    product.c += 64;
    add(to, "misaligned_" + std::to_string(offset), product);
  }
}

} // namespace

void addTensorKernels(Kernels &to) {
  addSizes(to);
  addLayouts(to);
  addStrides(to);
  for (unsigned k : {16u, 64u, 256u}) {
    Matmul product = matmul(32, 32, k);
    product.accumulate = true;
    add(to, "accumulate_32x32x" + std::to_string(k), product);
    add(to, "accumulate_32x32x" + std::to_string(k) + "_4_times", product, 4);
  }
  add(to, "4x4x16_16_times", matmul(4, 4, 16), 16);
  add(to, "16x16x16_8_times", matmul(16, 16, 16), 8);
  add(to, "32x32x64_4_times", matmul(32, 32, 64), 4);
}

} // namespace alcyone::correlate
