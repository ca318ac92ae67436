# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ValueClasses.h: the classes of a field's values as predicates, and
ConformanceRecords.def: all that has to have a conformance test.
"""

from __future__ import annotations

from cpp import banner, literal
from records import Field, FieldType, Isa, lower_camel
from value_classes import cpp


def table(type: FieldType) -> list[str]:
    value = f"{'' if type.signed else 'u'}int{type.width}_t"
    wide = "int64_t" if type.signed else "uint64_t"
    rows = []
    for c in type.classes:
        rows += [
            f"    {{{literal(c.text)},",
            "     [](uint64_t bits, [[maybe_unused]] const Chip &chip) {",
            f"       const auto value = {wide}({value}(bits));",
            f"       return {cpp(type, c.condition)};",
            "     }},",
        ]
    return [f"inline constexpr ValueClass {lower_camel(type.name)}Classes[] = {{", *rows, "};"]


def rows_of(record: str, fields: tuple[Field, ...]) -> list[str]:
    return [f"ALC_FIELD({record}, {f.name}, {lower_camel(record)}Fields[{i}], {lower_camel(f.type.name)}Classes)"
            for i, f in enumerate(fields)]


def emit_header(isa: Isa) -> str:
    lines = [
        *banner("//", "Classes of the values of fields, for tests and cover points."),
        "#pragma once", "",
        '#include "isa/chips/Chip.h"', '#include "isa/machine/EngineQueue.h"',
        '#include "isa/support/AddressMap.h"', "",
        "#include <cstdint>", "#include <string_view>", "",
        "namespace alcyone::isa {", "",
        "struct ValueClass {", "  std::string_view name;",
        "  // Whether a field that holds `bits` is of the class.",
        "  bool (*holds)(uint64_t bits, const Chip &chip);", "};", "",
    ]
    for type in isa.field_types:
        lines += [*table(type), ""]
    return "\n".join([*lines, "} // namespace alcyone::isa", ""])


def emit_list(isa: Isa) -> str:
    lines = [
        *banner("//", "ALC_FIELD(record, field, its FieldInfo, its classes), ALC_MICRO(op, form) and"),
        "// ALC_REGISTER(block, name): what has to have a conformance test.",
    ]
    macros = {"ALC_FIELD": "record, field, info, classes", "ALC_MICRO": "op, form",
              "ALC_REGISTER": "block, name"}
    for macro, parameters in macros.items():
        lines += [f"#ifndef {macro}", f"#define {macro}({parameters})", "#endif"]
    lines += rows_of("Header", isa.header.fields)
    for instruction in isa.instructions:
        lines += rows_of(instruction.type_name, instruction.fields)
    lines += [f"ALC_MICRO({m.type_name}, {m.form})" for m in isa.micro_instructions]
    lines += [f"ALC_REGISTER({b.name}, {r.name})" for b in isa.blocks for r in b.registers]
    return "\n".join([*lines, *(f"#undef {macro}" for macro in macros), ""])
