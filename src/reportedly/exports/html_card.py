"""One claim as a card, the voice first."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.exports import wording
from reportedly.exports.html_text import key, place_in_text
from reportedly.exports.markup import Markup, join, tag
from reportedly.exports.privacy import MASK, Redaction
from reportedly.exports.wording import HAPPENED
from reportedly.records.claim import Attribution, Claim, Count, Participant, Place, Time


def card(
    claim: Claim, number: int, index: int, why: tuple[str, ...], redaction: Redaction
) -> Markup:
    """Return the card of claim ``index`` of document ``number``; ``why`` explains its coding."""
    anchor = key(number, index)
    unreal = None if claim.status in HAPPENED else "unreal"
    body = tag(
        "article",
        _head(claim, anchor, redaction),
        _deed(claim, redaction),
        _facts(claim, redaction),
        _review(claim, redaction),
        _foot(claim, number, index, why, redaction),
        class_=" ".join(filter(None, ["claim", f"is-{claim.status}", unreal])),
        id=anchor,
        tabindex="-1" if index or number else "0",
        aria_labelledby=f"{anchor}v",
        data_status=claim.status,
        data_category=claim.event.plover,
        data_open="yes" if wording.is_open(claim) or claim.review else "no",
    )
    return tag("li", body)


def status_sign(status: str) -> Markup:
    """Return the sign of a status, hidden from screen readers: the word stands beside it."""
    sign = next(sign for name, (sign, _) in wording.STATUS.items() if name == status)
    return tag("span", sign, class_="sign", aria_hidden="true")


def _head(claim: Claim, anchor: str, redaction: Redaction) -> Markup:
    meaning = wording.STATUS[claim.status][1]
    badge = tag("span", status_sign(claim.status), claim.status, class_="badge", title=meaning)
    return tag("header", tag("h3", _voice(claim, redaction), id=f"{anchor}v"), badge)


def _voice(claim: Claim, redaction: Redaction) -> Markup:
    if not claim.attribution:
        return tag("span", "The document itself", class_="own")
    parts: list[Markup] = []
    for group, stance in wording.links(claim):
        parts += [tag("span", ": ", class_="joint")] if parts else []
        for i, link in enumerate(group):
            parts += [join(" and ")] if i else []
            parts.append(_speaker(link, redaction))
        parts.append(join(" ", tag("span", wording.SAID[stance], class_=f"verb to-{stance}")))
        cue = group[0].cue
        if cue and cue.text.casefold() != wording.SAID[stance]:
            quoted = f"\u201c{redaction.span(cue)}\u201d"
            parts.append(join(" ", tag("bdi", quoted, class_="cue")))
    return join(*parts)


def _speaker(link: Attribution, redaction: Redaction) -> Markup:
    if link.speaker is None:
        return tag("span", "Somebody unnamed", class_="own")
    return _party(link.speaker, redaction)


def _party(party: Participant, redaction: Redaction) -> Markup:
    words = redaction.party(party)
    masked = "mask" if words == MASK else None
    told = wording.stands_for(party, redaction)
    aside = tag("span", " = ", tag("bdi", told), class_="aside") if told else None
    return join(tag("bdi", words, class_=masked), aside)


def _deed(claim: Claim, redaction: Redaction) -> Markup:
    event = claim.event
    trigger = tag("bdi", f"\u201c{redaction.span(claim.trigger)}\u201d")
    return join(
        tag(
            "p",
            tag("span", event.plover, class_="category"),
            tag("span", event.mode, class_="mode") if event.mode else None,
            *(tag("span", context, class_="context") for context in event.contexts),
            class_="code",
        ),
        tag(
            "p",
            _people(claim.actors, "actor", redaction),
            tag("span", trigger, class_="role trigger"),
            _people(claim.recipients, "recipient", redaction) if claim.recipients else None,
            class_="deed",
        ),
    )


def _people(parties: tuple[Participant, ...], role: str, redaction: Redaction) -> Markup:
    if not parties:
        return tag("span", "actor not told", class_="role none")
    listed = _listed((_party(party, redaction) for party in parties), ", ")
    return tag("span", listed, class_=f"role {role}")


def _facts(claim: Claim, redaction: Redaction) -> Markup | None:
    rows = []
    if claim.places:
        places = _listed((_place(place, redaction) for place in claim.places), "; ")
        rows += [tag("dt", "where", class_="role place"), tag("dd", places)]
    if claim.time:
        rows += [tag("dt", "when", class_="role time"), tag("dd", _time(claim.time, redaction))]
    if claim.counts:
        counts = _listed((_count(count, redaction) for count in claim.counts), "; ")
        rows += [tag("dt", "how many", class_="role count"), tag("dd", counts)]
    return tag("dl", *rows) if rows else None


def _place(place: Place, redaction: Redaction) -> Markup:
    words = redaction.span(place.span)
    if place.resolved is None:
        return join(tag("bdi", words), _open(wording.UNRESOLVED))
    found = place.resolved
    told = wording.place_name(found, words)
    exact = wording.PRECISION.get(found.precision or 0, found.level)
    return join(tag("bdi", words), tag("span", f" {told} ({exact})", class_="aside"))


def _time(time: Time, redaction: Redaction) -> Markup:
    words = tag("bdi", f"\u201c{redaction.span(time.span)}\u201d")
    told = wording.days(time.earliest, time.latest)
    if told is None:
        return join(words, _open(redaction.words(wording.open_days(time))))
    carried = ", carried over" if time.carried else ""
    aside = tag("span", " ", words, f" {time.precision}{carried}", class_="aside")
    return join(tag("span", told), aside)


def _count(count: Count, redaction: Redaction) -> Markup:
    words = redaction.span(count.span)
    told = wording.figure(count)
    if told is None:
        return join(tag("bdi", words), f" {count.what}", _open("no figure"))
    aside = tag("span", " ", tag("bdi", f"\u201c{words}\u201d"), class_="aside")
    return join(f"{told} {count.what}", aside if words != told else None)


def _open(reason: str) -> Markup:
    return join(" ", tag("span", reason, class_="open"))


def _review(claim: Claim, redaction: Redaction) -> Markup | None:
    if not claim.review:
        return None
    told = "; ".join(redaction.words(reason) for reason in claim.review)
    return tag("p", tag("b", "Look again: "), told, class_="review")


def _foot(
    claim: Claim, number: int, index: int, why: tuple[str, ...], redaction: Redaction
) -> Markup:
    codes = [f"CAMEO {claim.event.cameo}"] if claim.event.cameo else []
    if claim.event.acled:
        sub = claim.event.acled.sub_event_type
        codes.append(claim.event.acled.event_type + (f": {sub}" if sub else ""))
    rule = claim.produced_by.rule
    lines = [*why, *([f"rule {rule}"] if rule else []), *codes]
    items = (tag("li", redaction.words(line)) for line in lines)
    details = tag(
        "details",
        tag("summary", "why"),
        tag("ul", *items, tag("li", "claim ", tag("code", claim.claim_id[:16]))),
    )
    link = tag("a", "show in the text", href=f"#{place_in_text(number, index)}", class_="jump")
    return tag("footer", details, link)


def _listed(items: Iterable[Markup], between: str) -> Markup:
    parts: list[Markup] = []
    for item in items:
        parts += [join(between), item] if parts else [item]
    return join(*parts)
