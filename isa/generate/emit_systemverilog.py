# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""alc_isa_pkg.sv: opcodes, enumerations, descriptors as packed structs (byte 0
in the lowest bits), micro-instructions and register offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cpp import banner
from records import Field, FieldType, Instruction, Isa, MicroInstruction, upper_camel

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


def legality(instruction: Instruction, isa: Isa) -> str:
    """A condition on `bytes`, the descriptor with byte 0 in the lowest bits."""
    size = instruction.engine.size_bytes
    fields = [*isa.header.fields, *instruction.fields]
    used = {isa.header.opcode_offset, isa.header.version_offset}
    for field in fields:
        used.update(range(field.offset, field.end))
    mask = sum(0xFF << (8 * byte) for byte in range(size) if byte not in used)
    terms = [f"(bytes[{8 * size - 1}:0] & {8 * size}'h{mask:x}) == '0"]
    for field in fields:
        for i in range(field.count):
            at = f"bytes[{8 * (field.offset + i * field.type.width // 8)}+:{field.type.width}]"
            if field.type.is_enumeration:
                values = ", ".join(f"8'd{case.value}" for case in field.type.cases)
                terms.append(f"({at} inside {{{values}}})")
            elif field.type.is_flag:
                terms.append(f"{at} <= 8'd1")
    return "\n          && ".join(terms)


def decoding(isa: Isa) -> list[str]:
    """What a queue has to know of a descriptor before it takes it."""
    engines = list(dict.fromkeys(i.engine.name for i in isa.instructions))
    widest = max(i.engine.size_bytes for i in isa.instructions)
    cases = lambda value, default: [  # noqa: E731
        "    unique case (opcode)",
        *(f"      Opcode{i.type_name}: return {value(i)};" for i in isa.instructions),
        f"      default: return {default};", "    endcase", "  endfunction", ""]
    return [
        f"  parameter int unsigned LargestDescriptorBytes = {widest};",
        f"  typedef logic [{8 * widest - 1}:0] descriptor_t; // byte 0 in the lowest bits", "",
        "  typedef enum logic [2:0] {", "    EngineNone" +
        "".join(f",\n    Engine{name}" for name in engines), "  } engine_e;", "",
        "  // Whose instruction it is; EngineNone for an opcode that is not there.",
        "  function automatic engine_e engine_of(logic [7:0] opcode);",
        *cases(lambda i: f"Engine{i.engine.name}", "EngineNone"),
        "  function automatic logic [7:0] descriptor_bytes(logic [7:0] opcode);",
        *cases(lambda i: f"8'd{i.engine.size_bytes}", "8'd0"),
        "  // Whether reserved bytes are 0, and enumerations and flags hold what they may.",
        "  function automatic logic is_legal(descriptor_t bytes);",
        "    unique case (bytes[7:0])",
        *(f"      Opcode{i.type_name}:\n        return {legality(i, isa)};" for i in isa.instructions),
        "      default: return 1'b0;", "    endcase", "  endfunction", ""]


def micro_words() -> list[str]:
    return [
        "  typedef struct packed {", "    logic [1:0] zero;", "    logic [5:0] rc;", "    logic [5:0] rb;",
        "    logic [5:0] ra;", "    logic [4:0] rd;", "    micro_op_e op;", "  } micro_register_t;", "",
        "  typedef struct packed {", "    logic [3:0] zero;", "    logic [15:0] imm;", "    logic [4:0] rd;",
        "    micro_op_e op;", "  } micro_immediate_t;", "",
    ]


def micro_properties(isa: Isa) -> list[str]:
    def members(has: Callable[[MicroInstruction], bool]) -> str:
        return ", ".join(f"MicroOp{m.type_name}" for m in isa.micro_instructions if has(m))

    def predicate(name: str, has: Callable[[MicroInstruction], bool]) -> list[str]:
        return [f"  function automatic logic {name}(micro_op_e op);",
                f"    return op inside {{{members(has)}}};", "  endfunction", ""]

    counts = sorted({m.sources for m in isa.micro_instructions} - {0})
    return [
        *predicate("micro_is_special", lambda m: m.unit == "SpecialFunctions"),
        *predicate("micro_is_cross_lane", lambda m: m.unit == "CrossLane"),
        *predicate("micro_is_immediate", lambda m: m.is_immediate),
        "  // Sources that it reads; 0 too for what is no micro-instruction.",
        "  function automatic logic [1:0] micro_sources(micro_op_e op);",
        "    unique case (op)",
        *(f"      {members(lambda m: m.sources == count)}: return 2'd{count};" for count in counts),
        "      default: return 2'd0;", "    endcase", "  endfunction", ""]


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
    lines += decoding(isa)
    lines += enumeration("micro_op", 7, micro) + micro_words() + micro_properties(isa)
    lines += registers(isa)
    return "\n".join([*lines, "  /* verilator lint_on UNUSEDPARAM */", "", "endpackage : alc_isa_pkg", ""])
