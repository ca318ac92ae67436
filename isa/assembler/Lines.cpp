// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/Lines.h"

#include <algorithm>

namespace alcyone::isa {

// Blanks the comments of a line; `inComment` tells whether a /* */ is open.
static std::string blankComments(std::string_view text, bool &inComment) {
  std::string code(text);
  bool inString = false;
  for (size_t i = 0; i < code.size(); ++i) {
    std::string_view two = text.substr(i, 2);
    if (inComment) {
      inComment = two != "*/";
      code[i] = ' ';
      if (!inComment)
        code[++i] = ' ';
    } else if (inString) {
      i += code[i] == '\\';
      inString = i < code.size() && code[i] != '"';
    } else if (code[i] == '\'') {
      i += two == "'\\" ? 2 : 1; // a character: '#' is no comment
    } else if (two == "/*") {
      inComment = true;
      code[i] = ' ';
      code[++i] = ' ';
    } else if (two == "//" || code[i] == '#') {
      std::fill(code.begin() + std::ptrdiff_t(i), code.end(), ' ');
    } else {
      inString = code[i] == '"';
    }
  }
  return code;
}

std::vector<std::string> splitLines(std::string_view source) {
  std::vector<std::string> lines;
  bool inComment = false;
  while (!source.empty()) {
    size_t end = source.find('\n');
    std::string_view text = source.substr(0, end);
    source.remove_prefix(end == std::string_view::npos ? source.size()
                                                       : end + 1);
    if (text.ends_with('\r'))
      text.remove_suffix(1);
    lines.push_back(blankComments(text, inComment));
  }
  return lines;
}

std::vector<Word> splitWords(std::string_view code) {
  std::vector<Word> words;
  for (size_t i = 0; i < code.size();) {
    if (code[i] == ' ' || code[i] == '\t') {
      ++i;
      continue;
    }
    size_t end =
        code[i] == '"' ? code.find('"', i + 1) : code.find_first_of(" \t", i);
    end = end == std::string_view::npos ? code.size() : end + (code[i] == '"');
    words.push_back({code.substr(i, end - i), unsigned(i) + 1});
    i = end;
  }
  return words;
}

bool isSymbolName(std::string_view text) {
  auto legal = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '$';
  };
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') &&
         std::ranges::all_of(text, legal);
}

} // namespace alcyone::isa
