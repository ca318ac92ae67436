// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/dialect/FieldLayout.h"

#include "isa/generated/Instructions.h"

#include "llvm/ADT/StringMap.h"

namespace alcyone::compiler::alc {

namespace {
struct Layout {
  std::vector<FieldSlot> slots;
  unsigned bytes = 0;

  void add(const isa::FieldInfo &field, bool isHeader) {
    for (unsigned i = 0; i < field.count; ++i)
      slots.push_back({std::string(field.name), i, field.count,
                       field.offset + i * field.bytesEach(), field.bytesEach(),
                       int64_t(field.initial), field.isSigned, isHeader});
  }
};

llvm::StringMap<Layout> makeLayouts() {
  llvm::StringMap<Layout> layouts;
  for (const isa::InstructionInfo &info : isa::instructions()) {
    Layout &layout = layouts[llvm::StringRef(info.name)];
    layout.bytes = info.sizeBytes;
    for (const isa::FieldInfo &field : info.fields)
      layout.add(field, /*isHeader=*/false);
    for (const isa::FieldInfo &field : isa::headerFields)
      layout.add(field, /*isHeader=*/true);
  }
  return layouts;
}

const Layout *findLayout(llvm::StringRef mnemonic) {
  static const llvm::StringMap<Layout> layouts = makeLayouts();
  auto found = layouts.find(mnemonic);
  return found == layouts.end() ? nullptr : &found->second;
}
} // namespace

llvm::ArrayRef<FieldSlot> fieldSlots(llvm::StringRef mnemonic) {
  const Layout *layout = findLayout(mnemonic);
  return layout ? llvm::ArrayRef<FieldSlot>(layout->slots)
                : llvm::ArrayRef<FieldSlot>();
}

std::optional<unsigned> findSlot(llvm::StringRef mnemonic,
                                 llvm::StringRef field, unsigned element) {
  llvm::ArrayRef<FieldSlot> slots = fieldSlots(mnemonic);
  for (unsigned i = 0; i < slots.size(); ++i)
    if (slots[i].name == field && slots[i].element == element)
      return i;
  return std::nullopt;
}

unsigned descriptorBytes(llvm::StringRef mnemonic) {
  const Layout *layout = findLayout(mnemonic);
  return layout ? layout->bytes : 0;
}

} // namespace alcyone::compiler::alc
