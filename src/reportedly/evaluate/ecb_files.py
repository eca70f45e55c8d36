"""ECB+ as it is distributed: XML of tokens, event mentions and the events that they tell of.

Source: Cybulska and Vossen 2014; annotation CC BY 3.0. Nothing of it comes with the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from reportedly.errors import DataError

_ACTION = ("ACTION_", "NEG_ACTION_")


@dataclass(frozen=True, slots=True)
class Mention:
    """An event mention: its tokens in the sentence, and the name of its event."""

    document: str
    topic: str
    number: int
    sentence: int
    tokens: tuple[int, ...]
    event: str


@dataclass(frozen=True, slots=True)
class EcbDocument:
    """One document: its sentences as words, and its event mentions."""

    id: str
    topic: str
    sentences: dict[int, tuple[str, ...]]
    mentions: tuple[Mention, ...]


def load_ecb(folder: Path) -> list[EcbDocument]:
    """Read ``ecbplus/TOPIC/*.xml``; raises `DataError` where a file is not as expected."""
    files = sorted(folder.glob("*/*.xml"), key=lambda f: (int(_number(f)), f.name))
    if not files:
        raise DataError(str(folder), "expected folders of topics with XML documents")
    return [_document(file) for file in files]


def _number(file: Path) -> str:
    if not file.parent.name.isdigit():
        raise DataError(str(file), "expected a topic's number as the name of its folder")
    return file.parent.name


def _document(file: Path) -> EcbDocument:
    try:
        root = parse(file).getroot()
        tokens = {t.attrib["t_id"]: t for t in root.iter("token")}
        sentences: dict[int, list[str]] = {}
        place = {}
        for key, token in tokens.items():
            words = sentences.setdefault(int(token.attrib["sentence"]), [])
            place[key] = int(token.attrib["sentence"]), len(words)
            words.append((token.text or "").strip() or "-")
        mentions = tuple(_mentions(root, file.stem, file.parent.name, place))
    except (ParseError, DefusedXmlException, KeyError, ValueError) as error:
        raise DataError(str(file), f"expected a document of ECB+: {error!r}") from error
    whole = {n: tuple(words) for n, words in sentences.items()}
    return EcbDocument(file.stem, file.parent.name, whole, mentions)


def _mentions(
    root: Element, document: str, topic: str, place: dict[str, tuple[int, int]]
) -> Iterator[Mention]:
    events = _events(root, document)
    for mark in root.iterfind("Markables/*"):
        anchors = [place[a.attrib["t_id"]] for a in mark.iterfind("token_anchor")]
        if not mark.tag.startswith(_ACTION) or not anchors:
            continue
        key = mark.attrib["m_id"]
        yield Mention(
            document,
            topic,
            int(key),
            anchors[0][0],
            tuple(n for s, n in anchors if s == anchors[0][0]),
            events.get(key, f"{document}#{key}"),
        )


def _events(root: Element, document: str) -> dict[str, str]:
    found = {}
    for tag in ("INTRA_DOC_COREF", "CROSS_DOC_COREF"):
        for relation in root.iterfind(f"Relations/{tag}"):
            name = relation.get("note") if tag.startswith("CROSS") else None
            event = name or f"{document}:{relation.attrib['r_id']}"
            for source in relation.iterfind("source"):
                found[source.attrib["m_id"]] = event
    return found
