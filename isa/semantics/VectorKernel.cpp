// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loops of the vector processor over lanes and elements for one SIMD path;
// see isa/numerics/Lanes.h. What an instruction computes is in MicroOps.h.
#include "isa/semantics/VectorKernel.h"
#include "isa/semantics/MicroOps.h"

namespace alcyone::isa::ALCYONE_SIMD {
namespace {

template <U (*op)(U)>
void unary(uint32_t *rd, const uint32_t *ra, const uint32_t *, const uint32_t *,
           uint32_t, uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; i += width)
    store(rd + i, op(load<U>(ra + i)));
}

template <U (*op)(U, U)>
void binary(uint32_t *rd, const uint32_t *ra, const uint32_t *rb,
            const uint32_t *, uint32_t, uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; i += width)
    store(rd + i, op(load<U>(ra + i), load<U>(rb + i)));
}

template <U (*op)(U, U, U)>
void ternary(uint32_t *rd, const uint32_t *ra, const uint32_t *rb,
             const uint32_t *rc, uint32_t, uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; i += width)
    store(rd + i, op(load<U>(ra + i), load<U>(rb + i), load<U>(rc + i)));
}

void movhiLoop(uint32_t *rd, const uint32_t *, const uint32_t *,
               const uint32_t *, uint32_t imm, uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; i += width)
    store(rd + i, movhi(imm));
}

void orloLoop(uint32_t *rd, const uint32_t *, const uint32_t *,
              const uint32_t *, uint32_t imm, uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; i += width)
    store(rd + i, orlo(load<U>(rd + i), imm));
}

template <U (*combine)(U, U)>
void crossLane(uint32_t *rd, const uint32_t *ra, const uint32_t *,
               const uint32_t *, uint32_t, uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; i += 16) {
    U vector[parts];
    for (unsigned j = 0; j < parts; ++j)
      vector[j] = load<U>(ra + i + j * width);
    overLanes<combine>(vector, vector);
    for (unsigned j = 0; j < parts; ++j)
      store(rd + i + j * width, vector[j]);
  }
}

// [semantics: vector store]
// How an element becomes a register and back.
inline uint32_t registerOf(uint32_t element) { return element; }
inline uint32_t registerOf(uint16_t bf16) { return uint32_t(bf16) << 16; }
inline uint32_t registerOf(int8_t element) {
  return uint32_t(int32_t(element));
}
inline uint32_t registerOf(uint8_t element) { return element; }
inline uint32_t registerOf(uint64_t element) { return uint32_t(element); }

inline void elementOf(uint32_t bits, uint32_t &element) { element = bits; }
inline void elementOf(uint32_t bits, uint8_t &element) {
  element = uint8_t(bits);
}
inline void elementOf(uint32_t bits, int64_t &element) {
  element = int32_t(bits);
}
inline void elementOf(uint32_t bits, uint16_t &bf16) {
  bf16 = narrowToBf16(U{} + bits)[0];
}
// [end]

template <class Element>
void readStrided(const uint8_t *from, int64_t strideBytes, uint32_t *to,
                 uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; ++i, from += strideBytes)
    to[i] = registerOf(load<Element>(from));
}

template <class Element>
void readBroadcast(const uint8_t *from, int64_t, uint32_t *to, uint64_t lanes) {
  const uint32_t bits = registerOf(load<Element>(from));
  for (uint64_t i = 0; i < lanes; ++i)
    to[i] = bits;
}

// Adjacent elements; the loop has no pointers that step, so it is vectorised.
template <class Element>
void readAdjacent(const uint8_t *from, int64_t, uint32_t *to, uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; ++i)
    to[i] = registerOf(load<Element>(from + i * sizeof(Element)));
}

template <class Element>
void writeStrided(const uint32_t *from, uint8_t *to, int64_t strideBytes,
                  uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; ++i, to += strideBytes) {
    Element element;
    elementOf(from[i], element);
    store(to, element);
  }
}

template <class Element>
void writeAdjacent(const uint32_t *from, uint8_t *to, int64_t, uint64_t lanes) {
  for (uint64_t i = 0; i < lanes; ++i) {
    Element element;
    elementOf(from[i], element);
    store(to + i * sizeof(Element), element);
  }
}

template <>
void writeAdjacent<uint16_t>(const uint32_t *from, uint8_t *to, int64_t,
                             uint64_t lanes) {
  uint64_t i = 0;
  for (; i + width <= lanes; i += width)
    store(to + 2 * i, narrowToBf16(load<U>(from + i)));
  writeStrided<uint16_t>(from + i, to + 2 * i, 2, lanes - i);
}

template <class Element> ReadElements *reader(int64_t strideBytes) {
  return strideBytes == 0                          ? readBroadcast<Element>
         : strideBytes == int64_t(sizeof(Element)) ? readAdjacent<Element>
                                                   : readStrided<Element>;
}

template <class Element> WriteElements *writer(int64_t strideBytes) {
  return strideBytes == int64_t(sizeof(Element)) ? writeAdjacent<Element>
                                                 : writeStrided<Element>;
}

} // namespace

ReadElements *readElements(Format format, int64_t strideBytes) {
  switch (format) {
  case Format::Fp32:
  case Format::Int32:
    return reader<uint32_t>(strideBytes);
  case Format::Bf16:
    return reader<uint16_t>(strideBytes);
  case Format::Int8:
    return reader<int8_t>(strideBytes);
  case Format::Uint8:
    return reader<uint8_t>(strideBytes);
  case Format::Int64:
    return reader<uint64_t>(strideBytes);
  case Format::None:
    break;
  }
  return nullptr;
}

WriteElements *writeElements(Format format, int64_t strideBytes) {
  switch (format) {
  case Format::Fp32:
  case Format::Int32:
    return writer<uint32_t>(strideBytes);
  case Format::Bf16:
    return writer<uint16_t>(strideBytes);
  case Format::Int8:
  case Format::Uint8:
    return writer<uint8_t>(strideBytes);
  case Format::Int64:
    return writer<int64_t>(strideBytes);
  case Format::None:
    break;
  }
  return nullptr;
}

LaneLoop *laneLoop(MicroOp op) {
  switch (op) {
  case MicroOp::Add:
    return binary<add>;
  case MicroOp::Sub:
    return binary<sub>;
  case MicroOp::Mul:
    return binary<mul>;
  case MicroOp::Min:
    return binary<min>;
  case MicroOp::Max:
    return binary<max>;
  case MicroOp::Copysign:
    return binary<copysign>;
  case MicroOp::Feq:
    return binary<feq>;
  case MicroOp::Flt:
    return binary<flt>;
  case MicroOp::Fle:
    return binary<fle>;
  case MicroOp::Fun:
    return binary<fun>;
  case MicroOp::Iadd:
    return binary<iadd>;
  case MicroOp::Isub:
    return binary<isub>;
  case MicroOp::Imul:
    return binary<imul>;
  case MicroOp::Iand:
    return binary<iand>;
  case MicroOp::Ior:
    return binary<ior>;
  case MicroOp::Ixor:
    return binary<ixor>;
  case MicroOp::Shl:
    return binary<shl>;
  case MicroOp::Shr:
    return binary<shr>;
  case MicroOp::Shru:
    return binary<shru>;
  case MicroOp::Ieq:
    return binary<ieq>;
  case MicroOp::Ilt:
    return binary<ilt>;
  case MicroOp::Iltu:
    return binary<iltu>;
  case MicroOp::Imin:
    return binary<imin>;
  case MicroOp::Imax:
    return binary<imax>;
  case MicroOp::Neg:
    return unary<neg>;
  case MicroOp::Abs:
    return unary<abs>;
  case MicroOp::Mov:
    return unary<mov>;
  case MicroOp::Itof:
    return unary<itof>;
  case MicroOp::Ftoi:
    return unary<ftoi>;
  case MicroOp::Floor:
    return unary<floor>;
  case MicroOp::Tobf16:
    return unary<tobf16>;
  case MicroOp::Getexp:
    return unary<getexp>;
  case MicroOp::Getman:
    return unary<getman>;
  case MicroOp::Fma:
    return ternary<fma>;
  case MicroOp::Select:
    return ternary<select>;
  case MicroOp::Exp2:
    return unary<exp2Lanes>;
  case MicroOp::Log2:
    return unary<log2Lanes>;
  case MicroOp::Rcp:
    return unary<rcpLanes>;
  case MicroOp::Rsqrt:
    return unary<rsqrtLanes>;
  case MicroOp::Tanh:
    return unary<tanhLanes>;
  case MicroOp::Rsum:
    return crossLane<add>;
  case MicroOp::Rmax:
    return crossLane<max>;
  case MicroOp::Rmin:
    return crossLane<min>;
  case MicroOp::Movhi:
    return movhiLoop;
  case MicroOp::Orlo:
    return orloLoop;
  case MicroOp::Store:
    break;
  }
  return nullptr;
}

} // namespace alcyone::isa::ALCYONE_SIMD
