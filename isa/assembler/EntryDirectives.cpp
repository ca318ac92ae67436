// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/EntryDirectives.h"

#include "isa/chips/Chip.h"
#include "isa/engines/Concat.h"
#include "isa/engines/Scanner.h"
#include "isa/support/AddressMap.h"
#include "isa/support/Failure.h"

#include <algorithm>

namespace alcyone::isa {

using Error = std::optional<DirectiveError>;

static std::optional<uint64_t> wholeNumber(std::string_view text) {
  Scanner scanner(text);
  std::optional<Number> number = scanner.number();
  if (!number || number->negative || !scanner.atEnd() ||
      number->magnitude > address::maxHbmBytes)
    return std::nullopt;
  return number->magnitude;
}

static std::optional<ElementType> elementType(std::string_view name) {
  for (ElementType type :
       {ElementType::F32, ElementType::BF16, ElementType::I64, ElementType::I32,
        ElementType::I8, ElementType::I1})
    if (elementTypeName(type) == name)
      return type;
  return std::nullopt;
}

// `64x64xbf16`: sets shape, type and bytes.
static Error readShape(const Word &word, ProgramArgument &argument) {
  std::string_view rest = word.text;
  uint64_t elements = 1;
  for (size_t x = rest.find('x'); x != std::string_view::npos;
       x = rest.find('x')) {
    std::optional<uint64_t> extent = wholeNumber(rest.substr(0, x));
    if (!extent || __builtin_mul_overflow(elements, *extent, &elements))
      return DirectiveError{word.column, concat("'", rest.substr(0, x),
                                                "' is no extent of a shape")};
    argument.shape.push_back(*extent);
    rest.remove_prefix(x + 1);
  }
  std::optional<ElementType> type = elementType(rest);
  if (!type)
    return DirectiveError{
        word.column,
        concat("'", rest,
               "' is no element type: f32, bf16, i64, i32, i8 or i1")};
  argument.type = *type;
  if (__builtin_mul_overflow(elements, elementBytes(*type), &argument.bytes) ||
      argument.bytes > address::maxHbmBytes)
    return DirectiveError{word.column, "the shape is larger than any memory"};
  return std::nullopt;
}

bool EntryDirectives::knows(std::string_view directive) {
  return directive == ".alc.chip" || directive == ".alc.require" ||
         directive == ".alc.entry" || directive == ".alc.argument";
}

Error EntryDirectives::handle(std::span<const Word> words) {
  struct Row {
    std::string_view name;
    size_t words;
    std::string_view usage;
    Error (EntryDirectives::*run)(std::span<const Word>);
  };
  static constexpr Row rows[] = {
      {".alc.chip", 2, ".alc.chip NAME", &EntryDirectives::chip},
      {".alc.require", 3, ".alc.require KEY NUMBER", &EntryDirectives::require},
      {".alc.entry", 2, ".alc.entry LABEL", &EntryDirectives::entry},
      {".alc.argument", 4, ".alc.argument KIND NAME SHAPE",
       &EntryDirectives::argument}};
  const Row *row = std::ranges::find(rows, words[0].text, &Row::name);
  if (words.size() != row->words)
    return DirectiveError{words[0].column, concat("the form is ", row->usage)};
  return (this->*row->run)(words);
}

Error EntryDirectives::chip(std::span<const Word> words) {
  try {
    Chip chip = loadChip(words[1].text);
    metadata.compiledFor = chip.name;
    metadata.requirements.clusters = chip.clusters;
    metadata.requirements.tilesPerCluster = chip.tilesPerCluster;
  } catch (const Failure &failure) {
    return DirectiveError{words[1].column, failure.what()};
  }
  return std::nullopt;
}

Error EntryDirectives::require(std::span<const Word> words) {
  std::string keys;
  for (const RequirementRow &row : requirementRows()) {
    keys += concat(keys.empty() ? "" : ", ", row.key);
    if (row.key != words[1].text)
      continue;
    std::optional<uint64_t> number = wholeNumber(words[2].text);
    if (!number)
      return DirectiveError{words[2].column,
                            concat("'", words[2].text, "' is no number")};
    metadata.requirements.*row.needed = *number;
    return std::nullopt;
  }
  return DirectiveError{
      words[1].column,
      concat("no requirement '", words[1].text, "'; there are ", keys)};
}

Error EntryDirectives::entry(std::span<const Word> words) {
  std::string name(words[1].text);
  if (!isSymbolName(name))
    return DirectiveError{words[1].column, concat("'", name, "' is no label")};
  if (std::ranges::find(metadata.entries, name, &EntryPoint::name) !=
      metadata.entries.end())
    return DirectiveError{words[1].column, concat("a second entry ", name)};
  metadata.entries.push_back({name, 0, {}});
  return std::nullopt;
}

Error EntryDirectives::argument(std::span<const Word> words) {
  if (metadata.entries.empty())
    return DirectiveError{words[0].column,
                          "an argument belongs to the .alc.entry before it"};
  ProgramArgument argument;
  argument.name = words[2].text;
  const Word &last = words[3];
  if (words[1].text == "input" || words[1].text == "output") {
    argument.kind =
        words[1].text == "input" ? ArgumentKind::Input : ArgumentKind::Output;
    if (Error error = readShape(last, argument))
      return error;
  } else if (words[1].text == "workspace") {
    argument.kind = ArgumentKind::Workspace;
    std::optional<uint64_t> bytes = wholeNumber(last.text);
    if (!bytes)
      return DirectiveError{last.column,
                            concat("'", last.text, "' is no number of bytes")};
    argument.bytes = *bytes;
  } else if (words[1].text == "weights") {
    argument.kind = ArgumentKind::Weights;
    if (last.text.size() < 3 || last.text.front() != '"' ||
        last.text.back() != '"')
      return DirectiveError{last.column,
                            "weights take the name of a file in quotes"};
    std::string file(last.text.substr(1, last.text.size() - 2));
    if (!weightsFile.empty() && weightsFile != file)
      return DirectiveError{
          last.column,
          "a program has one file of weights, and another is named"};
    weightsFile = file;
  } else {
    return DirectiveError{words[1].column,
                          concat("'", words[1].text,
                                 "' is no kind of argument: input, output, "
                                 "workspace or weights")};
  }
  metadata.entries.back().arguments.push_back(std::move(argument));
  return std::nullopt;
}

} // namespace alcyone::isa
