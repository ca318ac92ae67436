#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How much of the RTL do tests reach? Merges what the processes of a build with ALCYONE_COVERAGE
counted into report.md and a copy of the sources with the counts beside the lines. Fails below the
aims, and if exclusions.toml names what is reached, or nothing at all.

report.py COUNTS OUTPUT [--sources rtl] [--exclusions FILE]
"""

from __future__ import annotations

import argparse
import collections
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import points
from points import Point

AIMS = {"line": 95.0, "toggle": 90.0, "user": 100.0}  # per cent
TITLES = {"line": "lines", "branch": "branches", "toggle": "toggles", "user": "cover points"}
HERE = Path(__file__).resolve().parent
RETURN = re.compile(r"\breturn\b")
OFF = re.compile(r"verilator coverage_off[^/]*?(?:\*/)?\s*(?://\s*(.*))?$")


class Exclusion:
    """Points of a kind in the files that match, whose name matches, all as regular expressions. A
    line is named by its text, a branch by "else: " and such before that, a bit with the change that
    it does not make, or without."""

    def __init__(self, entry: dict[str, str]) -> None:
        self.file, self.kind = entry["file"], entry["kind"]
        self.point, self.reason = entry["point"], entry["reason"]
        self.excluded = 0
        self.reached: list[str] = []

    def matches(self, point: Point, text: str) -> bool:
        names = {"line": [text], "branch": [f"{point.name}: {text}"]}.get(
            point.kind, [point.name, point.name.partition(":")[0]])
        return (point.kind == self.kind and re.fullmatch(self.file, str(point.path)) is not None
                and any(re.fullmatch(self.point, name) for name in names))


class Report:
    def __init__(self, counts: points.Counts, exclusions: list[Exclusion]) -> None:
        self.counts, self.exclusions = counts, exclusions
        self.returns = 0
        self.text = {path: file.read_text().splitlines() for path, file in sorted(counts.files.items())}
        self.of: dict[tuple[Path, str], dict[Point, int]] = {}
        for path, text in self.text.items():
            self.returns += counts.drop(path, {line for line, code in enumerate(text, start=1)
                                               if RETURN.search(code)})
            for kind in points.KINDS:
                self.of[path, kind] = self.without_exclusions(counts.in_file(path, kind))

    def without_exclusions(self, counts: dict[Point, int]) -> dict[Point, int]:
        kept = {}
        for point, count in counts.items():
            text = self.text[point.path][point.line - 1].strip()
            exclusion = next((one for one in self.exclusions if one.matches(point, text)), None)
            if exclusion and count:
                exclusion.reached.append(f"{point.path}:{point.line} {point.name or text}")
            elif exclusion:
                exclusion.excluded += 1
                continue
            kept[point] = count
        return kept

    def share(self, paths: list[Path], kind: str) -> tuple[int, int]:
        counts = [count for path in paths for count in self.of[path, kind].values()]
        return sum(count > 0 for count in counts), len(counts)

    def row(self, name: str, paths: list[Path]) -> str:
        cells = [name]
        for kind in points.KINDS:
            hit, total = self.share(paths, kind)
            cells.append(f"{hit} of {total}, {percent(hit, total):.1f} %" if total else "")
        return "| " + " | ".join(cells) + " |"

    def tables(self) -> list[str]:
        head = ["| | " + " | ".join(TITLES[kind] for kind in points.KINDS) + " |", "| --- | ---: | ---: | ---: | ---: |"]
        paths = list(self.text)
        blocks = collections.defaultdict(list)
        for path in paths:
            blocks[path.parts[0]].append(path)
        text = ["## Blocks", "", *head]
        text += [self.row(block, inside) for block, inside in sorted(blocks.items())]
        text += [self.row("**all**", paths), "", "## Modules", "", *head]
        return text + [self.row(path.stem, [path]) for path in paths] + [""]

    def not_reached(self) -> list[str]:
        text = ["## Not reached", ""]
        for path in self.text:
            missing = []
            for kind in points.KINDS:
                dead = sorted(point for point, count in self.of[path, kind].items() if not count)
                if kind == "toggle":
                    missing += [f"- {kind} {path}:{line}: {signal}" for line, signal in signals(dead)]
                else:
                    missing += [f"- {kind} {path}:{point.line}"
                                f"{': ' + point.name if point.name else ''}: "
                                f"`{self.text[path][point.line - 1].strip()}`" for point in dead]
            if missing:
                text += [f"### {path.stem}", "", *missing, ""]
        return text

    def excluded(self) -> list[str]:
        text = ["## Excluded", "", "| points | kind | where | what | reason |", "| ---: | --- | --- | --- | --- |"]
        for one in self.exclusions:
            cells = [str(one.excluded), one.kind, f"`{one.file}`", f"`{one.point}`", one.reason]
            text.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        text.append(f"| {self.returns} | block | | `{RETURN.pattern}` | Verilator counts a block at its end, "
                    "where one that returns does not come |")
        for path, lines in self.text.items():
            for number, line in enumerate(lines, start=1):
                if match := OFF.search(line):
                    text.append(f"| | off | {path}:{number} | | {match[1] or '**no reason**'} |")
        return [*text, ""]

    def annotate(self, into: Path) -> None:
        """Every line with its count, and the bits declared there that never change."""
        for path, lines in self.text.items():
            counts = {point.line: count for point, count in self.of[path, "line"].items()}
            dead = collections.defaultdict(list)
            for line, signal in signals(p for p, count in self.of[path, "toggle"].items() if not count):
                dead[line].append(signal)
            copy = into / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            with copy.open("w") as file:
                for number, text in enumerate(lines, start=1):
                    count = counts.get(number)
                    mark = "" if count is None else "NOT HIT" if count == 0 else str(count)
                    never = f"  // NOT TOGGLED: {', '.join(dead[number])}" if dead[number] else ""
                    print(f"{mark:>10} | {text}{never}", file=file)

    def failures(self) -> list[str]:
        failures = []
        for kind, aim in AIMS.items():
            hit, total = self.share(list(self.text), kind)
            if total == 0:
                failures.append(f"no {TITLES[kind]} were counted")
            elif percent(hit, total) < aim:
                failures.append(f"fewer {TITLES[kind]} than the aim of {aim} %")
        for one in self.exclusions:
            if one.reached:
                failures.append(f"excluded and yet reached: {', '.join(one.reached[:5])}")
            elif not one.excluded:
                failures.append(f"excludes nothing: {one.kind} {one.file} {one.point}")
        return failures


def percent(hit: int, total: int) -> float:
    return 100.0 * hit / total if total else 100.0


def signals(dead: Iterable[Point]) -> list[tuple[int, str]]:
    """Bits of a signal as ranges, with the line that declares it, and with the change that is missing
    if the other one is not."""
    missing: dict[tuple[int, str, int | None], set[str]] = collections.defaultdict(set)
    for point in dead:
        name, _, change = point.name.partition(":")
        match = re.fullmatch(r"(.*?)(?:\[(\d+)\])?", name)
        missing[point.line, match[1], int(match[2]) if match[2] else None].add(change)
    bits: dict[tuple[int, str, str], list[int]] = collections.defaultdict(list)
    for (line, name, bit), changes in missing.items():
        bits[line, name, f" {min(changes)}" if len(changes) == 1 and max(changes) else ""] += (
            [] if bit is None else [bit])
    result = []
    for (line, name, change), numbers in sorted(bits.items()):
        ranges: list[list[int]] = []
        for bit in sorted(numbers, reverse=True):
            if ranges and ranges[-1][1] == bit + 1:
                ranges[-1][1] = bit
            else:
                ranges.append([bit, bit])
        text = ",".join(f"{high}:{low}" if high != low else str(high) for high, low in ranges)
        result.append((line, (f"{name}[{text}]" if text else name) + change))
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("counts", type=Path, help="folder of what the processes wrote")
    parser.add_argument("output", type=Path, help="folder for the report")
    parser.add_argument("--sources", type=Path, default=HERE.parents[1] / "rtl", help="folder of the RTL")
    parser.add_argument("--exclusions", type=Path, default=HERE / "exclusions.toml")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    sources = options.sources.resolve()
    with options.exclusions.open("rb") as file:
        exclusions = [Exclusion(entry) for entry in tomllib.load(file).get("exclude", [])]
    report = Report(points.read(options.counts, sources), exclusions)
    report.annotate(options.output / "annotated")
    tables = report.tables()
    text = ["# Coverage of the RTL", "", *tables, *report.excluded(), *report.not_reached()]
    (options.output / "report.md").write_text("\n".join(text))
    print("\n".join(tables[:tables.index("## Modules")]))
    absent = [path.stem for path in sorted(sources.rglob("*.sv"))
              if path.relative_to(sources) not in report.text and not path.stem.endswith("_pkg")]
    if absent:
        print(f"Not in any model that counts: {', '.join(absent)}.")
    print(f"{sum(one.excluded for one in exclusions)} points are excluded. All of it: {options.output}/report.md, "
          f"{options.output}/annotated")
    failures = report.failures()
    for failure in failures:
        print(f"report: {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
