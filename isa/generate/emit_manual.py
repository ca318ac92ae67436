# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The ISA manual in Markdown: an index, a page per engine instruction and per
micro-instruction, and the registers.
"""

from __future__ import annotations

from records import Block, Field, Header, Instruction, Isa, MicroInstruction

OPERANDS = {"rd": "v0", "ra": "s0", "rb": "v1", "rc": "v2", "imm": "0x3f80", "out": "o0"}


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return [
        "| " + " | ".join(heads) + " |",
        "|" + " --- |" * len(heads),
        *["| " + " | ".join(row) + " |" for row in escaped], "",
    ]


def type_text(field: Field) -> str:
    if field.type.is_enumeration:
        return ", ".join(f"{c.value} `{c.text}`" for c in field.type.cases)
    if field.type.is_flag:
        return "0 or 1"
    text = f"{'i' if field.type.signed else 'u'}{field.type.width}"
    return "; ".join([text, *[f"{c.value:#x} `{c.text}`" for c in field.type.cases]])


def field_rows(fields: tuple[Field, ...]) -> list[list[str]]:
    return [
        [str(f.offset), f"`{f.name}`" + (f"[{f.count}]" if f.count > 1 else ""), type_text(f), f.doc]
        for f in sorted(fields, key=lambda f: f.offset)
    ]


def header_rows(header: Header, opcode: str, version: int) -> list[list[str]]:
    fixed = [
        [str(header.opcode_offset), "opcode", "u8", opcode],
        [str(header.version_offset), "version", "u8", f"{version}"],
    ]
    return fixed + field_rows(header.fields)


def semantics_section(source: str | None) -> list[str]:
    if source is None:
        return []
    return ["## Semantics", "", "```cpp", *source.splitlines(), "```", ""]


def instruction_page(instruction: Instruction, isa: Isa, source: str | None) -> str:
    rows = header_rows(isa.header, f"{instruction.opcode:#04x}", isa.version)
    lines = [
        f"# {instruction.mnemonic}", "",
        f"{instruction.summary[0].upper()}{instruction.summary[1:]}.", "",
        f"Engine `{instruction.engine.text}`: {instruction.engine.summary}.", "",
        instruction.description, "",
        "## Encoding", "",
        f"{instruction.engine.size_bytes} bytes, little endian, at a multiple of 8. "
        "Bytes that are not listed are 0.", "",
        *table(["byte", "field", "type", "meaning"], rows + field_rows(instruction.fields)),
        *semantics_section(source),
        "## Timing", "", instruction.timing, "",
        "## Example", "", "```", instruction.example, "```", "",
    ]
    return "\n".join(lines)


def micro_example(micro: MicroInstruction) -> str:
    operands = [OPERANDS[name] for name in micro.operands.split(", ")]
    return f"{micro.mnemonic} {', '.join(operands)}"


def micro_rows(micro: MicroInstruction) -> list[list[str]]:
    rows = [["6:0", "op", f"{micro.opcode:#04x}"],
            ["11:7", "rd", "output stream, 0 or 1" if micro.is_store else "destination v0..v31"]]
    if micro.is_immediate:
        return rows + [["27:12", "imm", "16 bits"], ["31:28", "", "0"]]
    for i, name in enumerate(["ra", "rb", "rc"]):
        rows.append([f"{17 + 6 * i}:{12 + 6 * i}", name, "source" if i < micro.sources else "0"])
    return rows + [["31:30", "", "0"]]


def micro_page(micro: MicroInstruction, source: str | None) -> str:
    lines = [
        f"# {micro.mnemonic}", "", f"`{micro.mnemonic} {micro.operands}`: {micro.summary}.", "",
        f"Executed by {micro.unit_summary}.", "",
        "## Encoding", "", *table(["bits", "field", "value"], micro_rows(micro)),
        "Sources: 0-31 v0..v31, 32-35 streams s0..s3, 36-39 indices i0..i3.", "",
        *semantics_section(source),
        "## Timing", "", micro.timing, "",
        "## Example", "", "```", micro_example(micro), "```", "",
    ]
    return "\n".join(lines)


def register_section(block: Block) -> list[str]:
    rows = [
        [f"{r.offset:#05x}" + (f" + 8*i, i < {r.count}" if r.count > 1 else ""), r.name, r.access, r.summary]
        for r in block.registers
    ]
    return [f"## {block.name}", "", f"{block.summary[0].upper()}{block.summary[1:]}.", "",
            *table(["offset", "register", "access", "meaning"], rows)]


def registers_page(isa: Isa) -> str:
    lines = ["# Registers", "", "64 bits each, accessed whole.", ""]
    for block in isa.blocks:
        lines += register_section(block)
    return "\n".join(lines)


def index_page(isa: Isa) -> str:
    engines = [[f"[{i.mnemonic}](instructions/{i.mnemonic}.md)", f"{i.opcode:#04x}", i.engine.text, i.summary]
               for i in isa.instructions]
    micros = [[f"[{m.mnemonic}](micro/{m.mnemonic}.md)", f"{m.opcode:#04x}", m.operands, m.summary]
              for m in isa.micro_instructions]
    lines = [
        "# The instruction set of Alcyone", "", f"Version {isa.version}. Generated from the records in `isa/`.", "",
        "## Engine instructions", "", *table(["instruction", "opcode", "engine", "summary"], engines),
        "## Micro-instructions of the vector processor", "",
        *table(["instruction", "op", "operands", "summary"], micros),
        "## Registers", "", "See [registers](registers.md).", "",
    ]
    return "\n".join(lines)


def emit(isa: Isa, semantics: dict[str, str]) -> dict[str, str]:
    """Path below the manual's folder -> text."""
    pages = {"index.md": index_page(isa), "registers.md": registers_page(isa)}
    for i in isa.instructions:
        pages[f"instructions/{i.mnemonic}.md"] = instruction_page(i, isa, semantics.get(i.mnemonic))
    for m in isa.micro_instructions:
        pages[f"micro/{m.mnemonic}.md"] = micro_page(m, semantics.get(m.mnemonic))
    return pages
