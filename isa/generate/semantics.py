# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Finds the source of each instruction's semantics. It stands between two
comment lines; one piece may define several instructions, and an instruction may
have several pieces:

    // [semantics: rmax rmin]
    ...
    // [end]
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from records import Isa

START = re.compile(r"\s*// \[semantics: ([a-z0-9, ]+)\]\s*$")
END = re.compile(r"\s*// \[end\]\s*$")


def pieces_of(path: Path) -> tuple[dict[str, str], list[str]]:
    """Mnemonic -> source, and problems as `file:line: reason`."""
    pieces: dict[str, str] = {}
    problems: list[str] = []
    names: list[str] | None = None
    lines: list[str] = []
    opened = 0
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if START.match(line):
            if names is not None:
                problems.append(f"{path}:{number}: semantics: the piece before has no // [end]")
            names = re.findall(r"[a-z0-9]+", START.match(line).group(1))
            lines, opened = [], number
        elif END.match(line) and names is not None:
            source = textwrap.dedent("\n".join(lines))
            for name in names:
                pieces[name] = f"{pieces[name]}\n\n{source}" if name in pieces else source
            names = None
        elif names is not None:
            lines.append(line)
    if names is not None:
        problems.append(f"{path}:{opened}: semantics: no // [end] follows")
    return pieces, problems


def collect(isa: Isa, folders: list[Path]) -> tuple[dict[str, str], list[str], list[Path]]:
    """All pieces of the folders' C++ files, problems, and the files. Problems are
    a name that is no instruction and an instruction without a piece."""
    places = {i.mnemonic: (i.place, i.record) for i in (*isa.instructions, *isa.micro_instructions)}
    files = sorted(f for folder in folders for f in folder.iterdir() if f.suffix in (".cpp", ".h"))
    found: dict[str, str] = {}
    problems: list[str] = []
    for path in files:
        pieces, wrong = pieces_of(path)
        problems += wrong
        for name, source in pieces.items():
            if name not in places:
                problems.append(f"{path}:1: semantics: '{name}' is no instruction")
            found[name] = f"{found[name]}\n\n{source}" if name in found else source
    for name, (place, record) in places.items():
        if name not in found:
            problems.append(f"{place}: {record}: no `// [semantics: {name}]` in {folders[0]}")
    return found, problems, files
