"""Scores the coding of events: quad class of CAMEO sentences, PLOVER category of synthetic stories.

``coding/train.tsv`` holds sentences with a class from 0 (a statement) over 1 and 2 (verbal and
material cooperation) to 3 and 4 (verbal and material conflict); ``coding/ngec_synthetic`` stories
with the category that each was written for.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from reportedly.adapters.plover import cameo_class, lead_claim
from reportedly.errors import DataError
from reportedly.evaluate.figures import prf
from reportedly.records.document import Document
from reportedly.records.reading import Reading

_SENTENCES: Final = "coding/train.tsv"
_STORIES: Final = "coding/ngec_synthetic/gpt_synthetic_events_2023-10-19_19.csv"
_STATEMENT: Final = "0"
#: So many stories are read, evenly spread over the file, which is ordered by category.
_MOST_STORIES: Final = 500

#: A text and the class or category that it was given.
Labelled = tuple[str, str]


def read_sentences(corpora: Path) -> list[Labelled]:
    """Read the CAMEO sentences; raises `DataError` naming the row at fault."""
    file = corpora / _SENTENCES
    rows = []
    for number, line in enumerate(_text(file).splitlines(), 1):
        text, tab, label = line.rpartition("\t")
        if not tab or label not in {"0", "1", "2", "3", "4"}:
            raise DataError(str(file), "expected a sentence, a tab and a class 0-4", row=number)
        rows.append((text, label))
    return rows


def read_stories(corpora: Path) -> list[Labelled]:
    """Read some of the synthetic stories; raises `DataError` where a column is missing."""
    file = corpora / _STORIES
    reader = csv.DictReader(_text(file).splitlines(keepends=True))
    if not {"text", "label"} <= set(reader.fieldnames or ()):
        raise DataError(str(file), "expected the columns text and label")
    rows = [(row["text"], row["label"]) for row in reader if row["text"].strip()]
    return rows[:: max(1, len(rows) // _MOST_STORIES)]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise DataError(str(file), f"cannot be read: {error.strerror}") from None


def quad_class(reading: Reading) -> str:
    """Class of the lead event, ``0`` where there is none."""
    lead = lead_claim(reading)
    return _STATEMENT if lead is None else str(cameo_class(lead))


def category(reading: Reading) -> str:
    """PLOVER category of the lead event, empty where there is none."""
    lead = lead_claim(reading)
    return "" if lead is None else lead.event.plover


def score_labels(
    gold: Sequence[str], found: Sequence[str], *, silent: str
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by label and over all (``micro``); ``silent`` is no answer."""
    labels = sorted({*gold, *found} - {silent})
    by_label = {
        label: prf(
            sum(g == f == label for g, f in zip(gold, found, strict=True)),
            gold.count(label),
            found.count(label),
        )
        for label in labels
    }
    right = sum(g == f != silent for g, f in zip(gold, found, strict=True))
    told, meant = (sum(x != silent for x in xs) for xs in (found, gold))
    return by_label | {"micro": prf(right, meant, told)}


def evaluate_coding(corpora: Path) -> dict[str, Any]:
    """Quad class on the sentences that tell an event, and category on the stories."""
    from reportedly.pipeline import Engine  # noqa: PLC0415 - loads the model and all data

    engine = Engine()
    told = [row for row in read_sentences(corpora) if row[1] != _STATEMENT]
    return {
        "quad_class": _score(told, engine.read, quad_class, _STATEMENT),
        "category": _score(read_stories(corpora), engine.read, category, ""),
    }


def _score(
    rows: Iterable[Labelled],
    read: Callable[[Document], Reading],
    label: Callable[[Reading], str],
    silent: str,
) -> dict[str, Any]:
    gold, found = [], []
    for text, meant in rows:
        gold.append(meant)
        found.append(label(read(Document(text, language="en"))))
    return {"texts": len(gold)} | score_labels(gold, found, silent=silent)
