// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Instructions of the tensor unit.

include "isa/engines/Instruction.td"

def MATMUL : Instruction<"matmul", 0x10, Ttu,
                         "multiply two blocks in L1 into a third"> {
  let Fields = [
    Field<"a", 24, L1Offset, "L1 byte offset of A[m, k]">,
    Field<"b", 28, L1Offset, "L1 byte offset of B[k, n]">,
    Field<"c", 32, L1Offset, "L1 byte offset of C[m, n], row-major">,
    Field<"m", 36, Size16, "rows of A and C; 0 is illegal">,
    Field<"n", 38, Size16, "columns of B and C; 0 is illegal">,
    Field<"k", 40, Size16, "columns of A, rows of B; 0 is illegal">,
    Field<"aStride", 44, RowStride, "bytes from a row (column-major: column) of A to the next">,
    Field<"bStride", 48, RowStride, "bytes from a row (column-major: column) of B to the next">,
    Field<"cStride", 52, RowStride, "bytes from a row of C to the next">,
    Field<"aFormat", 56, Format, "format of A: bf16">,
    Field<"bFormat", 57, Format, "format of B: bf16">,
    Field<"cFormat", 58, Format, "format of C: fp32 or bf16">,
    Field<"aOrder", 59, Order, "order of A">,
    Field<"bOrder", 60, Order, "order of B">,
    Field<"accumulate", 61, Flag, "1: add to what C holds; needs an fp32 C">];
  let Description = [{
C = (accumulate ? C : 0) + A x B, with the order of additions that the ISA's
numerics fix: the products of each group of 16 consecutive k are added by a
binary tree, and the sums are added to the accumulator one after another.
The bytes from C's lowest to its highest may not overlap those of A or of B.
}];
  let Timing = [{
The array computes `ttu.rows` x `ttu.cols` results from `ttu.depth` products
each in a cycle, so an instruction streams for
ceil(m / rows) * ceil(n / cols) * ceil(k / 16) * max(1, 16 / depth) cycles,
unless draining the results or reading the operands takes longer.
}];
  let Example = "matmul a=0x0, b=0x2000, c=0x4000, m=64, n=64, k=64, "
                "aStride=128, bStride=128, cStride=256, "
                "aFormat=bf16, bFormat=bf16, cFormat=fp32";
}
