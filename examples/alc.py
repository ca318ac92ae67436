# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`alc compile` and `alc run` from Python: programs cached by content, arrays in and out."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import numpy as np


class AlcError(RuntimeError):
    """`alc` ended with a status other than 0; the text is what it wrote."""


def cache_folder() -> Path:
    """Outside the source tree, shared by everything that compiles."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "alcyone"


def call(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        said = done.stderr.strip() or f"status {done.returncode}"
        raise AlcError(f"{' '.join(command[:2])}: {said}")


@dataclass(frozen=True)
class Run:
    """What one `alc run` gave."""
    outputs: dict[str, np.ndarray]
    statistics: dict
    process_seconds: float


class Alc:
    """The `alc` at a path, and the programs that it has compiled."""

    def __init__(self, binary: Path, programs: Path | None = None) -> None:
        self.binary = binary
        self.programs = programs or cache_folder() / "programs"

    def compiled(self, model: Path, chip: str, shapes: list[str], announce=None) -> Path:
        """The program of a model on a chip, compiled unless an equal one is there.

        `announce` is called before a compilation starts.
        """
        key = hashlib.sha256()
        for part in (file_digest(self.binary), file_digest(model), chip_digest(chip),
                     *map(str.encode, shapes)):
            key.update(part + b"\0")
        file = self.programs / f"{model.stem}-{key.hexdigest()[:16]}.alc"
        if not file.exists():
            if announce:
                announce()
            self.programs.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.programs) as scratch:
                target = Path(scratch) / file.name
                self.compile(model, chip, shapes, target)
                os.replace(target, file)
        return file

    def compile(self, model: Path, chip: str, shapes: list[str], output: Path,
                more: Sequence[str] = ()) -> None:
        options = [word for shape in shapes for word in ("--shape", shape)]
        call([str(self.binary), "compile", str(model), "--chip", chip, *options, *more,
              "-o", str(output)])

    def run(self, program: Path, device: str, inputs: dict[str, np.ndarray],
            outputs: list[str], trace: Path | None = None) -> Run:
        with tempfile.TemporaryDirectory() as scratch_name:
            scratch = Path(scratch_name)
            command = [str(self.binary), "run", str(program), "--device", device,
                       "--stats", str(scratch / "statistics.json")]
            if trace:
                command += ["--trace", str(trace)]
            for name, value in inputs.items():
                np.save(scratch / f"in-{name}.npy", value)
                command += ["--input", f"{name}={scratch}/in-{name}.npy"]
            for name in outputs:
                command += ["--output", f"{name}={scratch}/out-{name}.npy"]
            begin = time.perf_counter()
            call(command)
            seconds = time.perf_counter() - begin
            return Run({name: np.load(scratch / f"out-{name}.npy") for name in outputs},
                       json.loads((scratch / "statistics.json").read_text()), seconds)


def file_digest(file: Path) -> bytes:
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def chip_digest(chip: str) -> bytes:
    """A built-in chip by its name (its numbers are inside `alc`), a file by its content."""
    return file_digest(Path(chip)) if chip.endswith(".json") else chip.encode()
