"""Files that are no project, disks that are full, folders that are closed, servers that die."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from reportedly.errors import DataError, StoreError, UsageError
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.store import Project, Step
from store.engines import FakeEngine, document
from store.server import Server


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "p.rptd"
    with Project.create(path) as project:
        project.add_documents([document(n) for n in range(20)], engine=FakeEngine(), events=False)
    return path


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such project"):
        Project.open(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_never_over_something(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        Project.create(made)
    assert made.read_bytes() == before


def test_the_log_of_a_project_that_was_deleted(tmp_path: Path) -> None:
    path = tmp_path / "p.rptd"
    log = tmp_path / "p.rptd-wal"
    log.write_bytes(b"changes that were not yet in the file")
    with pytest.raises(StoreError, match="left of another project"):
        Project.create(path)
    assert not path.exists()
    assert log.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello " * 100, b"SQLite format 3\x00"])
def test_files_of_other_kinds(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    with pytest.raises(StoreError, match="not a project"):
        Project.open(file)
    assert file.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE claims (id)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Project.open(file)
    assert file.read_bytes() == before


def test_a_truncated_file(made: Path) -> None:
    made.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    with pytest.raises(StoreError, match="truncated"):
        Project.open(made)


def test_a_damaged_file(made: Path) -> None:
    raw = bytearray(made.read_bytes())
    raw[4096:] = os.urandom(len(raw) - 4096)
    made.write_bytes(raw)
    with pytest.raises(StoreError):
        _read_all(made)


def _read_all(path: Path) -> None:
    with Project.open(path) as project:
        list(project.readings())
        project.status()


def test_a_newer_version(place: str) -> None:
    with Project.create(place) as project, project._writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer version of reportedly \(tables 9999"):
        Project.open(place)


def test_the_tables_are_those_of_the_migrations(project: Project) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from reportedly.store.tables import metadata

    def ours(name: str | None, kind: str, parents: object) -> bool:
        return not (kind == "table" and name and "_words" in name)

    with project._reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": ours, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_sqlite_is_set_for_durability(made: Path) -> None:
    with Project.open(made) as project, project._reading() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]


@pytest.mark.parametrize("given", ["", "mysql://x/y", "postgresql://:::/", "sqlite://"])
def test_addresses_that_are_none(given: str) -> None:
    with pytest.raises(UsageError):
        Project.open(given)


def test_no_server(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        Project.open(f"postgresql://test:secret@/p?host={tmp_path}")
    with pytest.raises(StoreError) as caught:
        Project.open(f"postgresql://test:secret@/p?host={tmp_path}")
    assert "secret" not in str(caught.value)


def test_a_database_with_other_tables(server: Server) -> None:
    url = server.new_database(f"o{uuid4().hex[:8]}")
    with pytest.raises(StoreError, match="not a project"):
        Project.open(url)
    Project.create(url).close()
    with pytest.raises(StoreError, match="is there already"):
        Project.create(url)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount and change users")
def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        _fill(disk / "p.rptd")
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _fill(path: Path) -> None:
    stored: set[str] = set()

    def note(step: Step) -> None:
        stored.add(step.name)

    big = [document(n, sentences=10) for n in range(500)]
    with Project.create(path) as project, pytest.raises(StoreError, match="no space is left"):
        project.add_documents(big, engine=FakeEngine(), progress=note, events=False)
    assert stored
    with Project.open(path) as project:
        assert stored <= {d.uri for d in project.documents()}
        assert project.verify().sound


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount and change users")
def test_a_read_only_folder(tmp_path: Path, made: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        shutil.copy(made, disk / "p.rptd")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(StoreError, match="permissions"):
            Project.create(disk / "new.rptd")
        with pytest.raises(StoreError, match="permissions"), Project.open(disk / "p.rptd") as one:
            one.add_documents([document(99)], engine=FakeEngine())
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_the_server_dies_in_the_middle(server: Server) -> None:
    url = server.new_database(f"k{uuid4().hex[:8]}")
    stored: list[str] = []

    class Killing(FakeEngine):
        def read(self, document: Document) -> Reading:
            if self.read_documents == 150:
                server.kill()
            return super().read(document)

    with Project.create(url) as project:
        with pytest.raises(StoreError, match="went away"):
            project.add_documents(
                [document(n) for n in range(300)],
                engine=Killing(),
                progress=lambda step: stored.append(step.name),
                events=False,
            )
        server.start()
        assert len(stored) >= 64
        assert set(stored) <= {d.uri for d in project.documents()}
        report = project.add_documents([document(n) for n in range(300)], engine=FakeEngine())
        assert report.added + report.known == 300
        assert project.status().documents == 300


def test_two_writers_lose_nothing(place: str) -> None:
    Project.create(place).close()
    errors: list[BaseException] = []

    def write(first: int) -> None:
        try:
            with Project.open(place) as project:
                wanted = [document(n) for n in range(first, first + 24)]
                project.add_documents(wanted, engine=FakeEngine())
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Project.open(place) as project:
        status = project.status()
        assert (status.documents, status.claims) == (36, 72)
        members = [claim for event in project.events() for claim in event.claims]
        assert sorted(members) == sorted(c.claim_id for c in project.claims())


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", "publisher,kind\nRadio,friend\n", "row 2.*'friend'"),
        ("a.csv", "publisher,colour\nRadio,red\n", "unknown column 'colour'"),
        ("a.yaml", "- publisher: Radio\n  kind: wire\n- 3\n", "row 2"),
        ("a.yaml", "{", "not YAML"),
        ("a.yaml", "a: b", "expected a list"),
        ("a.csv", "publisher,country\nRadio,Mali\n", "alpha-3"),
    ],
)
def test_profiles_with_mistakes(
    project: Project, tmp_path: Path, name: str, content: str, problem: str
) -> None:
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(DataError, match=problem):
        project.load_profiles(file)
    assert project.profiles() == {}


def test_profiles_are_told(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("publisher,kind,party,country\nRadio,state_media,,MLI\n")
    one = document(1, sentences=1)
    told = Document(
        "The army killed 3 in Sardin on 2024-03-01.", uri="r", publisher="Radio", language="en"
    )
    project.add_documents([one, told], engine=FakeEngine())
    assert project.load_profiles(file) == 1
    assert project.profiles()["Radio"].kind == "state_media"
    assert any("state media" in event.wording for event in project.events())
