# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""MicroInstructions.h and .cpp: the table of micro-instructions. Encoding and
text are written by hand over the table: isa/tvp/MicroCodec.cpp.
"""

from __future__ import annotations

from cpp import banner, literal
from records import Isa


def emit_header(isa: Isa) -> str:
    micro = isa.micro_instructions
    forms = list(dict.fromkeys(m.form for m in micro))
    units = {m.unit: m.unit_summary for m in micro}
    lines = [
        *banner("//", "The micro-instructions of the vector processor."),
        "#pragma once", "",
        "#include <cstdint>", "",
        "namespace alcyone::isa {", "",
        "enum class MicroOp : uint8_t {",
        *[f"  {m.type_name} = {m.opcode:#04x}, // {m.summary}" for m in micro],
        "};", "",
        "// How the operands are written.",
        "enum class MicroForm : uint8_t {",
        *[f"  {form}, // {next(m.operands for m in micro if m.form == form)}" for form in forms],
        "};", "",
        "// The part of the vector processor that executes it.",
        "enum class MicroUnit : uint8_t {",
        *[f"  {name}, // {summary}" for name, summary in units.items()],
        "};", "",
        "} // namespace alcyone::isa", "",
        '#include "isa/tvp/MicroInstruction.h"', "",
    ]
    return "\n".join(lines)


def emit_source(isa: Isa) -> str:
    flag = {True: "true", False: "false"}
    rows = [
        f"    {{{literal(m.mnemonic)}, MicroOp::{m.type_name}, MicroForm::{m.form}, MicroUnit::{m.unit},\n"
        f"     {m.sources}, {flag[m.unit == 'SpecialFunctions']}, {flag[m.unit == 'CrossLane']}, {literal(m.summary)}}},"
        for m in isa.micro_instructions
    ]
    lines = [
        *banner("//", "The table of micro-instructions."),
        '#include "isa/generated/MicroInstructions.h"', "",
        "namespace alcyone::isa {", "",
        "static constexpr MicroInfo table[] = {", *rows, "};", "",
        "std::span<const MicroInfo> microInstructions() { return table; }", "",
        "} // namespace alcyone::isa", "",
    ]
    return "\n".join(lines)
