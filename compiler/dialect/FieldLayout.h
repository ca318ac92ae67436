// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The flattened fields of an engine instruction as the dialect numbers them:
// its ISA record's own fields in order, an array taking one number an element,
// then those of the common header.

#ifndef ALCYONE_COMPILER_DIALECT_FIELDLAYOUT_H
#define ALCYONE_COMPILER_DIALECT_FIELDLAYOUT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace alcyone::compiler::alc {

struct FieldSlot {
  std::string name;    // of the record's field
  unsigned element;    // index in an array, else 0
  unsigned count;      // elements of the array, else 1
  unsigned offset;     // byte in the descriptor
  unsigned widthBytes; // 1, 2, 4 or 8
  int64_t initial;     // value when not set
  bool isSigned;
  bool isHeader; // of the common header; waits and signals set it too
};

/// The slots of the instruction with this mnemonic; empty when there is none.
llvm::ArrayRef<FieldSlot> fieldSlots(llvm::StringRef mnemonic);

/// Index of a field's element in `fieldSlots(mnemonic)`.
std::optional<unsigned> findSlot(llvm::StringRef mnemonic,
                                 llvm::StringRef field, unsigned element);

/// Size of the instruction's descriptor in bytes.
unsigned descriptorBytes(llvm::StringRef mnemonic);

} // namespace alcyone::compiler::alc

#endif // ALCYONE_COMPILER_DIALECT_FIELDLAYOUT_H
