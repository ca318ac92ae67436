// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Micro-instructions as text: the mnemonic, then the operands of its form,
// separated by commas.
#include "isa/engines/Concat.h"
#include "isa/engines/Scanner.h"
#include "isa/generated/MicroInstructions.h"

namespace alcyone::isa {

static std::string sourceText(uint8_t source) {
  if (source < microRegisters)
    return "v" + std::to_string(source);
  if (source < firstIndexSource)
    return "s" + std::to_string(source - firstStreamSource);
  return "i" + std::to_string(source - firstIndexSource);
}

std::string printMicro(const MicroInstruction &instruction) {
  const MicroInfo *row = findMicro(uint8_t(instruction.op));
  if (!row)
    return "illegal";
  std::string out =
      concat(row->name, " ", row->isStore() ? 'o' : 'v', instruction.rd);
  if (row->isImmediate())
    return out + concat(", ", hex(instruction.imm));
  uint8_t source[] = {instruction.ra, instruction.rb, instruction.rc};
  for (unsigned i = 0; i < row->sources; ++i)
    out += ", " + sourceText(source[i]);
  return out;
}

// `v31` -> 31 if the letter is `v` and the number below `limit`.
static std::optional<uint8_t> numbered(std::string_view word, char letter,
                                       unsigned limit) {
  if (word.size() < 2 || word.size() > 3 || word[0] != letter)
    return std::nullopt;
  unsigned value = 0;
  for (char c : word.substr(1)) {
    if (c < '0' || c > '9')
      return std::nullopt;
    value = value * 10 + unsigned(c - '0');
  }
  bool padded = word.size() == 3 && word[1] == '0';
  return value < limit && !padded ? std::optional(uint8_t(value))
                                  : std::nullopt;
}

static std::optional<uint8_t> sourceNumber(std::string_view word) {
  if (auto v = numbered(word, 'v', microRegisters))
    return v;
  if (auto s = numbered(word, 's', 4))
    return uint8_t(firstStreamSource + *s);
  if (auto i = numbered(word, 'i', 4))
    return uint8_t(firstIndexSource + *i);
  return std::nullopt;
}

// The operands after the destination.
static std::optional<ParseError> parseSources(Scanner &scanner,
                                              const MicroInfo &row,
                                              MicroInstruction &instruction) {
  auto comma = [&] { return scanner.accept(','); };
  auto missing = [&] {
    return scanner.error(
        concat(row.name, " takes more operands; expected ',' instead of ",
               scanner.next()));
  };
  if (row.isImmediate()) {
    if (!comma())
      return missing();
    ParseError wrong =
        scanner.error(concat(row.name, " takes a number in 0..65535"));
    std::optional<Number> number = scanner.number();
    if (!number || number->negative || number->magnitude > 0xFFFF)
      return wrong;
    instruction.imm = uint16_t(number->magnitude);
    return std::nullopt;
  }
  uint8_t *source[] = {&instruction.ra, &instruction.rb, &instruction.rc};
  for (unsigned i = 0; i < row.sources; ++i) {
    if (!comma())
      return missing();
    ParseError wrong =
        scanner.error("expected a source: v0..v31, s0..s3 or i0..i3");
    std::optional<uint8_t> number = sourceNumber(scanner.word());
    if (!number)
      return wrong;
    *source[i] = *number;
  }
  return std::nullopt;
}

ParseResult<MicroInstruction> parseMicro(std::string_view text) {
  Scanner scanner(text);
  unsigned start = scanner.column();
  std::string_view mnemonic = scanner.word();
  if (mnemonic.empty())
    return ParseError{start, "expected a micro-instruction instead of " +
                                 scanner.next()};
  const MicroInfo *row = findMicro(mnemonic);
  if (!row)
    return ParseError{start,
                      concat("unknown micro-instruction '", mnemonic, "'")};
  MicroInstruction instruction{row->op};
  ParseError wrong =
      scanner.error(row->isStore() ? "expected an output stream: o0 or o1"
                                   : "expected a destination: v0..v31");
  std::string_view word = scanner.word();
  auto rd = row->isStore() ? numbered(word, 'o', 2)
                           : numbered(word, 'v', microRegisters);
  if (!rd)
    return wrong;
  instruction.rd = *rd;
  if (auto error = parseSources(scanner, *row, instruction))
    return *error;
  if (!scanner.atEnd())
    return scanner.error("expected the end of the line instead of " +
                         scanner.next());
  return instruction;
}

} // namespace alcyone::isa
