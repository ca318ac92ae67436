# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""alc_isa_pkg.sv: opcodes, enumerations, descriptors as packed structs (byte 0
in the lowest bits), micro-instructions and register offsets.
"""

from __future__ import annotations

import re

from cpp import banner
from records import Field, FieldType, Instruction, Isa, upper_camel

KEYWORDS = {"program", "begin", "end", "case", "bit", "byte", "global", "local", "table", "type", "wait"}


def snake(name: str) -> str:
    text = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
    return f"{text}_field" if text in KEYWORDS else text


def member(field: Field) -> str:
    dimension = f"[{field.count - 1}:0]" if field.count > 1 else ""
    if field.type.is_enumeration:
        type = f"{snake(field.type.name)}_e {dimension}".rstrip()
    else:
        type = f"logic {dimension}[{field.type.width - 1}:0]"
    sign = " (two's complement)" if field.type.signed else ""
    return f"    {type} {snake(field.name)}; // {field.doc}{sign}"


def packed(name: str, fields: tuple[Field, ...], first: list[str], start: int, size: int) -> list[str]:
    """A struct of `size` bytes; `first` are the members below byte `start`."""
    members = list(first)
    at = start
    for field in sorted(fields, key=lambda f: f.offset):
        if field.offset > at:
            members.append(f"    logic [{8 * (field.offset - at) - 1}:0] reserved_{at};")
        members.append(member(field))
        at = field.end
    if size > at:
        members.append(f"    logic [{8 * (size - at) - 1}:0] reserved_{at};")
    return ["  typedef struct packed {", *reversed(members), f"  }} {name}_t;", ""]


def descriptor(instruction: Instruction, isa: Isa) -> list[str]:
    size = instruction.engine.size_bytes
    return [
        f"  // {instruction.summary}",
        *packed(snake(instruction.mnemonic), instruction.fields, ["    header_t header;"],
                isa.header.size_bytes, size),
    ]


def enumeration(name: str, width: int, cases: list[tuple[str, int, str]]) -> list[str]:
    digits = (width + 3) // 4
    rows = []
    for i, (case, value, doc) in enumerate(cases):
        comma = "," if i + 1 < len(cases) else ""
        rows.append(f"    {case} = {width}'h{value:0{digits}x}{comma} // {doc}")
    return [f"  typedef enum logic [{width - 1}:0] {{", *rows, f"  }} {name}_e;", ""]


def field_enumeration(type: FieldType) -> list[str]:
    cases = [(f"{type.name}{upper_camel(c.text)}", c.value, c.doc) for c in type.cases]
    return enumeration(snake(type.name), type.width, cases)


def constants(isa: Isa) -> list[str]:
    lines = [f"  parameter logic [7:0] IsaVersion = 8'd{isa.version};"]
    for type in isa.named_types:
        for c in type.cases:
            lines.append(f"  parameter logic [{type.width - 1}:0] {type.name}{upper_camel(c.text)} = "
                         f"{type.width}'h{c.value:x}; // {c.doc}")
    for engine in dict.fromkeys(i.engine for i in isa.instructions):
        lines.append(f"  parameter int unsigned {engine.name}DescriptorBytes = {engine.size_bytes};")
    return [*lines, ""]


def micro_words() -> list[str]:
    return [
        "  typedef struct packed {", "    logic [1:0] zero;", "    logic [5:0] rc;", "    logic [5:0] rb;",
        "    logic [5:0] ra;", "    logic [4:0] rd;", "    micro_op_e op;", "  } micro_register_t;", "",
        "  typedef struct packed {", "    logic [3:0] zero;", "    logic [15:0] imm;", "    logic [4:0] rd;",
        "    micro_op_e op;", "  } micro_immediate_t;", "",
    ]


def registers(isa: Isa) -> list[str]:
    lines = []
    for block in isa.blocks:
        lines.append(f"  // {block.summary}: byte offsets")
        for r in block.registers:
            lines.append(f"  parameter logic [15:0] {block.name}Register{r.name} = 16'h{r.offset:04x}; // {r.access}")
            if r.count > 1:
                lines.append(f"  parameter int unsigned {block.name}Register{r.name}Count = {r.count};")
        lines.append("")
    return lines


def emit(isa: Isa) -> str:
    opcodes = [(f"Opcode{i.type_name}", i.opcode, i.summary) for i in isa.instructions]
    micro = [(f"MicroOp{m.type_name}", m.opcode, m.summary) for m in isa.micro_instructions]
    fixed = ["    opcode_e opcode;", "    logic [7:0] version;"]
    lines = [*banner("//", "The instruction set of Alcyone."), "package alc_isa_pkg;", "",
             "  // No design uses every constant of the package.",
             "  /* verilator lint_off UNUSEDPARAM */", ""]
    lines += constants(isa) + enumeration("opcode", 8, opcodes)
    for type in isa.enumerations:
        lines += [f"  // {type.summary}", *field_enumeration(type)]
    lines += ["  // What all descriptors begin with."]
    lines += packed("header", isa.header.fields, fixed, isa.header.version_offset + 1, isa.header.size_bytes)
    for instruction in isa.instructions:
        lines += descriptor(instruction, isa)
    lines += enumeration("micro_op", 7, micro) + micro_words() + registers(isa)
    return "\n".join([*lines, "  /* verilator lint_on UNUSEDPARAM */", "", "endpackage : alc_isa_pkg", ""])
