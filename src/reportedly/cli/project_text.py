"""What a project holds, for a terminal or as JSON lines; private persons' names are masked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby, islice
from typing import Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli.masked import Masks
from reportedly.errors import UsageError
from reportedly.events.records import EventRecord
from reportedly.exports import wording
from reportedly.exports.privacy import Redaction
from reportedly.exports.terminal import clean
from reportedly.records.claim import Claim
from reportedly.store import Difference, Filters, Project, ProjectStatus, Run

_ID: Final = 10
_WIDE: Final = 130
_MOST: Final = 30


def print_status(found: ProjectStatus, *, as_json: bool) -> None:
    """Print counts, failures and what waits."""
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    lines = [
        ("project", found.name),
        ("documents", f"{found.documents}, {found.bytes:,} bytes kept as they came"),
        ("claims", f"{found.claims} in run {found.run} of {found.runs}" if found.run else "0"),
        ("events", f"{found.events}, {found.contradictions} contradictions"),
        ("decisions", f"{found.decisions}, {found.waiting} wait for a person"),
    ]
    if found.unread:
        lines.append(("not yet read", f"{found.unread} in this run; use: add --reread"))
    for job in found.interrupted:
        of = f" of {job.total}" if job.total else ""
        lines.append(("interrupted", f"after {job.done}{of}: add {' '.join(job.sources)}"))
    for failure in found.failures[:_MOST]:
        lines.append(("not read", f"{failure.source}: {failure.reason}"))
    if len(found.failures) > _MOST:
        lines.append(("", f"and {len(found.failures) - _MOST} more"))
    for name, value in lines:
        typer.echo(f"{name:13} {clean(value)}")


def print_claims(
    project: Project,
    asked: Filters,
    run: int | None,
    *,
    limit: int,
    reason: str | None,
    as_json: bool,
) -> None:
    """Print the claims that match, one a line."""
    fields = asdict(asked)
    rows = project.search(fields.pop("words"), run=run, limit=limit + 1, **fields)
    masks = Masks(project, run, reason)
    lines = list(_claim_lines(islice(rows, limit), masks))
    if as_json:
        _print_json(lines)
        return
    columns = ("id", "status", "what", "who says", "who", "where", "when", "how many", "words")
    _print_table(columns, ([line[c] for c in columns] for line in lines))
    _print_end(len(lines), "claim", more=len(rows) > limit)


def print_events(
    project: Project,
    asked: Filters,
    run: int | None,
    *,
    limit: int,
    contested: bool,
    as_json: bool,
) -> None:
    """Print the events that match, one a line."""
    records = (e for e in project.events(asked, run) if e.contradictions or not contested)
    found = list(islice(records, limit + 1))
    lines = [_event_line(record, project) for record in found[:limit]]
    if as_json:
        _print_json(lines)
        return
    columns = ("id", "what", "where", "when", "claims", "told", "how many", "contested")
    _print_table(columns, ([line[c] for c in columns] for line in lines))
    _print_end(len(lines), "event", more=len(found) > limit)


def print_one(project: Project, what: str, run: int | None, *, reason: str | None) -> None:
    """Print an event with its voices, or a claim with its words and decisions."""
    masks = Masks(project, run, reason)
    if (
        what.startswith("e")
        and not set(what[1:]) - set("0123456789abcdef")
        and _is_event(project, what, run)
    ):
        _print_event(project, project.event(what, run), masks)
        return
    claim = project.claim(what, run)
    event = project.event_of(claim.claim_id, run)
    (line,) = _claim_lines([_row(claim, event)], masks)
    for name in ("id", "status", "what", "who says", "who", "where", "when", "how many", "words"):
        typer.echo(f"{name:10} {clean(str(line[name]))}")
    document = claim.document
    redaction = masks.of(document.id)
    source = redaction.address(redaction.words(document.title or document.uri or ""))
    typer.echo(f"{'document':10} {clean(source)} ({document.id[:_ID]})")
    if event is not None:
        typer.echo(f"{'event':10} {event.event_id[:_ID]}: {event.wording}")
    withdrawn = project.withdrawn()
    for decision in project.history(claim.claim_id, run):
        why = redaction.words(decision.why)
        gone = " (withdrawn)" if decision.id in withdrawn else ""
        typer.echo(f"{'decided':10} {decision.kind} by {decision.who}, {decision.at}: {why}{gone}")


def print_difference(found: Difference, *, as_json: bool) -> None:
    """Print what two runs say differently; only the names of fields, no values."""
    lines = [
        {
            "change": change.kind,
            "id": change.claim_id[:_ID],
            "category": (change.after or change.before or {})["event"]["plover"],
            "fields": ", ".join(change.fields),
            "document": change.document or "",
        }
        for change in found.changes
    ]
    if as_json:
        _print_json(lines)
        return
    columns = ("change", "id", "category", "fields", "document")
    _print_table(columns, ([line[c] for c in columns] for line in lines))
    typer.echo(
        f"runs {found.left} and {found.right}, {found.documents} documents: {found.same} claims "
        f"the same, {len(lines)} not"
    )


def print_runs(found: Iterable[Run], *, as_json: bool) -> None:
    """Print the runs, one a line."""
    runs = list(found)
    if as_json:
        _print_json([asdict(run) | {"digests": dict(run.digests)} for run in runs])
        return
    for run in runs:
        digests = ", ".join(f"{name} {digest[:8]}" for name, digest in run.digests)
        typer.echo(
            f"run {run.id}  {run.engine} {run.version}  {run.started_at[:19]}Z  "
            f"{run.documents} documents, {run.claims} claims  ({digests})"
        )


def _claim_lines(rows: Iterable[dict[str, Any]], masks: Masks) -> Iterator[dict[str, Any]]:
    for document, group in groupby(rows, key=lambda row: row["document_id"]):
        redaction = masks.of(document)
        for row in group:
            claim = masks.claim(document, row["claim_id"])
            yield _claim_line(claim, redaction, row)


def _claim_line(claim: Claim, redaction: Redaction, row: dict[str, Any]) -> dict[str, Any]:
    event = claim.event
    time = claim.time
    days = wording.days(time.earliest, time.latest) if time else None
    left = ", ".join(redaction.party(p) for p in claim.actors) or "?"
    right = ", ".join(redaction.party(p) for p in claim.recipients)
    return {
        "id": claim.claim_id[:_ID],
        "status": claim.status + (f" ({row['verdict']}ed)" if row["verdict"] else ""),
        "what": f"{event.plover}/{event.mode}" if event.mode else event.plover,
        "who says": wording.voice(claim, redaction),
        "who": f"{left} \u2192 {right}" if right else left,
        "where": ", ".join(
            p.resolved.name if p.resolved else redaction.span(p.span) for p in claim.places
        ),
        "when": days or (redaction.span(time.span) if time else ""),
        "how many": ", ".join(
            f"{c.what} {wording.figure(c) or redaction.span(c.span)}" for c in claim.counts
        ),
        "words": " ".join(redaction.span(claim.evidence).split()),
        "event": (row["event_id"] or "")[:_ID],
        "document": claim.document.id[:_ID],
    }


def _row(claim: Claim, event: EventRecord | None) -> dict[str, Any]:
    return {
        "document_id": claim.document.id,
        "claim_id": claim.claim_id,
        "verdict": None,
        "event_id": event and event.event_id,
    }


def _event_line(record: EventRecord, project: Project) -> dict[str, Any]:
    counts = [f"{c.what} {_range(c.low, c.high)}" for c in record.counts]
    return {
        "id": record.event_id[:_ID],
        "what": f"{record.category}/{record.mode}" if record.mode else record.category,
        "where": (project.place_name(record.place) or record.place) if record.place else "",
        "when": wording.days(record.earliest, record.latest) or "",
        "claims": len(record.claims),
        "told": record.wording,
        "how many": ", ".join(counts),
        "contested": ", ".join(dict.fromkeys(c.field for c in record.contradictions)),
    }


def _range(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "?"
    return str(low) if low == high else f"{'?' if low is None else low} to {high or '?'}"


def _print_event(project: Project, record: EventRecord, masks: Masks) -> None:
    line = _event_line(record, project)
    for name in ("id", "what", "where", "when", "told", "how many"):
        typer.echo(f"{name:10} {clean(str(line[name]))}")
    documents = {voice.claim_id: voice.document_id for voice in record.voices}
    for voice in record.voices:
        redaction = masks.of(voice.document_id)
        claim = masks.claim(voice.document_id, voice.claim_id)
        says = wording.voice(claim, redaction)
        words = " ".join(redaction.span(claim.evidence).split())
        publisher = voice.publisher or "no publisher told"
        why = f" [{voice.why}]" if voice.why else ""
        typer.echo(
            clean(
                f"source {voice.group + 1:<3} {voice.claim_id[:_ID]} {voice.told}: {says} "
                f"({publisher}){why} \u201c{words}\u201d"
            )
        )
    everywhere = list(dict.fromkeys(documents.values()))
    for row in record.contradictions:
        left = masks.words(row.left, everywhere)
        right = masks.words(row.right, everywhere)
        typer.echo(
            clean(
                f"contested  {row.field}: {left} ({row.left_claim[:_ID]}) / "
                f"{right} ({row.right_claim[:_ID]})"
            )
        )
    for join in record.joins:
        told = masks.words("; ".join(join.reasons), everywhere)
        typer.echo(
            clean(
                f"joined     {join.left_claim[:_ID]} {join.right_claim[:_ID]} "
                f"{join.score:.2f}: {told}"
            )
        )


def _is_event(project: Project, what: str, run: int | None) -> bool:
    try:
        project.event(what, run)
    except UsageError:
        return False
    return True


def _print_json(lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        typer.echo(json.dumps(line, ensure_ascii=False))


def _print_table(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    console = Console(highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDE)
    table = Table(*columns, header_style="bold")
    for row in rows:
        table.add_row(*(Text(clean(str(value))) for value in row))
    if table.row_count:
        console.print(table)


def _print_end(count: int, noun: str, *, more: bool) -> None:
    told = f"{count} {noun}{'' if count == 1 else 's'}"
    typer.echo(f"{told}{'; there are more: use --limit' if more else ''}", err=True)
