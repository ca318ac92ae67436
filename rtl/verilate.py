#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs Verilator and gathers the C++ that it writes, whose names nobody knows before, into a
fixed number of files for CMake: slow.cpp for what runs once a model, part0.cpp, part1.cpp, ...

verilate.py --verilator VERILATOR --directory DIRECTORY --prefix PREFIX --parts N
            [--toggles FOLDER...] -- ARGUMENTS
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path


def without_toggles(options: argparse.Namespace) -> Path:
    """A configuration that counts no toggles of what files outside of the folders declare. The lines
    of declarations are all that Verilator can leave out without the lines of code."""
    tree = options.directory / "declarations.xml"
    subprocess.run([options.verilator, "--xml-only", "--xml-output", str(tree), "--Mdir",
                    str(options.directory), *options.arguments], check=True)
    root = xml.etree.ElementTree.parse(tree).getroot()
    files = {file.get("id"): file.get("filename", "") for file in root.iter("file")}
    lines = set()
    for variable in root.iter("var"):
        file, line = variable.get("loc", "").split(",")[:2]
        if Path(files[file]).parent not in options.toggles:
            lines.add((files[file], int(line)))
    configuration = options.directory / "without_toggles.vlt"
    configuration.write_text("`verilator_config\n" + "".join(
        f'coverage_off -file "{file}" -lines {line}\n' for file, line in sorted(lines)))
    tree.unlink()
    return configuration


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verilator", required=True)
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--prefix", required=True)
    parser.add_argument("--parts", type=int, required=True)
    parser.add_argument("--toggles", type=Path, nargs="+", help="count toggles in these folders alone")
    parser.add_argument("arguments", nargs="+", help="Verilator's: sources and options")
    options = parser.parse_args()

    # What an earlier run wrote under other names would be compiled too.
    shutil.rmtree(options.directory, ignore_errors=True)
    options.directory.mkdir(parents=True)
    command = [options.verilator, "--cc", "--Mdir", str(options.directory)]
    command += ["--prefix", options.prefix, *options.arguments]
    if options.toggles:
        command.append(str(without_toggles(options)))
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
