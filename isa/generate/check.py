# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a set of records must keep to. Every problem is reported, each as
`file:line: record: reason`; the build stops if there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from records import Block, Field, FieldType, Instruction, Isa, MicroInstruction
from value_classes import unknown_names

PROBLEM = Iterator[str]
MICRO_OPCODES = 1 << 7


def identifier(text: str) -> bool:
    return re.fullmatch(r"[a-z][A-Za-z0-9]*", text) is not None


def check_type(type: FieldType) -> PROBLEM:
    at = f"{type.place}: {type.name}: "
    if type.width not in (8, 16, 32, 64):
        yield at + f"a field is 8, 16, 32 or 64 bits wide, not {type.width}"
    texts: dict[str, int] = {}
    values: dict[int, str] = {}
    for case in type.cases:
        at = f"{case.place}: {type.name}: "
        if not re.fullmatch(r"[a-z][a-z0-9_]*", case.text):
            yield at + f"'{case.text}' is no lower_case name"
        if not 0 <= case.value < 1 << type.width:
            yield at + f"{case.text} = {case.value} does not fit {type.width} bits"
        if case.text in texts:
            yield at + f"the name {case.text} is used twice"
        if case.value in values:
            yield at + f"{case.text} reuses the value of {values[case.value]}"
        texts[case.text] = case.value
        values[case.value] = case.text


def check_classes(type: FieldType) -> PROBLEM:
    if not type.classes:
        yield f"{type.place}: {type.name}: has no classes of values"
    texts: set[str] = set()
    for value_class in type.classes:
        at = f"{value_class.place}: {type.name}: "
        if not re.fullmatch(r"[a-z][a-z0-9_]*", value_class.text):
            yield at + f"'{value_class.text}' is no lower_case name"
        if value_class.text in texts:
            yield at + f"the class {value_class.text} is there twice"
        texts.add(value_class.text)
        for name in unknown_names(value_class.condition):
            yield at + f"class {value_class.text}: '{name}' is no number of the chip"


def check_field(field: Field, record: str, first: int, size: int) -> PROBLEM:
    at = f"{field.place}: {record}: field {field.name} "
    if not identifier(field.name):
        yield at + "is no lowerCamel name"
    if not field.doc.strip():
        yield at + "has no description"
    if field.count < 1:
        yield at + f"has {field.count} elements"
    if field.offset < first:
        yield at + f"at byte {field.offset} lies in the header of {first} bytes"
    if field.end > size:
        yield at + f"ends at byte {field.end}, beyond the size of {size} bytes"
    if field.offset % field.bytes_each != 0:
        yield at + f"at byte {field.offset} is not a multiple of its {field.bytes_each} bytes"
    if not 0 <= field.initial < 1 << field.type.width:
        yield at + f"has the default {field.initial}, which does not fit"
    if field.type.is_enumeration and field.initial not in [c.value for c in field.type.cases]:
        yield at + f"has the default {field.initial}, which is no case of {field.type.name}"


def check_fields(fields: tuple[Field, ...], record: str, first: int, size: int) -> PROBLEM:
    owner: dict[int, str] = {}
    names: set[str] = set()
    for field in fields:
        yield from check_field(field, record, first, size)
        taken = next((owner[b] for b in range(field.offset, field.end) if b in owner), None)
        if taken:
            yield f"{field.place}: {record}: field {field.name} overlaps {taken}"
        if field.name in names:
            yield f"{field.place}: {record}: field {field.name} is there twice"
        owner.update({b: field.name for b in range(field.offset, field.end)})
        names.add(field.name)


def check_header(isa: Isa) -> PROBLEM:
    header = isa.header
    fixed = {header.opcode_offset: "the opcode", header.version_offset: "the version"}
    yield from check_fields(header.fields, "Header", 0, header.size_bytes)
    for field in header.fields:
        for byte, what in fixed.items():
            if field.offset <= byte < field.end:
                yield f"{field.place}: Header: field {field.name} overlaps {what}"


def check_named(items: tuple[Instruction, ...] | tuple[MicroInstruction, ...], limit: int) -> PROBLEM:
    opcodes: dict[int, str] = {}
    mnemonics: dict[str, str] = {}
    for item in items:
        at = f"{item.place}: {item.record}: "
        if not item.summary:
            yield at + "the summary is missing"
        if "\n" in item.summary:
            yield at + "the summary is more than one line"
        if not re.fullmatch(r"[a-z][a-z0-9]*", item.mnemonic):
            yield at + f"'{item.mnemonic}' is no mnemonic of lower-case letters and digits"
        if not 0 < item.opcode < limit:
            yield at + f"opcode {item.opcode:#x} is not in 1..{limit - 1:#x}"
        if item.opcode in opcodes:
            yield at + f"reuses opcode {item.opcode:#x} of {opcodes[item.opcode]}"
        if item.mnemonic in mnemonics:
            yield at + f"reuses mnemonic {item.mnemonic} of {mnemonics[item.mnemonic]}"
        opcodes[item.opcode] = item.record
        mnemonics[item.mnemonic] = item.record


def check_instruction(instruction: Instruction, isa: Isa) -> PROBLEM:
    at = f"{instruction.place}: {instruction.record}: "
    size = instruction.engine.size_bytes
    yield from check_fields(instruction.fields, instruction.record, isa.header.size_bytes, size)
    if size % 8 != 0 or size < isa.header.size_bytes:
        yield at + f"a descriptor of {size} bytes is not a multiple of 8 that holds the header"
    shared = {f.name for f in isa.header.fields} & {f.name for f in instruction.fields}
    for name in sorted(shared):
        yield at + f"field {name} has the name of a field of the header"
    if not instruction.timing:
        yield at + "the timing text is missing"
    if instruction.example.split(" ")[0] != instruction.mnemonic:
        yield at + f"the example must be one of {instruction.mnemonic}"


def check_block(block: Block) -> PROBLEM:
    owner: dict[int, str] = {}
    for register in block.registers:
        at = f"{register.place}: {register.record}: "
        slots = range(register.offset, register.offset + 8 * register.count, 8)
        if not register.summary:
            yield at + "the summary is missing"
        if register.offset % 8 != 0:
            yield at + f"offset {register.offset:#x} is not a multiple of 8"
        if register.count < 1 or slots[-1] + 8 > block.size_bytes:
            yield at + f"does not lie within the {block.size_bytes:#x} bytes of its block"
        taken = next((owner[s] for s in slots if s in owner), None)
        if taken:
            yield at + f"overlaps {taken}"
        owner.update({slot: register.record for slot in slots})


def check(isa: Isa) -> list[str]:
    problems: list[str] = []
    types = {f.type for i in isa.instructions for f in (*isa.header.fields, *i.fields)}
    for type in sorted(types | set(isa.enumerations), key=lambda t: t.name):
        problems += check_type(type)
        problems += check_classes(type)
    problems += check_header(isa)
    problems += check_named(isa.instructions, 1 << 8)
    for instruction in isa.instructions:
        problems += check_instruction(instruction, isa)
    problems += check_named(isa.micro_instructions, MICRO_OPCODES)
    for block in isa.blocks:
        problems += check_block(block)
    return problems
