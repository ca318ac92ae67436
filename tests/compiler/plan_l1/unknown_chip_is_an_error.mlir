// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not alc-opt %s -alc-plan-l1="chip=pleione" 2>&1 | FileCheck %s

// CHECK: error: {{.*}}pleione
func.func @kernel() {
  return
}
