#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does a small model of each family give ONNX Runtime's answer, and the same bits on ref and sim?
Are its schedules proved?

run_model.py --alc ALC --work FOLDER NAME CHIP [--devices ref,sim]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from harness import Alc, finish, made_once, prove_schedules, run_and_check


def exported(name: str, folder: Path) -> Path:
    """The case's folder, exported by a process of its own (torch is slow to load)."""
    def export() -> None:
        script = Path(__file__).with_name("export.py")
        subprocess.run([sys.executable, str(script), name, str(folder)], check=True)

    made_once(folder / "case.json", export)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("chip")
    parser.add_argument("--alc", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--devices", default="ref,sim")
    arguments = parser.parse_args()

    folder = exported(arguments.name, arguments.work / arguments.name)
    case = json.loads((folder / "case.json").read_text())
    inputs = {name: np.load(folder / f"{name}.npy") for name in case["inputs"]}
    references = {name: np.load(folder / f"{name}.reference.npy") for name in case["outputs"]}
    alc = Alc(arguments.alc, arguments.work / "programs")
    model = folder / "model.onnx"

    def test() -> None:
        run_and_check(alc, model, case["shapes"], arguments.chip, arguments.devices.split(","),
                      inputs, references)
        prove_schedules(alc, model, case["shapes"], arguments.chip)

    finish(test)


if __name__ == "__main__":
    main()
