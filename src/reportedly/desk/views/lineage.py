"""Which decisions are about which claim: a correction may give a claim another id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from reportedly.records.claim import Claim
from reportedly.records.plain import to_plain
from reportedly.store import Decision

_IDENTITY: Final = ("trigger", "event", "attribution")


@dataclass(slots=True)
class History:
    """What was decided on one claim, the oldest first; ``corrected`` are the fields changed."""

    decisions: list[Decision] = field(default_factory=list)
    corrected: set[str] = field(default_factory=set)
    added: bool = False

    @property
    def seen(self) -> str | None:
        """The id of the last decision."""
        return self.decisions[-1].id if self.decisions else None


def histories(
    document: str, read: Mapping[str, Claim], decisions: Iterable[Decision]
) -> dict[str, History]:
    """Return the histories of a document's claims by the id that each has now.

    ``read`` are the claims as the machine read them, by id.
    """
    found: dict[str, History] = {}
    state: dict[str, dict[str, Any]] = {}
    for decision in decisions:
        if decision.document != document or decision.kind not in _ON_CLAIMS:
            continue
        target = decision.target
        history = found.setdefault(target, History())
        history.decisions.append(decision)
        after = decision.after if isinstance(decision.after, dict) else {}
        if decision.kind == "add_claim":
            history.added = True
            state[target] = {name: after.get(name) for name in _IDENTITY}
        if decision.kind != "correct":
            continue
        history.corrected |= after.keys()
        before = state.pop(target, None) or _identity(read.get(target))
        now = before | {name: after[name] for name in _IDENTITY if name in after}
        new = _digest(document, now) or target
        state[new] = now
        found[new] = found.pop(target)
    return found


_ON_CLAIMS: Final = frozenset({"accept", "reject", "correct", "add_claim", "restore_name"})


def _identity(claim: Claim | None) -> dict[str, Any]:
    if claim is None:
        return {}
    return {name: to_plain(getattr(claim, name)) for name in _IDENTITY}


def _digest(document: str, plain: dict[str, Any]) -> str | None:
    """The claim's id, from plain values; see `reportedly.records.claim.claim_digest`."""
    trigger, event = plain.get("trigger"), plain.get("event")
    if not trigger or not event:
        return None
    speakers = ";".join(
        f"{a['speaker']['span']['start']}-{a['speaker']['span']['end']}"
        if a.get("speaker")
        else "-"
        for a in plain.get("attribution") or ()
    )
    key = f"{document}\n{trigger['start']}-{trigger['end']}\n{event['plover']}\n{speakers}"
    return sha256(key.encode()).hexdigest()
