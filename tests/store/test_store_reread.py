"""Documents made anew of their bytes; bytes that a run has read are not parsed twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.records.claim import ProducedBy
from reportedly.records.document import Document
from reportedly.sources import Overrides, whole
from reportedly.sources.child import Child
from reportedly.sources.feed import read_feed
from reportedly.sources.page import read_page
from reportedly.sources.parsed import Parsed
from reportedly.store import Project
from store.engines import FakeEngine

NEWER = ProducedBy("fake", "2", digests=(("codebook", "d" * 64),))
PAGE = (
    "<html><head><title>Shelling</title></head><body><article><h1>Shelling</h1><p>The army killed "
    "3 people in Sardin on 2024-03-01, the governor said. {}</p></article></body></html>"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE.format("Roads stayed closed on Friday as troops searched the town."))
    return path


@pytest.fixture(autouse=True)
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was parsed; in this process, which is quicker."""
    names: list[str] = []

    def parse(self: Child, kind: str, data: bytes, name: str) -> Parsed:
        names.append(name)
        return read_page(data, 10_000)

    monkeypatch.setattr(Child, "parse", parse)
    monkeypatch.setattr(Child, "parse_many", lambda *given: read_feed(given[2], 10_000))
    return names


def _better(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a newer version got a sentence more out of the page."""

    def better(self: Child, kind: str, data: bytes, name: str) -> Parsed:
        found = read_page(data, 10_000)
        return replace(found, text="Two died on 2024-03-02.\n\n" + found.text, title="Anew")

    monkeypatch.setattr(Child, "parse", better)


def test_the_same_bytes_are_parsed_once(project: Project, page: Path, parsed: list[str]) -> None:
    project.add([page], engine=FakeEngine())
    report = project.add([page], engine=FakeEngine())
    assert (report.added, report.known, len(parsed)) == (0, 1, 1)
    other = Overrides(publisher="Wire")
    assert project.add([page], engine=FakeEngine(), overrides=other).added == 1
    assert len(parsed) == 2
    assert project.add([page], engine=FakeEngine(), overrides=other).known == 1
    assert len(parsed) == 2
    project.add([page], engine=FakeEngine(NEWER), overrides=other)
    assert len(parsed) == 3
    page.write_text(PAGE.format("The market is open again."))
    assert project.add([page], engine=FakeEngine(NEWER), overrides=other).added == 1
    assert len(parsed) == 4


def test_reread_makes_documents_anew_of_their_bytes(
    project: Project, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.add([page], engine=FakeEngine(), overrides=Overrides(publisher="Wire"))
    claim = next(project.claims())
    project.decide("accept", claim.claim_id, who="Ada", why="seen")
    _better(monkeypatch)
    report = project.reread(engine=FakeEngine(NEWER))
    assert (report.added, report.warnings) == (1, [])
    (reading,) = project.readings()
    assert reading.document.text.startswith("Two died")
    assert (reading.document.title, reading.document.publisher) == ("Anew", "Wire")
    assert [d.text.startswith("Two died") for d in project.documents()] == [False, True]
    assert [s.data for s in project.sources_of(reading.document.id)] == [page.read_bytes()]
    assert (project.status().unread, project.status().waiting) == (0, 0)
    (held,) = project.anchored()
    assert (held.state, len(held.claims)) == ("moved", 1)
    assert project.verify().sound
    again = project.reread(engine=FakeEngine(NEWER))
    assert (again.added, again.known) == (0, 2)


def test_reread_of_lines_and_feeds(project: Project, tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"The army killed {n} in Vesht."}) for n in (4, 5)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n")
    entry = (
        "<item><title>T{0}</title><description>The army killed {0} in Sardin.</description></item>"
    )
    (tmp_path / "b.rss").write_text(
        "<rss version='2.0'><channel><title>Wire</title>"
        + "".join(entry.format(n) for n in (6, 7))
        + "</channel></rss>"
    )
    project.add([tmp_path], engine=FakeEngine())
    before = list(project.documents())
    report = project.reread(engine=FakeEngine(NEWER))
    assert (report.added, report.warnings) == (4, [])
    assert list(project.documents()) == before
    assert [r.document for r in project.readings()] == before


def test_what_its_bytes_no_longer_give_is_read_as_it_was_kept(
    project: Project, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = Document("The army killed 2 in Vesht.", uri="mem:1", language="en")
    project.add_documents([added], engine=FakeEngine())
    project.add([page], engine=FakeEngine())
    before = list(project.documents())
    monkeypatch.setattr(whole, "build", lambda *_: Document("Else.", uri="elsewhere"))
    report = project.reread(engine=FakeEngine(NEWER))
    assert report.added == 2
    assert "page.html" in report.warnings[0]
    assert [r.document for r in project.readings()] == before
