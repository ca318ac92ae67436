// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strict reading of JSON that people or strangers wrote. Text that is not JSON,
// or says a key twice, is refused with line and column; a value of the wrong
// kind with line and key path. Everything throws Failure of the category given
// to JsonDocument.
#pragma once

#include "isa/support/Failure.h"

#include <boost/json/value.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace alcyone::isa {

class JsonNode;

// Owns the parsed text. `origin` (a file name) begins every message; `text` has
// to outlive the document.
class JsonDocument {
public:
  JsonDocument(std::string_view text, std::string origin, Category category,
               uint64_t maxBytes);

  JsonNode root() const;

  // "origin:line: path: problem". An unknown path blames the innermost key of
  // it that is there.
  [[noreturn]] void failAt(std::string_view path,
                           const std::string &problem) const;

private:
  std::string_view text;
  std::string origin;
  Category category;
  boost::json::value value;
};

// One value of a document together with its path ("tcp.memory_bytes[0]").
class JsonNode {
public:
  JsonNode(const JsonDocument &document, const boost::json::value &value,
           std::string path)
      : document(&document), value(&value), path(std::move(path)) {}

  // Object access. `onlyKeys` refuses any key that is not in `allowed`.
  JsonNode member(std::string_view key) const;
  std::optional<JsonNode> optionalMember(std::string_view key) const;
  void onlyKeys(std::span<const std::string_view> allowed) const;

  // Array access.
  size_t size() const;
  JsonNode element(size_t index) const;

  // Integers may be written as 1.43e9 if they are whole.
  uint64_t integer(uint64_t min, uint64_t max) const;
  double number(double min, double max) const;
  std::string_view string() const;

  [[noreturn]] void fail(const std::string &problem) const;

private:
  const boost::json::object &object() const;
  [[noreturn]] void failKind(std::string_view wanted) const;

  const JsonDocument *document;
  const boost::json::value *value;
  std::string path;
};

} // namespace alcyone::isa
