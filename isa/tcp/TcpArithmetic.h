// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The arithmetic named in TcpInstructions.def, with RISC-V's corner cases:
// x / 0 = -1, x % 0 = x, most negative / -1 = most negative with remainder 0.
// Every function is total; registers are uint64_t, and a narrower result is
// sign-extended by its conversion from a signed type or by extendWord.
#pragma once

#include <cstdint>
#include <limits>

namespace alcyone::isa::tcp {

inline int64_t asSigned(uint64_t value) { return static_cast<int64_t>(value); }

inline int64_t extendWord(uint64_t value) {
  return static_cast<int32_t>(static_cast<uint32_t>(value));
}

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

inline uint64_t multiplyHigh(uint64_t a, uint64_t b) {
  return static_cast<uint64_t>((Int128{asSigned(a)} * asSigned(b)) >> 64);
}

inline uint64_t multiplyHighUnsigned(uint64_t a, uint64_t b) {
  return static_cast<uint64_t>((Uint128{a} * b) >> 64);
}

inline uint64_t multiplyHighSignedUnsigned(uint64_t a, uint64_t b) {
  // Cannot overflow: |a| <= 2^63 and b < 2^64.
  return static_cast<uint64_t>((Int128{asSigned(a)} * Int128{b}) >> 64);
}

template <typename T> int64_t divideSigned(uint64_t a, uint64_t b) {
  const T dividend = static_cast<T>(a), divisor = static_cast<T>(b);
  if (divisor == 0)
    return -1;
  if (divisor == -1 && dividend == std::numeric_limits<T>::min())
    return dividend;
  return dividend / divisor;
}

template <typename T> int64_t remainderSigned(uint64_t a, uint64_t b) {
  const T dividend = static_cast<T>(a), divisor = static_cast<T>(b);
  if (divisor == 0)
    return dividend;
  if (divisor == -1)
    return 0;
  return dividend % divisor;
}

template <typename T> uint64_t divideUnsigned(uint64_t a, uint64_t b) {
  const T dividend = static_cast<T>(a), divisor = static_cast<T>(b);
  return divisor == 0 ? std::numeric_limits<T>::max() : dividend / divisor;
}

template <typename T> uint64_t remainderUnsigned(uint64_t a, uint64_t b) {
  const T dividend = static_cast<T>(a), divisor = static_cast<T>(b);
  return divisor == 0 ? dividend : dividend % divisor;
}

} // namespace alcyone::isa::tcp
