// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What reading text gives: the value, or what is wrong and where.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace alcyone::isa {

struct ParseError {
  unsigned column; // of the text, from 1
  std::string message;
};

template <class Value> class ParseResult {
public:
  ParseResult(Value value) : content(std::move(value)) {}
  ParseResult(ParseError error) : content(std::move(error)) {}

  explicit operator bool() const {
    return std::holds_alternative<Value>(content);
  }
  const Value &operator*() const { return std::get<Value>(content); }
  const Value *operator->() const { return &std::get<Value>(content); }
  const ParseError &error() const { return std::get<ParseError>(content); }

private:
  std::variant<Value, ParseError> content;
};

} // namespace alcyone::isa
