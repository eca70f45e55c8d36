"""Scores the time tagger on TimeML corpora, as TempEval-3 does, beside its peers.

A corpus is a JSON Lines file of documents: ``id``, ``dct`` (publication date), ``text`` and
``timex`` (``start``, ``end`` in code points, ``type``, ``value``). Scores are micro averages:

* relaxed: system and gold share a character; strict: same start and end;
* value: relaxed match whose TIMEX3 value is the gold one, counted as true positive of an F1;
* calendar: of the gold DATEs with a calendar value, the share found with that very value.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportedly.evaluate.json_lines import read_rows
from reportedly.evaluate.time_peers import PEERS, TIMEX_PEERS, Finder, Timed
from reportedly.times.tagger import tag

_CALENDAR = re.compile(r"\d{4}(-(\d\d(-\d\d)?|W\d\d(-\d|-WE)?|Q\d|H\d|SP|SU|FA|WI))?$")
_WARM_UP = "It began on Monday."
_EXACT = TIMEX_PEERS | {"reportedly"}


@dataclass(frozen=True, slots=True)
class Gold:
    """A document with its time expressions as (start, end, type, value)."""

    id: str
    published: date
    text: str
    timex: tuple[Timed, ...]


@dataclass(slots=True)
class Counts:
    """Numbers of gold and system expressions, of their matches, and the errors one by one."""

    gold: int = 0
    system: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    calendar: int = 0
    calendar_right: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)

    def report(self) -> dict[str, float | int]:
        """Return the figures, F1 between 0 and 1."""
        return {
            "gold": self.gold, "system": self.system,
            "relaxed_f1": self._f1(self.relaxed), "strict_f1": self._f1(self.strict),
            "value_f1": self._f1(self.value),
            "calendar_accuracy": round(self.calendar_right / max(1, self.calendar), 4),
        }  # fmt: skip

    def _f1(self, right: int) -> float:
        return round(2 * right / max(1, self.gold + self.system), 4)


def read_corpus(path: Path) -> list[Gold]:
    """Read a corpus; raises `DataError` with the row that is not as expected."""
    return list(read_rows(path, _gold, "an annotated document"))


def _gold(raw: dict[str, Any]) -> Gold:
    timex = tuple(Timed(t["start"], t["end"], t["type"], t["value"] or "") for t in raw["timex"])
    return Gold(raw["id"], date.fromisoformat(raw["dct"][:10]), raw["text"], timex)


def find_ours(text: str, published: date) -> list[Timed]:
    """Find time expressions with the tagger alone, without a parse."""
    return [
        Timed(m.span.start, m.span.end, m.timex.type, m.timex.value) for m in tag(text, published)
    ]


def evaluate_time(corpora: Path, corpus: str, *, peers: Sequence[str] = ()) -> dict[str, Any]:
    """Score the tagger (and named peers) on ``corpora/time/<corpus>.jsonl``.

    Returns the corpus' SHA-256, the figures of each system and its documents a second.
    """
    path = corpora / "time" / f"{corpus}.jsonl"
    documents = read_corpus(path)
    systems: dict[str, Finder] = {"reportedly": find_ours}
    for name in peers:
        finder = PEERS[name]()
        if finder is not None:
            systems[name] = finder
    report: dict[str, Any] = {
        "corpus": corpus, "documents": len(documents),
        "sha256": sha256(path.read_bytes()).hexdigest(), "systems": {},
    }  # fmt: skip
    for name, finder in systems.items():
        report["systems"][name] = _run(documents, finder, lenient=name not in _EXACT)
    return report


def _run(documents: Iterable[Gold], finder: Finder, *, lenient: bool) -> dict[str, float | int]:
    """Score one system. Its speed is in processor time, of HeidelTime (in Java) in wall time."""
    clock = time.process_time if lenient or finder is find_ours else time.perf_counter
    counts = Counts()
    finder(_WARM_UP, date(2000, 1, 1))
    spent, read = 0.0, 0
    for document in documents:
        begun = clock()
        found = finder(document.text, document.published)
        spent += clock() - begun
        read += 1
        score(document, found, counts, lenient=lenient)
    return counts.report() | {"documents_per_second": round(read / max(spent, 1e-9), 1)}


def score(document: Gold, found: Sequence[Timed], counts: Counts, *, lenient: bool = False) -> None:
    """Match a document's expressions one to one, exact spans first, and add to the counts."""
    counts.gold += len(document.timex)
    counts.system += len(found)
    pairs = _pair(document.timex, found)
    counts.relaxed += len(pairs)
    for gold_index, gold in enumerate(document.timex):
        index = pairs.get(gold_index)
        system = found[index] if index is not None else None
        exact = system is not None and (system.start, system.end) == (gold.start, gold.end)
        right = system is not None and same_value(system.value, gold.value, lenient=lenient)
        counts.strict += exact
        counts.value += right
        if gold.type == "DATE" and _CALENDAR.match(gold.value):
            counts.calendar += 1
            counts.calendar_right += right
        if not (exact and right):
            counts.errors.append(_error(document, gold, system))
    used = set(pairs.values())
    counts.errors.extend(_error(document, None, s) for i, s in enumerate(found) if i not in used)


def _pair(gold: Sequence[Timed], found: Sequence[Timed]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for exact in (True, False):
        for g, one in enumerate(gold):
            for s, other in enumerate(found):
                if g in pairs or s in used:
                    continue
                same = (one.start, one.end) == (other.start, other.end)
                if same or (not exact and one.start < other.end and other.start < one.end):
                    pairs[g] = s
                    used.add(s)
    return pairs


def same_value(system: str, gold: str, *, lenient: bool = False) -> bool:
    """Whether the values are equal; ``lenient`` lets a day or time stand for what holds it.

    Tools that give a day and a clock time, never a TIMEX3 value, are scored leniently.
    """
    if system == gold:
        return True
    if not lenient or not re.match(r"\d{4}-\d\d-\d\d", system) or not gold[:4].isdigit():
        return False
    if "W" in gold:
        iso = date.fromisoformat(system[:10]).isocalendar()
        return gold == f"{iso.year:04d}-W{iso.week:02d}"
    if "-Q" in gold:
        return gold == f"{system[:4]}-Q{(int(system[5:7]) + 2) // 3}"
    if re.match(r"\d{4}-\d\d-\d\dT[A-Z]", gold):
        return system[:10] == gold[:10]
    return system.startswith(gold) or (len(gold) > 10 and system[:16] == gold[:16])


def _error(document: Gold, gold: Timed | None, system: Timed | None) -> dict[str, Any]:
    def show(one: Timed | None) -> list[str] | None:
        return [document.text[one.start : one.end], one.type, one.value] if one else None

    at = (gold or system or Timed(0, 0, "", "")).start
    return {
        "document": document.id, "published": document.published.isoformat(),
        "context": document.text[max(0, at - 50) : at + 60], "gold": show(gold),
        "system": show(system),
    }  # fmt: skip
