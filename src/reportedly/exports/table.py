"""The claims of a reading for a terminal, the voice first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.exports import wording
from reportedly.exports.notice import NO_CLAIMS, NOTICE, READS
from reportedly.exports.privacy import Names, Redaction
from reportedly.exports.terminal import clean
from reportedly.records.claim import Claim, Participant, Status
from reportedly.records.document import Document
from reportedly.records.reading import Reading

_STYLE: Final[dict[Status, str]] = {
    "occurred": "bold",
    "ongoing": "bold cyan",
    "planned": "blue",
    "averted": "yellow",
    "denied": "red",
    "negated": "magenta",
    "hypothetical": "bright_black",
}
_OPEN: Final = "italic yellow"
_WIDE: Final = 130
_SHORT: Final = 90


def write_table(readings: Iterable[Reading], out: TextIO, names: Names) -> None:
    """Print the readings; colours only where ``out`` is a terminal."""
    console = Console(file=out, highlight=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDE)
    console.print(Text(f"{NOTICE} \u00b7 {READS}", style="bold"))
    for reading in readings:
        console.print()
        console.print(render(reading, names, console.width))


def render(reading: Reading, names: Names, width: int = 100) -> RenderableType:
    """Return one reading for a terminal of this many columns."""
    redaction = Redaction(reading, names)
    parts: list[RenderableType] = [_title(reading.document, redaction)]
    if reading.claims:
        parts.append(_claims(reading, redaction, width))
    else:
        parts.append(Text(NO_CLAIMS, style="bold"))
    for warning in reading.warnings:
        parts.append(Text("! " + clean(redaction.words(warning)), style="yellow"))
    if redaction.intervals or names.reason:
        parts.append(Text(clean(redaction.note), style="dim"))
    return Group(*parts)


def _title(document: Document, redaction: Redaction) -> Text:
    name = document.title or document.uri or "standard input"
    text = Text(clean(redaction.address(redaction.words(name))), style="bold underline")
    told = [
        document.publisher,
        redaction.words(document.author or ""),
        wording.published_on(document),
    ]
    rest = " \u00b7 ".join(clean(value) for value in told if value)
    text.append(f"  {rest or 'no publication date'}", style="not bold not underline dim")
    return text


def _claims(reading: Reading, redaction: Redaction, width: int) -> Table:
    table = Table(show_lines=True, expand=True, header_style="bold")
    columns = [("who says", 3), ("what", 3), ("who \u2192 to whom", 4)]
    wide = width >= _WIDE
    if wide:
        columns += [("where", 3), ("when", 3), ("how many", 3), ("in these words", 6)]
    else:
        columns.append(("where, when, how many", 5))
    for name, ratio in columns:
        table.add_column(name, ratio=ratio, overflow="fold")
    for claim in reading.claims:
        facts = (_where(claim, redaction), _when(claim, redaction), _many(claim, redaction))
        quote = Text(f"\u201c{clean(redaction.span(claim.evidence))}\u201d", style="dim")
        if wide:
            rest: list[RenderableType] = [*facts, quote]
        else:
            rest = [Group(*(fact for fact in (*facts, _short(claim, redaction)) if fact.plain))]
        who = _voice(claim, redaction)
        table.add_row(who, _what(claim, redaction), _parties(claim, redaction), *rest)
    return table


def _short(claim: Claim, redaction: Redaction) -> Text:
    """Quote what stands around the trigger, where there is no column for all of the evidence."""
    evidence = claim.evidence
    start = max(evidence.start, claim.trigger.start - _SHORT)
    end = min(evidence.end, claim.trigger.end + _SHORT)
    before = "" if start == evidence.start else "\u2026"
    after = "" if end == evidence.end else "\u2026"
    return Text(f"\u201c{before}{clean(redaction.cut(start, end))}{after}\u201d", style="dim")


def _voice(claim: Claim, redaction: Redaction) -> Text:
    voice = Text(clean(wording.voice(claim, redaction)))
    if not claim.attribution:
        voice.stylize("dim")
    return voice


def _what(claim: Claim, redaction: Redaction) -> Text:
    sign, _ = wording.STATUS[claim.status]
    text = Text(f"{sign} {claim.status}\n", style=_STYLE[claim.status])
    text.append(claim.event.plover, style="not bold default")
    text.append(f"\n{claim.event.mode}" if claim.event.mode else "", style="not bold default")
    text.append(f"\n\u201c{clean(redaction.span(claim.trigger))}\u201d", style="not bold dim")
    return text


def _parties(claim: Claim, redaction: Redaction) -> Text:
    text = _people(claim.actors, redaction)
    if claim.recipients:
        text.append(" \u2192 ")
        text.append_text(_people(claim.recipients, redaction))
    return text


def _people(parties: tuple[Participant, ...], redaction: Redaction) -> Text:
    text = Text()
    if not parties:
        return text.append("not told", style="dim")
    for i, party in enumerate(parties):
        text.append(", " if i else "")
        text.append(clean(redaction.party(party)))
        told = wording.stands_for(party, redaction)
        if told:
            text.append(f" (= {clean(told)})", style="dim")
    return text


def _where(claim: Claim, redaction: Redaction) -> Text:
    text = Text()
    for i, place in enumerate(claim.places):
        text.append("\n" if i else "")
        words = redaction.span(place.span)
        text.append(clean(words))
        if place.resolved:
            text.append(f" ({clean(wording.place_name(place.resolved, words))})", style="dim")
        else:
            text.append(f" ({wording.UNRESOLVED})", style=_OPEN)
    return text


def _when(claim: Claim, redaction: Redaction) -> Text:
    if claim.time is None:
        return Text()
    words = clean(redaction.span(claim.time.span))
    told = wording.days(claim.time.earliest, claim.time.latest)
    if told is None:
        reason = clean(redaction.words(wording.open_days(claim.time)))
        return Text(f"\u201c{words}\u201d ").append(f"({reason})", style=_OPEN)
    return Text(told).append(f" (\u201c{words}\u201d)", style="dim")


def _many(claim: Claim, redaction: Redaction) -> Text:
    text = Text()
    for i, count in enumerate(claim.counts):
        words = clean(redaction.span(count.span))
        told = wording.figure(count)
        text.append("\n" if i else "")
        text.append(f"{told or words} {count.what}")
        if told is None:
            text.append(" (no figure)", style=_OPEN)
        elif words != told:
            text.append(f" (\u201c{words}\u201d)", style="dim")
    return text
