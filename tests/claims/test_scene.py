"""Where an event is set when its own clause tells no place."""

from __future__ import annotations

import pytest

from reportedly.pipeline import Engine
from reportedly.records.document import Document


def places(engine: Engine, text: str, trigger: str) -> set[str]:
    """Words of the places of the claims with this trigger."""
    reading = engine.read(Document(text, language="en", published="2024-05-05"))
    return {
        place.span.text
        for claim in reading.claims
        if claim.trigger.text.startswith(trigger)
        for place in claim.places
    }


LABELS = (
    "GOMA. Gunmen killed two traders.\n\nBENI. Gunmen abducted six farmers.\n\n"
    "BUNIA. Soldiers arrested a teacher."
)


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        (LABELS, "abducted", {"BENI"}),
        (LABELS, "arrested", {"BUNIA"}),
        (
            "The convoy stopped at Sake for the night. Gunmen killed two drivers.",
            "killed",
            {"Sake"},
        ),
        (
            "The column drove to Sake. Gunmen killed two drivers.",
            "killed",
            set(),
        ),
        (
            "A student from Sake spoke to a colonel trained in Beni. Gunmen killed two drivers.",
            "killed",
            set(),
        ),
        (
            "The quarrel began at Sake on Monday. On Tuesday gunmen attacked the barracks there.",
            "attacked",
            {"Sake"},
        ),
        (
            "The convoy stopped at Sake for the night.\n\nGunmen killed two drivers.",
            "killed",
            set(),
        ),
    ],
)
def test_the_place_named_last_is_the_scene(
    engine: Engine, text: str, trigger: str, found: set[str]
) -> None:
    assert places(engine, text, trigger) == found


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        ("Rebels entered Sake, looted a clinic and killed a nurse.", "killed", {"Sake"}),
        ("The army pulled its men out of Sake on Monday.", "pulled", {"Sake"}),
        ("Soldiers rescued six women from Sambisa forest.", "rescued", {"Sambisa forest"}),
        ("They were taken to Sake, where two men were killed.", "killed", {"Sake"}),
    ],
)
def test_places_that_the_clause_shares(
    engine: Engine, text: str, trigger: str, found: set[str]
) -> None:
    assert places(engine, text, trigger) == found
