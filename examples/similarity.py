#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sentence similarity from all-MiniLM-L6-v2 on an Alcyone device, beside ONNX Runtime.

Called by similarity.sh, which installs and builds what this needs.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

import minilm
from alc import Alc, AlcError, Run, cache_folder

DEFAULT_SENTENCES = [
    "The cat sleeps on the warm windowsill.",
    "A kitten is napping in the sun by the window.",
    "The central bank raised interest rates by half a percent.",
    "Borrowing money became more expensive this week.",
]
BATCHES = (1, 2, 4, 8)  # sentences go through the chip in groups of one of these sizes


def say(text: str) -> None:
    print(f"similarity: {text}", flush=True)


def embed(alc: Alc, model: Path, options: argparse.Namespace,
          rows: list[list[int]]) -> tuple[np.ndarray, list[Run]]:
    """One embedding a sentence, and the runs that they took."""
    length = minilm.bucket(max(map(len, rows)))
    batch = next((size for size in BATCHES if size >= len(rows)), BATCHES[-1])
    shapes = [f"{name}={batch}x{length}" for name in ("input_ids", "attention_mask")]
    program = alc.compiled(
        model, options.chip, shapes,
        lambda: say(f"compiling for {options.chip}, {batch} x {length} tokens"))
    say(f"running {len(rows)} sentences on {options.device}")
    runs = []
    has_clock = options.device.startswith("sim")
    for begin in range(0, len(rows), batch):
        inputs = minilm.padded(rows[begin:begin + batch], batch, length)
        trace = options.trace if begin == 0 and has_clock else None
        runs.append(alc.run(program, options.device, inputs, ["embedding"], trace))
    return np.concatenate([run.outputs["embedding"] for run in runs])[:len(rows)], runs


def reference(model: Path, rows: list[list[int]]) -> np.ndarray:
    """ONNX Runtime's embeddings, each sentence alone and unpadded."""
    session = minilm.Reference(model)
    return np.concatenate([session.run(minilm.padded([row], 1, len(row))) for row in rows])


def print_matrices(ours: np.ndarray, theirs: np.ndarray, device: str) -> None:
    """Both matrices side by side, and the largest difference."""
    count = len(ours)
    width = max(7 * count, 22)
    print(f"\n     {device:<{width}}   ONNX Runtime, FP32")
    numbers = "".join(f"{i + 1:>7}" for i in range(count))
    print(f"     {numbers:<{width}}   {numbers}")
    for i in range(count):
        left, right = ("".join(f"{value:7.3f}" for value in m[i]) for m in (ours, theirs))
        print(f"{i + 1:>4} {left:<{width}}   {right}")
    print(f"\nlargest difference: {np.abs(ours - theirs).max():.5f}")


def print_statistics(runs: list[Run], options: argparse.Namespace) -> None:
    """The sums over all runs; shares are weighted by simulated time."""
    statistics = [run.statistics for run in runs]
    seconds = sum(s["seconds"] or 0 for s in statistics)
    cycles = sum(s["cycles"] or 0 for s in statistics)
    if cycles:
        def share(name: str) -> float:
            return 100 * sum(s[name] * s["seconds"] for s in statistics) / seconds

        print(f"simulated:          {seconds * 1e6:,.1f} us, {cycles:,} cycles")
        print(f"tensor peak:        {share('tensor_peak_share'):.1f} %")
        print(f"HBM bandwidth:      {share('hbm_bandwidth_share'):.1f} %")
    else:
        print(f"simulated:          {options.device} has no clock")
    print(f"wall time:          {sum(s['wall_seconds'] for s in statistics):.2f} s")
    if options.trace.exists():
        print(f"trace:              {options.trace} (open it in Perfetto)")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="similarity.sh", description="Similarity of sentences, computed on an Alcyone chip.")
    parser.add_argument("sentences", nargs="*", metavar="sentence", help="at least two")
    parser.add_argument("--chip", default="maia100",
                        help="nano, edge, maia100, maia200 or a FILE.json (default maia100)")
    parser.add_argument("--device", help="ref, sim or one of them with :CHIP (default sim)")
    parser.add_argument("--alc", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--trace", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    device = options.device or "sim"
    options.device = device if ":" in device else f"{device}:{options.chip}"
    sentences = options.sentences or DEFAULT_SENTENCES
    if len(sentences) < 2:
        parser.error("give at least two sentences")

    options.trace.parent.mkdir(parents=True, exist_ok=True)
    options.trace.unlink(missing_ok=True)
    begin = time.perf_counter()
    try:
        model = cached_model()
        rows = minilm.tokenise(sentences)
        ours, runs = embed(Alc(options.alc), model, options, rows)
    except (AlcError, RuntimeError, OSError) as error:
        print(f"similarity: error: {error}", file=sys.stderr)
        return 1
    theirs = reference(model, rows)
    print()
    for number, (sentence, row) in enumerate(zip(sentences, rows), 1):
        print(f"{number:>4} {sentence} ({len(row)} tokens)")
    print_matrices(ours @ ours.T, theirs @ theirs.T, options.device)
    print_statistics(runs, options)
    say(f"done in {time.perf_counter() - begin:.1f} s")
    return 0


def cached_model() -> Path:
    """The ONNX file, exported on the first run."""
    cache = cache_folder() / "models"
    if not any(cache.glob("minilm-*.onnx")):
        say("checking the weights of all-MiniLM-L6-v2 and exporting them to ONNX with torch")
    return minilm.onnx_file(cache)


if __name__ == "__main__":
    sys.exit(main())
