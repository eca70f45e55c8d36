"""Whom pronouns, descriptions and bare organs stand for, and what is left open."""

from __future__ import annotations

import pytest

from reportedly.pipeline import Engine
from reportedly.records.document import Document


def names(engine: Engine, text: str, words: str, publisher: str | None = None) -> set[str | None]:
    """Registry names of the participants with these words; empty where there is none."""
    reading = engine.read(
        Document(text, language="en", published="2024-05-05", publisher=publisher)
    )
    return {
        party.resolved.name if party.resolved else None
        for claim in reading.claims
        for party in (*claim.actors, *claim.recipients)
        if party.span.text == words
    }


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ("Official Spokesman of the Rapid Support Forces", "Rapid Support Forces"),
        ("Rapid Support Forces", "Rapid Support Forces"),
        ("The Sudan Courier", None),
        ("A Weekly of No Party", None),
        (None, None),
    ],
)
def test_we_are_who_publishes(engine: Engine, publisher: str | None, name: str | None) -> None:
    text = "We attacked the barracks in Nyala on Friday."
    assert names(engine, text, "We", publisher) == {name}
    text = "Our forces attacked the barracks in Nyala on Friday."
    assert names(engine, text, "forces", publisher) == {name}


MALI = "Gao and Ansongo were quiet. Near Gao and Kidal, "


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (MALI + "the army attacked a village.", "army", "Malian Armed Forces"),
        (MALI + "soldiers attacked a village.", "soldiers", "Malian Armed Forces"),
        (MALI + "rebel soldiers attacked a village.", "rebel soldiers", None),
        (MALI + "in Niamey, the army attacked a village.", "army", None),
        ("In Gao and in Niamey, the army attacked a village.", "army", None),
        ("The army attacked a village.", "army", None),
        (MALI + "artillery killed six people.", "artillery", None),
        (MALI + "drones killed six people.", "drones", None),
    ],
)
def test_a_bare_organ_is_of_the_country_that_the_text_is_about(
    engine: Engine, text: str, words: str, name: str | None
) -> None:
    assert names(engine, text, words) == {name}


def test_whose_troops_they_are(engine: Engine) -> None:
    text = "The Rapid Support Forces, whose fighters attacked El Fasher on Friday, said nothing."
    assert names(engine, text, "whose fighters") == {"Rapid Support Forces"}


def test_a_subject_that_goes_on_is_the_same(engine: Engine) -> None:
    text = (
        "The Rapid Support Forces attacked El Fasher with help from a tribal militia. "
        "It shelled the market on Monday. It shelled the market of Tawila on Tuesday."
    )
    assert names(engine, text, "It") == {"Rapid Support Forces"}


def test_a_navy_with_a_name_is_no_mere_state(engine: Engine) -> None:
    text = "The Egyptian Navy attacked two skiffs off Hodeidah on Friday."
    assert names(engine, text, "Egyptian Navy") == {"Egyptian Navy"}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Police in Maiduguri said the raiders were from Boko Haram. "
            "The raiders burned three lorries.",
            "raiders",
            "Boko Haram",
        ),
        (
            "Police in Maiduguri said the raiders were not from Boko Haram. "
            "The raiders burned three lorries.",
            "raiders",
            None,
        ),
        (
            "Ten men believed to be from Boko Haram entered Gamboru and burned down a clinic.",
            "men",
            "Boko Haram",
        ),
        (
            "The army attacked a camp of Boko Haram. Six of its members were captured.",
            "members",
            "Boko Haram",
        ),
    ],
)
def test_belonging_that_is_told(engine: Engine, text: str, words: str, name: str | None) -> None:
    assert names(engine, text, words) == {name}


def test_whoever_is_counted_on_is_of_those_before(engine: Engine) -> None:
    text = "Ten fighters of M23 were killed near Sake and two others were captured."
    assert names(engine, text, "others") == {"March 23 Movement"}


@pytest.mark.parametrize(
    ("text", "words", "publisher", "name"),
    [
        (
            "A detachment attacked the barracks in Nyala.",
            "detachment",
            "Rapid Support Forces",
            "Rapid Support Forces",
        ),
        ("A detachment attacked the barracks in Nyala.", "detachment", "Nyala Post", None),
        (
            "The enemy bombed a market in Nyala. Our forces shot down a jet of the army in Nyala.",
            "enemy",
            "Rapid Support Forces",
            "Sudanese Armed Forces",
        ),
        ("The enemy bombed a market in Nyala and a camp in Zalingei.", "enemy", None, None),
    ],
)
def test_sides_of_a_party_in_its_own_words(
    engine: Engine, text: str, words: str, publisher: str | None, name: str | None
) -> None:
    assert names(engine, text, words, publisher) == {name}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Delegates from Juba rejected the offer on Monday.", "Delegates", "South Sudan"),
        ("Khartoum's rulers rejected the offer on Monday.", "Khartoum's rulers", "Sudan"),
        (
            "On Monday Al-Shabaab attacked Marka. The group abducted six traders there.",
            "group",
            "Al-Shabaab",
        ),
        (MALI + "a prosecutor accused six traders.", "prosecutor", None),
        (MALI + "the Ministry of Health accused six traders.", "Ministry of Health", "Mali"),
        (
            "The Rapid Support militia attacked Nyala. Nineteen militiamen were captured.",
            "militiamen",
            "Rapid Support Forces",
        ),
    ],
)
def test_by_whom_they_are_sent_or_owned(
    engine: Engine, text: str, words: str, name: str | None
) -> None:
    assert names(engine, text, words) == {name}
