#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does the ONNX front door keep a model's meaning and names, and refuse bad files in one line?"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

IMPORT = Path(__file__).resolve().parents[2] / "compiler" / "import"
sys.path.insert(0, str(IMPORT))

from model_file import all_nodes, load_model, name_nodes, restore_weights  # noqa: E402
from shapes import fix_shapes, parse_shape_option  # noqa: E402

WEIGHT = np.arange(4096, dtype=np.float32).reshape(64, 64)


def linear_model() -> onnx.ModelProto:
    """x times a weight, flattened by shape arithmetic as torch writes it."""
    nodes = [
        helper.make_node("MatMul", ["x", "weight"], ["product"], name="/layer.0/MatMul"),
        helper.make_node("Shape", ["x"], ["shape"], name="/Shape"),
        helper.make_node("Gather", ["shape", "zero"], ["batch"], name="/Gather", axis=0),
        helper.make_node("Concat", ["batch", "minus_one"], ["target"], name="/Concat", axis=0),
        helper.make_node("Reshape", ["product", "target"], ["y"], name="/Reshape"),
    ]
    sizes = ["batch", "length", 64]
    graph = helper.make_graph(
        nodes, "linear",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, sizes)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["batch", "flat"])],
        [numpy_helper.from_array(WEIGHT, "weight"),
         numpy_helper.from_array(np.array([0]), "zero"),
         numpy_helper.from_array(np.array([-1]), "minus_one")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)


def one_node_model(*nodes: onnx.NodeProto, opsets: dict[str, int] | None = None,
                   output: int = TensorProto.FLOAT,
                   shape: tuple = (4, 4)) -> onnx.ModelProto:
    graph = helper.make_graph(
        list(nodes), "one", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [4, 4])],
        [helper.make_tensor_value_info("y", output, shape)])
    imports = [helper.make_opsetid(*entry) for entry in (opsets or {"": 17}).items()]
    return helper.make_model(graph, opset_imports=imports, ir_version=8)


class ImportTest(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        self.model = self.folder / "model.onnx"
        self.output = self.folder / "out.mlir"

    def run_import(self, *shapes: str) -> subprocess.CompletedProcess:
        options = [word for shape in shapes for word in ("--shape", shape)]
        return subprocess.run(
            [sys.executable, str(IMPORT / "import_onnx.py"), str(self.model), *options,
             "-o", str(self.output)], capture_output=True, text=True)

    def refuse(self, text: str, *shapes: str) -> None:
        """The import fails with one line that holds `text`, and leaves no file behind."""
        before = sorted(self.folder.iterdir())
        done = self.run_import(*shapes)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertIn(text, done.stderr)
        self.assertEqual(sorted(self.folder.iterdir()), before)

    # What a good model becomes.

    def test_names_locations_and_static_shapes_survive(self) -> None:
        onnx.save(linear_model(), self.model)
        done = self.run_import("x=2x3x64")
        self.assertEqual(done.returncode, 0, done.stderr)
        text = self.output.read_text()
        self.assertIn('func.func @main(%arg0: tensor<2x3x64xf32> {alc.name = "x"}', text)
        self.assertIn('-> (tensor<2x192xf32> {alc.name = "y"})', text)
        self.assertIn('loc("/layer.0/MatMul")', text)
        self.assertNotIn("tensor<?", text)

    def test_weights_in_an_external_file_are_found(self) -> None:
        self.save_external()
        self.assertEqual(self.run_import("x=2x3x64").returncode, 0)

    def test_fixing_and_folding_keeps_the_values(self) -> None:
        onnx.save(linear_model(), self.model)
        model, weights = fix_shapes(load_model(self.model),
                                    dict([parse_shape_option("x=2x3x64")]), self.folder)
        self.assertEqual([node.op_type for node in model.graph.node], ["MatMul", "Reshape"])
        restore_weights(model, weights)
        x = np.random.default_rng(1).standard_normal((2, 3, 64), dtype=np.float32)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        before, after = (
            onnxruntime.InferenceSession(m.SerializeToString(), options).run(None, {"x": x})[0]
            for m in (linear_model(), model))
        np.testing.assert_array_equal(before, after)

    # Files that are no model.

    def test_an_empty_file_is_refused(self) -> None:
        self.model.write_bytes(b"")
        self.refuse("empty")

    def test_a_missing_file_is_refused(self) -> None:
        self.refuse("No such file")

    def test_a_text_file_is_refused(self) -> None:
        self.model.write_text("module {}\n" * 10)
        self.refuse("not an ONNX file")

    def test_random_bytes_are_refused(self) -> None:
        self.model.write_bytes(np.random.default_rng(7).bytes(4096))
        self.refuse("not an ONNX file")

    def test_every_truncation_is_refused(self) -> None:
        whole = linear_model().SerializeToString()
        for size in range(1, len(whole), len(whole) // 8):
            self.model.write_bytes(whole[:size])
            self.refuse("", "x=2x3x64")

    def test_a_wrong_amount_of_weight_data_is_refused(self) -> None:
        model = linear_model()
        model.graph.initializer[0].raw_data = bytes(100)
        onnx.save(model, self.model)
        self.refuse("initializer weight: has 100 bytes of data, its shape needs 16384", "x=2x3x64")

    def test_a_hostile_weight_size_is_refused(self) -> None:
        model = linear_model()
        model.graph.initializer[0].dims[:] = [2**40, 2**40]
        onnx.save(model, self.model)
        self.refuse("initializer weight", "x=2x3x64")

    # External data.

    def save_external(self) -> onnx.ModelProto:
        onnx.save(linear_model(), self.model, save_as_external_data=True, size_threshold=1024,
                  location="weights.bin")
        return onnx.load(self.model, load_external_data=False)

    def test_missing_external_data_is_refused(self) -> None:
        self.save_external()
        (self.folder / "weights.bin").unlink()
        self.refuse("weights.bin is missing", "x=2x3x64")

    def test_short_external_data_is_refused(self) -> None:
        self.save_external()
        (self.folder / "weights.bin").write_bytes(bytes(10))
        self.refuse("too short", "x=2x3x64")

    def test_external_data_outside_the_folder_is_refused(self) -> None:
        model = self.save_external()
        for entry in model.graph.initializer[0].external_data:
            if entry.key == "location":
                entry.value = "../../etc/passwd"
        self.model.write_bytes(model.SerializeToString())
        self.refuse("bad external data location", "x=2x3x64")

    # --shape.

    def test_an_unknown_input_is_named_with_the_known_ones(self) -> None:
        onnx.save(linear_model(), self.model)
        self.refuse("--shape z: no such input; the inputs are x", "z=1x2x64")

    def test_an_open_dimension_is_named_with_the_option_that_fixes_it(self) -> None:
        onnx.save(linear_model(), self.model)
        self.refuse("dimension 0 (batch) of batchxlengthx64 is open; fix it with "
                    "--shape x=1x64x64")

    def test_a_fixed_dimension_cannot_be_changed(self) -> None:
        onnx.save(linear_model(), self.model)
        self.refuse("dimension 2 is fixed at 64 in the model, not 65", "x=1x2x65")

    def test_a_shape_of_the_wrong_rank_is_refused(self) -> None:
        onnx.save(linear_model(), self.model)
        self.refuse("it has 3 dimensions, not 2", "x=1x2")

    def test_a_second_shape_of_an_input_is_refused(self) -> None:
        onnx.save(linear_model(), self.model)
        for second in ("x=1x3x64", "x=1x2x64"):
            self.refuse(f"--shape {second}: input x has a --shape already", "x=1x2x64", second)

    def test_a_dimension_without_elements_is_not_called_open(self) -> None:
        for size in (0, -1):
            model = one_node_model(helper.make_node("Neg", ["x"], ["y"]))
            model.graph.input[0].type.tensor_type.shape.dim[1].dim_value = size
            onnx.save(model, self.model)
            self.refuse(f"input x: dimension 1 is {size} in the model; every size must be at "
                        "least 1")

    def test_bad_shape_texts_are_refused(self) -> None:
        onnx.save(linear_model(), self.model)
        for text in ("x", "x=", "=1x2", "x=1xtwo", "x=1x-2", "x=0x2x64", "x=1x2x99999999999"):
            self.refuse("--shape", text)

    # Models that cannot be lowered.

    def test_a_too_new_operator_set_is_refused(self) -> None:
        onnx.save(one_node_model(helper.make_node("Neg", ["x"], ["y"]), opsets={"": 99}),
                  self.model)
        self.refuse("operator set 99 is too new")

    def test_an_unknown_operator_is_refused_with_its_name(self) -> None:
        node = helper.make_node("Fused", ["x"], ["y"], name="/fused", domain="vendor")
        onnx.save(one_node_model(node, opsets={"": 17, "vendor": 1}), self.model)
        self.refuse("Fused")

    def test_a_size_known_only_at_run_time_is_refused(self) -> None:
        node = helper.make_node("NonZero", ["x"], ["y"], name="/NonZero")
        onnx.save(one_node_model(node, output=TensorProto.INT64, shape=(2, "count")), self.model)
        self.refuse("/NonZero")

    def test_an_operator_without_an_upstream_form_is_refused(self) -> None:
        nodes = (helper.make_node("Constant", [], ["axis"], value_int=0),
                 helper.make_node("CumSum", ["x", "axis"], ["y"], name="/CumSum"))
        onnx.save(one_node_model(*nodes), self.model)
        self.refuse(f"{self.model}: /CumSum (CumSum): became")

    # Nodes without a name, as ONNX allows.

    def test_an_unnamed_node_is_called_by_its_output_and_operator(self) -> None:
        nodes = (helper.make_node("Constant", [], ["zero"], value_int=0),
                 helper.make_node("CumSum", ["x", "zero"], ["y"]))
        onnx.save(one_node_model(*nodes), self.model)
        self.refuse(f"{self.model}: y (CumSum): became")

    def test_an_unnamed_node_that_the_importer_refuses_is_called_so_too(self) -> None:
        nodes = (helper.make_node("Neg", ["x"], ["z"]),
                 helper.make_node("Fused", ["z"], ["y"], domain="vendor"))
        onnx.save(one_node_model(*nodes, opsets={"": 17, "vendor": 1}), self.model)
        self.refuse(f"{self.model}: y (Fused): the importer cannot lower it")

    def test_shapes_that_do_not_fit_an_unnamed_node_are_refused_with_its_output(self) -> None:
        nodes = (helper.make_node("Constant", [], ["two"], value_floats=[1.0, 2.0]),
                 helper.make_node("MatMul", ["x", "two"], ["y"]))
        onnx.save(one_node_model(*nodes), self.model)
        self.refuse("y (MatMul)")

    def test_an_unnamed_node_that_is_not_valid_is_refused_with_its_output(self) -> None:
        for inputs in (["nowhere"], ["x", "x"]):
            onnx.save(one_node_model(helper.make_node("Relu", inputs, ["y"])), self.model)
            self.refuse("y (Relu)")

    def test_operations_of_unnamed_nodes_have_locations(self) -> None:
        onnx.save(one_node_model(helper.make_node("Neg", ["x"], ["y"])), self.model)
        self.assertEqual(self.run_import().returncode, 0)
        self.assertIn('loc("y (Neg)")', self.output.read_text())

    def test_nodes_within_nodes_are_named(self) -> None:
        one = helper.make_tensor_value_info("t", TensorProto.FLOAT, [4, 4])
        then = helper.make_graph([helper.make_node("Neg", ["x"], ["t"])], "then", [], [one])
        other = helper.make_graph([helper.make_node("Abs", ["x"], ["t"], name="mine")], "else",
                                  [], [one])
        model = one_node_model(helper.make_node("If", ["x"], ["y"], then_branch=then,
                                                else_branch=other))
        name_nodes(model.graph)
        self.assertEqual(sorted(node.name for node in all_nodes(model.graph)),
                         ["mine", "t (Neg)", "y (If)"])

    def test_shapes_that_do_not_fit_are_refused(self) -> None:
        model = linear_model()
        model.graph.input[0].type.tensor_type.shape.dim[2].dim_value = 63
        onnx.save(model, self.model)
        self.refuse("shapes do not fit together", "x=2x3x63")

    def test_an_output_folder_that_does_not_exist_is_refused(self) -> None:
        onnx.save(linear_model(), self.model)
        self.output = self.folder / "nowhere" / "out.mlir"
        self.refuse("nowhere", "x=2x3x64")


if __name__ == "__main__":
    unittest.main()
