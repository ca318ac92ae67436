# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Evaluates the parts of an ONNX graph that depend on nothing but constants.

Exporters write shape arithmetic (Shape, Gather, Concat, Where, Expand ...) into
the graph; once the input shapes are fixed it is constant, and folding it lets
shape inference and the importer see every size. Values come from ONNX's own
reference evaluator; a node that it cannot run stays in the graph.
"""

from __future__ import annotations

import math

import numpy as np
import onnx
from onnx import helper, numpy_helper, shape_inference
from onnx.reference import ReferenceEvaluator

MAX_BYTES = 1 << 20  # a folded value is stored in the program: not worth it above this
MAX_ROUNDS = 64
NOT_A_FUNCTION = {"RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike",
                  "Bernoulli", "Multinomial", "Dropout"}

Constants = dict[str, np.ndarray]


def infer_and_fold(model: onnx.ModelProto,
                   weights: list[onnx.TensorProto]) -> onnx.ModelProto:
    """Alternates shape inference and folding until neither learns anything.

    `weights` are constants that were taken out of the model; only rows of them
    (a look-up with constant indices, as of position embeddings) are folded.
    """
    tables = {tensor.name: tensor for tensor in weights}
    for _ in range(MAX_ROUNDS):
        model = shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
        if not fold_once(model, tables):
            break
    return model


def fold_once(model: onnx.ModelProto, tables: dict[str, onnx.TensorProto]) -> bool:
    """Folds what can be folded now; true if that was anything."""
    graph = model.graph
    constants: Constants = {
        tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    shapes = static_shapes(graph)
    folded: Constants = {}
    remaining: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0] in tables and node.input[1] in constants:
            table = {node.input[0]: numpy_helper.to_array(tables[node.input[0]])}
            values = evaluate(node, constants | table, shapes, model.opset_import)
        else:
            values = evaluate(node, constants, shapes, model.opset_import)
        if values is None:
            remaining.append(node)
        else:
            constants.update(values)
            folded.update(values)
    if not folded:
        return False
    used = {name for node in remaining for name in node.input}
    used |= {name for node in remaining for name in subgraph_names(node)}
    used |= {value.name for value in graph.output}
    graph.initializer.extend(numpy_helper.from_array(np.asarray(value), name)
                             for name, value in folded.items() if name in used)
    remaining = [copy_of(node) for node in remaining]
    del graph.node[:]
    graph.node.extend(remaining)
    del graph.value_info[:]  # inference keeps what it finds there, even what is unknown
    return True


def copy_of(node: onnx.NodeProto) -> onnx.NodeProto:
    copy = onnx.NodeProto()
    copy.CopyFrom(node)
    return copy


def static_shapes(graph: onnx.GraphProto) -> dict[str, list[int]]:
    """Shapes of the values all of whose dimensions are known."""
    shapes = {tensor.name: list(tensor.dims) for tensor in graph.initializer}
    for value in (*graph.input, *graph.value_info, *graph.output):
        if not value.type.tensor_type.HasField("shape"):
            continue
        dimensions = value.type.tensor_type.shape.dim
        if all(d.HasField("dim_value") for d in dimensions):
            shapes[value.name] = [d.dim_value for d in dimensions]
    return shapes


def subgraph_names(node: onnx.NodeProto) -> set[str]:
    """Every value name used inside a node's subgraphs."""
    names: set[str] = set()
    for attribute in node.attribute:
        for graph in (attribute.g, *attribute.graphs):
            for inner in graph.node:
                names |= set(inner.input) | subgraph_names(inner)
            names |= {value.name for value in graph.output}
    return names


def evaluate(node: onnx.NodeProto, constants: Constants, shapes: dict[str, list[int]],
             opsets) -> Constants | None:
    """The node's results if they are constant, small and computable, otherwise None."""
    if node.domain not in ("", "ai.onnx") or node.op_type in NOT_A_FUNCTION:
        return None
    if any(a.type in (a.GRAPH, a.GRAPHS) for a in node.attribute):
        return None
    if node.op_type == "Shape" and node.input[0] in shapes:
        return {node.output[0]: sliced_shape(node, shapes[node.input[0]])}
    if not all(name in constants for name in node.input if name):
        return None
    if any(math.prod(shapes.get(name, [0])) > MAX_BYTES for name in node.output):
        return None
    inputs = [name for name in dict.fromkeys(node.input) if name]
    graph = helper.make_graph(
        [node], "fold",
        [helper.make_empty_tensor_value_info(name) for name in inputs],
        [helper.make_empty_tensor_value_info(name) for name in node.output if name])
    try:
        with np.errstate(all="ignore"):
            runner = ReferenceEvaluator(helper.make_model(graph, opset_imports=opsets))
            results = runner.run(None, {name: constants[name] for name in inputs})
    except Exception:  # the evaluator raises anything; the importer will judge the node
        return None
    values = dict(zip((name for name in node.output if name), results))
    if not all(isinstance(v, (np.ndarray, np.generic)) and v.nbytes <= MAX_BYTES
               for v in values.values()):
        return None
    return values


def sliced_shape(node: onnx.NodeProto, shape: list[int]) -> np.ndarray:
    """What `Shape` yields, with its optional start and end."""
    bounds = {attribute.name: attribute.i for attribute in node.attribute}
    return np.array(shape[bounds.get("start", 0):bounds.get("end", len(shape))], dtype=np.int64)
