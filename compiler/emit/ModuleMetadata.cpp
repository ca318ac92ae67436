// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/emit/ModuleMetadata.h"

#include "isa/program/ProgramFile.h"

#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectResourceBlobManager.h"

using namespace mlir;

namespace alcyone::compiler {

// Arguments start at pages, so that weights can be mapped.
static constexpr uint64_t argumentAlignment = isa::weightsAlignment;

namespace {
/// Reads one module's attributes; the first that is not as it should be is an
/// error there.
class MetadataReader {
public:
  explicit MetadataReader(ModuleOp module) : module(module) {}

  LogicalResult readArguments(isa::EntryPoint &entry) {
    auto arguments = module->getAttrOfType<ArrayAttr>("alc.arguments");
    if (!arguments)
      return module.emitError("module has no attribute alc.arguments");
    for (Attribute attribute : arguments) {
      auto fields = llvm::dyn_cast<DictionaryAttr>(attribute);
      if (!fields || failed(readArgument(fields, entry)))
        return module.emitError("malformed entry of alc.arguments: ")
               << attribute;
    }
    return success();
  }

  LogicalResult readRequirements(isa::Requirements &needs) {
    auto fields = module->getAttrOfType<DictionaryAttr>("alc.requires");
    auto set = [&](StringRef name, uint64_t &value) {
      auto number = fields.getAs<IntegerAttr>(name);
      if (number)
        value = uint64_t(number.getInt());
      return bool(number);
    };
    if (!fields || !set("l1_bytes", needs.l1Bytes) ||
        !set("semaphores", needs.semaphoreCount) ||
        !set("tdma_channels", needs.tdmaChannels))
      return module.emitError("module has no attribute alc.requires; "
                              "alc-to-llvm sets it");
    // A program is taken to use neither unless the attribute says so.
    set("l2_bytes", needs.l2Bytes);
    set("cdma_channels", needs.cdmaChannels);
    return success();
  }

private:
  LogicalResult readArgument(DictionaryAttr fields, isa::EntryPoint &entry) {
    isa::ProgramArgument argument;
    auto kind = fields.getAs<StringAttr>("kind");
    auto name = fields.getAs<StringAttr>("name");
    auto type = fields.getAs<StringAttr>("type");
    auto shape = fields.getAs<DenseI64ArrayAttr>("shape");
    auto bytes = fields.getAs<IntegerAttr>("bytes");
    if (!kind || !name || !type || !shape || !bytes)
      return failure();
    std::optional<isa::ArgumentKind> itsKind = choose(
        kind.getValue(), isa::ArgumentKind::Output, isa::argumentKindName);
    std::optional<isa::ElementType> itsType =
        choose(type.getValue(), isa::ElementType::I1, isa::elementTypeName);
    if (!itsKind || !itsType)
      return failure();
    argument.kind = *itsKind;
    argument.type = *itsType;
    argument.name = name.str();
    argument.shape.assign(shape.asArrayRef().begin(), shape.asArrayRef().end());
    argument.bytes = uint64_t(bytes.getInt());
    entry.arguments.push_back(std::move(argument));
    return success();
  }

  /// The enumerator up to `last` that has this name.
  template <class Enum>
  static std::optional<Enum> choose(StringRef text, Enum last,
                                    std::string_view (*name)(Enum)) {
    for (unsigned i = 0; i <= unsigned(last); ++i)
      if (StringRef(name(Enum(i))) == text)
        return Enum(i);
    return std::nullopt;
  }

  ModuleOp module;
};
} // namespace

FailureOr<isa::ProgramMetadata> programMetadata(ModuleOp module,
                                                const isa::Chip &chip) {
  isa::ProgramMetadata metadata;
  MetadataReader reader(module);
  auto name = module->getAttrOfType<StringAttr>("alc.entry");
  if (!name)
    return module.emitError("module has no public function to start in"),
           failure();
  isa::EntryPoint entry;
  entry.name = name.str();
  if (failed(reader.readArguments(entry)) ||
      failed(reader.readRequirements(metadata.requirements)))
    return failure();
  metadata.compiledFor = chip.name;
  metadata.requirements.clusters = chip.clusters;
  metadata.requirements.tilesPerCluster = chip.tilesPerCluster;
  for (const isa::ProgramArgument &argument : entry.arguments)
    metadata.requirements.hbmBytes +=
        llvm::alignTo(argument.bytes, argumentAlignment);
  metadata.entries.push_back(std::move(entry));
  if (auto texts = module->getAttrOfType<ArrayAttr>("alc.locations")) {
    metadata.locations.clear();
    for (StringAttr text : texts.getAsRange<StringAttr>())
      metadata.locations.push_back(text.str());
  }
  return metadata;
}

/// The bytes as they lie in memory, row-major; an i1 takes a byte.
static std::optional<isa::WeightPiece> makePiece(uint64_t offset,
                                                 ElementsAttr value) {
  uint64_t bits = value.getElementType().getIntOrFloatBitWidth();
  isa::WeightPiece piece;
  piece.offset = offset;
  piece.bytes = uint64_t(value.getNumElements()) * llvm::divideCeil(bits, 8);
  if (auto resource = llvm::dyn_cast<DenseResourceElementsAttr>(value)) {
    AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    if (!blob || blob->getData().size() != piece.bytes)
      return std::nullopt;
    piece.fill = [data = blob->getData()](std::span<uint8_t> out) {
      std::copy(data.begin(), data.end(), out.begin());
    };
    return piece;
  }
  auto dense = llvm::dyn_cast<DenseElementsAttr>(value);
  if (!dense)
    return std::nullopt;
  piece.fill = [dense, bits](std::span<uint8_t> out) {
    ArrayRef<char> data = dense.getRawData();
    if (bits == 1) {
      llvm::copy(dense.getValues<bool>(), out.begin());
    } else if (dense.isSplat()) {
      for (size_t i = 0; i < out.size(); ++i)
        out[i] = uint8_t(data[i % data.size()]);
    } else {
      std::copy(data.begin(), data.end(), out.begin());
    }
  };
  return piece;
}

FailureOr<std::vector<isa::WeightPiece>> weightPieces(ModuleOp module,
                                                      uint64_t sectionBytes) {
  std::vector<isa::WeightPiece> pieces;
  uint64_t end = 0;
  if (auto weights = module->getAttrOfType<ArrayAttr>("alc.weights"))
    for (Attribute attribute : weights) {
      auto fields = llvm::dyn_cast<DictionaryAttr>(attribute);
      auto offset = fields ? fields.getAs<IntegerAttr>("offset") : nullptr;
      auto value = fields ? fields.getAs<ElementsAttr>("value") : nullptr;
      std::optional<isa::WeightPiece> piece;
      if (offset && value && value.getElementType().isIntOrFloat())
        piece = makePiece(uint64_t(offset.getInt()), value);
      if (!piece)
        return module.emitError("malformed entry of alc.weights, number ")
               << pieces.size();
      end = std::max(end, piece->offset + piece->bytes);
      pieces.push_back(std::move(*piece));
    }
  if (end > sectionBytes)
    return module.emitError("alc.weights needs ")
           << end << " bytes; the argument of kind weights has "
           << sectionBytes;
  if (end < sectionBytes)
    pieces.push_back({end, sectionBytes - end, nullptr});
  return pieces;
}

} // namespace alcyone::compiler
