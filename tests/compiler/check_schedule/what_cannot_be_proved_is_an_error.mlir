// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the check cannot prove it refuses.
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-check-schedule

func.func @two_waiters() {
  alc.sync queue 0 {} signals [4 : 2 -> 65535]
  // expected-note @+1 {{the other queue's instruction}}
  alc.sync queue 1 {} waits [4 : 1]
  // expected-error @+1 {{waits for semaphore 4 as another queue does}}
  alc.sync queue 2 {} waits [4 : 1]
  return
}

// -----

func.func @unknown_semaphore() {
  %which = alc.argument 0
  // expected-error @+1 {{takes a semaphore, count or target from a value that the schedule's check does not know}}
  alc.sync queue 0 {wait0Sem = %which, wait0Count = 1}
  return
}

// -----

func.func @signals_no_tile() {
  // expected-error @+1 {{signals tile 3 on a chip of 1}}
  alc.sync queue 0 {} signals [4 : 1 -> 3]
  return
}

// -----

func.func @writes_no_tile() {
  // expected-error @+1 {{writes tile 1 on a chip of 1}}
  alc.copy queue 2 {multicastCount = 4}
  return
}

// -----

func.func @unstructured(%some: i1) {
  // expected-error @+1 {{cannot be followed by the schedule's check}}
  scf.execute_region {
    alc.copy queue 2 {}
    scf.yield
  }
  return
}
