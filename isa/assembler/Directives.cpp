// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/Directives.h"

#include "isa/assembler/Descriptor.h"
#include "isa/assembler/EntryDirectives.h"
#include "isa/assembler/Lines.h"
#include "isa/assembler/SizeLimits.h"
#include "isa/engines/Concat.h"
#include "isa/generated/MicroInstructions.h"

#include <algorithm>
#include <map>
#include <optional>

namespace alcyone::isa {

namespace {

// A .alc.micro block that is open.
struct MicroBlock {
  std::string name;
  unsigned line;
  int section = -1;
  MicroLengths lengths{};
};

class Expander {
public:
  Expander(std::string_view source, const std::string &sourceName,
           Diagnostics &diagnostics)
      : lines(splitLines(source)), sourceName(sourceName),
        diagnostics(diagnostics) {}

  ExpandedSource run();

private:
  void expandLine(const std::string &code);
  void expandDirective(const std::string &code, std::span<const Word> words);
  void beginDescriptor(const std::string &code, std::span<const Word> words);
  void beginMicro(std::span<const Word> words);
  void expandMicroLine(const std::string &code, std::span<const Word> words);
  void beginMicroSection(const Word &word);
  void endMicro();
  std::string epilogue() const;

  void report(unsigned column, std::string message) {
    diagnostics.push_back({line, column, std::move(message)});
  }

  std::vector<std::string> lines;
  const std::string &sourceName;
  Diagnostics &diagnostics;

  unsigned line = 0; // the current one, from 1
  std::vector<std::string> output;
  SizeLimits limits;
  EntryDirectives entries;
  std::optional<MicroBlock> micro;
  std::map<std::string, MicroLengths> microPrograms;
  std::vector<DescriptorDirective> descriptors;
};

void Expander::beginDescriptor(const std::string &code,
                               std::span<const Word> words) {
  size_t comma = code.find(',');
  if (comma == std::string::npos || words.size() < 2)
    return report(words[0].column,
                  "the form is .alc.inst LABEL, INSTRUCTION FIELD=VALUE, ...");
  std::string_view label = words[1].text.substr(0, words[1].text.find(','));
  if (!isSymbolName(label))
    return report(words[1].column, concat("'", label, "' is no label"));
  if (code.find_first_not_of(" \t", words[1].column - 1 + label.size()) !=
      comma)
    return report(words[1].column,
                  concat("expected ',' after the label ", label));
  size_t text = std::min(code.find_first_not_of(" \t", comma + 1), code.size());
  auto &locations = entries.metadata.locations;
  locations.push_back(
      concat(sourceName, ":", line, ":", words[0].column, " ", label));
  descriptors.push_back({std::string(label), code.substr(text), line,
                         unsigned(text) + 1, uint32_t(locations.size() - 1)});
}

void Expander::beginMicro(std::span<const Word> words) {
  if (words.size() != 2 || !isSymbolName(words[1].text))
    return report(words[0].column, "the form is .alc.micro LABEL");
  micro = MicroBlock{std::string(words[1].text), line};
  output.back() = objectBegin(microSymbolPrefix, micro->name, 4);
}

void Expander::beginMicroSection(const Word &word) {
  std::string_view name = word.text.substr(0, word.text.size() - 1);
  auto found = std::ranges::find(microSections, name);
  int section = int(found - microSections.begin());
  if (found == microSections.end())
    return report(
        word.column,
        concat("'", name, "' is no section: setup, before, body or after"));
  if (section <= micro->section)
    return report(
        word.column,
        "sections stand once each, in the order setup, before, body, after");
  micro->section = section;
}

void Expander::endMicro() {
  output.back() = objectEnd(microSymbolPrefix, micro->name).substr(2);
  microPrograms[micro->name] = micro->lengths;
  micro.reset();
}

void Expander::expandMicroLine(const std::string &code,
                               std::span<const Word> words) {
  output.back().clear();
  if (words.empty())
    return;
  if (words[0].text == ".alc.end")
    return endMicro();
  if (words.size() == 1 && words[0].text.ends_with(':'))
    return beginMicroSection(words[0]);
  if (micro->section < 0)
    return report(words[0].column,
                  "a section comes first: setup:, before:, body: or after:");
  auto parsed = parseMicro(code);
  if (!parsed)
    return report(parsed.error().column, parsed.error().message);
  if (++micro->lengths[size_t(micro->section)] > 255)
    return report(words[0].column,
                  "a section has at most 255 micro-instructions");
  output.back() = concat(".word ", encodeMicro(*parsed));
}

void Expander::expandDirective(const std::string &code,
                               std::span<const Word> words) {
  output.back().clear();
  if (EntryDirectives::knows(words[0].text)) {
    if (auto error = entries.handle(words))
      report(error->column, error->message);
  } else if (words[0].text == ".alc.inst") {
    beginDescriptor(code, words);
  } else if (words[0].text == ".alc.micro") {
    beginMicro(words);
  } else if (words[0].text == ".alc.end") {
    report(words[0].column, ".alc.end without .alc.micro");
  } else {
    report(words[0].column, concat("unknown directive ", words[0].text));
  }
}

void Expander::expandLine(const std::string &code) {
  output.push_back(code);
  std::vector<Word> words = splitWords(code);
  if (micro)
    expandMicroLine(code, words);
  else if (!words.empty() && words[0].text.starts_with(".alc."))
    expandDirective(code, words);
  else if (auto error = limits.check(words))
    report(error->column, error->message);
}

// Room for the addresses of the arguments of whichever entry is started, and
// the architecture for other tools.
std::string Expander::epilogue() const {
  size_t most = 0;
  for (const EntryPoint &entry : entries.metadata.entries)
    most = std::max(most, entry.arguments.size());
  return concat(
      ".attribute arch, \"rv64i2p1_m2p0\"; .section .bss; .balign 8; .type ",
      argumentsSymbol, ",@object; ", argumentsSymbol, ": .zero ", 8 * most,
      "; .size ", argumentsSymbol, ", ", 8 * most, "\n");
}

ExpandedSource Expander::run() {
  for (const std::string &code : lines) {
    ++line;
    expandLine(code);
  }
  if (micro)
    diagnostics.push_back(
        {micro->line, 1,
         concat(".alc.micro ", micro->name, " has no .alc.end")});
  if (entries.metadata.entries.empty())
    diagnostics.push_back(
        {1, 1, "no .alc.entry: a program needs a label to start at"});
  for (const DescriptorDirective &directive : descriptors)
    output[directive.line - 1] =
        expandDescriptor(directive, microPrograms, diagnostics);

  std::string text;
  for (const std::string &code : output)
    text += code + "\n";
  text += epilogue();
  return {std::move(text), std::move(entries.metadata),
          std::move(entries.weightsFile)};
}

} // namespace

ExpandedSource expandDirectives(std::string_view source,
                                const std::string &sourceName,
                                Diagnostics &diagnostics) {
  return Expander(source, sourceName, diagnostics).run();
}

} // namespace alcyone::isa
