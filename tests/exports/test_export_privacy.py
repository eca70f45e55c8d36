"""Private persons: no part of their names comes through."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from reportedly.errors import UsageError
from reportedly.exports.privacy import MASK, Names, Redaction
from reportedly.records.claim import Participant
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.records.reading import Reading
from reportedly.records.span import Span
from sample_readings import Maker, sample
from strategies import readings


def told(text: str, *private: str, places: tuple[str, ...] = (), title: str = "") -> Redaction:
    maker = Maker(Document(text, uri="http://x.example/2024/omar-haddad_freed", title=title))
    for words in private:
        held = maker.party(words, person="private")
        maker.claim(text, "held", "COERCE/arrest", "occurred", recipients=(held,))
    sardin = sample().places[0].resolved
    mentions = tuple(PlaceMention(maker.span(words), sardin) for words in places)
    return Redaction(maker.reading(places=mentions), Names())


def masked(text: str, *private: str, places: tuple[str, ...] = ()) -> str:
    redaction = told(text, *private, places=places)
    return redaction.cut(0, len(text))


def test_later_mentions_by_surname_are_masked() -> None:
    text = "Police held Omar Haddad. Mr Haddad's brother said Haddad was ill. HADDAD is 30."
    assert masked(text, "Omar Haddad") == (
        f"Police held {MASK}. Mr {MASK}'s brother said {MASK} was ill. {MASK} is 30."
    )


def test_places_with_the_same_word_stay() -> None:
    text = "Police held Omar Haddad near Haddad Bridge."
    assert masked(text, "Omar Haddad", places=("Haddad Bridge",)) == (
        f"Police held {MASK} near Haddad Bridge."
    )


def test_titles_pronouns_and_lower_case_words_are_no_names() -> None:
    text = "Dr Rose Bush was held. The doctor saw a rose bush. She wept. The Lee was wide."
    assert masked(text, "Dr Rose Bush", "She") == (
        f"{MASK} was held. The doctor saw a rose bush. She wept. The Lee was wide."
    )


def test_title_and_address_are_masked() -> None:
    redaction = told("Omar Haddad was held.", "Omar Haddad", title="Omar Haddad freed")
    assert redaction.words("Omar Haddad freed") == f"{MASK} freed"
    assert redaction.address("http://x.example/2024/omar-haddad_freed") == (
        f"http://x.example/2024/{MASK}_freed"
    )
    assert redaction.address("http://x.example/other") == "http://x.example/other"


def test_span_that_cuts_a_name_shows_one_mask() -> None:
    redaction = told("Omar Haddad was held.", "Omar Haddad")
    assert redaction.cut(5, 15) == f"{MASK} was"
    assert redaction.cut(0, 4) == MASK


def test_names_are_kept_for_a_reason_only() -> None:
    with pytest.raises(UsageError, match="say which"):
        Names("  ")
    assert Redaction(sample(), Names("appeal 7")).span(Span(0, 6, "SARDIN")) == "SARDIN"
    assert Names("appeal 7").note(0) == "names of private persons kept: appeal 7"
    assert Names().note(1) == "names of private persons masked in 1 place"


@given(readings())
@settings(max_examples=60, deadline=None)
def test_private_participants_never_show(reading: Reading) -> None:
    redaction = Redaction(reading, Names())
    assert list(redaction.intervals) == sorted(redaction.intervals)
    text = reading.document.text
    redaction.cut(0, len(text))
    for claim in reading.claims:
        for party in (*claim.actors, *claim.recipients):
            if party.person == "private":
                assert redaction.party(party) == MASK


def test_a_name_of_a_voice_without_a_claim_is_masked() -> None:
    from reportedly.records.claim import Attribution
    from reportedly.records.mentions import Voice

    text = "Leila Amin wept."
    name = Participant(Span.of(text, 0, 10), person="private")
    voice = Voice(Attribution(name, None, "asserts"), Span.of(text, 0, len(text)))
    redaction = Redaction(Reading(Document(text), voices=(voice,)), Names())
    assert redaction.cut(0, len(text)) == f"{MASK} wept."
