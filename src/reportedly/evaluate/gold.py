"""Evaluation against gold documents: documents coded by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.evaluate.coded import coded_gold, trap_zones
from reportedly.evaluate.disagreements import Disagreement, disagreements
from reportedly.evaluate.figures import Scored, figures, score_document
from reportedly.evaluate.gold_files import GoldDocument, corpus_digest, load_gold
from reportedly.evaluate.predictions import Found, load_folder, load_records, read_all
from reportedly.seams import Reader
from reportedly.version import __version__


@dataclass(frozen=True)
class GoldReport:
    """The outcome of one evaluation.

    ``corpus_digest`` is one SHA-256 over the gold files that counted; ``digests`` names the data
    that the reader used, empty where the claims came from files; ``problems`` says which quotes of
    the gold coding are not found in their text.
    """

    scored: tuple[Scored, ...]
    corpus_digest: str
    digests: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    version: str = __version__
    figures: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", figures(self.scored))

    def documents(self) -> dict[str, dict[str, Any]]:
        """Return the same figures for each document alone."""
        return {doc.id: figures([doc]) for doc in self.scored}

    def disagreements(self) -> Iterator[Disagreement]:
        """Every difference from the gold coding, document by document."""
        for doc in self.scored:
            yield from disagreements(doc)

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON value."""
        return {
            "program": "reportedly",
            "version": self.version,
            "corpus_digest": self.corpus_digest,
            "digests": dict(self.digests),
            "problems": list(self.problems),
            "figures": self.figures,
            "documents": self.documents(),
        }


def evaluate_gold(
    folder: Path,
    predictions: Path | None = None,
    only: Sequence[str] = (),
    *,
    reader: Reader | None = None,
) -> GoldReport:
    """Score claims against the gold documents below a folder.

    ``predictions`` is a JSON Lines file of claim records or a second coder's folder in the gold
    format; without it every document is read, by ``reader`` or the program's own. With a second
    coder's folder only the documents that it holds count; ``only`` names the documents to count.
    Raises `DataError` where a file is not as expected, `UsageError` for an unknown id.
    """
    every = load_gold(folder)
    gold = _choose(every, only)
    digests: tuple[tuple[str, str], ...] = ()
    if predictions is None:
        reader = reader or _own_reader()
        found = read_all(gold, reader)
        digests = tuple(getattr(reader, "digests", ()))
    else:
        gold, found = _load(predictions, gold, every)
    return GoldReport(
        scored=tuple(_score(key, document, found) for key, document in gold.items()),
        corpus_digest=corpus_digest(gold),
        digests=digests,
        problems=tuple(p for document in gold.values() for p in document.problems()),
    )


def _choose(every: dict[str, GoldDocument], only: Sequence[str]) -> dict[str, GoldDocument]:
    unknown = [key for key in only if key not in every]
    if unknown:
        raise UsageError(
            f"no gold document {', '.join(unknown)}; there are {', '.join(sorted(every))}"
        )
    return {key: every[key] for key in only} if only else every


def _load(
    predictions: Path, gold: dict[str, GoldDocument], every: dict[str, GoldDocument]
) -> tuple[dict[str, GoldDocument], Found]:
    if predictions.is_dir():
        found = load_folder(predictions)
        return {key: document for key, document in gold.items() if key in found}, found
    return gold, load_records(predictions, gold, every.keys() - gold.keys())


def _score(key: str, gold: GoldDocument, found: Found) -> Scored:
    return score_document(key, coded_gold(gold), found.get(key, []), trap_zones(gold))


def _own_reader() -> Reader:
    from reportedly.pipeline import Engine  # noqa: PLC0415 - loads the model and all data

    return Engine()
