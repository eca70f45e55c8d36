"""Readings made by hand, for tests of what comes after the reader."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.records.claim import (
    Acled,
    Attribution,
    Claim,
    Count,
    Event,
    Participant,
    Place,
    ProducedBy,
    ResolvedActor,
    ResolvedPlace,
    Stance,
    Status,
    Time,
    Timex,
)
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.records.reading import Explanation, Reading
from reportedly.records.span import Span

TEXT = """\
SARDIN, 6 March \u2014 The governor's office of Olmar said on Thursday that rebels of the Northern \
Front had shelled the market of Sardin overnight, killing at least twelve people and wounding \
\u201cdozens\u201d. Karim Daudzai, a baker, told reporters that two of the shells had struck the \
mosque.

The Northern Front denied the attack within hours. Its spokesman, Commander Issa, said the army \
would withdraw from Sardin next week, and accused the governor of planning to bomb Qesh if the \
truce failed. \U0001f54a

Police said they had foiled a plot to blow up the Olmar bridge. No shots were fired in the town of \
Vesht, the office added. Daudzai was detained on Friday, according to two residents.

قال مكتب المحافظ إن المتمردين قصفوا سوق Sardin ليلاً، ونفت الجبهة ذلك.
"""
MADE_BY = ProducedBy("hand", "1.0", rule="by hand")
FRONT = ResolvedActor("x:front", "Northern Front", "armed group", "XXX", 0.9)
OLMAR = ResolvedActor("x:olmar", "Government of Olmar", "government", "XXX", 0.8)
SARDIN = ResolvedPlace(
    "x:1", "Sardin", "XXX", "place", admin1="Olmar", latitude=-1.25, longitude=40.5, precision=1
)


class Maker:
    """Makes records of one document from the words in it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.claims: list[Claim] = []

    def span(self, words: str, nth: int = 1) -> Span:
        """The nth place where the words stand."""
        at = -1
        for _ in range(nth):
            at = self.document.text.index(words, at + 1)
        return Span.of(self.document.text, at, at + len(words))

    def party(self, words: str, nth: int = 1, **more: Any) -> Participant:
        return Participant(self.span(words, nth), **more)

    def says(self, who: Participant | None, cue: str, stance: Stance = "asserts") -> Attribution:
        return Attribution(who, self.span(cue), stance)

    def claim(self, evidence: str, trigger: str, code: str, status: Status, **more: Any) -> Claim:
        category, _, mode = code.partition("/")
        clause = self.span(evidence)
        at = clause.start + clause.text.index(trigger)
        made = Claim(
            self.document,
            clause,
            Span.of(self.document.text, at, at + len(trigger)),
            Event(category, mode or None, cameo="190", acled=Acled("Battles", "Armed clash")),
            status,
            MADE_BY,
            **more,
        )
        self.claims.append(made)
        return made

    def reading(self, **more: Any) -> Reading:
        why = tuple(
            Explanation(c.claim_id, (f"trigger: '{c.trigger.text}' is listed", "rule: by hand"))
            for c in self.claims
        )
        claims = tuple(sorted(self.claims, key=lambda c: c.trigger))
        return Reading(self.document, claims, explanations=why, **more)


def sample(uri: str = "wire/sardin.txt", published: str | None = "2025-03-06") -> Reading:
    """A reading with every status, nested and shared spans, a private person, open values."""
    m = Maker(
        Document(
            TEXT,
            uri=uri,
            title="Shelling of Sardin market: what is said",
            publisher="Example Wire",
            published=published,
            language="en",
            published_source="user" if published else None,
        )
    )
    office = m.party("governor's office of Olmar", resolved=OLMAR)
    baker = m.party("Karim Daudzai", person="private")
    night = Time(
        m.span("overnight"), date(2025, 3, 5), date(2025, 3, 6), "range", False, "published",
        Timex("DATE", "2025-03-05/2025-03-06"),
    )  # fmt: skip
    carried = Time(night.span, night.earliest, night.latest, "range", True, "published")
    _first_paragraph(m, office, baker, night, carried)
    _second_paragraph(m, office, carried)
    _third_paragraph(m, office, baker)
    place = PlaceMention(m.span("Sardin"), SARDIN)
    return m.reading(places=(place,), warnings=("1 date left open: add --published",))


def _first_paragraph(
    m: Maker, office: Participant, baker: Participant, night: Time, carried: Time
) -> None:
    m.claim(
        "rebels of the Northern Front had shelled the market of Sardin overnight, killing at "
        "least twelve people and wounding \u201cdozens\u201d",
        "shelled",
        "ASSAULT/heavy-weapons",
        "occurred",
        actors=(m.party("rebels of the Northern Front", resolved=FRONT),),
        recipients=(m.party("people"),),
        places=(Place(m.span("Sardin"), SARDIN),),
        time=night,
        counts=(
            Count(m.span("at least twelve"), "killed", 12, None, m.span("people"), "civilian"),
            Count(m.span("dozens"), "injured", None, None),
        ),
        attribution=(m.says(office, "said"),),
        score=0.9,
    )
    m.claim(
        "two of the shells had struck the mosque",
        "struck",
        "ASSAULT/heavy-weapons",
        "occurred",
        places=(Place(m.span("mosque"), None),),
        time=carried,
        attribution=(m.says(baker, "told"),),
        review=("the place is in no gazetteer",),
    )


def _second_paragraph(m: Maker, office: Participant, carried: Time) -> None:
    front = m.party("Northern Front", 2, resolved=FRONT)
    issa = m.party("Commander Issa", person="commander", resolved=FRONT)
    m.claim(
        "The Northern Front denied the attack within hours.",
        "attack",
        "ASSAULT/heavy-weapons",
        "denied",
        actors=(front,),
        places=(Place(m.span("Sardin"), SARDIN),),
        time=carried,
        attribution=(m.says(front, "denied", "denies"),),
    )
    m.claim(
        "the army would withdraw from Sardin next week",
        "withdraw",
        "RETREAT/withdraw",
        "planned",
        actors=(m.party("army"),),
        places=(Place(m.span("Sardin", 2), SARDIN),),
        time=Time(
            m.span("next week"), None, None, "week", False, "none", None, "no publication date"
        ),
        attribution=(m.says(issa, "said"),),
    )
    m.claim(
        "accused the governor of planning to bomb Qesh if the truce failed",
        "accused",
        "ACCUSE/allege",
        "occurred",
        actors=(issa,),
        recipients=(m.party("governor", 2),),
    )
    m.claim(
        "accused the governor of planning to bomb Qesh if the truce failed",
        "bomb",
        "ASSAULT/aerial",
        "hypothetical",
        actors=(m.party("governor", 2, antecedent=office.span),),
        places=(Place(m.span("Qesh"), None),),
        attribution=(m.says(issa, "accused"),),
    )


def _third_paragraph(m: Maker, office: Participant, baker: Participant) -> None:
    police = m.party("Police")
    m.claim(
        "they had foiled a plot to blow up the Olmar bridge",
        "blow up",
        "ASSAULT/explosives",
        "averted",
        attribution=(m.says(police, "said"),),
    )
    m.claim(
        "No shots were fired in the town of Vesht",
        "fired",
        "ASSAULT/firearms",
        "negated",
        places=(Place(m.span("Vesht"), None),),
        attribution=(m.says(office, "added"),),
    )
    m.claim(
        "Daudzai was detained on Friday, according to two residents.",
        "detained",
        "COERCE/arrest",
        "occurred",
        recipients=(m.party("Daudzai", 2, antecedent=baker.span, person="private"),),
        time=Time(
            m.span("on Friday"), date(2025, 2, 28), date(2025, 2, 28), "day", False, "published"
        ),
        attribution=(m.says(m.party("residents"), "according to"),),
    )
