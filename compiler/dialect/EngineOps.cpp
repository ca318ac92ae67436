// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all engine operations share: builder, text form and verifier.
//   alc.copy queue 2 {dst = %a, src = 4096, shape = [1, 1, %n, 8]}
//       waits [3 : 1] signals [4 : 1 -> 65535] reads [0] writes [1]

#include "compiler/dialect/Alc.h"
#include "compiler/dialect/FieldLayout.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace alcyone::compiler::alc;

//===-- Builder -----------------------------------------------------------===//

EngineOpBuilder::EngineOpBuilder(StringRef mnemonic, uint32_t queue)
    : mnemonic(mnemonic), queue(queue) {
  for (const FieldSlot &slot : fieldSlots(mnemonic))
    fields.push_back(slot.initial);
}

EngineOpBuilder &EngineOpBuilder::set(StringRef field, OpFoldResult value,
                                      unsigned element) {
  if (auto constant = getConstantIntValue(value))
    return set(field, *constant, element);
  unsigned slot = *findSlot(mnemonic, field, element);
  fields[slot] = kDynamic;
  dynamic.emplace_back(slot, cast<Value>(value));
  return *this;
}

EngineOpBuilder &EngineOpBuilder::set(StringRef field, int64_t value,
                                      unsigned element) {
  fields[*findSlot(mnemonic, field, element)] = value;
  return *this;
}

EngineOpBuilder &EngineOpBuilder::reads(ArrayRef<int64_t> buffers) {
  readIds.append(buffers.begin(), buffers.end());
  return *this;
}
EngineOpBuilder &EngineOpBuilder::writes(ArrayRef<int64_t> buffers) {
  writeIds.append(buffers.begin(), buffers.end());
  return *this;
}
EngineOpBuilder &EngineOpBuilder::waits(ArrayRef<int64_t> pairs) {
  waitPairs.append(pairs.begin(), pairs.end());
  return *this;
}
EngineOpBuilder &EngineOpBuilder::signals(ArrayRef<int64_t> triples) {
  signalTriples.append(triples.begin(), triples.end());
  return *this;
}
EngineOpBuilder &EngineOpBuilder::program(StringRef symbol) {
  programSymbol = symbol.str();
  return *this;
}

EngineOp EngineOpBuilder::create(OpBuilder &builder, Location location) {
  llvm::sort(dynamic, llvm::less_first());
  OperationState state(location, ("alc." + mnemonic));
  for (auto &[slot, value] : dynamic)
    state.addOperands(value);
  state.addAttribute("fields", builder.getDenseI64ArrayAttr(fields));
  state.addAttribute("queue", builder.getI32IntegerAttr(queue));
  state.addAttribute("waits", builder.getDenseI64ArrayAttr(waitPairs));
  state.addAttribute("signals", builder.getDenseI64ArrayAttr(signalTriples));
  state.addAttribute("reads", builder.getDenseI64ArrayAttr(readIds));
  state.addAttribute("writes", builder.getDenseI64ArrayAttr(writeIds));
  if (!programSymbol.empty())
    state.addAttribute(
        "program", FlatSymbolRefAttr::get(builder.getContext(), programSymbol));
  return cast<EngineOp>(builder.create(state));
}

//===-- Text --------------------------------------------------------------===//

static void printEngineOp(EngineOp op, OpAsmPrinter &printer) {
  ArrayRef<FieldSlot> slots = fieldSlots(op->getName().stripDialect());
  auto dynamic = op.getDynamic().begin();
  auto printValue = [&](int64_t value) {
    if (value == kDynamic)
      printer << *dynamic++;
    else
      printer << value;
  };
  printer << " queue " << op.getQueue();
  if (FlatSymbolRefAttr program = op.getProgramAttr())
    printer << " program " << program;
  printer << " {";
  bool first = true;
  for (unsigned i = 0; i < slots.size();) {
    unsigned count = slots[i].count;
    ArrayRef<int64_t> values = op.getFields().slice(i, count);
    bool isDefault = true;
    for (unsigned j = 0; j < count; ++j)
      isDefault &= values[j] == slots[i + j].initial;
    if (!isDefault) {
      printer << (first ? "" : ", ") << slots[i].name << " = ";
      first = false;
      if (count > 1)
        printer << "[";
      llvm::interleaveComma(values, printer.getStream(), printValue);
      if (count > 1)
        printer << "]";
    }
    i += count;
  }
  printer << "}";
  auto printGroups = [&](StringRef name, ArrayRef<int64_t> values,
                         unsigned size) {
    if (values.empty())
      return;
    printer << " " << name << " [";
    for (unsigned i = 0; i < values.size(); i += size) {
      printer << (i ? ", " : "") << values[i];
      if (size > 1)
        printer << " : " << values[i + 1];
      if (size > 2)
        printer << " -> " << values[i + 2];
    }
    printer << "]";
  };
  printGroups("waits", op.getWaits(), 2);
  printGroups("signals", op.getSignals(), 3);
  printGroups("reads", op.getReads(), 1);
  printGroups("writes", op.getWrites(), 1);
  printer.printOptionalAttrDict(
      op->getAttrs(),
      {"fields", "queue", "waits", "signals", "reads", "writes", "program"});
}

namespace {
/// Parses one engine operation; members are the parts of its text.
class EngineOpParser {
public:
  EngineOpParser(OpAsmParser &parser, OperationState &state)
      : parser(parser), state(state),
        mnemonic(StringRef(state.name.getStringRef()).split('.').second) {}

  ParseResult run() {
    uint32_t queue;
    if (parser.parseKeyword("queue") || parser.parseInteger(queue))
      return failure();
    if (succeeded(parser.parseOptionalKeyword("program"))) {
      StringAttr symbol;
      if (parser.parseSymbolName(symbol))
        return failure();
      state.addAttribute("program", FlatSymbolRefAttr::get(symbol));
    }
    if (parseFields())
      return failure();
    SmallVector<int64_t> waits, signals, reads, writes;
    if (parseGroups("waits", waits, 2) || parseGroups("signals", signals, 3) ||
        parseGroups("reads", reads, 1) || parseGroups("writes", writes, 1))
      return failure();
    Builder &builder = parser.getBuilder();
    state.addAttribute("queue", builder.getI32IntegerAttr(queue));
    state.addAttribute("waits", builder.getDenseI64ArrayAttr(waits));
    state.addAttribute("signals", builder.getDenseI64ArrayAttr(signals));
    state.addAttribute("reads", builder.getDenseI64ArrayAttr(reads));
    state.addAttribute("writes", builder.getDenseI64ArrayAttr(writes));
    return parser.parseOptionalAttrDict(state.attributes);
  }

private:
  ParseResult parseFields() {
    SmallVector<int64_t> fields;
    SmallVector<std::pair<unsigned, OpAsmParser::UnresolvedOperand>> operands;
    for (const FieldSlot &slot : fieldSlots(mnemonic))
      fields.push_back(slot.initial);
    auto parseField = [&]() -> ParseResult {
      StringRef name;
      SMLoc where = parser.getCurrentLocation();
      if (parser.parseKeyword(&name) || parser.parseEqual())
        return failure();
      std::optional<unsigned> slot = findSlot(mnemonic, name, 0);
      if (!slot)
        return parser.emitError(where)
               << "'" << mnemonic << "' has no field '" << name << "'";
      unsigned next = *slot;
      unsigned end = next + fieldSlots(mnemonic)[*slot].count;
      auto parseValue = [&]() -> ParseResult {
        if (next == end)
          return parser.emitError(where)
                 << "too many values for field '" << name << "'";
        OpAsmParser::UnresolvedOperand operand;
        OptionalParseResult isOperand = parser.parseOptionalOperand(operand);
        if (isOperand.has_value()) {
          fields[next] = kDynamic;
          operands.emplace_back(next++, operand);
          return *isOperand;
        }
        return parser.parseInteger(fields[next++]);
      };
      if (end - next == 1)
        return parseValue();
      return parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Square,
                                            parseValue);
    };
    if (parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Braces,
                                       parseField))
      return failure();
    llvm::sort(operands, llvm::less_first());
    for (auto &[slot, operand] : operands)
      if (parser.resolveOperand(operand, parser.getBuilder().getI64Type(),
                                state.operands))
        return failure();
    state.addAttribute("fields",
                       parser.getBuilder().getDenseI64ArrayAttr(fields));
    return success();
  }

  ParseResult parseGroups(StringRef keyword, SmallVectorImpl<int64_t> &values,
                          unsigned size) {
    if (failed(parser.parseOptionalKeyword(keyword)))
      return success();
    return parser.parseCommaSeparatedList(
        OpAsmParser::Delimiter::Square, [&]() -> ParseResult {
          if (parser.parseInteger(values.emplace_back()))
            return failure();
          if (size > 1 && (parser.parseColon() ||
                           parser.parseInteger(values.emplace_back())))
            return failure();
          if (size > 2 && (parser.parseArrow() ||
                           parser.parseInteger(values.emplace_back())))
            return failure();
          return success();
        });
  }

  OpAsmParser &parser;
  OperationState &state;
  StringRef mnemonic;
};
} // namespace

//===-- Header ------------------------------------------------------------===//

static unsigned roomInHeader(EngineOp op, unsigned listed,
                             ArrayRef<StringRef> countFields) {
  unsigned room = countFields.size();
  for (StringRef name : countFields)
    if (op.getFields()[*findSlot(op->getName().stripDialect(), name, 0)] != 0)
      --room;
  return room - std::min(room, listed);
}

unsigned alcyone::compiler::alc::roomForWaits(EngineOp op) {
  return roomInHeader(op, op.getWaits().size() / 2,
                      {"wait0Count", "wait1Count"});
}

unsigned alcyone::compiler::alc::roomForSignals(EngineOp op) {
  return roomInHeader(op, op.getSignals().size() / 3,
                      {"signal0Count", "signal1Count"});
}

//===-- Verifier ----------------------------------------------------------===//

static LogicalResult verifyEngineOp(EngineOp op) {
  StringRef mnemonic = op->getName().stripDialect();
  ArrayRef<FieldSlot> slots = fieldSlots(mnemonic);
  if (op.getFields().size() != slots.size())
    return op->emitOpError("has ")
           << op.getFields().size() << " fields; its record has "
           << slots.size();
  if (size_t(llvm::count(op.getFields(), kDynamic)) != op.getDynamic().size())
    return op->emitOpError("needs one operand for each field known only at "
                           "run time");
  for (auto [slot, value] : llvm::zip(slots, op.getFields())) {
    unsigned bits = slot.widthBytes * 8;
    bool fits =
        slot.isSigned ? llvm::isIntN(bits, value) : llvm::isUIntN(bits, value);
    if (value != kDynamic && bits < 64 && !fits)
      return op->emitOpError("field '")
             << slot.name << "' holds " << value << ", which needs more than "
             << bits << (slot.isSigned ? " bits with a sign" : " bits");
  }
  if (op.getWaits().size() % 2 || op.getWaits().size() > 4)
    return op->emitOpError("takes at most two waits");
  if (op.getSignals().size() % 3 || op.getSignals().size() > 6)
    return op->emitOpError("takes at most two signals");
  auto isGivenTwice = [&](size_t listed, StringRef first, StringRef second) {
    return (listed > 0 && op.getFields()[*findSlot(mnemonic, first, 0)] != 0) ||
           (listed > 1 && op.getFields()[*findSlot(mnemonic, second, 0)] != 0);
  };
  if (isGivenTwice(op.getWaits().size() / 2, "wait0Count", "wait1Count"))
    return op->emitOpError("has a wait in a field and in `waits`");
  if (isGivenTwice(op.getSignals().size() / 3, "signal0Count", "signal1Count"))
    return op->emitOpError("has a signal in a field and in `signals`");
  return success();
}

#define ENGINE_OP(Class)                                                       \
  ParseResult Class::parse(OpAsmParser &parser, OperationState &state) {       \
    return EngineOpParser(parser, state).run();                                \
  }                                                                            \
  void Class::print(OpAsmPrinter &printer) {                                   \
    printEngineOp(cast<EngineOp>(getOperation()), printer);                    \
  }                                                                            \
  LogicalResult Class::verify() {                                              \
    return verifyEngineOp(cast<EngineOp>(getOperation()));                     \
  }
#include "isa/generated/AlcEngineOps.inc"
#undef ENGINE_OP
