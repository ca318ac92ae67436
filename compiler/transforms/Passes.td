// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Alcyone's passes in the order in which `alc compile` runs them, and the check
// that it does not run (Pipeline.cpp, to_llvm/LLVMPipeline.cpp).

#ifndef ALCYONE_TRANSFORMS_PASSES_TD
#define ALCYONE_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def NormalizePass : Pass<"alc-normalize", "mlir::func::FuncOp"> {
  let summary = "bring linalg and tensor operations into one form";
  let description = [{
    Named linalg operations become linalg.generic, loops and dimensions of
    extent 1 go, constants that fill a tensor move into the bodies, results
    that nobody reads are dropped, tensor.pad and tensor.concat become
    insertions into a filled tensor.
  }];
  let dependentDialects = ["mlir::linalg::LinalgDialect",
    "mlir::tensor::TensorDialect", "mlir::arith::ArithDialect",
    "mlir::affine::AffineDialect"];
}

def DemoteContractionsPass
    : Pass<"alc-demote-contractions", "mlir::func::FuncOp"> {
  let summary = "round the operands of contractions to BF16";
  let description = [{
    The tensor unit multiplies BF16 and adds in FP32. An FP32 operand of a
    contraction is rounded by a generic of its own, which later fuses into its
    producer, is folded into a constant, or becomes a converting DMA.
  }];
  let dependentDialects = ["mlir::linalg::LinalgDialect",
    "mlir::tensor::TensorDialect", "mlir::arith::ArithDialect"];
}

def FuseElementwisePass : Pass<"alc-fuse-elementwise", "mlir::func::FuncOp"> {
  let summary = "fuse elementwise producers into their consumers";
  let description = [{
    A producer fuses where the consumer stays one vector instruction (at most
    four input and two output streams). Copies, broadcasts and transposes fuse
    into any consumer as maps; arithmetic never fuses into a contraction.
  }];
  let dependentDialects = ["mlir::linalg::LinalgDialect",
    "mlir::tensor::TensorDialect", "mlir::affine::AffineDialect"];
}

def FoldConstantsPass : Pass<"alc-fold-constants", "mlir::func::FuncOp"> {
  let summary = "compute generics whose inputs are all constant";
  let dependentDialects = ["mlir::arith::ArithDialect"];
}

def LayOutConstantsPass : Pass<"alc-lay-out-constants", "mlir::func::FuncOp"> {
  let summary = "transpose the constants of contractions, k innermost";
  let dependentDialects = ["mlir::arith::ArithDialect"];
}

def FormKernelsPass : Pass<"alc-form-kernels", "mlir::func::FuncOp"> {
  let summary = "group operations that run between two barriers";
  let dependentDialects = ["alc::AlcDialect"];
  let options = [Option<"chip", "chip", "std::string", "\"nano\"",
                        "chip name or file">];
}

def PlanMemoryPass : Pass<"alc-plan-memory", "mlir::func::FuncOp"> {
  let summary = "give every value between kernels a place in L2 or HBM";
  let dependentDialects = ["alc::AlcDialect", "mlir::linalg::LinalgDialect",
    "mlir::tensor::TensorDialect"];
  let options = [Option<"chip", "chip", "std::string", "\"nano\"",
                        "chip name or file">];
}

def TileKernelsPass : Pass<"alc-tile-kernels", "mlir::func::FuncOp"> {
  let summary = "choose blocks and their share among the tiles";
  let dependentDialects = ["alc::AlcDialect"];
  let options = [Option<"chip", "chip", "std::string", "\"nano\"",
                        "chip name or file">];
}

def LowerKernelsPass : Pass<"alc-lower-kernels", "mlir::ModuleOp"> {
  let summary = "turn kernels into loops of engine instructions";
  let dependentDialects = ["alc::AlcDialect", "mlir::scf::SCFDialect",
    "mlir::arith::ArithDialect", "mlir::func::FuncDialect"];
  let options = [Option<"chip", "chip", "std::string", "\"nano\"",
                        "chip name or file">];
}

def InsertSemaphoresPass
    : Pass<"alc-insert-semaphores", "mlir::func::FuncOp"> {
  let summary = "order the engines' accesses to L1 buffers by semaphores";
  let description = [{
    Accesses of different queues to a buffer that conflict are ordered within a
    run of the buffer's block and, as its copies rotate, from run i to run
    i + slots. What the other orders and the order in the queues imply is left
    out. Edges between the same two queues share a counting semaphore. First
    uses of a copy wait for credits that the function gives at its start and
    takes back at its end, so that all semaphores are 0 between kernels.
  }];
  let dependentDialects = ["alc::AlcDialect", "mlir::arith::ArithDialect",
    "mlir::scf::SCFDialect"];
  let options = [Option<"chip", "chip", "std::string", "\"nano\"",
                        "chip name or file">,
                 Option<"semaphores", "semaphores", "int64_t", "0",
                        "semaphores of a tile; 0: what the chip has">];
}

def PlanL1Pass : Pass<"alc-plan-l1", "mlir::func::FuncOp"> {
  let summary = "place the buffers of a kernel in L1";
  let options = [Option<"chip", "chip", "std::string", "\"nano\"",
                        "chip name or file">];
}

def ToLLVMPass : Pass<"alc-to-llvm", "mlir::ModuleOp"> {
  let summary = "turn engine instructions into descriptors and queue pushes";
  let dependentDialects = ["mlir::LLVM::LLVMDialect",
    "mlir::arith::ArithDialect"];
}

def CheckSchedulePass : Pass<"alc-check-schedule", "mlir::func::FuncOp"> {
  let summary = "prove that a kernel neither deadlocks nor races on L1";
  let description = [{
    Goes through the function as the control processor does, at most a few
    iterations of each loop, and both ways where a condition is not known. Each
    wait must be met by signals that were pushed before it, whatever the depth
    of the queues; each two conflicting accesses of different queues to one copy
    of a buffer must be ordered by waits and signals; at the end all semaphores
    must be 0. A function that signals or writes other tiles is followed on all
    tiles of the chip at once. An error names the two instructions. Changes
    nothing.
  }];
  let options = [Option<"chip", "chip", "std::string", "\"nano\"",
                        "chip name or file">];
}

#endif // ALCYONE_TRANSFORMS_PASSES_TD
