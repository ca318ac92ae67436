// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// DMA patterns: places, sizes, rows, conversions, channels together.
#include "runtime/correlate/Instructions.h"
#include "runtime/correlate/Kernel.h"

#include "isa/numerics/Formats.h"

namespace alcyone::correlate {

using namespace isa;

namespace {

constexpr uint64_t hbm = address::hbm;

void add(Kernels &to, const std::string &name, const Instruction &move,
         unsigned times = 1) {
  to.push_back({"dma", name, Kernel::Language::Assembler,
                KernelText().push(dma0, move, times).text()});
}

void addPlaces(Kernels &to) {
  const struct {
    const char *name;
    uint64_t from, to;
  } ways[] = {{"hbm_to_l1", hbm, ownL1},
              {"l1_to_hbm", ownL1, hbm},
              {"l2_to_l1", l2, ownL1},
              {"l1_to_l2", ownL1, l2},
              {"l1_to_l1", ownL1, ownL1 + 0x20000},
              {"hbm_to_hbm", hbm, hbm + 0x100000},
              {"hbm_to_l2", hbm, l2}};
  for (const auto &way : ways)
    for (uint32_t bytes : {4u, 256u, 4096u, 32768u})
      add(to, std::string(way.name) + "_" + std::to_string(bytes),
          copyBytes(way.to, way.from, bytes));
}

// Rows of a matrix that is wider than what is moved.
void addRows(Kernels &to) {
  for (uint32_t bytes : {4u, 16u, 32u, 64u, 128u, 512u})
    for (bool isStore : {false, true}) {
      Copy move = copy(ownL1, hbm, {1, 1, 32, bytes / 4});
      move.srcStride[2] = 1024;
      if (isStore) {
        std::swap(move.src, move.dst);
        std::swap(move.srcStride, move.dstStride);
      }
      add(to,
          std::string(isStore ? "store" : "load") + "_32_rows_of_" +
              std::to_string(bytes),
          move);
    }
  Copy column = copy(ownL1, hbm, {1, 1, 1, 64});
  column.srcStride[3] = 256;
  add(to, "load_column_of_64", column);
  Copy transpose = copy(ownL1 + 0x10000, ownL1, {1, 1, 16, 16});
  transpose.srcStride = {0, 0, 4, 64};
  add(to, "transpose_16x16_in_l1", transpose);
  for (uint32_t offset : {2u, 8u, 36u})
    add(to, "load_from_offset_" + std::to_string(offset),
        copy(ownL1, hbm + offset, {1, 1, 1, 2048}, Format::Bf16));
  add(to, "load_to_offset_4",
      copy(ownL1 + 4, hbm, {1, 1, 1, 2048}, Format::Fp32));
  Copy cube = copy(ownL1, hbm, {4, 4, 8, 16});
  cube.srcStride = {65536, 4096, 256, 4};
  add(to, "load_cube_of_rows", cube);
}

void addConversions(Kernels &to) {
  for (const auto &[from, into] : {std::pair(Format::Fp32, Format::Bf16),
                                   std::pair(Format::Bf16, Format::Fp32)})
    for (bool isStore : {false, true}) {
      Copy move = copy(isStore ? hbm : ownL1, isStore ? ownL1 : hbm,
                       {1, 1, 1, 1024}, from);
      move.dstFormat = into;
      move.dstStride[3] = int32_t(formatBytes(into));
      add(to,
          std::string(isStore ? "store_" : "load_") + std::string(name(from)) +
              "_as_" + std::string(name(into)),
          move);
    }
}

void addFillsAndGathers(Kernels &to) {
  for (uint32_t count : {1u, 64u, 4096u}) {
    Fill fill;
    fill.dst = ownL1;
    fill.shape = {1, 1, 1, count};
    fill.dstStride = {0, 0, 0, 4};
    fill.dstFormat = Format::Fp32;
    add(to, "fill_l1_" + std::to_string(count), fill);
    fill.dst = hbm;
    add(to, "fill_hbm_" + std::to_string(count), fill);
  }
  for (uint32_t bytes : {64u, 256u, 768u})
    for (Format index : {Format::Int32, Format::Int64}) {
      Gather gather;
      gather.dst = ownL1;
      gather.src = hbm + 0x10000;
      gather.shape = {16, 1, 1, bytes / 4};
      gather.srcStride = gather.dstStride = {int32_t(bytes), 0, 0, 4};
      gather.srcFormat = gather.dstFormat = Format::Fp32;
      gather.index = hbm; // zeros: the first row, again and again
      gather.indexFormat = index;
      gather.indexStride = int32_t(formatBytes(index));
      gather.indexLimit = 100;
      add(to,
          "gather_16_rows_of_" + std::to_string(bytes) + "_" +
              std::string(name(index)),
          gather);
    }
}

// What the channel has to work at: parts of a list, elements in order, words
// that are aligned on neither side, runs that begin and end anywhere.
void addAwkward(Kernels &to) {
  for (uint32_t rows : {33u, 100u}) {
    Gather gather;
    gather.dst = ownL1;
    gather.src = hbm + 0x10000;
    gather.shape = {rows, 1, 1, 64};
    gather.srcStride = gather.dstStride = {256, 0, 0, 4};
    gather.srcFormat = gather.dstFormat = Format::Fp32;
    gather.index = hbm;
    gather.indexFormat = Format::Int64;
    gather.indexStride = 8;
    gather.indexLimit = 100;
    add(to, "gather_" + std::to_string(rows) + "_rows_of_256", gather);
    gather.index = ownL1 + 0x40000;
    gather.src = l2;
    add(to, "gather_" + std::to_string(rows) + "_rows_of_256_from_l2", gather);
  }
  add(to, "overlapping_copy_in_l1", copyBytes(ownL1 + 64, ownL1, 256));
  add(to, "overlapping_copy_in_hbm", copyBytes(hbm + 64, hbm, 128));
  add(to, "hbm_to_hbm_unaligned",
      copyBytes(hbm + 0x100000 + 20, hbm + 12, 4096));
  add(to, "l1_to_l1_unaligned",
      copyBytes(ownL1 + 0x20000 + 20, ownL1 + 12, 4096));
  add(to, "l1_to_hbm_unaligned", copyBytes(hbm + 20, ownL1 + 12, 4096));
  Copy rows = copy(ownL1, hbm + 4, {1, 1, 40, 3});
  rows.srcStride[2] = 60;
  add(to, "load_40_rows_of_12", rows);
  std::swap(rows.src, rows.dst);
  std::swap(rows.srcStride, rows.dstStride);
  add(to, "store_40_rows_of_12", rows);
  Copy column = copy(hbm, ownL1, {1, 1, 1, 200});
  column.dstStride[3] = 64;
  add(to, "store_column_of_200", column);
  Copy backward = copy(ownL1, hbm + 8192, {1, 1, 16, 32});
  backward.srcStride[2] = -512;
  add(to, "load_rows_backward", backward);
  Fill fill;
  fill.dst = ownL1;
  fill.shape = {1, 1, 32, 20};
  fill.dstStride = {0, 0, 256, 4};
  fill.dstFormat = Format::Fp32;
  add(to, "fill_32_rows_of_80", fill);
  add(to, "load_64_16_times", copyBytes(ownL1, hbm, 64), 16);
  add(to, "move_256_in_l1_8_times", copyBytes(ownL1 + 4096, ownL1, 256), 8);
}

// Channels that do different things.
void addMixtures(Kernels &to) {
  KernelText copies, mixture, small;
  copies.push(dma0, copyBytes(ownL1 + 0x10000, ownL1, 8192))
      .push(dma1, copyBytes(ownL1 + 0x30000, ownL1 + 0x20000, 8192));
  mixture.push(dma0, copyBytes(ownL1, hbm, 8192))
      .push(dma1, copyBytes(hbm + 0x200000, ownL1 + 0x20000, 8192))
      .push(dma0 + 2, copyBytes(ownL1 + 0x50000, ownL1 + 0x40000, 8192));
  Copy rows = copy(ownL1 + 0x8000, hbm + 0x300000, {1, 1, 64, 16});
  rows.srcStride[2] = 1024;
  small.push(dma0, copyBytes(ownL1, hbm, 8192)).push(dma1, rows);
  for (const auto &[name, text] : {std::pair("two_copies_in_l1", &copies),
                                   {"load_store_and_copy", &mixture},
                                   {"load_beside_short_rows", &small}})
    to.push_back({"dma", name, Kernel::Language::Assembler, text->text()});
}

void addChannels(Kernels &to) {
  for (unsigned channels : {2u, 4u}) {
    KernelText loads, both, local;
    for (unsigned i = 0; i < channels; ++i) {
      const uint64_t at = 0x10000 * i;
      loads.push(dma0 + i, copyBytes(ownL1 + at, hbm + at, 16384));
      both.push(dma0 + i, i % 2 ? copyBytes(hbm + at, ownL1 + at, 16384)
                                : copyBytes(ownL1 + at, hbm + at, 16384));
      local.push(dma0 + i, i % 2 ? copyBytes(l2 + at, ownL1 + at, 16384)
                                 : copyBytes(ownL1 + at, l2 + at, 16384));
    }
    const std::string name = "_on_" + std::to_string(channels) + "_channels";
    for (const auto &[what, text] : {std::pair("loads", &loads),
                                     {"loads_and_stores", &both},
                                     {"to_and_from_l2", &local}})
      to.push_back(
          {"dma", what + name, Kernel::Language::Assembler, text->text()});
  }
}

} // namespace

void addDmaKernels(Kernels &to) {
  addPlaces(to);
  addRows(to);
  addConversions(to);
  addFillsAndGathers(to);
  addChannels(to);
  addAwkward(to);
  addMixtures(to);
  add(to, "load_1024_8_times", copyBytes(ownL1, hbm, 1024), 8);
  add(to, "store_1024_8_times", copyBytes(hbm, ownL1, 1024), 8);
}

} // namespace alcyone::correlate
