"""The coded texts that agreement is measured on, and the table that comes of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reportedly.records.claim import Claim
from reportedly.review.figure import Figure
from reportedly.review.units import Level


@dataclass(frozen=True, slots=True)
class CodedText:
    """One document as several people coded it, without seeing each other.

    ``length`` in characters; ``claims`` and ``suggested`` (whether the coder saw the machine's
    claims) in the order of ``coders``.
    """

    document: str
    length: int
    coders: tuple[str, ...]
    claims: tuple[tuple[Claim, ...], ...]
    suggested: tuple[bool, ...]

    def of(self, coders: Collection[str]) -> CodedText:
        """The same without all other coders."""
        kept = [i for i, name in enumerate(self.coders) if name in coders]
        return CodedText(
            self.document,
            self.length,
            tuple(self.coders[i] for i in kept),
            tuple(self.claims[i] for i in kept),
            tuple(self.suggested[i] for i in kept),
        )


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Agreement on one field over so many units, with 95 % intervals."""

    field: str
    level: Level
    units: int
    alpha: Figure
    kappa: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Agreement of two coders on what both coded blind; without intervals."""

    coders: tuple[str, str]
    documents: int
    fields: tuple[FieldAgreement, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The whole table. ``independent`` counts only blind codings, ``suggested`` the others."""

    documents: int
    coders: tuple[str, ...]
    independent: tuple[FieldAgreement, ...]
    suggested: tuple[FieldAgreement, ...]
    pairs: tuple[PairAgreement, ...]
    notes: tuple[str, ...]
