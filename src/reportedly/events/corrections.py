"""Later corrections and retractions of what a publisher told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import yaml

from reportedly.errors import DataError
from reportedly.events.contradictions import comparable, days, disjoint, show_count, show_days
from reportedly.events.records import Correction
from reportedly.events.tellings import published_day, told
from reportedly.records.claim import Claim
from reportedly.text.normalise import fold

_FILE: Final = Path(__file__).parent / "data" / "corrections.yaml"


@lru_cache(maxsize=1)
def load_cues(file: Path = _FILE) -> tuple[str, ...]:
    """Read the words that announce a correction; raises `DataError` where they are no list."""
    try:
        raw = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(str(file), f"expected YAML in UTF-8: {error}") from error
    cues = raw.get("cues") if isinstance(raw, dict) else None
    if not isinstance(cues, list) or not all(isinstance(c, str) for c in cues):
        raise DataError(str(file), "expected a list of strings", row="cues")
    return tuple(fold(cue) for cue in cues)


def corrections(claims: Sequence[Claim]) -> tuple[Correction, ...]:
    """Return what later claims change of earlier ones.

    Relations on the claims come first. Otherwise a later document of the same publisher that tells
    another number or day ``corrects`` where its words say so, else ``updates``; one that denies
    in its own voice what it told before ``retracts``.
    """
    found = [*_related(claims)]
    for earlier in claims:
        for later in claims:
            if _follows(earlier, later):
                found += _changes(earlier, later)
    return tuple(dict.fromkeys(found))


def _related(claims: Sequence[Claim]) -> Iterator[Correction]:
    held = {c.claim_id for c in claims}
    for claim in claims:
        for relation in claim.relations:
            if relation.claim_id not in held:
                continue
            if relation.kind == "corrects":
                yield Correction("corrects", claim.claim_id, relation.claim_id)
            elif relation.kind == "retracts":
                yield Correction("retracts", claim.claim_id, relation.claim_id)


def _follows(earlier: Claim, later: Claim) -> bool:
    a, b = earlier.document, later.document
    before, after = published_day(a.published), published_day(b.published)
    same = bool(a.publisher) and fold(a.publisher or "") == fold(b.publisher or "")
    return same and a.id != b.id and before is not None and after is not None and before < after


def _changes(earlier: Claim, later: Claim) -> Iterator[Correction]:
    ids = later.claim_id, earlier.claim_id
    if told(later.status) != told(earlier.status):
        if told(later.status) == "denied" and not later.attribution:
            yield Correction("retracts", *ids, "status", earlier.status, later.status)
        return
    announced = any(cue in fold(later.evidence.text) for cue in load_cues())
    for x in earlier.counts:
        for y in later.counts:
            if comparable(x, earlier, y, later) and disjoint(x, y):
                kind: Literal["corrects", "updates"] = "corrects" if announced else "updates"
                yield Correction(kind, *ids, x.what, show_count(x), show_count(y))
    before, after = days(earlier), days(later)
    if before and after and (before[1] < after[0] or after[1] < before[0]) and announced:
        yield Correction("corrects", *ids, "time", show_days(*before), show_days(*after))
