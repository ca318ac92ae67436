# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Operations that must, or must not, become one kernel or instruction; and more than one function."""

from __future__ import annotations

import math

import numpy as np

from harness import Program
from linalg_text import filled, function, generic, tensor

RANDOM = np.random.default_rng(5)
ROWS = "d0, d1"


def normal(shape: tuple[int, ...]) -> np.ndarray:
    return RANDOM.standard_normal(shape).astype(np.float32)


def matmul_by_ones() -> Program:
    """A fill is the operand of a contraction, and what another one starts from."""
    a = normal((8, 32))
    square, result = tensor((32, 16), "f32"), tensor((8, 16), "f32")
    text = (filled("ones", "1.0", square) + f"  %twos_e = tensor.empty() : {square}\n"
            + generic("twos", "pp", [ROWS] * 3, [("ones", square)] * 2, [("twos_e", square)],
                      "%r = arith.addf %x0, %x1 : f32", "%r : f32")
            + filled("start", "0.0", result)
            + f"  %r = linalg.matmul ins(%a, %twos : tensor<8x32xf32>, {square}) "
            f"outs(%start : {result}) -> {result}\n  return %r : {result}\n")
    expected = np.repeat(2 * a.sum(1, keepdims=True), 16, 1)
    return Program("matmul_by_ones", function(["tensor<8x32xf32>"], [result], text), [a],
                   [expected], 2**-8, 0.2)


def fill_of_two_kinds_of_use() -> Program:
    """A fill is returned, starts a sum, and is added."""
    a = normal((5, 17))
    kind, row = tensor(a.shape, "f32"), tensor((5,), "f32")
    text = (filled("three", "3.0", row)
            + generic("sum", "pr", [ROWS, "d0"], [("a", kind)], [("three", row)],
                      "%r = arith.addf %y0, %x0 : f32", "%r : f32")
            + f"  %e = tensor.empty() : {row}\n"
            + generic("more", "p", ["d0"] * 3, [("sum", row), ("three", row)], [("e", row)],
                      "%r = arith.addf %x0, %x1 : f32", "%r : f32")
            + f"  return %more, %three : {row}, {row}\n")
    return Program("fill_of_two_kinds_of_use", function([kind], [row, row], text), [a],
                   [a.sum(1) + 6, np.full(5, 3, np.float32)], 1e-5, 1e-5)


def two_fills_in_one() -> Program:
    kind = tensor((4, 17), "f32")
    text = ("  %one = arith.constant 1.0 : f32\n  %two = arith.constant 2.0 : f32\n"
            f"  %e = tensor.empty() : {kind}\n"
            + generic("q", "pp", [ROWS] * 2, [], [("e", kind)] * 2, "", "%one, %two : f32, f32")
            + f"  return %q#0, %q#1 : {kind}, {kind}\n")
    return Program("two_fills_in_one", function([], [kind, kind], text), [],
                   [np.full((4, 17), value, np.float32) for value in (1, 2)])


def divided_by_the_sum_of_all() -> Program:
    """Sum and division together do not fit L1."""
    a = np.abs(normal((256, 256)))
    kind = tensor(a.shape, "f32")
    text = (filled("start", "0.0", "tensor<f32>")
            + generic("sum", "rr", [ROWS, ""], [("a", kind)], [("start", "tensor<f32>")],
                      "%r = arith.addf %y0, %x0 : f32", "%r : f32")
            + f"  %e = tensor.empty() : {kind}\n"
            + generic("q", "pp", [ROWS, "", ROWS], [("a", kind), ("sum", "tensor<f32>")],
                      [("e", kind)], "%r = arith.divf %x0, %x1 : f32", "%r : f32")
            + f"  return %q : {kind}\n")
    return Program("divided_by_the_sum_of_all", function([kind], [kind], text), [a],
                   [a / a.sum()], 1e-5, 1e-7)


def look_up_between() -> Program:
    """The sum needs the exponential by way of the look-up, whose table is no operand."""
    a, places = normal((16, 17)), RANDOM.integers(0, 16, 16)
    kind = tensor(a.shape, "f32")
    text = (f"  %e = tensor.empty() : {kind}\n"
            + generic("p", "pp", [ROWS] * 2, [("a", kind)], [("e", kind)],
                      "%r = math.exp %x0 : f32", "%r : f32")
            + generic("q", "pp", ["d0", ROWS], [("b", "tensor<16xi64>")], [("e", kind)],
                      "%i = arith.index_cast %x0 : i64 to index\n%j = linalg.index 1 : index\n"
                      f"%r = tensor.extract %p[%i, %j] : {kind}", "%r : f32")
            + generic("r", "pp", [ROWS] * 3, [("p", kind), ("q", kind)], [("e", kind)],
                      "%r = arith.addf %x0, %x1 : f32", "%r : f32")
            + f"  return %r : {kind}\n")
    exponent = np.exp(a)
    return Program("look_up_between", function([kind, "tensor<16xi64>"], [kind], text),
                   [a, places], [exponent + exponent[places]], 1e-5, 1e-6)


def five_streams() -> Program:
    """Four tensors, one of them read by two maps."""
    a, b, c, d = (normal((16, 16)) for _ in range(4))
    kind = tensor(a.shape, "f32")
    text = (f"  %e = tensor.empty() : {kind}\n"
            + generic("p", "pp", [ROWS] * 3, [("a", kind), ("b", kind)], [("e", kind)],
                      "%r = arith.mulf %x0, %x1 : f32", "%r : f32")
            + generic("q", "pp", [ROWS, "d1, d0"] + [ROWS] * 3,
                      [("p", kind), ("a", kind), ("c", kind), ("d", kind)], [("e", kind)],
                      "%s = arith.addf %x0, %x1 : f32\n%t = arith.mulf %s, %x2 : f32\n"
                      "%r = arith.addf %t, %x3 : f32", "%r : f32")
            + f"  return %q : {kind}\n")
    return Program("five_streams", function([kind] * 4, [kind], text), [a, b, c, d],
                   [(a * b + a.T) * c + d], 1e-5, 1e-6)


def functions() -> list[Program]:
    """Private functions: called, unused and only declared."""
    a = normal((3, 17))
    kind = tensor(a.shape, "f32")
    negate = (f"  %e = tensor.empty() : {kind}\n"
              f"  %r = linalg.negf ins(%a : {kind}) outs(%e : {kind}) -> {kind}\n"
              f"  return %r : {kind}\n")
    helper = f"func.func private @helper(%a: {kind}) -> {kind} {{\n{negate}}}\n"
    return [
        Program("called_function", helper + function(
            [kind], [kind], f"  %r = call @helper(%a) : ({kind}) -> {kind}\n"
            f"  return %r : {kind}\n"), [a], [-a]),
        Program("unused_function", "func.func private @elsewhere()\n" + helper
                + function([kind], [kind], negate), [a], [-a]),
    ]


def chain(name: str, operation: str, count: int, of) -> Program:
    """More operations in a row than a micro-program holds."""
    a = normal((3, 17))
    kind = tensor(a.shape, "f32")
    text, value, expected = f"  %e = tensor.empty() : {kind}\n", "a", a
    for number in range(count):
        text += generic(f"v{number}", "pp", [ROWS] * 2, [(value, kind)], [("e", kind)],
                        operation, "%r : f32")
        value, expected = f"v{number}", of(expected)
    return Program(name, function([kind], [kind], text + f"  return %{value} : {kind}\n"), [a],
                   [expected], 1e-4, 1e-4)


def all_used_again(count: int = 40) -> Program:
    """Values that are all needed until the end: more than there are registers."""
    a = normal((3, 17)) / 4
    kind = tensor(a.shape, "f32")
    text, values, names = f"  %e = tensor.empty() : {kind}\n", [a], ["a"]
    for number in range(count):
        text += generic(f"v{number}", "pp", [ROWS] * 2, [(names[-1], kind)], [("e", kind)],
                        "%c = arith.constant 0.25 : f32\n%m = arith.mulf %x0, %x0 : f32\n"
                        "%r = arith.subf %m, %c : f32", "%r : f32")
        values.append(values[-1] * values[-1] - np.float32(0.25))
        names.append(f"v{number}")
    total, name = values[-1], names[-1]
    for number, (value, other) in enumerate(zip(values[-2::-1], names[-2::-1])):
        text += generic(f"s{number}", "pp", [ROWS] * 3, [(name, kind), (other, kind)],
                        [("e", kind)], "%r = arith.addf %x0, %x1 : f32", "%r : f32")
        total, name = total + value, f"s{number}"
    return Program("all_used_again", function([kind], [kind], text + f"  return %{name} : {kind}\n"),
                   [a], [total], 1e-4, 1e-4)


PROGRAMS = [matmul_by_ones(), fill_of_two_kinds_of_use(), two_fills_in_one(),
            divided_by_the_sum_of_all(), look_up_between(), five_streams(),
            chain("error_functions_in_a_row", "%r = math.erf %x0 : f32", 24,
                  np.vectorize(math.erf, otypes=[np.float32])),
            chain("additions_in_a_row", "%r = arith.addf %x0, %x0 : f32", 100,
                  lambda x: x + x),
            chain("tangents_in_a_row", "%c = arith.constant 0.3 : f32\n"
                  "%h = arith.mulf %x0, %c : f32\n%r = math.tan %h : f32", 12,
                  lambda x: np.tan(x * np.float32(0.3))), all_used_again()] + functions()
