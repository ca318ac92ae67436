# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One small program each: compiled, run on ref, sim and, where there is one, rtl, and compared with NumPy.

The bytes must be the same on all devices; the values must be within the program's tolerance of
what NumPy computes in FP32 (contractions on operands rounded to BF16 first).
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

RTL_CHIPS = ("nano", "tile100")


class Wrong(AssertionError):
    """What came out is not what the program means; the text says where."""


def to_bf16(values: np.ndarray) -> np.ndarray:
    """FP32 rounded to the nearest BF16 (ties to even), kept as FP32."""
    return from_bf16_bits(bf16_bits(values))


def bf16_bits(values: np.ndarray) -> np.ndarray:
    bits = np.ascontiguousarray(values, np.float32).view(np.uint32)
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16
    return np.where(np.isnan(values), 0x7FC0, rounded).astype(np.uint16)


def from_bf16_bits(bits: np.ndarray) -> np.ndarray:
    return (bits.astype(np.uint32) << 16).view(np.float32)


@dataclass
class Program:
    """A function @main in MLIR, its inputs, what its results have to be and how exactly."""

    name: str
    text: str
    inputs: list[np.ndarray]
    expected: list[np.ndarray]
    # |result - expected| <= absolute + relative * |expected|; integers and copies are exact.
    relative: float = 0.0
    absolute: float = 0.0
    chips: tuple[str, ...] = ("nano",)
    types: list[str] = field(init=False)  # element types of the inputs

    def __post_init__(self) -> None:
        head = self.text[self.text.index("func.func @main"):]
        arguments = head[:head.index("{" if "->" not in head else "->")]
        self.types = re.findall(r": tensor<(?:\d+x)*(\w+)>", arguments)
        assert len(self.types) == len(self.inputs), self.name


def call(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        text = (done.stderr or done.stdout).strip()
        raise Wrong(f"{' '.join(command[1:3])}: status {done.returncode}: {text[-2000:]}")


def compare(program: Program, number: int, result: np.ndarray) -> None:
    expected = program.expected[number]
    if result.dtype == np.uint16:
        result = from_bf16_bits(result)
    if result.shape != expected.shape or result.dtype != expected.dtype:
        raise Wrong(f"output{number} is {result.dtype}{result.shape}, "
                    f"not {expected.dtype}{expected.shape}")
    if expected.dtype.kind == "f":
        with np.errstate(invalid="ignore"):
            bound = program.absolute + program.relative * np.abs(expected)
            good = (np.abs(result - expected) <= bound) | (result == expected)
        good |= np.isnan(result) & np.isnan(expected)
    else:
        good = result == expected
    if not good.all():
        at = tuple(int(i) for i in np.argwhere(~good)[0])
        raise Wrong(f"output{number}: {np.count_nonzero(~good)} of {good.size} values are wrong, "
                    f"first at {list(at)}: {result[at]!r}, not {expected[at]!r}")


def run_on(alc: str, program: Program, chip: str, folder: Path) -> None:
    """Compiles for one chip, runs on all devices, compares."""
    file = folder / "program.alc"
    call([alc, "compile", str(folder / "program.mlir"), "--chip", chip, "-o", str(file)])
    results: dict[str, list[np.ndarray]] = {}
    devices = ["ref", "sim", "rtl"] if chip in RTL_CHIPS else ["ref", "sim"]
    for device in devices:
        command = [alc, "run", str(file), "--device", f"{device}:{chip}"]
        for number in range(len(program.inputs)):
            command += ["--input", f"input{number}={folder}/input{number}.npy"]
        for number in range(len(program.expected)):
            command += ["--output", f"output{number}={folder}/{device}{number}.npy"]
        call(command)
        results[device] = [np.load(folder / f"{device}{number}.npy")
                           for number in range(len(program.expected))]
    for number, ref in enumerate(results["ref"]):
        for device in devices[1:]:
            if ref.tobytes() != results[device][number].tobytes():
                raise Wrong(f"output{number} differs between ref and {device}")
        compare(program, number, ref)


def check(alc: str, program: Program) -> str:
    """Empty if all is well, else what is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "program.mlir").write_text(program.text)
        for number, (values, element) in enumerate(zip(program.inputs, program.types)):
            stored = bf16_bits(values) if element == "bf16" else values
            np.save(folder / f"input{number}.npy", stored)
        for chip in program.chips:
            try:
                run_on(alc, program, chip, folder)
            except Wrong as wrong:
                return f"{chip}: {wrong}"
    return ""


def check_all(alc: str, programs: list[Program], jobs: int) -> int:
    """Runs them all and returns how many failed."""
    names = [program.name for program in programs]
    assert len(set(names)) == len(names), "two programs have one name"
    failures = 0
    with ThreadPoolExecutor(jobs) as pool:
        for program, problem in zip(programs, pool.map(lambda p: check(alc, p), programs)):
            print(f"{'FAIL' if problem else 'ok  '} {program.name} {problem}", flush=True)
            failures += bool(problem)
    print(f"{len(programs) - failures} of {len(programs)} programs are right")
    return failures
