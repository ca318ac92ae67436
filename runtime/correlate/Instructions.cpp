// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/correlate/Instructions.h"

#include "isa/numerics/Formats.h"

namespace alcyone::correlate {

using namespace isa;

namespace {

uint32_t roundUp(uint32_t bytes) { return (bytes + 63) / 64 * 64; }

std::array<int32_t, 4> denseStrides(const std::array<uint32_t, 4> &shape,
                                    Format format) {
  std::array<int32_t, 4> stride;
  int32_t next = int32_t(formatBytes(format));
  for (unsigned dim = 4; dim-- > 0;) {
    stride[dim] = next;
    next *= int32_t(shape[dim]);
  }
  return stride;
}

} // namespace

Matmul matmul(unsigned m, unsigned n, unsigned k) {
  Matmul product;
  product.m = uint16_t(m);
  product.n = uint16_t(n);
  product.k = uint16_t(k);
  product.aFormat = product.bFormat = Format::Bf16;
  product.cFormat = Format::Fp32;
  product.aStride = 2 * k;
  product.bStride = 2 * n;
  product.cStride = 4 * n;
  product.b = roundUp(2 * m * k);
  product.c = product.b + roundUp(2 * k * n);
  return product;
}

Copy copy(uint64_t dst, uint64_t src, std::array<uint32_t, 4> shape,
          Format format) {
  Copy move;
  move.dst = dst;
  move.src = src;
  move.shape = shape;
  move.srcStride = move.dstStride = denseStrides(shape, format);
  move.srcFormat = move.dstFormat = format;
  return move;
}

Copy copyBytes(uint64_t dst, uint64_t src, uint32_t bytes) {
  return copy(dst, src, {1, 1, 1, bytes / 4});
}

Vector vector(std::array<uint32_t, 4> size,
              const std::vector<Stream> &streams) {
  Vector instruction;
  instruction.size = size;
  for (const Stream &stream : streams) {
    instruction.base[stream.number] = stream.base;
    instruction.format[stream.number] = stream.format;
    const std::array<int32_t, 4> stride = denseStrides(size, stream.format);
    for (unsigned dim = 0; dim < 4; ++dim)
      instruction.stride[4 * stream.number + dim] = stride[dim];
  }
  return instruction;
}

} // namespace alcyone::correlate
