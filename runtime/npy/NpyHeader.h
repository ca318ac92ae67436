// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The header of NumPy's .npy files, versions 1 to 3, read strictly: a Python
// dictionary of exactly descr, fortran_order and shape, whose shape and element
// size say how many bytes follow.
// Source: numpy/lib/format.py, "Format Specification".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alcyone::runtime {

struct NpyHeader {
  char kind = 'f';           // as in NumPy: f, i, u, b, V
  unsigned elementBytes = 4; // 1..16
  bool isFortranOrder = false;
  std::vector<uint64_t> shape;
  uint64_t dataOffset = 0; // bytes from the start of the file

  uint64_t elements() const;
  std::string typeName() const; // "f4", "i8", ...
};

// Reads the header of a whole file. Throws Failure (BadInput), beginning with
// `origin`: not .npy, damaged, big endian, structured types, a size that is not
// the file's.
NpyHeader parseNpyHeader(std::span<const uint8_t> file,
                         const std::string &origin);

// The bytes before the data, version 1, padded to a multiple of 64.
std::string makeNpyHeader(const NpyHeader &header);

// "(1, 384)"
std::string shapeText(std::span<const uint64_t> shape);

} // namespace alcyone::runtime
