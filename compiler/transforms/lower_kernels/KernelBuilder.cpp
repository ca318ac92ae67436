// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/lower_kernels/KernelBuilder.h"

#include "isa/support/AddressMap.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;

namespace alcyone::compiler {

static constexpr unsigned kMoveDims = 4; // of a DMA instruction

isa::Format formatOf(Type element) {
  if (element.isF32())
    return isa::Format::Fp32;
  if (element.isBF16())
    return isa::Format::Bf16;
  if (element.isInteger(1))
    return isa::Format::Uint8;
  if (element.isInteger(8))
    return isa::Format::Int8;
  if (element.isInteger(32))
    return isa::Format::Int32;
  if (element.isInteger(64))
    return isa::Format::Int64;
  return isa::Format::None;
}

OpFoldResult localAddress(KernelBuilder &kernel, OpFoldResult offset) {
  return kernel.add(offset, kernel.constant(int64_t(isa::address::ownL1)));
}

Value KernelBuilder::value(OpFoldResult result) {
  if (auto constantValue = getConstantIntValue(result))
    return arith::ConstantOp::create(builder, location,
                                     builder.getI64IntegerAttr(*constantValue));
  return cast<Value>(result);
}

OpFoldResult KernelBuilder::add(OpFoldResult a, OpFoldResult b) {
  auto x = getConstantIntValue(a), y = getConstantIntValue(b);
  if (x && y)
    return constant(*x + *y);
  if (x == 0)
    return b;
  if (y == 0)
    return a;
  return arith::AddIOp::create(builder, location, value(a), value(b))
      .getResult();
}

OpFoldResult KernelBuilder::subtract(OpFoldResult a, OpFoldResult b) {
  auto x = getConstantIntValue(a), y = getConstantIntValue(b);
  if (x && y)
    return constant(*x - *y);
  if (y == 0)
    return a;
  return arith::SubIOp::create(builder, location, value(a), value(b))
      .getResult();
}

OpFoldResult KernelBuilder::multiply(OpFoldResult a, OpFoldResult b) {
  auto x = getConstantIntValue(a), y = getConstantIntValue(b);
  if (x && y)
    return constant(*x * *y);
  if (x == 1)
    return b;
  if (y == 1)
    return a;
  if (x == 0 || y == 0)
    return constant(0);
  return arith::MulIOp::create(builder, location, value(a), value(b))
      .getResult();
}

OpFoldResult KernelBuilder::minimum(OpFoldResult a, OpFoldResult b) {
  auto x = getConstantIntValue(a), y = getConstantIntValue(b);
  if (x && y)
    return constant(std::min(*x, *y));
  return arith::MinSIOp::create(builder, location, value(a), value(b))
      .getResult();
}

OpFoldResult KernelBuilder::divide(OpFoldResult a, int64_t b) {
  if (b == 1)
    return a;
  if (auto x = getConstantIntValue(a))
    return constant(*x / b);
  return arith::DivUIOp::create(builder, location, value(a), value(constant(b)))
      .getResult();
}

OpFoldResult KernelBuilder::remainder(OpFoldResult a, int64_t b) {
  if (b == 1)
    return constant(0);
  if (auto x = getConstantIntValue(a))
    return constant(*x % b);
  return arith::RemUIOp::create(builder, location, value(a), value(constant(b)))
      .getResult();
}

OpFoldResult KernelBuilder::enterLoop(OpFoldResult count) {
  isRealLoop.push_back(getConstantIntValue(count) != 1);
  if (!isRealLoop.back())
    return constant(0);
  Value zero = value(constant(0)), one = value(constant(1));
  auto loop = scf::ForOp::create(builder, location, zero, value(count), one);
  outside.push_back(builder.saveInsertionPoint());
  builder.setInsertionPoint(loop.getBody()->getTerminator());
  return loop.getInductionVar();
}

void KernelBuilder::enterIfLess(OpFoldResult a, OpFoldResult b) {
  auto x = getConstantIntValue(a), y = getConstantIntValue(b);
  isRealLoop.push_back(!(x && y && *x < *y));
  if (!isRealLoop.back())
    return;
  Value less = arith::CmpIOp::create(
      builder, location, arith::CmpIPredicate::slt, value(a), value(b));
  auto branch = scf::IfOp::create(builder, location, less);
  outside.push_back(builder.saveInsertionPoint());
  builder.setInsertionPoint(branch.thenBlock()->getTerminator());
}

void KernelBuilder::leave() {
  if (isRealLoop.pop_back_val())
    builder.restoreInsertionPoint(outside.pop_back_val());
}

OpFoldResult KernelBuilder::address(const Place &place) {
  if (!place.argument)
    return constant(place.offset);
  Value base =
      alc::ArgumentOp::create(builder, location, builder.getI64Type(),
                              builder.getI32IntegerAttr(*place.argument));
  return add(base, constant(place.offset));
}

SmallVector<MoveDim> simplify(ArrayRef<MoveDim> dims) {
  SmallVector<MoveDim> result;
  for (const MoveDim &dim : dims) {
    std::optional<int64_t> size = getConstantIntValue(dim.size);
    if (size == 1)
      continue;
    if (!result.empty() && size) {
      MoveDim &outer = result.back();
      std::optional<int64_t> outerSize = getConstantIntValue(outer.size);
      if (outerSize && outer.source == dim.source * *size &&
          outer.destination == dim.destination * *size) {
        Builder builder(dim.size.getContext());
        outer = {builder.getI64IntegerAttr(*outerSize * *size), dim.source,
                 dim.destination};
        continue;
      }
    }
    result.push_back(dim);
  }
  return result;
}

KernelBuilder::Nest KernelBuilder::enterOuterDims(OpFoldResult source,
                                                  OpFoldResult destination,
                                                  ArrayRef<MoveDim> dims) {
  SmallVector<MoveDim> simple = simplify(dims);
  Nest nest{source, destination, {}, 0};
  while (simple.size() - nest.loops > kMoveDims) {
    const MoveDim &dim = simple[nest.loops++];
    OpFoldResult counter = enterLoop(dim.size);
    nest.source = add(nest.source, multiply(counter, constant(dim.source)));
    nest.destination =
        add(nest.destination, multiply(counter, constant(dim.destination)));
  }
  ArrayRef<MoveDim> rest = ArrayRef(simple).drop_front(nest.loops);
  nest.inner.assign(kMoveDims - rest.size(), MoveDim{constant(1)});
  nest.inner.append(rest.begin(), rest.end());
  return nest;
}

void KernelBuilder::copy(uint32_t queue, isa::Format sourceFormat,
                         isa::Format destinationFormat, OpFoldResult source,
                         OpFoldResult destination, ArrayRef<MoveDim> dims,
                         MoveBuffers buffers) {
  Nest nest = enterOuterDims(source, destination, dims);
  makeCopy(queue, sourceFormat, destinationFormat, nest, buffers)
      .create(builder, location);
  for (unsigned i = 0; i < nest.loops; ++i)
    leave();
}

alc::EngineOpBuilder KernelBuilder::makeCopy(uint32_t queue,
                                             isa::Format sourceFormat,
                                             isa::Format destinationFormat,
                                             const Nest &nest,
                                             MoveBuffers buffers) {
  alc::EngineOpBuilder copy("copy", queue);
  copy.set("src", nest.source).set("dst", nest.destination);
  copy.set("srcFormat", int64_t(sourceFormat));
  copy.set("dstFormat", int64_t(destinationFormat));
  for (auto [i, dim] : llvm::enumerate(nest.inner)) {
    copy.set("shape", dim.size, i);
    copy.set("srcStride", dim.source, i).set("dstStride", dim.destination, i);
  }
  if (buffers.reads >= 0)
    copy.reads(buffers.reads);
  if (buffers.writes >= 0)
    copy.writes(buffers.writes);
  return copy;
}

void KernelBuilder::multicast(uint32_t queue, isa::Format format,
                              OpFoldResult source, OpFoldResult offset,
                              ArrayRef<MoveDim> dims, MoveBuffers buffers,
                              const Receivers &receivers) {
  OpFoldResult window =
      add(constant(int64_t(isa::address::l1)),
          multiply(receivers.first, constant(int64_t(isa::address::l1Stride))));
  Nest nest = enterOuterDims(source, add(offset, window), dims);
  assert(nest.loops == 0 && "a shared slice is one instruction");
  makeCopy(queue, format, format, nest, buffers)
      .set("multicastCount", receivers.count)
      .set("multicastStride", receivers.stride)
      .set("wait1Sem", receivers.free)
      .set("wait1Count", receivers.count)
      .signals({receivers.full, 1, isa::targetWritten})
      .create(builder, location);
}

void KernelBuilder::fill(uint32_t queue, isa::Format format, uint32_t bits,
                         OpFoldResult destination, ArrayRef<MoveDim> dims,
                         MoveBuffers buffers) {
  SmallVector<MoveDim> written(dims);
  for (MoveDim &dim : written)
    dim.source = dim.destination;
  Nest nest = enterOuterDims(constant(0), destination, written);
  alc::EngineOpBuilder fill("fill", queue);
  fill.set("dst", nest.destination).set("dstFormat", int64_t(format));
  fill.set("value", int64_t(bits));
  for (auto [i, dim] : llvm::enumerate(nest.inner))
    fill.set("shape", dim.size, i).set("dstStride", dim.destination, i);
  if (buffers.writes >= 0)
    fill.writes(buffers.writes);
  fill.create(builder, location);
  for (unsigned i = 0; i < nest.loops; ++i)
    leave();
}

} // namespace alcyone::compiler
