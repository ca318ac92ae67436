// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-check-schedule, which knows nothing of how semaphores are inserted,
// accepts what alc-insert-semaphores makes of random kernels.
// RUN: %python %S/Inputs/random_kernels.py nested 1000 > %t.nested.mlir
// RUN: alc-opt %t.nested.mlir -alc-insert-semaphores="semaphores=255" -alc-check-schedule -o /dev/null
//
// Nothing of it is too much: without any one semaphore there is a race, and the
// check finds it.
// RUN: %python %S/Inputs/random_kernels.py flat 100 > %t.flat.mlir
// RUN: alc-opt %t.flat.mlir -alc-insert-semaphores -o %t.ordered.mlir
// RUN: alc-opt %t.ordered.mlir -alc-check-schedule -o /dev/null
// RUN: %python %S/Inputs/drop_semaphores.py < %t.ordered.mlir > %t.broken.mlir
// RUN: grep -c func.func %t.broken.mlir > %t.kernels
// RUN: not alc-opt %t.broken.mlir -split-input-file -alc-check-schedule -o /dev/null 2> %t.errors
// RUN: grep -c "not ordered after" %t.errors | diff %t.kernels -
