// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bytes of constant tensors. Large constants are resources, so that they
// are neither uniqued nor printed.

#ifndef ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_CONSTANTDATA_H
#define ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_CONSTANTDATA_H

#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"

namespace alcyone::compiler {

/// Raw little-endian bytes of a constant tensor, row by row; empty if it is no
/// constant, the same value everywhere, or its elements are bits.
inline llvm::ArrayRef<char> constantBytes(mlir::Value value) {
  mlir::Attribute attribute;
  if (!matchPattern(value, mlir::m_Constant(&attribute)))
    return {};
  if (auto resource =
          llvm::dyn_cast<mlir::DenseResourceElementsAttr>(attribute)) {
    mlir::AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    return blob ? blob->getData() : llvm::ArrayRef<char>();
  }
  if (auto dense = llvm::dyn_cast<mlir::DenseElementsAttr>(attribute);
      dense && !dense.isSplat() && !dense.getElementType().isInteger(1))
    return dense.getRawData();
  return {};
}

inline mlir::ElementsAttr makeConstant(mlir::RankedTensorType type,
                                       llvm::ArrayRef<char> bytes) {
  auto blob = mlir::HeapAsmResourceBlob::allocateAndCopyWithAlign(bytes, 64);
  return mlir::DenseResourceElementsAttr::get(type, "alc_constant",
                                              std::move(blob));
}

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_CONSTANTDATA_H
