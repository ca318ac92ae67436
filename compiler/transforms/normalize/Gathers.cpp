// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A generic that looks something up and computes as well becomes three: one
// that computes the row numbers, one that only looks up (a gather of the DMA),
// and what is left, which reads the rows as an input.

#include "compiler/analysis/GenericKinds.h"
#include "compiler/transforms/normalize/Patterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace alcyone::compiler {

namespace {

SmallVector<utils::IteratorType> parallelLoops(int64_t count) {
  return SmallVector<utils::IteratorType>(count, utils::IteratorType::parallel);
}

Value skipIndexCasts(Value value) {
  while (auto cast = value.getDefiningOp<arith::IndexCastOp>())
    value = cast.getIn();
  return value;
}

/// Whether the DMA walks along this index by itself.
bool isCounterOrConstant(Value index) {
  Value origin = skipIndexCasts(index);
  return origin.getDefiningOp<linalg::IndexOp>() ||
         matchPattern(origin, m_Constant());
}

/// The dimensions that are neither counters nor constants.
SmallVector<unsigned> listedDims(tensor::ExtractOp extract) {
  SmallVector<unsigned> listed;
  for (auto [dimension, index] : llvm::enumerate(extract.getIndices()))
    if (!isCounterOrConstant(index))
      listed.push_back(dimension);
  return listed;
}

/// Whether the lookup is all that `op` does, by at most one listed index.
bool isPlainGather(linalg::GenericOp op, tensor::ExtractOp extract) {
  SmallVector<unsigned> listed = listedDims(extract);
  Operation *yield = op.getBody()->getTerminator();
  if (op.getNumResults() != 1 || yield->getOperand(0) != extract.getResult() ||
      listed.size() > 1)
    return false;
  if (listed.empty())
    return true;
  auto argument =
      dyn_cast<BlockArgument>(skipIndexCasts(extract.getIndices()[listed[0]]));
  return argument && argument.getOwner() == op.getBody() &&
         argument.getArgNumber() < op.getNumDpsInputs();
}

struct SplitGather : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    auto extracts = op.getBody()->getOps<tensor::ExtractOp>();
    if (extracts.empty() || !isElementwise(op))
      return rewriter.notifyMatchFailure(op, "is no elementwise look-up");
    tensor::ExtractOp extract = *extracts.begin();
    if (isPlainGather(op, extract) ||
        op.getRegion().isAncestor(extract.getTensor().getParentRegion()))
      return rewriter.notifyMatchFailure(op, "is a gather already");
    SmallVector<unsigned> listed = listedDims(extract);
    if (listed.size() > 1 && listed.back() - listed.front() >= listed.size())
      return rewriter.notifyMatchFailure(op, "listed dimensions are apart");
    for (int64_t extent : op.getStaticLoopRanges())
      if (ShapedType::isDynamic(extent))
        return rewriter.notifyMatchFailure(op, "loops are not static");
    Value rows = lookUp(op, extract, listed, rewriter);
    readInstead(op, extract, rows, rewriter);
    return success();
  }

private:
  /// Everything of the body that `values` need.
  static llvm::SetVector<Operation *> slice(linalg::GenericOp op,
                                            ArrayRef<Value> values) {
    llvm::SmallPtrSet<Operation *, 16> needed;
    SmallVector<Value> work(values);
    while (!work.empty()) {
      Operation *definition = work.pop_back_val().getDefiningOp();
      if (definition && definition->getBlock() == op.getBody() &&
          needed.insert(definition).second)
        work.append(definition->operand_begin(), definition->operand_end());
    }
    llvm::SetVector<Operation *> ordered;
    for (Operation &nested : *op.getBody())
      if (needed.contains(&nested))
        ordered.insert(&nested);
    return ordered;
  }

  /// The loops on which `ops` depend: by counters and by what they read.
  static llvm::SmallBitVector loopsOf(linalg::GenericOp op,
                                      const llvm::SetVector<Operation *> &ops,
                                      ArrayRef<Value> values) {
    llvm::SmallBitVector loops(op.getNumLoops());
    auto addArgument = [&](Value value) {
      auto argument = dyn_cast<BlockArgument>(value);
      if (!argument || argument.getOwner() != op.getBody())
        return;
      AffineMap map = op.getIndexingMapsArray()[argument.getArgNumber()];
      for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
        if (map.isFunctionOfDim(loop))
          loops.set(loop);
    };
    llvm::for_each(values, addArgument);
    for (Operation *nested : ops) {
      if (auto index = dyn_cast<linalg::IndexOp>(nested))
        loops.set(index.getDim());
      llvm::for_each(nested->getOperands(), addArgument);
    }
    return loops;
  }

  /// Row numbers over the loops that they depend on; `map` from all the loops
  /// to those.
  static Value computeList(linalg::GenericOp op, tensor::ExtractOp extract,
                           ArrayRef<unsigned> listed, AffineMap &map,
                           PatternRewriter &rewriter) {
    Location loc = op.getLoc();
    SmallVector<Value> indices;
    for (unsigned dimension : listed)
      indices.push_back(extract.getIndices()[dimension]);
    llvm::SetVector<Operation *> ops = slice(op, indices);
    llvm::SmallBitVector loops = loopsOf(op, ops, indices);
    SmallVector<int64_t> extents, ranges = op.getStaticLoopRanges();
    SmallVector<AffineExpr> results, renumbered(op.getNumLoops());
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
      renumbered[loop] = rewriter.getAffineConstantExpr(0);
    for (unsigned loop : loops.set_bits()) {
      renumbered[loop] = rewriter.getAffineDimExpr(extents.size());
      results.push_back(rewriter.getAffineDimExpr(loop));
      extents.push_back(ranges[loop]);
    }
    map = AffineMap::get(op.getNumLoops(), 0, results, rewriter.getContext());
    SmallVector<AffineMap> maps;
    for (OpOperand *input : op.getDpsInputOperands())
      maps.push_back(op.getMatchingIndexingMap(input).replaceDimsAndSymbols(
          renumbered, {}, extents.size(), 0));
    maps.push_back(rewriter.getMultiDimIdentityMap(extents.size()));
    Type element = rewriter.getI64Type();
    Value empty = tensor::EmptyOp::create(rewriter, loc, extents, element);
    // Inputs that the row numbers do not need are dropped by upstream patterns;
    // their maps are valid all the same: every dropped loop counts as 0.
    auto list = linalg::GenericOp::create(
        rewriter, loc, empty.getType(), op.getInputs(), empty, maps,
        parallelLoops(extents.size()),
        [&](OpBuilder &nested, Location at, ValueRange arguments) {
          IRMapping mapping;
          for (unsigned i = 0; i < op.getNumDpsInputs(); ++i)
            mapping.map(op.getBody()->getArgument(i), arguments[i]);
          for (Operation *original : ops)
            cloneInto(nested, original, loops, mapping);
          Value number = flatten(nested, at, extract, listed, mapping);
          linalg::YieldOp::create(nested, at, number);
        });
    return list.getResult(0);
  }

  /// Copies one operation; counters get the numbers of the loops that remain.
  static void cloneInto(OpBuilder &builder, Operation *original,
                        const llvm::SmallBitVector &loops, IRMapping &mapping) {
    auto index = dyn_cast<linalg::IndexOp>(original);
    if (!index) {
      builder.clone(*original, mapping);
      return;
    }
    unsigned position = 0;
    for (unsigned loop : loops.set_bits())
      position += loop < index.getDim();
    Value copy = linalg::IndexOp::create(builder, index.getLoc(), position);
    mapping.map(index.getResult(), copy);
  }

  /// The number of a row among those of all listed dimensions, as i64.
  static Value flatten(OpBuilder &builder, Location loc,
                       tensor::ExtractOp extract, ArrayRef<unsigned> listed,
                       const IRMapping &mapping) {
    auto type = cast<RankedTensorType>(extract.getTensor().getType());
    Value number;
    for (unsigned dimension : listed) {
      Value index = mapping.lookupOrDefault(extract.getIndices()[dimension]);
      if (number) {
        Value extent = arith::ConstantIndexOp::create(
            builder, loc, type.getDimSize(dimension));
        number = arith::MulIOp::create(builder, loc, number, extent);
        index = arith::AddIOp::create(builder, loc, number, index);
      }
      number = index;
    }
    return arith::IndexCastOp::create(builder, loc, builder.getI64Type(),
                                      number);
  }

  /// The table with its listed dimensions as one.
  static Value collapseListed(tensor::ExtractOp extract,
                              ArrayRef<unsigned> listed,
                              PatternRewriter &rewriter) {
    if (listed.size() < 2)
      return extract.getTensor();
    SmallVector<ReassociationIndices> groups;
    auto type = cast<RankedTensorType>(extract.getTensor().getType());
    for (int64_t dimension = 0; dimension < type.getRank(); ++dimension) {
      if (dimension > listed.front() && dimension <= listed.back())
        groups.back().push_back(dimension);
      else
        groups.push_back({dimension});
    }
    return tensor::CollapseShapeOp::create(rewriter, extract.getLoc(),
                                           extract.getTensor(), groups);
  }

  /// What the look-up reads, over all loops.
  static Value lookUp(linalg::GenericOp op, tensor::ExtractOp extract,
                      ArrayRef<unsigned> listed, PatternRewriter &rewriter) {
    Location loc = extract.getLoc();
    SmallVector<Value> inputs;
    SmallVector<AffineMap> maps;
    if (!listed.empty()) {
      AffineMap map;
      inputs.push_back(computeList(op, extract, listed, map, rewriter));
      maps.push_back(map);
    }
    Value table = collapseListed(extract, listed, rewriter);
    SmallVector<int64_t> extents = op.getStaticLoopRanges();
    Value empty =
        tensor::EmptyOp::create(rewriter, loc, extents, extract.getType());
    maps.push_back(rewriter.getMultiDimIdentityMap(extents.size()));
    auto gather = linalg::GenericOp::create(
        rewriter, loc, empty.getType(), inputs, empty, maps,
        parallelLoops(extents.size()),
        [&](OpBuilder &nested, Location at, ValueRange arguments) {
          SmallVector<Value> indices;
          for (auto [dimension, index] :
               llvm::enumerate(extract.getIndices())) {
            if (!llvm::is_contained(listed, dimension))
              indices.push_back(repeat(nested, index));
            else if (dimension == listed.front())
              indices.push_back(arith::IndexCastOp::create(
                  nested, at, nested.getIndexType(), arguments[0]));
          }
          Value element = tensor::ExtractOp::create(nested, at, table, indices);
          linalg::YieldOp::create(nested, at, element);
        });
    return gather.getResult(0);
  }

  /// A counter or constant once more.
  static Value repeat(OpBuilder &builder, Value index) {
    Operation *definition = skipIndexCasts(index).getDefiningOp();
    if (auto counter = dyn_cast<linalg::IndexOp>(definition))
      return linalg::IndexOp::create(builder, counter.getLoc(),
                                     counter.getDim());
    IntegerAttr value;
    matchPattern(definition, m_Constant(&value));
    return arith::ConstantIndexOp::create(builder, definition->getLoc(),
                                          value.getInt());
  }

  /// `op` with the look-up's result as an input instead.
  static void readInstead(linalg::GenericOp op, tensor::ExtractOp extract,
                          Value rows, PatternRewriter &rewriter) {
    SmallVector<Value> inputs(op.getInputs());
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    maps.insert(maps.begin() + inputs.size(),
                rewriter.getMultiDimIdentityMap(op.getNumLoops()));
    inputs.push_back(rows);
    auto rest = linalg::GenericOp::create(
        rewriter, op.getLoc(), op.getResultTypes(), inputs, op.getOutputs(),
        maps, op.getIteratorTypesArray());
    Block *block = &rest.getRegion().emplaceBlock();
    SmallVector<Value> arguments;
    for (BlockArgument argument : op.getBody()->getArguments())
      arguments.push_back(
          block->addArgument(argument.getType(), argument.getLoc()));
    Value read = block->insertArgument(op.getNumDpsInputs(), extract.getType(),
                                       extract.getLoc());
    rewriter.mergeBlocks(op.getBody(), block, arguments);
    rewriter.replaceOp(extract, read);
    rewriter.replaceOp(op, rest.getResults());
  }
};

} // namespace

void populateGatherPatterns(RewritePatternSet &patterns) {
  patterns.add<SplitGather>(patterns.getContext());
}

} // namespace alcyone::compiler
