# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does `alc compile` refuse malformed and unsupported MLIR clearly, and never crash?

Every refusal is one message with the place, exit status 1, and leaves no file behind.
mlir_test.py ALC MLIR-OPT [unittest arguments]
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ALC, MLIR_OPT = sys.argv[1:3]
SEED = 20261121

GOOD = """func.func @main(%a: tensor<4x8xf32>, %b: tensor<8x16xf32>) -> tensor<4x16xf32> {
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x16xf32>) -> tensor<4x16xf32>
  %c = arith.constant dense<[[1.0], [2.0], [3.0], [4.0]]> : tensor<4x1xf32>
  %r = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x16xf32>)
                     outs(%f : tensor<4x16xf32>) -> tensor<4x16xf32>
  %s = tensor.insert_slice %c into %r[0, 3] [4, 1] [1, 1] : tensor<4x1xf32> into tensor<4x16xf32>
  return %s : tensor<4x16xf32>
}
"""


def unary(kind: str, body: str) -> str:
    """@main of one elementwise generic on a tensor of this type; the body gives %r from %x."""
    *sizes, element = kind[len("tensor<"):-1].split("x", kind.count("x") - kind.count("dex"))
    rank = len(sizes)
    dims = ", ".join(f"d{i}" for i in range(rank))
    loops = ", ".join(['"parallel"'] * rank)
    return (f"func.func @main(%a: {kind}) -> {kind} {{\n  %e = tensor.empty() : {kind}\n"
            f"  %q = linalg.generic {{indexing_maps = [affine_map<({dims}) -> ({dims})>, "
            f"affine_map<({dims}) -> ({dims})>], iterator_types = [{loops}]}} "
            f"ins(%a : {kind}) outs(%e : {kind}) {{\n  ^bb0(%x: {element}, %y: {element}):\n"
            f"    {body}\n    linalg.yield %r : {element}\n  }} -> {kind}\n"
            f"  return %q : {kind}\n}}\n")


# name: (model, what the message has to say after "FILE:LINE:COLUMN: error: ")
REFUSED = {
    "empty file": ("", "a model has one public function; there is none"),
    "no mlir": ("\0\1\2 not mlir", ""),
    "wrong type": (GOOD.replace("%a, %b : tensor<4x8xf32>", "%a, %b : tensor<4x9xf32>"),
                   "use of value '%a' expects different type"),
    "undefined value": (GOOD.replace("return %s", "return %t"), "use of undeclared SSA value"),
    "shapes that do not fit": (GOOD.replace("8x16", "9x16"), "linalg.matmul"),
    "unknown dialect": (GOOD.replace("linalg.matmul", "tosa.matmul"), "tosa"),
    "unknown operation": (GOOD.replace("linalg.matmul", "linalg.matmool"), "linalg.matmool"),
    "dynamic input": (GOOD.replace("4x8", "?x8"), "static shapes are needed"),
    "dynamic inside": (
        "func.func @main(%a: tensor<4xf32>) -> tensor<?xf32> {\n"
        "  %r = tensor.cast %a : tensor<4xf32> to tensor<?xf32>\n"
        "  return %r : tensor<?xf32>\n}\n", "static shapes are needed"),
    "unranked": ("func.func @main(%a: tensor<*xf32>) -> tensor<*xf32> {\n"
                 "  return %a : tensor<*xf32>\n}\n", "static shapes are needed"),
    "memref": ("func.func @main(%a: memref<4xf32>) { return }\n", "memref"),
    "scalar argument": ("func.func @main(%a: f32, %b: tensor<4xf32>) -> tensor<4xf32> {\n"
                        "  return %b : tensor<4xf32>\n}\n", "input 0"),
    "scalar result": ("func.func @main(%a: tensor<4xf32>) -> f32 {\n"
                      "  %i = arith.constant 0 : index\n"
                      "  %r = tensor.extract %a[%i] : tensor<4xf32>\n  return %r : f32\n}\n", ""),
    "two functions": ("func.func @main() { return }\nfunc.func @other() { return }\n",
                      "one public function"),
    "declaration": ("func.func private @main(tensor<4xf32>)\n", "there is none"),
    "public declaration": ("func.func @main(tensor<4xf32>) -> tensor<4xf32>\n", ""),
    "call of what is not here": (
             "func.func private @f(%a: tensor<4xf32>) -> tensor<4xf32>\n"
             "func.func @main(%a: tensor<4xf32>) -> tensor<4xf32> {\n"
             "  %r = call @f(%a) : (tensor<4xf32>) -> tensor<4xf32>\n"
             "  return %r : tensor<4xf32>\n}\n", "func.call"),
    "recursion": ("func.func private @f(%a: tensor<4xf32>) -> tensor<4xf32> {\n"
                  "  %r = call @f(%a) : (tensor<4xf32>) -> tensor<4xf32>\n"
                  "  return %r : tensor<4xf32>\n}\n"
                  "func.func @main(%a: tensor<4xf32>) -> tensor<4xf32> {\n"
                  "  %r = call @f(%a) : (tensor<4xf32>) -> tensor<4xf32>\n"
                  "  return %r : tensor<4xf32>\n}\n", "func.call"),
    "branches": ("func.func @main(%a: tensor<4xf32>, %c: tensor<i1>) -> tensor<4xf32> {\n"
                 "  %b = tensor.extract %c[] : tensor<i1>\n"
                 "  %n = linalg.negf ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) "
                 "-> tensor<4xf32>\n"
                 "  cf.cond_br %b, ^one, ^two\n^one:\n  return %a : tensor<4xf32>\n"
                 "^two:\n  return %n : tensor<4xf32>\n}\n", "branches"),
    "loop": ("func.func @main(%a: tensor<4xf32>) -> tensor<4xf32> {\n"
             "  %l = arith.constant 0 : index\n  %u = arith.constant 4 : index\n"
             "  %s = arith.constant 1 : index\n"
             "  %r = scf.for %i = %l to %u step %s iter_args(%b = %a) -> tensor<4xf32> {\n"
             "    %v = tensor.extract %b[%i] : tensor<4xf32>\n"
             "    %w = arith.addf %v, %v : f32\n"
             "    %c = tensor.insert %w into %b[%i] : tensor<4xf32>\n"
             "    scf.yield %c : tensor<4xf32>\n  }\n  return %r : tensor<4xf32>\n}\n", "scf.for"),
    "loop in a body": (
        unary("tensor<4xf32>", "%l = arith.constant 0 : index\n%u = arith.constant 4 : index\n"
              "%s = arith.constant 1 : index\n%r = scf.for %i = %l to %u step %s "
              "iter_args(%v = %x) -> f32 {\n%w = arith.addf %v, %x : f32\n"
              "%t = math.tanh %w : f32\nscf.yield %t : f32\n}"), "scf.for"),
    "half precision": (unary("tensor<4xf16>", "%r = arith.addf %x, %x : f16"), "f16"),
    "half precision moved": (
        "func.func @main(%a: tensor<4x5xf16>) -> tensor<5x4xf16> {\n"
        "  %e = tensor.empty() : tensor<5x4xf16>\n"
        "  %r = linalg.transpose ins(%a : tensor<4x5xf16>) outs(%e : tensor<5x4xf16>) "
        "permutation = [1, 0]\n  return %r : tensor<5x4xf16>\n}\n", "f16"),
    "double precision": (unary("tensor<4xf64>", "%r = arith.addf %x, %x : f64"), "f64"),
    "double precision inside": (
        unary("tensor<4xf32>", "%w = arith.extf %x : f32 to f64\n%v = arith.addf %w, %w : f64\n"
              "%r = arith.truncf %v : f64 to f32"), "arith.extf"),
    "complex": ("func.func @main(%a: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {\n"
                "  return %a : tensor<4xcomplex<f32>>\n}\n", "complex<f32>"),
    "odd integers": (unary("tensor<4xi24>", "%r = arith.addi %x, %x : i24"), "i24"),
    "index elements": (unary("tensor<4xindex>", "%r = arith.addi %x, %x : index"), "index"),
    "unsigned elements": ("func.func @main(%a: tensor<4xui8>) -> tensor<4xui8> {\n"
                          "  return %a : tensor<4xui8>\n}\n", "ui8"),
    "tensor of vectors": ("func.func @main(%a: tensor<4xvector<4xf32>>) -> "
                          "tensor<4xvector<4xf32>> {\n  return %a : tensor<4xvector<4xf32>>\n}\n",
                          "vector<4xf32>"),
    "no form on the chip": (unary("tensor<4xf32>", "%r = math.atan %x : f32"), "'math.atan' op"),
    "integer division": (unary("tensor<4xi32>", "%r = arith.divsi %x, %x : i32"),
                         "'arith.divsi' op"),
    "constant beyond 32 bits": (
        unary("tensor<4xi64>", "%c = arith.constant 4294967296 : i64\n"
              "%r = arith.addi %x, %c : i64"), "'arith.addi' op"),
    "map that is not linear": (
        unary("tensor<4x4xf32>", "%r = arith.negf %x : f32").replace(
            "affine_map<(d0, d1) -> (d0, d1)>", "affine_map<(d0, d1) -> (d0 floordiv 2, d1)>", 1),
        "not linear"),
    "offset known at run time": (
        "func.func @main(%a: tensor<8xf32>, %n: tensor<1xindex>) -> tensor<4xf32> {\n"
        "  %z = arith.constant 0 : index\n  %i = tensor.extract %n[%z] : tensor<1xindex>\n"
        "  %r = tensor.extract_slice %a[%i] [4] [1] : tensor<8xf32> to tensor<4xf32>\n"
        "  return %r : tensor<4xf32>\n}\n", "elements of type index"),
    "generator": ("func.func @main(%a: tensor<4xf32>) -> tensor<4xf32> {\n"
             "  %r = tensor.generate {\n  ^bb0(%i: index):\n"
             "    %v = tensor.extract %a[%i] : tensor<4xf32>\n    tensor.yield %v : f32\n"
             "  } : tensor<4xf32>\n  return %r : tensor<4xf32>\n}\n", "tensor.generate"),
    "more than the chip's memory": (
        unary("tensor<1000000x1000000xf32>", "%r = arith.negf %x : f32"), "hbm.bytes of chip nano"),
    "more than any memory": (unary("tensor<1000000x1000000x1000000x1000000xf32>",
                                   "%r = arith.negf %x : f32"), "more than any memory holds"),
    "more registers than there are": (
        unary("tensor<4xf32>", "%v0 = math.tanh %x : f32\n" + "".join(
            f"%v{n + 1} = math.tanh %v{n} : f32\n" for n in range(40)) + "%s0 = arith.addf %v0, "
            "%x : f32\n" + "".join(f"%s{n + 1} = arith.mulf %s{n}, %v{n} : f32\n"
                                   for n in range(40)) + "%r = arith.negf %s40 : f32"),
        "more than the vector processor's 32 registers"),
    "result beyond memory": (
        "func.func @main(%a: tensor<100000xf32>) -> tensor<100000x100000xf32> {\n"
        "  %e = tensor.empty() : tensor<100000x100000xf32>\n"
        "  %r = linalg.broadcast ins(%a : tensor<100000xf32>) outs(%e : "
        "tensor<100000x100000xf32>) dimensions = [0]\n"
        "  return %r : tensor<100000x100000xf32>\n}\n", ""),
    "two sums beyond local memory": (
        "func.func @main(%a: tensor<200003xf32>, %b: tensor<200003xf32>) -> tensor<f32> {\n"
        "  %z = arith.constant 0.0 : f32\n  %e = tensor.empty() : tensor<f32>\n"
        "  %f = linalg.fill ins(%z : f32) outs(%e : tensor<f32>) -> tensor<f32>\n"
        "  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i)>, "
        "affine_map<(i, j) -> (j)>, affine_map<(i, j) -> ()>], "
        "iterator_types = [\"reduction\", \"reduction\"]} "
        "ins(%a, %b : tensor<200003xf32>, tensor<200003xf32>) outs(%f : tensor<f32>) {\n"
        "  ^bb0(%x: f32, %y: f32, %s: f32):\n    %m = arith.maximumf %x, %y : f32\n"
        "    %t = arith.addf %s, %m : f32\n    linalg.yield %t : f32\n  } -> tensor<f32>\n"
        "  return %r : tensor<f32>\n}\n", "does not fit L1"),
}

# Odd, but with a meaning: these compile.
ACCEPTED = {
    "good": GOOD,
    "blocks one after another": "func.func @main(%a: tensor<4xf32>) -> tensor<4xf32> {\n"
                                "  cf.br ^next\n^next:\n  return %a : tensor<4xf32>\n}\n",
    "condition in a body": unary(
        "tensor<4xf32>", "%z = arith.constant 0.0 : f32\n%c = arith.cmpf ogt, %x, %z : f32\n"
        "%r = scf.if %c -> f32 {\nscf.yield %x : f32\n} else {\nscf.yield %z : f32\n}"),
    "no results": "func.func @main(%a: tensor<4xf32>) { return }\n",
    "nothing at all": "func.func @main() { return }\n",
    "unused function": "func.func private @f() { return }\nfunc.func @main() { return }\n",
    "zero sizes": unary("tensor<0x4xf32>", "%r = arith.negf %x : f32"),
    "sum of nothing": (
        "func.func @main(%a: tensor<3x0xf32>) -> tensor<3xf32> {\n"
        "  %z = arith.constant 0.0 : f32\n  %e = tensor.empty() : tensor<3xf32>\n"
        "  %f = linalg.fill ins(%z : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>\n"
        "  %r = linalg.reduce {arith.addf} ins(%a : tensor<3x0xf32>) outs(%f : tensor<3xf32>) "
        "dimensions = [1]\n  return %r : tensor<3xf32>\n}\n"),
    "contents that do not matter": "func.func @main() -> tensor<4xf32> {\n"
                                   "  %r = tensor.empty() : tensor<4xf32>\n"
                                   "  return %r : tensor<4xf32>\n}\n",
    "a name that is hard to print": 'func.func @"m ain\\22"(%a: tensor<2xf32> {alc.name = '
                                    '"a \\22b\\5C\\0A"}) -> tensor<2xf32> {\n'
                                    "  return %a : tensor<2xf32>\n}\n",
}


class MlirTest(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)

    def compile(self, content: bytes, suffix: str = "mlir") -> subprocess.CompletedProcess:
        """Compiles it; fails if alc crashed or left anything but a finished program."""
        model, program = self.folder / f"model.{suffix}", self.folder / "model.alc"
        program.unlink(missing_ok=True)
        model.write_bytes(content)
        done = subprocess.run([ALC, "compile", str(model), "--chip", "nano", "-o", str(program)],
                              capture_output=True, text=True, errors="replace", timeout=120)
        self.assertIn(done.returncode, (0, 1), done.stderr[-2000:])
        left = {file.name for file in self.folder.iterdir()} - {model.name}
        self.assertEqual(left, {"model.alc"} if done.returncode == 0 else set(), done.stderr)
        if done.returncode:
            self.assertIn("error: ", done.stderr)
        return done

    def test_what_has_no_form_is_refused_at_its_place(self) -> None:
        for name, (text, message) in REFUSED.items():
            with self.subTest(name):
                done = self.compile(text.encode())
                self.assertEqual(done.returncode, 1, "was compiled")
                self.assertIn(message, done.stderr)
                self.assertRegex(done.stderr, r"model\.mlir:\d+:\d+: error: ")

    def test_odd_models_compile(self) -> None:
        for name, text in ACCEPTED.items():
            with self.subTest(name):
                done = self.compile(text.encode())
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_truncated_text_is_refused(self) -> None:
        for end in range(1, len(GOOD.rstrip()), 17):
            with self.subTest(end):
                self.assertEqual(self.compile(GOOD[:end].encode()).returncode, 1)

    def bytecode(self) -> bytes:
        (self.folder / "good.mlir").write_text(GOOD)
        done = subprocess.run([MLIR_OPT, "--emit-bytecode", str(self.folder / "good.mlir")],
                              capture_output=True, check=True)
        (self.folder / "good.mlir").unlink()
        return done.stdout

    def test_bytecode_compiles(self) -> None:
        self.assertEqual(self.compile(self.bytecode(), "mlirbc").returncode, 0)

    def test_truncated_bytecode_is_refused(self) -> None:
        content = self.bytecode()
        for end in range(0, len(content), 41):
            with self.subTest(end):
                self.assertEqual(self.compile(content[:end], "mlirbc").returncode, 1)

    def test_damaged_bytecode_never_crashes(self) -> None:
        content, numbers = self.bytecode(), random.Random(SEED)
        for round_number in range(60):
            damaged = bytearray(content)
            for _ in range(numbers.randint(1, 4)):
                damaged[numbers.randrange(len(damaged))] = numbers.randrange(256)
            with self.subTest(f"seed {SEED}, round {round_number}"):
                self.compile(bytes(damaged), "mlirbc")

    def test_missing_file_and_folder_are_refused(self) -> None:
        for path in (self.folder / "missing.mlir", self.folder):
            done = subprocess.run([ALC, "compile", str(path), "-o", str(self.folder / "x.alc")],
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, re.escape(str(path)))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
