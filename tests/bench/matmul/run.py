#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How busy does a compiled BF16 matmul keep a chip's tensor units, and what keeps them waiting?

run.py [--alc ALC] [--size 1024] [--at-least 0.9] [CHIP ...]

Compiles linalg.matmul of two square BF16 matrices into an FP32 one, runs it on sim and prints
the tensor units' share of the time and where the rest goes. A smaller one (256) is compared
with numpy on ref first. With --at-least, a chip below that share is a failure.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "examples"))

from alc import Alc, AlcError, Run  # noqa: E402

CHECKED_SIZE = 256
# FP32 sums of `size` products in another order than numpy's, which are of float64.
MAX_ERROR = 1e-5

MODEL = """\
func.func @main(%a: tensor<{n}x{n}xbf16>, %b: tensor<{n}x{n}xbf16>) -> tensor<{n}x{n}xf32> {{
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<{n}x{n}xf32>
  %filled = linalg.fill ins(%zero : f32) outs(%empty : tensor<{n}x{n}xf32>) -> tensor<{n}x{n}xf32>
  %c = linalg.matmul ins(%a, %b : tensor<{n}x{n}xbf16>, tensor<{n}x{n}xbf16>)
                     outs(%filled : tensor<{n}x{n}xf32>) -> tensor<{n}x{n}xf32>
  return %c : tensor<{n}x{n}xf32>
}}
"""

# What a tensor unit does while it is not busy, as the statistics name it.
WAITS = {
    "operands or room for results": "ttu.waiting_semaphore_cycles",
    "other tiles, in barriers": "ttu.waiting_barrier_cycles",
}


def random_bf16(size: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Bits for `alc run`, and the same numbers for numpy."""
    values = np.random.default_rng(seed).standard_normal((size, size)).astype(np.float32)
    bits = (values.view(np.uint32) >> 16).astype(np.uint16)
    return bits, (bits.astype(np.uint32) << 16).view(np.float32).astype(np.float64)


def matmul(alc: Alc, folder: Path, chip: str, device: str, size: int) -> tuple[Run, float]:
    """The run, and the largest error against numpy by the largest result."""
    model = folder / f"matmul{size}.mlir"
    model.write_text(MODEL.format(n=size))
    program = folder / f"matmul{size}.{chip}.alc"
    alc.compile(model, chip, [], program)
    (a, a_values), (b, b_values) = random_bf16(size, 1), random_bf16(size, 2)
    run = alc.run(program, f"{device}:{chip}", {"input0": a, "input1": b}, ["output0"])
    expected = a_values @ b_values
    return run, float(np.abs(run.outputs["output0"] - expected).max() / np.abs(expected).max())


def report(chip: str, size: int, run: Run) -> None:
    statistics = run.statistics
    details = {row["name"]: row["value"] for row in statistics["details"]}
    cycles = statistics["cycles"]
    tiles = sum(name.endswith(".ttu.busy_cycles") for name in details)
    busy = statistics["busy_share"]["ttu"]
    print(f"{chip}: {size} x {size} x {size} in {cycles:,} cycles "
          f"({statistics['seconds'] * 1e3:.3f} ms simulated, "
          f"{statistics['wall_seconds']:.2f} s of wall time)")
    print(f"  tensor units busy {busy:.1%}, {statistics['tensor_peak_share']:.1%} of their peak")
    rest = 1 - busy
    for why, name in WAITS.items():
        share = details[name] / (cycles * tiles)
        rest -= share
        print(f"    waiting for {why}: {share:.1%}")
    print(f"    launch, dispatch, control code: {max(rest, 0):.1%}")
    print(f"  slowed down by L1 while busy: {details['ttu.memory_cycles'] / (cycles * tiles):.1%}")
    print(f"  HBM at {statistics['hbm_bandwidth_share']:.1%} of its bandwidth: "
          f"{details['hbm.bytes_read'] / 2**20:.1f} MiB read, "
          f"{details['hbm.bytes_written'] / 2**20:.1f} MiB written "
          f"(at least {2 * size * size * 2 / 2**20:.1f} and {size * size * 4 / 2**20:.1f})")
    links = {name: value for name, value in details.items()
             if name.startswith("noc.") and name.endswith(".busy_cycles")}
    link = max(links, key=links.__getitem__)
    print(f"  busiest link {link.removesuffix('.busy_cycles')} at {links[link] / cycles:.1%}; "
          f"DMA ports {details['tdma.port_busy_cycles'] / (cycles * tiles):.1%}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alc", type=Path, default=ROOT / "build/release/bin/alc")
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--at-least", type=float, help="fail below this busy share")
    parser.add_argument("chips", nargs="*", default=["nano", "edge"], metavar="CHIP")
    options = parser.parse_args()

    alc = Alc(options.alc)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        try:
            for chip in options.chips:
                for device, size in (("ref", CHECKED_SIZE), ("sim", options.size)):
                    run, error = matmul(alc, Path(folder), chip, device, size)
                    print(f"{device}:{chip}, size {size}: largest error against numpy {error:.1e}")
                    failed |= error > MAX_ERROR
                report(chip, options.size, run)
                busy = run.statistics["busy_share"]["ttu"]
                if options.at_least is not None and busy < options.at_least:
                    print(f"FAILED: busy {busy:.1%}, less than {options.at_least:.0%}")
                    failed = True
        except AlcError as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
