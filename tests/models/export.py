#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes the test models: small transformers with random weights, as torch exports them.

`export.py NAME FOLDER` writes FOLDER/model.onnx, FOLDER/case.json (the --shape
options), and for every input and output INPUT.npy and OUTPUT.reference.npy, the
latter from ONNX Runtime in FP32. The same name gives the same files.
`export.py --list` prints the names.
"""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from pathlib import Path

import numpy as np

from zoo import CASES, Case

OPSET = 14


def seeded(module, seed: int):
    """Draws every parameter anew, biases and norms too, so that none is trivially 0 or 1."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            is_norm = "norm" in name.lower() or "ln_" in name
            if parameter.dim() == 1:
                parameter.copy_(noise * 0.1 + (1.0 if is_norm and "weight" in name else 0.0))
            else:
                parameter.copy_(noise * 0.08)
    return module.eval()


def export(case: Case, folder: Path) -> None:
    """Builds the case's module and writes its ONNX file."""
    import torch

    module = seeded(case.build(), seed=case.seed)
    sample = tuple(torch.from_numpy(value) for value in case.inputs().values())
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module, sample, str(folder / "model.onnx"), opset_version=OPSET,
            input_names=list(case.inputs()), output_names=case.outputs,
            dynamic_axes=case.dynamic_axes)


def reference(model: Path, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """ONNX Runtime's answer on one thread, FP32."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(model), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, inputs)))


def write_case(name: str, folder: Path) -> None:
    case = CASES[name]
    folder.mkdir(parents=True, exist_ok=True)
    export(case, folder)
    inputs = case.inputs()
    for key, value in inputs.items():
        np.save(folder / f"{key}.npy", value)
    for key, value in reference(folder / "model.onnx", inputs).items():
        np.save(folder / f"{key}.reference.npy", value)
    shapes = [f"{key}={'x'.join(map(str, value.shape))}" for key, value in inputs.items()]
    (folder / "case.json").write_text(json.dumps(
        {"shapes": shapes, "inputs": list(inputs), "outputs": case.outputs}))


def main() -> None:
    parser = argparse.ArgumentParser(description="Export a small test model.")
    parser.add_argument("name", nargs="?", choices=sorted(CASES))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(CASES))
        return
    if not arguments.name or not arguments.folder:
        parser.print_usage(sys.stderr)
        sys.exit(2)
    write_case(arguments.name, arguments.folder)


if __name__ == "__main__":
    main()
