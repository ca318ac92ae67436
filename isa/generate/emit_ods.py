# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""AlcOps.td: an operation of the compiler's dialect for every engine
instruction, derived from the class Alc_EngineOp that the dialect defines, and
AlcEngineOps.inc: ENGINE_OP(Class) for each of them.
"""

from __future__ import annotations

from cpp import banner, literal
from records import Instruction, Isa


def operation(instruction: Instruction) -> list[str]:
    return [
        f"def Alc_{instruction.type_name}Op : Alc_EngineOp<{literal(instruction.mnemonic)},",
        f"    {literal(instruction.summary)}> {{",
        "  let description = [{", f"{instruction.description}", "  }];",
        "  let extraClassDefinition = [{",
        f"    uint8_t $cppClass::opcode() {{ return {instruction.opcode:#04x}; }}",
        "  }];",
        "}", "",
    ]


def emit(isa: Isa) -> str:
    lines = [*banner("//", "The dialect's engine operations."), ""]
    for instruction in isa.instructions:
        lines += operation(instruction)
    return "\n".join(lines)


def emit_list(isa: Isa) -> str:
    lines = banner("//", "ENGINE_OP(Class) for every engine operation of the dialect.")
    return "\n".join([*lines, *[f"ENGINE_OP({i.type_name}Op)" for i in isa.instructions], ""])
