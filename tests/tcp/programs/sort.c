// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sorts 2000 signed words by recursive quicksort; the result is every eighth of
// them and a position-dependent sum.
#include "support.h"

enum { count = 2000 };
static int32_t values[count];

static void sort(int32_t *first, int32_t *last) {
  while (last - first > 1) {
    const int32_t pivot = first[(last - first) / 2];
    int32_t *low = first, *high = last - 1;
    while (low <= high) {
      while (*low < pivot)
        ++low;
      while (*high > pivot)
        --high;
      if (low <= high) {
        const int32_t swapped = *low;
        *low++ = *high;
        *high-- = swapped;
      }
    }
    sort(first, high + 1);
    first = low;
  }
}

int main(uint64_t *result) {
  uint64_t sum = 0;
  for (int round = 0; round < SCALE; ++round) {
    for (int i = 0; i < count; ++i)
      values[i] = (int32_t)nextRandom();
    sort(values, values + count);
    for (int i = 0; i < count; ++i)
      sum = sum * 31 + (uint64_t)(int64_t)values[i];
  }
  for (int i = 0; i < count / 8; ++i)
    result[i] = (uint64_t)(int64_t)values[i * 8];
  return (int)sum;
}
