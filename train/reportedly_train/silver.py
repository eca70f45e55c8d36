"""Labels that a first model gives to text that has none of the wide attribution convention."""

from __future__ import annotations

import numpy as np
import torch

from reportedly.learned.layout import CHANNELS, OUTSIDE, ROLES
from reportedly.learned.wordpieces import WordPieces
from reportedly_train.batches import BUDGET, LONGEST, collate
from reportedly_train.examples import UNKNOWN, Example
from reportedly_train.model import Tagger

#: A label is taken where the first model holds it this probable, else the word stays open.
SURE = 0.75


def label(model: Tagger, examples: list[Example], cutter: WordPieces) -> None:
    """Give ``examples`` labels of the roles in place, where the first model is sure.

    What FactAppeal marks as source or content is one in the wide convention too, so there the
    corpus has the last word; what it leaves unmarked is open, for it marks appeals to facts alone.
    """
    model.eval()
    ordered = sorted(examples, key=lambda e: len(e.pieces.ids))
    at = 0
    with torch.no_grad():
        while at < len(ordered):
            longest = min(len(ordered[at].pieces.ids) + 2, LONGEST)
            group = ordered[at : at + max(1, BUDGET // (longest + 4))]
            at += len(group)
            _label_group(model, group, cutter)
    model.train()


def _label_group(model: Tagger, group: list[Example], cutter: WordPieces) -> None:
    batch = collate(group, cutter)
    logits = model(batch.ids, batch.mask)[batch.rows, batch.places]
    rows = batch.rows.numpy()
    for r, example in enumerate(group):
        mine = torch.from_numpy(np.flatnonzero(rows == r))
        for role in ROLES:
            p = torch.softmax(logits[mine][:, CHANNELS[role]], dim=-1).numpy()
            labels = example.unknown(role)
            labels[: len(p)] = np.where(p.max(axis=-1) >= SURE, p.argmax(axis=-1), UNKNOWN)
            _keep_appeals(example, role)


def _keep_appeals(example: Example, role: str) -> None:
    appeal = example.labels.get(f"appeal_{role}")
    if appeal is not None:
        marked = appeal != OUTSIDE
        example.labels[role][marked] = appeal[marked]
