# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Modules of cover points: a point for every instruction, field and class of
values (alc_cover_descriptor), micro-instruction and kind of operand
(alc_cover_micro), tile register and what can be done with it
(alc_cover_register). rtl/cover/alc_cover.sv says what they look at.
"""

from __future__ import annotations

from cpp import banner
from emit_systemverilog import snake
from records import FieldType, Instruction, Isa, MicroInstruction
from value_classes import systemverilog


def module(name: str, contract: str, ports: list[str], body: list[str], imports: list[str]) -> str:
    return "\n".join([
        *banner("//", contract), f"module {name}", *(f"  import {p}::*;" for p in imports), "(",
        ",\n".join(f"  input {port}" for port in ("logic clk_i", "logic rst_ni", *ports)), ");", "",
        *body, f"endmodule : {name}", ""])


def point(name: str, condition: str) -> list[str]:
    return [f"  {name} :", f"  cover property (@(posedge clk_i) disable iff (!rst_ni) {condition});"]


def classifier(type: FieldType) -> list[str]:
    """A bit for each class of the type, the first in bit 0."""
    sign, value = ("signed ", f"signed'({type.width}'(bits))") if type.signed else ("", "bits")
    return [
        f"  function automatic logic [{len(type.classes) - 1}:0] {snake(type.name)}_classes("
        f"logic [{type.width - 1}:0] bits);",
        f"    logic {sign}[63:0] value;",
        f"    value = 64'({value});",
        "    return {",
        ",\n".join(f"      {systemverilog(type, c.condition)}" for c in reversed(type.classes)),
        "    };", "  endfunction", "",
    ]


class Fields:
    """The fields of one instruction: signals that tell which classes it has, and
    a cover point for each bit."""

    def __init__(self, instruction: Instruction, isa: Isa):
        self.name = snake(instruction.mnemonic)
        self.opcode = f"Opcode{instruction.type_name}"
        self.elements = [
            (f"{self.name}_{snake(field.name)}" + (f"_{i}" if field.count > 1 else ""), field,
             8 * (field.offset + i * field.bytes_each))
            for field in (*isa.header.fields, *instruction.fields) for i in range(field.count)]

    def declarations(self) -> list[str]:
        return [f"  logic {self.name}_retires, {self.name}_faults;",
                *(f"  logic [{len(field.type.classes) - 1}:0] {name};" for name, field, _ in self.elements)]

    def samples(self) -> list[str]:
        taken = [f"          {name} = {snake(f.type.name)}_classes(descriptor_i[{at}+:{f.type.width}]);"
                 for name, f, at in self.elements]
        return [f"        {self.opcode}: begin", f"          {self.name}_retires = !fault_i;",
                f"          {self.name}_faults = fault_i;", *taken, "        end"]

    def clears(self) -> list[str]:
        names = [f"{self.name}_retires", f"{self.name}_faults", *(name for name, _, _ in self.elements)]
        return [f"    {name} = '0;" for name in names]

    def points(self) -> list[str]:
        lines = [*point(f"{self.name}_is_retired", f"{self.name}_retires"),
                 *point(f"{self.name}_is_at_fault", f"{self.name}_faults")]
        for name, field, _ in self.elements:
            for i, value_class in enumerate(field.type.classes):
                lines += point(f"{name}_is_{value_class.text}", f"{name}[{i}]")
        return lines


def emit_descriptor(isa: Isa) -> str:
    instructions = [Fields(i, isa) for i in isa.instructions]
    body = ["  logic unknown_opcode, other_version;", *(d for i in instructions for d in i.declarations()), ""]
    for type in isa.field_types:
        body += classifier(type)
    body += ["  always_comb begin", "    unknown_opcode = '0;", "    other_version = '0;",
             *(c for i in instructions for c in i.clears()),
             "    if (valid_i) begin",
             f"      other_version = descriptor_i[{8 * isa.header.version_offset}+:8] != IsaVersion;",
             f"      unique case (descriptor_i[{8 * isa.header.opcode_offset}+:8])",
             *(s for i in instructions for s in i.samples()),
             "        default: unknown_opcode = 1'b1;", "      endcase", "    end", "  end", "",
             *point("opcode_is_unknown", "unknown_opcode"), *point("version_is_another", "other_version"),
             *(p for i in instructions for p in i.points()), "",
             "  logic unused;", "  assign unused = ^descriptor_i;", ""]
    return module("alc_cover_descriptor", "Cover points of instructions that end, retired or at fault.",
                  ["logic valid_i", "logic fault_i", "descriptor_t descriptor_i"], body,
                  ["alc_chip_pkg", "alc_isa_pkg", "alc_tile_pkg"])


def micro_points(micro: MicroInstruction) -> list[str]:
    # A point's name must not be a keyword.
    name = f"micro_{micro.mnemonic}"
    is_op = f"valid_i && micro.op == MicroOp{micro.type_name}"
    lines = point(name, is_op)
    for source in ("ra", "rb", "rc")[:micro.sources]:
        kinds = {"register": f"!micro.{source}[5]", "stream": f"micro.{source}[5:2] == 4'b1000",
                 "index": f"micro.{source}[5:2] == 4'b1001"}
        for kind, holds in kinds.items():
            lines += point(f"{name}_{source}_is_{kind}", f"{is_op} && {holds}")
    if micro.is_immediate:
        immediates = {"zero": "== 16'h0", "positive": "inside {[16'h1:16'h7fff]}", "negative": ">= 16'h8000"}
        for kind, holds in immediates.items():
            lines += point(f"{name}_imm_is_{kind}", f"{is_op} && immediate.imm {holds}")
    targets = {"o0": "== 5'd0", "o1": "== 5'd1"} if micro.is_store else {"first": "== 5'd0", "last": "== 5'd31"}
    for kind, holds in targets.items():
        lines += point(f"{name}_rd_is_{kind}", f"{is_op} && micro.rd {holds}")
    return lines


def emit_micro(isa: Isa) -> str:
    body = ["  micro_register_t micro;", "  micro_immediate_t immediate;",
            "  assign micro = micro_register_t'(word_i);", "  assign immediate = micro_immediate_t'(word_i);", "",
            *(line for m in isa.micro_instructions for line in micro_points(m)), "",
            "  logic unused;", "  assign unused = ^{micro, immediate};", ""]
    return module("alc_cover_micro", "Cover points of micro-instructions that are issued.",
                  ["logic valid_i", "logic [31:0] word_i"], body, ["alc_isa_pkg"])


def emit_register(isa: Isa) -> str:
    body: list[str] = []
    for r in next(block for block in isa.blocks if block.name == "Tile").registers:
        here = f"valid_i && offset_i - TileRegister{r.name} < 16'd{8 * r.count}"
        if r.access != "write-only":
            body += point(f"{snake(r.name)}_is_read", f"{here} && !fault_i && !write_i")
        if r.access != "read-only":
            body += point(f"{snake(r.name)}_is_written", f"{here} && !fault_i && write_i")
        body += point(f"{snake(r.name)}_is_refused", f"{here} && fault_i")
    return module("alc_cover_register", "Cover points of a tile's registers, accessed at a byte offset.",
                  ["logic valid_i", "logic write_i", "logic fault_i", "logic [15:0] offset_i"], [*body, ""],
                  ["alc_isa_pkg"])
