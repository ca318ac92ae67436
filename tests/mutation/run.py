#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Do the tests notice faults of the RTL? Writes a sample of single faults into one copy of the
sources, each chosen by the variable ALCYONE_MUTANT when a test starts, builds that once, and runs the
tests for one fault after the other until one fails. Fails itself if a fault survives that
equivalent.toml does not name; docs/verification.md says how to judge one.

run.py [--count N] [--seed N] [--files tdma/.*] [--work build/mutation] [--report FILE]
"""

from __future__ import annotations

import argparse
import concurrent.futures
import dataclasses
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import places

ROOT = Path(__file__).resolve().parents[2]
# The folders of rtl/, and the benches in tests/rtl that have them in.
BLOCKS = {"l1": ["l1", "ttu", "tvp"], "numerics": ["numerics", "ttu", "tvp"],
          "stream": ["stream", "tdma", "ttu", "tvp"], "sync": ["sync"], "tcp": ["tcp"],
          "tdma": ["tdma"], "tile": ["tile"], "ttu": ["ttu"], "tvp": ["tvp"]}
# Then the labels of tests that run on the tile, without what takes minutes and what is for other
# devices, and last the test that sees faults which change only cycles. One tile is built: the second
# one would be most of the build's time.
LABELS = "^(runtime|conformance|cosim|random)$"
SLOW = "^(long|model|bench)$"
TIME = "^timing.sim_is_near_the_rtl$"
CHIP = "nano"
OTHERS = "(ref|sim)_(nano|edge|maia)|ref_and_sim|tile100"


@dataclasses.dataclass
class Verdict:
    number: int
    mutant: places.Mutant
    killer: str  # empty if it survived
    seconds: float = 0


@dataclasses.dataclass
class Test:
    name: str
    command: list[str]
    directory: str
    skipped: int  # the exit status that says so
    seconds: float = 0  # of processor time, without a fault

    def passes(self, number: int) -> bool:
        """Not if it takes much longer than without a fault. That is of processor time, which other work
        on the machine does not change."""
        limit = [] if number == 0 else ["prlimit", f"--cpu={5 + 4 * math.ceil(self.seconds)}"]
        run = subprocess.run([*limit, *self.command], cwd=self.directory, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
                             env={**os.environ, "ALCYONE_MUTANT": str(number)})
        return run.returncode in (0, self.skipped)

    def measure(self) -> None:
        before = children_seconds()
        if not self.passes(0):
            raise SystemExit(f"{self.name} fails without a fault")
        self.seconds = children_seconds() - before


def children_seconds() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Work:
    """A build of the mutated sources, and its tests."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.sources = options.work / "mutated"
        self.build = options.work
        self.groups: dict[tuple[str, ...], list[Test]] = {}

    def configure(self) -> None:
        places.write(ROOT / "rtl", self.sources, {})
        package = self.options.work / "alc_mutation_pkg.sv"
        places.replace(package, places.PACKAGE.encode())
        # Mutated text is not written as lint wants it.
        arguments = f"-Wno-lint -Wno-style {package}"
        command = ["cmake", "--preset", "release", "-B", str(self.build),
                   f"-DALCYONE_RTL_SOURCES={self.sources}", f"-DALCYONE_VERILATOR_ARGUMENTS={arguments}",
                   f"-DALCYONE_RTL_CHIPS={CHIP}",
                   *(f"-D{definition}" for definition in self.options.define)]
        if shutil.which("ccache"):
            command += [f"-DCMAKE_{language}_COMPILER_LAUNCHER=ccache" for language in ("C", "CXX")]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if run.returncode:
            raise SystemExit(f"{run.stdout[-2000:]}{run.stderr}")

    def make(self, chosen: dict[int, places.Mutant]) -> set[tuple[str, int]]:
        """Builds with these mutants. Where it does not elaborate: file and line, else nothing."""
        places.write(ROOT / "rtl", self.sources, chosen)
        command = ["cmake", "--build", str(self.build), "-j", str(self.options.jobs)]
        if self.options.targets:
            command += ["--target", *self.options.targets]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if run.returncode == 0:
            return set()
        wrong = re.findall(rf"%Error[^:]*: {re.escape(str(self.sources))}/(\S+?):(\d+):", run.stdout)
        if not wrong:
            raise SystemExit(f"the mutated sources do not build:\n{run.stdout[-4000:]}")
        return {(path, int(line)) for path, line in wrong}

    def tests(self, block: str) -> list[Test]:
        """Those of its benches, then those of the tile."""
        groups = [("--test-dir", str(self.build / "tests/rtl" / bench)) for bench in BLOCKS[block]]
        if not self.options.benches_only:
            build = ("--test-dir", str(self.build))
            groups += [(*build, "-L", LABELS, "-LE", SLOW), (*build, "-R", TIME)]
        return [test for group in groups for test in self.group(group)]

    def group(self, arguments: tuple[str, ...]) -> list[Test]:
        """Those that ctest has for these arguments, once they have passed without a fault: the quick
        ones first."""
        if arguments not in self.groups:
            without = "|".join(filter(None, [OTHERS, self.options.exclude]))
            run = subprocess.run(["ctest", *arguments, "-E", without, "--show-only=json-v1"],
                                 capture_output=True, text=True, check=True)
            tests = []
            for listed in json.loads(run.stdout)["tests"]:
                properties = {row["name"]: row["value"] for row in listed["properties"]}
                if "command" not in listed:  # --targets leaves it out
                    continue
                name = listed["name"].partition("  #")[0]  # GoogleTest's parameters
                test = Test(name, listed["command"], properties["WORKING_DIRECTORY"],
                            properties.get("SKIP_RETURN_CODE", 0))
                test.measure()
                if "FIXTURES_SETUP" not in properties:
                    tests.append(test)
            self.groups[arguments] = sorted(tests, key=lambda test: test.seconds)
        return self.groups[arguments]

    def judge(self, number: int, mutant: places.Mutant) -> Verdict:
        start = time.monotonic()
        killer = next((test.name for test in self.tests(mutant.path.parts[0]) if not test.passes(number)), "")
        return Verdict(number, mutant, killer, time.monotonic() - start)


def sample(everything: list[places.Mutant], seed: int, count: int,
           wrong: set[tuple[str, int]]) -> dict[int, places.Mutant]:
    """The first mutants of a shuffled list that do not overlap and are not on a wrong line. Where a
    mutant stands in the list is decided by itself and the seed, so that a change of the sources
    changes few of the sample."""
    def place(mutant: places.Mutant) -> bytes:
        return hashlib.sha256(repr((seed, *key(mutant))).encode()).digest()

    chosen: dict[int, places.Mutant] = {}
    for number, mutant in enumerate(sorted(everything, key=place), start=1):
        if len(chosen) == count:
            break
        if (str(mutant.path), mutant.line) in wrong:
            continue
        if not any(mutant.path == other.path and mutant.start < other.end and other.start < mutant.end
                   for other in chosen.values()):
            chosen[number] = mutant
    return chosen


def key(mutant: places.Mutant) -> tuple:
    """What stays the same as long as the line does."""
    return str(mutant.path), mutant.context, mutant.column, mutant.mutated


def reviewed() -> dict[tuple, str]:
    """Why a mutant changes nothing that a program or a host can see."""
    with open(Path(__file__).with_name("equivalent.toml"), "rb") as file:
        entries = tomllib.load(file).get("mutant", [])
    return {(entry["file"], entry["line"], entry["column"], entry["mutated"]): entry["reason"]
            for entry in entries}


def report(verdicts: list[Verdict], reasons: dict[tuple, str]) -> tuple[str, int]:
    """A table in Markdown, and how many mutants survived without a reason."""
    rows = ["| id | place | kind | original | mutated | killed by |", "| ---: | --- | --- | --- | --- | --- |"]
    killed = equivalent = survived = 0
    for verdict in verdicts:
        mutant = verdict.mutant
        result = verdict.killer
        if result:
            killed += 1
        elif reason := reasons.get(key(mutant)):
            equivalent += 1
            result = f"equivalent: {reason}"
        else:
            survived += 1
            result = "**SURVIVED**"
        cells = [str(verdict.number), f"rtl/{mutant.path}:{mutant.line}:{mutant.column}", mutant.kind,
                 f"`{mutant.original}`", f"`{mutant.mutated}`" if mutant.mutated else "", result]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    summary = (f"{len(verdicts)} mutants: {killed} killed, {equivalent} equivalent, {survived} survived.")
    return "\n".join([summary, "", *rows, ""]), survived


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=100, help="mutants (100)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument("--files", default=".*", metavar="REGEX", help="of rtl/ (all)")
    parser.add_argument("--work", type=Path, default=ROOT / "build/mutation", help="folder of the build")
    parser.add_argument("--report", type=Path, help="the table goes there too")
    parser.add_argument("--only", type=int, nargs="+", help="of the sample, these ids")
    parser.add_argument("--targets", nargs="+", help="build these alone, and")
    parser.add_argument("--define", nargs="+", default=[], metavar="NAME=VALUE", help="for cmake")
    parser.add_argument("--exclude", help="leave out tests with such a name")
    parser.add_argument("--benches-only", action="store_true", help="the benches of the block alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at the same time")
    options = parser.parse_args()
    options.work = options.work.resolve()
    return options


def main() -> int:
    options = parse()
    verible = places.verible()
    paths = sorted(path.relative_to(ROOT / "rtl") for path in (ROOT / "rtl").glob("*/*.sv"))
    if unknown := {path.parts[0] for path in paths} - {*BLOCKS, "cover"}:
        raise SystemExit(f"{__file__}: BLOCKS does not say what sees a fault in {' '.join(sorted(unknown))}")
    paths = [path for path in paths if path.parts[0] in BLOCKS and re.match(options.files, str(path))]
    everything = places.find(verible, ROOT / "rtl", paths)
    work = Work(options)
    work.configure()
    wrong: set[tuple[str, int]] = set()
    while True:
        chosen = sample(everything, options.seed, options.count, wrong)
        if not (more := work.make(chosen)):
            break
        if more <= wrong:
            raise SystemExit(f"the sources do not elaborate at {sorted(more)}, mutated or not")
        wrong |= more
    print(f"seed {options.seed}: {len(chosen)} of {len(everything)} mutants", flush=True)
    if options.only:
        chosen = {number: chosen[number] for number in options.only}
    for block in sorted({mutant.path.parts[0] for mutant in chosen.values()}):
        work.tests(block)
    verdicts = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for verdict in pool.map(lambda item: work.judge(*item), sorted(chosen.items())):
            print(f"{verdict.number}: {verdict.killer or 'SURVIVED'}, {verdict.seconds:.1f} s", flush=True)
            verdicts.append(verdict)
    text, survived = report(verdicts, reviewed())
    print(text)
    if options.report:
        options.report.write_text(text)
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
