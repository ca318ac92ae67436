# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reductions over every choice of dimensions, with every kind of body and start value."""

from __future__ import annotations

import numpy as np

from harness import Program, to_bf16
from linalg_text import LETTERS, filled, function, generic, reduction, tensor

RANDOM = np.random.default_rng(4)
ADD = "%r = arith.addf %x0, %y0 : f32"
MAX = "%r = arith.maximumf %x0, %y0 : f32"
MIN = "%r = arith.minimumf %x0, %y0 : f32"
LOWEST, HIGHEST = "0xFF800000", "0x7F800000"
# Sums are taken in another order than NumPy's.
SUM = {"relative": 1e-5, "absolute": 1e-5}


def normal(shape) -> np.ndarray:
    return RANDOM.standard_normal(shape).astype(np.float32)


def over_dimensions() -> list[Program]:
    """Sums, maxima and minima over inner, outer, middle and several dimensions."""
    programs = []
    table = [((33,), (0,)), ((5, 33), (1,)), ((33, 5), (0,)), ((3, 17, 5), (1,)),
             ((3, 5, 17), (0, 2)), ((3, 5, 17), (0, 1)), ((3, 5, 17), (1, 2)),
             ((3, 5, 17), (0, 1, 2)), ((2, 3, 5, 7), (0, 2)), ((2, 3, 5, 7), (1, 3)),
             ((2, 3, 5, 7), (0, 2, 3)), ((2, 3, 2, 5, 7), (0, 2, 4)),
             ((2, 3, 2, 5, 3, 4), (1, 3, 5)), ((4, 5, 6, 7, 8), (0, 3)),
             ((4, 5, 6, 7, 8), (0, 2)), ((1, 129), (1,)), ((129, 1), (0,)),
             ((64, 129), (0,))]
    for shape, over in table:
        x = normal(shape)
        suffix = "x".join(map(str, shape)) + "_over_" + "_".join(map(str, over))
        programs += [
            Program(f"sum_{suffix}", reduction(shape, over, "f32", "0.0", ADD),
                    [x], [np.asarray(x.sum(axis=over), np.float32)], **SUM),
            Program(f"maximum_{suffix}", reduction(shape, over, "f32", LOWEST, MAX),
                    [x], [np.asarray(x.max(axis=over), np.float32)]),
        ]
    return programs


def bodies() -> list[Program]:
    x = normal((5, 33))
    whole = RANDOM.integers(-1000, 1000, (5, 33)).astype(np.int32)
    bits = RANDOM.integers(0, 2, (5, 33)).astype(bool)
    holes = x.copy()
    holes[:, 7] = np.nan
    horner = np.zeros(5, np.float32)
    for column in x.T:
        horner = horner * np.float32(0.5) + column
    table = [
        ("minimum", HIGHEST, MIN, x.min(1), {}),
        ("maximum_with_start", "0.5", MAX, np.maximum(x.max(1), np.float32(0.5)), {}),
        ("sum_with_start", "7.0", ADD, x.sum(1) + 7, SUM),
        ("sum_of_squares", "0.0", "%s = arith.mulf %x0, %x0 : f32\n"
         "%r = arith.addf %s, %y0 : f32", (x * x).sum(1), SUM),
        ("product", "1.0", "%r = arith.mulf %x0, %y0 : f32", x.prod(1), {"relative": 1e-5}),
        # Not a sum of elements, although it ends in an addition.
        ("horner", "0.0", "%h = arith.constant 0.5 : f32\n%s = arith.mulf %y0, %h : f32\n"
         "%r = arith.addf %s, %x0 : f32", horner, SUM),
        ("alternating", "0.0", "%r = arith.subf %x0, %y0 : f32",
         (x * (-1.0) ** np.arange(33)).sum(1, dtype=np.float32), SUM),
        ("doubling", "1.0", "%s = arith.mulf %y0, %x0 : f32\n%r = arith.addf %y0, %s : f32",
         np.prod(1 + x, axis=1), {"relative": 1e-4, "absolute": 1e-4}),
    ]
    programs = [Program(name, reduction((5, 33), (1,), "f32", start, body), [x],
                        [np.asarray(expected, np.float32)], **tolerance)
                for name, start, body, expected, tolerance in table]
    programs += [
        Program("maximum_of_numbers",
                reduction((5, 33), (1,), "f32", LOWEST, "%r = arith.maxnumf %x0, %y0 : f32"),
                [holes], [np.nanmax(holes, axis=1)]),
        Program("maximum_is_nan", reduction((5, 33), (1,), "f32", LOWEST, MAX),
                [holes], [holes.max(1)]),
        Program("maximum_of_infinities", reduction((5, 33), (1,), "f32", LOWEST, MAX),
                [np.full((5, 33), -np.inf, np.float32)], [np.full(5, -np.inf, np.float32)]),
        Program("integer_sum",
                reduction((5, 33), (1,), "i32", "0", "%r = arith.addi %x0, %y0 : i32"),
                [whole], [whole.sum(1, dtype=np.int32)]),
        Program("integer_maximum",
                reduction((5, 33), (0,), "i32", "-2147483648", "%r = arith.maxsi %x0, %y0 : i32"),
                [whole], [whole.max(0)]),
        Program("any", reduction((5, 33), (1,), "i1", "false", "%r = arith.ori %x0, %y0 : i1"),
                [bits], [bits.any(1)]),
        Program("count_of_true",
                reduction((5, 33), (1,), "i1", "0", "%s = arith.extui %x0 : i1 to i64\n"
                          "%r = arith.addi %s, %y0 : i64", "i64"), [bits], [bits.sum(1)]),
        Program("sum_of_bf16",
                reduction((5, 33), (1,), "bf16", "0.0", "%s = arith.extf %x0 : bf16 to f32\n"
                          "%r = arith.addf %s, %y0 : f32", "f32"),
                [to_bf16(x)], [to_bf16(x).sum(1)], **SUM),
    ]
    return programs


def argument_of_maximum(shape: tuple[int, ...], over: int) -> Program:
    """Value and place of the largest element, as importers write it: two results."""
    kind = tensor(shape, "f32")
    kept = [i for i in range(len(shape)) if i != over]
    values, places = (tensor([shape[i] for i in kept], element) for element in ("f32", "i64"))
    map_out = ", ".join(f"d{i}" for i in kept)
    body = (f"%i = linalg.index {over} : index\n%p = arith.index_cast %i : index to i64\n"
            "%m = arith.maximumf %x0, %y0 : f32\n%c = arith.cmpf ogt, %x0, %y0 : f32\n"
            "%q = arith.select %c, %p, %y1 : i64")
    text = filled("low", LOWEST, values) + filled("zero", "0", places) + generic(
        "r", "".join("r" if i == over else "p" for i in range(len(shape))),
        [", ".join(f"d{i}" for i in range(len(shape))), map_out, map_out],
        [("a", kind)], [("low", values), ("zero", places)], body, "%m, %q : f32, i64")
    x = normal(shape)
    return Program(f"argmax_{'x'.join(map(str, shape))}_over_{over}",
                   function([kind], [values, places],
                            text + f"  return %r#0, %r#1 : {values}, {places}\n"),
                   [x], [np.asarray(x.max(over)), np.asarray(x.argmax(over))])


def started_from_a_tensor() -> list[Program]:
    """outs() is an argument: the reduction goes on from it."""
    def program(name: str, body: str, expected) -> Program:
        kind, result = "tensor<5x33xf32>", "tensor<5xf32>"
        text = generic("r", "pr", ["d0, d1", "d0"], [("a", kind)], [("b", result)], body,
                       "%r : f32")
        x, start = normal((5, 33)), normal(5)
        return Program(name, function([kind, result], [result],
                                      text + f"  return %r : {result}\n"),
                       [x, start], [expected(x, start)], **SUM)

    def horner(x, start):
        for column in x.T:
            start = start * np.float32(0.5) + column
        return start

    return [
        program("sum_goes_on", ADD, lambda x, start: start + x.sum(1)),
        program("maximum_goes_on", MAX, lambda x, start: np.maximum(start, x.max(1))),
        program("horner_goes_on", "%h = arith.constant 0.5 : f32\n"
                "%s = arith.mulf %y0, %h : f32\n%r = arith.addf %s, %x0 : f32", horner),
    ]


def windows() -> list[Program]:
    """Pooling: a reduction over windows that overlap."""
    x = normal((2, 3, 11, 9))
    pooled = np.full((2, 3, 5, 4), -np.inf, np.float32)
    for i in range(3):
        for j in range(3):
            pooled = np.maximum(pooled, x[:, :, i:i + 9:2, j:j + 7:2])
    kind, result = tensor(x.shape, "f32"), tensor(pooled.shape, "f32")
    text = filled("start", LOWEST, result) + "  %w = tensor.empty() : tensor<3x3xf32>\n" + (
        "  %r = linalg.pooling_nchw_max {strides = dense<2> : vector<2xi64>, "
        "dilations = dense<1> : vector<2xi64>} "
        f"ins(%a, %w : {kind}, tensor<3x3xf32>) outs(%start : {result}) -> {result}\n")
    line = normal((4, 19))
    moving = sum(line[:, 2 * i:2 * i + 13] for i in range(4))
    return [
        Program("maximum_pooling", function([kind], [result], text + f"  return %r : {result}\n"),
                [x], [pooled], chips=("nano", "edge")),
        Program("moving_sum_with_dilation", function(
            ["tensor<4x19xf32>"], ["tensor<4x13xf32>"],
            filled("start", "0.0", "tensor<4x13xf32>") + "  %w = tensor.empty() : tensor<4xf32>\n"
            + generic("r", "ppr", ["d0, d1 + d2 * 2", "d2", "d0, d1"],
                      [("a", "tensor<4x19xf32>"), ("w", "tensor<4xf32>")],
                      [("start", "tensor<4x13xf32>")], ADD, "%r : f32")
            + "  return %r : tensor<4x13xf32>\n"), [line], [moving], **SUM),
    ]


def normalisations() -> list[Program]:
    """Softmax and layer norm, unfused as importers write them, at odd sizes and on more tiles."""
    def row_op(name: str, value: str, rows: int, columns: int, body: str, start: str) -> str:
        kind, result = tensor((rows, columns), "f32"), tensor((rows,), "f32")
        return filled(f"{name}_start", start, result) + generic(
            name, "pr", ["d0, d1", "d0"], [(value, kind)], [(f"{name}_start", result)],
            body, "%r : f32")

    def spread(name: str, values: list[str], rows: int, columns: int, body: str) -> str:
        kind, row = tensor((rows, columns), "f32"), tensor((rows,), "f32")
        return f"  %{name}_e = tensor.empty() : {kind}\n" + generic(
            name, "pp", ["d0, d1"] + ["d0"] * (len(values) - 1) + ["d0, d1"],
            [(value, row if i else kind) for i, value in enumerate(values)],
            [(f"{name}_e", kind)], body, "%r : f32")

    programs = []
    for rows, columns in [(3, 17), (129, 65)]:
        kind = tensor((rows, columns), "f32")
        x = normal((rows, columns)) * 3
        text = (row_op("m", "a", rows, columns, MAX, LOWEST)
                + spread("s", ["a", "m"], rows, columns, "%r = arith.subf %x0, %x1 : f32")
                + spread("e", ["s"], rows, columns, "%r = math.exp %x0 : f32")
                + row_op("t", "e", rows, columns, ADD, "0.0")
                + spread("q", ["e", "t"], rows, columns, "%r = arith.divf %x0, %x1 : f32"))
        exponent = np.exp(x - x.max(1, keepdims=True))
        programs.append(Program(
            f"softmax_{rows}x{columns}", function([kind], [kind], text + f"  return %q : {kind}\n"),
            [x], [exponent / exponent.sum(1, keepdims=True)], 1e-5, 1e-7, ("nano", "edge")))
        scale = f"%n = arith.constant {float(columns)} : f32\n"
        text = (row_op("t", "a", rows, columns, ADD, "0.0")
                + spread("c", ["a", "t"], rows, columns, scale
                         + "%m = arith.divf %x1, %n : f32\n%r = arith.subf %x0, %m : f32")
                + row_op("v", "c", rows, columns, "%s = arith.mulf %x0, %x0 : f32\n"
                         "%r = arith.addf %s, %y0 : f32", "0.0")
                + spread("q", ["c", "v"], rows, columns, scale
                         + "%z = arith.constant 1.0e-5 : f32\n%m = arith.divf %x1, %n : f32\n"
                         "%u = arith.addf %m, %z : f32\n%s = math.sqrt %u : f32\n"
                         "%r = arith.divf %x0, %s : f32"))
        centred = x - x.mean(1, keepdims=True)
        programs.append(Program(
            f"layer_norm_{rows}x{columns}",
            function([kind], [kind], text + f"  return %q : {kind}\n"), [x],
            [centred / np.sqrt((centred ** 2).mean(1, keepdims=True) + np.float32(1e-5))],
            1e-5, 1e-5, ("nano", "edge")))
    return programs


def several_inputs() -> list[Program]:
    """Sums of four inputs, and of a product that is broadcast both ways."""
    shapes = [(7, 5, 33), (5, 33), (7, 33), (7, 5, 33)]
    values = [normal(shape) for shape in shapes]
    kinds = [tensor(shape, "f32") for shape in shapes]
    body = ("%p = arith.mulf %x0, %x1 : f32\n%q = arith.mulf %p, %x2 : f32\n"
            "%s = arith.subf %q, %x3 : f32\n%r = arith.addf %s, %y0 : f32")
    text = filled("start", "0.0", "tensor<5xf32>") + generic(
        "r", "rpr", ["d0, d1, d2", "d1, d2", "d0, d2", "d0, d1, d2", "d1"],
        list(zip(LETTERS, kinds)), [("start", "tensor<5xf32>")], body, "%r : f32")
    a, b, c, d = values
    return [Program("sum_of_four_inputs", function(kinds, ["tensor<5xf32>"],
                                                   text + "  return %r : tensor<5xf32>\n"),
                    values, [(a * b * c[:, None] - d).sum((0, 2), dtype=np.float32)],
                    1e-5, 1e-4)]


def large() -> list[Program]:
    """More than fits L1 of a tile."""
    x, column = normal((1000, 1500)), normal((300_007,))
    deep = normal((3, 5, 40_009))
    return [
        Program("sum_of_a_long_vector", reduction(column.shape, (0,), "f32", "0.0", ADD),
                [column], [np.asarray(column.sum(dtype=np.float64), np.float32)], 1e-5, 1e-3,
                ("nano", "edge")),
        Program("maximum_of_a_long_vector", reduction(column.shape, (0,), "f32", LOWEST, MAX),
                [column], [np.asarray(column.max())]),
        Program("sum_of_all_of_three_dimensions",
                reduction(deep.shape, (0, 1, 2), "f32", "0.0", ADD),
                [deep], [np.asarray(deep.sum(dtype=np.float64), np.float32)], 1e-5, 1e-2),
        Program("product_of_long_vectors",
                function([tensor(column.shape, "f32")] * 2, ["tensor<f32>"],
                         filled("start", "1.0", "tensor<f32>")
                         + generic("r", "r", ["d0", "d0", ""],
                                   [("a", tensor(column.shape, "f32")),
                                    ("b", tensor(column.shape, "f32"))],
                                   [("start", "tensor<f32>")],
                                   "%p = arith.mulf %x0, %x1 : f32\n"
                                   "%r = arith.addf %y0, %p : f32", "%r : f32")
                         + "  return %r : tensor<f32>\n"),
                [column, column], [np.asarray((column.astype(np.float64)**2).sum() + 1, np.float32)],
                1e-5, 1e-3),
        argument_of_maximum((300_007,), 0),
        Program("sum_of_large_rows", reduction(x.shape, (1,), "f32", "0.0", ADD),
                [x], [x.sum(1)], 1e-5, 1e-4, ("nano", "edge")),
        Program("sum_of_large_columns", reduction(x.shape, (0,), "f32", "0.0", ADD),
                [x], [x.sum(0)], 1e-5, 1e-4, ("nano", "edge")),
    ]


PROGRAMS = (over_dimensions() + bodies()
            + [argument_of_maximum((33,), 0), argument_of_maximum((5, 33), 1),
               argument_of_maximum((33, 5), 0), argument_of_maximum((3, 5, 17), 1)]
            + started_from_a_tensor() + windows() + normalisations() + several_inputs() + large())
