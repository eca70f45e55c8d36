"""Scores of exported weights on every set, read through the code that ships."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from reportedly.learned import Heads, Said, pairing
from reportedly.learned.layout import CATEGORIES, ROLES
from reportedly.learned.quoted import whole_contents
from reportedly_train.corpora import UDS_FULL, appeal_spans, rows
from reportedly_train.measures import CharacterCounts, counts_scores, overlap, value_scores

Scores = dict[str, Any]
QUOTATION = re.compile('["\u201c][^"\u201c\u201d\n]+["\u201d]?')
#: Parts of an attribution as intervals: source, cue, content.
Attribution = dict[str, list[tuple[int, int]]]


def appeals(heads: Heads, file: Path) -> Scores:
    """FactAppeal: characters of sources and contents under its own convention."""
    counts = {"source": CharacterCounts(), "content": CharacterCounts()}
    for row in rows(file):
        tags = heads.tags([row["text"]])[0]
        for role, gold in zip(counts, appeal_spans(row), strict=True):
            found = tags.appeals[f"appeal_{role}"]
            counts[role].add([(s.start, s.end) for s in found], gold)
    return {role: count.scores() for role, count in counts.items()}


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines of a text that hold anything."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def attributions(heads: Heads, file: Path) -> Scores:
    """PolNeAR: characters of each role, and whole attributions, read paragraph by paragraph."""
    counts = {role: CharacterCounts() for role in ROLES}
    right = found_all = there_all = 0
    for row in rows(file):
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        said: list[Attribution] = []
        for start, end in paragraphs(row["text"]):
            text = row["text"][start:end]
            quotations = [m.span() for m in QUOTATION.finditer(text)]
            tags = whole_contents(heads.tags([text])[0], text, quotations)
            said += [shifted(one, start) for one in pairing.attributions(tags)]
            for role in ROLES:
                found[role] += [(start + s.start, start + s.end) for s in getattr(tags, role)]
        gold = row["attributions"]
        for role in ROLES:
            counts[role].add(found[role], [s for a in gold for s in a[role]])
        right += matched(said, gold)
        found_all += len(said)
        there_all += len(gold)
    return {
        **{role: count.scores() for role, count in counts.items()},
        "attribution": counts_scores(right, found_all, there_all),
    }


def shifted(said: Said, start: int) -> Attribution:
    """The parts of an attribution as intervals of the document."""
    return {
        "source": [(start + said.source.start, start + said.source.end)] if said.source else [],
        "cue": [(start + said.cue.start, start + said.cue.end)] if said.cue else [],
        "content": [(start + c.start, start + c.end) for c in said.content],
    }


def matched(found: list[Attribution], there: list[Attribution]) -> int:
    """How many agree: half of source and content or more, and a cue that touches."""
    options = sorted(
        (
            (-overlap(one["content"], two["content"]), i, j)
            for i, one in enumerate(found)
            for j, two in enumerate(there)
            if _agree(one, two)
        ),
    )
    taken: set[int] = set()
    used: set[int] = set()
    for _, i, j in options:
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
    return len(taken)


def _agree(one: Attribution, two: Attribution) -> bool:
    if not (one["content"] and two["content"]):
        return False
    if min(s[0] for s in one["content"]) >= max(s[1] for s in two["content"]):
        return False
    touches = overlap(one["cue"], two["cue"]) > 0
    return (
        touches
        and overlap(one["source"], two["source"]) >= 0.5
        and overlap(one["content"], two["content"]) >= 0.5
    )


def uds(heads: Heads, file: Path) -> Scores:
    """UDS: values on -3..+3, and those that did not happen."""
    found, there = [], []
    for row in rows(file):
        spans = [tuple(e["span"]) for e in row["events"]]
        for event, weighed in zip(row["events"], heads.factuality(row["text"], spans), strict=True):
            if weighed is not None:
                found.append(weighed.value)
                there.append(max(-1.0, min(1.0, event["factual"] / UDS_FULL)) * 3)
    return value_scores(found, there)


def token_starts(text: str) -> list[tuple[int, int]]:
    """Tokens of a text that is split by spaces."""
    found, start = [], 0
    for token in text.split(" "):
        found.append((start, start + len(token)))
        start += len(token) + 1
    return found


def uw(heads: Heads, file: Path) -> Scores:
    """UW: values on -3..+3 of the events of newswire."""
    found, there = [], []
    for row in rows(file):
        tokens = token_starts(row["text"])
        spans = [(tokens[t["span1"][0]][0], tokens[t["span1"][1] - 1][1]) for t in row["targets"]]
        for target, weighed in zip(
            row["targets"], heads.factuality(row["text"], spans), strict=True
        ):
            if weighed is not None:
                found.append(weighed.value)
                there.append(float(target["label"]))
    return value_scores(found, there)


def own(heads: Heads, data: list[dict[str, Any]]) -> Scores:
    """Our own sentences that were held out: every head, and attributions by voice."""
    names = (*ROLES, "event", "loaded")
    whole = {name: CharacterCounts() for name in names}
    by_voice: dict[str, dict[str, CharacterCounts]] = {}
    statuses: Counter[tuple[str, str]] = Counter()
    categories: Counter[tuple[str, str]] = Counter()
    for row in data:
        tags = heads.tags([row["text"]])[0]
        gold = {r: [s for a in row["attributions"] for s in a[r]] for r in ROLES}
        gold["event"] = [e["trigger"] for e in row["events"] if e["concrete"]]
        gold["loaded"] = row["loaded"]
        found = {r: getattr(tags, r) for r in (*ROLES, "loaded")} | {"event": tags.events}
        voice = by_voice.setdefault(row["voice"], {r: CharacterCounts() for r in ROLES})
        for name in names:
            spans = [(s.start, s.end) for s in found[name]]
            whole[name].add(spans, gold[name])
            if name in voice:
                voice[name].add(spans, gold[name])
        triggers = [tuple(e["trigger"]) for e in row["events"]]
        for event, weighed in zip(
            row["events"], heads.factuality(row["text"], triggers), strict=True
        ):
            if weighed is not None:
                statuses[event["factuality"], weighed.status] += 1
                categories[event["plover"] or "", weighed.category] += 1
    return {
        **{name: count.scores() for name, count in whole.items()},
        "status_accuracy": _accuracy(statuses),
        "status": _table(statuses),
        "category_accuracy": _accuracy(
            Counter({k: n for k, n in categories.items() if k[0] in CATEGORIES[1:]})
        ),
        "by_voice": {
            voice: {role: count.scores()["f1"] for role, count in counts.items()}
            for voice, counts in sorted(by_voice.items())
        },
        "sentences": len(data),
    }


def _accuracy(table: Counter[tuple[str, str]]) -> float:
    total = sum(table.values())
    return round(sum(n for (a, b), n in table.items() if a == b) / total, 4) if total else 0.0


def _table(table: Counter[tuple[str, str]]) -> dict[str, dict[str, float]]:
    names = sorted({a for a, _ in table})
    return {
        name: counts_scores(
            table[name, name],
            sum(n for (_, b), n in table.items() if b == name),
            sum(n for (a, _), n in table.items() if a == name),
        )
        for name in names
    }
