// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small parser for the one dictionary that .npy headers are.
#include "runtime/npy/NpyHeader.h"

#include "isa/support/Failure.h"

#include <cctype>
#include <limits>
#include <string_view>

namespace alcyone::runtime {

namespace {

constexpr std::string_view magic("\x93NUMPY", 6);
constexpr unsigned maxDimensions = 32; // NumPy's own limit
constexpr uint64_t maxBytes = uint64_t(1) << 48;

class Parser {
public:
  Parser(std::string_view text, const std::string &origin)
      : text(text), origin(origin) {}

  NpyHeader parse() {
    NpyHeader header;
    bool seen[3] = {};
    expect('{');
    while (!accept('}')) {
      const std::string key = string();
      expect(':');
      const int which = key == "descr"           ? 0
                        : key == "fortran_order" ? 1
                        : key == "shape"         ? 2
                                                 : -1;
      if (which < 0 || seen[which])
        stop("unexpected key '" + key + "' in the header");
      seen[which] = true;
      if (which == 0)
        parseType(header);
      else if (which == 1)
        header.isFortranOrder = boolean();
      else
        header.shape = shape();
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipSpace();
    if (at != text.size() || !(seen[0] && seen[1] && seen[2]))
      stop("damaged header");
    return header;
  }

private:
  [[noreturn]] void stop(const std::string &why) const {
    isa::fail(isa::Category::BadInput,
              origin + ": not a usable .npy file: " + why);
  }
  void skipSpace() {
    while (at < text.size() &&
           std::isspace(static_cast<unsigned char>(text[at])))
      ++at;
  }
  bool accept(char wanted) {
    skipSpace();
    if (at >= text.size() || text[at] != wanted)
      return false;
    ++at;
    return true;
  }
  void expect(char wanted) {
    if (!accept(wanted))
      stop(std::string("'") + wanted + "' expected in the header");
  }
  std::string string() {
    skipSpace();
    const char quote = at < text.size() ? text[at] : 0;
    if (quote != '\'' && quote != '"')
      stop("a string expected in the header");
    const size_t end = text.find(quote, at + 1);
    if (end == std::string_view::npos || end - at > 64)
      stop("damaged header");
    std::string result(text.substr(at + 1, end - at - 1));
    at = end + 1;
    return result;
  }
  bool boolean() {
    skipSpace();
    for (bool value : {false, true}) {
      const std::string_view word = value ? "True" : "False";
      if (text.substr(at, word.size()) == word) {
        at += word.size();
        return value;
      }
    }
    stop("True or False expected for fortran_order");
  }
  uint64_t number() {
    skipSpace();
    const size_t start = at;
    uint64_t value = 0;
    while (at < text.size() &&
           std::isdigit(static_cast<unsigned char>(text[at]))) {
      value = value * 10 + uint64_t(text[at++] - '0');
      if (value > maxBytes)
        stop("a dimension is too large");
    }
    if (at == start)
      stop("a number expected in the shape");
    return value;
  }
  std::vector<uint64_t> shape() {
    std::vector<uint64_t> result;
    expect('(');
    while (!accept(')')) {
      result.push_back(number());
      if (result.size() > maxDimensions)
        stop("more than 32 dimensions");
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return result;
  }
  void parseType(NpyHeader &header) {
    skipSpace();
    if (at < text.size() && text[at] == '[')
      stop("structured element types are not supported");
    const std::string type = string();
    if (!type.empty() && type[0] == '>')
      stop("big-endian element type '" + type + "'; save it as little endian");
    const bool hasOrder =
        !type.empty() &&
        std::string_view("<|=").find(type[0]) != std::string_view::npos;
    const std::string_view rest = std::string_view(type).substr(hasOrder);
    const bool isNumber =
        rest.size() == 2 &&
        std::string_view("fiubV").find(rest[0]) != std::string_view::npos;
    const unsigned bytes = isNumber ? unsigned(rest[1] - '0') : 0;
    if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8)
      stop("element type '" + type + "' is not supported");
    header.kind = rest[0];
    header.elementBytes = bytes;
  }

  std::string_view text;
  const std::string &origin;
  size_t at = 0;
};

} // namespace

uint64_t NpyHeader::elements() const {
  uint64_t count = 1;
  for (uint64_t size : shape)
    count *= size;
  return count;
}

std::string NpyHeader::typeName() const {
  return kind + std::to_string(elementBytes);
}

std::string shapeText(std::span<const uint64_t> shape) {
  std::string text = "(";
  for (size_t i = 0; i < shape.size(); ++i)
    text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + (shape.size() == 1 ? ",)" : ")");
}

// Bytes that `header` promises, or nothing if they are absurdly many.
static bool dataBytes(const NpyHeader &header, uint64_t &bytes) {
  bytes = header.elementBytes;
  for (uint64_t size : header.shape) {
    if (size != 0 && bytes > maxBytes / size)
      return false;
    bytes *= size;
  }
  return true;
}

NpyHeader parseNpyHeader(std::span<const uint8_t> file,
                         const std::string &origin) {
  const auto stop = [&](const std::string &why) {
    isa::fail(isa::Category::BadInput,
              origin + ": not a usable .npy file: " + why);
  };
  const std::string_view text(reinterpret_cast<const char *>(file.data()),
                              file.size());
  if (text.substr(0, magic.size()) != magic || text.size() < 12)
    stop("it does not begin like one");
  const unsigned major = file[6];
  if (major < 1 || major > 3)
    stop("format version " + std::to_string(major));
  const unsigned lengthBytes = major == 1 ? 2 : 4;
  uint64_t length = 0;
  for (unsigned i = 0; i < lengthBytes; ++i)
    length |= uint64_t(file[8 + i]) << (8 * i);
  const uint64_t start = 8 + lengthBytes;
  if (length > file.size() - start)
    stop("the header is cut off");
  NpyHeader header = Parser(text.substr(start, length), origin).parse();
  header.dataOffset = start + length;
  uint64_t bytes = 0;
  if (!dataBytes(header, bytes))
    stop("its shape " + shapeText(header.shape) + " is too large");
  if (bytes != file.size() - header.dataOffset)
    stop("shape " + shapeText(header.shape) + " of " + header.typeName() +
         " needs " + std::to_string(bytes) + " bytes of data, the file has " +
         std::to_string(file.size() - header.dataOffset));
  return header;
}

std::string makeNpyHeader(const NpyHeader &header) {
  const char order = header.elementBytes == 1 ? '|' : '<';
  std::string text =
      std::string("{'descr': '") + order + header.typeName() +
      "', 'fortran_order': False, 'shape': " + shapeText(header.shape) + ", }";
  constexpr size_t prefix = 10, align = 64;
  text.append(align - 1 - (prefix + text.size()) % align, ' ');
  text += '\n';
  std::string result(magic);
  result += {1, 0, char(text.size() & 0xFF), char(text.size() >> 8)};
  return result + text;
}

} // namespace alcyone::runtime
