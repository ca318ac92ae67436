# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Instructions.h and Instructions.cpp: structs, field tables and dispatch over
the engine instructions. The encoding itself is written once, by hand, over the
field tables: isa/engines/Codec.h.
"""

from __future__ import annotations

from cpp import banner, integer, literal
from records import Field, FieldType, Instruction, Isa, lower_camel, upper_camel


def cpp_type(type: FieldType) -> str:
    if type.is_flag:
        return "bool"
    if type.is_enumeration:
        return type.name
    return f"{'' if type.signed else 'u'}int{type.width}_t"


def initial(field: Field) -> str:
    if field.type.is_flag:
        return "true" if field.initial else "false"
    if field.type.is_enumeration:
        case = next(c for c in field.type.cases if c.value == field.initial)
        return f"{field.type.name}::{upper_camel(case.text)}"
    return integer(field.initial, field.type.hex)


def member(field: Field) -> str:
    """`uint32_t a = 0;`, or an array of them."""
    type = cpp_type(field.type)
    comment = f" // {field.doc}"
    if field.count == 1:
        return f"  {type} {field.name} = {initial(field)};{comment}"
    values = ""
    if field.initial:
        values = ", ".join([initial(field)] * field.count)
    return f"  std::array<{type}, {field.count}> {field.name}{{{values}}};{comment}"


def enumeration(type: FieldType) -> list[str]:
    cases = [f"  {upper_camel(c.text)} = {c.value}, // {c.doc}" for c in type.cases]
    return [f"// {type.summary}", f"enum class {type.name} : uint8_t {{", *cases, "};", ""]


def case_table(type: FieldType) -> list[str]:
    """The names of a type's values, for text."""
    cases = [f"    {{{literal(c.text)}, {c.value}, {literal(c.doc)}}}," for c in type.cases]
    closed = "true" if type.is_enumeration else "false"
    name = lower_camel(type.name)
    return [
        f"inline constexpr CaseInfo {name}Cases[] = {{", *cases, "};",
        f"inline constexpr EnumInfo {name}Info{{{literal(type.name)}, {name}Cases, {closed}}};",
    ]


def named_constants(type: FieldType) -> list[str]:
    return [
        f"inline constexpr {cpp_type(type)} {lower_camel(type.name)}{upper_camel(c.text)} = {c.value:#x}; // {c.doc}"
        for c in type.cases
    ]


def field_table(name: str, fields: tuple[Field, ...]) -> list[str]:
    rows = []
    for f in fields:
        cases = f"&{lower_camel(f.type.name)}Info" if f.type.cases else "nullptr"
        flags = ", ".join("true" if b else "false" for b in (f.type.signed, f.type.is_flag, f.type.hex))
        rows.append(
            f"    {{{literal(f.name)}, {f.offset}, {f.type.width}, {f.count}, {flags},\n"
            f"     {cases}, {f.initial}, {literal(f.doc)}}},")
    if not rows:
        return [f"inline constexpr std::array<FieldInfo, 0> {name}Fields{{}};"]
    return [f"inline constexpr std::array<FieldInfo, {len(rows)}> {name}Fields{{{{", *rows, "}};"]


def visitor(type_name: str, table: str, fields: tuple[Field, ...]) -> list[str]:
    lines = [f"  visit({table}Fields[{i}], self.{f.name});" for i, f in enumerate(fields)]
    unused = [] if fields else ["  (void)self, (void)visit;"]
    return [
        "template <class Self, class Visitor>",
        f"  requires std::same_as<std::remove_const_t<Self>, {type_name}>",
        "constexpr void visitFields(Self &self, Visitor &&visit) {",
        *lines, *unused, "}", "",
    ]


def struct(instruction: Instruction) -> list[str]:
    name = instruction.type_name
    return [
        *field_table(lower_camel(name), instruction.fields),
        "",
        f"// {instruction.summary}",
        f"struct {name} {{",
        f"  static constexpr Opcode opcode = Opcode::{name};",
        f"  static constexpr unsigned sizeBytes = {instruction.engine.size_bytes};",
        f"  static constexpr std::span<const FieldInfo> fields = {lower_camel(name)}Fields;",
        "",
        "  Header header{};",
        *map(member, instruction.fields),
        "",
        f"  bool operator==(const {name} &) const = default;",
        "};", "",
        *visitor(name, lower_camel(name), instruction.fields),
    ]


def header_struct(isa: Isa) -> list[str]:
    return [
        "// What all instructions begin with, without opcode and version.",
        "struct Header {",
        f"  static constexpr unsigned opcodeOffset = {isa.header.opcode_offset};",
        f"  static constexpr unsigned versionOffset = {isa.header.version_offset};",
        f"  static constexpr unsigned sizeBytes = {isa.header.size_bytes};",
        "",
        *map(member, isa.header.fields),
        "",
        "  bool operator==(const Header &) const = default;",
        "};", "",
        *field_table("header", isa.header.fields),
        *visitor("Header", "header", isa.header.fields),
    ]


def emit_header(isa: Isa) -> str:
    names = [i.type_name for i in isa.instructions]
    engines = list(dict.fromkeys(i.engine for i in isa.instructions))
    lines = [
        *banner("//", "The engine instructions. Encoding and text: isa/engines/Codec.h."),
        "#pragma once", "",
        '#include "isa/engines/InstructionInfo.h"',
        '#include "isa/engines/ParseResult.h"',
        '#include "isa/support/Fault.h"', "",
        "#include <array>", "#include <concepts>", "#include <cstdint>", "#include <span>",
        "#include <string>", "#include <string_view>", "#include <variant>", "",
        "namespace alcyone::isa {", "",
        f"inline constexpr uint8_t isaVersion = {isa.version};", "",
        "enum class Opcode : uint8_t {",
        *[f"  {i.type_name} = {i.opcode:#04x}, // {i.summary}" for i in isa.instructions],
        "};", "",
        "enum class Engine : uint8_t {",
        *[f"  {e.name}, // {e.summary}" for e in engines],
        "};", "",
    ]
    for type in isa.enumerations:
        lines += enumeration(type) + case_table(type) + [""]
    for type in isa.named_types:
        lines += named_constants(type) + case_table(type) + [""]
    lines += header_struct(isa)
    for instruction in isa.instructions:
        lines += struct(instruction)
    largest = max(i.engine.size_bytes for i in isa.instructions)
    lines += [
        f"using Instruction = std::variant<{', '.join(names)}>;",
        f"inline constexpr unsigned maxDescriptorBytes = {largest};", "",
        "struct InstructionInfo {", "  std::string_view name;", "  Opcode opcode;", "  Engine engine;",
        "  unsigned sizeBytes;", "  std::span<const FieldInfo> fields; // without the header's",
        "  std::string_view summary;", "  std::string_view example; // assembler text",
        "  Instruction (*make)(); // all fields at their defaults", "};", "",
        "// All instructions, in the order of their opcodes.",
        "std::span<const InstructionInfo> instructions();", "",
        "} // namespace alcyone::isa", "",
        '#include "isa/engines/InstructionFunctions.h"', "",
    ]
    return "\n".join(lines)


def emit_source(isa: Isa) -> str:
    rows = []
    for i in isa.instructions:
        name, fields = i.type_name, f"{lower_camel(i.type_name)}Fields"
        rows += [
            f"    {{{literal(i.mnemonic)}, Opcode::{name}, Engine::{i.engine.name}, {i.engine.size_bytes}, {fields},",
            f"     {literal(i.summary)},", f"     {literal(i.example)},",
            f"     [] {{ return Instruction({name}{{}}); }}}},",
        ]
    lines = [
        *banner("//", "The table of engine instructions."),
        '#include "isa/generated/Instructions.h"', "",
        "namespace alcyone::isa {", "",
        "static constexpr InstructionInfo table[] = {", *rows, "};", "",
        "std::span<const InstructionInfo> instructions() { return table; }", "",
        "} // namespace alcyone::isa", "",
    ]
    return "\n".join(lines)
