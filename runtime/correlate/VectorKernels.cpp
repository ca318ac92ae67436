// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vector processor alone: micro-programs, shapes of the loop nest, formats
// and strides of its streams.
#include "runtime/correlate/Instructions.h"
#include "runtime/correlate/Kernel.h"

namespace alcyone::correlate {

using namespace isa;

namespace {

constexpr uint32_t in0 = 0, in1 = 0x10000, in2 = 0x20000, in3 = 0x30000,
                   out0 = 0x40000, out1 = 0x50000;
using Size = std::array<uint32_t, 4>;

void add(Kernels &to, const std::string &name, const Vector &instruction,
         const std::string &micro, unsigned times = 1) {
  KernelText text;
  const std::string program = text.microProgram(micro);
  text.push(tvp, text.descriptor(instruction, program), times);
  to.push_back({"vector", name, Kernel::Language::Assembler, text.text()});
}

std::string sizeText(const Size &size) {
  std::string text;
  for (uint32_t extent : size)
    text += (text.empty() ? "" : "x") + std::to_string(extent);
  return text;
}

const std::string addTwo = "body:\n  add v0, s0, s1\n  store o0, v0\n";
const std::string scaleOne = "body:\n  mul v0, s0, s0\n  store o0, v0\n";

void addShapes(Kernels &to) {
  for (const Size &size :
       {Size{1, 1, 1, 1}, Size{1, 1, 1, 16}, Size{1, 1, 1, 17},
        Size{1, 1, 1, 256}, Size{1, 1, 1, 4096}, Size{1, 16, 1, 16},
        Size{1, 64, 1, 40}, Size{8, 8, 1, 8}, Size{1, 256, 1, 3},
        Size{4, 16, 1, 64}})
    add(to, "add_" + sizeText(size),
        vector(size, {{0, in0}, {1, in1}, {4, out0}}), addTwo);
  add(to, "add_1x1x1x256_4_times",
      vector({1, 1, 1, 256}, {{0, in0}, {1, in1}, {4, out0}}), addTwo, 4);
  add(to, "add_1x1x1x16_8_times",
      vector({1, 1, 1, 16}, {{0, in0}, {1, in1}, {4, out0}}), addTwo, 8);
}

void addFormats(Kernels &to) {
  for (Format format : {Format::Bf16, Format::Int8, Format::Uint8,
                        Format::Int32, Format::Int64}) {
    const std::string name(isa::name(format));
    add(to, "scale_" + name,
        vector({1, 8, 1, 128}, {{0, in0, format}, {4, out0, format}}),
        scaleOne);
    add(to, name + "_to_fp32",
        vector({1, 8, 1, 128}, {{0, in0, format}, {4, out0}}), scaleOne);
  }
}

void addPrograms(Kernels &to) {
  auto addOne = [&](const std::string &name, const std::string &body) {
    for (const Size &size : {Size{1, 1, 1, 1024}, Size{1, 8, 1, 100}})
      add(to, name + "_" + sizeText(size),
          vector(size, {{0, in0}, {1, in1}, {4, out0}}),
          "setup:\n  movhi v7, 0x3f80\nbody:\n" + body + "  store o0, v0\n");
  };
  addOne("copy", "  mov v0, s0\n");
  addOne("fma", "  fma v0, s0, s1, v7\n");
  addOne("chain_of_4", "  add v0, s0, v7\n  mul v0, v0, s1\n"
                       "  add v0, v0, v7\n  mul v0, v0, v7\n");
  addOne("independent_6", "  add v0, s0, v7\n  mul v1, s0, v7\n"
                          "  add v2, s1, v7\n  mul v3, s1, v7\n"
                          "  max v4, v1, v2\n  min v0, v0, v4\n");
  addOne("exp2", "  exp2 v0, s0\n");
  addOne("tanh_then_8", "  tanh v0, s0\n  add v1, s1, v7\n  mul v1, v1, v7\n"
                        "  add v1, v1, v7\n  mul v1, v1, v7\n"
                        "  add v1, v1, v7\n  mul v1, v1, v7\n"
                        "  add v0, v0, v1\n");
  addOne("two_special", "  rcp v0, s0\n  mul v0, v0, s1\n  rsqrt v0, v0\n");
  add(to, "two_outputs",
      vector({1, 1, 1, 1024}, {{0, in0}, {4, out0}, {5, out1}}),
      "body:\n  add v0, s0, s0\n  store o0, v0\n  mul v1, s0, s0\n"
      "  store o1, v1\n");
  add(to, "four_inputs",
      vector({1, 1, 1, 1024},
             {{0, in0}, {1, in1}, {2, in2}, {3, in3}, {4, out0}}),
      "body:\n  add v0, s0, s1\n  add v1, s2, s3\n  mul v0, v0, v1\n"
      "  store o0, v0\n");
  add(to, "four_inputs_bf16",
      vector({1, 1, 1, 1024}, {{0, in0, Format::Bf16},
                               {1, in1, Format::Bf16},
                               {2, in2, Format::Bf16},
                               {3, in3, Format::Bf16},
                               {4, out0, Format::Bf16}}),
      "body:\n  add v0, s0, s1\n  add v1, s2, s3\n  mul v0, v0, v1\n"
      "  store o0, v0\n");
}

// Sums along r and along the lanes, as softmax and layer norm have them.
void addReductions(Kernels &to) {
  const std::string sum = "before:\n  movhi v0, 0\nbody:\n  add v0, v0, s0\n"
                          "after:\n  store o0, v0\n";
  for (const Size &size :
       {Size{1, 1, 16, 16}, Size{1, 1, 128, 64}, Size{1, 8, 32, 16},
        Size{1, 32, 4, 16}, Size{1, 4, 16, 100}}) {
    Vector instruction = vector(size, {{0, in0}, {4, out0}});
    instruction.stride[18] = 0; // o0 does not move along r
    instruction.stride[17] = instruction.stride[16] = int32_t(4 * size[3]);
    add(to, "sum_over_r_" + sizeText(size), instruction, sum);
  }
  for (const Size &size :
       {Size{1, 1, 1, 1024}, Size{1, 16, 1, 64}, Size{1, 64, 1, 16},
        Size{1, 32, 1, 100}, Size{1, 8, 1, 384}}) {
    Vector instruction = vector(size, {{0, in0}, {4, out0}});
    instruction.laneReduce = true;
    instruction.stride[19] = instruction.stride[18] = 0;
    instruction.stride[17] = instruction.stride[16] = 4;
    for (const char *op : {"rsum", "rmax"})
      add(to, std::string(op) + "_" + sizeText(size), instruction,
          "before:\n  movhi v0, 0\nbody:\n  add v0, v0, s0\nafter:\n  " +
              std::string(op) + " v0, v0\n  store o0, v0\n");
  }
  // Exponentials and their sum.
  Vector softmax = vector({1, 32, 1, 100}, {{0, in0}, {4, out0}, {5, out1}});
  softmax.laneReduce = true;
  softmax.stride[23] = softmax.stride[22] = 0;
  softmax.stride[21] = 4;
  add(to, "sum_of_exponentials", softmax,
      "setup:\n  movhi v3, 0x3fb8\n  orlo v3, 0xaa3b\nbefore:\n  movhi v0, 0\n"
      "body:\n  mul v1, s0, v3\n  exp2 v1, v1\n  store o0, v1\n"
      "  add v0, v0, v1\nafter:\n  rsum v0, v0\n  rcp v0, v0\n"
      "  store o1, v0\n");
}

void addStrides(Kernels &to) {
  for (int32_t stride : {0, 8, 12, 64, 256, 1024}) {
    Vector instruction = vector({1, 1, 1, 64}, {{0, in0}, {1, in1}, {4, out0}});
    instruction.stride[3] = stride;
    add(to, "lane_stride_" + std::to_string(stride), instruction, addTwo);
  }
  for (int32_t stride : {64, 128, 1024, 4096}) {
    Vector instruction =
        vector({1, 16, 1, 16}, {{0, in0}, {1, in1}, {4, out0}});
    instruction.stride[1] = stride;
    add(to, "row_stride_" + std::to_string(stride), instruction, addTwo);
  }
  Vector transposed = vector({1, 32, 1, 32}, {{0, in0}, {4, out0}});
  transposed.stride[1] = 4;
  transposed.stride[3] = 128;
  add(to, "transpose_32x32", transposed,
      "body:\n  mov v0, s0\n  store o0, v0\n");
  Vector rows = vector({1, 16, 1, 64}, {{0, in0}, {1, in1}, {4, out0}});
  rows.stride[5] = 0; // s1: the same row for all
  add(to, "broadcast_row", rows, addTwo);
  rows.stride[5] = 4;
  rows.stride[7] = 0; // an element a row
  add(to, "broadcast_column", rows, addTwo);
  for (uint32_t offset : {2u, 4u, 6u}) {
    const Format format = offset == 4 ? Format::Fp32 : Format::Bf16;
    add(to, "misaligned_" + std::to_string(offset),
        vector({1, 1, 1, 512}, {{0, in0 + offset, format},
                                {1, in1 + offset, format},
                                {4, out0 + offset, format}}),
        addTwo);
  }
}

// Where inputs and output meet, and where L1 and not the issue is the limit.
void addStreams(Kernels &to) {
  const std::string copy = "body:\n  store o0, s0\n";
  for (const Size &size : {Size{1, 1, 1, 2048}, Size{1, 16, 1, 100}}) {
    const std::string text = sizeText(size);
    add(to, "move_" + text, vector(size, {{0, in0}, {4, out0}}), copy);
    add(to, "move_bf16_" + text,
        vector(size, {{0, in0, Format::Bf16}, {4, out0, Format::Bf16}}), copy);
    add(to, "move_misaligned_" + text, vector(size, {{0, in0 + 4}, {4, out0}}),
        copy);
    add(to, "move_to_misaligned_" + text,
        vector(size, {{0, in0}, {4, out0 + 4}}), copy);
    add(to, "in_place_" + text, vector(size, {{0, in0}, {1, in1}, {4, in0}}),
        addTwo);
    add(to, "onto_the_next_vector_" + text,
        vector(size, {{0, in0}, {1, in1}, {4, in0 + 64}}), addTwo);
    add(to, "fill_" + text, vector(size, {{4, out0}}),
        "setup:\n  movhi v0, 0x3f80\nbody:\n  store o0, v0\n");
    add(to, "two_int64_" + text,
        vector(size,
               {{0, in0, Format::Int64}, {1, in1, Format::Int64}, {4, out0}}),
        "body:\n  iadd v0, s0, s1\n  store o0, v0\n");
  }
  for (uint32_t columns : {99u, 33u})
    add(to, "bf16_rows_of_" + std::to_string(columns),
        vector({1, 32, 1, columns}, {{0, in0, Format::Bf16},
                                     {1, in1, Format::Bf16},
                                     {4, out0, Format::Bf16}}),
        addTwo);
  Vector column = vector({1, 32, 1, 32}, {{0, in0}, {4, out0}});
  column.stride[17] = 4; // transposed where it is written
  column.stride[19] = 128;
  add(to, "transposed_store_32x32", column, copy);
  Vector backwards = vector({1, 1, 1, 512}, {{0, in0}, {1, in1}, {4, out0}});
  backwards.base[0] = in0 + 511 * 4;
  backwards.stride[3] = -4;
  add(to, "backwards", backwards, addTwo);
  Vector both = vector({1, 4, 1, 256}, {{0, in0}, {1, in1}, {4, out0}});
  for (unsigned stream : {0u, 1u, 4u})
    both.stride[4 * stream + 3] = stream == 1 ? 264 : 136;
  both.stride[1] = both.stride[5] = both.stride[17] = 4;
  add(to, "scattered_everywhere", both, addTwo);
}

// As fused layers have them: results of rows beside those of elements, long
// programs, sums that are stored on the way.
void addFused(Kernels &to) {
  Vector rows = vector({1, 16, 1, 96}, {{0, in0}, {4, out0}, {5, out1}});
  rows.laneReduce = true;
  for (unsigned stream : {4u, 5u}) {
    rows.stride[4 * stream + 3] = rows.stride[4 * stream + 2] = 0;
    rows.stride[4 * stream + 1] = 4;
  }
  add(to, "moments", rows,
      "setup:\n  movhi v9, 0x3c2a\n  orlo v9, 0xaaab\nbefore:\n"
      "  movhi v0, 0\n  movhi v1, 0\nbody:\n  add v0, s0, v0\n"
      "  fma v1, s0, s0, v1\nafter:\n  rsum v0, v0\n  rsum v1, v1\n"
      "  mul v0, v0, v9\n  mul v1, v1, v9\n  mul v2, v0, v0\n"
      "  sub v1, v1, v2\n  rsqrt v1, v1\n  store o0, v0\n  store o1, v1\n");
  add(to, "log_of_sum_of_exponentials", rows,
      "setup:\n  movhi v9, 0x3fb8\nbefore:\n  movhi v0, 0\nbody:\n"
      "  mul v1, s0, v9\n  exp2 v1, v1\n  add v0, v1, v0\nafter:\n"
      "  rsum v0, v0\n  log2 v0, v0\n  store o0, v0\n");
  Vector running = vector({1, 1, 32, 64}, {{0, in0}, {4, out0}});
  add(to, "running_sum", running,
      "before:\n  movhi v0, 0\nbody:\n  add v0, v0, s0\n  store o0, v0\n");
  add(to, "running_product_of_exponentials", running,
      "before:\n  movhi v0, 0x3f80\nbody:\n  exp2 v1, s0\n"
      "  mul v0, v0, v1\n  store o0, v0\n");
  std::string longBody = "body:\n  mov v0, s0\n";
  for (unsigned i = 0; i < 18; ++i)
    longBody += "  fma v0, v0, v0, s1\n";
  for (const Size &size : {Size{1, 1, 1, 16}, Size{1, 1, 1, 512}})
    add(to, "polynomial_of_18_" + sizeText(size),
        vector(size, {{0, in0}, {1, in1}, {4, out0}}),
        longBody + "  store o0, v0\n");
  add(to, "index", vector({4, 4, 1, 64}, {{4, out0}}),
      "body:\n  iadd v0, i1, i3\n  itof v0, v0\n  store o0, v0\n");
  Vector scaled = vector({1, 16, 1, 96}, {{0, in0}, {1, in1}, {4, out0}});
  scaled.stride[5] = 4; // s1: an element a row, read before it
  scaled.stride[7] = 0;
  add(to, "row_times_reciprocal", scaled,
      "body:\n  rcp v1, s1\n  mul v0, s0, v1\n  store o0, v0\n");
}

} // namespace

void addVectorKernels(Kernels &to) {
  addShapes(to);
  addFormats(to);
  addPrograms(to);
  addReductions(to);
  addStrides(to);
  addStreams(to);
  addFused(to);
}

} // namespace alcyone::correlate
