// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Integer matrix products in the widths a compiler may choose for bytes, words
// and double words.
#include "support.h"

enum { size = 20 };
static int8_t bytesA[size][size];
static uint16_t halvesB[size][size];
static int32_t words[size][size];
static int64_t longs[size][size];

int main(uint64_t *result) {
  for (int round = 0; round < SCALE; ++round) {
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j) {
        bytesA[i][j] = (int8_t)nextRandom();
        halvesB[i][j] = (uint16_t)nextRandom();
      }
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j) {
        int32_t sum = 0;
        for (int k = 0; k < size; ++k)
          sum += bytesA[i][k] * halvesB[k][j];
        words[i][j] = sum;
      }
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j) {
        uint64_t sum = (uint64_t)longs[i][j];
        for (int k = 0; k < size; ++k)
          sum += (uint64_t)words[i][k] * (uint64_t)(int64_t)words[k][j];
        longs[i][j] = (int64_t)sum;
      }
  }
  for (int i = 0; i < size * size; ++i)
    result[i] = (uint64_t)longs[i / size][i % size];
  return words[3][5];
}
