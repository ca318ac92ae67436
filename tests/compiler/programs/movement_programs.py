# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What moves without being computed: slices, pads, concatenations, reshapes, gathers, results."""

from __future__ import annotations

import numpy as np

from harness import Program, to_bf16
from linalg_text import filled, function, generic, tensor

RANDOM = np.random.default_rng(6)


def normal(shape) -> np.ndarray:
    return RANDOM.standard_normal(shape).astype(np.float32)


def moved(name: str, values: list[np.ndarray], body: str, expected: np.ndarray,
          chips: tuple[str, ...] = ("nano",)) -> Program:
    """`body` computes %r from %a, %b, ...; everything is f32 or, if integers, i64."""
    def kind(array: np.ndarray) -> str:
        return tensor(array.shape, {"f": "f32", "i": "i64"}[array.dtype.kind])

    return Program(name, function([kind(value) for value in values], [kind(expected)],
                                  f"{body}  return %r : {kind(expected)}\n"),
                   values, [np.ascontiguousarray(expected)], chips=chips)


def transposes() -> list[Program]:
    programs = []
    for shape, order in [((17, 33), (1, 0)), ((3, 5, 17), (2, 0, 1)), ((3, 5, 17), (1, 0, 2)),
                         ((2, 3, 5, 7), (3, 1, 2, 0)), ((2, 3, 2, 5, 4), (4, 2, 0, 3, 1)),
                         ((2, 3, 2, 5, 3, 4), (5, 3, 1, 4, 2, 0))]:
        x = normal(shape)
        y = x.transpose(order)
        text = (f"  %e = tensor.empty() : {tensor(y.shape, 'f32')}\n"
                f"  %r = linalg.transpose ins(%a : {tensor(shape, 'f32')}) "
                f"outs(%e : {tensor(y.shape, 'f32')}) permutation = {list(order)}\n")
        programs.append(moved("transpose_" + "x".join(map(str, shape)) + "_to_"
                              + "".join(map(str, order)), [x], text, y))
    x = normal((17, 33))
    kind = tensor(x.shape, "f32")
    square = x[:, :17].copy()
    for name, values, source, loops, expected in [
            ("reverse", x, "d0, -d1 + 32", "pp", x[:, ::-1]),
            ("diagonal", square, "d0, d0", "p", np.diagonal(square)),
            ("two_steps_down", x, "d0 * 2 + 1, d1", "pp", x[1:17:2])]:
        result = tensor(expected.shape, "f32")
        target = ", ".join(f"d{i}" for i in range(len(loops)))
        if name == "two_steps_down":
            values = x[:16].copy()
            expected = values[1::2]
        programs.append(moved(name, [values], f"  %e = tensor.empty() : {result}\n" + generic(
            "r", loops, [source, target], [("a", tensor(values.shape, "f32"))], [("e", result)],
            "", "%x0 : f32"), expected))
    programs.append(moved(
        "broadcast_in_the_middle", [x],
        "  %e = tensor.empty() : tensor<17x5x33xf32>\n"
        f"  %r = linalg.broadcast ins(%a : {kind}) outs(%e : tensor<17x5x33xf32>) "
        "dimensions = [1]\n", np.broadcast_to(x[:, None], (17, 5, 33)), ("nano", "edge")))
    return programs


def slices() -> list[Program]:
    x, y = normal((12, 33)), normal((3, 5))
    kind = "tensor<12x33xf32>"
    doubled = generic("r", "pp", ["d0, d1"] * 2, [("s", "tensor<4x9xf32>")],
                      [("e", "tensor<4x9xf32>")], "%t = arith.addf %x0, %x0 : f32", "%t : f32")
    inserted = x.copy()
    inserted[2:11:4, 1:16:3] = y
    row = x.copy()
    row[7, 3:8] = y[1]
    return [
        moved("slice", [x], f"  %r = tensor.extract_slice %a[3, 5] [4, 17] [1, 1] : {kind} "
              "to tensor<4x17xf32>\n", x[3:7, 5:22]),
        moved("slice_with_stride_two", [x], f"  %r = tensor.extract_slice %a[1, 2] [5, 9] [2, 3] "
              f": {kind} to tensor<5x9xf32>\n", x[1:11:2, 2:29:3]),
        moved("slice_drops_a_dimension", [x], "  %r = tensor.extract_slice %a[7, 0] [1, 33] "
              f"[1, 1] : {kind} to tensor<33xf32>\n", x[7]),
        moved("slice_drops_a_column", [x], "  %r = tensor.extract_slice %a[0, 7] [12, 1] [1, 1] "
              f": {kind} to tensor<12xf32>\n", x[:, 7]),
        moved("computed_on_a_slice", [x], "  %s = tensor.extract_slice %a[1, 2] [4, 9] [2, 3] : "
              f"{kind} to tensor<4x9xf32>\n  %e = tensor.empty() : tensor<4x9xf32>\n" + doubled,
              2 * x[1:9:2, 2:29:3]),
        moved("slice_of_a_slice", [x], "  %s = tensor.extract_slice %a[1, 2] [10, 30] [1, 1] : "
              f"{kind} to tensor<10x30xf32>\n  %r = tensor.extract_slice %s[2, 3] [4, 7] [2, 2] "
              ": tensor<10x30xf32> to tensor<4x7xf32>\n", x[1:11, 2:32][2:10:2, 3:17:2]),
        moved("insert_with_stride", [x, y], "  %r = tensor.insert_slice %b into %a[2, 1] [3, 5] "
              f"[4, 3] : tensor<3x5xf32> into {kind}\n", inserted, ("nano", "edge")),
        moved("insert_a_row", [x, y], "  %s = tensor.extract_slice %b[1, 0] [1, 5] [1, 1] : "
              "tensor<3x5xf32> to tensor<5xf32>\n  %r = tensor.insert_slice %s into %a[7, 3] "
              f"[1, 5] [1, 1] : tensor<5xf32> into {kind}\n", row),
    ]


def pads_and_concatenations() -> list[Program]:
    x, y, z = normal((3, 17)), normal((5, 17)), normal((3, 33))
    pad = ("  %r = tensor.pad %a low[{}] high[{}] {{\n  ^bb0(%i: index, %j: index):\n"
           "    %v = arith.constant {} : f32\n    tensor.yield %v : f32\n"
           "  }} : tensor<3x17xf32> to tensor<{}xf32>\n")
    zero = generic("z", "pp", ["d0, d1"] * 2, [("a", "tensor<3x17xf32>")],
                   [("e", "tensor<3x17xf32>")], "%s = arith.addf %x0, %x0 : f32", "%s : f32")
    return [
        moved("pad_with_zero", [x], pad.format("1, 2", "0, 3", "0.0", "4x22"),
              np.pad(x, ((1, 0), (2, 3)))),
        moved("pad_with_minus_infinity", [x], pad.format("0, 1", "2, 0", "0xFF800000", "5x18"),
              np.pad(x, ((0, 2), (1, 0)), constant_values=-np.inf), ("nano", "edge")),
        moved("pad_with_nothing", [x], pad.format("0, 0", "0, 0", "0.0", "3x17"), x),
        moved("concatenate_rows", [x, y], "  %r = tensor.concat dim(0) %a, %b : (tensor<3x17xf32>, "
              "tensor<5x17xf32>) -> tensor<8x17xf32>\n", np.concatenate([x, y]),
              ("nano", "edge")),
        moved("concatenate_columns", [x, z], "  %r = tensor.concat dim(1) %a, %b, %a : ("
              "tensor<3x17xf32>, tensor<3x33xf32>, tensor<3x17xf32>) -> tensor<3x67xf32>\n",
              np.concatenate([x, z, x], 1)),
        moved("concatenate_computed", [x], "  %e = tensor.empty() : tensor<3x17xf32>\n" + zero
              + "  %r = tensor.concat dim(0) %z, %a, %z : (tensor<3x17xf32>, tensor<3x17xf32>, "
              "tensor<3x17xf32>) -> tensor<9x17xf32>\n", np.concatenate([2 * x, x, 2 * x])),
    ]


def reshapes() -> list[Program]:
    x = normal((6, 20))
    kind = "tensor<6x20xf32>"
    flip = ("  %e = tensor.empty() : tensor<20x6xf32>\n  %t = linalg.transpose ins(%a : "
            f"{kind}) outs(%e : tensor<20x6xf32>) permutation = [1, 0]\n")
    part = ("  %s = tensor.extract_slice %a[1, 2] [4, 10] [1, 1] : "
            f"{kind} to tensor<4x10xf32>\n")
    total = filled("start", "0.0", "tensor<6xf32>") + generic(
        "r", "prr", ["d0, d1, d2", "d0"], [("s", "tensor<6x4x5xf32>")],
        [("start", "tensor<6xf32>")], "%t = arith.maximumf %x0, %y0 : f32", "%t : f32")
    return [
        moved("expand", [x], "  %r = tensor.expand_shape %a [[0, 1], [2, 3]] output_shape "
              f"[2, 3, 5, 4] : {kind} into tensor<2x3x5x4xf32>\n", x.reshape(2, 3, 5, 4)),
        moved("collapse", [x], f"  %r = tensor.collapse_shape %a [[0, 1]] : {kind} into "
              "tensor<120xf32>\n", x.reshape(120)),
        moved("collapse_after_transpose", [x], flip + "  %r = tensor.collapse_shape %t [[0, 1]] : "
              "tensor<20x6xf32> into tensor<120xf32>\n", x.T.reshape(120)),
        moved("collapse_of_a_slice", [x], part + "  %r = tensor.collapse_shape %s [[0, 1]] : "
              "tensor<4x10xf32> into tensor<40xf32>\n", x[1:5, 2:12].reshape(40)),
        moved("reduce_after_expand", [x], "  %s = tensor.expand_shape %a [[0], [1, 2]] "
              f"output_shape [6, 4, 5] : {kind} into tensor<6x4x5xf32>\n" + total,
              np.maximum(x.max(1), 0)),
        moved("reshape_to_another_rank", [x], "  %n = arith.constant dense<[8, 15]> : "
              f"tensor<2xi64>\n  %r = tensor.reshape %a(%n) : ({kind}, tensor<2xi64>) -> "
              "tensor<8x15xf32>\n", x.reshape(8, 15)),
        moved("heads", [x], "  %s = tensor.expand_shape %a [[0], [1, 2]] output_shape [6, 5, 4] "
              f": {kind} into tensor<6x5x4xf32>\n  %e = tensor.empty() : tensor<5x6x4xf32>\n"
              "  %t = linalg.transpose ins(%s : tensor<6x5x4xf32>) outs(%e : tensor<5x6x4xf32>) "
              "permutation = [1, 0, 2]\n  %r = tensor.collapse_shape %t [[0], [1, 2]] : "
              "tensor<5x6x4xf32> into tensor<5x24xf32>\n",
              x.reshape(6, 5, 4).transpose(1, 0, 2).reshape(5, 24)),
    ]


def gathers() -> list[Program]:
    table = normal((40, 17))

    def rows(name: str, places: np.ndarray, kind: str, loops: str, target: str,
             body: str, expected: np.ndarray, source: np.ndarray = table) -> Program:
        places = places.astype({"i64": np.int64, "i32": np.int32}[kind])
        result = tensor(expected.shape, "f32")
        dims = ", ".join(f"d{i}" for i in range(len(loops)))
        text = f"  %e = tensor.empty() : {result}\n" + generic(
            "r", loops, [target, dims], [("b", tensor(places.shape, kind))], [("e", result)],
            f"%i = arith.index_cast %x0 : {kind} to index\n" + body, "%v : f32")
        source_type = tensor(source.shape, "f32")
        return Program(name, function([source_type, tensor(places.shape, kind)], [result],
                                      text + f"  return %r : {result}\n"),
                       [source, places], [np.ascontiguousarray(expected)],
                       chips=("nano", "edge"))

    column = "%j = linalg.index {} : index\n%v = tensor.extract %a[%i, %j] : tensor<40x17xf32>"
    places = RANDOM.integers(0, 40, 9)
    grid = RANDOM.integers(0, 40, (3, 5))
    columns = RANDOM.integers(0, 17, 40)
    pairs = RANDOM.integers(0, 17, (9, 1))
    cube = normal((4, 40, 6))
    computed = generic("r", "pp", ["d0", "d0, d1"], [("b", "tensor<9xi64>")],
                       [("e", "tensor<9x17xf32>")],
                       "%one = arith.constant 1 : i64\n%n = arith.addi %x0, %one : i64\n"
                       "%i = arith.index_cast %n : i64 to index\n" + column.format(1), "%v : f32")
    scaled = generic("r", "pp", ["d0", "d0, d1"], [("b", "tensor<9xi64>")],
                     [("e", "tensor<9x17xf32>")],
                     "%i = arith.index_cast %x0 : i64 to index\n"
                     + column.format(1).replace("%v", "%u") + "\n%v = arith.addf %u, %u : f32",
                     "%v : f32")
    kinds = ["tensor<40x17xf32>", "tensor<9xi64>"]
    frame = "  %e = tensor.empty() : tensor<9x17xf32>\n{}  return %r : tensor<9x17xf32>\n"
    return [
        rows("gather_rows", places, "i64", "pp", "d0", column.format(1), table[places]),
        rows("gather_by_int32", places, "i32", "pp", "d0", column.format(1), table[places]),
        rows("gather_a_grid_of_rows", grid, "i64", "ppp", "d0, d1", column.format(2),
             table[grid]),
        rows("gather_by_a_transposed_grid", grid, "i64", "ppp", "d1, d0", column.format(2),
             table[grid.T]),
        rows("gather_columns", places % 17, "i64", "pp", "d1", "%j = linalg.index 0 : index\n"
             "%v = tensor.extract %a[%j, %i] : tensor<40x17xf32>", table[:, places % 17]),
        rows("gather_in_the_middle", places, "i64", "ppp", "d1", "%j = linalg.index 0 : index\n"
             "%k = linalg.index 2 : index\n%v = tensor.extract %a[%j, %i, %k] : "
             "tensor<4x40x6xf32>", cube[:, places], cube),
        rows("gather_one_element_a_row", columns, "i64", "p", "d0",
             "%j = linalg.index 0 : index\n%v = tensor.extract %a[%j, %i] : tensor<40x17xf32>",
             table[np.arange(40), columns]),
        rows("gather_along_columns", grid, "i64", "pp", "d0, d1", "%j = linalg.index 1 : index\n"
             "%v = tensor.extract %a[%i, %j] : tensor<40x17xf32>", table[grid, np.arange(5)]),
        rows("look_up_by_counters_only", places, "i64", "pp", "d0", "%j = linalg.index 1 : index\n"
             "%k = linalg.index 0 : index\n%v = tensor.extract %a[%j, %k] : tensor<40x17xf32>",
             table[:7, :9].T),
        rows("gather_by_two_lists", pairs, "i64", "p", "d0, 0",
             "%q = arith.constant 17 : i64\n%n = arith.addi %x0, %q : i64\n"
             "%j = arith.index_cast %n : i64 to index\n"
             "%v = tensor.extract %a[%j, %i] : tensor<40x17xf32>",
             table[pairs[:, 0] + 17, pairs[:, 0]]),
        rows("gather_one_element_each", places, "i64", "p", "d0", "%j = arith.constant 3 : index\n"
             "%v = tensor.extract %a[%i, %j] : tensor<40x17xf32>", table[places, 3]),
        Program("gather_by_computed_places", function(kinds, ["tensor<9x17xf32>"],
                                                      frame.format(computed)),
                [table, (places % 39).astype(np.int64)], [table[places % 39 + 1]]),
        Program("gather_and_scale", function(kinds, ["tensor<9x17xf32>"], frame.format(scaled)),
                [table, places.astype(np.int64)], [2 * table[places]]),
    ]


def results() -> list[Program]:
    """What may be returned: arguments, constants, one value twice, views."""
    x = normal((3, 5))
    kind = "tensor<3x5xf32>"
    constant = np.arange(15, dtype=np.float32).reshape(3, 5)
    dense = "[" + ", ".join(str([float(v) for v in row]) for row in constant) + "]"
    negated = generic("n", "pp", ["d0, d1"] * 2, [("a", kind)], [("e", kind)],
                      "%s = arith.negf %x0 : f32", "%s : f32")
    head = f"  %e = tensor.empty() : {kind}\n"
    mask = np.arange(15).reshape(3, 5) % 2 == 0
    bits = str(mask.tolist()).replace("T", "t").replace("F", "f")

    def program(name: str, kinds: list[str], body: str, values, expected) -> Program:
        return Program(name, function(kinds, [kind] * len(expected), body), values, expected)

    typed = []
    for element, array in [("bf16", to_bf16(x)), ("i8", np.arange(15, dtype=np.int8)),
                           ("i32", np.arange(15, dtype=np.int32)),
                           ("i64", np.arange(15, dtype=np.int64) << 40), ("i1", mask)]:
        array = array.reshape(3, 5)
        result = tensor((5, 3), element)
        typed.append(Program(f"move_{element}", function(
            [tensor((3, 5), element)], [result], f"  %e = tensor.empty() : {result}\n" + generic(
                "r", "pp", ["d1, d0", "d0, d1"], [("a", tensor((3, 5), element))],
                [("e", result)], "", f"%x0 : {element}") + f"  return %r : {result}\n"),
            [array], [np.ascontiguousarray(array.T)]))
    fills = []
    for element, value, array in [("f32", "1.5", np.float32(1.5)), ("bf16", "1.5", np.float32(1.5)),
                                  ("i64", "7", np.int64(7)), ("i64", "-7", np.int64(-7)),
                                  ("i8", "-7", np.int8(-7)), ("i1", "true", np.bool_(True))]:
        result = tensor((3, 5), element)
        fills.append(Program(f"fill_{element}_{value}".replace("-", "minus_").replace(".", "_"),
                             function([], [result], filled("r", value, result)
                                      + f"  return %r : {result}\n"),
                             [], [np.full((3, 5), array)]))
    return typed + fills + [
        program("return_the_argument", [kind], f"  return %a : {kind}\n", [x], [x]),
        program("return_the_argument_twice", [kind], f"  return %a, %a : {kind}, {kind}\n", [x],
                [x, x]),
        program("return_a_value_twice", [kind], head + negated
                + f"  return %n, %n : {kind}, {kind}\n", [x], [-x, -x]),
        program("return_in_another_order", [kind, kind], f"  return %b, %a : {kind}, {kind}\n",
                [x, 2 * x], [2 * x, x]),
        program("unused_argument", [kind, "tensor<7xi64>"], head + negated
                + f"  return %n : {kind}\n", [x, np.arange(7)], [-x]),
        program("return_a_constant", [], f"  %r = arith.constant dense<{dense}> : {kind}\n"
                f"  return %r : {kind}\n", [], [constant]),
        program("return_a_splat", [], f"  %r = arith.constant dense<2.5> : {kind}\n"
                f"  return %r : {kind}\n", [], [np.full((3, 5), 2.5, np.float32)]),
        Program("return_a_mask", function([], ["tensor<3x5xi1>"],
                                          f"  %r = arith.constant dense<{bits}> : tensor<3x5xi1>\n"
                                          "  return %r : tensor<3x5xi1>\n"), [], [mask]),
        program("select_by_a_constant_mask", [kind], head
                + f"  %m = arith.constant dense<{bits}> : tensor<3x5xi1>\n"
                + generic("r", "pp", ["d0, d1"] * 3, [("m", "tensor<3x5xi1>"), ("a", kind)],
                          [("e", kind)], "%z = arith.constant 0.0 : f32\n"
                          "%s = arith.select %x0, %x1, %z : f32", "%s : f32")
                + f"  return %r : {kind}\n", [x], [np.where(mask, x, np.float32(0))]),
        program("a_constant_of_one_value", [kind], head
                + f"  %c = arith.constant dense<2.0> : {kind}\n"
                + generic("r", "pp", ["d0, d1"] * 3, [("a", kind), ("c", kind)], [("e", kind)],
                          "%s = arith.mulf %x0, %x1 : f32", "%s : f32")
                + f"  return %r : {kind}\n", [x], [2 * x]),
    ]


PROGRAMS = (transposes() + slices() + pads_and_concatenations() + reshapes() + gathers()
            + results())
