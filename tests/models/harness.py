# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the model tests share: devices, comparison, and files made once for all of them."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples"))

from alc import Alc  # noqa: E402

MIN_COSINE = 0.999


class Mismatch(AssertionError):
    """A device's answer is wrong; the text says where and by how much."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time: ctest runs several tests that want the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def made_once(file: Path, make: Callable[[], None]) -> Path:
    """`file`, after calling `make` if it is not there yet."""
    with locked(file.with_name(file.name + ".lock")):
        if not file.exists():
            make()
    return file


def cosines(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Cosine of each row (last axis) of one array with the same row of the other."""
    a = ours.reshape(-1, ours.shape[-1]).astype(np.float64)
    b = theirs.reshape(-1, theirs.shape[-1]).astype(np.float64)
    scale = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return (a * b).sum(axis=1) / np.where(scale == 0, 1, scale)


def check_close(name: str, ours: np.ndarray, theirs: np.ndarray) -> float:
    """The worst cosine; raises Mismatch if it is below MIN_COSINE or a value is not finite."""
    if ours.shape != theirs.shape:
        raise Mismatch(f"{name}: shape {ours.shape}, not {theirs.shape}")
    if not np.isfinite(ours).all():
        raise Mismatch(f"{name}: {np.count_nonzero(~np.isfinite(ours))} values are not finite")
    values = cosines(ours, theirs)
    if values.min() < MIN_COSINE:
        raise Mismatch(f"{name}: row {values.argmin()} has cosine {values.min():.6f} with "
                       f"ONNX Runtime, less than {MIN_COSINE}")
    return float(values.min())


def check_same_bytes(name: str, first: np.ndarray, second: np.ndarray) -> None:
    """The same program must give the same bits on every device."""
    if first.tobytes() == second.tobytes():
        return
    different = np.flatnonzero(first.reshape(-1).view(np.uint32)
                               != second.reshape(-1).view(np.uint32))
    raise Mismatch(f"{name}: the devices differ in {different.size} of {first.size} values, "
                   f"first at {different[0]}: {first.reshape(-1)[different[0]]!r} and "
                   f"{second.reshape(-1)[different[0]]!r}")


def run_and_check(alc: Alc, model: Path, shapes: list[str], chip: str, devices: list[str],
                  inputs: dict[str, np.ndarray], references: dict[str, np.ndarray]) -> dict:
    """Compiles for `chip`, runs on each device kind, compares with each other and the reference.

    Returns the statistics of the last device's run.
    """
    program = alc.compiled(model, chip, shapes)
    first: dict[str, np.ndarray] | None = None
    for device in devices:
        run = alc.run(program, f"{device}:{chip}", inputs, list(references))
        for name, expected in references.items():
            worst = check_close(name, run.outputs[name], expected)
            print(f"{device}:{chip} {name}: worst cosine {worst:.6f}, "
                  f"{run.statistics['cycles']} cycles, "
                  f"{run.statistics['wall_seconds']:.2f} s", flush=True)
            if first is not None:
                check_same_bytes(name, first[name], run.outputs[name])
        first = first or run.outputs
    return run.statistics


def prove_schedules(alc: Alc, model: Path, shapes: list[str], chip: str) -> None:
    """No kernel of the compiled model deadlocks or races on L1 (alc-check-schedule)."""
    with tempfile.TemporaryDirectory() as scratch:
        text = Path(scratch) / "engine.mlir"
        alc.compile(model, chip, shapes, text, ["--emit", "engine"])
        done = subprocess.run(
            [str(alc.binary.with_name("alc-opt")), str(text), "-o", os.devnull,
             f"--pass-pipeline=builtin.module(func.func(alc-check-schedule{{chip={chip}}}))"],
            capture_output=True, text=True)
        if done.returncode:
            raise Mismatch(f"the schedule is not proved: {done.stderr[-2000:]}")


def finish(test: Callable[[], None]) -> None:
    """Runs a test's body; a wrong answer or a failed command is a message and status 1."""
    try:
        test()
    except (Mismatch, RuntimeError) as error:
        print(f"FAILED: {error}", file=sys.stderr)
        sys.stderr.flush()
        os._exit(1)
