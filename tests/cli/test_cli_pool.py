"""Several processes give what one gives, and one that dies takes only its document along."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly import pool
from reportedly.errors import ModelError, SourceError
from reportedly.pool import Settings, read_all
from reportedly.records.document import Document
from reportedly.records.reading import Reading


class Echo:
    """Reads nothing but says which process read it."""

    def read(self, document: Document) -> Reading:
        if document.text == "die":
            os._exit(3)
        if document.text == "model":
            raise ModelError("no model")
        return Reading(document, warnings=(str(os.getpid()),))


def make_echo(_: Settings) -> Echo:
    return Echo()


def start_echo(_: Settings) -> None:
    pool._worker[:] = [Echo()]


@pytest.fixture(autouse=True)
def _echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "make_reader", make_echo)
    monkeypatch.setattr(pool, "_start", start_echo)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


def items(*texts: str) -> Iterator[Document | SourceError]:
    for i, text in enumerate(texts):
        yield SourceError(f"{i}", "gone") if text == "gone" else Document(text, uri=str(i))


def names(outcomes: list[Any]) -> list[str]:
    return [f"{o.source}!" if isinstance(o, SourceError) else o.document.uri for o in outcomes]


@pytest.mark.slow
def test_order_is_kept_and_processes_are_kept() -> None:
    texts = ["a", "gone", *"bcdefghijk"]
    alone = list(read_all(items(*texts), Settings(), 1))
    several = list(read_all(items(*texts), Settings(), 2))
    assert names(several) == names(alone)
    pids = {o.warnings for o in several if isinstance(o, Reading)}
    assert 1 <= len(pids) <= 2
    assert (str(os.getpid()),) not in pids


@pytest.mark.slow
def test_a_process_that_dies_takes_one_document_along() -> None:
    outcomes = list(read_all(items("a", "b", "die", "c", "d", "e", "f", "g"), Settings(), 2))
    assert names(outcomes) == ["0", "1", "2!", "3", "4", "5", "6", "7"]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_would_meet_every_document_is_raised(jobs: int) -> None:
    with pytest.raises(ModelError, match="no model"):
        list(read_all(items("a", "model", "b"), Settings(), jobs))
