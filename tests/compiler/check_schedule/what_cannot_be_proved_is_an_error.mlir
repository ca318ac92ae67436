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

func.func @other_tile() {
  // expected-error @+1 {{signals other tiles; the schedule's check sees one tile}}
  alc.sync queue 0 {} signals [4 : 1 -> 3]
  return
}

// -----

func.func @multicast() {
  // expected-error @+1 {{writes other tiles; the schedule's check sees one tile}}
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
