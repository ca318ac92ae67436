# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Do the commands of the documentation do what the pages say they do?

The blocks of a page are taken in order, in a new folder from which the source
tree's folders can be seen:

    LANGUAGE file=NAME     is written to the file NAME
    LANGUAGE source=PATH   has to stand in PATH, line for line
    sh run                 is run; it has to end with status 0 (`sh run fails`: with 1)
    text output            is what the run before it has to print. A line `...`
                           stands for any lines, `...` within a line for anything

In every block, each option of an `alc` command has to be in its --help.
With --update-golden, outputs that differ and hold no `...` are rewritten."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from pages import Block, pages_of, split_page

SEEN = ("compiler", "docs", "examples", "isa", "rtl", "runtime", "setup.sh", "sim", "tests")
ALC = re.compile(r"\balc (?P<command>compile|run|asm|objdump|chips|correlate|cosim)\b(?P<rest>[^|;&#\n]*)")


def matches(expected: str, actual: str) -> bool:
    """`...` alone on a line is any number of lines, within one it is any text."""
    pattern = ""
    for line in expected.splitlines(keepends=True):
        if line.strip() == "...":
            pattern += r"(?:.*\n)*"
        else:
            pattern += ".*".join(re.escape(part) for part in line.split("..."))
    return re.fullmatch(pattern, actual) is not None


@dataclass
class Page:
    path: Path
    root: Path
    environment: dict[str, str]
    update: bool
    problems: list[str] = field(default_factory=list)
    golden: dict[int, tuple[int, str]] = field(default_factory=dict)  # fence line -> lines, text
    ran: str | None = None  # what the last run printed

    def report(self, block: Block, what: str) -> None:
        self.problems.append(f"{self.path.relative_to(self.root)}:{block.line}: {what}")

    def run(self) -> None:
        _, blocks = split_page(self.path.read_text())
        with tempfile.TemporaryDirectory() as folder:
            for name in SEEN:
                (Path(folder) / name).symlink_to(self.root / name)
            for block in blocks:
                self.take(block, Path(folder))
        if self.golden:
            self.rewrite()

    def take(self, block: Block, folder: Path) -> None:
        self.check_options(block)
        if "file" in block.words:
            (folder / block.words["file"]).write_text(block.text)
        if "source" in block.words and block.text not in (self.root / block.words["source"]).read_text():
            self.report(block, f"these lines do not stand in {block.words['source']}")
        if "run" in block.words:
            self.execute(block, folder)
        if "output" in block.words:
            self.compare(block)

    def execute(self, block: Block, folder: Path) -> None:
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", block.text], cwd=folder, env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
        self.ran = done.stdout
        if done.returncode != ("fails" in block.words):
            self.report(block, f"exit status {done.returncode}\n{done.stdout}")

    def compare(self, block: Block) -> None:
        if self.ran is None:
            return self.report(block, "an output with no run before it")
        if matches(block.text, self.ran):
            return None
        if self.update and "..." not in block.text:
            self.golden[block.line] = (len(block.lines), self.ran)
            return None
        return self.report(block, f"the run printed\n{self.ran}where the page says\n{block.text}")

    def check_options(self, block: Block) -> None:
        for match in ALC.finditer(block.text.replace("\\\n", " ")):
            known = subprocess.run(["alc", match["command"], "--help"], env=self.environment,
                                   stdout=subprocess.PIPE, text=True, check=True).stdout
            for option in re.findall(r"\s(--?[a-z][a-z-]*)", match["rest"]):
                if not re.search(rf"{option}\b", known):
                    self.report(block, f"alc {match['command']} has no option {option}")

    def rewrite(self) -> None:
        lines = self.path.read_text().splitlines()
        for line, (length, text) in sorted(self.golden.items(), reverse=True):
            lines[line : line + length] = text.splitlines()
        self.path.write_text("\n".join(lines) + "\n")
        print(f"updated {self.path.relative_to(self.root)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("pages", type=Path, nargs="*", help="all if none is given")
    parser.add_argument("--path", type=Path, required=True, help="folder of alc and alc-opt")
    parser.add_argument("--python", type=Path, required=True, help="an interpreter with numpy, for python3")
    parser.add_argument("--update-golden", action="store_true")
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    path = f"{arguments.path.resolve()}:{arguments.python.parent}:{os.environ['PATH']}"
    problems: list[str] = []
    for file in arguments.pages or pages_of(root):
        page = Page(file.resolve(), root, {**os.environ, "PATH": path}, arguments.update_golden)
        page.run()
        problems += page.problems
    print("\n".join(problems) or "the pages are true")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
