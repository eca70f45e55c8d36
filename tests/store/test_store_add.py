"""What is added is there, once, whatever is added again."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.serialise import reading_to_dict
from reportedly.sources import Overrides
from reportedly.store import Project, Step
from store.engines import MADE_BY, FakeEngine, document
from strategies import readings as any_reading


def test_readings_come_back_as_they_went_in(project: Project) -> None:
    documents = [document(n) for n in range(5)]
    report = project.add_documents(documents, engine=FakeEngine())
    assert (report.added, report.known, report.claims) == (5, 0, 10)
    wanted = [reading_to_dict(FakeEngine().read(d)) for d in documents]
    assert [reading_to_dict(r) for r in project.readings()] == wanted
    assert list(project.documents()) == documents


def test_adding_again_changes_nothing(project: Project) -> None:
    engine = FakeEngine()
    project.add_documents([document(1), document(2)], engine=engine)
    before = project.status()
    report = project.add_documents([document(2), document(1), document(1)], engine=engine)
    assert (report.added, report.known) == (0, 3)
    assert engine.read_documents == 2
    assert project.status() == before


def test_other_metadata_replace_the_reading(project: Project) -> None:
    engine = FakeEngine()
    one = document(1)
    project.add_documents([one], engine=engine)
    changed = replace(one, published="2024-05-05", title="A shelling", published_source="user")
    report = project.add_documents([changed], engine=engine)
    assert report.added == 1
    assert list(project.documents()) == [changed]
    assert [r.document for r in project.readings()] == [changed]
    assert project.status().claims == 2


def test_the_same_text_of_two_sources_is_two_documents(project: Project) -> None:
    one = document(1)
    project.add_documents([one, replace(one, uri="other")], engine=FakeEngine())
    assert project.status().documents == 2


def test_files_are_kept_byte_for_byte(project: Project, tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbfThe army killed 3 people in Sardin.\r\n"
    file = tmp_path / "a.txt"
    file.write_bytes(raw)
    lines = [json.dumps({"text": f"The army killed {n} in Vesht.", "uri": f"u{n}"}) for n in (4, 5)]
    feed = tmp_path / "b.jsonl"
    feed.write_text("\n".join(lines) + "\n")
    report = project.add([file, feed, tmp_path / "missing.txt"], engine=FakeEngine())
    assert report.added == 3
    assert [f.source for f in report.failures] == [(tmp_path / "missing.txt").as_posix()]
    kept = [s for d in project.documents() for s in project.sources_of(d.id)]
    expected = [raw, *(line.encode() for line in lines)]
    assert [source.data for source in kept] == expected
    assert [source.sha256 for source in kept] == [sha256(data).hexdigest() for data in expected]
    assert project.verify().sound


def test_a_failing_document_leaves_the_rest_alone(project: Project) -> None:
    bad = Document("unreadable", uri="mem:bad", language="en")
    seen: list[Step] = []
    report = project.add_documents(
        [document(1), bad, document(2)], engine=FakeEngine(), progress=seen.append
    )
    assert (report.added, len(report.failures)) == (2, 1)
    assert [step.became for step in seen] == ["added", "failed", "added"]
    (failure,) = project.status().failures
    assert (failure.source, failure.reason) == ("mem:bad", "it cannot be read")


def test_what_was_interrupted_goes_on(project: Project, tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(document(number).text)
    files = [tmp_path / f"{number}.txt" for number in range(6)]

    class Stopped(FakeEngine):
        def read(self, document: Document) -> Reading:
            if self.read_documents == 3:
                raise KeyboardInterrupt
            return super().read(document)

    with pytest.raises(KeyboardInterrupt):
        project.add(files, engine=Stopped())
    (job,) = project.status().interrupted
    assert (job.done, job.total) == (3, 6)
    engine = FakeEngine()
    report = project.add(files, engine=engine)
    assert (report.added, report.known, engine.read_documents) == (3, 3, 3)
    assert project.status().interrupted == ()


def test_progress_knows_how_long_it_takes(project: Project, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(document(number).text)
    seen: list[Step] = []
    project.add(
        [tmp_path / f"{n}.txt" for n in range(3)],
        engine=FakeEngine(),
        progress=seen.append,
        overrides=Overrides(publisher="Wire"),
    )
    assert [(step.done, step.total) for step in seen] == [(1, 3), (2, 3), (3, 3)]
    assert seen[-1].left == 0
    assert {d.publisher for d in project.documents()} == {"Wire"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "p"
    Project.create(path).close()
    return path


@settings(max_examples=20, deadline=None)
@given(given_readings=st.lists(any_reading(), max_size=3, unique_by=lambda r: r.document.id))
def test_any_reading_comes_back(empty: Path, given_readings: list[Reading]) -> None:
    with TemporaryDirectory() as folder, Project.open(copy(empty, folder)) as project:
        report = project.add_readings(given_readings, MADE_BY, events=False)
        assert report.added == len(given_readings)
        assert list(project.readings()) == given_readings


@pytest.mark.parametrize("text", ["a\x00b killed 3.", "a\ud800b killed 3."])
def test_characters_that_databases_cannot_hold(project: Project, text: str) -> None:
    odd = Document(text, uri="odd\x00", title="t\ud800", language="en")
    project.add_documents([odd], engine=FakeEngine())
    assert list(project.documents()) == [odd]
    assert [r.document for r in project.readings()] == [odd]
