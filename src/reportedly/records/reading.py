"""A reading: all that one run found in one document."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.records.mentions import ActorMention, PlaceMention, TimeMention, Voice


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a claim was coded as it was: one line of words for each decision."""

    claim_id: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what was found in it.

    Claims are in the order of their triggers. ``warnings`` are in plain words for the user
    ("6 dates left open: add --published").
    """

    document: Document
    claims: tuple[Claim, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    voices: tuple[Voice, ...] = ()
    warnings: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()
