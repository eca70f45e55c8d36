r"""Reads our hand-written marked-up sentences and writes them as JSON Lines.

One sentence a line; blank lines and lines that begin with ``#`` are left out.  A mark is
``{TAG:text}``; marks nest but never cross.  The plain sentence is the line without its marks, so
a sentence itself holds no brace.

=========================  ======================================================================
``{S1:…}``                 source of attribution 1: the noun phrase of the speaker, with modifiers
``{C1:…}``                 its cue: verb phrase (auxiliaries and negation in), noun, "according to"
``{K1:…}``                 its content: what is attributed, with "that" and the quotation marks
``{S1,2:…}``               one stretch that serves attributions 1 and 2 (any of S, C, K)
``{e+ASSAULT:shelled}``    event trigger: factuality, then optionally the PLOVER category
``{g+ASSAULT:kill}``       trigger of a mention that is no single event (generic, opinion, analogy)
``{L:butchers}``           loaded words
=========================  ======================================================================

Factuality is one of ``+`` happened, ``-`` did not happen (negated, denied, foiled), ``?`` possible
(rumoured, feared, conditional), ``>`` planned (threatened, promised, about to happen), ``!`` asked
(ordered, demanded, urged).

The same tag twice with the same number makes a discontinuous part: ``{K1:"We left,"} {S1:he}
{C1:said}, {K1:"and they followed."}``.  Nested voices are nested marks with other numbers:
``{S1:The aide} {C1:said} {K1:that {S2:the general} {C2:had promised} {K2:{e>RETREAT:to leave}}}``.
An attribution has a content and at least a cue or a source ("reportedly" is a cue with no source).

Run as ``python train/own_markup.py train/data/own/markup/wire.txt …``: each file ``NAME.txt`` is
checked whole and written as ``NAME.jsonl`` one folder up; nothing is written if a line is wrong.
With ``--check`` nothing is written and the exit code says whether the files beside agree.

A record: ``{"id": "wire-0001", "voice": "wire", "text", "attributions": [{"source", "cue",
"content"}], "events": [{"trigger", "factuality", "plover", "concrete"}], "loaded"}``.  Offsets are
half-open code points of ``text``; source, cue, content and loaded are lists of ``[start, end]``.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

FACTUALITY = {
    "+": "happened",
    "-": "not_happened",
    ">": "planned",
    "?": "possible",
    "!": "asked",
}
PLOVER = frozenset(
    {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
)
PARTS = {"S": "source", "C": "cue", "K": "content"}
LONGEST_TRIGGER = 4  # words

_OPEN = re.compile(r"\{([^\s{}:]+):")
_PART = re.compile(r"([SCK])(\d+(?:,\d+)*)")
_EVENT = re.compile(r"([eg])([-+>?!])([A-Z]*)")

Record = dict[str, Any]
Mark = tuple[str, int, int]  # tag, start, end (half-open, code points of the plain sentence)


class MarkupError(ValueError):
    """A marked-up line is not as expected; the text says what is wrong."""


def strip_marks(line: str) -> tuple[str, list[Mark]]:
    """Return the plain sentence and its marks in the order of their opening.

    Raises MarkupError for braces that do not pair and for tags that are not closed.
    """
    plain: list[str] = []
    length = 0
    marks: list[Mark | None] = []
    opened: list[tuple[int, str, int]] = []
    at = 0
    while at < len(line):
        char = line[at]
        if char == "{":
            found = _OPEN.match(line, at)
            if found is None:
                raise MarkupError(
                    f"expected {{TAG:text}} at column {at + 1}: {line[at : at + 20]!r}"
                )
            opened.append((len(marks), found[1], length))
            marks.append(None)
            at = found.end()
            continue
        if char == "}":
            if not opened:
                raise MarkupError(f"a closing brace too many at column {at + 1}")
            slot, tag, start = opened.pop()
            marks[slot] = (tag, start, length)
        else:
            plain.append(char)
            length += 1
        at += 1
    if opened:
        raise MarkupError(f"the mark {{{opened[-1][1]}: is never closed")
    return "".join(plain), [mark for mark in marks if mark is not None]


def parse_line(line: str) -> Record:
    """Turn one marked-up line into a record without id and voice.

    Raises MarkupError where a tag is unknown, a mark is empty or has white space at its edge, an
    attribution lacks its content or both cue and source, or one stretch is two triggers.
    """
    text, marks = strip_marks(line)
    if text != " ".join(text.split()):
        raise MarkupError("white space doubled or at an edge of the sentence")
    parts: dict[int, dict[str, list[list[int]]]] = {}
    events: list[Record] = []
    loaded: list[list[int]] = []
    for tag, start, end in marks:
        inside = text[start:end]
        if not inside or inside != inside.strip():
            raise MarkupError(f"mark {tag}: empty or with white space at its edge: {inside!r}")
        if part := _PART.fullmatch(tag):
            for number in part[2].split(","):
                entry = parts.setdefault(int(number), {"source": [], "cue": [], "content": []})
                entry[PARTS[part[1]]].append([start, end])
        elif event := _EVENT.fullmatch(tag):
            events.append(_event(event, start, end, inside))
        elif tag == "L":
            loaded.append([start, end])
        else:
            raise MarkupError(f"unknown tag {tag!r}")
    _check(parts, events)
    return {
        "text": text,
        "attributions": [parts[number] for number in sorted(parts)],
        "events": sorted(events, key=lambda event: list(event["trigger"])),
        "loaded": sorted(loaded),
    }


def _event(found: re.Match[str], start: int, end: int, inside: str) -> Record:
    kind, sign, category = found.groups()
    if category and category not in PLOVER:
        raise MarkupError(f"{category!r} is no PLOVER category")
    if len(inside.split()) > LONGEST_TRIGGER:
        raise MarkupError(f"a trigger is the word that names the event, not {inside!r}")
    return {
        "trigger": [start, end],
        "factuality": FACTUALITY[sign],
        "plover": category or None,
        "concrete": kind == "e",
    }


def _check(parts: dict[int, dict[str, list[list[int]]]], events: list[Record]) -> None:
    for number, entry in parts.items():
        if not entry["content"]:
            raise MarkupError(f"attribution {number} has no content (K{number})")
        if not entry["cue"] and not entry["source"]:
            raise MarkupError(f"attribution {number} has neither cue nor source")
        for name, spans in entry.items():
            ordered = sorted(spans)
            if any(later[0] < sooner[1] for sooner, later in pairwise(ordered)):
                raise MarkupError(f"two {name} marks of attribution {number} overlap")
    triggers = [tuple(event["trigger"]) for event in events]
    if len(set(triggers)) < len(triggers):
        raise MarkupError("one stretch is marked as a trigger twice")


def parse_file(path: Path) -> list[Record]:
    """Read a marked-up file (UTF-8) whole; the voice is the file's stem.

    Raises MarkupError naming every line that is wrong, repeats included.
    """
    voice = path.stem
    records: list[Record] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            record = parse_line(line.strip())
        except MarkupError as error:
            problems.append(f"{path}, line {row}: {error}")
            continue
        if record["text"] in seen:
            problems.append(f"{path}, line {row}: repeats line {seen[record['text']]}")
        seen[record["text"]] = row
        records.append({"id": f"{voice}-{len(records) + 1:04}", "voice": voice, **record})
    if problems:
        raise MarkupError("\n".join(problems))
    return records


def as_json_lines(records: list[Record]) -> str:
    """Return the records as JSON Lines, one object a line, UTF-8 as it is."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def main(arguments: list[str]) -> int:
    """Convert the files named, or with ``--check`` compare; return the exit code."""
    check = "--check" in arguments
    stale = 0
    for name in arguments:
        if name == "--check":
            continue
        path = Path(name)
        try:
            records = parse_file(path)
        except MarkupError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        target = path.resolve().parent.parent / f"{path.stem}.jsonl"
        written = as_json_lines(records)
        if check:
            same = target.is_file() and target.read_text(encoding="utf-8") == written
            stale += not same
            sys.stdout.write(f"{target}: {'as marked up' if same else 'NOT as marked up'}\n")
        else:
            target.write_text(written, encoding="utf-8")
            sys.stdout.write(f"{target}: {len(records)} sentences\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
