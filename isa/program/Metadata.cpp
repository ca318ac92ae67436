// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/program/Metadata.h"

#include "isa/generated/Instructions.h"
#include "isa/support/AddressMap.h"
#include "isa/support/Json.h"
#include "isa/support/NumberText.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iterator>

namespace alcyone::isa {

namespace {

namespace json = boost::json;

// Far beyond real programs; they keep a hostile file from costing anything.
constexpr uint64_t maxJsonBytes = 16 << 20;
constexpr size_t maxEntries = 1000;
constexpr size_t maxArguments = 1000;
constexpr size_t maxRank = 16;
constexpr size_t maxLocations = 1 << 20;
constexpr size_t maxNameBytes = 1000;

struct TypeRow {
  std::string_view name;
  unsigned bytes;
};
// In the order of ElementType.
constexpr TypeRow types[] = {{"f32", 4}, {"bf16", 2}, {"i64", 8},
                             {"i32", 4}, {"i8", 1},   {"i1", 1}};
// In the order of ArgumentKind.
constexpr std::string_view kinds[] = {"weights", "workspace", "input",
                                      "output"};

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

bool isPlainBytes(ArgumentKind kind) {
  return kind == ArgumentKind::Weights || kind == ArgumentKind::Workspace;
}

// The index of the node's text among `names`.
template <typename Names> size_t choice(const JsonNode &node, Names names) {
  std::string_view text = node.string();
  std::string list;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text)
      return i;
    list += (i ? ", " : "") + std::string(names[i]);
  }
  node.fail("must be one of " + list);
}

std::vector<std::string_view> typeNames() {
  std::vector<std::string_view> names;
  for (const TypeRow &row : types)
    names.push_back(row.name);
  return names;
}

std::string readName(const JsonNode &node) {
  std::string_view text = node.string();
  if (text.empty() || text.size() > maxNameBytes)
    node.fail("must have 1 to " + std::to_string(maxNameBytes) + " characters");
  return std::string(text);
}

size_t limitedSize(const JsonNode &node, size_t limit) {
  if (node.size() > limit)
    node.fail("has " + std::to_string(node.size()) + " elements; at most " +
              std::to_string(limit) + " are supported");
  return node.size();
}

// Shape and bytes must say the same; plain bytes may leave the shape out.
void readShape(const JsonNode &node, ProgramArgument &argument) {
  if (isPlainBytes(argument.kind) && !node.optionalMember("shape"))
    return;
  JsonNode shape = node.member("shape");
  uint64_t bytes = elementBytes(argument.type);
  for (size_t i = 0; i < limitedSize(shape, maxRank); ++i) {
    uint64_t extent = shape.element(i).integer(0, address::maxHbmBytes);
    if (__builtin_mul_overflow(bytes, extent, &bytes))
      shape.fail("is larger than any memory");
    argument.shape.push_back(extent);
  }
  if (bytes != argument.bytes)
    node.member("bytes").fail("must be " + std::to_string(bytes) +
                              " to hold the shape in " +
                              std::string(elementTypeName(argument.type)) +
                              ", not " + std::to_string(argument.bytes));
}

ProgramArgument readArgument(const JsonNode &node) {
  constexpr std::string_view keys[] = {"kind", "name", "type", "shape",
                                       "bytes"};
  node.onlyKeys(keys);
  ProgramArgument argument;
  argument.kind = ArgumentKind(
      choice(node.member("kind"), std::span<const std::string_view>(kinds)));
  argument.name = readName(node.member("name"));
  if (!isPlainBytes(argument.kind) || node.optionalMember("type"))
    argument.type = ElementType(choice(node.member("type"), typeNames()));
  argument.bytes = node.member("bytes").integer(0, address::maxHbmBytes);
  readShape(node, argument);
  return argument;
}

// What is wrong with arguments each of which is fine.
void checkTogether(const JsonNode &node,
                   const std::vector<ProgramArgument> &arguments) {
  size_t weights = 0;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].kind == ArgumentKind::Weights && ++weights > 1)
      node.element(i).fail("there can be only one argument of kind weights");
    for (size_t k = 0; k < i; ++k)
      if (arguments[i].name == arguments[k].name)
        node.element(i).fail("a second argument of the name " +
                             arguments[i].name);
  }
}

EntryPoint readEntry(const JsonNode &node) {
  constexpr std::string_view keys[] = {"name", "address", "arguments"};
  node.onlyKeys(keys);
  EntryPoint entry;
  entry.name = readName(node.member("name"));
  entry.address = node.member("address").integer(0, address::maxTcmBytes - 1);
  if (entry.address % 4 != 0)
    node.member("address").fail("must be a multiple of 4");
  JsonNode arguments = node.member("arguments");
  for (size_t i = 0; i < limitedSize(arguments, maxArguments); ++i)
    entry.arguments.push_back(readArgument(arguments.element(i)));
  checkTogether(arguments, entry.arguments);
  return entry;
}

Requirements readRequirements(const JsonNode &node) {
  std::vector<std::string_view> keys;
  for (const RequirementRow &row : requirementRows())
    keys.push_back(row.key);
  node.onlyKeys(keys);
  Requirements requirements;
  for (const RequirementRow &row : requirementRows())
    requirements.*row.needed =
        node.member(row.key).integer(row.exact ? 1 : 0, address::maxHbmBytes);
  if (requirements.tcpMemoryBytes > address::maxTcmBytes)
    node.member("tcp.memory_bytes")
        .fail("is more than the address map has room for");
  return requirements;
}

void readEntries(const JsonNode &root, ProgramMetadata &metadata) {
  JsonNode entries = root.member("entries");
  size_t most = 0;
  for (size_t i = 0; i < limitedSize(entries, maxEntries); ++i) {
    EntryPoint entry = readEntry(entries.element(i));
    for (const EntryPoint &other : metadata.entries)
      if (other.name == entry.name)
        entries.element(i).fail("a second entry of the name " + entry.name);
    most = std::max(most, entry.arguments.size());
    metadata.entries.push_back(std::move(entry));
  }
  if (metadata.entries.empty())
    entries.fail("must name at least one entry");
  JsonNode table = root.member("arguments_address");
  metadata.argumentsAddress = table.integer(0, address::maxTcmBytes);
  uint64_t end = metadata.argumentsAddress + 8 * most;
  if (metadata.argumentsAddress % 8 != 0)
    table.fail("must be a multiple of 8");
  if (end > metadata.requirements.tcpMemoryBytes)
    table.fail("the table of " + std::to_string(most) +
               " addresses there ends at " + hexText(end) +
               ", beyond the required tcp.memory_bytes " +
               std::to_string(metadata.requirements.tcpMemoryBytes));
}

json::object toJson(const ProgramArgument &argument) {
  json::object result;
  result["kind"] = view(argumentKindName(argument.kind));
  result["name"] = argument.name;
  if (!isPlainBytes(argument.kind) || !argument.shape.empty()) {
    result["type"] = view(elementTypeName(argument.type));
    result["shape"] = json::array(argument.shape.begin(), argument.shape.end());
  }
  result["bytes"] = argument.bytes;
  return result;
}

json::object toJson(const EntryPoint &entry) {
  json::array arguments;
  for (const ProgramArgument &argument : entry.arguments)
    arguments.push_back(toJson(argument));
  json::object result;
  result["name"] = entry.name;
  result["address"] = entry.address;
  result["arguments"] = std::move(arguments);
  return result;
}

} // namespace

std::string_view elementTypeName(ElementType type) {
  return types[size_t(type)].name;
}
unsigned elementBytes(ElementType type) { return types[size_t(type)].bytes; }
std::string_view argumentKindName(ArgumentKind kind) {
  return kinds[size_t(kind)];
}

std::string metadataToJson(const ProgramMetadata &metadata) {
  json::object needed;
  for (const RequirementRow &row : requirementRows())
    needed[view(row.key)] = metadata.requirements.*row.needed;
  json::array entries;
  for (const EntryPoint &entry : metadata.entries)
    entries.push_back(toJson(entry));
  json::object root;
  root["isa_version"] = unsigned(isaVersion);
  root["compiled_for"] = metadata.compiledFor;
  root["requires"] = std::move(needed);
  root["arguments_address"] = metadata.argumentsAddress;
  root["entries"] = std::move(entries);
  root["locations"] =
      json::array(metadata.locations.begin(), metadata.locations.end());
  return json::serialize(root);
}

ProgramMetadata metadataFromJson(std::string_view text, std::string origin) {
  JsonDocument document(text, std::move(origin), Category::BadInput,
                        maxJsonBytes);
  JsonNode root = document.root();
  JsonNode version = root.member("isa_version");
  if (uint64_t number = version.integer(0, UINT32_MAX); number != isaVersion)
    version.fail("the program is for ISA version " + std::to_string(number) +
                 ", but this is version " + std::to_string(isaVersion));
  constexpr std::string_view keys[] = {"isa_version", "compiled_for",
                                       "requires",    "arguments_address",
                                       "entries",     "locations"};
  root.onlyKeys(keys);
  ProgramMetadata metadata;
  metadata.compiledFor = readName(root.member("compiled_for"));
  metadata.requirements = readRequirements(root.member("requires"));
  readEntries(root, metadata);
  JsonNode locations = root.member("locations");
  metadata.locations.clear();
  for (size_t i = 0; i < limitedSize(locations, maxLocations); ++i)
    metadata.locations.emplace_back(locations.element(i).string());
  return metadata;
}

} // namespace alcyone::isa
