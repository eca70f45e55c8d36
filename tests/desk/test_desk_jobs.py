"""Imports and exports: progress, stopping, names of uploads, files that go away."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from desk.conftest import MakeDesk
from desk.people import MADE_BY, Person
from reportedly.desk.importing import fit
from reportedly.desk.jobs import WAITING, Jobs, Task
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.store import Project
from sample_readings import sample

DONE = ("done", "failed", "cancelled")


class Engine:
    """Reads nothing into documents, one after the other, when it may."""

    def __init__(self) -> None:
        self.produced_by = MADE_BY
        self.go = Event()
        self.go.set()
        self.read_ = 0

    def read(self, document: Document) -> Reading:
        self.go.wait(20)
        self.read_ += 1
        return Reading(document)


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def alone(make_desk: MakeDesk, engine: Engine) -> Person:
    app = make_desk()
    app.state.desk.tools.__dict__["_reader"] = engine
    return Person(app)


def _ended(person: Person, reply: Any) -> Any:
    assert reply.status_code == 202, reply.text
    for _ in range(400):
        job = person.read(f"jobs/{reply.json()['id']}")
        if job["state"] in DONE:
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def test_an_import(alone: Person, project: Project) -> None:
    files = [
        ("a/b/wire.txt", b"One text."),
        ("..\\wire.txt", b"Another text."),
        ("x.bin", b"\x7fELF\0"),
    ]
    job = _ended(alone, alone.upload(files, published="2024-05-31", publisher="Uploaded"))
    assert (job["state"], job["what"], job["file"]) == ("done", "3 files", None)
    assert (job["report"]["added"], job["report"]["failed"]) == (2, 1)
    assert [failure["source"] for failure in job["failures"]] == ["x.bin"]
    added = [d for d in project.documents() if d.publisher == "Uploaded"]
    assert {d.uri for d in added} == {"wire.txt", "2-wire.txt"}
    assert {d.published for d in added} == {"2024-05-31"}
    (kept,) = project.sources_of(added[0].id)
    assert kept.data == b"One text."
    again = _ended(alone, alone.upload(files[:1], published="2024-05-31", publisher="Uploaded"))
    assert again["report"]["known"] == 1


def test_failures_are_named_without_folders(alone: Person, project: Project) -> None:
    _ended(alone, alone.upload([("x.bin", b"\x7fELF\0")]))
    failures = alone.read("status")["failures"]
    assert [failure["source"] for failure in failures] == ["x.bin"]
    assert not any("/" in failure.source for failure in project.status().failures)


@pytest.mark.parametrize(
    ("files", "fields"),
    [([], {}), ([("a.txt", b"x")], {"published": "yesterday"}), ([("a.txt", b"")], {})],
)
def test_bad_uploads(alone: Person, files: list[tuple[str, bytes]], fields: dict[str, str]) -> None:
    reply = alone.upload(files, **fields)
    if reply.status_code == 202:
        job = _ended(alone, reply)
        assert (job["state"], len(job["failures"])) == ("done", 1)
    else:
        assert reply.status_code in (400, 422)
        assert alone.read("jobs") == []


def test_an_upload_that_is_no_form(alone: Person) -> None:
    assert alone.post("imports", {"files": []}).status_code == 422
    headers = {"X-CSRF-Token": alone.token, "Content-Type": "multipart/form-data; boundary=x"}
    reply = alone.http.post("/api/imports", content=b"--x\r\nnonsense", headers=headers)
    assert reply.status_code in (400, 422)
    assert alone.read("jobs") == []


def test_a_job_that_is_stopped(alone: Person, project: Project, engine: Engine) -> None:
    engine.go.clear()
    reply = alone.upload([(f"{n}.txt", f"Text {n}.".encode()) for n in range(5)])
    number = reply.json()["id"]
    waiting = alone.post("exports", {"format": "csv"}).json()["id"]
    assert alone.send("DELETE", f"jobs/{waiting}").status_code == 200
    alone.send("DELETE", f"jobs/{number}")
    engine.go.set()
    assert _ended(alone, reply)["state"] == "cancelled"
    assert engine.read_ < 5 or project.status().documents >= 5
    for _ in range(100):
        if alone.read(f"jobs/{waiting}")["state"] == "cancelled":
            break
        time.sleep(0.02)
    assert alone.read(f"jobs/{waiting}")["state"] == "cancelled"


@pytest.mark.parametrize(
    "draft",
    [
        {"format": "nonsense"},
        {"format": "csv", "query": {"nonsense": 1}},
        {"format": "csv", "query": {"box": "1,2"}},
        {"format": "csv", "query": {"since": "2024-02-31"}},
        {"format": "csv", "query": {"contested": "yes"}},
        {"format": "csv", "options": {"by": "nonsense"}},
        {"format": "csv", "options": {"path": "/etc"}},
        {"format": "csv", "options": {"by": "events"}},
        {"format": "csv", "options": {"acled_counts": True}},
        {"format": "csv", "restore_names": " "},
        {},
    ],
)
def test_bad_exports(alone: Person, draft: dict[str, Any]) -> None:
    assert alone.post("exports", draft).status_code in (400, 422)
    assert alone.read("jobs") == []


def test_every_format_is_exported(alone: Person) -> None:
    formats = alone.read("formats")
    assert {f["name"] for f in formats} >= {"csv", "xlsx", "acled", "bundle"}
    for form in formats:
        job = _ended(alone, alone.post("exports", {"format": form["name"]}))
        assert job["state"] == "done", (form, job)
        assert job["done"] == job["total"]
        reply = alone.get(f"jobs/{job['id']}/file")
        assert reply.headers["content-type"] == "application/octet-stream"
        assert reply.headers["content-disposition"].startswith("attachment")
        assert job["file"].endswith(form["suffix"])
        assert reply.content
    assert any(f["restricted"] for f in formats)


def test_an_export_of_a_filter(alone: Person, project: Project) -> None:
    def rows(**draft: Any) -> list[str]:
        job = _ended(alone, alone.post("exports", {"format": "csv", **draft}))
        return alone.get(f"jobs/{job['id']}/file").text.splitlines()[1:]

    everything = len(rows())
    some = rows(query={"words": "Place", "counted": "killed", "at_least": 5})
    assert 0 < len(some) < everything
    assert all("Place" in row for row in some)
    assert rows(query={"words": "nowhere"}) == []
    archived = _ended(
        alone, alone.post("exports", {"format": "bundle", "query": {"actor": "Front"}})
    )
    data = alone.get(f"jobs/{archived['id']}/file").content
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        text = b"".join(bundle.read(name) for name in bundle.namelist())
    assert b"SARDIN" in text
    assert b"Place 13" not in text


def test_files_go_away(make_desk: MakeDesk, engine: Engine) -> None:
    app = make_desk()
    person = Person(app)
    job = _ended(person, person.post("exports", {"format": "csv"}))
    folder = app.state.desk.jobs._folder
    assert (folder / job["id"]).is_dir()
    assert folder.stat().st_mode & 0o077 == 0
    app.state.desk.close()
    assert not folder.exists()


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs(lambda: 1_800_000_000.0)
    yield made
    made.close()


def test_a_job_that_breaks_says_no_more_than_needed(
    jobs: Jobs, caplog: pytest.LogCaptureFixture
) -> None:
    task = jobs.new("export", "csv", 0)
    assert task is not None

    def work(_: Task) -> None:
        raise RuntimeError("secret")

    jobs._run(task, work)
    assert (task.state, task.error) == ("failed", "an error that nobody foresaw")
    assert "secret" in caplog.text
    assert not task.folder.exists()


def test_only_some_jobs_wait(jobs: Jobs) -> None:
    made = [jobs.new("export", "csv", 0) for _ in range(WAITING + 1)]
    assert made[-1] is None
    assert all(task is not None for task in made[:-1])


def test_old_jobs_are_forgotten(jobs: Jobs) -> None:
    first = None
    for _ in range(60):
        task = jobs.new("export", "csv", 0)
        assert task is not None
        task.file = task.folder / "x.csv"
        task.file.write_text("x")
        jobs._run(task, lambda _: None)
        first = first or task
    assert first is not None
    assert jobs.get(first.id) is None
    assert not first.folder.exists()
    assert len(jobs.all()) == 50


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wire.txt", "wire.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\page.html", "page.html"),
        ("a\0b:c?.txt", "a_b_c_.txt"),
        ("", "upload-1"),
        ("..", "upload-1"),
        ("-rf.txt", "rf.txt"),
        (".hidden", "hidden"),
        ("نص.txt", "نص.txt"),
    ],
)
def test_names_of_uploads(name: str, expected: str, tmp_path: Path) -> None:
    assert fit(name, 0) == expected
    long = fit("x" * 500 + ".html", 0)
    assert len(long) <= 150
    assert long.endswith(".html")


def test_a_document_with_private_names_is_masked_after_an_import(
    make_desk: MakeDesk, project: Project
) -> None:
    app = make_desk()

    class Names(Engine):
        def read(self, document: Document) -> Reading:
            return sample("fresh.txt") if "SARDIN" in document.text else Reading(document)

    app.state.desk.tools.__dict__["_reader"] = Names()
    person = Person(app)
    text = sample().document.text.encode()
    _ended(person, person.upload([("fresh.txt", text)]))
    found = next(d for d in project.documents() if d.uri == "fresh.txt")
    assert "Daudzai" not in person.get(f"documents/{found.id}").text
