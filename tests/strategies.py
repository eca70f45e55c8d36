"""Hypothesis strategies for records: any text, with spans that are exact."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from reportedly.records import claim as c
from reportedly.records.document import Document, PublishedSource
from reportedly.records.mentions import ActorMention, PlaceMention, TimeMention, TimeRole, Voice
from reportedly.records.reading import Explanation, Reading
from reportedly.records.schema import schema
from reportedly.records.span import Span

CATEGORIES: list[str] = schema("claim")["properties"]["event"]["properties"]["plover"]["enum"]

#: Any characters but surrogates; `Document` made by hand may hold those too.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scores = st.none() | st.floats(0, 1)
days = st.none() | st.dates()


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    """One value of a Literal type."""
    return st.sampled_from(get_args(literal))


def spans(text: str) -> st.SearchStrategy[Span]:
    """A non-empty piece of the text."""
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return ends.map(lambda e: Span.of(text, min(e[0], e[1] - 1), max(e[0] + 1, e[1])))


resolved_actors = st.builds(c.ResolvedActor, words, words, words, st.none() | words, scores)
resolved_places = st.builds(
    c.ResolvedPlace,
    gazetteer_id=words,
    name=words,
    country=st.sampled_from(["AFG", "XXX"]),
    level=one_of(c.Level),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    score=scores,
    precision=st.none() | st.integers(1, 7),
)
timexes = st.builds(c.Timex, one_of(c.TimexType), words)


@st.composite
def documents(draw: st.DrawFn, text: st.SearchStrategy[str] = texts) -> Document:
    """A document with some of its metadata."""
    optional = st.none() | words
    return Document(
        draw(text),
        uri=draw(optional),
        title=draw(optional),
        author=draw(optional),
        publisher=draw(optional),
        published=draw(st.none() | st.dates().map(str)),
        language=draw(st.sampled_from([None, "en"])),
        snapshot_sha256=draw(optional),
        published_source=draw(st.none() | one_of(PublishedSource)),
    )


@st.composite
def participants(draw: st.DrawFn, text: str) -> c.Participant:
    """A participant; a private person is never resolved."""
    person = draw(st.none() | one_of(c.Person))
    resolved = None if person == "private" else draw(st.none() | resolved_actors)
    return c.Participant(draw(spans(text)), resolved, draw(st.none() | spans(text)), person)


def attributions(text: str) -> st.SearchStrategy[c.Attribution]:
    """One link of a chain of voices."""
    return st.builds(
        c.Attribution,
        st.none() | participants(text),
        st.none() | spans(text),
        one_of(c.Stance),
        st.none() | one_of(c.QuoteKind),
        st.none() | spans(text),
    )


def counts(text: str) -> st.SearchStrategy[c.Count]:
    """How many."""
    number = st.none() | st.integers(0, 10**6)
    return st.builds(
        c.Count,
        spans(text),
        one_of(c.Counted),
        number,
        number,
        st.none() | spans(text),
        st.none() | one_of(c.Side),
    )


def times(text: str) -> st.SearchStrategy[c.Time]:
    """When."""
    return st.builds(
        c.Time,
        spans(text),
        days,
        days,
        one_of(c.Precision),
        st.booleans(),
        one_of(c.Anchor),
        st.none() | timexes,
        st.none() | words,
    )


events = st.builds(
    c.Event,
    st.sampled_from(CATEGORIES),
    st.none() | words,
    st.lists(words, max_size=2).map(tuple),
    st.none() | words,
    st.none() | st.builds(c.Acled, words, st.none() | words),
    scores,
)
producers = st.builds(
    c.ProducedBy,
    words,
    words,
    st.none() | words,
    st.none() | words,
    st.dictionaries(words, words, max_size=2).map(lambda d: tuple(d.items())),
)
relations = st.builds(c.Relation, st.sampled_from(["repeats", "denies"]), words)
inferences = st.builds(c.Inference, words, st.none() | st.integers() | words, words, words)


@st.composite
def claims(draw: st.DrawFn, document: Document) -> c.Claim:
    """A claim of the document, every field filled at times."""
    text = document.text
    evidence = draw(spans(text))
    inside = draw(spans(evidence.text))
    trigger = Span(inside.start + evidence.start, inside.end + evidence.start, inside.text)

    def few(item: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.lists(item, max_size=2)))

    return c.Claim(
        document,
        evidence,
        trigger,
        draw(events),
        draw(one_of(c.Status)),
        draw(producers),
        actors=few(participants(text)),
        recipients=few(participants(text)),
        places=few(st.builds(c.Place, spans(text), st.none() | resolved_places)),
        time=draw(st.none() | times(text)),
        counts=few(counts(text)),
        attribution=few(attributions(text)),
        score=draw(scores),
        review=few(words),
        inferences=few(inferences),
        relations=few(relations),
    )


@st.composite
def readings(draw: st.DrawFn, document: st.SearchStrategy[Document] | None = None) -> Reading:
    """A reading with all its parts."""
    doc = draw(document if document is not None else documents())
    text = doc.text
    made = tuple(draw(st.lists(claims(doc), max_size=3)))
    places = st.builds(
        PlaceMention,
        spans(text),
        st.none() | resolved_places,
        st.lists(resolved_places, max_size=1).map(tuple),
        st.none() | st.integers(0, 5),
        st.none() | words,
    )
    actors = st.builds(
        ActorMention,
        spans(text),
        st.none() | resolved_actors,
        st.lists(resolved_actors, max_size=1).map(tuple),
        st.none() | one_of(c.Person),
        st.booleans(),
        st.none() | words,
    )
    moments = st.builds(
        TimeMention,
        spans(text),
        timexes,
        days,
        days,
        one_of(c.Precision),
        one_of(c.Anchor),
        one_of(TimeRole),
        st.none() | st.integers(-99, 99),
        st.none() | st.tuples(st.dates(), st.dates()),
        st.none() | words,
        st.none() | words,
    )
    voices = st.builds(Voice, attributions(text), spans(text))

    def few(item: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.lists(item, max_size=2)))

    return Reading(
        doc,
        made,
        few(moments),
        few(places),
        few(actors),
        few(voices),
        few(words),
        tuple(Explanation(claim.claim_id, few(words)) for claim in made),
    )
