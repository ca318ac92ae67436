# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every operation of arith and math that the vector processor has a form for."""

from __future__ import annotations

import math

import numpy as np

from harness import Program, to_bf16
from linalg_text import elementwise, function, generic, tensor

RANDOM = np.random.default_rng(3)
SPECIAL = np.array([0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 3e38], np.float32)
SHAPE = (3, 17)
# Special functions of the ISA are within 2 units in the last place; scaling and composing
# them costs a few more.
ULPS = 2.0 ** -20


def normal(shape=SHAPE, scale: float = 3.0) -> np.ndarray:
    return (RANDOM.standard_normal(shape) * scale).astype(np.float32)


def with_specials(values: np.ndarray) -> np.ndarray:
    values.reshape(-1)[:SPECIAL.size] = SPECIAL
    return values


def positive() -> np.ndarray:
    return np.exp2(RANDOM.uniform(-20, 20, SHAPE)).astype(np.float32)


def integers(low: int, high: int, kind=np.int32, shape=SHAPE) -> np.ndarray:
    return RANDOM.integers(low, high, shape).astype(kind)


def float_op(name: str, function_of, *values: np.ndarray, relative: float = 0.0,
             absolute: float = 0.0, body: str = "") -> Program:
    operands = ", ".join(f"%x{i}" for i in range(len(values)))
    with np.errstate(all="ignore"):
        expected = np.asarray(function_of(*values), np.float32)
    return Program(name.replace(".", "_"),
                   elementwise(values[0].shape, ["f32"] * len(values), "f32",
                               body or f"%r = {name} {operands} : f32"),
                   list(values), [expected], relative, absolute)


def unary_float() -> list[Program]:
    erf = np.vectorize(math.erf, otypes=[np.float32])
    any_value = [
        ("arith.negf", np.negative, 0.0), ("math.absf", np.abs, 0.0),
        ("math.floor", np.floor, 0.0), ("math.ceil", np.ceil, 0.0),
        ("math.tanh", np.tanh, ULPS), ("math.exp2", np.exp2, ULPS),
        ("math.sqrt", np.sqrt, ULPS), ("math.trunc", np.trunc, 0.0),
        ("math.roundeven", np.rint, 0.0),
        ("math.round", lambda x: np.copysign(np.floor(np.abs(x) + np.float32(0.5)), x), 0.0),
    ]
    programs = [float_op(name, of, with_specials(normal()), relative=relative)
                for name, of, relative in any_value]
    programs += [
        float_op("math.exp", np.exp, with_specials(normal(scale=20)), relative=1e-5),
        float_op("math.erf", erf, normal(scale=1.5), absolute=1e-6),
        float_op("math.sin", np.sin, normal(scale=30), absolute=1e-5),
        float_op("math.cos", np.cos, normal(scale=30), absolute=1e-5),
        float_op("math.log", np.log, with_specials(positive()), relative=ULPS),
        float_op("math.log2", np.log2, with_specials(positive()), relative=ULPS),
        float_op("math.log10", np.log10, with_specials(positive()), relative=ULPS, absolute=1e-6),
        float_op("math.log1p", np.log1p, with_specials(positive()) * 0.01, relative=1e-4),
        float_op("math.expm1", np.expm1, with_specials(normal(scale=0.1)), relative=1e-4),
        float_op("math.sinh", np.sinh, with_specials(normal(scale=3)), relative=1e-4),
        float_op("math.cosh", np.cosh, with_specials(normal(scale=3)), relative=1e-5),
        float_op("math.tan", np.tan, normal(scale=0.4), absolute=1e-5),
        float_op("math.rsqrt", lambda x: 1 / np.sqrt(x), positive(), relative=ULPS),
    ]
    return programs


def binary_float() -> list[Program]:
    a, b = with_specials(normal()), normal()[:, ::-1].copy()
    b.reshape(-1)[:SPECIAL.size] = np.roll(SPECIAL, 3)
    exact = [("arith.addf", np.add), ("arith.subf", np.subtract), ("arith.mulf", np.multiply),
             ("arith.maximumf", np.maximum), ("arith.minimumf", np.minimum),
             ("arith.maxnumf", np.fmax), ("arith.minnumf", np.fmin),
             ("math.copysign", np.copysign)]
    programs = [float_op(name, of, a, b) for name, of in exact]
    programs += [
        float_op("arith.divf", np.divide, normal(), positive(), relative=ULPS),
        float_op("math.powf", np.power, np.exp2(normal(scale=2)), normal(scale=2), relative=1e-5),
        float_op("math.fma", lambda x, y, z: (x.astype(np.float64) * y + z).astype(np.float32),
                 normal(), normal(), normal()),
        float_op("power_of_negative", np.power, normal(), np.round(normal()), relative=1e-5,
                 body="%r = math.powf %x0, %x1 : f32"),
        float_op("power_zero", lambda x: np.ones_like(x), with_specials(normal()),
                 body="%n = arith.constant 0.0 : f32\n%r = math.powf %x0, %n : f32"),
        float_op("power_three", lambda x: x * x * x, normal(), relative=ULPS,
                 body="%n = arith.constant 3.0 : f32\n%r = math.powf %x0, %n : f32"),
        float_op("power_minus_two", lambda x: 1 / (x * x), normal(), relative=ULPS,
                 body="%n = arith.constant -2.0 : f32\n%r = math.powf %x0, %n : f32"),
        float_op("power_minus_half", lambda x: 1 / np.sqrt(x), positive(), relative=ULPS,
                 body="%n = arith.constant -0.5 : f32\n%r = math.powf %x0, %n : f32"),
        float_op("integer_power", lambda x: x ** 5, normal(), relative=ULPS,
                 body="%n = arith.constant 5 : i32\n%r = math.fpowi %x0, %n : f32, i32"),
        float_op("divide_by_constant", lambda x: x / np.float32(3), normal(), relative=ULPS,
                 body="%n = arith.constant 3.0 : f32\n%r = arith.divf %x0, %n : f32"),
        float_op("quotient_of_root", lambda x, y: x / np.sqrt(y), normal(), positive(),
                 relative=ULPS, body="%s = math.sqrt %x1 : f32\n%r = arith.divf %x0, %s : f32"),
        float_op("sum_of_two_products", lambda x, y: x * y + y * x, normal(), normal(),
                 relative=ULPS, body="%p = arith.mulf %x0, %x1 : f32\n"
                 "%q = arith.mulf %x1, %x0 : f32\n%r = arith.addf %p, %q : f32"),
        float_op("product_twice_in_a_sum", lambda x: 2 * (x * x), normal(), relative=ULPS,
                 body="%p = arith.mulf %x0, %x0 : f32\n%r = arith.addf %p, %p : f32"),
    ]
    return programs


def comparisons() -> list[Program]:
    """All predicates at once: a generic and an i1 output each."""
    def program(name: str, operation: str, element: str, a: np.ndarray, b: np.ndarray,
                predicates: dict) -> Program:
        kind, result = tensor(a.shape, element), tensor(a.shape, "i1")
        lines = f"  %empty = tensor.empty() : {result}\n"
        for predicate in predicates:
            lines += generic(predicate, "pp", ["d0, d1"] * 3, [("a", kind), ("b", kind)],
                             [("empty", result)],
                             f"%r = {operation} {predicate}, %x0, %x1 : {element}", "%r : i1")
        values = ", ".join(f"%{predicate}" for predicate in predicates)
        kinds = ", ".join([result] * len(predicates))
        return Program(name, function([kind, kind], [result] * len(predicates),
                                      lines + f"  return {values} : {kinds}\n"),
                       [a, b], [of(a, b) for of in predicates.values()])

    a = with_specials(np.round(normal()))
    b = np.round(normal())
    b.reshape(-1)[:SPECIAL.size] = np.roll(SPECIAL, 1)
    b.reshape(-1)[6] = np.nan

    def unordered(x, y):
        return np.isnan(x) | np.isnan(y)

    floats = {
        "oeq": np.equal, "ogt": np.greater, "oge": np.greater_equal, "olt": np.less,
        "ole": np.less_equal, "one": lambda x, y: (x != y) & ~unordered(x, y),
        "ord": lambda x, y: ~unordered(x, y), "ueq": lambda x, y: (x == y) | unordered(x, y),
        "ugt": lambda x, y: (x > y) | unordered(x, y),
        "uge": lambda x, y: (x >= y) | unordered(x, y),
        "ult": lambda x, y: (x < y) | unordered(x, y),
        "ule": lambda x, y: (x <= y) | unordered(x, y), "une": np.not_equal, "uno": unordered,
        "false": lambda x, y: np.zeros(x.shape, bool),
        "true": lambda x, y: np.ones(x.shape, bool),
    }

    def integer_predicates(unsigned) -> dict:
        return {"eq": np.equal, "ne": np.not_equal, "slt": np.less, "sle": np.less_equal,
                "sgt": np.greater, "sge": np.greater_equal,
                "ult": lambda x, y: x.view(unsigned) < y.view(unsigned),
                "ule": lambda x, y: x.view(unsigned) <= y.view(unsigned),
                "ugt": lambda x, y: x.view(unsigned) > y.view(unsigned),
                "uge": lambda x, y: x.view(unsigned) >= y.view(unsigned)}

    programs = [program("compare_floats", "arith.cmpf", "f32", a, b, floats)]
    for element, kind, unsigned in [("i8", np.int8, np.uint8), ("i32", np.int32, np.uint32),
                                    ("i64", np.int64, np.uint64)]:
        programs.append(program(f"compare_{element}", "arith.cmpi", element,
                                integers(-3, 4, kind), integers(-3, 4, kind),
                                integer_predicates(unsigned)))
    return programs


def integer_ops() -> list[Program]:
    programs = []
    table = [("arith.addi", np.add), ("arith.subi", np.subtract), ("arith.muli", np.multiply),
             ("arith.andi", np.bitwise_and), ("arith.ori", np.bitwise_or),
             ("arith.xori", np.bitwise_xor), ("arith.maxsi", np.maximum),
             ("arith.minsi", np.minimum)]
    unsigned_table = [("arith.maxui", np.maximum), ("arith.minui", np.minimum)]
    for element, kind, low, high in [("i32", np.int32, -2**31, 2**31), ("i8", np.int8, -128, 128),
                                     ("i64", np.int64, -2**15, 2**15)]:
        a, b = integers(low, high, kind), integers(low, high, kind)
        for name, of in table:
            # Doubled, so that a result that outgrows its type is seen.
            body = (f"%s = {name} %x0, %x1 : {element}\n"
                    f"%c = arith.cmpi slt, %s, %x0 : {element}\n"
                    f"%r = arith.select %c, %s, %x0 : {element}")
            result = of(a, b)
            programs.append(Program(f"{name}_{element}".replace(".", "_"),
                                    elementwise(SHAPE, [element] * 2, element, body), [a, b],
                                    [np.where(result < a, result, a)]))
        unsigned = np.dtype(kind).str.replace("i", "u")
        for name, of in unsigned_table:
            programs.append(Program(
                f"{name}_{element}".replace(".", "_"),
                elementwise(SHAPE, [element] * 2, element, f"%r = {name} %x0, %x1 : {element}"),
                [a, b], [of(a.view(unsigned), b.view(unsigned)).view(kind)]))
        programs.append(Program(
            f"math_absi_{element}",
            elementwise(SHAPE, [element], element, f"%r = math.absi %x0 : {element}"), [a],
            [np.abs(a)]))
        shift = integers(0, 8, kind)
        for name, of in [
                ("arith.shli", lambda x, s: x << s), ("arith.shrsi", lambda x, s: x >> s),
                ("arith.shrui", lambda x, s: (x.view(unsigned) >> s.view(unsigned)).view(x.dtype))]:
            if element == "i64" and name == "arith.shrui":
                continue  # of a negative number it needs more than 32 bits
            programs.append(Program(
                f"{name}_{element}".replace(".", "_"),
                elementwise(SHAPE, [element] * 2, element, f"%r = {name} %x0, %x1 : {element}"),
                [a, shift], [of(a, shift)]))
    a, b = integers(0, 2, bool), integers(0, 2, bool)
    for name, of in [("arith.addi", np.logical_xor), ("arith.muli", np.logical_and),
                     ("arith.andi", np.logical_and), ("arith.ori", np.logical_or),
                     ("arith.xori", np.logical_xor)]:
        programs.append(Program(f"{name}_i1".replace(".", "_"),
                                elementwise(SHAPE, ["i1"] * 2, "i1", f"%r = {name} %x0, %x1 : i1"),
                                [a, b], [of(a, b)]))
    return programs


def casts() -> list[Program]:
    floats = normal(scale=100)
    small, bits = integers(-128, 128, np.int8), integers(0, 2, bool)
    words, longs = integers(-2**31, 2**31), integers(-1000, 1000, np.int64)
    big = RANDOM.uniform(0, 2**32 - 1000, SHAPE).astype(np.float32)
    table = [
        ("f32", "bf16", "truncf", floats, to_bf16(floats)),
        ("bf16", "f32", "extf", to_bf16(floats), to_bf16(floats)),
        ("f32", "i32", "fptosi", floats, floats.astype(np.int32)),
        ("f32", "i8", "fptosi", floats.clip(-120, 120), floats.clip(-120, 120).astype(np.int8)),
        ("f32", "i64", "fptosi", floats, floats.astype(np.int64)),
        ("i32", "f32", "sitofp", words, words.astype(np.float32)),
        ("i8", "f32", "sitofp", small, small.astype(np.float32)),
        ("i8", "f32", "uitofp", small, small.view(np.uint8).astype(np.float32)),
        ("i32", "f32", "uitofp", words, words.view(np.uint32).astype(np.float32)),
        ("f32", "i32", "fptoui", big, big.astype(np.int64).astype(np.uint32).view(np.int32)),
        ("f32", "i8", "fptoui", np.abs(floats).clip(0, 255),
         np.abs(floats).clip(0, 255).astype(np.uint8).view(np.int8)),
        ("i64", "f32", "sitofp", longs, longs.astype(np.float32)),
        ("i1", "f32", "sitofp", bits, -bits.astype(np.float32)),
        ("i1", "f32", "uitofp", bits, bits.astype(np.float32)),
        ("i1", "i32", "extui", bits, bits.astype(np.int32)),
        ("i1", "i64", "extsi", bits, -bits.astype(np.int64)),
        ("i8", "i32", "extsi", small, small.astype(np.int32)),
        ("i8", "i32", "extui", small, small.view(np.uint8).astype(np.int32)),
        ("i32", "i64", "extsi", words, words.astype(np.int64)),
        ("i32", "i8", "trunci", words, words.astype(np.int8)),
        ("i32", "i1", "trunci", words, (words & 1).astype(bool)),
        ("i64", "i32", "trunci", longs, longs.astype(np.int32)),
    ]
    programs = [Program(f"cast_{source}_{operation}_{target}",
                        elementwise(SHAPE, [source], target,
                                    f"%r = arith.{operation} %x0 : {source} to {target}"),
                        [value], [expected])
                for source, target, operation, value, expected in table]
    second = to_bf16(normal())
    programs.append(Program(
        "bf16_arithmetic_rounds_every_step",
        elementwise(SHAPE, ["bf16", "bf16"], "bf16",
                    "%s = arith.addf %x0, %x1 : bf16\n%r = arith.mulf %s, %x0 : bf16"),
        [to_bf16(floats), second],
        [to_bf16(to_bf16(to_bf16(floats) + second) * to_bf16(floats))]))
    return programs


def bodies() -> list[Program]:
    x, y = normal(), normal()
    mask = integers(0, 2, bool)
    kind = tensor(SHAPE, "f32")
    add = "%r = arith.addf %x0, %y0 : f32"
    in_place = generic("r", "pp", ["d0, d1"] * 2, [("a", kind)], [("b", kind)], add, "%r : f32")
    gelu = ("%h = arith.constant 0.5 : f32\n%o = arith.constant 1.0 : f32\n"
            "%k = arith.constant 0.70710678 : f32\n%s = arith.mulf %x0, %k : f32\n"
            "%e = math.erf %s : f32\n%t = arith.addf %e, %o : f32\n"
            "%u = arith.mulf %x0, %h : f32\n%r = arith.mulf %u, %t : f32")
    erf = np.vectorize(math.erf, otypes=[np.float32])
    two = generic("r", "pp", ["d0, d1"] * 3, [("a", kind)], [("e", kind), ("e", kind)],
                  "%s = arith.addf %x0, %x0 : f32\n%t = arith.mulf %x0, %x0 : f32",
                  "%s, %t : f32, f32")
    outer = generic("r", "pp", ["d0", "d1", "d0, d1"],
                    [("a", "tensor<33xf32>"), ("b", "tensor<5xf32>")],
                    [("e", "tensor<33x5xf32>")], "%r = arith.subf %x0, %x1 : f32", "%r : f32")
    column, row = normal(33), normal(5)
    index = generic("r", "ppp", ["d0, d1, d2"], [], [("e", "tensor<3x5x17xi64>")],
                    "%i = linalg.index 0 : index\n%j = linalg.index 1 : index\n"
                    "%k = linalg.index 2 : index\n%h = arith.constant 100 : index\n"
                    "%p = arith.muli %i, %h : index\n%q = arith.addi %p, %j : index\n"
                    "%s = arith.muli %q, %h : index\n%t = arith.addi %s, %k : index\n"
                    "%r = arith.index_cast %t : index to i64", "%r : i64")
    i, j, k = np.indices((3, 5, 17))
    cube = normal((2, 3, 2, 5, 3, 7))
    coefficients = RANDOM.uniform(-1, 1, 45).astype(np.float32)
    horner, value = "%v0 = arith.constant 1.0 : f32\n", np.ones(SHAPE, np.float32)
    for n, coefficient in enumerate(coefficients):
        horner += (f"%c{n} = arith.constant {coefficient:.9e} : f32\n"
                   f"%p{n} = arith.mulf %v{n}, %x0 : f32\n"
                   f"%v{n + 1} = arith.addf %p{n}, %c{n} : f32\n")
        value = value * np.tanh(x) + coefficient
    horner = "%x = math.tanh %x0 : f32\n" + horner.replace("%x0", "%x").replace(
        "%v45 =", "%r =")
    return [
        Program("select_by_mask", elementwise(SHAPE, ["i1", "f32", "f32"], "f32",
                                              "%r = arith.select %x0, %x1, %x2 : f32"),
                [mask, x, y], [np.where(mask, x, y)]),
        Program("gelu", elementwise(SHAPE, ["f32"], "f32", gelu), [x],
                [x * np.float32(0.5) * (1 + erf(x * np.float32(0.70710678)))], 1e-5, 1e-6),
        Program("result_read_by_its_own_body",
                function([kind, kind], [kind], in_place + f"  return %r : {kind}\n"),
                [x, y], [x + y]),
        Program("two_results", function([kind], [kind, kind], f"  %e = tensor.empty() : {kind}\n"
                                        + two + f"  return %r#0, %r#1 : {kind}, {kind}\n"),
                [x], [x + x, x * x]),
        Program("outer_difference",
                function(["tensor<33xf32>", "tensor<5xf32>"], ["tensor<33x5xf32>"],
                         "  %e = tensor.empty() : tensor<33x5xf32>\n" + outer
                         + "  return %r : tensor<33x5xf32>\n"),
                [column, row], [column[:, None] - row]),
        Program("loop_counters",
                function([], ["tensor<3x5x17xi64>"], "  %e = tensor.empty() : tensor<3x5x17xi64>\n"
                         + index + "  return %r : tensor<3x5x17xi64>\n"),
                [], [((i * 100 + j) * 100 + k).astype(np.int64)]),
        Program("scalar", elementwise((), ["f32"], "f32", "%r = arith.addf %x0, %x0 : f32"),
                [np.array(1.5, np.float32)], [np.array(3, np.float32)]),
        Program("six_dimensions",
                elementwise((2, 3, 2, 5, 3, 7), ["f32"], "f32", "%r = arith.negf %x0 : f32"),
                [cube], [-cube]),
        Program("more_constants_than_registers", elementwise(SHAPE, ["f32"], "f32", horner),
                [x], [value], 1e-4, 1e-5),
    ]


PROGRAMS = unary_float() + binary_float() + comparisons() + integer_ops() + casts() + bodies()
