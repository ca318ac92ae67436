// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-fold-constants: evaluates generics on constants at compile time, with
// MLIR's own folders for each scalar operation, so that weights are rounded
// and tables (rotary embeddings, masks) are computed once.

#include "compiler/analysis/GenericKinds.h"
#include "compiler/transforms/Passes.h"
#include "compiler/transforms/normalize/ConstantData.h"
#include "isa/numerics/Convert.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_FOLDCONSTANTSPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// Results with more elements than this are left to the device, unless only
/// rounding is to be done (weights).
constexpr int64_t kMaximumElements = 1 << 20;

ElementsAttr round(linalg::GenericOp op) {
  ArrayRef<char> source = constantBytes(op.getInputs()[0]);
  auto type = cast<RankedTensorType>(op.getResultTypes()[0]);
  if (source.size() != size_t(type.getNumElements()) * 4)
    return {};
  std::vector<char> bytes(type.getNumElements() * 2);
  for (int64_t i = 0; i < type.getNumElements(); ++i) {
    uint32_t bits;
    std::memcpy(&bits, source.data() + i * 4, 4);
    uint16_t rounded = isa::bf16FromFp32(bits);
    std::memcpy(bytes.data() + i * 2, &rounded, 2);
  }
  return makeConstant(type, bytes);
}

/// Evaluates an elementwise generic at one point after another.
class Evaluator {
public:
  explicit Evaluator(linalg::GenericOp op) : op(op) {
    shape = op.getStaticLoopRanges();
  }

  /// Null if any input is not constant or any operation does not fold.
  ElementsAttr run() {
    auto type = cast<RankedTensorType>(op.getResultTypes()[0]);
    if (!isElementwise(op) || op.getNumResults() != 1 ||
        op.getNumDpsInputs() == 0 || !type.hasStaticShape() ||
        type.getNumElements() > kMaximumElements || hasExtract(op) ||
        !op.getMatchingIndexingMap(op.getDpsInitOperand(0)).isIdentity() ||
        op.payloadUsesValueFromOperand(op.getDpsInitOperand(0)))
      return {};
    for (Value input : op.getInputs()) {
      Attribute attribute;
      if (!matchPattern(input, m_Constant(&attribute)))
        return {};
      ElementsAttr elements = readable(attribute);
      if (!elements)
        return {};
      inputs.push_back(elements);
    }
    SmallVector<Attribute> results;
    SmallVector<int64_t> point(shape.size(), 0);
    for (int64_t i = 0; i < type.getNumElements(); ++i) {
      Attribute value = evaluate(point);
      if (!value)
        return {};
      results.push_back(value);
      for (int64_t d = shape.size() - 1; d >= 0 && ++point[d] == shape[d]; --d)
        point[d] = 0;
    }
    return DenseElementsAttr::get(type, results);
  }

private:
  /// Resources have no element access of their own.
  static ElementsAttr readable(Attribute attribute) {
    auto resource = dyn_cast<DenseResourceElementsAttr>(attribute);
    if (!resource)
      return dyn_cast<ElementsAttr>(attribute);
    AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    auto type = cast<ShapedType>(resource.getType());
    bool isSplat = false;
    if (!blob || type.getElementType().isInteger(1) ||
        !DenseElementsAttr::isValidRawBuffer(type, blob->getData(), isSplat))
      return {};
    return DenseElementsAttr::getFromRawBuffer(type, blob->getData());
  }

  Attribute evaluate(ArrayRef<int64_t> point) {
    llvm::DenseMap<Value, Attribute> values;
    Builder builder(op.getContext());
    for (auto [number, input] : llvm::enumerate(inputs)) {
      AffineMap map = op.getIndexingMapsArray()[number];
      SmallVector<uint64_t> index;
      for (int64_t position : map.compose(point))
        index.push_back(position);
      values[op.getBody()->getArgument(number)] =
          input.getValues<Attribute>()[index];
    }
    for (Operation &nested : op.getBody()->without_terminator()) {
      if (auto index = dyn_cast<linalg::IndexOp>(nested)) {
        values[index] = builder.getIndexAttr(point[index.getDim()]);
        continue;
      }
      SmallVector<Attribute> operands;
      for (Value operand : nested.getOperands())
        operands.push_back(lookup(values, operand));
      SmallVector<OpFoldResult> folded;
      if (llvm::is_contained(operands, Attribute()) ||
          nested.getNumResults() != 1 ||
          failed(nested.fold(operands, folded)) || folded.size() != 1)
        return {};
      values[nested.getResult(0)] = llvm::isa<Value>(folded[0])
                                        ? lookup(values, cast<Value>(folded[0]))
                                        : cast<Attribute>(folded[0]);
    }
    return lookup(values, op.getBody()->getTerminator()->getOperand(0));
  }

  static Attribute lookup(const llvm::DenseMap<Value, Attribute> &values,
                          Value value) {
    if (auto found = values.find(value); found != values.end())
      return found->second;
    Attribute constant;
    return matchPattern(value, m_Constant(&constant)) ? constant : Attribute();
  }

  linalg::GenericOp op;
  SmallVector<int64_t> shape;
  SmallVector<ElementsAttr> inputs;
};

struct FoldConstants : impl::FoldConstantsPassBase<FoldConstants> {
  void runOnOperation() override {
    SmallVector<linalg::GenericOp> generics;
    getOperation().walk([&](linalg::GenericOp op) { generics.push_back(op); });
    for (linalg::GenericOp op : generics) {
      ElementsAttr value = isRounding(op) ? round(op) : Evaluator(op).run();
      if (!value)
        continue;
      OpBuilder builder(op);
      Value constant = arith::ConstantOp::create(builder, op.getLoc(), value);
      op.getResult(0).replaceAllUsesWith(constant);
      op.erase();
    }
  }
};

} // namespace
} // namespace alcyone::compiler
