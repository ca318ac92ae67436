// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quotients and remainders of all signs, widths and magnitudes, some by zero's
// neighbours, and a modular power that divides at every step.
#include "support.h"

static uint64_t power(uint64_t base, uint64_t exponent, uint64_t modulus) {
  uint64_t product = 1;
  for (base %= modulus; exponent != 0; exponent >>= 1) {
    if (exponent & 1)
      product = product * base % modulus;
    base = base * base % modulus;
  }
  return product;
}

int main(uint64_t *result) {
  uint64_t sum = 0;
  for (int round = 0; round < SCALE; ++round)
    for (int i = 0; i < 400; ++i) {
      const int64_t a = (int64_t)nextRandom() >> (nextRandom() & 63);
      int64_t b = (int64_t)nextRandom() >> (nextRandom() & 63);
      if (b == 0 || b == -1)
        b = 3;
      const int32_t narrowA = (int32_t)a;
      const int32_t narrowB = (int32_t)b == 0 || (int32_t)b == -1 ? 5 : b;
      result[i] = (uint64_t)(a / b) ^ (uint64_t)(a % b) << 7;
      result[i] += (uint64_t)a / (uint64_t)b + (uint64_t)a % (uint64_t)b * 3;
      result[i] ^= (uint64_t)(narrowA / narrowB + narrowA % narrowB);
      result[i] -= (uint32_t)narrowA / (uint32_t)narrowB;
      result[i] += (uint32_t)narrowA % (uint32_t)narrowB;
      sum += power(result[i], 65537, 4294967291u) + result[i];
    }
  return (int)sum;
}
