# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the ISA manual. Exits with status 1 and one line per problem if an
instruction's semantics cannot be found in the given sources.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import emit_manual
import semantics
from generate import write
from records import load


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="the .td file that includes all records")
    parser.add_argument("semantics", type=Path, nargs="*", help="folders of C++ with marked semantics")
    parser.add_argument("--tblgen", default="llvm-tblgen")
    parser.add_argument("--include", type=Path, required=True, help="root of the repository")
    parser.add_argument("--output", type=Path, required=True, help="folder of the manual")
    parser.add_argument("--depfile", type=Path, required=True, help="Makefile rule with all files read")
    arguments = parser.parse_args()

    try:
        isa, records = load(arguments.tblgen, arguments.source, arguments.include)
    except subprocess.CalledProcessError:
        return 1
    pieces, problems, sources = semantics.collect(isa, arguments.semantics)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    for name, text in emit_manual.emit(isa, pieces).items():
        write(arguments.output / name, text)
    files = [*records, *map(str, sources)]
    write(arguments.depfile, f"{arguments.output / 'index.md'}: {' '.join(files)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
