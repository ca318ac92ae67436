# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes every dimension of an ONNX graph a number.

Sizes come from `--shape INPUT=1x64`. Dimensions that share a symbolic name get
the same size, in inputs that have no option of their own too; shape inference
carries them through the graph.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import checker, shape_inference, version_converter

from fold import infer_and_fold
from model_file import OPSET, ImportFailure, detach_weights, name_nodes

MAX_SIZE = 2**31 - 1


def parse_shape_option(text: str) -> tuple[str, list[int]]:
    """`INPUT=1x64` to ("INPUT", [1, 64])."""
    name, equals, sizes = text.rpartition("=")
    parts = sizes.split("x")
    if not equals or not name or not all(p.isascii() and p.isdigit() for p in parts):
        raise ImportFailure(f"--shape {text}: expected INPUT=1x64, sizes joined by x")
    values = [int(part) for part in parts]
    if not all(1 <= value <= MAX_SIZE for value in values):
        raise ImportFailure(f"--shape {text}: every size must be 1 to {MAX_SIZE}")
    return name, values


def parse_shape_options(texts: list[str]) -> dict[str, list[int]]:
    """The sizes by input."""
    shapes: dict[str, list[int]] = {}
    for text in texts:
        name, sizes = parse_shape_option(text)
        if name in shapes:
            raise ImportFailure(f"--shape {text}: input {name} has a --shape already")
        shapes[name] = sizes
    return shapes


def fix_shapes(model: onnx.ModelProto, shapes: dict[str, list[int]],
               folder: Path) -> tuple[onnx.ModelProto, list[onnx.TensorProto]]:
    """The model at the pinned operator set with static shapes, and its large weights apart."""
    initialized = {tensor.name for tensor in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in initialized]
    fix_inputs(inputs, shapes)
    name_nodes(model.graph)
    weights = detach_weights(model, folder)
    del model.graph.value_info[:]
    for value in model.graph.output:
        forget_open_dimensions(value)
    try:
        checker.check_model(model)
    except (checker.ValidationError, ValueError) as error:
        raise ImportFailure(f"not valid ONNX: {one_line(error)}") from error
    model = convert(model)
    name_nodes(model.graph)  # those that the converter put in
    try:
        model = infer_and_fold(model, weights)
    except (shape_inference.InferenceError, RuntimeError, ValueError) as error:
        raise ImportFailure(f"shapes do not fit together: {one_line(error)}") from error
    return model, weights


def one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def convert(model: onnx.ModelProto) -> onnx.ModelProto:
    """At least operator set OPSET; a model the converter cannot raise is tried as it is."""
    version = max((e.version for e in model.opset_import if e.domain in ("", "ai.onnx")),
                  default=OPSET)
    if version >= OPSET:
        return model
    try:
        return version_converter.convert_version(model, OPSET)
    except (RuntimeError, ValueError):
        return model


def fix_inputs(inputs: list[onnx.ValueInfoProto], shapes: dict[str, list[int]]) -> None:
    """Writes the given sizes into the inputs' types and checks that none is open."""
    by_name = {value.name: value for value in inputs}
    for name in shapes:
        if name not in by_name:
            raise ImportFailure(f"--shape {name}: no such input; the inputs are "
                                + ", ".join(by_name))
    symbols: dict[str, tuple[int, str]] = {}
    for name, sizes in shapes.items():
        fix_input(by_name[name], sizes, symbols)
    for value in inputs:
        if not value.type.HasField("tensor_type"):
            raise ImportFailure(f"input {value.name} is not a tensor")
        for axis, dimension in enumerate(value.type.tensor_type.shape.dim):
            if dimension.dim_param in symbols:
                dimension.dim_value = symbols[dimension.dim_param][0]
            if not dimension.HasField("dim_value"):
                raise ImportFailure(open_dimension_text(value, axis))
            if dimension.dim_value < 1:
                raise ImportFailure(
                    f"input {value.name}: dimension {axis} is {dimension.dim_value} in the model; "
                    "every size must be at least 1")


def fix_input(value: onnx.ValueInfoProto, sizes: list[int],
              symbols: dict[str, tuple[int, str]]) -> None:
    dimensions = value.type.tensor_type.shape.dim
    if len(dimensions) != len(sizes):
        raise ImportFailure(f"--shape {value.name}: it has {len(dimensions)} dimensions, "
                            f"not {len(sizes)}")
    for axis, (dimension, size) in enumerate(zip(dimensions, sizes)):
        if dimension.dim_param:
            known, owner = symbols.setdefault(dimension.dim_param, (size, value.name))
            if known != size:
                raise ImportFailure(f"--shape {value.name}: dimension {dimension.dim_param} is "
                                    f"{size} here and {known} in {owner}")
        elif dimension.HasField("dim_value") and dimension.dim_value != size:
            raise ImportFailure(f"--shape {value.name}: dimension {axis} is fixed at "
                                f"{dimension.dim_value} in the model, not {size}")
        dimension.dim_value = size


def open_dimension_text(value: onnx.ValueInfoProto, axis: int) -> str:
    dimensions = value.type.tensor_type.shape.dim
    name = dimensions[axis].dim_param or "unnamed"
    shown = "x".join(str(d.dim_value) if d.dim_value > 0 else (d.dim_param or "?")
                     for d in dimensions)
    example = "x".join(str(d.dim_value) if d.dim_value > 0 else ("1" if i == 0 else "64")
                       for i, d in enumerate(dimensions))
    return (f"input {value.name}: dimension {axis} ({name}) of {shown} is open; "
            f"fix it with --shape {value.name}={example}")


def forget_open_dimensions(value: onnx.ValueInfoProto) -> None:
    """Drops symbolic names from an output, for shape inference to fill in."""
    for dimension in value.type.tensor_type.shape.dim:
        if dimension.dim_param:
            dimension.Clear()
