// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/Descriptor.h"

#include "isa/assembler/Directives.h"
#include "isa/assembler/Lines.h"
#include "isa/engines/Concat.h"
#include "isa/generated/Instructions.h"

#include <algorithm>
#include <vector>

namespace alcyone::isa {

namespace {
// A field whose value is a symbol's address.
struct SymbolField {
  const FieldInfo *field;
  std::string symbol;
};

bool isNameCharacter(char c) { return isSymbolName(std::string{'a', c}); }
} // namespace

std::string objectBegin(std::string_view prefix, const std::string &label,
                        unsigned alignment) {
  return concat(".pushsection .data,\"aw\",@progbits; .balign ", alignment,
                "; .type ", prefix, label, ",@object; .type ", label,
                ",@object; ", prefix, label, ": ", label, ": ");
}

std::string objectEnd(std::string_view prefix, const std::string &label) {
  return concat("; .size ", prefix, label, ",.-", label, "; .size ", label,
                ",.-", label, "; .popsection");
}

// An address field of the instruction that `text` begins with.
static const FieldInfo *addressField(std::string_view text,
                                     std::string_view name) {
  size_t end = text.find_first_of(" \t");
  const InstructionInfo *row = findInstruction(text.substr(0, end));
  if (!row)
    return nullptr;
  auto field = std::ranges::find(row->fields, name, &FieldInfo::name);
  bool found = field != row->fields.end() && field->isHex &&
               field->count == 1 && field->width >= 32;
  return found ? &*field : nullptr;
}

// Takes symbols out of address fields, leaving 0 in their place: columns stay.
static std::vector<SymbolField> takeSymbols(std::string &text) {
  std::vector<SymbolField> taken;
  for (size_t equals = text.find('='); equals != std::string::npos;
       equals = text.find('=', equals + 1)) {
    size_t nameEnd = equals;
    while (nameEnd > 0 && text[nameEnd - 1] == ' ')
      --nameEnd;
    size_t name = nameEnd;
    while (name > 0 && isNameCharacter(text[name - 1]))
      --name;
    size_t value =
        std::min(text.find_first_not_of(' ', equals + 1), text.size());
    size_t end = value;
    while (end < text.size() && isNameCharacter(text[end]))
      ++end;
    std::string symbol = text.substr(value, end - value);
    const FieldInfo *field =
        addressField(text, std::string_view(text).substr(name, nameEnd - name));
    if (!field || !isSymbolName(symbol))
      continue;
    taken.push_back({field, symbol});
    text.replace(value, symbol.size(),
                 "0" + std::string(symbol.size() - 1, ' '));
  }
  return taken;
}

// A `vector` that names a micro-program and no lengths gets the program's.
static void setMicroLengths(Vector &inst, const MicroLengths &lengths) {
  if (inst.setupLength || inst.beforeLength || inst.bodyLength ||
      inst.afterLength)
    return;
  inst.setupLength = uint8_t(lengths[0]);
  inst.beforeLength = uint8_t(lengths[1]);
  inst.bodyLength = uint8_t(lengths[2]);
  inst.afterLength = uint8_t(lengths[3]);
}

// The descriptor's bytes, with symbols where fields name them.
static std::string dataStatements(const Instruction &instruction,
                                  const std::vector<SymbolField> &symbols) {
  uint8_t bytes[maxDescriptorBytes];
  encode(instruction, bytes);
  unsigned size = descriptorSize(bytes[0]);
  std::string out;
  std::string_view separator = ".byte ";
  for (unsigned i = 0; i < size;) {
    auto at = std::ranges::find_if(
        symbols, [i](auto &it) { return it.field->offset == i; });
    if (at == symbols.end()) {
      out += concat(separator, bytes[i++]);
      separator = ",";
      continue;
    }
    out += concat(out.empty() ? "" : "; ",
                  at->field->width == 64 ? ".dword " : ".word ", at->symbol);
    separator = "; .byte ";
    i += at->field->bytesEach();
  }
  return out;
}

std::string
expandDescriptor(const DescriptorDirective &directive,
                 const std::map<std::string, MicroLengths> &microPrograms,
                 Diagnostics &diagnostics) {
  std::string text = directive.text;
  std::vector<SymbolField> symbols = takeSymbols(text);
  auto parsed = parse(text);
  if (!parsed) {
    diagnostics.push_back({directive.line,
                           directive.column + parsed.error().column - 1,
                           parsed.error().message});
    return "";
  }
  Instruction instruction = *parsed;
  if (header(instruction).tag != 0) {
    diagnostics.push_back(
        {directive.line, directive.column,
         "the assembler sets tag itself, to this line's location"});
    return "";
  }
  header(instruction).tag = directive.tag;
  for (const SymbolField &it : symbols)
    if (auto found = microPrograms.find(it.symbol);
        found != microPrograms.end())
      if (auto *vector = std::get_if<Vector>(&instruction))
        setMicroLengths(*vector, found->second);
  return objectBegin(descriptorSymbolPrefix, directive.label, 8) +
         dataStatements(instruction, symbols) +
         objectEnd(descriptorSymbolPrefix, directive.label);
}

} // namespace alcyone::isa
