# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the MLIR that the tables of programs repeat: functions, generics, filled tensors."""

from __future__ import annotations

from typing import Sequence

LETTERS = "abcdefgh"


def tensor(shape: Sequence[int], element: str) -> str:
    return f"tensor<{''.join(f'{size}x' for size in shape)}{element}>"


def function(arguments: Sequence[str], results: Sequence[str], body: str) -> str:
    """@main with arguments %a, %b, ... of these types; `body` ends in the return."""
    named = ", ".join(f"%{LETTERS[i]}: {kind}" for i, kind in enumerate(arguments))
    return f"func.func @main({named}) -> ({', '.join(results)}) {{\n{body}}}\n"


def filled(name: str, value: str, kind: str) -> str:
    """%name: a tensor of this type that holds `value`."""
    element = kind[kind.rindex("x") + 1:-1] if "x" in kind else kind[len("tensor<"):-1]
    typed = value if element == "i1" else f"{value} : {element}"
    return (f"  %{name}_value = arith.constant {typed}\n"
            f"  %{name}_empty = tensor.empty() : {kind}\n"
            f"  %{name} = linalg.fill ins(%{name}_value : {element}) "
            f"outs(%{name}_empty : {kind}) -> {kind}\n")


def generic(name: str, loops: str, maps: Sequence[str], ins: Sequence[tuple[str, str]],
            outs: Sequence[tuple[str, str]], body: str, yields: str) -> str:
    """%name = linalg.generic.

    `loops` has a letter per loop, p (parallel) or r (reduction); `maps` are the results of the
    indexing maps in d0, d1, ...; `ins` and `outs` are (value, type). The body sees the elements
    as %x0, %x1, ... and the results so far as %y0, %y1, ...; `yields` is "values : types".
    """
    dims = ", ".join(f"d{i}" for i in range(len(loops)))
    iterators = ", ".join('"parallel"' if loop == "p" else '"reduction"' for loop in loops)
    affine = ", ".join(f"affine_map<({dims}) -> ({results})>" for results in maps)

    def element(kind: str) -> str:
        return kind[kind.rindex("x") + 1:-1] if "x" in kind else kind[len("tensor<"):-1]

    def operands(keyword: str, values: Sequence[tuple[str, str]]) -> str:
        if not values:
            return ""
        return (f" {keyword}({', '.join('%' + value for value, _ in values)} : "
                f"{', '.join(kind for _, kind in values)})")

    scalars = [f"%x{i}: {element(kind)}" for i, (_, kind) in enumerate(ins)]
    scalars += [f"%y{i}: {element(kind)}" for i, (_, kind) in enumerate(outs)]
    kinds = [kind for _, kind in outs]
    head = f"%{name}" + (f":{len(kinds)}" if len(kinds) > 1 else "")
    result = kinds[0] if len(kinds) == 1 else f"({', '.join(kinds)})"
    return (f"  {head} = linalg.generic {{indexing_maps = [{affine}], "
            f"iterator_types = [{iterators}]}}{operands('ins', ins)}{operands('outs', outs)} {{\n"
            f"  ^bb0({', '.join(scalars)}):\n    {body}\n    linalg.yield {yields}\n"
            f"  }} -> {result}\n")


def elementwise(shape: Sequence[int], inputs: Sequence[str], output: str, body: str) -> str:
    """@main of one generic whose body computes %r from %x0, %x1, ..."""
    kinds = [tensor(shape, element) for element in inputs]
    result = tensor(shape, output)
    dims = ", ".join(f"d{i}" for i in range(len(shape)))
    lines = f"  %empty = tensor.empty() : {result}\n"
    lines += generic("result", "p" * len(shape), [dims] * (len(inputs) + 1),
                     [(LETTERS[i], kind) for i, kind in enumerate(kinds)],
                     [("empty", result)], body, f"%r : {output}")
    return function(kinds, [result], lines + f"  return %result : {result}\n")


def reduction(shape: Sequence[int], over: Sequence[int], element: str, start: str,
              body: str, output: str | None = None) -> str:
    """@main of one reduction of %a over some dimensions; the body computes %r from %x0 and %y0."""
    output = output or element
    kept = [i for i in range(len(shape)) if i not in over]
    kind, result = tensor(shape, element), tensor([shape[i] for i in kept], output)
    loops = "".join("r" if i in over else "p" for i in range(len(shape)))
    lines = filled("start", start, result)
    lines += generic("result", loops,
                     [", ".join(f"d{i}" for i in range(len(shape))),
                      ", ".join(f"d{i}" for i in kept)],
                     [("a", kind)], [("start", result)], body, f"%r : {output}")
    return function([kind], [result], lines + f"  return %result : {result}\n")
