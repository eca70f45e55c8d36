"""Scores attributions on PolNeAR (source, cue, content) and FactAppeal (source, content)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from reportedly.adapters.appeals import appeal_spans
from reportedly.adapters.attributions import AttributionSpans, attribution_spans
from reportedly.errors import DataError
from reportedly.evaluate.attribution_metric import ROLES, AttributionTallies, Marked, characters
from reportedly.records.document import Document
from reportedly.records.span import Span

#: Corpora and their files below the corpora's folder, by the name of a split.
_FILES: Final = {
    ("polnear", "dev"): "attribution/polnear_dev.jsonl",
    ("polnear", "train"): "attribution/polnear_train.jsonl",
    ("factappeal", "val"): "attribution/factappeal/val.jsonl",
    ("factappeal", "train"): "attribution/factappeal/train.jsonl",
}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its attributions."""

    document: Document
    gold: tuple[Marked, ...]


def read_annotated(corpora: Path, corpus: str, split: str) -> list[Annotated]:
    """Read one split of a corpus; raises `DataError` naming the row that is not as expected."""
    name = _FILES.get((corpus, split))
    if name is None:
        raise DataError(corpus, f"no split {split!r}; there are {', '.join(map(str, _FILES))}")
    read = _polnear if corpus == "polnear" else _factappeal
    found = []
    for number, line in enumerate(_lines(corpora / name), 1):
        try:
            row = json.loads(line)
            document = Document(row["text"], uri=f"{corpus}:{number}", language="en")
            found.append(Annotated(document, tuple(read(row))))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(name, f"no annotated text: {error}", row=number) from error
    return found


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").split("\n")[:-1]
    except OSError as error:
        raise DataError(str(file), f"cannot be read: {error.strerror}") from None


def _polnear(row: dict[str, Any]) -> Iterator[Marked]:
    for told in row["attributions"]:
        yield Marked(*(characters(told[role]) for role in ROLES))


def _factappeal(row: dict[str, Any]) -> Iterator[Marked]:
    """One attribution for all sources and one for all appeals: the corpus does not tie them."""
    labels = {"source": "Source", "content": "Fact_Appeal"}
    marked = {
        role: characters((s["start"], s["end"]) for s in row["spans"] if s["label"] == label)
        for role, label in labels.items()
    }
    yield Marked(source=marked["source"], content=marked["content"])


def marked(told: AttributionSpans) -> Marked:
    """Return an adapted attribution as the measure compares it."""
    return Marked(_offsets(told.source), _offsets(told.cue), _offsets(told.content))


def _offsets(spans: Sequence[Span]) -> frozenset[int]:
    return characters((s.start, s.end) for s in spans)


def score_attributions(
    texts: Iterable[Annotated], find: Callable[[Document], Iterable[AttributionSpans]]
) -> AttributionTallies:
    """Compare the attributions that are found in each text with those annotated."""
    tallies = AttributionTallies()
    for text in texts:
        tallies.add([marked(a) for a in find(text.document)], text.gold)
    return tallies


def evaluate_attribution(
    corpora: Path, splits: Sequence[tuple[str, str]] = (("polnear", "dev"), ("factappeal", "val"))
) -> dict[str, Any]:
    """Figures by corpus; for FactAppeal of source and content alone.

    PolNeAR marks no voice inside another. FactAppeal marks appeals to fact alone: ``…_appeals`` are
    those of the head that learned its convention, beside all voices.
    """
    from reportedly.pipeline import Engine  # noqa: PLC0415 - loads the model and all data

    engine = Engine()
    report: dict[str, Any] = {}
    for corpus, split in splits:
        texts = read_annotated(corpora, corpus, split)
        name = f"{corpus}_{split}"
        if corpus == "polnear":
            report[name] = _figures(
                texts, lambda d: attribution_spans(engine.read(d), nested=False)
            )
            continue
        told = _figures(texts, lambda d: attribution_spans(engine.read(d), appositions=False))
        report[name] = _untied(told)
        heads = engine.heads
        if heads is not None:
            report[f"{name}_appeals"] = _untied(_figures(texts, partial(appeal_spans, heads=heads)))
    return report


def _figures(
    texts: Sequence[Annotated], find: Callable[[Document], Iterable[AttributionSpans]]
) -> dict[str, Any]:
    return {"texts": len(texts)} | score_attributions(texts, find).figures()


def _untied(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: figures[name] for name in ("texts", "source", "content")}
