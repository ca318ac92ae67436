#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How many cycles a second does the Verilated tile run, and how far is sim from it?

run.py [--alc ALC]

Compiles BF16 products of two sizes for the chips that rtl has, runs them on sim and rtl and prints
the cycles of both, the error of sim, and the cycles that rtl simulates in a second.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "examples"), str(ROOT / "tests/bench/matmul")]

import run as matmul  # noqa: E402
from alc import Alc, AlcError  # noqa: E402

CHIPS = "nano", "tile100"
SIZES = 64, 256


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alc", type=Path, default=ROOT / "build/release/bin/alc")
    options = parser.parse_args()
    alc = Alc(options.alc)
    with tempfile.TemporaryDirectory() as folder:
        try:
            for chip, size in itertools.product(CHIPS, SIZES):
                sim, rtl = (matmul.matmul(alc, Path(folder), chip, device, size)[0].statistics
                            for device in ("sim", "rtl"))
                print(f"{chip}: {size} x {size} x {size}: sim {sim['cycles']:,} cycles, "
                      f"rtl {rtl['cycles']:,}, error {sim['cycles'] / rtl['cycles'] - 1:+.1%}; "
                      f"rtl runs {rtl['cycles'] / rtl['wall_seconds'] / 1e3:.0f} kHz of wall time")
        except AlcError as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
