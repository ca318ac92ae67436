// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/SizeLimits.h"

#include "isa/engines/Concat.h"
#include "isa/engines/Scanner.h"
#include "isa/support/AddressMap.h"

#include <algorithm>
#include <array>

namespace alcyone::isa {

static constexpr uint64_t maxRepetitions = 4096;

static bool isOneOf(std::string_view word,
                    std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, word) != names.end();
}

// Whether every operand is a number up to `limit`, or a difference of symbols.
static bool areSmall(std::span<const Word> operands, uint64_t limit) {
  for (const Word &word : operands) {
    if (word.text.find_first_of("*<(~") != std::string_view::npos)
      return false;
    std::string_view rest = word.text;
    while (!rest.empty()) {
      size_t end = std::min(rest.find_first_of(",;+-"), rest.size() - 1) + 1;
      Scanner scanner(rest.substr(0, end));
      bool isNumber = rest[0] >= '0' && rest[0] <= '9';
      std::optional<Number> number =
          isNumber ? scanner.number() : Number{0, false};
      for (char separator : {',', ';', '+', '-'})
        scanner.accept(separator);
      bool isWhole = !isNumber || scanner.atEnd();
      if (!number || !isWhole || number->magnitude > limit)
        return false;
      rest.remove_prefix(end);
    }
  }
  return true;
}

std::optional<DirectiveError> SizeLimits::check(std::span<const Word> words) {
  for (size_t i = 0; i < words.size(); ++i) {
    const Word &word = words[i];
    auto operands = words.subspan(i + 1);
    if (isOneOf(word.text, {".include", ".incbin"}))
      return DirectiveError{
          word.column,
          concat(word.text, " is not supported: a program is one file")};
    if (isOneOf(word.text, {".endr", ".endm", ".endmacro"}))
      loops -= loops > 0;
    if (isOneOf(word.text, {".rept", ".rep", ".irp", ".irpc", ".macro"}) &&
        loops++ > 0)
      return DirectiveError{word.column,
                            concat(word.text, " cannot be nested")};
    if (isOneOf(word.text, {".rept", ".rep"}) &&
        !areSmall(operands, maxRepetitions))
      return DirectiveError{
          word.column,
          concat(word.text, " takes a number up to ", maxRepetitions)};
    bool pads = word.text.starts_with(".ds") || word.text.starts_with(".dcb") ||
                isOneOf(word.text, {".zero", ".space", ".skip", ".fill", ".org",
                                    ".balign", ".align", ".p2align", ".balignw",
                                    ".balignl", ".p2alignw", ".p2alignl"});
    if (pads && !areSmall(operands, address::maxTcmBytes))
      return DirectiveError{word.column,
                            concat(word.text, " takes numbers up to ",
                                   hex(address::maxTcmBytes),
                                   ", the largest control memory")};
  }
  return std::nullopt;
}

} // namespace alcyone::isa
