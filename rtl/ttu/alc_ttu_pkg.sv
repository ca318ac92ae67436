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

  // Lanes of L1: for the groups of so many lines of an operand, for a row of C,
  // and those of an array, which has ports for A and B, and for C one that reads
  // and the slots.
  function automatic int unsigned operand_lanes(int unsigned lines);
    return lines * Group * OperandBytes / alc_chip_pkg::L1BankBytes;
  endfunction
  function automatic int unsigned result_lanes(int unsigned cols);
    return 4 * cols / alc_chip_pkg::L1BankBytes + 1;
  endfunction
  function automatic int unsigned array_lanes(int unsigned rows, int unsigned cols);
    return operand_lanes(rows) + operand_lanes(cols) + (1 + WriteSlots) * result_lanes(cols);
  endfunction

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
