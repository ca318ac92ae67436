// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/to_llvm/LocationText.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

namespace alcyone::compiler {

/// The innermost name; `filePosition` is set to the first one met.
static StringRef findName(Location location, FileLineColLoc &filePosition) {
  if (auto named = llvm::dyn_cast<NameLoc>(location)) {
    StringRef inner = findName(named.getChildLoc(), filePosition);
    return inner.empty() ? named.getName().strref() : inner;
  }
  if (auto fused = llvm::dyn_cast<FusedLoc>(location)) {
    for (Location part : fused.getLocations())
      if (StringRef name = findName(part, filePosition); !name.empty())
        return name;
    return {};
  }
  if (auto call = llvm::dyn_cast<CallSiteLoc>(location)) {
    StringRef name = findName(call.getCallee(), filePosition);
    return name.empty() ? findName(call.getCaller(), filePosition) : name;
  }
  if (auto position = llvm::dyn_cast<FileLineColLoc>(location))
    if (!filePosition)
      filePosition = position;
  return {};
}

std::string locationText(Location location) {
  FileLineColLoc position;
  if (StringRef name = findName(location, position); !name.empty())
    return name.str();
  if (!position)
    return {};
  return (position.getFilename().strref() + ":" + Twine(position.getLine()) +
          ":" + Twine(position.getColumn()))
      .str();
}

uint32_t LocationTable::tag(Location location) {
  std::string text = locationText(location);
  if (text.empty())
    return 0;
  auto [entry, isNew] = tags.try_emplace(text, ordered.size() + 1);
  if (isNew)
    ordered.push_back(entry->getKey());
  return entry->getValue();
}

ArrayAttr LocationTable::texts(MLIRContext *context) const {
  SmallVector<StringRef> all = {""};
  llvm::append_range(all, ordered);
  return Builder(context).getStrArrayAttr(all);
}

} // namespace alcyone::compiler
