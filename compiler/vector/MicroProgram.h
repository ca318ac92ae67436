// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A micro-program of the vector processor while it is being written: any
// number of virtual registers, in the four sections of isa/tvp. `assign` gives
// them the 32 real ones and the text that the assembler and the dialect use.

#ifndef ALCYONE_COMPILER_VECTOR_MICROPROGRAM_H
#define ALCYONE_COMPILER_VECTOR_MICROPROGRAM_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include <array>
#include <string>
#include <vector>

namespace alcyone::compiler {

enum Section : unsigned { Setup, Before, Body, After, SectionCount };

/// Where a micro-instruction reads: a virtual register, an input stream or the
/// index of a loop dimension.
struct Source {
  enum Kind : uint8_t { None, Register, Stream, Index } kind = None;
  unsigned number = 0;
  explicit operator bool() const { return kind != None; }
};

struct MicroText {
  std::array<std::vector<std::string>, SectionCount> sections;
};

class MicroProgram {
public:
  /// Appends `mnemonic` to `section`; the result is a new register, or
  /// `target` where that is a register.
  Source emit(Section section, llvm::StringRef mnemonic,
              llvm::ArrayRef<Source> sources, Source target = {});
  void store(Section section, unsigned output, Source value);
  /// A register that holds these 32 bits from the setup section on.
  Source constant(uint32_t bits);

  /// Lets the last instruction of `section` write `target` instead of `result`
  /// if that is what it computes; false if it is not.
  bool retarget(Section section, Source result, Source target);

  /// Drops instructions whose result nobody reads.
  void removeDead();

  /// Makes each constant anew where it is read, so that it holds no register
  /// in between.
  void makeConstantsWhereRead();

  /// Real registers and text; fails if 32 registers are not enough.
  mlir::FailureOr<MicroText> assign() const;

private:
  struct Instruction {
    std::string mnemonic;
    llvm::SmallVector<Source, 3> sources;
    int target = -1; // virtual register, or output stream of a store
    bool isStore = false;
    uint32_t bits = 0; // of a constant
    bool isConstant = false;
  };

  unsigned newRegister() { return registerCount++; }

  std::array<std::vector<Instruction>, SectionCount> sections;
  llvm::DenseMap<uint32_t, unsigned> constants;
  unsigned registerCount = 0;
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_VECTOR_MICROPROGRAM_H
