# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads an ONNX file and keeps its large weights apart from its graph.

Checker, version converter and shape inference each copy the whole model, so
they are given the graph alone: a large initializer becomes a graph input of the
same type (`detach_weights`) and is put back afterwards (`restore_weights`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError
from onnx import external_data_helper, helper

LARGE_BYTES = 1024  # float constants that a graph computes with are below this
LARGE_INDEX_BYTES = 4 << 20  # integer ones may be masks and position tables
FLOATING = {onnx.TensorProto.FLOAT, onnx.TensorProto.DOUBLE, onnx.TensorProto.FLOAT16,
            onnx.TensorProto.BFLOAT16}
OPSET = 17  # what the importer's lowerings are pinned to


class ImportFailure(Exception):
    """Something is wrong with the model or the options; the text is for the user."""


def load_model(path: Path) -> onnx.ModelProto:
    """The model as it stands in the file, external data not read."""
    model = onnx.ModelProto()
    data = path.read_bytes()
    if not data:
        raise ImportFailure("the file is empty")
    try:
        model.ParseFromString(data)
    except DecodeError as error:
        raise ImportFailure("not an ONNX file, or truncated") from error
    if not model.ir_version or not model.opset_import or not model.graph.output:
        raise ImportFailure("not an ONNX file, or truncated: it has no graph with outputs")
    newest = onnx.defs.onnx_opset_version()
    for entry in model.opset_import:
        if entry.domain in ("", "ai.onnx") and entry.version > newest:
            raise ImportFailure(
                f"operator set {entry.version} is too new; the newest known here is {newest}: "
                f"export with operator set {OPSET}")
    return model


def all_nodes(graph: onnx.GraphProto) -> Iterator[onnx.NodeProto]:
    """The nodes of a graph and of the graphs within them."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            for inner in (attribute.g, *attribute.graphs):
                yield from all_nodes(inner)


def name_nodes(graph: onnx.GraphProto) -> None:
    """Nodes without a name get one for messages: the first output and the operator."""
    for node in all_nodes(graph):
        if not node.name:
            node.name = f"{next(iter(node.output), '')} ({node.op_type})"


def payload_bytes(tensor: onnx.TensorProto) -> int:
    """Size of the data that a tensor's type and dimensions promise (0 if not of whole bytes)."""
    count = 1
    for size in tensor.dims:
        if size < 0:
            raise ImportFailure(f"initializer {tensor.name}: negative dimension {size}")
        count *= size
    try:
        return count * helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
    except (KeyError, TypeError) as error:
        raise ImportFailure(
            f"initializer {tensor.name}: unknown element type {tensor.data_type}") from error


def read_external(tensor: onnx.TensorProto, folder: Path) -> None:
    """Reads a tensor's external data into it, checking place and size first."""
    entries = {entry.key: entry.value for entry in tensor.external_data}
    location = entries.get("location", "")
    file = folder / location
    if not location or Path(location).is_absolute() or ".." in Path(location).parts:
        raise ImportFailure(f"initializer {tensor.name}: bad external data location {location!r}")
    if not file.is_file():
        raise ImportFailure(f"initializer {tensor.name}: external data file {file} is missing")
    try:
        offset = int(entries.get("offset", 0))
        length = int(entries.get("length", payload_bytes(tensor)))
    except ValueError as error:
        raise ImportFailure(f"initializer {tensor.name}: bad external data offset") from error
    if offset < 0 or length < 0 or offset + length > file.stat().st_size:
        raise ImportFailure(
            f"initializer {tensor.name}: external data file {file} is too short "
            f"({file.stat().st_size} bytes, needs {offset + length})")
    external_data_helper.load_external_data_for_tensor(tensor, str(folder))
    tensor.data_location = onnx.TensorProto.DEFAULT
    del tensor.external_data[:]


def detach_weights(model: onnx.ModelProto, folder: Path) -> list[onnx.TensorProto]:
    """Takes the large initializers out of the model, each replaced by a graph input."""
    graph = model.graph
    declared = {value.name for value in graph.input}
    kept: list[onnx.TensorProto] = []
    weights: list[onnx.TensorProto] = []
    for tensor in graph.initializer:
        if tensor.data_location == onnx.TensorProto.EXTERNAL:
            read_external(tensor, folder)
        promised = payload_bytes(tensor)
        if tensor.HasField("raw_data") and len(tensor.raw_data) != promised:
            raise ImportFailure(
                f"initializer {tensor.name}: has {len(tensor.raw_data)} bytes of data, "
                f"its shape needs {promised}")
        floating = tensor.data_type in FLOATING
        large = promised > (LARGE_BYTES if floating else LARGE_INDEX_BYTES)
        (weights if large else kept).append(tensor)
    for tensor in weights:
        if tensor.name not in declared:
            graph.input.append(helper.make_tensor_value_info(
                tensor.name, tensor.data_type, list(tensor.dims)))
    weights = [copy_of(tensor) for tensor in weights]
    kept = [copy_of(tensor) for tensor in kept]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    return weights


def copy_of(tensor: onnx.TensorProto) -> onnx.TensorProto:
    copy = onnx.TensorProto()
    copy.CopyFrom(tensor)
    return copy


def restore_weights(model: onnx.ModelProto, weights: list[onnx.TensorProto]) -> None:
    """Undoes detach_weights on a model that was derived from its result."""
    model.graph.initializer.extend(weights)
    names = {tensor.name for tensor in weights}
    inputs = [value for value in model.graph.input if value.name not in names]
    del model.graph.input[:]
    model.graph.input.extend(inputs)
