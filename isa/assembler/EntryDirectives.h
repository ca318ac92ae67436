// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The directives that become the program file's metadata: .alc.chip,
// .alc.require, .alc.entry and .alc.argument.
#pragma once

#include "isa/assembler/Lines.h"
#include "isa/program/Metadata.h"

#include <optional>
#include <span>

namespace alcyone::isa {

class EntryDirectives {
public:
  EntryDirectives() { metadata.compiledFor = "nano"; }

  // True if the first word is one of these directives.
  static bool knows(std::string_view directive);
  // Precondition: words is not empty and knows(words[0].text).
  std::optional<DirectiveError> handle(std::span<const Word> words);

  ProgramMetadata metadata;
  std::string weightsFile;

private:
  std::optional<DirectiveError> chip(std::span<const Word> words);
  std::optional<DirectiveError> require(std::span<const Word> words);
  std::optional<DirectiveError> entry(std::span<const Word> words);
  std::optional<DirectiveError> argument(std::span<const Word> words);
};

} // namespace alcyone::isa
