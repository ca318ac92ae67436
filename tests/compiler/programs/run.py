# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does what the compiler makes of each kind of operation compute what the operation means?

run.py --alc ALC TABLE [NAME ...]    compiles and runs the programs of TABLE_programs.py
"""

from __future__ import annotations

import argparse
import importlib
import sys

from harness import check_all


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alc", required=True, help="the alc to test")
    parser.add_argument("--chip", help="for this chip, and not for those of each program")
    parser.add_argument("--jobs", type=int, default=1, help="programs at a time")
    parser.add_argument("--print", action="store_true", help="print the MLIR and stop")
    parser.add_argument("table", help="elementwise, reduction, contraction, movement or fusion")
    parser.add_argument("names", nargs="*", help="only these programs")
    arguments = parser.parse_args()
    programs = importlib.import_module(f"{arguments.table}_programs").PROGRAMS
    if arguments.names:
        programs = [program for program in programs if program.name in arguments.names]
    if not programs:
        parser.error("no such program")
    if arguments.chip:
        for program in programs:
            program.chips = (arguments.chip,)
    if arguments.print:
        print("\n".join(program.text for program in programs))
        return 0
    return min(1, check_all(arguments.alc, programs, arguments.jobs))


sys.exit(main())
