"""Voices told by the layout alone: 'NAME: …', and a name signed below a quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.claims.context import Context

_SIGNED: Final = re.compile(
    r'(?<=["!?.])[ \t]*(?P<cue>--|[\u2012-\u2015])[ \t]*(?P<name>[^\n]{3,90})'
)
_LABEL: Final = re.compile(
    r'(?P<quote>"?)(?P<name>[A-Z][\w.\'-]*(?: [A-Z][\w.\'-]*){0,3})(?P<cue>:) '
)
_NAME: Final = re.compile(r"[A-Z][\w.'-]*(?: [\w.'-]+){0,3}(?:, [^\n.]{2,60})?")
_LEAST: Final = 3
#: So many paragraphs with one label make it a speaker's.
_OFTEN: Final = 3


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Half-open intervals of the analysed text."""

    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]


def laid_out(context: Context) -> Iterator[LaidOut]:
    """Yield the voices that a paragraph's layout tells.

    A label counts where its words are those of a speaker (an actor, a person, an organisation), or
    where it opens several paragraphs, as in a transcript.
    """
    text = context.analysis.text
    labels = (_LABEL.match(text, start, end) for start, end in context.analysis.paragraphs)
    often = Counter(label["name"] for label in labels if label is not None)
    for start, end in context.analysis.paragraphs:
        label = _LABEL.match(text, start, end)
        told = label is not None and (often[label["name"]] >= _OFTEN or _speaks(label, context))
        if label is not None and told and end - label.end() > _LEAST:
            yield LaidOut(label.span("name"), label.span("cue"), (label.end(), _trim(text, end)))
            continue
        if text[start] == '"':
            yield from _signed(text, start, end)


def _signed(text: str, start: int, end: int) -> Iterator[LaidOut]:
    """Each quotation of a paragraph that a dash and a name follow at the end of its line."""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        first, last = start + line.start(), start + line.end()
        mark = _SIGNED.search(text, first, last)
        if mark is None or text[first] != '"':
            continue
        name = _NAME.fullmatch(text, mark.start("name"), _trim(text, last))
        if name is not None:
            yield LaidOut(name.span(), mark.span("cue"), (first, _trim(text, mark.start("cue"))))


def _trim(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _speaks(label: re.Match[str], context: Context) -> bool:
    first, last = label.span("name")
    doc = context.analysis.doc
    words = doc.char_span(first, last, alignment_mode="expand")
    if words is None or any(t.i in context.place_tokens for t in words):
        return False
    head = words.root
    return (
        any(t.i in context.actor_tokens for t in words)
        or head.ent_type_ in {"PERSON", "ORG", "NORP"}
        or bool(context.classes(head) & {"official", "commander", "person", "group", "state"})
    )
