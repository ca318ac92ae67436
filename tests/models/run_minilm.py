#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does all-MiniLM-L6-v2 give ONNX Runtime's sentence embeddings at every length and batch?

run_minilm.py --alc ALC --work FOLDER [--at-least 0.6] lengths CHIP BATCH LENGTH
run_minilm.py --alc ALC --work FOLDER layer CHIP BATCH LENGTH
run_minilm.py --alc ALC --work FOLDER sentences CHIP

`layer` is the model up to the end of its first encoder layer.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from harness import (Alc, Mismatch, check_close, check_same_bytes, finish, made_once,
                     run_and_check)

import minilm  # from examples/, which harness puts on the path

SENTENCES = Path(__file__).with_name("sentences.txt")
LONGEST = 128  # tokens
BATCH = 4
FIRST_LAYER = "/bert/encoder/layer.0/output/LayerNorm/Add_1_output_0"


def shapes(batch: int, length: int) -> list[str]:
    return [f"{name}={batch}x{length}" for name in ("input_ids", "attention_mask")]


def token_rows(count: int, lengths: list[int]) -> list[list[int]]:
    """Row i is sentence i and those after it, cut to lengths[i] tokens."""
    texts = SENTENCES.read_text().splitlines()
    tokens = minilm.tokenise(texts)
    rows = []
    for index in range(count):
        row: list[int] = []
        following = index
        while len(row) < lengths[index]:
            row += tokens[following % len(tokens)]
            following += 1
        rows.append(row[:lengths[index]])
    return rows


def one_shape(alc: Alc, model: Path, output: str, chip: str, batch: int, length: int,
              at_least: float, devices: list[str]) -> None:
    """All rows of one shape; in a batch the later rows are shorter, so that masks matter."""
    lengths = [max(1, length - index * length // (2 * batch)) for index in range(batch)]
    inputs = minilm.padded(token_rows(batch, lengths), batch, length)
    expected = minilm.Reference(model).run(inputs)
    statistics = run_and_check(alc, model, shapes(batch, length), chip, devices, inputs,
                               {output: expected})
    busy = statistics["busy_share"]["ttu"]
    print(f"tensor units busy {busy:.1%}")
    if busy < at_least:
        raise Mismatch(f"tensor units busy {busy:.1%}, less than {at_least:.0%}")


def hundred_sentences(alc: Alc, model: Path, chip: str) -> None:
    """100 sentences of 1 to 128 tokens, each against its own unpadded reference."""
    count = 100
    lengths = [1 + index * (LONGEST - 1) // (count - 1) for index in range(count)]
    rows = token_rows(count, lengths)
    session = minilm.Reference(model)
    worst = 1.0
    for begin in range(0, count, BATCH):
        group = rows[begin:begin + BATCH]
        length = minilm.bucket(max(map(len, group)))
        inputs = minilm.padded(group, BATCH, length)
        program = alc.compiled(model, chip, shapes(BATCH, length))
        sim, ref = (alc.run(program, f"{device}:{chip}", inputs, ["embedding"])
                    .outputs["embedding"] for device in ("sim", "ref"))
        check_same_bytes(f"sentences {begin} to {begin + BATCH - 1}", ref, sim)
        expected = np.concatenate([session.run(minilm.padded([row], 1, len(row)))
                                   for row in group])
        worst = min(worst, check_close(f"sentences from {begin}", sim, expected))
    print(f"{count} sentences on sim:{chip}: worst cosine {worst:.6f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["lengths", "layer", "sentences"])
    parser.add_argument("chip")
    parser.add_argument("size", nargs="*", type=int, help="batch and length")
    parser.add_argument("--alc", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--at-least", type=float, default=0,
                        help="share of the time that the simulated tensor units have to be busy")
    parser.add_argument("--devices", default="ref,sim")
    arguments = parser.parse_args()

    alc = Alc(arguments.alc, arguments.work / "programs")
    folder = arguments.work / "minilm"
    marker = made_once(folder / "exported", lambda: export(folder))
    model = Path(marker.read_text())
    output = "embedding"
    if arguments.what == "sentences":
        finish(lambda: hundred_sentences(alc, model, arguments.chip))
        return
    if arguments.what == "layer":
        model, output = first_layer(model, folder), "states"
    batch, length = arguments.size
    finish(lambda: one_shape(alc, model, output, arguments.chip, batch, length,
                             arguments.at_least, arguments.devices.split(",")))


def first_layer(model: Path, folder: Path) -> Path:
    """The model that ends after its first encoder layer; its output is `states`."""
    import onnx

    def cut() -> None:
        model_proto = onnx.load(model)
        graph = model_proto.graph
        end = next(place for place, node in enumerate(graph.node) if FIRST_LAYER in node.output)
        del graph.node[end + 1:]
        graph.node.append(onnx.helper.make_node("Identity", [FIRST_LAYER], ["states"]))
        graph.output[0].CopyFrom(onnx.helper.make_tensor_value_info(
            "states", onnx.TensorProto.FLOAT, ["batch", "length", None]))
        onnx.save(model_proto, file)

    file = folder / "first-layer.onnx"
    return made_once(file, cut)


def export(folder: Path) -> None:
    (folder / "exported").write_text(str(minilm.onnx_file(folder)))


if __name__ == "__main__":
    main()
