// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors of a program as .npy files. NumPy types on either side:
//
// | program | read from                                  | written as |
// | f32     | f4; f2 widened                             | f4         |
// | bf16    | u2 or V2 as bits; f4, f2 rounded to nearest | u2 (bits)  |
// | i64     | i8; i4 widened                             | i8         |
// | i32     | i4                                         | i4         |
// | i8      | i1, u1 as bits                             | i1         |
// | i1      | b1, i1, u1 holding 0 or 1                  | b1         |
//
// Anything else, above all what would lose digits silently (f8, i8 for i32), is
// refused with both types named. Fortran order is read; C order is written.
#pragma once

#include "isa/support/OutputFile.h"
#include "runtime/api/Program.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alcyone::runtime {

// The file's content as the program wants it, `tensor.sizeBytes` bytes. Throws
// Failure (BadInput) naming file, tensor, what is expected and what is there.
std::vector<uint8_t> readTensor(const std::string &path,
                                const TensorInfo &tensor);

// Writes the whole file but does not commit it. Throws Failure (BadInput).
void writeTensor(isa::OutputFile &file, const TensorInfo &tensor,
                 std::span<const uint8_t> bytes);

// For summaries: element `index` as a number.
double elementValue(ElementType type, std::span<const uint8_t> bytes,
                    uint64_t index);

} // namespace alcyone::runtime
