// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/random/Selection.h"

#include "isa/support/Failure.h"

#include <charconv>

namespace alcyone::random {

static constexpr std::string_view onceMark = "x1", nothing = "none";

std::string selection(const RandomProgram &rest, const RandomProgram &whole) {
  if (rest.operations.empty())
    return std::string(nothing);
  std::string text;
  for (const Operation &operation : rest.operations) {
    text += (text.empty() ? "" : ",") + std::to_string(operation.number);
    if (operation.repeat != whole.operations[operation.number].repeat)
      text += onceMark;
  }
  return text;
}

RandomProgram select(const RandomProgram &whole, std::string_view selection) {
  RandomProgram rest = whole;
  rest.operations.clear();
  if (selection == nothing)
    return rest;
  const std::string all(selection);
  do {
    const std::string_view word = selection.substr(0, selection.find(','));
    selection.remove_prefix(std::min(word.size() + 1, selection.size()));
    unsigned number = 0;
    const auto [end, error] =
        std::from_chars(word.data(), word.data() + word.size(), number);
    const std::string_view mark(end, word.data() + word.size());
    if (error != std::errc() || (!mark.empty() && mark != onceMark) ||
        number >= whole.operations.size() ||
        (!rest.operations.empty() && number <= rest.operations.back().number))
      isa::fail(
          isa::Category::BadInput,
          "'" + std::string(word) + "' in '" + all +
              "' is not the number of a later operation; there are 0 to " +
              std::to_string(whole.operations.size() - 1));
    rest.operations.push_back(whole.operations[number]);
    if (!mark.empty())
      pushOnce(rest.operations.back());
  } while (!selection.empty());
  return rest;
}

} // namespace alcyone::random
