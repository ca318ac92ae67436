// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt --alc-to-llvm --split-input-file --verify-diagnostics %s

func.func private @kernel() {
  // expected-error@+1 {{names argument 0, but the module's alc.arguments has 0}}
  %x = alc.argument 0
  return
}

// -----

func.func private @kernel(%i: i64) {
  // expected-error@+1 {{has no base; alc-plan-l1 gives it one}}
  %b = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
  return
}

// -----

func.func private @kernel() {
  // expected-error@+1 {{waits for semaphore 256 is not in 0..255}}
  alc.sync queue 0 {} waits [256 : 1]
  return
}

// -----

func.func private @kernel() {
  // expected-error@+1 {{goes to queue 16; a tile has 16}}
  alc.sync queue 16 {}
  return
}

// -----

func.func private @kernel() {
  // expected-error@+1 {{is no legal instruction: a field holds a value it must not have}}
  alc.copy queue 2 {srcFormat = 99}
  return
}

// -----

func.func private @kernel() {
  // expected-error@+1 {{runs @nowhere, which is nowhere}}
  alc.vector queue 1 program @nowhere {}
  return
}

// -----

// expected-error@+1 {{holds 'add v0': column 7: }}
alc.micro_program @short setup [] before [] body ["add v0"] after []

// -----

func.func @main() { return }
// expected-error@+1 {{is a second public function beside main}}
func.func @other() { return }
