"""The data that may train shipped weights, and those that serve for scores alone."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.learned.layout import CATEGORIES, STATUSES
from reportedly.learned.wordpieces import Pieces, WordPieces
from reportedly_train.examples import UNKNOWN, UNREAL, Example, flag, mark

FACTAPPEAL = "attribution/factappeal/train.jsonl"
FACTAPPEAL_VALIDATION = "attribution/factappeal/val.jsonl"
UDS = "factuality/uds/train.jsonl"
#: UDS factuality is the mean of judgements scaled to about -1.2..1.2; beyond lies full certainty.
UDS_FULL = 1.15
#: UDS judges "has happened or is happening": what is yet to come counts as not happened there.
UDS_HAPPENED, UDS_UNREAL = 0.75, -0.35


def rows(file: Path) -> list[dict[str, Any]]:
    """Read a file of JSON Lines."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    return sha256(file.read_bytes()).hexdigest()


def factappeal(file: Path, cutter: WordPieces) -> list[Example]:
    """FactAppeal: sources and contents under its own convention."""
    data = rows(file)
    examples = []
    for row, pieces in zip(data, cutter.cut([r["text"] for r in data]), strict=True):
        example = Example(row["text"], pieces, "factappeal")
        sources, contents = appeal_spans(row)
        mark(example, "appeal_source", sources)
        mark(example, "appeal_content", contents)
        examples.append(example)
    return examples


def appeal_spans(row: dict[str, Any]) -> tuple[list[list[int]], list[list[int]]]:
    """Sources and contents of a row of FactAppeal."""
    by_label: dict[str, list[list[int]]] = {"Source": [], "Fact_Appeal": []}
    for span in row["spans"]:
        if span["label"] in by_label:
            by_label[span["label"]].append([span["start"], span["end"]])
    return by_label["Source"], by_label["Fact_Appeal"]


def uds(file: Path, cutter: WordPieces) -> list[Example]:
    """UDS factuality: a value for each predicate, and whether it is real at all."""
    data = rows(file)
    examples = []
    for row, pieces in zip(data, cutter.cut([r["text"] for r in data]), strict=True):
        example = Example(row["text"], pieces, "uds")
        values, statuses = example.unknown("value"), example.unknown("status")
        for event in row["events"]:
            at = example.at(*event["span"])
            factual = float(event["factual"])
            values[at] = np.clip(factual / UDS_FULL, -1, 1) * 3
            if factual >= UDS_HAPPENED:
                statuses[at] = STATUSES.index("happened")
            elif factual <= UDS_UNREAL:
                statuses[at] = UNREAL
        examples.append(example)
    return examples


def own(files: list[Path], cutter: WordPieces) -> list[Example]:
    """Our own sentences: every head but the appeals and the value."""
    data = [row for file in files for row in rows(file)]
    cut = cutter.cut([r["text"] for r in data])
    return [own_example(row, pieces) for row, pieces in zip(data, cut, strict=True)]


def own_example(row: dict[str, Any], pieces: Pieces) -> Example:
    """One of our own sentences."""
    example = Example(row["text"], pieces, "own")
    for role in ("source", "cue", "content"):
        mark(example, role, [span for a in row["attributions"] for span in a[role]])
    events = row["events"]
    flag(example, "event", [e["trigger"] for e in events if e["concrete"]])
    flag(example, "loaded", row["loaded"])
    statuses, categories = example.unknown("status"), example.unknown("category")
    categories[:] = 0
    for event in events:
        at = example.at(*event["trigger"])
        statuses[at] = STATUSES.index(event["factuality"])
        categories[at] = CATEGORIES.index(event["plover"]) if event["plover"] else UNKNOWN
    return example
