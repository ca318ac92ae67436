// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Image.h"

#include "isa/support/AddressMap.h"

#include <algorithm>
#include <cstring>

namespace alcyone::tests {

using namespace isa;

namespace {

// Registers of the code.
constexpr unsigned where = 28, what = 29;
// The addresses of all tiles' code, behind that which reads them.
constexpr uint64_t tableAddress = 32;

uint64_t addressOf(TileRegister which, unsigned index) {
  return address::tileRegisters + registerOffset(which, index);
}

} // namespace

Image::Image(const Chip &chip)
    : codes(chip.tileCount()), image(firstData(chip)) {
  Code start;
  start.li(where, addressOf(TileRegister::TileId, 0));
  start.load(8, where, 0, where);
  start.slli(where, where, 3);
  start.load(8, where, tableAddress, where);
  start.jalr(0, where);
  std::memcpy(image.data(), start.words.data(), 4 * start.words.size());
}

uint64_t Image::firstData(const Chip &chip) {
  return tableAddress + 8 * chip.tileCount();
}

uint64_t Image::data(std::span<const uint8_t> bytes) {
  const uint64_t at = image.size();
  image.insert(image.end(), bytes.begin(), bytes.end());
  image.resize((image.size() + 7) / 8 * 8);
  return at;
}

void Image::place(uint64_t address, std::span<const uint8_t> bytes) {
  placed.push_back({address, {bytes.begin(), bytes.end()}});
}

void Image::write(unsigned tile, TileRegister which, unsigned index,
                  uint64_t value) {
  code(tile).li(where, addressOf(which, index));
  code(tile).li(what, value);
  code(tile).store(8, what, 0, where);
}

void Image::dump(unsigned tile, TileRegister which, unsigned index,
                 uint64_t to) {
  code(tile).li(where, addressOf(which, index));
  code(tile).load(8, what, 0, where);
  code(tile).li(where, to);
  code(tile).store(8, what, 0, where);
}

std::vector<uint8_t> Image::bytes() {
  std::vector<uint8_t> all = image;
  for (unsigned tile = 0; tile < codes.size(); ++tile) {
    write(tile, TileRegister::Halt, 0, 0);
    const uint64_t entry = all.size();
    std::memcpy(&all[tableAddress + 8 * tile], &entry, sizeof entry);
    const auto &words = codes[tile].words;
    const auto *first = reinterpret_cast<const uint8_t *>(words.data());
    all.insert(all.end(), first, first + 4 * words.size());
    all.resize((all.size() + 7) / 8 * 8);
  }
  for (const Placed &part : placed) {
    all.resize(std::max<size_t>(all.size(), part.address + part.bytes.size()));
    std::copy(part.bytes.begin(), part.bytes.end(),
              all.begin() + long(part.address));
  }
  return all;
}

} // namespace alcyone::tests
