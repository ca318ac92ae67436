// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/analysis/Access.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace alcyone::compiler {

DictionaryAttr Place::toAttribute(MLIRContext *context) const {
  Builder builder(context);
  SmallVector<NamedAttribute> fields;
  if (argument)
    fields.push_back(
        builder.getNamedAttr("argument", builder.getI64IntegerAttr(*argument)));
  fields.push_back(
      builder.getNamedAttr("offset", builder.getI64IntegerAttr(offset)));
  fields.push_back(
      builder.getNamedAttr("strides", builder.getDenseI64ArrayAttr(strides)));
  return builder.getDictionaryAttr(fields);
}

Place Place::fromAttribute(DictionaryAttr attribute) {
  Place place;
  if (auto argument = attribute.getAs<IntegerAttr>("argument"))
    place.argument = argument.getInt();
  place.offset = attribute.getAs<IntegerAttr>("offset").getInt();
  ArrayRef<int64_t> strides =
      attribute.getAs<DenseI64ArrayAttr>("strides").asArrayRef();
  place.strides.assign(strides.begin(), strides.end());
  return place;
}

int64_t elementBytes(Type type) {
  Type element = getElementTypeOrSelf(type);
  return std::max<int64_t>(1, element.getIntOrFloatBitWidth() / 8);
}

int64_t tensorBytes(Type type) {
  return cast<RankedTensorType>(type).getNumElements() * elementBytes(type);
}

SmallVector<int64_t> contiguousStrides(ArrayRef<int64_t> shape) {
  SmallVector<int64_t> strides(shape.size(), 1);
  for (int64_t i = int64_t(shape.size()) - 2; i >= 0; --i)
    strides[i] = strides[i + 1] * shape[i + 1];
  return strides;
}

/// Adds `factor * expression` to the access.
static LogicalResult addLinear(AffineExpr expression, int64_t factor,
                               LinearAccess &access) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expression)) {
    access.offset += factor * constant.getValue();
    return success();
  }
  if (auto dimension = dyn_cast<AffineDimExpr>(expression)) {
    access.strides[dimension.getPosition()] += factor;
    return success();
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expression);
  if (!binary)
    return failure();
  if (binary.getKind() == AffineExprKind::Add)
    return success(succeeded(addLinear(binary.getLHS(), factor, access)) &&
                   succeeded(addLinear(binary.getRHS(), factor, access)));
  auto constant = dyn_cast<AffineConstantExpr>(binary.getRHS());
  if (binary.getKind() != AffineExprKind::Mul || !constant)
    return failure();
  return addLinear(binary.getLHS(), factor * constant.getValue(), access);
}

FailureOr<LinearAccess> LinearAccess::compute(AffineMap map,
                                              ArrayRef<int64_t> tensorStrides) {
  LinearAccess access;
  access.strides.resize(map.getNumDims(), 0);
  for (auto [expression, stride] : llvm::zip(map.getResults(), tensorStrides))
    if (failed(addLinear(expression, stride, access)))
      return failure();
  return access;
}

} // namespace alcyone::compiler
