// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a parsed JSON value no longer tells: where in the text a key stands, and
// whether it stands there twice. Used by Json.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace alcyone::isa {

struct JsonProblem {
  unsigned line;
  unsigned column;
  std::string message;
};

// Nothing if the text is strict JSON (UTF-8, at most 32 levels) in which no
// object says a key twice.
std::optional<JsonProblem> checkJson(std::string_view text);

// Line (from 1) of the innermost key on the way to `path`, 0 if there is none.
// The text must be JSON.
unsigned lineOfJsonKey(std::string_view text, std::string_view path);

} // namespace alcyone::isa
