// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An operation that is no instruction of the ISA is refused where it stands.
// RUN: alc-opt %s -split-input-file -verify-diagnostics

func.func @no_such_field() {
  // expected-error @+1 {{'matmul' has no field 'dest'}}
  alc.matmul queue 0 {dest = 4}
  return
}

// -----

func.func @too_many_values() {
  // expected-error @+1 {{too many values for field 'shape'}}
  alc.copy queue 2 {shape = [1, 2, 3, 4, 5]}
  return
}

// -----

func.func @list_for_a_number() {
  // expected-error @+1 {{expected}}
  alc.copy queue 2 {dst = [1, 2]}
  return
}

// -----

func.func @too_wide() {
  // expected-error @+1 {{field 'm' holds 65536, which needs more than 16 bits}}
  alc.matmul queue 0 {m = 65536}
  return
}

// -----

// A stride may be negative, so it has a bit less.
func.func @too_far() {
  // expected-error @+1 {{field 'srcStride' holds 3000000000, which needs more than 32 bits with a sign}}
  alc.copy queue 2 {srcStride = [0, 0, 3000000000, 4]}
  return
}

// -----

func.func @negative_size() {
  // expected-error @+1 {{field 'm' holds -1, which needs more than 16 bits}}
  alc.matmul queue 0 {m = -1}
  return
}

// -----

func.func @wait_given_twice() {
  // expected-error @+1 {{has a wait in a field and in `waits`}}
  alc.sync queue 0 {wait0Sem = 1, wait0Count = 1} waits [2 : 1]
  return
}

// -----

func.func @three_waits() {
  // expected-error @+1 {{takes at most two waits}}
  alc.sync queue 0 {} waits [1 : 1, 2 : 1, 3 : 1]
  return
}

// -----

func.func @three_signals() {
  // expected-error @+1 {{takes at most two signals}}
  alc.sync queue 0 {} signals [1 : 1 -> 0, 2 : 1 -> 0, 3 : 1 -> 0]
  return
}

// -----

func.func @fields_of_another_instruction() {
  // expected-error @+1 {{has 1 fields; its record has}}
  "alc.sync"() <{fields = array<i64: 0>, queue = 0 : i32}> : () -> ()
  return
}

// -----

// The value for a field that is known at run time is missing.
func.func @no_operand() {
  // expected-error @+1 {{needs one operand for each field known only at run time}}
  "alc.barrier"() <{fields = array<i64: -9223372036854775808, 0, 0, 0, 0, 0, 0, 0, 0, 0, 65535, 0, 0, 65535>, queue = 0 : i32}> : () -> ()
  return
}

// -----

func.func @other_block_arguments(%a: tensor<8xf32>) {
  // expected-error @+1 {{block arguments differ from the inputs' types}}
  alc.kernel "k"(%a : tensor<8xf32>) {
  ^bb0(%x: tensor<9xf32>):
  }
  return
}

// -----

func.func @other_results(%a: tensor<8xf32>) {
  // expected-error @+1 {{yields other types than its results}}
  %r = alc.kernel "k"(%a : tensor<8xf32>) -> tensor<9xf32> {
  ^bb0(%x: tensor<8xf32>):
    alc.yield %x : tensor<8xf32>
  }
  return
}

// -----

func.func @places(%a: tensor<8xf32>) {
  // expected-error @+1 {{has 1 places for 1 inputs and 1 results}}
  %r = alc.kernel "k"(%a : tensor<8xf32>) -> tensor<8xf32> {
  ^bb0(%x: tensor<8xf32>):
    alc.yield %x : tensor<8xf32>
  } {places = [{}]}
  return
}

// -----

// A kernel stands for itself: it sees no values of the function.
func.func @isolated(%a: tensor<8xf32>) {
  // expected-note @+1 {{required by region isolation constraints}}
  %r = alc.kernel "k"() -> tensor<8xf32> {
    // expected-error @+1 {{using value defined outside the region}}
    alc.yield %a : tensor<8xf32>
  }
  return
}

// -----

func.func @yield_elsewhere(%a: tensor<8xf32>) {
  // expected-error @+1 {{expects parent op 'alc.kernel'}}
  alc.yield %a : tensor<8xf32>
}
