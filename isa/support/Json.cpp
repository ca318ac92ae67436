// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/support/Json.h"

#include "isa/support/JsonKeys.h"
#include "isa/support/NumberText.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>

namespace alcyone::isa {

namespace {

std::string joined(std::string_view path, std::string_view key) {
  return path.empty() ? std::string(key)
                      : std::string(path) + "." + std::string(key);
}

// A value in a message, cut short if it is long.
std::string shown(const boost::json::value &value) {
  if (value.is_object())
    return "an object";
  if (value.is_array())
    return "a list";
  if (value.is_double())
    return numberText(value.get_double());
  std::string text = boost::json::serialize(value);
  return text.size() <= 60 ? text : text.substr(0, 57) + "...";
}

} // namespace

JsonDocument::JsonDocument(std::string_view text, std::string origin,
                           Category category, uint64_t maxBytes)
    : text(text), origin(std::move(origin)), category(category) {
  if (text.size() > maxBytes)
    failAt("", "is " + std::to_string(text.size()) + " bytes long; at most " +
                   std::to_string(maxBytes) + " are read");
  if (auto problem = checkJson(text))
    isa::fail(category, this->origin + ":" + std::to_string(problem->line) +
                            ":" + std::to_string(problem->column) + ": " +
                            problem->message);
  value = boost::json::parse(text);
}

JsonNode JsonDocument::root() const { return JsonNode(*this, value, ""); }

void JsonDocument::failAt(std::string_view path,
                          const std::string &problem) const {
  std::string message = origin;
  if (unsigned line = path.empty() ? 0 : lineOfJsonKey(text, path))
    message += ":" + std::to_string(line);
  message += ": ";
  if (!path.empty())
    message += std::string(path) + ": ";
  isa::fail(category, message + problem);
}

void JsonNode::fail(const std::string &problem) const {
  document->failAt(path, problem);
}

void JsonNode::failKind(std::string_view wanted) const {
  fail("must be " + std::string(wanted) + ", not " + shown(*value));
}

const boost::json::object &JsonNode::object() const {
  if (!value->is_object())
    failKind("an object");
  return value->get_object();
}

JsonNode JsonNode::member(std::string_view key) const {
  if (auto found = optionalMember(key))
    return *found;
  fail("key \"" + std::string(key) + "\" is missing");
}

std::optional<JsonNode> JsonNode::optionalMember(std::string_view key) const {
  const boost::json::object &members = object();
  auto found = members.find(boost::json::string_view(key.data(), key.size()));
  if (found == members.end())
    return std::nullopt;
  return JsonNode(*document, found->value(), joined(path, key));
}

void JsonNode::onlyKeys(std::span<const std::string_view> allowed) const {
  for (const auto &member : object()) {
    std::string_view key(member.key().data(), member.key().size());
    if (std::find(allowed.begin(), allowed.end(), key) != allowed.end())
      continue;
    std::string names;
    for (std::string_view name : allowed)
      names += (names.empty() ? "" : ", ") + std::string(name);
    document->failAt(joined(path, key), "unknown key; known here: " + names);
  }
}

size_t JsonNode::size() const {
  if (!value->is_array())
    failKind("a list");
  return value->get_array().size();
}

JsonNode JsonNode::element(size_t index) const {
  if (index >= size())
    fail("element " + std::to_string(index) + " is missing");
  return JsonNode(*document, value->get_array()[index],
                  path + "[" + std::to_string(index) + "]");
}

uint64_t JsonNode::integer(uint64_t min, uint64_t max) const {
  if (!value->is_number())
    failKind("a whole number");
  uint64_t result = 0;
  bool fits = true;
  if (value->is_uint64()) {
    result = value->get_uint64();
  } else if (value->is_int64()) {
    fits = value->get_int64() >= 0;
    result = uint64_t(value->get_int64());
  } else {
    double real = value->get_double();
    constexpr double exactLimit = 9007199254740992.0; // 2^53
    if (real != std::floor(real))
      failKind("a whole number");
    fits = real >= 0 && real <= exactLimit;
    result = fits ? uint64_t(real) : 0;
  }
  if (!fits || result < min || result > max)
    failKind("from " + std::to_string(min) + " to " + std::to_string(max));
  return result;
}

double JsonNode::number(double min, double max) const {
  if (!value->is_number())
    failKind("a number");
  double result = value->to_number<double>();
  if (!(result >= min && result <= max))
    failKind("from " + numberText(min) + " to " + numberText(max));
  return result;
}

std::string_view JsonNode::string() const {
  if (!value->is_string())
    failKind("a string");
  return {value->get_string().data(), value->get_string().size()};
}

} // namespace alcyone::isa
