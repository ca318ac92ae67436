// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the C programs share: a seedable generator, and the memory functions
// that a compiler calls on its own.
#pragma once

#include <stddef.h>
#include <stdint.h>

// How much work a program does; the benchmark asks for more.
#ifndef SCALE
#define SCALE 1
#endif

static uint64_t randomState = 88172645463325252u;

// xorshift64 (Marsaglia, 2003).
static inline uint64_t nextRandom(void) {
  randomState ^= randomState << 13;
  randomState ^= randomState >> 7;
  randomState ^= randomState << 17;
  return randomState;
}

void *memcpy(void *destination, const void *source, size_t bytes) {
  char *to = destination;
  const char *from = source;
  for (size_t i = 0; i < bytes; ++i)
    to[i] = from[i];
  return destination;
}

void *memset(void *destination, int value, size_t bytes) {
  char *to = destination;
  for (size_t i = 0; i < bytes; ++i)
    to[i] = (char)value;
  return destination;
}
