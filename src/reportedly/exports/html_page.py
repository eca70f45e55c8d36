"""All readings as one self-contained page: texts and claims side by side, offline."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from string import Template
from typing import Final, TextIO

from reportedly.exports import wording
from reportedly.exports.html_card import card, status_sign
from reportedly.exports.html_text import document_text
from reportedly.exports.markup import Markup, join, tag
from reportedly.exports.notice import NO_CLAIMS, NOTICE, READS
from reportedly.exports.privacy import Names, Redaction
from reportedly.records.reading import Reading

_LEGEND: Final = ("trigger", "actor", "recipient", "place", "time", "count", "speaker")
_LINKED: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class _Part:
    """A document of the page, ready, and what the page says about all of them."""

    section: Markup
    entry: Markup
    masks: int
    claims: tuple[tuple[str, str, bool], ...]
    engine: str | None


def write_html(readings: Iterable[Reading], out: TextIO, names: Names) -> None:
    """Write one page with all readings."""
    parts = [_part(reading, number, names) for number, reading in enumerate(readings)]
    style, script = _asset("assets/report.css"), _asset("assets/report.js")
    page = Template(_asset("templates/page.html"))
    out.write(
        page.substitute(
            style=style,
            script=script,
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
            top=_top(parts, names),
            documents=join(*(part.section for part in parts)),
            help=_help(),
        )
    )


def _asset(name: str) -> str:
    return resources.files("reportedly.exports").joinpath(name).read_text("utf-8")


def _csp_hash(content: str) -> str:
    return b64encode(sha256(content.encode()).digest()).decode()


def _part(reading: Reading, number: int, names: Names) -> _Part:
    redaction = Redaction(reading, names)
    claims = reading.claims
    return _Part(
        _section(reading, number, redaction),
        _entry(reading, number, redaction),
        len(redaction.intervals),
        tuple((c.status, c.event.plover, wording.is_open(c) or bool(c.review)) for c in claims),
        f"{claims[0].produced_by.engine} {claims[0].produced_by.version}" if claims else None,
    )


def _title(reading: Reading, redaction: Redaction) -> str:
    document = reading.document
    if document.title:
        return redaction.words(document.title)
    return redaction.address(redaction.words(document.uri or "Document from standard input"))


def _entry(reading: Reading, number: int, redaction: Redaction) -> Markup:
    told = [reading.document.publisher, (reading.document.published or "undated")[:10]]
    count = len(reading.claims)
    return tag(
        "li",
        tag("a", tag("bdi", _title(reading, redaction)), href=f"#d{number}"),
        tag("span", " \u00b7 ".join(v for v in told if v), class_="aside"),
        tag("span", f"{count} claim{'s' if count != 1 else ''}", class_="number"),
    )


def _section(reading: Reading, number: int, redaction: Redaction) -> Markup:
    why = {e.claim_id: e.lines for e in reading.explanations}
    cards = [
        card(claim, number, i, why.get(claim.claim_id, ()), redaction)
        for i, claim in enumerate(reading.claims)
    ]
    claims = tag("ol", *cards) if cards else tag("p", NO_CLAIMS, class_="empty")
    text = tag("div", document_text(reading, number, redaction), class_="text")
    return tag(
        "section",
        tag("div", _heading(reading, number, redaction), text, class_="paper"),
        tag(
            "div",
            tag("h3", "Claims of this document", class_="hidden"),
            _warnings(reading, redaction),
            claims,
            class_="claims",
            tabindex="-1",
        ),
        class_="document",
        id=f"d{number}",
        aria_labelledby=f"d{number}h",
    )


def _heading(reading: Reading, number: int, redaction: Redaction) -> Markup:
    document = reading.document
    published = wording.published_on(document) or "no publication date"
    if document.published and document.published_source == "user":
        published += " (given by the user)"
    told = [document.publisher, redaction.words(document.author or ""), published]
    return tag(
        "header",
        tag("h2", tag("bdi", _title(reading, redaction)), id=f"d{number}h"),
        tag("p", tag("bdi", " \u00b7 ".join(v for v in told if v)), class_="byline"),
        _source(document.uri, redaction),
    )


def _source(uri: str | None, redaction: Redaction) -> Markup | None:
    if not uri:
        return None
    shown = redaction.address(uri)
    if shown == uri and uri.lower().startswith(_LINKED):
        words: Markup = tag("a", shown, href=uri, rel="noreferrer noopener nofollow")
    else:
        words = tag("span", shown)
    return tag("p", words, class_="source")


def _warnings(reading: Reading, redaction: Redaction) -> Markup | None:
    told = [redaction.words(warning) for warning in reading.warnings]
    if redaction.intervals:
        told.append(redaction.note)
    if not told:
        return None
    return tag("ul", *(tag("li", warning) for warning in told), class_="warnings", role="note")


def _top(parts: Sequence[_Part], names: Names) -> Markup:
    claims = [claim for part in parts for claim in part.claims]
    engines = sorted({part.engine for part in parts if part.engine})
    note = names.note(sum(part.masks for part in parts))
    small = tag("p", " \u00b7 ".join([READS, note, *engines]), class_="small")
    index = None
    if len(parts) > 1:
        summary = tag("summary", f"{len(parts)} documents")
        entries = tag("ol", *(p.entry for p in parts), class_="menu")
        index = tag("details", summary, entries, class_="popup index")
    return join(
        tag(
            "div",
            tag("p", tag("b", "reportedly"), tag("span", NOTICE, class_="notice"), class_="brand"),
            small,
            index,
            tag("button", "?", class_="help", type="button", aria_label="Help", title="Help (?)"),
            class_="line",
        ),
        _filters(claims),
    )


def _filters(claims: Sequence[tuple[str, str, bool]]) -> Markup | None:
    if not claims:
        return None
    statuses = Counter(status for status, _, _ in claims)
    categories = Counter(category for _, category, _ in claims)
    opened = sum(1 for *_, is_open in claims if is_open)
    chips = [
        _chip("status", status, statuses[status], status_sign(status))
        for status in wording.STATUS
        if status in statuses
    ]
    kinds = [_chip("category", name, categories[name], None) for name in sorted(categories)]
    only = _chip("only", "to look at", opened, None, pressed=False) if opened else None
    shown = tag("output", f"{len(claims)} of {len(claims)} claims", class_="shown")
    return tag(
        "div",
        tag("div", *chips, role="group", aria_label="Status"),
        tag(
            "details",
            tag("summary", "categories", tag("span", str(len(kinds)), class_="number")),
            tag("div", *kinds, class_="menu", role="group", aria_label="Category"),
            class_="popup",
        ),
        tag("div", only, shown),
        _legend(),
        class_="filters",
    )


def _chip(
    kind: str, value: str, count: int, sign: Markup | None, *, pressed: bool = True
) -> Markup:
    return tag(
        "button",
        sign,
        value,
        tag("span", str(count), class_="number"),
        type="button",
        class_=f"chip is-{value}" if kind == "status" else "chip",
        aria_pressed="true" if pressed else "false",
        **{f"data_{kind}": value},
    )


def _legend() -> Markup:
    names = {"speaker": "voice"}
    return tag(
        "ul",
        *(tag("li", names.get(role, role), class_=f"role {role}") for role in _LEGEND),
        class_="legend",
        aria_label="Colours",
    )


def _help() -> Markup:
    keys = (
        ("j k", "next, previous claim"),
        ("Enter", "show the claim in the text"),
        ("o", "open or fold why it was coded so"),
        ("Esc", "let go"),
        ("?", "this help"),
    )
    rows = (join(tag("dt", tag("kbd", name)), tag("dd", does)) for name, does in keys)
    signs = (
        join(tag("dt", status_sign(name)), tag("dd", f"{name}: {meaning}"))
        for name, (_, meaning) in wording.STATUS.items()
    )
    return join(
        tag("h2", "Claims, not facts"),
        tag("p", "Each card is what one voice says of one event. Point at a card or at marked "
            "words and the other side lights up; click to go there."),
        tag("dl", *rows),
        tag("h3", "Status"),
        tag("dl", *signs),
        tag("button", "Close", type="button", class_="close"),
    )  # fmt: skip
