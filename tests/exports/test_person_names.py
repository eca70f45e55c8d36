"""Names of persons without an office are found by the words around them; other names stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.evaluate.privacy import load_sentences
from reportedly.exports.person_names import find_names
from reportedly.exports.privacy import MASK, Names, Redaction
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.records.reading import Reading
from reportedly.records.span import Span
from sample_readings import SARDIN

SENTENCES = Path(__file__).parents[1] / "data" / "privacy.yaml"


def masked(text: str, *places: str) -> str:
    spans = [Span.of(text, text.index(p), text.index(p) + len(p)) for p in places]
    mentions = tuple(PlaceMention(span, SARDIN) for span in spans)
    redaction = Redaction(Reading(Document(text), places=mentions), Names())
    assert len(redaction.reasons) == len(redaction.intervals)
    return redaction.cut(0, len(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Omar Haddad's mother wept.", f"{MASK}'s mother wept."),
        ("The teacher, Omar, 34, died.", f"The teacher, {MASK}, 34, died."),
        ("His sons Ali and Omar died.", f"His sons {MASK} and {MASK} died."),
        ("Nur Jahan said she saw it. Jahan fled.", f"{MASK} said she saw it. {MASK} fled."),
        ("Colonel Nadim Khoury spoke. Khoury left.", "Colonel Nadim Khoury spoke. Khoury left."),
        ("Nadim Khoury, the army's chief, left.", "Nadim Khoury, the army's chief, left."),
        ("The Omar Haddad Brigades fired.", "The Omar Haddad Brigades fired."),
        ("They marched to the Legislative Assembly.", "They marched to the Legislative Assembly."),
        ("The carrier Ocean Lantern was hit.", "The carrier Ocean Lantern was hit."),
        ("SITUATION REPORT No. 3", "SITUATION REPORT No. 3"),
        ("Nor did they reach the town.", "Nor did they reach the town."),
        ("A lorry with ZPU guns burned.", "A lorry with ZPU guns burned."),
        ("They shelled Omar Haddad Street.", "They shelled Omar Haddad Street."),
        ("Gunmen attacked a post near Vesht.", "Gunmen attacked a post near Vesht."),
        ("Residents fled.", "Residents fled."),
        ("Fatima hid in the well.", f"{MASK} hid in the well."),
        ("Keba said he hid.", f"{MASK} said he hid."),
        ("The Haddad family fled.", f"The {MASK} family fled."),
        ("Omar Haddad led his children away.", f"{MASK} led his children away."),
        ("Omar Haddad led the brigade.", "Omar Haddad led the brigade."),
        ("Omar Haddad, a youth leader, left.", f"{MASK}, a youth leader, left."),
        ("The money was taken from Omar Haddad.", f"The money was taken from {MASK}."),
        ("A photograph of Fatima hung there.", f"A photograph of {MASK} hung there."),
        ("Naw May Oo said she hid.", f"Naw {MASK} said she hid."),
        ("Omar Church, 23, died.", f"{MASK}, 23, died."),
        ("SOLDIERS KILLED OMAR HADDAD AND KEBA.", f"SOLDIERS KILLED {MASK} AND {MASK}."),
        ("GENERAL OMAR HADDAD SAID THE ARMY LEFT.", "GENERAL OMAR HADDAD SAID THE ARMY LEFT."),
        ("", ""),
    ],
)
def test_by_the_words_around(text: str, shown: str) -> None:
    if text:
        assert masked(text) == shown


def test_a_place_with_a_name_like_a_persons() -> None:
    assert masked("Her daughter Sardin fled Vesht.", "Sardin") == f"Her daughter {MASK} fled Vesht."
    assert masked("Shells hit Sardin.", "Sardin") == "Shells hit Sardin."
    assert masked("Sardin, 34, died.", "Sardin") == f"{MASK}, 34, died."
    assert masked("Luz Sardin said so.", "Sardin") == f"{MASK} said so."


def test_capitals_tell_nothing_where_all_letters_are() -> None:
    text = (
        "THE GUERRILLAS BLACKED OUT THE EASTERN THIRD OF THE COUNTRY ON WEDNESDAY NIGHT, THEY SAID."
    )
    assert masked(text) == text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    found = find_names(text, [], frozenset())
    for start, end in (*found.private, *found.office):
        assert 0 <= start < end <= len(text)


def test_long_texts_stay_quick() -> None:
    text = "Omar Haddad said so. " * 20_000
    assert len(find_names(text, [], frozenset()).private) == 20_000


def test_the_sentences_are_whole() -> None:
    sentences = load_sentences(SENTENCES)
    assert len(sentences) == 200
    assert 80 <= sum(s.half for s in sentences) <= 120


def test_recall_without_a_reader() -> None:
    """The words around a name alone, without what the reader and the gazetteer know."""
    names = missed = 0
    for sentence in load_sentences(SENTENCES):
        shown = masked(sentence.text)
        names += len(sentence.private)
        missed += sum(name in shown for name in sentence.private)
    assert 1 - missed / names >= 0.98


def test_the_publishers_own_name_is_shown() -> None:
    text = "GOMA (Lantern) - Two men died, a nurse told Lantern."
    document = Document(text, publisher="Lantern Wire")
    assert Redaction(Reading(document), Names()).cut(0, len(text)) == text
