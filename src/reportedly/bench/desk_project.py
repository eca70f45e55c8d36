"""A made-up project of many documents for measuring the desk: real texts, spans on their words.

The happenings are those of `reportedly.bench.synthetic`: places unevenly busy, up to eight tellings
of each, slipped days, other tolls, denials. Here each telling becomes a sentence of an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from reportedly.bench.synthetic import synthetic
from reportedly.events.tellings import Telling, Where
from reportedly.records.claim import (
    Attribution,
    Claim,
    Count,
    Event,
    Participant,
    Place,
    ProducedBy,
    ResolvedActor,
    ResolvedPlace,
    Time,
)
from reportedly.records.document import Document
from reportedly.records.reading import Explanation, Reading
from reportedly.records.span import Span
from reportedly.store import Project
from reportedly.store.importing import Step

MADE_BY: Final = ProducedBy("bench", "1", digests=(("codebook", "0" * 64),))
_EACH: Final = 10
_VERBS: Final = {
    "ASSAULT": ("shelled", "attacked", "bombed", "raided"),
    "COERCE": ("arrested", "detained", "seized"),
    "PROTEST": ("demonstrated against", "marched against"),
    "MOBILIZE": ("deployed against", "massed against"),
    "RETREAT": ("withdrew from", "left"),
}
_SIDES: Final = ("the army", "the police", "the Front", "the Brigade", "the militia", "the League")
_COUNTRIES: Final = (
    "SDN", "MLI", "SOM", "ETH", "COD", "NGA", "YEM", "SYR", "IRQ", "AFG", "MMR", "UKR",
)  # fmt: skip
_SYLLABLES: Final = (
    "ka", "lo", "mi", "ra", "ten", "sor", "gu", "bel", "nar", "osh", "di", "ve", "tal", "ur", "zin",
)  # fmt: skip
_FILLERS: Final = (
    "Residents described a night without sleep and a morning without news.",
    "The road to the next town has been closed since the rains.",
    "Traders said that prices of flour and fuel had doubled within a month.",
    "A convoy with tents and medicine was expected before the weekend.",
    "Schools in the district have not opened since spring.",
)
_FIRST: Final = ("Karim", "Amina", "Josef", "Leila", "Tomas", "Nadia")
_LAST: Final = ("Daudzai", "Osterman", "Barakzi", "Velasko", "Marubi", "Tenzari")


def make_project(
    path: Path, documents: int = 10_000, *, seed: int = 1, progress: object = None
) -> int:
    """Make a project of so many documents with ten claims each; returns how many events.

    Raises `StoreError` where something is there already. ``progress`` is called with each `Step`.
    """
    told = progress if callable(progress) else _silent
    with Project.create(path) as project:
        report = project.add_readings(readings(documents, seed=seed), MADE_BY, progress=told)
    return report.events


def readings(documents: int, *, seed: int = 1) -> Iterator[Reading]:
    """Yield the readings; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - not for secrets
    batch: list[Telling] = []
    number = 0
    for telling, _ in _shuffled(documents * _EACH, seed):
        batch.append(telling)
        if len(batch) == _EACH:
            yield _Article(number, batch, random).reading()
            batch, number = [], number + 1


def _silent(_: Step) -> None:
    pass


def _shuffled(claims: int, seed: int) -> list[tuple[Telling, int]]:
    """Tellings by day with those of one happening apart, so that several articles tell it."""
    found = list(synthetic(claims, seed))
    random = Random(seed)  # noqa: S311
    found.sort(key=lambda one: (one[0].published or 0) + random.random() * 2)
    return found


class _Article:
    """Builds one article sentence by sentence, noting where the words stand."""

    def __init__(self, number: int, tellings: list[Telling], random: Random) -> None:
        self._number = number
        self._tellings = tellings
        self._random = random
        self._parts: list[str] = []
        self._length = 0
        self._drafts: list[tuple[Telling, dict[str, tuple[int, int]], tuple[int, int]]] = []

    def reading(self) -> Reading:
        """Return the article as read."""
        for telling in self._tellings:
            self._sentence(telling)
            self._add(" ")
            if self._random.random() < 0.8:
                self._add(self._random.choice(_FILLERS) + "\n\n")
        published = max(t.published or 0 for t in self._tellings)
        document = Document(
            "".join(self._parts).strip() + "\n",
            uri=f"https://news.example.org/{self._number}",
            title=f"{_town(self._tellings[0].places[0])}: what is known",
            publisher=f"Paper {self._random.randrange(40)}",
            published=date.fromordinal(max(1, published)).isoformat(),
            language="en",
        )
        claims = [self._claim(document, *draft) for draft in self._drafts]
        claims.sort(key=lambda claim: claim.trigger.start)
        lines = ("trigger by the bench", "status occurred: told as having happened")
        return Reading(
            document,
            tuple(claims),
            explanations=tuple(Explanation(claim.claim_id, lines) for claim in claims),
        )

    def _add(self, words: str) -> tuple[int, int]:
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return start, self._length

    def _sentence(self, telling: Telling) -> None:
        random, at = self._random, {}
        begin = self._length
        if random.random() < 0.1:
            at["speaker"] = self._add(f"{random.choice(_FIRST)} {random.choice(_LAST)}")
            self._add(", a baker, ")
            at["private"] = at["speaker"]
        else:
            at["speaker"] = self._add(f"Voice {telling.voice.removeprefix('v')}")
            self._add(" ")
        at["cue"] = self._add("denied" if telling.told == "denied" else "said")
        self._add(" that ")
        at["actor"] = self._add(_side(telling.actors))
        self._add(" ")
        at["trigger"] = self._add(random.choice(_VERBS[telling.category]))
        self._add(" ")
        if telling.recipients:
            at["recipient"] = self._add(_side(telling.recipients))
            self._add(" in ")
        at["place"] = self._add(_town(telling.places[0]))
        if telling.first is not None:
            self._add(" on ")
            at["time"] = self._add(date.fromordinal(telling.first).isoformat())
        if telling.counts:
            self._add(", killing ")
            at["count"] = self._add(str(telling.counts[0].low))
            self._add(" people")
        self._add(f" near {' '.join(telling.words[:3])}.")
        self._drafts.append((telling, at, (begin, self._length)))

    def _claim(
        self,
        document: Document,
        telling: Telling,
        at: dict[str, tuple[int, int]],
        bounds: tuple[int, int],
    ) -> Claim:
        def span(name: str) -> Span:
            return Span.of(document.text, *at[name])

        place = telling.places[0]
        private = "private" in at
        speaker = Participant(span("speaker"), person="private" if private else "commander")
        time = None
        if telling.first is not None:
            day = date.fromordinal(telling.first)
            time = Time(span("time"), day, day, "day", carried=False, anchor="text")
        marked = self._random.random() < 0.15
        return Claim(
            document,
            Span.of(document.text, *bounds),
            span("trigger"),
            Event(telling.category, telling.mode, score=0.8),
            "denied" if telling.told == "denied" else "occurred",
            MADE_BY,
            actors=(Participant(span("actor"), _actor(telling.actors, place)),),
            recipients=(Participant(span("recipient"), _actor(telling.recipients, place)),)
            if "recipient" in at
            else (),
            places=(Place(span("place"), _place(place)),),
            time=time,
            counts=(Count(span("count"), "killed", telling.counts[0].low, telling.counts[0].high),)
            if "count" in at
            else (),
            attribution=(
                Attribution(
                    speaker, span("cue"), "denies" if telling.told == "denied" else "asserts"
                ),
            ),
            score=round(self._random.uniform(0.5, 0.99), 2),
            review=("the place is one of several of this name",) if marked else (),
        )


def _side(parties: tuple[str, ...]) -> str:
    return _SIDES[int(parties[0].rpartition(":")[2])] if parties else "gunmen"


def _actor(parties: tuple[str, ...], place: Where) -> ResolvedActor | None:
    if not parties:
        return None
    country = _country(place)
    side = int(parties[0].rpartition(":")[2])
    return ResolvedActor(f"bench:{country}:{side}", _SIDES[side], "military", country, 0.9)


def _town(place: Where) -> str:
    number = int(place.id.removeprefix("s:")) if place.id else 0
    syllables = []
    for _ in range(3):
        number, rest = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[rest])
    return "".join(syllables).capitalize() + (f" {number}" if number else "")


def _country(place: Where) -> str:
    return _COUNTRIES[int(place.country.removeprefix("C")) % len(_COUNTRIES)]


def _place(place: Where) -> ResolvedPlace:
    return ResolvedPlace(
        f"bench:{place.id}",
        _town(place),
        _country(place),
        "place",
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        score=0.8,
        precision=1 if place.latitude is not None and place.latitude > -10 else 4,
    )
