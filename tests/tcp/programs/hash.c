// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rounds of SHA-256 (FIPS 180-4), with constants made by the generator in
// place of the standard's: rotations, unsigned words and byte order.
#include "support.h"

static uint32_t constants[64];
static uint32_t state[8];
static uint8_t message[64 * 16];

static uint32_t rotate(uint32_t value, int by) {
  return value >> by | value << (32 - by);
}

static void compress(const uint8_t *block) {
  uint32_t w[64], v[8];
  for (int i = 0; i < 16; ++i)
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
           (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
  for (int i = 16; i < 64; ++i)
    w[i] = w[i - 16] + w[i - 7] +
           (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3) +
           (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10);
  for (int i = 0; i < 8; ++i)
    v[i] = state[i];
  for (int i = 0; i < 64; ++i) {
    const uint32_t first =
        v[7] + (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) +
        ((v[4] & v[5]) ^ (~v[4] & v[6])) + constants[i] + w[i];
    const uint32_t second =
        (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) +
        ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
    for (int j = 7; j > 0; --j)
      v[j] = v[j - 1];
    v[4] += first;
    v[0] = first + second;
  }
  for (int i = 0; i < 8; ++i)
    state[i] += v[i];
}

int main(uint64_t *result) {
  for (int i = 0; i < 64; ++i)
    constants[i] = (uint32_t)nextRandom();
  for (int i = 0; i < 8; ++i)
    state[i] = (uint32_t)nextRandom();
  for (size_t i = 0; i < sizeof(message); ++i)
    message[i] = (uint8_t)nextRandom();
  for (int round = 0; round < SCALE; ++round)
    for (size_t i = 0; i < sizeof(message); i += 64)
      compress(message + i);
  for (int i = 0; i < 8; ++i)
    result[i] = state[i];
  return (int)state[0];
}
