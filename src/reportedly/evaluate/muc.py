"""Scores the reading on MUC-4: reports of terrorism of 1989-90 with hand-filled templates.

``corpora/muc4/docs.jsonl`` holds ``doc_id``, ``split``, ``text`` and ``header``;
``keys.jsonl`` the templates, each slot a list of entities with alternative strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reportedly.adapters.muc import MucTemplate, muc_templates
from reportedly.errors import DataError
from reportedly.evaluate.muc_metric import Entity, Tallies, Template, entity, score_templates
from reportedly.records.document import Document
from reportedly.records.reading import Reading

#: The key's names of the slots that are compared. Victims are those that are named.
_KEY_SLOTS: Final = {
    "perp_individual": "PERP: INDIVIDUAL ID",
    "perp_organisation": "PERP: ORGANIZATION ID",
    "target": "PHYS TGT: ID",
    "victim": "HUM TGT: NAME",
    "weapon": "INCIDENT: INSTRUMENT ID",
}
_MONTHS: Final = (
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
)
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A document with its key templates, strings that stand nowhere in the text left out."""

    id: str
    document: Document
    key: tuple[Template, ...]


def read_keyed(corpora: Path, split: str) -> list[Keyed]:
    """Read one split; raises `DataError` naming the row that is not as expected."""
    keys: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(corpora / "muc4" / "keys.jsonl"):
        if row["split"] == split and row["relevant"]:
            keys.setdefault(row["doc_id"], []).append(row["slots"])
    found = []
    for row in _rows(corpora / "muc4" / "docs.jsonl"):
        if row["split"] == split:
            text = row["text"]
            document = Document(
                text, uri=f"muc4:{row['doc_id']}", published=_day(row["header"]), language="en"
            )
            flat = " ".join(text.split()).lower()
            key = [_template(slots, flat) for slots in keys.get(row["doc_id"], [])]
            unique = [t for i, t in enumerate(key) if t not in key[:i]]
            found.append(Keyed(row["doc_id"], document, tuple(unique)))
    return found


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise DataError(str(file), f"cannot be read: {error.strerror}") from None
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            row["doc_id"], row["split"]
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(str(file), f"no MUC record: {error}", row=number) from error
        yield row


def _day(header: dict[str, Any] | None) -> str | None:
    match = _DAY.match((header or {}).get("date") or "")
    if match is None or match[2] not in _MONTHS:
        return None
    return f"19{match[3]}-{_MONTHS.index(match[2]) + 1:02d}-{int(match[1]):02d}"


def _template(slots: dict[str, Any], text: str) -> Template:
    kind = "/".join(a["val"] for f in slots["INCIDENT: TYPE"] for a in f["alts"]).lower()
    return Template(
        kind,
        {ours: tuple(_entities(slots.get(name) or [], text)) for ours, name in _KEY_SLOTS.items()},
    )


def _entities(fillers: Sequence[dict[str, Any]], text: str) -> Iterator[Entity]:
    for filler in fillers:
        strings = [a["val"] for a in filler["alts"] if a.get("val")]
        told = [s for s in strings if " ".join(s.split()).lower() in text]
        if told:
            yield entity(told)


def found_template(template: MucTemplate) -> Template:
    """Return an adapted template as the measure compares it."""
    slots = {
        "perp_individual": template.perpetrators,
        "perp_organisation": template.organisations,
        "target": template.targets,
        "victim": template.victims,
        "weapon": template.instruments,
    }
    return Template(
        template.type.lower(),
        {k: tuple(entity(s.text for s in e) for e in v) for k, v in slots.items()},
    )


def score_muc(keyed: Iterable[Keyed], read: Callable[[Keyed], Reading]) -> Tallies:
    """Read each document and compare its templates with the key."""
    total = Tallies()
    for item in keyed:
        found = [found_template(t) for t in muc_templates(read(item))]
        total.add(score_templates(found, item.key))
    return total


def evaluate_muc(corpora: Path, split: str) -> dict[str, Any]:
    """Figures of one split: precision, recall and F1 of the type, of each slot and over all."""
    from reportedly.pipeline import Engine  # noqa: PLC0415 - loads the model and all data

    keyed = read_keyed(corpora, split)
    engine = Engine()
    tallies = score_muc(keyed, lambda item: engine.read(item.document))
    return {"documents": len(keyed)} | tallies.figures()
