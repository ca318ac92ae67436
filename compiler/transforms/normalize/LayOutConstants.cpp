// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-lay-out-constants: constants that a contraction reads are transposed so
// that what it sums over lies together. A slice for the tensor unit is then a
// few long stretches of memory, and one if it has all of k.

#include "compiler/analysis/Access.h"
#include "compiler/analysis/GenericKinds.h"
#include "compiler/transforms/Passes.h"
#include "compiler/transforms/normalize/ConstantData.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_LAYOUTCONSTANTSPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// Dimensions of the operand in the order wanted: batch, rows or columns, k;
/// loops of one role stay in the operation's order.
SmallVector<int64_t> wantedOrder(AffineMap map, const ContractionLoops &loops) {
  auto rank = [&](int64_t dimension) {
    unsigned loop = map.getDimPosition(dimension);
    int role = llvm::is_contained(loops.batch, loop) ? 0
               : llvm::is_contained(loops.k, loop)   ? 2
                                                     : 1;
    return std::pair(role, loop);
  };
  SmallVector<int64_t> order(
      llvm::to_vector(llvm::seq<int64_t>(0, map.getNumResults())));
  llvm::stable_sort(order,
                    [&](int64_t a, int64_t b) { return rank(a) < rank(b); });
  return order;
}

/// The elements of a tensor of `shape` with its dimensions in another order.
std::vector<char> transpose(ArrayRef<char> source, ArrayRef<int64_t> shape,
                            ArrayRef<int64_t> order, int64_t elementSize) {
  SmallVector<int64_t> strides = contiguousStrides(shape);
  std::vector<char> result(source.size());
  char *next = result.data();
  SmallVector<int64_t> point(order.size(), 0);
  int64_t from = 0;
  for (size_t i = 0; i < source.size() / elementSize; ++i) {
    std::memcpy(next, source.data() + from * elementSize, elementSize);
    next += elementSize;
    for (size_t d = order.size(); d-- > 0;) {
      from += strides[order[d]];
      if (++point[d] < shape[order[d]])
        break;
      from -= strides[order[d]] * shape[order[d]];
      point[d] = 0;
    }
  }
  return result;
}

void layOut(linalg::GenericOp op, OpOperand *operand,
            const ContractionLoops &loops) {
  AffineMap map = op.getMatchingIndexingMap(operand);
  auto type = cast<RankedTensorType>(operand->get().getType());
  ArrayRef<char> bytes = constantBytes(operand->get());
  int64_t elementSize = elementBytes(type);
  if (!map.isProjectedPermutation() || !type.hasStaticShape() ||
      bytes.size() != size_t(type.getNumElements() * elementSize))
    return;
  SmallVector<int64_t> order = wantedOrder(map, loops);
  if (llvm::is_sorted(order))
    return;
  SmallVector<int64_t> shape;
  SmallVector<AffineExpr> indices;
  for (int64_t dimension : order) {
    shape.push_back(type.getDimSize(dimension));
    indices.push_back(map.getResult(dimension));
  }
  OpBuilder builder(op);
  auto transposed = RankedTensorType::get(shape, type.getElementType());
  operand->set(arith::ConstantOp::create(
      builder, operand->get().getLoc(),
      makeConstant(transposed,
                   transpose(bytes, type.getShape(), order, elementSize))));
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  maps[operand->getOperandNumber()] =
      AffineMap::get(op.getNumLoops(), 0, indices, op.getContext());
  op.setIndexingMapsAttr(builder.getAffineMapArrayAttr(maps));
}

struct LayOutConstants : impl::LayOutConstantsPassBase<LayOutConstants> {
  void runOnOperation() override {
    getOperation().walk([](linalg::GenericOp op) {
      if (std::optional<ContractionLoops> loops = matchTensorContraction(op))
        for (OpOperand *operand : op.getDpsInputOperands())
          layOut(op, operand, *loops);
    });
  }
};

} // namespace
} // namespace alcyone::compiler
