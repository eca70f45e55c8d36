"""States: their names, adjectives and capitals, and what their organs are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reportedly.actors.entry import Entry, Role
from reportedly.actors.keys import name_key


@dataclass(frozen=True, slots=True)
class State:
    """A state as the word lists hold it; ``adjectives[0]`` builds the names of its organs."""

    iso3: str
    name: str
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    article: str = ""
    governments: tuple[str, ...] = ()

    @property
    def of(self) -> str:
        """The name as it stands behind "of"."""
        return f"{self.article} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ of any state: its kind, how it is named by default, what nouns stand for it.

    ``is_state`` nouns stand for the state itself, and so do those of a ``named_only`` organ in a
    country where the data gives it no name.
    """

    key: str
    kind: str
    name: str = "{name}"
    nouns: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    parent: str | None = None
    is_state: bool = False
    named_only: bool = False


@dataclass(frozen=True)
class States:
    """Every state with its organs, by name and by code."""

    states: Mapping[str, State]
    organs: Mapping[str, Organ]
    named: Mapping[tuple[str, str], Mapping[str, object]]
    nouns: dict[tuple[str, ...], str] = field(default_factory=dict)
    offices: dict[tuple[str, ...], str] = field(default_factory=dict)
    names: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    adjectives: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    capitals: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for organ in self.organs.values():
            for noun in organ.nouns:
                self.nouns.setdefault(name_key(noun), organ.key)
            for office in organ.offices:
                self.offices.setdefault(name_key(office), organ.key)
        for state in self.states.values():
            for table, spellings in (
                (self.names, (state.name, *state.aliases)),
                (self.adjectives, state.adjectives),
                (self.capitals, state.capitals),
            ):
                for spelling in spellings:
                    held = table.setdefault(name_key(spelling), [])
                    if state.iso3 not in held:
                        held.append(state.iso3)

    def state_entry(self, iso3: str) -> Entry | None:
        """Return the state itself."""
        state = self.states.get(iso3)
        if state is None:
            return None
        return Entry(
            f"state:{iso3}", state.name, "state", iso3,
            aliases=state.aliases, refs=state.refs, source="reportedly states",
        )  # fmt: skip

    def organ_entry(self, key: str, iso3: str, *, named: bool = False) -> Entry | None:
        """Return an organ of a state under its own name, or the pattern's for want of one.

        ``named``: the text writes it as a name ("Ruritanian Navy"), so it is no mere description.
        """
        state, organ = self.states.get(iso3), self.organs.get(key)
        if state is None or organ is None:
            return None
        if organ.is_state:
            return self.state_entry(iso3)
        own = self.named.get((iso3, key), {})
        if organ.named_only and not own and not named:
            return self.state_entry(iso3)
        adjective = state.adjectives[0] if state.adjectives else state.name
        pattern = organ.name.format(adj=adjective, name=state.name, of=state.of)
        until = own.get("to")
        roles = (Role(organ.kind, None, date.fromisoformat(str(until))),) if until else ()
        return Entry(
            f"state:{iso3}:{key}", str(own.get("name", pattern)), organ.kind, iso3,
            aliases=(pattern, *_texts(own.get("aliases"))),
            acronyms=_texts(own.get("acronyms")),
            parent=f"state:{iso3}:{organ.parent}" if organ.parent else f"state:{iso3}",
            roles=roles, source="reportedly states",
        )  # fmt: skip

    def governments(self) -> list[tuple[Entry, tuple[str, ...]]]:
        """Return the states with names of their governments in running text ("Kremlin")."""
        return [
            (entry, state.governments)
            for iso3, state in self.states.items()
            if state.governments and (entry := self.state_entry(iso3)) is not None
        ]

    def named_organs(self) -> list[Entry]:
        """Return the organs whose names are in the data."""
        found = (self.organ_entry(key, iso3) for iso3, key in self.named)
        return [entry for entry in found if entry is not None]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
