#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ONNX file to linalg on tensors, upstream dialects only, every shape static.

Runs in the virtual environment that setup.sh makes. The result is MLIR
bytecode (text if the output ends in .mlir) with one function `main`, whose
arguments and results carry the ONNX names as `alc.name`, and whose operations
have the ONNX node names as locations (a node without one is called after its
output and operator, as `y (Relu)`). Any error is one line on stderr and exit
status 1; the output file is written whole or not at all.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import warnings
from pathlib import Path
from typing import NoReturn

import onnx

from model_file import ImportFailure, all_nodes, load_model, name_nodes, restore_weights
from shapes import fix_shapes, parse_shape_options

PIPELINE = (
    "builtin.module(torch-onnx-to-torch-backend-pipeline,"
    "torch-backend-to-linalg-on-tensors-backend-pipeline)"
)
ALLOWED_DIALECTS = {"builtin", "func", "linalg", "tensor", "arith", "math"}


def first_diagnostic(model: onnx.ModelProto, error: Exception) -> str:
    """One line for an MLIRError: the deepest place that has a name, and why."""
    diagnostics = getattr(error, "error_diagnostics", [])
    if not diagnostics:
        return str(error).splitlines()[0]
    first = diagnostics[0]
    reason = first.message.splitlines()[0]
    return at(model, first.location, f"the importer cannot lower it: {reason}")


def at(model: onnx.ModelProto, location, problem: str) -> str:
    """The problem after its place as a person reads it: the ONNX node's name and operator."""
    names = [name for name in re.findall(r'"([^"]*)"', str(location)) if name]
    if not names:
        return problem
    return f"{title_of(model, names[0])}: {problem}"


def title_of(model: onnx.ModelProto, name: str) -> str:
    for node in all_nodes(model.graph):
        operator = f" ({node.op_type})"
        if node.name == name and not name.endswith(operator):
            return name + operator
    return name


def lower(model: onnx.ModelProto):
    """Import into the torch dialect and lower to linalg; returns the module operation."""
    from iree.compiler.extras import onnx_importer
    from iree.compiler.ir import Context, MLIRError
    from iree.compiler.passmanager import PassManager

    context = Context()
    try:
        info = onnx_importer.ModelInfo(model)
        module = info.create_module(context=context).operation
        importer = onnx_importer.NodeImporter.define_function(info.main_graph, module)
        importer.import_all()
        module.verify()
        with context:
            PassManager.parse(PIPELINE).run(module)
    except MLIRError as error:
        raise ImportFailure(first_diagnostic(model, error)) from error
    except onnx_importer.OnnxImportError as error:
        raise ImportFailure(str(error).splitlines()[0]) from error
    name_tensors(module, info.main_graph)
    check_contract(model, module)
    return module


def name_tensors(module, graph_info) -> None:
    """Calls the function `main` and writes the ONNX names as `alc.name`."""
    from iree.compiler.ir import ArrayAttr, DictAttr, StringAttr

    function = module.regions[0].blocks[0].operations[0].operation
    with module.context:
        def names(keys) -> ArrayAttr:
            return ArrayAttr.get([DictAttr.get({"alc.name": StringAttr.get(k)}) for k in keys])

        function.attributes["sym_name"] = StringAttr.get("main")
        function.attributes["arg_attrs"] = names(graph_info.input_map)
        function.attributes["res_attrs"] = names(graph_info.output_map)


def check_contract(model: onnx.ModelProto, module) -> None:
    """Refuses what Alcyone's compiler does not take as input."""
    from iree.compiler.ir import WalkOrder, WalkResult

    problems: list[str] = []

    def visit(operation):
        problem = problem_of(operation)
        if problem:
            problems.append(at(model, operation.location, problem))
            return WalkResult.INTERRUPT
        return WalkResult.ADVANCE

    module.walk(visit, WalkOrder.PRE_ORDER)
    if problems:
        raise ImportFailure(problems[0])


def problem_of(operation) -> str:
    """Why an operation cannot stay in the output, or nothing."""
    from iree.compiler.ir import ShapedType

    if operation.name.split(".")[0] not in ALLOWED_DIALECTS:
        return (f"became '{operation.name}', which has no place in linalg on tensors; "
                "export the model without this operator")
    for result in operation.results:
        kind = result.type
        if isinstance(kind, ShapedType) and not kind.has_static_shape:
            return f"its result has a size that is known only at run time ({kind})"
    return ""


def write(module, output: Path) -> None:
    """Writes beside the target and renames, so that no half-written file is ever seen."""
    descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            if output.suffix == ".mlir":
                stream.write(module.get_asm(enable_debug_info=True).encode())
            else:
                module.write_bytecode(stream)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def stop(text: str) -> NoReturn:
    print(f"error: {text}", file=sys.stderr)
    sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description="ONNX to linalg on tensors, shapes static.")
    parser.add_argument("model", type=Path, metavar="MODEL.onnx")
    parser.add_argument("--shape", action="append", default=[], metavar="INPUT=1x64",
                        help="fix the open dimensions of an input (repeat for more inputs)")
    parser.add_argument("-o", dest="output", type=Path, required=True, metavar="OUT.mlirbc",
                        help="bytecode, or text if it ends in .mlir")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # one line for the user; a real problem is an exception
    try:
        shapes = parse_shape_options(arguments.shape)
        model = load_model(arguments.model)
        model, weights = fix_shapes(model, shapes, arguments.model.parent)
        restore_weights(model, weights)
        module = lower(model)
        write(module, arguments.output)
    except ImportFailure as failure:
        stop(f"{arguments.model}: {failure}")
    except OSError as error:
        stop(f"{error.filename or arguments.model}: {error.strerror or error}")
    except MemoryError:
        stop(f"{arguments.model}: not enough memory to import it")
    # The MLIR context holds every weight; tearing it down takes longer than the import.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
