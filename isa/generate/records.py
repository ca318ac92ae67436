# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Loads the TableGen records of the instruction set as plain data.

Records keep their place (`file:line`), so that whatever is found wrong later
can be reported there. Nothing is checked here; see check.py.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def upper_camel(text: str) -> str:
    """row_major -> RowMajor; cross-lane -> CrossLane."""
    return "".join(part[:1].upper() + part[1:] for part in text.replace("-", "_").split("_"))


def lower_camel(text: str) -> str:
    camel = upper_camel(text)
    return camel[:1].lower() + camel[1:]


@dataclass(frozen=True)
class Case:
    text: str
    value: int
    doc: str
    place: str


@dataclass(frozen=True)
class ValueClass:
    text: str
    condition: str
    place: str


@dataclass(frozen=True)
class FieldType:
    name: str
    width: int  # bits
    signed: bool
    hex: bool
    cases: tuple[Case, ...]
    classes: tuple[ValueClass, ...]
    is_enumeration: bool
    summary: str
    place: str

    @property
    def is_flag(self) -> bool:
        return self.name == "Flag"


@dataclass(frozen=True)
class Field:
    name: str
    offset: int  # bytes
    type: FieldType
    doc: str
    count: int
    initial: int
    place: str

    @property
    def bytes_each(self) -> int:
        return self.type.width // 8

    @property
    def end(self) -> int:
        return self.offset + self.bytes_each * self.count


@dataclass(frozen=True)
class Header:
    opcode_offset: int
    version_offset: int
    size_bytes: int
    fields: tuple[Field, ...]
    place: str


@dataclass(frozen=True)
class Engine:
    name: str
    text: str
    size_bytes: int
    summary: str


@dataclass(frozen=True)
class Instruction:
    record: str
    place: str
    mnemonic: str
    opcode: int
    engine: Engine
    summary: str
    fields: tuple[Field, ...]  # without the header's
    description: str
    timing: str
    example: str

    @property
    def type_name(self) -> str:
        return upper_camel(self.mnemonic)


@dataclass(frozen=True)
class MicroInstruction:
    record: str
    place: str
    mnemonic: str
    opcode: int
    form: str  # UpperCamel, as MicroForm's record
    operands: str
    sources: int
    is_immediate: bool
    is_store: bool
    unit: str  # UpperCamel, as MicroUnit's record
    unit_summary: str
    timing: str
    summary: str

    @property
    def type_name(self) -> str:
        return upper_camel(self.mnemonic)


@dataclass(frozen=True)
class Register:
    record: str
    place: str
    name: str
    offset: int
    access: str  # read-only, write-only or read-write
    summary: str
    count: int


@dataclass(frozen=True)
class Block:
    name: str
    size_bytes: int
    summary: str
    registers: tuple[Register, ...]


@dataclass(frozen=True)
class Isa:
    version: int
    header: Header
    enumerations: tuple[FieldType, ...]
    instructions: tuple[Instruction, ...]
    micro_instructions: tuple[MicroInstruction, ...]
    blocks: tuple[Block, ...]

    @property
    def field_types(self) -> tuple[FieldType, ...]:
        """The types of all fields, each once."""
        used = {f.type.name: f.type for i in self.instructions for f in (*self.header.fields, *i.fields)}
        return tuple(used.values())

    @property
    def named_types(self) -> tuple[FieldType, ...]:
        """Field types that are no enumeration but name some of their values."""
        return tuple(t for t in self.field_types if t.cases and not t.is_enumeration)


class Loader:
    """Turns the JSON of `llvm-tblgen --dump-json` into the classes above."""

    def __init__(self, dump: dict[str, Any], paths: dict[str, str]):
        self.dump = dump
        self.paths = paths  # base name -> path; the dump has base names alone

    def of_class(self, name: str) -> list[dict[str, Any]]:
        return [self.dump[record] for record in self.dump["!instanceof"].get(name, [])]

    def follow(self, reference: dict[str, Any]) -> dict[str, Any]:
        return self.dump[reference["def"]]

    def place(self, record: dict[str, Any]) -> str:
        file, _, line = record["!locs"][-1].rpartition(":")
        return f"{self.paths.get(file, file)}:{line}"

    def field_type(self, record: dict[str, Any]) -> FieldType:
        cases = tuple(
            Case(case["Text"], case["Value"], case["Doc"], self.place(case))
            for case in map(self.follow, record["Cases"])
        )
        return FieldType(
            record["!name"], record["Width"], bool(record["Signed"]), bool(record["Hex"]), cases,
            self.classes(record, cases), "Enumeration" in record["!superclasses"], record.get("Summary", ""), self.place(record))

    def classes(self, record: dict[str, Any], cases: tuple[Case, ...]) -> tuple[ValueClass, ...]:
        """Those that the record lists, or those of an enumeration."""
        if "Enumeration" not in record["!superclasses"]:
            return tuple(
                ValueClass(c["Text"], c["Condition"], self.place(c)) for c in map(self.follow, record["Classes"]))
        others = " && ".join(f"value != {case.value}" for case in cases)
        return (*(ValueClass(case.text, f"value == {case.value}", case.place) for case in cases),
                ValueClass("illegal", others, self.place(record)))

    def field(self, reference: dict[str, Any]) -> Field:
        record = self.follow(reference)
        return Field(
            record["Name"], record["Offset"], self.field_type(self.follow(record["Type"])),
            record["Doc"], record["Count"], record["Default"], self.place(record))

    def header(self) -> Header:
        record = self.dump["Header"]
        return Header(
            record["OpcodeOffset"], record["VersionOffset"], record["SizeBytes"],
            tuple(map(self.field, record["Fields"])), self.place(record))

    def instruction(self, record: dict[str, Any]) -> Instruction:
        unit = self.follow(record["Unit"])
        engine = Engine(unit["!name"], unit["Text"], unit["SizeBytes"], unit["Summary"])
        return Instruction(
            record["!name"], self.place(record), record["Mnemonic"], record["Opcode"], engine,
            record["Summary"].strip(), tuple(map(self.field, record["Fields"])),
            record["Description"].strip(), record["Timing"].strip(), record["Example"].strip())

    def micro_instruction(self, record: dict[str, Any]) -> MicroInstruction:
        form, unit = self.follow(record["Form"]), self.follow(record["Unit"])
        return MicroInstruction(
            record["!name"], self.place(record), record["Mnemonic"], record["Opcode"],
            form["!name"], form["Text"], form["Sources"], bool(form["IsImmediate"]),
            bool(form["IsStore"]), unit["!name"], unit["Summary"], unit["Timing"],
            record["Summary"].strip())

    def block(self, record: dict[str, Any]) -> Block:
        registers = (
            Register(r["!name"], self.place(r), r["Name"], r["Offset"],
                     self.follow(r["Rights"])["Text"], r["Summary"].strip(), r["Count"])
            for r in self.of_class("Register") if r["Owner"]["def"] == record["!name"])
        return Block(record["Text"], record["SizeBytes"], record["Summary"],
                     tuple(sorted(registers, key=lambda r: r.offset)))

    def isa(self) -> Isa:
        enumerations = sorted(self.of_class("Enumeration"), key=lambda r: r["!name"])
        instructions = map(self.instruction, self.of_class("Instruction"))
        micro_instructions = map(self.micro_instruction, self.of_class("MicroInstruction"))
        return Isa(
            self.of_class("Isa")[0]["Version"], self.header(),
            tuple(map(self.field_type, enumerations)),
            tuple(sorted(instructions, key=lambda i: i.opcode)),
            tuple(sorted(micro_instructions, key=lambda i: i.opcode)),
            tuple(map(self.block, self.of_class("Block"))))


def load(tblgen: str, source: Path, include: Path) -> tuple[Isa, list[str]]:
    """Runs llvm-tblgen; returns the ISA and the files that it was made from."""
    with tempfile.TemporaryDirectory() as directory:
        depfile = Path(directory) / "deps"
        output = Path(directory) / "dump.json"
        subprocess.run(
            [tblgen, "--dump-json", "-I", str(include), str(source), "-o", str(output),
             "-d", str(depfile)], check=True)
        files = [str(source)] + depfile.read_text().replace("\\\n", " ").split(":", 1)[1].split()
        dump = json.loads(output.read_text())
    return Loader(dump, {Path(file).name: file for file in files}).isa(), files
