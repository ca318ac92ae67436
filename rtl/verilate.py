#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs Verilator and gathers the C++ that it writes, whose names nobody knows before, into a
fixed number of files for CMake: slow.cpp for what runs once a model, part0.cpp, part1.cpp, ...

verilate.py --directory DIRECTORY --prefix PREFIX --parts N -- VERILATOR ARGUMENTS
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--prefix", required=True)
    parser.add_argument("--parts", type=int, required=True)
    parser.add_argument("verilator", nargs="+", help="Verilator's command with its sources and options")
    options = parser.parse_args()

    # What an earlier run wrote under other names would be compiled too.
    shutil.rmtree(options.directory, ignore_errors=True)
    options.directory.mkdir(parents=True)
    command = [*options.verilator, "--cc", "--Mdir", str(options.directory), "--prefix", options.prefix]
    if (status := subprocess.run(command, check=False).returncode) != 0:
        return status
    sources = sorted(options.directory.glob("*.cpp"), key=lambda path: (-path.stat().st_size, path))
    slow = [source for source in sources if source.stem.endswith(("__Slow", "__Syms"))]
    write(options.directory / "slow.cpp", slow)
    # The largest first, each to the part that is smallest so far.
    parts: list[list[Path]] = [[] for _ in range(options.parts)]
    sizes = [0] * options.parts
    for source in sources:
        if source not in slow:
            smallest = sizes.index(min(sizes))
            parts[smallest].append(source)
            sizes[smallest] += source.stat().st_size
    for number, part in enumerate(parts):
        write(options.directory / f"part{number}.cpp", part)
    return 0


def write(file: Path, sources: list[Path]) -> None:
    file.write_text("".join(f'#include "{source.name}"\n' for source in sources))


if __name__ == "__main__":
    sys.exit(main())
