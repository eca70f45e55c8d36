"""Sentences of many voices: which events the words tell, with floors on what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from reportedly.codebook.load import load_codebook
from reportedly.codebook.plover import split_code
from reportedly.pipeline import Engine
from reportedly.records.document import Document

SENTENCES = Path(__file__).parents[1] / "data" / "sentences.yaml"
EXACT, CATEGORY, QUIET = 0.80, 0.83, 0.90


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, list[str]]]:
    content = yaml.safe_load(SENTENCES.read_text("utf-8"))
    return [(row["sentence"], row["codes"]) for row in content["sentences"]]


@pytest.fixture(scope="module")
def read(rows: list[tuple[str, list[str]]]) -> dict[str, list[str]]:
    engine = Engine()
    found = {}
    for number, (sentence, _) in enumerate(rows):
        uri = f"sentence:{number}"
        document = Document(sentence, uri=uri, published="2025-03-06", language="en")
        events = [claim.event for claim in engine.read(document).claims]
        found[sentence] = sorted(f"{e.plover}/{e.mode}" if e.mode else e.plover for e in events)
    return found


def test_sentences_stand_once_and_their_codes_are_known(rows: list[tuple[str, list[str]]]) -> None:
    categories = load_codebook().categories
    assert len(rows) >= 400
    assert len({sentence for sentence, _ in rows}) == len(rows)
    for sentence, codes in rows:
        for code in codes:
            split_code("sentences.yaml", sentence, code, categories)


def test_share_of_sentences_coded_rightly(
    rows: list[tuple[str, list[str]]], read: dict[str, list[str]]
) -> None:
    exact = sum(read[s] == sorted(codes) for s, codes in rows)
    category = sum(_categories(read[s]) == _categories(codes) for s, codes in rows)
    assert exact / len(rows) >= EXACT
    assert category / len(rows) >= CATEGORY


def test_ordinary_language_tells_no_event(
    rows: list[tuple[str, list[str]]], read: dict[str, list[str]]
) -> None:
    ordinary = [s for s, codes in rows if not codes]
    assert sum(not read[s] for s in ordinary) / len(ordinary) >= QUIET


def _categories(codes: list[str]) -> list[str]:
    return sorted(code.partition("/")[0] for code in codes)
