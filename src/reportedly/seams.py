"""The seams: what stands behind each may be replaced, nobody goes around one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from reportedly.records.claim import ResolvedActor, ResolvedPlace
from reportedly.records.document import Document
from reportedly.records.mentions import ActorMention, PlaceMention, TimeMention
from reportedly.records.reading import Reading
from reportedly.text.analysis import Analysis


class TimeResolver(Protocol):
    """Finds time expressions and counts their days from the publication date."""

    def find(self, analysis: Analysis, published: date | None) -> Sequence[TimeMention]:
        """Return the mentions in the order of the text, not overlapping."""
        ...


class Gazetteer(Protocol):
    """Finds toponyms and resolves them with the document as context."""

    @property
    def digest(self) -> str:
        """SHA-256 of the data, for ``produced_by.digests``."""
        ...

    def lookup(self, name: str) -> Sequence[ResolvedPlace]:
        """Return the candidates for a bare name, best first, without any context."""
        ...

    def find(self, analysis: Analysis) -> Sequence[PlaceMention]:
        """Return the document's toponyms in the order of the text, not overlapping."""
        ...


class ActorRegistry(Protocol):
    """Knows organisations, states and their organs. Never a private person."""

    @property
    def digest(self) -> str:
        """SHA-256 of the data, for ``produced_by.digests``."""
        ...

    def lookup(
        self, name: str, *, country: str | None = None, on: date | None = None
    ) -> Sequence[ResolvedActor]:
        """Return the candidates for a bare name, best first."""
        ...

    def state_of(self, name: str) -> ResolvedActor | None:
        """Return the state that a country name, demonym or capital stands for."""
        ...

    def organ(self, noun: str, country: str) -> ResolvedActor | None:
        """Return the organ of a state that a noun like 'police' names, by ISO 3166-1 alpha-3."""
        ...

    def find(
        self,
        analysis: Analysis,
        published: date | None,
        *,
        countries: Mapping[str, float] | None = None,
    ) -> Sequence[ActorMention]:
        """Return the document's known names in the order of the text, not overlapping.

        ``countries`` weighs, by ISO 3166-1 alpha-3, where the document's toponyms lie.
        """
        ...


class Reader(Protocol):
    """Turns one document into a reading."""

    def read(self, document: Document) -> Reading:
        """Read one document; the same document always gives the same reading."""
        ...


class Store(Protocol):
    """Keeps readings. The embedded and the server store stand behind this."""

    def add(self, readings: Iterable[Reading]) -> int:
        """Keep the readings and return how many documents were new."""
        ...

    def readings(self) -> Iterator[Reading]:
        """Return everything that is kept, in the order it came."""
        ...
