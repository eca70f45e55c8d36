"""Copies are found among all documents of a project, whatever events they tell of."""

from __future__ import annotations

from random import Random

import pytest

from reportedly.records.document import Document
from reportedly.store import Project, copying
from store.engines import FakeEngine

WORDS = Random(5).sample(range(10_000, 99_999), 4_000)


def text(seed: int, words: int) -> str:
    """Words that no other text has in this order."""
    chosen = Random(seed)
    return " ".join(f"w{chosen.choice(WORDS)}" for _ in range(words))


def doc(name: str, *parts: str) -> Document:
    return Document("\n\n".join(parts), uri=f"mem:{name}", language="en")


def kinds(project: Project) -> dict[tuple[str, str], str]:
    names = {d.id: (d.uri or "")[4:] for d in project.documents()}
    return {
        tuple(sorted((names[row["left_document"]], names[row["right_document"]]))): row["kind"]  # type: ignore[misc]
        for row in project.copies()
    }


def test_copies_beyond_events(project: Project) -> None:
    """No claim is made of any of these, so they are in no event."""
    wire, other = text(1, 200), text(2, 200)
    passage = " ".join(wire.split()[60:90])
    documents = [
        doc("wire", wire),
        doc("reprint", wire),
        doc("cut", " ".join(wire.split()[:140])),
        doc("quotes", text(3, 120), passage, text(4, 120)),
        doc("other", other),
    ]
    project.add_documents(documents, engine=FakeEngine())
    found = kinds(project)
    assert found["reprint", "wire"] == "reprint"
    assert found["cut", "wire"] == found["cut", "reprint"] == "cut"
    assert found["quotes", "wire"] == found["quotes", "reprint"] == "excerpt"
    assert not any("other" in pair for pair in found)


def test_in_portions_as_all_at_once(project: Project) -> None:
    wire = text(1, 150)
    documents = [doc(str(n), text(n + 10, 100), wire if n % 3 == 0 else "") for n in range(9)]
    for document in documents:
        project.add_documents([document], engine=FakeEngine())
    alone = {f"{n}" for n in range(9) if n % 3}
    found = kinds(project)
    assert len(found) == 3
    assert not alone & {name for pair in found for name in pair}
    assert copying.refresh(project._engine, project.name) == 0


def test_a_footer_is_no_copy_and_a_crowd_is_found(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_CROWDED", 10)
    footer, wire = text(1, 40), text(2, 150)
    documents = [doc(f"a{n}", text(n + 10, 200), footer) for n in range(30)]
    documents += [doc(f"b{n}", wire) for n in range(15)]
    project.add_documents(documents, engine=FakeEngine())
    found = kinds(project)
    assert sum(a[0] == b[0] == "b" for a, b in found) >= 90
    assert sum(a[0] == b[0] == "a" for a, b in found) < 30 * 29 / 4
    reprints = {name for a, b in found for name in (a, b) if name[0] == "b"}
    assert len(reprints) == 15


def test_short_and_empty_texts(project: Project) -> None:
    documents = [doc(f"{n}", "Two died today.", str(n)) for n in range(3)]
    project.add_documents([*documents, Document("\x00", uri="x")], engine=FakeEngine())
    assert kinds(project) == {}
