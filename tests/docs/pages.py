# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The documentation as data: which pages there are, and the fenced blocks of one.

A block's info string is a language and then words, some with a value:
`sh run`, `text output`, `mlir file=matmul.mlir`, `asm source=examples/x.s`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"(?P<fence>```+)(?P<info>.*)$")


@dataclass
class Block:
    language: str
    words: dict[str, str]  # word -> value, "" if it has none
    line: int  # of the opening fence, from 1
    lines: list[str]

    @property
    def text(self) -> str:
        return "".join(line + "\n" for line in self.lines)


def pages_of(root: Path) -> list[Path]:
    """Every Markdown file of the source tree."""
    found: list[Path] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "build")
        found += [Path(folder) / f for f in sorted(files) if f.endswith(".md")]
    return found


def split_page(text: str) -> tuple[list[tuple[int, str]], list[Block]]:
    """The numbered lines outside of blocks, and the blocks."""
    prose: list[tuple[int, str]] = []
    blocks: list[Block] = []
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        opening = FENCE.match(line)
        if fence:
            if line.rstrip() == fence:
                fence = ""
            else:
                blocks[-1].lines.append(line)
        elif opening:
            fence = opening["fence"]
            language, *words = opening["info"].split() or [""]
            pairs = (word.partition("=") for word in words)
            blocks.append(Block(language, {name: value for name, _, value in pairs}, number, []))
        else:
            prose.append((number, line))
    return prose, blocks
