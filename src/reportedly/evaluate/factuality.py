"""Scores factuality on the UW corpus (Lee et al. 2015): values from -3 to 3 for event words.

A corpus file is JSON Lines: ``text``, tokens joined by spaces, and ``targets`` with the token's
index in ``span1`` and the mean ``label`` of several annotators.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from reportedly.adapters.factuality import factuality_value
from reportedly.errors import DataError
from reportedly.records.document import Document
from reportedly.text.analysis import analyse

#: Events at or below this value did not happen, or are not known to have.
UNREAL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with event words: offset of the first character, and the annotators' value."""

    document: Document
    targets: tuple[tuple[int, float], ...]


def read_judged(corpora: Path, split: str) -> list[Judged]:
    """Read ``factuality/uw/<split>.jsonl``; raises `DataError` naming the row at fault."""
    file = corpora / "factuality" / "uw" / f"{split}.jsonl"
    try:
        lines = file.read_text("utf-8").split("\n")
    except OSError as error:
        raise DataError(str(file), f"cannot be read: {error.strerror}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            starts = list(_starts(row["text"].split(" ")))
            targets = tuple((starts[t["span1"][0]], float(t["label"])) for t in row["targets"])
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise DataError(str(file), f"no judged sentence: {error}", row=number) from error
        found.append(Judged(Document(row["text"], uri=f"uw:{number}", language="en"), targets))
    return found


def _starts(tokens: Sequence[str]) -> Iterator[int]:
    at = 0
    for token in tokens:
        yield at
        at += len(token) + 1


def score_factuality(gold: Sequence[float], found: Sequence[float]) -> dict[str, float]:
    """MAE, Pearson's r, and precision and recall of events that did not happen."""
    theirs, ours = np.asarray(gold), np.asarray(found)
    unreal, told = theirs <= UNREAL, ours <= UNREAL
    both = float((unreal & told).sum())
    varied = len(theirs) > 1 and theirs.std() > 0 and ours.std() > 0
    return {
        "events": len(theirs),
        "mae": round(float(np.abs(theirs - ours).mean()), 4) if len(theirs) else 0.0,
        "r": round(float(np.corrcoef(theirs, ours)[0, 1]), 4) if varied else 0.0,
        "unreal": int(unreal.sum()),
        "unreal_precision": round(both / max(1.0, float(told.sum())), 4),
        "unreal_recall": round(both / max(1.0, float(unreal.sum())), 4),
    }


def evaluate_factuality(corpora: Path, split: str = "dev") -> dict[str, Any]:
    """Figures of one split of the UW corpus, and those of calling every event certain."""
    from reportedly.pipeline import Engine  # noqa: PLC0415 - loads the model and all data

    engine = Engine()
    gold: list[float] = []
    found: list[float] = []
    for sentence in read_judged(corpora, split):
        reading = engine.read(sentence.document)
        analysis = analyse(sentence.document)
        for offset, label in sentence.targets:
            value = factuality_value(reading, analysis, offset, engine.heads)
            gold.append(label)
            found.append(3.0 if value is None else value)
    certain = score_factuality(gold, [3.0] * len(gold))
    return {split: score_factuality(gold, found), "every_event_certain": certain}
