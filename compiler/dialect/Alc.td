// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The `alc` dialect: kernels (groups of linalg operations that run between two
// barriers) and, one level lower, the engine instructions of the ISA. The
// engine operations themselves come from the ISA's records (AlcOps.td is
// generated); what they share is defined here.

#ifndef ALCYONE_DIALECT_ALC_TD
#define ALCYONE_DIALECT_ALC_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"

def Alc_Dialect : Dialect {
  let name = "alc";
  let cppNamespace = "::alcyone::compiler::alc";
  let summary = "Kernels and engine instructions of Alcyone";
}

class Alc_Op<string mnemonic, list<Trait> traits = []>
    : Op<Alc_Dialect, mnemonic, traits>;

def Alc_EngineOpInterface : OpInterface<"EngineOp"> {
  let description = [{
    An engine instruction. `fields` holds its descriptor's fields in the order
    of the ISA record (arrays flattened); a field that is only known at run
    time holds ShapedType::kDynamic there and takes the next of `dynamic`.
  }];
  let cppNamespace = "::alcyone::compiler::alc";
  let methods = [
    InterfaceMethod<"", "uint8_t", "opcode">,
    InterfaceMethod<"", "::mlir::OperandRange", "getDynamic">,
    InterfaceMethod<"", "::llvm::ArrayRef<int64_t>", "getFields">,
    InterfaceMethod<"", "uint32_t", "getQueue">,
    InterfaceMethod<"", "::llvm::ArrayRef<int64_t>", "getWaits">,
    InterfaceMethod<"", "void", "setWaits", (ins "::llvm::ArrayRef<int64_t>":$pairs)>,
    InterfaceMethod<"", "::llvm::ArrayRef<int64_t>", "getSignals">,
    InterfaceMethod<"", "void", "setSignals", (ins "::llvm::ArrayRef<int64_t>":$triples)>,
    InterfaceMethod<"", "::llvm::ArrayRef<int64_t>", "getReads">,
    InterfaceMethod<"", "::llvm::ArrayRef<int64_t>", "getWrites">,
    InterfaceMethod<"", "::mlir::FlatSymbolRefAttr", "getProgramAttr">,
  ];
}

/// Base of every generated engine operation. `waits` are (semaphore, count)
/// pairs, `signals` (semaphore, count, target tile) triples, `reads` and
/// `writes` the ids of the L1 buffers (`alc.buffer`) that it touches.
class Alc_EngineOp<string mnemonic, string opSummary>
    : Alc_Op<mnemonic, [DeclareOpInterfaceMethods<Alc_EngineOpInterface, ["opcode"]>]> {
  let summary = opSummary;
  let arguments = (ins
    Variadic<I64>:$dynamic,
    DenseI64ArrayAttr:$fields,
    I32Attr:$queue,
    DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$waits,
    DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$signals,
    DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$reads,
    DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$writes,
    OptionalAttr<FlatSymbolRefAttr>:$program);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
}

def Alc_KernelOp : Alc_Op<"kernel", [IsolatedFromAbove,
    SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "a group of tensor operations that runs between two barriers";
  let description = [{
    The region's arguments are the inputs, its yielded values the results.
    All values between its operations live in L1. `tiling` is chosen by
    `alc-tile-kernels`: the size of a block of each grid dimension, how many
    tiles share that dimension, and the order of the loops. `places` is chosen by `alc-plan-memory`: where
    each input and then each result lies in device memory.
  }];
  let arguments = (ins Variadic<AnyType>:$inputs, StrAttr:$name,
    OptionalAttr<DictionaryAttr>:$tiling,
    OptionalAttr<ArrayAttr>:$places);
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $name `(` ($inputs^ `:` type($inputs))? `)` (`->` type($results)^)?
    $body attr-dict
  }];
  let hasVerifier = 1;
}

def Alc_YieldOp : Alc_Op<"yield", [Terminator, Pure, ParentOneOf<["KernelOp"]>]> {
  let summary = "end of a kernel";
  let arguments = (ins Variadic<AnyType>:$values);
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
  let builders = [OpBuilder<(ins), [{ (void)$_builder, (void)$_state; }]>];
}

def Alc_ArgumentOp : Alc_Op<"argument", [Pure]> {
  let summary = "device address of an argument of the program's entry";
  let arguments = (ins I32Attr:$index);
  let results = (outs I64:$address);
  let assemblyFormat = "$index attr-dict";
}

def Alc_TileIdOp : Alc_Op<"tile_id", [Pure]> {
  let summary = "number of the tile that runs this code";
  let results = (outs I64:$id);
  let assemblyFormat = "attr-dict";
}

def Alc_BufferOp : Alc_Op<"buffer"> {
  let summary = "a buffer in L1 that lives for one run of the enclosing block";
  let description = [{
    `slots` copies of it rotate: run number `iteration` of the block uses copy
    `iteration mod slots`, so that an engine may fill one while another still
    reads the last. The result is a byte offset in L1. `alc-plan-l1` gives
    `base`; `alc-insert-semaphores` guards the copies, except of a buffer that
    is `guarded`: what fills and reads it waits and signals already.
  }];
  let arguments = (ins I64:$iteration, I64Attr:$id, I64Attr:$bytes,
    I64Attr:$slots, OptionalAttr<I64Attr>:$base, UnitAttr:$guarded);
  let results = (outs I64:$address);
  let assemblyFormat = "$id `[` $iteration `]` attr-dict";
}

def Alc_MicroProgramOp : Alc_Op<"micro_program", [Symbol]> {
  let summary = "a micro-program of the vector processor";
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$setup,
    StrArrayAttr:$before, StrArrayAttr:$body, StrArrayAttr:$after);
  let assemblyFormat = [{
    $sym_name `setup` $setup `before` $before `body` $body `after` $after
    attr-dict
  }];
}

#endif // ALCYONE_DIALECT_ALC_TD
