"""One row a claim, the voice first; the columns are described in docs/columns.md."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Final, TextIO

from reportedly.exports.notice import NOTICE, READS
from reportedly.exports.privacy import Names, Redaction
from reportedly.exports.wording import OWN_VOICE, UNRESOLVED, figure, speaker, stands_for
from reportedly.records.claim import Claim, Participant
from reportedly.records.reading import Reading

Cell = str | int | float | None

COUNTED: Final = ("killed", "injured", "detained", "abducted")
#: The columns, in order. They are documented one by one in docs/columns.md.
COLUMNS: Final = (
    "voice",
    "voice_resolved",
    "stance",
    "cue",
    "status",
    "category",
    "mode",
    "trigger",
    "actors",
    "actors_stand_for",
    "actors_resolved",
    "actors_ids",
    "recipients",
    "recipients_stand_for",
    "recipients_resolved",
    "recipients_ids",
    "places",
    "places_resolved",
    "places_ids",
    "countries",
    "place_levels",
    "place_precision",
    "latitude",
    "longitude",
    "time_words",
    "earliest",
    "latest",
    "time_precision",
    "time_anchor",
    "time_carried",
    "time_unresolved",
    "counts",
    "killed_low",
    "killed_high",
    "injured_low",
    "injured_high",
    "detained_low",
    "detained_high",
    "abducted_low",
    "abducted_high",
    "evidence",
    "contexts",
    "cameo",
    "acled_event_type",
    "acled_sub_event_type",
    "score",
    "review",
    "document_title",
    "publisher",
    "author",
    "published",
    "published_source",
    "language",
    "uri",
    "document_id",
    "claim_id",
    "trigger_start",
    "trigger_end",
    "evidence_start",
    "evidence_end",
    "engine",
    "engine_version",
    "rule",
    "names",
    "notice",
)
_LONGEST: Final = 32_000
_STARTS_FORMULA: Final = re.compile(
    "(^|[;\r\n])([ \u00a0\u3000]*)([=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20])"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def write_csv(readings: Iterable[Reading], out: TextIO, names: Names) -> None:
    """Write the rows; ``out`` must leave line ends alone (``newline=""``)."""
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for reading in readings:
        redaction = Redaction(reading, names)
        for claim in reading.claims:
            writer.writerow([safe(cell) for cell in row(claim, redaction).values()])


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    if len(cell) > _LONGEST:
        cell = cell[:_LONGEST] + " [\u2026]"
    cell = _SURROGATE.sub("\ufffd", cell)
    return _STARTS_FORMULA.sub(r"\1\2'\3", cell)


def row(claim: Claim, redaction: Redaction) -> dict[str, Cell]:
    """Return the cells of a claim by column, in the order of the columns."""
    return {
        **_voice(claim, redaction),
        "status": claim.status,
        "category": claim.event.plover,
        "mode": claim.event.mode,
        "trigger": redaction.span(claim.trigger),
        **_parties("actors", claim.actors, redaction),
        **_parties("recipients", claim.recipients, redaction),
        **_places(claim, redaction),
        **_time(claim, redaction),
        **_counts(claim, redaction),
        "evidence": redaction.span(claim.evidence),
        **_codes(claim, redaction),
        **_document(claim, redaction),
        **_identity(claim),
        "names": redaction.note,
        "notice": f"{NOTICE}; {READS}",
    }


def joined(values: Iterable[Cell]) -> Cell:
    """One value as it is, several joined by '; ', none as None."""
    cells = list(values)
    if len(cells) <= 1:
        return cells[0] if cells else None
    texts = ["" if cell is None else str(cell) for cell in cells]
    return "; ".join(texts) if any(texts) else None


def _voice(claim: Claim, redaction: Redaction) -> dict[str, Cell]:
    chain = claim.attribution
    who = [link.speaker.resolved if link.speaker else None for link in chain]
    return {
        "voice": joined([speaker(link, redaction) for link in chain] or [OWN_VOICE]),
        "voice_resolved": joined(actor.name if actor else None for actor in who),
        "stance": joined(link.stance for link in chain),
        "cue": joined(redaction.span(link.cue) if link.cue else None for link in chain),
    }


def _parties(role: str, parties: tuple[Participant, ...], redaction: Redaction) -> dict[str, Cell]:
    who = [party.resolved for party in parties]
    return {
        role: joined(redaction.party(party) for party in parties),
        f"{role}_stand_for": joined(stands_for(party, redaction) for party in parties),
        f"{role}_resolved": joined(actor.name if actor else None for actor in who),
        f"{role}_ids": joined(actor.id if actor else None for actor in who),
    }


def _places(claim: Claim, redaction: Redaction) -> dict[str, Cell]:
    found = [place.resolved for place in claim.places]
    return {
        "places": joined(redaction.span(place.span) for place in claim.places),
        "places_resolved": joined(
            ", ".join(dict.fromkeys(p for p in (f.name, f.admin2, f.admin1) if p))
            if f
            else UNRESOLVED
            for f in found
        ),
        "places_ids": joined(f.gazetteer_id if f else None for f in found),
        "countries": joined(f.country if f else None for f in found),
        "place_levels": joined(f.level if f else None for f in found),
        "place_precision": joined(f.precision if f else None for f in found),
        "latitude": joined(f.latitude if f else None for f in found),
        "longitude": joined(f.longitude if f else None for f in found),
    }


def _time(claim: Claim, redaction: Redaction) -> dict[str, Cell]:
    time = claim.time
    return {
        "time_words": redaction.span(time.span) if time else None,
        "earliest": time.earliest.isoformat() if time and time.earliest else None,
        "latest": time.latest.isoformat() if time and time.latest else None,
        "time_precision": time.precision if time else None,
        "time_anchor": time.anchor if time else None,
        "time_carried": ("yes" if time.carried else "no") if time else None,
        "time_unresolved": time.unresolved if time else None,
    }


def _counts(claim: Claim, redaction: Redaction) -> dict[str, Cell]:
    told = [f"{c.what}: {redaction.span(c.span)} ({figure(c) or 'open'})" for c in claim.counts]
    cells: dict[str, Cell] = {"counts": joined(told)}
    for what in COUNTED:
        same = [count for count in claim.counts if count.what == what]
        cells[f"{what}_low"] = joined(count.low for count in same)
        cells[f"{what}_high"] = joined(count.high for count in same)
    return cells


def _codes(claim: Claim, redaction: Redaction) -> dict[str, Cell]:
    acled = claim.event.acled
    return {
        "contexts": joined(claim.event.contexts),
        "cameo": f"cameo:{claim.event.cameo}" if claim.event.cameo else None,
        "acled_event_type": acled.event_type if acled else None,
        "acled_sub_event_type": acled.sub_event_type if acled else None,
        "score": claim.score,
        "review": joined(redaction.words(reason) for reason in claim.review),
    }


def _document(claim: Claim, redaction: Redaction) -> dict[str, Cell]:
    document = claim.document
    return {
        "document_title": redaction.words(document.title or "") or None,
        "publisher": document.publisher,
        "author": redaction.words(document.author or "") or None,
        "published": document.published,
        "published_source": document.published_source,
        "language": document.language,
        "uri": redaction.address(document.uri) if document.uri else None,
    }


def _identity(claim: Claim) -> dict[str, Cell]:
    return {
        "document_id": claim.document.id,
        "claim_id": claim.claim_id,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "engine": claim.produced_by.engine,
        "engine_version": claim.produced_by.version,
        "rule": claim.produced_by.rule,
    }
