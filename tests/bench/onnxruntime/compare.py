#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How much slower than native is a simulated chip? Wall time of the same batch on both.

ONNX Runtime computes all-MiniLM-L6-v2 in FP32 on one thread of this machine;
ref:CHIP and sim:CHIP run the program compiled for the chip. Each time is the
best of several runs, without loading. Aims: ref within 3x, sim within 5x.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Callable

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "examples"))

import minilm  # noqa: E402
from alc import Alc, AlcError, cache_folder  # noqa: E402

AIMS = {"ref": 3.0, "sim": 5.0}


def best(repeat: int, measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(repeat))


def native_seconds(model: Path, inputs: dict[str, np.ndarray]) -> float:
    session = minilm.Reference(model)
    session.run(inputs)  # the first run allocates
    begin = time.perf_counter()
    session.run(inputs)
    return time.perf_counter() - begin


def random_inputs(batch: int, length: int) -> dict[str, np.ndarray]:
    """Full rows of random tokens: every position counts, as in ONNX Runtime's work."""
    random = np.random.default_rng(20260303)
    rows = [[101, *random.integers(1000, 30000, length - 2), 102] for _ in range(batch)]
    return minilm.padded(rows, batch, length)


def where_time_goes(statistics: dict) -> str:
    """Host time by unit, where the device measures it, and what there is to simulate."""
    details = {entry["name"]: entry["value"] for entry in statistics["details"]}
    suffix = ".wall_seconds"
    parts = [f"{name.removesuffix(suffix)} {value * 1e3:.0f} ms"
             for name, value in details.items() if name.endswith(suffix)]
    counted = statistics["instructions"]
    parts.append(f"{sum(counted[unit] for unit in ('ttu', 'tvp', 'tdma'))} engine instructions")
    parts.append(f"{counted['tcp']} of control")
    if "tdma.packets" in details:
        packets = details["tdma.packets"] + details["cdma.packets"]
        parts.append(f"{packets:.0f} packets")
    return ", ".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alc", type=Path, required=True)
    parser.add_argument("--chip", default="maia100")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()

    model = minilm.onnx_file(cache_folder() / "models")
    inputs = random_inputs(options.batch, options.length)
    shapes = [f"{name}={options.batch}x{options.length}" for name in inputs]
    native = best(options.repeat, lambda: native_seconds(model, inputs))
    print(f"MiniLM, {options.batch} sentences of {options.length} tokens, "
          f"best of {options.repeat} runs")
    print(f"{'':<16}{'wall':>10}{'ratio':>8}{'aim':>7}")
    print(f"{'ONNX Runtime':<16}{native * 1e3:>7.1f} ms{1:>8.2f}")
    try:
        alc = Alc(options.alc)
        program = alc.compiled(model, options.chip, shapes)
        for kind, aim in AIMS.items():
            device = f"{kind}:{options.chip}"
            runs = [alc.run(program, device, inputs, ["embedding"]).statistics
                    for _ in range(options.repeat)]
            statistics = min(runs, key=lambda run: run["wall_seconds"])
            wall = statistics["wall_seconds"]
            print(f"{device:<16}{wall * 1e3:>7.1f} ms{wall / native:>8.2f}{aim:>7.1f}"
                  f"   {where_time_goes(statistics)}", flush=True)
    except AlcError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
