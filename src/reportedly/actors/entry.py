"""What the registry holds: an actor, its names, and what it was from day to day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = frozenset({
    "state", "de_facto_authority", "military", "police", "ministry", "intelligence", "court",
    "parliament", "igo", "mission", "alliance", "ngo", "media", "rebel", "militia", "pmc", "gang",
    "party", "movement", "union", "communal", "company",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is between two days, both included; None is open."""

    kind: str
    start: date | None = None
    end: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether the role holds on this day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor. ``curated`` entries are our own; others come from lists as they stand.

    ``country`` is ISO 3166-1 alpha-3, ``also`` the further countries where it is active, ``refs``
    its ids in other lists (``ucdp:``, ``un:``, ``ofac:``), ``listed`` the names that only those
    lists give: good for a look-up, too loose to be found in running text without more.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    parent: str | None = None
    roles: tuple[Role, ...] = ()
    refs: tuple[str, ...] = ()
    source: str = ""
    curated: bool = True

    @property
    def countries(self) -> frozenset[str]:
        """Every country where it is at home or active."""
        home = () if self.country is None else (self.country,)
        return frozenset((*home, *self.also))

    def kind_on(self, day: date | None) -> str:
        """Return the kind on this day; without a day the kind that it has now."""
        if day is None:
            return self.roles[-1].kind if self.roles else self.kind
        return next((role.kind for role in self.roles if role.holds(day)), self.kind)

    def existed(self, day: date | None) -> bool:
        """Return False where every role is dated and none holds on this day."""
        return day is None or not self.roles or any(role.holds(day) for role in self.roles)
