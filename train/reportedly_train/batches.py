"""Examples as batches of word pieces, drawn anew each epoch, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from reportedly.learned.layout import CHANNELS
from reportedly.learned.wordpieces import Pieces, WordPieces
from reportedly_train.examples import UNKNOWN, Example

#: Word pieces of a sequence, the marks at its ends counted.
LONGEST = 128
#: Padded pieces of a batch.
BUDGET = 1024


@dataclass(frozen=True, slots=True)
class Batch:
    """``rows`` and ``places`` say where the words' first pieces stand in ``ids``."""

    ids: Tensor
    mask: Tensor
    rows: Tensor
    places: Tensor
    labels: dict[str, Tensor]
    weight: Tensor


@dataclass(frozen=True, slots=True)
class Mix:
    """How often an epoch draws each origin (1: every sentence once) and how many are joined."""

    shares: dict[str, float]
    joined: float = 0.3


def epoch(
    examples: list[Example], mix: Mix, cutter: WordPieces, seed: int, number: int
) -> Iterator[Batch]:
    """Yield the batches of one epoch."""
    for group in drawn(examples, mix, seed, number):
        yield collate(group, cutter)


def drawn(examples: list[Example], mix: Mix, seed: int, number: int) -> list[list[Example]]:
    """Return the groups of one epoch, sentences of about one length together, in their order."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - no secret
    chosen = [e for origin in sorted(mix.shares) for e in _draw(examples, origin, mix, chance)]
    chosen.sort(key=lambda e: len(e.pieces.ids) + chance.random() * 8)
    groups: list[list[Example]] = []
    longest = 0
    for example in chosen:
        length = min(len(example.pieces.ids) + 2, LONGEST)
        longest = max(longest, length)
        if not groups or longest * (len(groups[-1]) + 1) > BUDGET:
            groups.append([])
            longest = length
        groups[-1].append(example)
    chance.shuffle(groups)
    return groups


def _draw(examples: list[Example], origin: str, mix: Mix, chance: random.Random) -> list[Example]:
    pool = [e for e in examples if e.origin == origin]
    share = mix.shares[origin]
    drawn: list[Example] = []
    while share > 0 and pool:
        drawn += chance.sample(pool, round(len(pool) * min(share, 1.0)))
        share -= 1.0
    return _join(drawn, mix.joined, chance)


def _join(drawn: list[Example], part: float, chance: random.Random) -> list[Example]:
    """Join some neighbours, since a paragraph may be read in one pass."""
    found: list[Example] = []
    for example in drawn:
        last = found[-1] if found else None
        fits = (
            last is not None
            and last.labels.keys() == example.labels.keys()
            and last.weight == example.weight
            and len(last.pieces.ids) + len(example.pieces.ids) <= LONGEST - 2
        )
        if fits and last is not None and chance.random() < part:
            found[-1] = joined(last, example)
        else:
            found.append(example)
    return found


def joined(one: Example, two: Example) -> Example:
    """Put two sentences into one text, with a space between."""
    shift, offset = len(one.pieces.ids), len(one.text) + 1
    pieces = Pieces(
        one.pieces.ids + two.pieces.ids,
        one.pieces.words + tuple((a + offset, b + offset) for a, b in two.pieces.words),
        one.pieces.firsts + tuple(first + shift for first in two.pieces.firsts),
    )
    labels = {head: np.concatenate([one.labels[head], two.labels[head]]) for head in one.labels}
    return Example(f"{one.text} {two.text}", pieces, one.origin, one.weight, labels)


def collate(group: list[Example], cutter: WordPieces) -> Batch:
    """Pad a group of examples; what stands past `LONGEST` is cut off."""
    cut = [cutter.marked(e.pieces.ids[: LONGEST - 2]) for e in group]
    width = max(len(ids) for ids in cut)
    ids = torch.zeros((len(group), width), dtype=torch.long)
    mask = torch.zeros_like(ids)
    rows: list[int] = []
    places: list[int] = []
    weight: list[float] = []
    labels: dict[str, list[np.ndarray]] = {head: [] for head in CHANNELS}
    for r, (example, line) in enumerate(zip(group, cut, strict=True)):
        ids[r, : len(line)] = torch.tensor(line)
        mask[r, : len(line)] = 1
        kept = sum(first + 1 < len(line) - 1 for first in example.pieces.firsts)
        rows += [r] * kept
        places += [first + 1 for first in example.pieces.firsts[:kept]]
        weight += [example.weight] * kept
        for head, parts in labels.items():
            parts.append(_labels(example, head)[:kept])
    return Batch(
        ids,
        mask,
        torch.tensor(rows),
        torch.tensor(places),
        {head: torch.from_numpy(np.concatenate(parts)) for head, parts in labels.items()},
        torch.tensor(weight),
    )


def _labels(example: Example, head: str) -> np.ndarray:
    known = example.labels.get(head)
    if known is not None:
        return known
    if head == "value":
        return np.full(len(example.pieces.words), np.nan, dtype=np.float32)
    return np.full(len(example.pieces.words), UNKNOWN, dtype=np.int64)
