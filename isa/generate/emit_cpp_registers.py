# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Registers.h: offsets and tables of the memory-mapped registers."""

from __future__ import annotations

from cpp import banner, literal
from records import Block, Isa, lower_camel, upper_camel


def emit_block(block: Block) -> list[str]:
    name = f"{block.name}Register"
    rows = [
        f"    {{{literal(r.name)}, {r.offset:#x}, {r.count}, RegisterAccess::{upper_camel(r.access)}, {literal(r.summary)}}},"
        for r in block.registers
    ]
    return [
        f"// {block.summary}",
        f"enum class {name} : uint16_t {{",
        *[f"  {r.name} = {r.offset:#05x}, // {r.access}: {r.summary}" for r in block.registers],
        "};", "",
        f"inline constexpr uint64_t {lower_camel(name)}BlockBytes = {block.size_bytes:#x};",
        f"inline constexpr std::array<RegisterInfo, {len(rows)}> {lower_camel(name)}s{{{{", *rows, "}};", "",
        "// Byte offset in the block of register `index` of the array `which`.",
        f"constexpr uint64_t registerOffset({name} which, unsigned index = 0) {{",
        "  return uint64_t(which) + 8 * uint64_t(index);",
        "}", "",
        f"struct {name}Index {{",
        f"  {name} which;",
        "  unsigned index; // 0 unless `which` is an array",
        "};", "",
        "// The register at a byte offset of the block; nothing if there is none.",
        f"constexpr std::optional<{name}Index> {lower_camel(name)}At(uint64_t offset) {{",
        f"  for (const RegisterInfo &info : {lower_camel(name)}s)",
        "    if (offset % 8 == 0 && offset >= info.offset && (offset - info.offset) / 8 < info.count)",
        f"      return {name}Index{{{name}(info.offset), unsigned((offset - info.offset) / 8)}};",
        "  return std::nullopt;",
        "}", "",
    ]


def emit_header(isa: Isa) -> str:
    lines = [
        *banner("//", "Memory-mapped registers, 64 bits each; offsets are bytes from their block."),
        "#pragma once", "",
        "#include <array>", "#include <cstdint>", "#include <optional>", "#include <string_view>", "",
        "namespace alcyone::isa {", "",
        "enum class RegisterAccess : uint8_t { ReadOnly, WriteOnly, ReadWrite };", "",
        "struct RegisterInfo {", "  std::string_view name;", "  uint64_t offset;",
        "  unsigned count; // of consecutive registers", "  RegisterAccess access;",
        "  std::string_view summary;", "};", "",
    ]
    for block in isa.blocks:
        lines += emit_block(block)
    return "\n".join([*lines, "} // namespace alcyone::isa", ""])
