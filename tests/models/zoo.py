# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The small test models by name: what they are built from and what they are fed.

Each family comes once at round sizes and once at awkward ones (width 80, inner
width 344, 5 heads, odd lengths), so that no tile of the chip divides them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

VOCABULARY = 211


@dataclass(frozen=True)
class Case:
    """One model at one size. `inputs` yields the same values every time."""
    build: Callable[[], object]
    inputs: Callable[[], dict[str, np.ndarray]]
    outputs: list[str]
    seed: int
    dynamic_axes: dict[str, dict[int, str]] = field(default_factory=dict)


def output_of(module, name: str):
    """A module that returns one named tensor of `module`'s result."""
    import torch

    class Output(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = module

        def forward(self, *inputs):
            return getattr(self.model(*inputs), name)

    return Output()


def bert(width: int, inner: int, heads: int, length: int):
    from transformers import BertConfig, BertModel

    return output_of(BertModel(BertConfig(
        vocab_size=VOCABULARY, hidden_size=width, num_hidden_layers=2, num_attention_heads=heads,
        intermediate_size=inner, max_position_embeddings=length), add_pooling_layer=False),
        "last_hidden_state")


def gpt2(width: int, inner: int, heads: int, length: int):
    from transformers import GPT2Config, GPT2LMHeadModel

    return output_of(GPT2LMHeadModel(GPT2Config(
        vocab_size=VOCABULARY, n_embd=width, n_layer=2, n_head=heads, n_inner=inner,
        n_positions=length, use_cache=False)), "logits")


def llama(width: int, inner: int, heads: int, kv_heads: int, length: int):
    from transformers import LlamaConfig, LlamaForCausalLM

    return output_of(LlamaForCausalLM(LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=width, num_hidden_layers=2, num_attention_heads=heads,
        num_key_value_heads=kv_heads, intermediate_size=inner, max_position_embeddings=length,
        use_cache=False)), "logits")


def vit(width: int, inner: int, heads: int, image: tuple[int, int], patch: int):
    from transformers import ViTConfig, ViTModel

    return output_of(ViTModel(ViTConfig(
        hidden_size=width, num_hidden_layers=2, num_attention_heads=heads,
        intermediate_size=inner, image_size=image, patch_size=patch),
        add_pooling_layer=False), "last_hidden_state")


def tokens(batch: int, length: int, masked: bool) -> Callable[[], dict[str, np.ndarray]]:
    """Token numbers and, if `masked`, an attention mask whose rows end at different places."""
    def make() -> dict[str, np.ndarray]:
        random = np.random.default_rng(20260301 + batch * 1000 + length)
        ids = random.integers(0, VOCABULARY, (batch, length), dtype=np.int64)
        if not masked:
            return {"input_ids": ids}
        ends = length - (np.arange(batch) * length) // (2 * batch)
        mask = (np.arange(length)[None, :] < ends[:, None]).astype(np.int64)
        return {"input_ids": ids, "attention_mask": mask}
    return make


def pixels(batch: int, image: tuple[int, int]) -> Callable[[], dict[str, np.ndarray]]:
    def make() -> dict[str, np.ndarray]:
        random = np.random.default_rng(20260302)
        return {"pixel_values": random.standard_normal((batch, 3, *image), dtype=np.float32)}
    return make


TEXT_AXES = {"input_ids": {0: "batch", 1: "length"}}
MASKED_AXES = {**TEXT_AXES, "attention_mask": {0: "batch", 1: "length"}}

CASES: dict[str, Case] = {
    "bert": Case(lambda: bert(64, 128, 4, 32), tokens(2, 16, True),
                 ["last_hidden_state"], 1, MASKED_AXES),
    "bert-awkward": Case(lambda: bert(80, 344, 5, 32), tokens(3, 13, True),
                         ["last_hidden_state"], 2, MASKED_AXES),
    "gpt2": Case(lambda: gpt2(64, 256, 4, 32), tokens(1, 32, False),
                 ["logits"], 3, TEXT_AXES),
    "gpt2-awkward": Case(lambda: gpt2(80, 344, 5, 32), tokens(2, 19, False),
                         ["logits"], 4, TEXT_AXES),
    "llama": Case(lambda: llama(64, 128, 4, 2, 32), tokens(1, 32, False),
                  ["logits"], 5, TEXT_AXES),
    "llama-awkward": Case(lambda: llama(80, 344, 5, 1, 32), tokens(2, 11, False),
                          ["logits"], 6, TEXT_AXES),
    "vit": Case(lambda: vit(64, 128, 4, (32, 32), 8), pixels(1, (32, 32)),
                ["last_hidden_state"], 7),
    "vit-awkward": Case(lambda: vit(80, 344, 5, (28, 42), 14), pixels(2, (28, 42)),
                        ["last_hidden_state"], 8),
}
