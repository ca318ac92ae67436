// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Engine instructions as text, over the field tables: a field is
// `name=value` or `name=[value, ...]`; a value is a number or the name of a
// case. Text is turned into the bytes of a field and back, so the structs'
// members need no code of their own.
#include "isa/engines/Codec.h"
#include "isa/engines/Concat.h"
#include "isa/engines/Scanner.h"

#include <algorithm>
#include <set>

namespace alcyone::isa {

//===-- Print
//--------------------------------------------------------------===//

static uint64_t loadElement(const FieldInfo &field, unsigned i,
                            const uint8_t *bytes) {
  uint64_t raw = 0;
  std::memcpy(&raw, bytes + field.offset + i * field.bytesEach(),
              field.bytesEach());
  return raw;
}

static int64_t signExtend(uint64_t raw, unsigned width) {
  return int64_t(raw << (64 - width)) >> (64 - width);
}

static std::string elementText(const FieldInfo &field, uint64_t raw) {
  if (field.enumeration)
    for (const CaseInfo &row : field.enumeration->cases)
      if (row.value == raw)
        return std::string(row.text);
  if (field.isSigned)
    return std::to_string(signExtend(raw, field.width));
  return field.isHex ? hex(raw) : std::to_string(raw);
}

static void printField(const FieldInfo &field, const uint8_t *bytes,
                       std::string &out) {
  bool isDefault = true;
  std::string values;
  for (unsigned i = 0; i < field.count; ++i) {
    uint64_t raw = loadElement(field, i, bytes);
    isDefault = isDefault && raw == field.initial;
    values += (i ? ", " : "") + elementText(field, raw);
  }
  if (isDefault)
    return;
  out += out.back() == ' ' ? "" : ", ";
  out += std::string(field.name) + "=" +
         (field.count > 1 ? "[" + values + "]" : values);
}

std::string print(const Instruction &instruction) {
  uint8_t bytes[maxDescriptorBytes];
  encode(instruction, bytes);
  const InstructionInfo &row = info(instruction);
  std::string out = std::string(row.name) + " ";
  for (const FieldInfo &field : row.fields)
    printField(field, bytes, out);
  for (const FieldInfo &field : headerFields)
    printField(field, bytes, out);
  if (out.back() == ' ')
    out.pop_back();
  return out;
}

//===-- Parse
//--------------------------------------------------------------===//

// "bf16, fp32, ..." for messages.
static std::string caseList(const EnumInfo &enumeration) {
  std::string list;
  for (const CaseInfo &row : enumeration.cases)
    list += (list.empty() ? "" : ", ") + std::string(row.text);
  return list;
}

// The lowest and highest value of a field, as text.
static std::string rangeText(const FieldInfo &field) {
  if (field.isFlag)
    return "0..1";
  uint64_t bits =
      field.width == 64 ? ~uint64_t(0) : (uint64_t(1) << field.width) - 1;
  if (!field.isSigned)
    return "0.." + std::to_string(bits);
  return std::to_string(-int64_t(bits / 2) - 1) + ".." +
         std::to_string(bits / 2);
}

static bool fits(const FieldInfo &field, Number number) {
  unsigned bits = field.isFlag ? 1 : field.width - field.isSigned;
  uint64_t limit = bits == 64 ? ~uint64_t(0) : (uint64_t(1) << bits) - 1;
  if (number.negative)
    return number.magnitude == 0 ||
           (field.isSigned && number.magnitude <= limit + 1);
  return number.magnitude <= limit;
}

namespace {
class Parser {
public:
  explicit Parser(std::string_view text) : scanner(text) {}

  ParseResult<Instruction> run();

private:
  std::optional<ParseError> field();
  std::optional<ParseError> values(const FieldInfo &field);
  std::optional<ParseError> value(const FieldInfo &field, unsigned i);
  const FieldInfo *findField(std::string_view name) const;

  Scanner scanner;
  const InstructionInfo *row = nullptr;
  uint8_t bytes[maxDescriptorBytes] = {};
  std::set<std::string_view> seen;
};
} // namespace

const FieldInfo *Parser::findField(std::string_view name) const {
  for (std::span<const FieldInfo> fields :
       {row->fields, std::span<const FieldInfo>(headerFields)})
    for (const FieldInfo &field : fields)
      if (field.name == name)
        return &field;
  return nullptr;
}

std::optional<ParseError> Parser::value(const FieldInfo &field, unsigned i) {
  ParseError place = scanner.error("");
  auto wrong = [&](std::string message) {
    return ParseError{place.column, std::move(message)};
  };
  uint64_t raw = 0;
  if (std::string_view word = scanner.word(); !word.empty()) {
    if (!field.enumeration)
      return wrong(concat(field.name, " is a number, not '", word, "'"));
    auto cases = field.enumeration->cases;
    auto found = std::ranges::find(cases, word, &CaseInfo::text);
    if (found == cases.end())
      return wrong(concat("'", word, "' is no value of ", field.name, ": ",
                          caseList(*field.enumeration)));
    raw = found->value;
  } else if (field.enumeration && field.enumeration->closed) {
    return wrong(
        concat(field.name, " is one of ", caseList(*field.enumeration)));
  } else {
    std::optional<Number> number = scanner.number();
    if (!number || !fits(field, *number))
      return wrong(concat(field.name, " takes a number in ", rangeText(field)));
    raw = number->negative ? -number->magnitude : number->magnitude;
  }
  std::memcpy(bytes + field.offset + i * field.bytesEach(), &raw,
              field.bytesEach());
  return std::nullopt;
}

std::optional<ParseError> Parser::values(const FieldInfo &field) {
  if (field.count == 1)
    return value(field, 0);
  if (!scanner.accept('['))
    return scanner.error(
        concat(field.name, " takes a list of ", field.count, " values: [...]"));
  for (unsigned i = 0; i < field.count; ++i) {
    if (i != 0 && !scanner.accept(','))
      return scanner.error(concat(field.name, " takes ", field.count,
                                  " values; expected ',' instead of ",
                                  scanner.next()));
    if (auto error = value(field, i))
      return error;
  }
  if (!scanner.accept(']'))
    return scanner.error(concat(field.name, " takes ", field.count,
                                " values; expected ']' instead of ",
                                scanner.next()));
  return std::nullopt;
}

std::optional<ParseError> Parser::field() {
  ParseError place = scanner.error("");
  std::string_view name = scanner.word();
  if (name.empty())
    return ParseError{place.column,
                      concat("expected a field instead of ", scanner.next())};
  const FieldInfo *field = findField(name);
  if (!field)
    return ParseError{place.column,
                      concat(row->name, " has no field '", name, "'")};
  if (!seen.insert(field->name).second)
    return ParseError{place.column, concat(name, " is given twice")};
  if (!scanner.accept('='))
    return scanner.error(concat("expected '=' after ", name));
  return values(*field);
}

ParseResult<Instruction> Parser::run() {
  ParseError place = scanner.error("");
  std::string_view mnemonic = scanner.word();
  if (mnemonic.empty())
    return ParseError{place.column,
                      "expected an instruction instead of " + scanner.next()};
  row = findInstruction(mnemonic);
  if (!row)
    return ParseError{place.column,
                      concat("unknown engine instruction '", mnemonic, "'")};
  encode(row->make(), bytes);
  if (!scanner.atEnd())
    do {
      if (auto error = field())
        return *error;
    } while (scanner.accept(','));
  if (!scanner.atEnd())
    return scanner.error("expected ',' or the end of the line instead of " +
                         scanner.next());
  return std::get<Instruction>(decode(bytes));
}

ParseResult<Instruction> parse(std::string_view text) {
  return Parser(text).run();
}

} // namespace alcyone::isa
