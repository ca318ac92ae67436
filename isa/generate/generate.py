# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes everything that is derived from the ISA's records: load -> check ->
for (path, emit): write. Files whose text did not change are left alone.

Exits with status 1 and one line per problem (`file:line: record: reason`)
without writing anything if the records are wrong.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import emit_cover
import emit_cpp_classes
import emit_cpp_instructions
import emit_cpp_micro
import emit_cpp_registers
import emit_ods
import emit_systemverilog
from check import check
from records import Isa, load

EMITTERS: dict[str, Callable[[Isa], str]] = {
    "Instructions.h": emit_cpp_instructions.emit_header,
    "Instructions.cpp": emit_cpp_instructions.emit_source,
    "MicroInstructions.h": emit_cpp_micro.emit_header,
    "MicroInstructions.cpp": emit_cpp_micro.emit_source,
    "Registers.h": emit_cpp_registers.emit_header,
    "ValueClasses.h": emit_cpp_classes.emit_header,
    "ConformanceRecords.def": emit_cpp_classes.emit_list,
    "alc_isa_pkg.sv": emit_systemverilog.emit,
    "alc_cover_descriptor.sv": emit_cover.emit_descriptor,
    "alc_cover_micro.sv": emit_cover.emit_micro,
    "alc_cover_register.sv": emit_cover.emit_register,
    "AlcOps.td": emit_ods.emit,
    "AlcEngineOps.inc": emit_ods.emit_list,
}


def write(path: Path, text: str) -> None:
    if path.exists() and path.read_text() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(path.suffix + ".partial")
    partial.write_text(text)
    os.replace(partial, path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="the .td file that includes all records")
    parser.add_argument("--tblgen", default="llvm-tblgen")
    parser.add_argument("--include", type=Path, required=True, help="root of the repository")
    parser.add_argument("--output", type=Path, required=True, help="folder of the generated code")
    parser.add_argument("--depfile", type=Path, help="Makefile rule with all files read")
    arguments = parser.parse_args()

    try:
        isa, files = load(arguments.tblgen, arguments.source, arguments.include)
    except subprocess.CalledProcessError:
        return 1  # llvm-tblgen has said why
    problems = check(isa)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 1
    for name, emit in EMITTERS.items():
        write(arguments.output / name, emit(isa))
    if arguments.depfile:
        first = arguments.output / next(iter(EMITTERS))
        write(arguments.depfile, f"{first}: {' '.join(files)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
