// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conversions between NumPy's types and those of programs.
#include "runtime/npy/TensorFile.h"

#include "isa/support/Failure.h"
#include "isa/support/MappedFile.h"
#include "runtime/npy/NpyHeader.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace alcyone::runtime {

namespace {

template <typename T> T load(const uint8_t *from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <typename T> void store(uint8_t *to, T value) {
  std::memcpy(to, &value, sizeof value);
}

float widenHalf(uint16_t half) {
  const uint32_t sign = uint32_t(half & 0x8000) << 16;
  const uint32_t exponent = half >> 10 & 0x1F, fraction = half & 0x3FF;
  if (exponent == 0) // zero or subnormal
    return std::copysign(std::ldexp(float(fraction), -24), sign ? -1.f : 1.f);
  const uint32_t wide = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
  return std::bit_cast<float>(sign | wide << 23 | fraction << 13);
}

// Round to nearest, ties to even; a NaN stays one.
uint16_t roundToBf16(float value) {
  const uint32_t bits = std::bit_cast<uint32_t>(value);
  if (std::isnan(value))
    return 0x7FC0;
  return uint16_t((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
}

using Convert = void (*)(const uint8_t *from, uint8_t *to);

struct Row {
  ElementType to;
  const char *from; // NumPy type
  Convert convert;  // null: the same bytes
};

// Table of TensorFile.h.
constexpr Row conversions[] = {
    {ElementType::F32, "f4", nullptr},
    {ElementType::F32, "f2",
     [](const uint8_t *from, uint8_t *to) {
       store(to, widenHalf(load<uint16_t>(from)));
     }},
    {ElementType::BF16, "u2", nullptr},
    {ElementType::BF16, "V2", nullptr},
    {ElementType::BF16, "f4",
     [](const uint8_t *from, uint8_t *to) {
       store(to, roundToBf16(load<float>(from)));
     }},
    {ElementType::BF16, "f2",
     [](const uint8_t *from, uint8_t *to) {
       store(to, roundToBf16(widenHalf(load<uint16_t>(from))));
     }},
    {ElementType::I64, "i8", nullptr},
    {ElementType::I64, "i4",
     [](const uint8_t *from, uint8_t *to) {
       store(to, int64_t(load<int32_t>(from)));
     }},
    {ElementType::I32, "i4", nullptr},
    {ElementType::I8, "i1", nullptr},
    {ElementType::I8, "u1", nullptr},
    {ElementType::I1, "b1", nullptr},
    {ElementType::I1, "i1", nullptr},
    {ElementType::I1, "u1", nullptr},
};

const Row *findConversion(ElementType to, const std::string &from) {
  for (const Row &row : conversions)
    if (row.to == to && row.from == from)
      return &row;
  return nullptr;
}

std::string acceptedTypes(ElementType to) {
  std::string text;
  for (const Row &row : conversions)
    if (row.to == to)
      text += (text.empty() ? "" : ", ") + std::string(row.from);
  return text;
}

// Position in a Fortran-ordered file of what is element `index` in C order.
uint64_t fortranPosition(uint64_t index, const std::vector<uint64_t> &shape) {
  uint64_t position = 0, scale = 1;
  for (uint64_t size : shape)
    scale *= size;
  for (size_t dim = shape.size(); dim-- > 0;) {
    scale /= shape[dim];
    position += index % shape[dim] * scale;
    index /= shape[dim];
  }
  return position;
}

} // namespace

std::vector<uint8_t> readTensor(const std::string &path,
                                const TensorInfo &tensor) {
  const isa::MappedFile file(path);
  const NpyHeader header = parseNpyHeader(file.bytes(), path);
  const auto stop = [&](const std::string &why) {
    isa::fail(isa::Category::BadInput,
              path + ": input '" + tensor.name + "' " + why);
  };
  const Row *row = findConversion(tensor.type, header.typeName());
  if (!row)
    stop("has type " + std::string(elementTypeName(tensor.type)) +
         ", which is read from " + acceptedTypes(tensor.type) +
         "; the file holds " + header.typeName());
  if (header.shape != tensor.shape)
    stop("has shape " + shapeText(tensor.shape) + ", the file holds " +
         shapeText(header.shape));

  std::vector<uint8_t> result(tensor.sizeBytes);
  const uint8_t *from = file.bytes().data() + header.dataOffset;
  const unsigned fromBytes = header.elementBytes;
  const unsigned toBytes = elementBytes(tensor.type);
  const uint64_t elements = header.elements();
  if (!row->convert && !header.isFortranOrder) {
    if (!result.empty())
      std::memcpy(result.data(), from, result.size());
  } else {
    for (uint64_t i = 0; i < elements; ++i) {
      const uint64_t at =
          header.isFortranOrder ? fortranPosition(i, header.shape) : i;
      if (row->convert)
        row->convert(from + at * fromBytes, result.data() + i * toBytes);
      else
        std::memcpy(result.data() + i * toBytes, from + at * fromBytes,
                    toBytes);
    }
  }
  if (tensor.type == ElementType::I1)
    for (uint64_t i = 0; i < elements; ++i)
      if (result[i] > 1)
        stop("holds truth values, the file has " + std::to_string(result[i]) +
             " at element " + std::to_string(i));
  return result;
}

void writeTensor(isa::OutputFile &file, const TensorInfo &tensor,
                 std::span<const uint8_t> bytes) {
  NpyHeader header;
  header.shape = tensor.shape;
  header.elementBytes = elementBytes(tensor.type);
  switch (tensor.type) {
  case ElementType::F32:
    header.kind = 'f';
    break;
  case ElementType::BF16:
    header.kind = 'u';
    break;
  case ElementType::I1:
    header.kind = 'b';
    break;
  case ElementType::I64:
  case ElementType::I32:
  case ElementType::I8:
    header.kind = 'i';
    break;
  }
  file.write(makeNpyHeader(header));
  file.write(bytes);
}

double elementValue(ElementType type, std::span<const uint8_t> bytes,
                    uint64_t index) {
  const uint8_t *at = bytes.data() + index * elementBytes(type);
  switch (type) {
  case ElementType::F32:
    return load<float>(at);
  case ElementType::BF16:
    return std::bit_cast<float>(uint32_t(load<uint16_t>(at)) << 16);
  case ElementType::I64:
    return double(load<int64_t>(at));
  case ElementType::I32:
    return load<int32_t>(at);
  case ElementType::I8:
    return load<int8_t>(at);
  case ElementType::I1:
    return *at;
  }
  return 0;
}

} // namespace alcyone::runtime
