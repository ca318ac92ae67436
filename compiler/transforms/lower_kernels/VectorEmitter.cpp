// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/lower_kernels/VectorEmitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;

namespace alcyone::compiler {

std::string MicroProgramTable::intern(const MicroText &text,
                                      Location location) {
  std::string key;
  for (const auto &section : text.sections) {
    for (const std::string &line : section)
      key += line + "\n";
    key += "\n";
  }
  std::string &name = names[key];
  if (!name.empty())
    return name;
  name = "micro_" + std::to_string(names.size() - 1);
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  auto lines = [&](Section section) {
    SmallVector<StringRef> refs(text.sections[section].begin(),
                                text.sections[section].end());
    return builder.getStrArrayAttr(refs);
  };
  alc::MicroProgramOp::create(builder, location, name, lines(Setup),
                              lines(Before), lines(Body), lines(After));
  return name;
}

namespace {

constexpr unsigned kInputStreams = 4, kOutputStreams = 2;
enum Slot : unsigned { D0, D1, R, L, SlotCount };
constexpr unsigned kNoLoop = ~0u;

/// A loop of the generic, or several that follow each other in every stream.
struct Loop {
  unsigned number; // of the generic (the innermost, if several), or kNoLoop
  OpFoldResult offset, size;
  bool isReduction;
  SmallVector<int64_t> strides; // bytes, per stream
};

class VectorEmitter {
public:
  VectorEmitter(linalg::GenericOp op, const KernelPlan &plan,
                const BlockState &block, OpFoldResult step,
                KernelBuilder &kernel)
      : op(op), plan(plan), block(block), step(step), kernel(kernel) {}

  LogicalResult emit(MicroProgramTable &table) {
    if (failed(collectStreams()))
      return failure();
    collectLoops();
    if (failed(chooseLanes()))
      return failure();
    joinLoops();
    if (failed(assignSlots()))
      return failure();
    makeMapping();
    FailureOr<MicroText> text = lowerBody(op, mapping);
    if (failed(text))
      return failure();
    std::string first = table.intern(*text, op.getLoc());
    SmallVector<OpFoldResult> bases;
    for (unsigned buffer : streams)
      bases.push_back(block.address[buffer]);
    kernel.enterIfLess(step, kernel.constant(1));
    emitInstruction(first, bases);
    if (!outerReductions.empty() && failed(emitFurtherSteps(bases, 1, table)))
      return failure();
    kernel.leave();
    if (getConstantIntValue(step) == 0)
      return success();
    kernel.enterIfLess(kernel.constant(0), step);
    if (failed(emitFurtherSteps(bases, 0, table)))
      return failure();
    kernel.leave();
    return success();
  }

private:
  LogicalResult collectStreams() {
    for (OpOperand *operand : op.getDpsInputOperands()) {
      if (!plan.hasBuffer(operand)) {
        inputStream.push_back(-1);
        continue;
      }
      unsigned buffer = plan.inputBuffer(operand);
      auto found = llvm::find(streams, buffer);
      inputStream.push_back(found - streams.begin());
      if (found == streams.end())
        streams.push_back(buffer);
    }
    inputCount = streams.size();
    for (OpResult result : op->getResults())
      streams.push_back(plan.resultBuffer(result));
    if (inputCount > kInputStreams || op->getNumResults() > kOutputStreams)
      return op.emitOpError("reads ")
             << inputCount << " tensors and writes " << op->getNumResults()
             << "; a vector instruction has four input and two output streams";
    for (unsigned buffer : streams)
      if (formatOf(plan.buffers()[buffer].element) == isa::Format::None)
        return op.emitOpError("has elements of type ")
               << plan.buffers()[buffer].element
               << ", which the vector processor cannot load or store";
    return success();
  }

  int64_t stride(unsigned buffer, unsigned loopClass) const {
    for (const PlanDim &dim : plan.buffers()[buffer].dims)
      if (dim.loopClass == loopClass)
        return dim.localStride;
    return 0;
  }

  /// Whether the body asks for this loop's counter.
  bool isCounted(unsigned number) {
    return llvm::any_of(
        op.getBody()->getOps<linalg::IndexOp>(),
        [&](linalg::IndexOp index) { return index.getDim() == number; });
  }

  void collectLoops() {
    SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
    for (unsigned number = 0; number < op.getNumLoops(); ++number) {
      unsigned loopClass = plan.loops().classOf(op, number);
      if (getConstantIntValue(block.size[loopClass]) == 1 && !isCounted(number))
        continue;
      Loop loop{number,
                block.offset[loopClass],
                block.size[loopClass],
                iterators[number] == utils::IteratorType::reduction,
                {}};
      for (unsigned buffer : streams)
        loop.strides.push_back(stride(buffer, loopClass));
      loops.push_back(loop);
    }
  }

  bool isContiguous(const Loop &loop, unsigned stream) const {
    return loop.strides[stream] ==
           elementBytes(plan.buffers()[streams[stream]].element);
  }

  LogicalResult chooseLanes() {
    mapping.isReduction = op.getNumReductionLoops() > 0;
    int best = -1;
    for (auto [position, loop] : llvm::enumerate(loops)) {
      if (loop.isReduction && inputCount > 0 && isContiguous(loop, 0) &&
          combinesAcrossLanes(op)) {
        best = position;
        mapping.reducesLanes = true;
        break;
      }
      if (!loop.isReduction && (best < 0 || isContiguous(loop, inputCount) ||
                                (!isContiguous(loops[best], inputCount) &&
                                 isLonger(loop, loops[best]))))
        best = position;
    }
    if (best >= 0) {
      lanes = loops[best];
      loops.erase(loops.begin() + best);
    } else {
      Loop single{kNoLoop, kernel.constant(0), kernel.constant(1), false, {}};
      single.strides.assign(streams.size(), 0);
      lanes = single;
    }
    SmallVector<bool> varies;
    for (int stream : inputStream)
      varies.push_back(stream >= 0 && lanes->strides[stream] != 0);
    mapping.lanesInside =
        mapping.reducesLanes ||
        (!mapping.isReduction && hasRowInvariants(op, varies));
    return success();
  }

  static bool isLonger(const Loop &a, const Loop &b) {
    return getConstantIntValue(a.size).value_or(0) >
           getConstantIntValue(b.size).value_or(0);
  }

  bool canJoin(const Loop &outer, const Loop &inner) {
    std::optional<int64_t> size = getConstantIntValue(inner.size);
    if (!size || outer.isReduction != inner.isReduction ||
        isCounted(outer.number) || isCounted(inner.number))
      return false;
    for (auto [wide, narrow] : llvm::zip(outer.strides, inner.strides))
      if (wide != narrow * *size)
        return false;
    return true;
  }

  Loop join(const Loop &outer, const Loop &inner) {
    Loop joined = inner;
    joined.size = kernel.multiply(outer.size, inner.size);
    return joined;
  }

  void joinLoops() {
    for (unsigned i = 0; i + 1 < loops.size();) {
      if (canJoin(loops[i], loops[i + 1])) {
        loops[i + 1] = join(loops[i], loops[i + 1]);
        loops.erase(loops.begin() + i);
      } else {
        ++i;
      }
    }
    bool lanesMayGrow = !mapping.lanesInside || mapping.reducesLanes;
    while (lanesMayGrow && !loops.empty()) {
      auto found = llvm::find_if(
          loops, [&](const Loop &loop) { return canJoin(loop, *lanes); });
      if (found == loops.end())
        break;
      lanes = join(*found, *lanes);
      loops.erase(found);
    }
  }

  /// Puts loops into d0, d1 and r; those that are left over run on the control
  /// processor.
  LogicalResult assignSlots() {
    slots[L] = lanes;
    for (Loop &loop : loops) {
      if (!loop.isReduction)
        continue;
      if (!slots[R]) {
        slots[R] = loop;
        continue;
      }
      Loop other = loop;
      if (isCounted(loop.number) || !getConstantIntValue(loop.size) ||
          (!isCounted(slots[R]->number) && isLonger(loop, *slots[R])))
        std::swap(other, *slots[R]);
      if (!getConstantIntValue(other.size))
        return op.emitOpError("cuts more reduction loops than a vector "
                              "instruction has");
      if (isCounted(other.number))
        return op.emitOpError("counts more reduction loops than a vector "
                              "instruction has");
      outerReductions.push_back(other);
    }
    llvm::erase_if(loops, [](const Loop &loop) { return loop.isReduction; });
    // Counted loops need a slot; they are taken from the back.
    std::stable_partition(loops.begin(), loops.end(), [&](const Loop &loop) {
      return !isCounted(loop.number);
    });
    // Without a reduction and with all in the body, r is a loop like others,
    // but steps of d0 and d1 can run side by side on a wide unit.
    SmallVector<Slot> free{D1, D0};
    if (!mapping.isReduction && !mapping.lanesInside)
      free.push_back(R);
    for (Slot slot : free)
      if (!loops.empty())
        slots[slot] = loops.pop_back_val();
    if (!loops.empty() && isCounted(loops.back().number))
      return op.emitOpError("counts more loops than a vector instruction has");
    return success();
  }

  void makeMapping() {
    mapping.inputStream = inputStream;
    for (int stream : inputStream) {
      bool isVarying = false;
      if (stream >= 0) {
        if (mapping.lanesInside)
          isVarying |= lanes->strides[stream] != 0;
        if (slots[R])
          isVarying |= slots[R]->strides[stream] != 0;
        isVarying |= !mapping.isReduction && !mapping.lanesInside;
      }
      mapping.inputVaries.push_back(isVarying);
    }
    mapping.loopIndex.assign(op.getNumLoops(), -1);
    for (unsigned slot = 0; slot < SlotCount; ++slot)
      if (slots[slot] && isCounted(slots[slot]->number))
        mapping.loopIndex[slots[slot]->number] = slot;
  }

  /// A reduction over more loops than r: one instruction for each step of the
  /// loops that are left over, from number `from` on, which goes on from what
  /// the results hold.
  LogicalResult emitFurtherSteps(ArrayRef<OpFoldResult> bases, int64_t from,
                                 MicroProgramTable &table) {
    unsigned resultCount = streams.size() - inputCount;
    if (inputCount + resultCount > kInputStreams)
      return op.emitOpError("reduces in several instructions, and needs an "
                            "input stream more than one has");
    mapping.resultStream.clear();
    for (unsigned result = 0; result < resultCount; ++result)
      mapping.resultStream.push_back(inputCount + result);
    FailureOr<MicroText> text = lowerBody(op, mapping);
    if (failed(text))
      return failure();
    std::string program = table.intern(*text, op.getLoc());
    int64_t steps = 1;
    for (const Loop &loop : outerReductions)
      steps *= *getConstantIntValue(loop.size);
    OpFoldResult rest = kernel.add(
        kernel.enterLoop(kernel.constant(steps - from)), kernel.constant(from));
    SmallVector<OpFoldResult> shifted(bases);
    for (const Loop &loop : outerReductions) {
      int64_t size = *getConstantIntValue(loop.size);
      OpFoldResult counter = kernel.remainder(rest, size);
      rest = kernel.divide(rest, size);
      for (auto [base, stride] : llvm::zip(shifted, loop.strides))
        base =
            kernel.add(base, kernel.multiply(counter, kernel.constant(stride)));
    }
    emitInstruction(program, shifted);
    kernel.leave();
    return success();
  }

  void emitInstruction(const std::string &program,
                       SmallVector<OpFoldResult> bases) {
    for (const Loop &loop : loops) {
      OpFoldResult counter = kernel.enterLoop(loop.size);
      for (auto [base, step] : llvm::zip(bases, loop.strides))
        base =
            kernel.add(base, kernel.multiply(counter, kernel.constant(step)));
    }
    alc::EngineOpBuilder vector("vector", isa::tvpQueue);
    vector.program(program).set("laneReduce", int64_t(mapping.lanesInside));
    for (unsigned slot = 0; slot < SlotCount; ++slot) {
      vector.set("size", slots[slot] ? slots[slot]->size : kernel.constant(1),
                 slot);
      if (slots[slot] && isCounted(slots[slot]->number))
        vector.set("indexBase", slots[slot]->offset, slot);
    }
    for (unsigned number = 0; number < streams.size(); ++number) {
      bool isResult = number >= inputCount;
      if (isResult)
        setStream(vector, number, kInputStreams + number - inputCount, bases);
      if (!isResult || !mapping.resultStream.empty())
        setStream(vector, number, number, bases);
      if (isResult)
        vector.writes(int64_t(streams[number]));
      else
        vector.reads(int64_t(streams[number]));
    }
    vector.create(kernel.builder, op.getLoc());
    for (unsigned i = 0; i < loops.size(); ++i)
      kernel.leave();
  }

  /// Stream `stream` of the instruction is number `number` of `streams`.
  void setStream(alc::EngineOpBuilder &vector, unsigned number, unsigned stream,
                 ArrayRef<OpFoldResult> bases) {
    isa::Format format = formatOf(plan.buffers()[streams[number]].element);
    vector.set("base", bases[number], stream);
    vector.set("format", int64_t(format), stream);
    for (unsigned slot = 0; slot < SlotCount; ++slot)
      if (slots[slot])
        vector.set("stride", slots[slot]->strides[number],
                   stream * SlotCount + slot);
  }

  linalg::GenericOp op;
  const KernelPlan &plan;
  const BlockState &block;
  OpFoldResult step;
  KernelBuilder &kernel;
  SmallVector<unsigned> streams; // buffers: inputs, then results
  unsigned inputCount = 0;
  SmallVector<int> inputStream;
  SmallVector<Loop> loops;
  std::optional<Loop> lanes;
  SmallVector<Loop> outerReductions; // of static sizes
  std::array<std::optional<Loop>, SlotCount> slots;
  VectorMapping mapping;
};

} // namespace

LogicalResult emitVector(linalg::GenericOp op, const KernelPlan &plan,
                         const BlockState &block, OpFoldResult step,
                         KernelBuilder &kernel, MicroProgramTable &table) {
  return VectorEmitter(op, plan, block, step, kernel).emit(table);
}

} // namespace alcyone::compiler
