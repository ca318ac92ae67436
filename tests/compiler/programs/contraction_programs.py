# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Contractions: matmuls in every order, with batches, vectors, convolutions, odd sizes."""

from __future__ import annotations

import numpy as np

from harness import Program, to_bf16
from linalg_text import LETTERS, filled, function, generic, tensor

RANDOM = np.random.default_rng(5)
PRODUCT = "%p = arith.mulf %x0, %x1 : f32\n%r = arith.addf %p, %y0 : f32"
# Operands are BF16 on both sides of the comparison; sums are FP32 in another order.
SUM = {"relative": 1e-5, "absolute": 1e-4}


def normal(shape) -> np.ndarray:
    return RANDOM.standard_normal(shape).astype(np.float32)


def einsum(name: str, equation: str, sizes: dict[str, int], rounded: bool = True,
           element: str = "f32", chips: tuple[str, ...] = ("nano",)) -> Program:
    """A contraction written as in numpy.einsum; `rounded` if the tensor unit computes it."""
    inputs, output = equation.split("->")
    terms = inputs.split(",")
    letters = sorted(set("".join(terms)), key=(output + inputs).index)
    position = {letter: f"d{i}" for i, letter in enumerate(letters)}

    def kind(term: str, of: str) -> str:
        return tensor([sizes[letter] for letter in term], of)

    widen = "".join(f"%w{i} = arith.extf %x{i} : {element} to f32\n" for i in range(2))
    body = PRODUCT if element == "f32" else (
        widen + "%p = arith.mulf %w0, %w1 : f32\n%r = arith.addf %p, %y0 : f32")
    text = filled("start", "0.0", kind(output, "f32")) + generic(
        "r", "".join("p" if letter in output else "r" for letter in letters),
        [", ".join(position[letter] for letter in term) for term in terms + [output]],
        [(LETTERS[i], kind(term, element)) for i, term in enumerate(terms)],
        [("start", kind(output, "f32"))], body, "%r : f32")
    values = [normal([sizes[letter] for letter in term]) for term in terms]
    if element == "bf16":
        values = [to_bf16(value) for value in values]
    operands = [to_bf16(value) for value in values] if rounded else values
    result = kind(output, "f32")
    return Program(name, function([kind(term, element) for term in terms], [result],
                                  text + f"  return %r : {result}\n"),
                   values, [np.asarray(np.einsum(equation, *operands), np.float32)], chips=chips,
                   **SUM)


def matmuls() -> list[Program]:
    both = ("nano", "edge")
    programs = []
    for m, n, k in [(1, 1, 5), (1, 17, 33), (17, 1, 129), (3, 5, 7), (33, 129, 17),
                    (129, 33, 257), (16, 16, 16), (200, 300, 1000)]:
        programs.append(einsum(f"matmul_{m}x{n}x{k}", "mk,kn->mn", {"m": m, "n": n, "k": k},
                               rounded=m * n > 1, chips=both if k > 100 else ("nano",)))
    odd = {"m": 17, "n": 33, "k": 19, "b": 3, "c": 2}
    programs += [
        einsum("both_bf16", "mk,kn->mn", odd, element="bf16", chips=both),
        einsum("transposed_a", "km,kn->mn", odd, chips=both),
        einsum("transposed_b", "mk,nk->mn", odd, chips=both),
        einsum("both_transposed", "km,nk->mn", odd),
        einsum("transposed_result", "mk,kn->nm", odd),
        einsum("everything_transposed", "km,nk->nm", odd),
        einsum("batch", "bmk,bkn->bmn", odd, chips=both),
        einsum("batch_transposed_b", "bmk,bnk->bmn", odd),
        einsum("batch_transposed_a", "bkm,bkn->bmn", odd),
        einsum("batch_inside", "mbk,nbk->bmn", odd),
        einsum("batch_innermost", "mkb,knb->mnb", odd),
        einsum("heads_to_rows", "bmk,bkn->mbn", odd),
        einsum("two_batches", "bcmk,bckn->bcmn", odd),
        einsum("batch_broadcast", "bmk,kn->bmn", odd, chips=both),
        einsum("batch_broadcast_a", "mk,bkn->bmn", odd),
        einsum("grouped_heads", "bcmk,bkn->bcmn", odd),
        einsum("two_sums", "mkc,kcn->mn", odd),
        einsum("two_sums_swapped", "mkc,ckn->mn", odd),
        einsum("sums_around_rows", "kmc,kcn->mn", odd),
        einsum("matrix_times_vector", "mk,k->m", odd, chips=both),
        einsum("vector_times_matrix", "k,kn->n", odd),
        einsum("transposed_matrix_times_vector", "km,k->m", odd),
        einsum("batch_of_matrix_times_vector", "bmk,bk->bm", odd),
        einsum("outer_rows", "bmk,nk->bmn", {**odd, "b": 1}),
        einsum("dot", "k,k->", {"k": 129}, rounded=False),
        einsum("batch_of_dots", "bk,bk->b", odd, rounded=False),
        einsum("few_products", "mk,kn->mn", {"m": 33, "n": 17, "k": 4}, rounded=False),
        einsum("one_product", "mk,kn->mn", {"m": 33, "n": 17, "k": 1}, rounded=False),
        einsum("few_products_of_batches", "bmk,bnk->bmn", {**odd, "k": 3}, rounded=False),
    ]
    return programs


def named() -> list[Program]:
    """linalg's own operations, whose results go on into others."""
    a, b, bias = normal((17, 40)), normal((40, 33)), normal(33)
    kinds = [tensor(value.shape, "f32") for value in (a, b, bias)]
    result = "tensor<17x33xf32>"
    matmul = ("  %r = linalg.matmul ins(%a, %b : tensor<17x40xf32>, tensor<40x33xf32>) "
              f"outs(%start : {result}) -> {result}\n")
    product = to_bf16(a) @ to_bf16(b)
    linear = filled("start", "0.0", result) + matmul + generic(
        "q", "pp", ["d0, d1", "d1", "d0, d1"], [("r", result), ("c", kinds[2])],
        [("start", result)], "%s = arith.addf %x0, %x1 : f32\n%z = arith.constant 0.0 : f32\n"
        "%t = arith.maximumf %s, %z : f32", "%t : f32")
    start = normal((17, 33))
    low, high = to_bf16(normal((40, 17))).T, to_bf16(normal((40, 33)))
    narrow = "tensor<17x33xbf16>"
    integers = [RANDOM.integers(-100, 100, shape).astype(np.int8) for shape in ((5, 33), (33, 7))]
    return [
        Program("linear_with_bias_and_relu",
                function(kinds, [result], linear + f"  return %q : {result}\n"),
                [a, b, bias], [np.maximum(product + bias, 0)], chips=("nano", "edge"), **SUM),
        Program("start_is_an_argument",
                function([*kinds[:2], result], [result],
                         matmul.replace("%start", "%c") + f"  return %r : {result}\n"),
                [a, b, start], [product + start], chips=("nano", "edge"), **SUM),
        Program("start_is_two",
                function(kinds[:2], [result], filled("start", "2.0", result) + matmul
                         + f"  return %r : {result}\n"), [a, b], [product + 2], **SUM),
        Program("start_is_one_and_few_products",
                function(["tensor<5x3xf32>", "tensor<3x17xf32>", "tensor<5x17xf32>"],
                         ["tensor<5x17xf32>"],
                         "  %r = linalg.matmul ins(%a, %b : tensor<5x3xf32>, tensor<3x17xf32>) "
                         "outs(%c : tensor<5x17xf32>) -> tensor<5x17xf32>\n"
                         "  return %r : tensor<5x17xf32>\n"),
                [a[:5, :3].copy(), b[:3, :17].copy(), start[:5, :17].copy()],
                [a[:5, :3] @ b[:3, :17] + start[:5, :17]], **SUM),
        Program("bf16_result", function(
            ["tensor<17x40xbf16>", "tensor<40x33xbf16>"], [narrow],
            filled("start", "0.0", narrow)
            + "  %r = linalg.matmul ins(%a, %b : tensor<17x40xbf16>, tensor<40x33xbf16>) "
            f"outs(%start : {narrow}) -> {narrow}\n  return %r : {narrow}\n"),
            [to_bf16(a), to_bf16(b)], [to_bf16(product)], relative=2**-8, absolute=1e-4),
        Program("same_operand_twice", function(
            ["tensor<17x40xf32>"], ["tensor<17x17xf32>"],
            filled("start", "0.0", "tensor<17x17xf32>") + generic(
                "r", "ppr", ["d0, d2", "d1, d2", "d0, d1"], [("a", kinds[0])] * 2,
                [("start", "tensor<17x17xf32>")], PRODUCT, "%r : f32")
            + "  return %r : tensor<17x17xf32>\n"), [a], [to_bf16(a) @ to_bf16(a).T], **SUM),
        Program("chain_of_two", function(
            ["tensor<17x40xbf16>", "tensor<40x33xbf16>", "tensor<33x5xf32>"], ["tensor<17x5xf32>"],
            filled("start", "0.0", result) + filled("zero", "0.0", "tensor<17x5xf32>")
            + "  %r = linalg.matmul ins(%a, %b : tensor<17x40xbf16>, tensor<40x33xbf16>) "
            f"outs(%start : {result}) -> {result}\n"
            f"  %q = linalg.matmul ins(%r, %c : {result}, tensor<33x5xf32>) "
            "outs(%zero : tensor<17x5xf32>) -> tensor<17x5xf32>\n"
            "  return %q : tensor<17x5xf32>\n"),
            [low, high, b[:33, :5].copy()],
            [to_bf16(low @ high) @ to_bf16(b[:33, :5])], relative=1e-2, absolute=1e-1),
        Program("transpose_then_batch_matmul", function(
            ["tensor<7x3x40xf32>", "tensor<9x3x40xf32>"], ["tensor<3x7x9xf32>"],
            "  %e = tensor.empty() : tensor<3x7x40xf32>\n  %f = tensor.empty() : "
            "tensor<3x40x9xf32>\n" + filled("start", "0.0", "tensor<3x7x9xf32>")
            + "  %p = linalg.transpose ins(%a : tensor<7x3x40xf32>) "
            "outs(%e : tensor<3x7x40xf32>) permutation = [1, 0, 2]\n"
            "  %q = linalg.transpose ins(%b : tensor<9x3x40xf32>) "
            "outs(%f : tensor<3x40x9xf32>) permutation = [1, 2, 0]\n"
            "  %r = linalg.batch_matmul ins(%p, %q : tensor<3x7x40xf32>, tensor<3x40x9xf32>) "
            "outs(%start : tensor<3x7x9xf32>) -> tensor<3x7x9xf32>\n"
            "  return %r : tensor<3x7x9xf32>\n"),
            [a7 := normal((7, 3, 40)), b9 := normal((9, 3, 40))],
            [np.einsum("mbk,nbk->bmn", to_bf16(a7), to_bf16(b9))], chips=("nano", "edge"), **SUM),
        Program("integer_matmul", function(
            ["tensor<5x33xi8>", "tensor<33x7xi8>"], ["tensor<5x7xi32>"],
            filled("start", "0", "tensor<5x7xi32>")
            + "  %r = linalg.matmul ins(%a, %b : tensor<5x33xi8>, tensor<33x7xi8>) "
            "outs(%start : tensor<5x7xi32>) -> tensor<5x7xi32>\n"
            "  return %r : tensor<5x7xi32>\n"), integers,
            [integers[0].astype(np.int32) @ integers[1].astype(np.int32)]),
    ]


def windows_of(x: np.ndarray, size: int, stride: int, dilation: int = 1) -> np.ndarray:
    """[n, c, oh, ow, kh, kw] of an [n, c, h, w] image."""
    reach = (size - 1) * dilation + 1
    view = np.lib.stride_tricks.sliding_window_view(x, (reach, reach), axis=(2, 3))
    return view[:, :, ::stride, ::stride, ::dilation, ::dilation]


def convolutions() -> list[Program]:
    def conv(name: str, image: tuple, filters: int, size: int, stride: int,
             dilation: int = 1, with_bias: bool = False, chips=("nano",)) -> Program:
        x, w = normal(image), normal((filters, image[1], size, size))
        y = np.einsum("nchwij,fcij->nfhw", windows_of(to_bf16(x), size, stride, dilation),
                      to_bf16(w)).astype(np.float32)
        kinds = [tensor(value.shape, "f32") for value in (x, w, y)]
        bias = normal(filters)
        start = "  %start = tensor.empty() : " + kinds[2] + "\n" if with_bias else filled(
            "start", "0.0", kinds[2])
        if with_bias:
            start = f"  %e = tensor.empty() : {kinds[2]}\n" + generic(
                "start", "pppp", ["d1", "d0, d1, d2, d3"], [("c", tensor((filters,), "f32"))],
                [("e", kinds[2])], "", "%x0 : f32")
            y = y + bias[:, None, None]
        text = start + (
            f"  %r = linalg.conv_2d_nchw_fchw {{dilations = dense<{dilation}> : vector<2xi64>, "
            f"strides = dense<{stride}> : vector<2xi64>}} ins(%a, %b : {kinds[0]}, {kinds[1]}) "
            f"outs(%start : {kinds[2]}) -> {kinds[2]}\n  return %r : {kinds[2]}\n")
        arguments = kinds[:2] + ([tensor((filters,), "f32")] if with_bias else [])
        return Program(name, function(arguments, [kinds[2]], text),
                       [x, w] + ([bias] if with_bias else []), [y], chips=chips, **SUM)

    x, w = normal((2, 5, 12, 9)), normal((5, 3, 3))
    depthwise = np.einsum("nchwij,cij->nchw", windows_of(to_bf16(x), 3, 1), to_bf16(w))
    kinds = [tensor(value.shape, "f32") for value in (x, w, depthwise)]
    line, kernel = normal((1, 8, 50)), normal((6, 8, 5))
    moving = np.lib.stride_tricks.sliding_window_view(to_bf16(line), 5, axis=2)
    conv_1d = np.einsum("ncwk,fck->nfw", moving, to_bf16(kernel)).astype(np.float32)
    return [
        conv("patches", (2, 3, 16, 24), 10, 4, 4, chips=("nano", "edge")),
        conv("overlapping_windows", (1, 4, 11, 9), 7, 3, 1),
        conv("stride_and_overlap", (2, 4, 13, 11), 7, 3, 2, chips=("nano", "edge")),
        conv("dilated", (1, 2, 14, 14), 3, 3, 1, dilation=2),
        conv("convolution_with_bias", (2, 3, 10, 10), 5, 3, 1, with_bias=True),
        conv("one_by_one", (2, 16, 5, 7), 9, 1, 1),
        Program("depthwise", function(
            kinds[:2], [kinds[2]], filled("start", "0.0", kinds[2])
            + "  %r = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, "
            f"strides = dense<1> : vector<2xi64>}} ins(%a, %b : {kinds[0]}, {kinds[1]}) "
            f"outs(%start : {kinds[2]}) -> {kinds[2]}\n  return %r : {kinds[2]}\n"),
            [x, w], [depthwise.astype(np.float32)], **SUM),
        Program("convolution_in_one_dimension", function(
            ["tensor<1x8x50xf32>", "tensor<6x8x5xf32>"], ["tensor<1x6x46xf32>"],
            filled("start", "0.0", "tensor<1x6x46xf32>")
            + "  %r = linalg.conv_1d_ncw_fcw {dilations = dense<1> : vector<1xi64>, "
            "strides = dense<1> : vector<1xi64>} ins(%a, %b : tensor<1x8x50xf32>, "
            "tensor<6x8x5xf32>) outs(%start : tensor<1x6x46xf32>) -> tensor<1x6x46xf32>\n"
            "  return %r : tensor<1x6x46xf32>\n"), [line, kernel], [conv_1d], **SUM),
    ]


PROGRAMS = matmuls() + named() + convolutions()
