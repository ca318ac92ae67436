# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What Verilated models counted, by what stands in the source: the same line of several instances,
parameters or models is one point."""

from __future__ import annotations

import collections
import dataclasses
import re
from pathlib import Path

KINDS = ("line", "branch", "toggle", "user")
FIELD = re.compile("\x01([^\x02]*)\x02([^\x01]*)")


@dataclasses.dataclass(frozen=True, order=True)
class Point:
    path: Path  # in the folder of sources, or generated/
    line: int
    column: int
    kind: str  # of KINDS
    name: str  # a bit, a side of a branch, a cover point


class Counts:
    def __init__(self) -> None:
        self.of: dict[Point, int] = collections.Counter()
        # The lines that run when a point counts.
        self.lines: dict[Point, set[int]] = {}
        self.files: dict[Path, Path] = {}  # where a point's path is

    def add(self, text: str, count: int, root: Path) -> None:
        """A point of Verilator's file, "C 'fields'". Benches are left out, and of what is there to
        cover alone the lines and signals."""
        fields = dict(FIELD.findall(text.removesuffix("'")))
        kind = fields["page"].split("/")[0].removeprefix("v_")
        file = Path(fields["f"])
        path = file.relative_to(root) if file.is_relative_to(root) else Path("generated", file.name)
        if path.parts[0] in ("cover", "generated") and kind != "user":
            return
        self.files[path] = file
        point = Point(path, int(fields["l"]), int(fields.get("n", 0)), kind,
                      fields.get("o", ""))
        self.of[point] += count
        self.lines.setdefault(point, set()).update(numbers(fields.get("S", "")))

    def drop(self, path: Path, lines: set[int]) -> int:
        """Forgets the blocks of a file with such a line; how many."""
        blocks = [point for point in self.of if point.path == path and self.lines[point] & lines]
        for point in blocks:
            del self.of[point]
        return len(blocks)

    def in_file(self, path: Path, kind: str) -> dict[Point, int]:
        """For lines: one point a line, counted as the one of its blocks that ran most. Cover points are
        no code."""
        points = {point: count for point, count in self.of.items() if point.path == path}
        if kind != "line":
            return {point: count for point, count in points.items() if point.kind == kind}
        lines: dict[int, int] = {}
        for point, count in points.items():
            for line in self.lines[point] if point.kind != "user" else ():
                lines[line] = max(count, lines.get(line, 0))
        return {Point(path, line, 0, "line", ""): count for line, count in lines.items()}


def numbers(text: str) -> set[int]:
    """3,7-9 is 3, 7, 8, 9."""
    result = set()
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        result |= set(range(int(first), int(last or first) + 1))
    return result


def read(directory: Path, root: Path) -> Counts:
    """What all processes wrote, added up."""
    files = sorted(directory.glob("*.dat"))
    if not files:
        raise SystemExit(f"no counts in {directory}: run tests of a build with ALCYONE_COVERAGE first")
    merged: dict[str, int] = collections.Counter()
    for file in files:
        with file.open() as lines:
            for line in lines:
                if line.startswith("C "):
                    point, _, count = line.rpartition(" ")
                    merged[point] += int(count)
    counts = Counts()
    for point, count in merged.items():
        counts.add(point, count, root)
    return counts
