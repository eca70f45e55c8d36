"""Documents that are kept from somebody: nothing of theirs is found."""

from __future__ import annotations

from reportedly.bench.store import make_readings
from reportedly.records.claim import ProducedBy
from reportedly.store import Filters, Project

MADE_BY = ProducedBy("bench", "1")


def test_nothing_of_a_document_left_out_is_found(project: Project) -> None:
    readings = list(make_readings(40))
    project.add_readings(readings, MADE_BY)
    hidden = readings[1].document.id
    without = Filters(without=(hidden,))

    claims = project.claims_page(without).rows
    assert {row.document_id for row in claims} == {r.document.id for r in readings} - {hidden}
    assert project.claims_page(Filters(document=hidden, without=(hidden,))).total == 0
    assert project.claims_page(Filters(words="market", without=(hidden,))).total == 30
    secret = {c.claim_id for c in readings[1].claims}
    for filters in (without, Filters(actor="army", without=(hidden,))):
        shown = {row.id for row in project.events_page(filters).rows}
        assert shown
        assert shown == {point.id for point in project.event_points(filters)}
        for event in shown:
            assert secret.isdisjoint(project.event(event).claims)
    days = project.event_days(without, step="year")
    assert sum(d.within + d.beyond for d in days) == project.events_page(without).total
    assert project.events_page(without).total < project.events_page().total


def test_the_documents_themselves_are_listed(project: Project) -> None:
    readings = list(make_readings(30))
    project.add_readings(readings, MADE_BY)
    hidden = readings[0].document.id
    assert project.documents_page(Filters(without=(hidden,))).total == 3
    assert project.documents_page(Filters(actor="army", without=(hidden,))).total == 2
