"""From torch to one int8 ONNX file, with the manifest that the program checks."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from hashlib import sha256
from pathlib import Path

import torch
import yaml
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from reportedly.learned.files import MANIFEST, TOKENIZER, WEIGHTS
from reportedly.learned.layout import LAYOUT
from reportedly_train.model import Tagger


class _Exported(nn.Module):
    """The tagger as a function of the ids alone: what is read is never padded."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> Tensor:
        return self.model(ids=ids)


def export(
    model: Tagger, tokenizer: Path, target: Path, version: str, thresholds: dict[str, float]
) -> None:
    """Write weights, tokenizer and manifest into the folder ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    model.eval()
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _Exported(model),
                (torch.tensor([[101, 2000, 2001, 102]]),),
                str(full),
                input_names=["ids"],
                output_names=["numbers"],
                dynamic_axes={
                    "ids": {0: "batch", 1: "pieces"},
                    "numbers": {0: "batch", 1: "pieces"},
                },
                opset_version=17,
                dynamo=False,
            )
        quantize_dynamic(full, target / WEIGHTS, weight_type=QuantType.QInt8, per_channel=True)
    if tokenizer.resolve() != (target / TOKENIZER).resolve():
        shutil.copyfile(tokenizer, target / TOKENIZER)
    write_manifest(target, version, thresholds)


def write_manifest(target: Path, version: str, thresholds: dict[str, float]) -> None:
    """Write the manifest of the files that are in ``target``."""
    manifest = {
        "layout": LAYOUT,
        "version": version,
        "thresholds": thresholds,
        "files": {
            name: sha256((target / name).read_bytes()).hexdigest() for name in (WEIGHTS, TOKENIZER)
        },
    }
    head = (
        "# Digests of the learned parts, checked each time they are loaded. Written by training.\n"
    )
    text = head + yaml.safe_dump(manifest, sort_keys=False)
    (target / MANIFEST).write_text(text, encoding="utf-8")
