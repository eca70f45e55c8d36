"""How sure it is that an event took place, for any word."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.claims.factuality import embedding, factuality_at, parse_embedding
from reportedly.errors import DataError
from reportedly.records.document import Document
from reportedly.text.analysis import analyse


def value(text: str, word: str) -> float:
    found = factuality_at(analyse(Document(text, language="en")), text.index(word))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army bombed the bridge on Monday.", "bombed"),
        ("Residents said that the army bombed the bridge.", "bombed"),
        ("The rebels managed to destroy the bridge.", "destroy"),
    ],
)
def test_what_is_told_as_fact_is_certain(text: str, word: str) -> None:
    assert value(text, word) == 3.0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army did not bomb the bridge.", "bomb"),
        ("The rebels failed to destroy the bridge.", "destroy"),
        ("The company declined to comment on Friday.", "comment"),
        ("Nobody attacked the village.", "attacked"),
    ],
)
def test_what_did_not_happen_is_below_nought(text: str, word: str) -> None:
    assert value(text, word) < 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army may bomb the bridge.", "bomb"),
        ("The rebels plan to destroy the bridge.", "destroy"),
        ("The mayor urged them to leave the town.", "leave"),
        ("If the talks fail, the war goes on.", "fail"),
    ],
)
def test_what_is_open_lies_between(text: str, word: str) -> None:
    assert 0 <= value(text, word) < 2.6


def test_white_space_is_no_event() -> None:
    assert factuality_at(analyse(Document("They left.")), 4) is None
    assert factuality_at(analyse(Document("")), 0) is None


def test_the_data_file_is_checked() -> None:
    with pytest.raises(DataError, match="expected the keys"):
        parse_embedding({"classes": {}})
    raw: dict[str, Any] = {key: {} for key in ("classes", "modals")} | {
        key: [] for key in ("conditions", "without", "governing")
    }
    with pytest.raises(DataError, match="three values"):
        parse_embedding(raw | {"values": {"failed": [1.0]}})
    with pytest.raises(DataError, match="odd"):
        parse_embedding(raw | {"values": {}, "classes": {"odd": ["x"]}})
    assert embedding().words["fail"] == "failed"
