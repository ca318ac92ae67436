// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/Trace.h"
#include "compiler/dialect/FieldLayout.h"
#include "isa/support/AddressMap.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include <numeric>

using namespace mlir;

namespace alcyone::compiler {

namespace {

/// Iterations of a loop that are followed at least, if there are so many.
constexpr int64_t kIterations = 4;
/// Instructions of one trace; more than any bounded kernel should push.
constexpr size_t kLongestTrace = 1 << 20;

class Tracer {
public:
  Tracer(func::FuncOp function, std::optional<unsigned> tile, Choices &choices)
      : tile(tile), choices(choices) {
    function.walk([&](alc::BufferOp buffer) {
      buffers[buffer.getId()] = buffer;
      period = std::lcm(period, int64_t(buffer.getSlots()));
      iterations = std::max(iterations, int64_t(buffer.getSlots()) + 2);
    });
  }

  LogicalResult runBlock(Block &block) {
    for (Operation &op : block.without_terminator())
      if (failed(run(&op)))
        return failure();
    return success();
  }

  Trace trace;

private:
  LogicalResult run(Operation *op) {
    if (auto engineOp = llvm::dyn_cast<alc::EngineOp>(op))
      return push(engineOp);
    if (auto buffer = llvm::dyn_cast<alc::BufferOp>(op))
      runs[buffer.getId()] = number(buffer.getIteration());
    if (auto loop = llvm::dyn_cast<scf::ForOp>(op))
      return runLoop(loop);
    if (auto branch = llvm::dyn_cast<scf::IfOp>(op))
      return runIf(branch);
    if (op->getNumRegions())
      return op->emitOpError("cannot be followed by the schedule's check");
    compute(op);
    return success();
  }

  LogicalResult push(alc::EngineOp op) {
    if (trace.size() == kLongestTrace)
      return op->emitOpError("is beyond what the schedule's check can follow");
    TraceEvent event;
    event.op = op;
    llvm::SmallSetVector<int64_t, 4> ids;
    ids.insert(op.getReads().begin(), op.getReads().end());
    ids.insert(op.getWrites().begin(), op.getWrites().end());
    for (int64_t id : ids) {
      if (!runs.contains(id))
        return op->emitOpError("touches buffer ")
               << id << ", which is not there";
      event.accesses.push_back({buffers[id], runs[id],
                                llvm::is_contained(op.getReads(), id),
                                llvm::is_contained(op.getWrites(), id)});
    }
    if (failed(readHeader(op, event)))
      return op->emitOpError("takes a semaphore, count or target from a value "
                             "that the schedule's check does not know");
    trace.push_back(std::move(event));
    return success();
  }

  /// Waits and signals may be attributes or fields.
  LogicalResult readHeader(alc::EngineOp op, TraceEvent &event) {
    ArrayRef<int64_t> words = op.getWaits();
    for (; !words.empty(); words = words.drop_front(2))
      addWait(event, {words[0], words[1]});
    for (words = op.getSignals(); !words.empty(); words = words.drop_front(3))
      event.signals.push_back({words[0], words[1], words[2]});
    bool isKnown = true;
    auto value = [&](const Twine &name) {
      Number number = field(op, name.str());
      isKnown &= number.isKnown();
      return number.offset;
    };
    for (StringRef wait : {"wait0", "wait1"})
      if (int64_t count = value(wait + "Count"))
        addWait(event, {value(wait + "Sem"), count});
    for (StringRef signal : {"signal0", "signal1"})
      if (int64_t count = value(signal + "Count"))
        event.signals.push_back(
            {value(signal + "Sem"), count, value(signal + "Target")});
    event.tiles = std::max<int64_t>(value("multicastCount"), 1);
    event.tileStride = std::max<int64_t>(value("multicastStride"), 1);
    // The address of a buffer counts as 0, plus the window of another tile.
    isa::address::Location place =
        isa::address::locate(uint64_t(field(op, "dst").offset));
    if (place.region == isa::address::Region::L1)
      event.firstTile = place.unit;
    return success(isKnown);
  }

  static void addWait(TraceEvent &event, SemaphoreWait wait) {
    for (SemaphoreWait &other : event.waits)
      if (other.semaphore == wait.semaphore) {
        other.count += wait.count;
        return;
      }
    event.waits.push_back(wait);
  }

  /// Zero if the instruction has no such field.
  Number field(alc::EngineOp op, StringRef name) {
    auto slot = alc::findSlot(op->getName().stripDialect(), name, 0);
    if (!slot)
      return {};
    if (op.getFields()[*slot] != alc::kDynamic)
      return {0, op.getFields()[*slot]};
    return number(op.getDynamic()[llvm::count(op.getFields().take_front(*slot),
                                              alc::kDynamic)]);
  }

  /// Of a long loop the first and the last iterations; what lies between is a
  /// whole number of rotations of all buffers.
  LogicalResult runLoop(scf::ForOp loop) {
    Number lower = number(loop.getLowerBound()), step = number(loop.getStep());
    int64_t count = tripCount(loop), skipped = 0;
    if (count > iterations)
      skipped = (count - iterations) / period * period;
    SmallVector<Number> carried = numbers(loop.getInitArgs());
    for (int64_t i = 0; i < count; ++i) {
      if (i == iterations / 2)
        i += skipped;
      values[loop.getInductionVar()] =
          step.isKnown() ? Number{lower.symbol, lower.offset + i * step.offset}
                         : unknown();
      assign(loop.getRegionIterArgs(), carried);
      if (failed(runBlock(*loop.getBody())))
        return failure();
      carried = numbers(loop.getBody()->getTerminator()->getOperands());
    }
    assign(loop.getResults(), carried);
    return success();
  }

  int64_t tripCount(scf::ForOp loop) {
    Number lower = number(loop.getLowerBound());
    Number upper = number(loop.getUpperBound());
    Number step = number(loop.getStep());
    if (lower.symbol != upper.symbol || !step.isKnown() || step.offset < 1)
      return choices.pick(iterations + 1);
    int64_t distance = upper.offset - lower.offset;
    return distance <= 0 ? 0 : (distance - 1) / step.offset + 1;
  }

  LogicalResult runIf(scf::IfOp branch) {
    Number condition = number(branch.getCondition());
    if (!condition.isKnown()) {
      condition = {0, choices.pick(2)};
      values[branch.getCondition()] = condition; // the same wherever used
    }
    Block *block = condition.offset ? branch.thenBlock() : branch.elseBlock();
    if (!block)
      return success();
    if (failed(runBlock(*block)))
      return failure();
    assign(branch.getResults(), numbers(block->getTerminator()->getOperands()));
    return success();
  }

  void compute(Operation *op) {
    for (Value result : op->getResults())
      values[result] = unknown();
    if (tile && llvm::isa<alc::TileIdOp>(op))
      values[op->getResult(0)] = {0, *tile};
    if (op->getNumResults() != 1 || !op->getResult(0).getType().isIntOrIndex())
      return;
    SmallVector<Number> operands = numbers(op->getOperands());
    bool areKnown = llvm::all_of(
        operands, [](Number operand) { return operand.isKnown(); });
    if (llvm::isa<arith::AddIOp, arith::SubIOp>(op))
      addOrSubtract(op, operands[0], operands[1]);
    else if (areKnown || (llvm::isa<arith::CmpIOp>(op) &&
                          operands[0].symbol == operands[1].symbol))
      fold(op, operands);
  }

  void addOrSubtract(Operation *op, Number left, Number right) {
    bool isSum = llvm::isa<arith::AddIOp>(op);
    if (isSum && left.isKnown())
      std::swap(left, right);
    if (right.isKnown() || (!isSum && left.symbol == right.symbol))
      values[op->getResult(0)] = {right.isKnown() ? left.symbol : 0,
                                  isSum ? left.offset + right.offset
                                        : left.offset - right.offset};
  }

  void fold(Operation *op, ArrayRef<Number> operands) {
    SmallVector<Attribute> constants;
    for (auto [value, operand] : llvm::zip(op->getOperands(), operands)) {
      if (!value.getType().isIntOrIndex())
        return;
      constants.push_back(IntegerAttr::get(value.getType(), operand.offset));
    }
    SmallVector<OpFoldResult> results;
    if (failed(op->fold(constants, results)) || results.size() != 1)
      return;
    Number &result = values[op->getResult(0)];
    if (auto value = llvm::dyn_cast<Value>(results[0]))
      result = number(value);
    else if (auto attribute =
                 llvm::dyn_cast<IntegerAttr>(llvm::cast<Attribute>(results[0])))
      result = {0, attribute.getType().isInteger(1)
                       ? int64_t(attribute.getValue().getZExtValue())
                       : attribute.getValue().getSExtValue()};
  }

  Number unknown() { return {++symbols, 0}; }

  Number number(Value value) {
    auto [entry, isNew] = values.try_emplace(value, Number());
    if (isNew)
      entry->second = unknown();
    return entry->second;
  }
  SmallVector<Number> numbers(ValueRange range) {
    return llvm::map_to_vector(range, [&](Value v) { return number(v); });
  }
  void assign(ValueRange range, ArrayRef<Number> assigned) {
    for (auto [value, number] : llvm::zip(range, assigned))
      values[value] = number;
  }

  std::optional<unsigned> tile;
  Choices &choices;
  llvm::DenseMap<Value, Number> values;
  llvm::DenseMap<int64_t, alc::BufferOp> buffers;
  llvm::DenseMap<int64_t, Number> runs; // of each buffer, the present one
  unsigned symbols = 0;
  int64_t period = 1, iterations = kIterations;
};

} // namespace

FailureOr<Trace> traceFunction(func::FuncOp function,
                               std::optional<unsigned> tile, Choices &choices) {
  Tracer tracer(function, tile, choices);
  if (failed(tracer.runBlock(function.getBody().front())))
    return failure();
  return std::move(tracer.trace);
}

} // namespace alcyone::compiler
