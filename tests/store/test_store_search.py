"""Search by words and by field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reportedly.errors import UsageError
from reportedly.records.document import Document
from reportedly.store import Filters, Project
from store.engines import FakeEngine

TEXTS = {
    "wire": (
        "The governor said the army killed 3 people in Sardin on 2024-03-01.\n"
        "The army shelled Vesht on 2024-03-05."
    ),
    "paper": "Someone killed 12 in Vesht on 2024-04-01.\nThe army denied it.",
}


@pytest.fixture
def project(project: Project) -> Project:
    documents = [
        Document(text, uri=f"{name}.txt", publisher=name.title(), title="Of bakers", language="en")
        for name, text in TEXTS.items()
    ]
    project.add_documents(documents, engine=FakeEngine(), events=False)
    return project


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, 4),
        ({"words": "killing people"}, 1),
        ({"words": "shelled"}, 1),
        ({"words": '"army killed"'}, 1),
        ({"words": '"killed army"'}, 0),
        ({"words": "killed -nobody*"}, 0),
        ({"words": "army killed sardin"}, 1),
        ({"words": "baker", "anywhere": True}, 4),
        ({"words": "baker"}, 0),
        ({"actor": "x:army"}, 3),
        ({"actor": "olmar"}, 3),
        ({"actor": "100%_"}, 0),
        ({"speaker": "governor"}, 1),
        ({"place": "x:2"}, 2),
        ({"place": "olmar"}, 1),
        ({"country": "cod"}, 2),
        ({"box": (28.0, -3.0, 29.0, -2.0)}, 2),
        ({"box": (170.0, -3.0, 29.0, -2.0)}, 2),
        ({"box": (0.0, 50.0, 1.0, 51.0)}, 0),
        ({"since": date(2024, 3, 2)}, 2),
        ({"since": date(2024, 3, 1), "until": date(2024, 3, 5)}, 2),
        ({"category": "assault", "mode": "unconventional"}, 1),
        ({"status": "denied"}, 1),
        ({"source": "WIRE"}, 2),
        ({"counted": "killed", "at_least": 4}, 1),
        ({"counted": "injured"}, 0),
        ({"at_most": 3}, 1),
        ({"review": True}, 0),
        ({"verdict": "none"}, 4),
    ],
)
def test_fields(project: Project, fields: dict[str, Any], found: int) -> None:
    assert len(project.search(**fields)) == found
    assert len(list(project.claims(Filters(**fields)))) == found


def test_rows_are_plain_values(project: Project) -> None:
    row = next(iter(project.search(speaker="governor")))
    assert row["actors"] == "Army of Olmar"
    assert row["counts"] == "killed 3"
    assert (row["places"], row["country"], row["latitude"]) == ("Sardin", "UGA", 1.5)
    assert (row["earliest"], row["publisher"]) == ("2024-03-01", "Wire")
    assert len(project.search(limit=2, offset=1)) == 2


def test_data_frames(project: Project) -> None:
    rows = project.search()
    for name in ("pandas", "polars"):
        pytest.importorskip(name)
        frame = getattr(rows, f"to_{name}")()
        assert frame.shape == (4, len(rows.columns))
        assert list(frame["status"]).count("denied") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"words": " \"-'* "},
        {"box": (0.0, 5.0, 1.0, 4.0)},
        {"box": (0.0, -95.0, 1.0, 4.0)},
        {"since": date(2024, 2, 1), "until": date(2024, 1, 1)},
    ],
)
def test_questions_without_meaning(project: Project, fields: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        project.search(**fields)


def test_ids_may_be_cut(project: Project) -> None:
    claim = next(project.claims())
    assert project.claim(claim.claim_id[:10]) == claim
    assert project.document(claim.document.id[:12]).id == claim.document.id
    for wrong in ("abc", "%%%%%%%", "zzzzzzzz"):
        with pytest.raises(UsageError):
            project.claim(wrong)
