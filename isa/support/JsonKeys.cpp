// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/support/JsonKeys.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <unordered_set>
#include <vector>

namespace alcyone::isa {

namespace {

// Follows Boost's event parser with the path of the value being read. The names
// of its members are Boost's.
class KeyWatcher {
public:
  static constexpr size_t max_object_size = size_t(-1);
  static constexpr size_t max_array_size = size_t(-1);
  static constexpr size_t max_key_size = size_t(-1);
  static constexpr size_t max_string_size = size_t(-1);
  using Error = boost::json::error_code;
  using View = boost::json::string_view;

  // `wanted` empty: look for a key that comes twice; otherwise find that path.
  KeyWatcher(std::string_view text, std::string_view wanted)
      : text(text), wanted(wanted) {}

  bool on_document_begin(Error &) { return true; }
  bool on_document_end(Error &) { return true; }
  bool on_object_begin(Error &) { return open(false); }
  bool on_object_end(size_t, Error &) { return close(); }
  bool on_array_begin(Error &) { return open(true); }
  bool on_array_end(size_t, Error &) { return close(); }
  bool on_key_part(View part, size_t, Error &) {
    key.append(part.data(), part.size());
    return true;
  }
  bool on_key(View part, size_t, Error &error) {
    key.append(part.data(), part.size());
    Frame &frame = frames.back();
    frame.key = std::exchange(key, {});
    if (!wanted.empty())
      return remember(part);
    if (frame.seen.insert(frame.key).second)
      return true;
    duplicate = frame.key;
    error = boost::json::error::syntax;
    return false;
  }
  bool on_string_part(View, size_t, Error &) { return true; }
  bool on_string(View, size_t, Error &) { return next(); }
  bool on_number_part(View, Error &) { return true; }
  bool on_int64(int64_t, View, Error &) { return next(); }
  bool on_uint64(uint64_t, View, Error &) { return next(); }
  bool on_double(double, View, Error &) { return next(); }
  bool on_bool(bool, Error &) { return next(); }
  bool on_null(Error &) { return next(); }
  bool on_comment_part(View, Error &) { return true; }
  bool on_comment(View, Error &) { return true; }

  std::optional<std::string> duplicate;
  size_t offset = std::string_view::npos; // of the best key so far

private:
  struct Frame {
    bool array;
    size_t index = 0;
    std::string key;
    std::unordered_set<std::string> seen;
  };

  bool open(bool array) {
    frames.push_back({array, 0, {}, {}});
    return true;
  }
  bool close() {
    frames.pop_back();
    return next();
  }
  bool next() {
    if (!frames.empty())
      ++frames.back().index;
    return true;
  }

  // A key whose text has no escapes is passed as a piece of the input itself.
  bool remember(View part) {
    std::string path;
    for (const Frame &frame : frames)
      if (frame.array)
        path += "[" + std::to_string(frame.index) + "]";
      else
        path += (path.empty() ? "" : ".") + frame.key;
    bool onTheWay = wanted.starts_with(path) &&
                    (wanted.size() == path.size() ||
                     wanted[path.size()] == '.' || wanted[path.size()] == '[');
    const char *start = part.data();
    if (onTheWay && path.size() >= best && start >= text.data() &&
        start <= text.data() + text.size()) {
      best = path.size();
      offset = size_t(start - text.data());
    }
    return true;
  }

  std::string_view text;
  std::string_view wanted;
  std::vector<Frame> frames;
  std::string key;
  size_t best = 0;
};

unsigned lineAt(std::string_view text, size_t offset) {
  return 1 + unsigned(std::count(text.begin(), text.begin() + offset, '\n'));
}

} // namespace

std::optional<JsonProblem> checkJson(std::string_view text) {
  boost::json::basic_parser<KeyWatcher> parser(boost::json::parse_options(),
                                               text, std::string_view());
  boost::json::error_code error;
  size_t end = parser.write_some(false, text.data(), text.size(), error);
  if (!error && end == text.size())
    return std::nullopt;
  end = std::min(end, text.size());
  size_t lineStart = end == 0 ? 0 : text.rfind('\n', end - 1) + 1;
  JsonProblem problem{lineAt(text, end), unsigned(end - lineStart + 1), ""};
  if (parser.handler().duplicate)
    problem.message =
        "key \"" + *parser.handler().duplicate + "\" is there twice";
  else if (error == boost::json::error::incomplete)
    problem.message = "not JSON: the text ends too early";
  else
    problem.message =
        "not JSON: " + (error ? error.message() : "text after the end");
  return problem;
}

unsigned lineOfJsonKey(std::string_view text, std::string_view path) {
  boost::json::basic_parser<KeyWatcher> parser(boost::json::parse_options(),
                                               text, path);
  boost::json::error_code error;
  parser.write_some(false, text.data(), text.size(), error);
  size_t offset = parser.handler().offset;
  return offset == std::string_view::npos ? 0 : lineAt(text, offset);
}

} // namespace alcyone::isa
