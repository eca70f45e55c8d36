"""Pages of events, claims and documents; points and days; tables of older versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, insert, select

from reportedly.errors import UsageError
from reportedly.records.document import Document
from reportedly.store import Filters, Project, schema
from reportedly.store.connect import Target, writing
from reportedly.store.tables import event_bodies, metadata
from store.engines import FakeEngine

TEXTS = {
    "wire": (
        "The governor said the army killed 3 people in Sardin on 2024-03-01.\n"
        "The army shelled Vesht on 2024-03-05."
    ),
    "paper": "Someone killed 12 in Vesht on 2024-04-01.",
    "radio": "The army killed 5 people in Sardin on 2024-03-01, it said on air.",
    "empty": "Nothing of the kind was told.",
}


@pytest.fixture
def project(project: Project) -> Project:
    documents = [
        Document(words, uri=f"{name}.txt", publisher=name.title(), title=name, language="en")
        for name, words in TEXTS.items()
    ]
    project.add_documents(documents, engine=FakeEngine())
    return project


def test_events_by_page(project: Project) -> None:
    page = project.events_page()
    assert (page.total, len(page.rows)) == (3, 3)
    assert [row.earliest for row in page.rows] == ["2024-04-01", "2024-03-05", "2024-03-01"]
    first = page.rows[-1]
    assert (first.place_name, first.country, first.admin1) == ("Sardin", "UGA", "Olmar")
    assert (first.latitude, first.precision, first.claims, first.sources) == (1.5, 1, 2, 2)
    record = project.event(first.id)
    assert (first.wording, first.contradictions) == (record.wording, len(record.contradictions))
    assert project.events_page(offset=2, limit=5).rows == (first,)
    by_claims = project.events_page(sort="claims").rows
    assert by_claims[0] == first


def test_events_narrowed(project: Project) -> None:
    assert project.events_page(Filters(country="COD")).total == 2
    assert project.events_page(words="shelled").total == 1
    assert project.events_page(contested=True).total == 1
    assert project.events_page(Filters(source="paper")).total == 1
    assert project.events_page(Filters(category="PROTEST")).rows == ()


def test_unknown_comes_last(project: Project) -> None:
    project.add_documents(
        [Document("Nobody denied it.", uri="x", language="en")], engine=FakeEngine()
    )
    for descending in (True, False):
        rows = project.events_page(sort="earliest", descending=descending).rows
        assert rows[-1].earliest is None
        assert rows[-1].latitude is None


def test_points_and_days(project: Project) -> None:
    points = project.event_points()
    assert sorted((p.latitude, p.longitude, p.country) for p in points) == [
        (-2.5, 28.5, "COD"),
        (-2.5, 28.5, "COD"),
        (1.5, 30.5, "UGA"),
    ]
    assert {p.id for p in points} == {row.id for row in project.events_page().rows}
    assert len(project.event_points(Filters(country="UGA"))) == 1
    assert [tuple(d) for d in project.event_days(step="month")] == [
        ("2024-03", 2, 0),
        ("2024-04", 1, 0),
    ]
    assert [d.start for d in project.event_days(words="army")] == ["2024-03-01", "2024-03-05"]


def test_claims_by_page(project: Project) -> None:
    page = project.claims_page()
    assert [row.id for row in page.rows] == [c.claim_id for c in project.claims()]
    row = page.rows[0]
    assert (row.title, row.place_name, row.country, row.decided) == ("wire", "Sardin", "UGA", False)
    assert row.need == pytest.approx(1 - (row.score or 0))
    assert row.event_id == project.events_page().rows[-1].id
    project.decide("accept", row.id, who="Ada", why="seen")
    assert project.claims_page(Filters(verdict="none")).total == 3
    assert project.claims_page(sort="decided", descending=True, limit=1).rows[0].verdict == "accept"
    event = project.events_page(Filters(event=row.event_id)).rows[0]
    assert event.reviewed == 1


def test_documents_by_page(project: Project) -> None:
    page = project.documents_page()
    assert (page.total, page.rows[0].title) == (4, "wire")
    assert page.rows[-1].title == "empty"
    assert (page.rows[-1].claims, page.rows[-1].need) == (0, None)
    (row,) = project.documents_page(words="shelled").rows
    assert (row.title, row.claims, row.reviewed) == ("wire", 2, 0)
    assert project.documents_page(Filters(country="UGA")).total == 2
    for claim in list(project.claims(Filters(document=row.id))):
        project.decide("reject", claim.claim_id, who="Ada", why="a drill")
    (row,) = project.documents_page(Filters(document=row.id)).rows
    assert (row.claims, row.reviewed, row.need) == (2, 2, None)


def test_pages_of_nothing(place: str) -> None:
    with Project.create(place) as empty:
        assert not empty.events_page().rows
        assert not empty.claims_page().rows
        assert not empty.event_points()
        assert not empty.event_days()
        assert empty.documents_page().total == 0
        for wrong in ({"sort": "body"}, {"limit": 0}, {"limit": 10**6}, {"offset": -1}):
            with pytest.raises(UsageError):
                empty.documents_page(**wrong)


def test_migrations_make_the_tables_as_declared(place: str) -> None:
    Project.create(place).close()
    engine = Target(place).engine()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def _ours(_: object, name: str | None, kind: str, *rest: object) -> bool:
    return kind != "table" or name in metadata.tables


def _first_version(new: str, old: str) -> None:
    """Make at ``old`` the tables of the first version, with the rows of the project at ``new``."""
    source, target = Target(new).engine(), Target(old).engine()
    with writing(target, old) as made, source.connect() as rows:
        config = Config()
        config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
        config.attributes["connection"] = made
        command.upgrade(config, "0001")
        if made.dialect.name == "sqlite":
            made.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        tables = MetaData()
        tables.reflect(made, only=lambda name, _: "_words" not in name)
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            found = [
                dict(row) for row in rows.execute(select(metadata.tables[table.name])).mappings()
            ]
            if table.name == "events":
                bodies = dict(rows.execute(select(event_bodies)).tuples().all())
                found = [row | {"body": bodies[row["key"]]} for row in found]
            kept = [{c.name: row[c.name] for c in table.columns} for row in found]
            if kept:
                made.execute(insert(table), kept)
    source.dispose()
    target.dispose()


def test_a_project_of_the_first_version_is_brought_up_to_date(place: str, other_place: str) -> None:
    """Rows that the first version wrote are listed as new ones are."""
    with Project.create(place) as project:
        documents = [Document(w, uri=n, language="en") for n, w in TEXTS.items()]
        project.add_documents(documents, engine=FakeEngine())
        claim = next(project.claims())
        project.decide("accept", claim.claim_id, who="Ada", why="seen")
        before = project.events_page(), project.claims_page(), project.event_points()
        record = project.event(before[0].rows[0].id)
    _first_version(place, other_place)
    with Project.open(other_place) as project:
        assert (project.events_page(), project.claims_page()) == before[:2]
        assert sorted(project.event_points()) == sorted(before[2])
        assert project.event(record.event_id) == record
        project.decide("reject", claim.claim_id, who="Ada", why="a drill")
        assert project.verify().decisions == 2
