// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the parts of the tensor unit agree on.
package alc_ttu_pkg;

  // Products that are summed as a tree: fixed by the ISA, not by the chip
  // (docs/numerics.md).
  parameter int unsigned Group = alc_chip_pkg::MatmulGroup;
  parameter int unsigned GroupLevels = $clog2(Group);
  parameter int unsigned OperandBytes = 2;

  // Rows of results that wait for L1 at the same time: at full speed a row comes
  // every cycle, and half of the banks are busy with operands.
  parameter int unsigned WriteSlots = 8;

  // Stages of a cell: operands, products, levels of the tree, accumulator,
  // result.
  parameter int unsigned StageProducts = 1;
  parameter int unsigned StageTree = 2;
  parameter int unsigned StageAccumulator = StageTree + GroupLevels;
  parameter int unsigned StageResult = StageAccumulator + 1;
  parameter int unsigned Stages = StageResult + 1;

  // What goes with operands through the array.
  typedef struct packed {
    logic                   valid;
    logic [GroupLevels-1:0] phase;     // of a group that takes several cycles
    logic                   complete;  // the group's last phase
    logic                   first;     // group of its block
    logic                   last;      // group of its block
  } token_t;

endpackage : alc_ttu_pkg
