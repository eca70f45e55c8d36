"""Title, author, publisher and day of publication, from what a page states, never guessed.

A date is taken from meta elements, JSON-LD and ``<time>`` alone. Dates in addresses, copyright
lines and running text, which date finders fall back on, are not publication dates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura import extract_metadata

from reportedly.sources.dates import loose_date
from reportedly.sources.tables import page_names

_FIRST_YEAR: Final = "1980"
_DEPTH: Final = 4
_ASIDE: Final = frozenset({"aside", "nav", "footer", "li", "form"})
_SUFFIX: Final = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022\u00bb:-]+\s+")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What the page says of itself; ``titles`` are all spellings of its title."""

    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    titles: tuple[str, ...]


def metadata(tree: HtmlElement) -> PageMetadata:
    """Collect the metadata of a page; the tree is left as it was."""
    nodes = list(_linked_data(tree))
    metas = _metas(tree)
    publisher = _publisher(nodes, metas)
    found = extract_metadata(deepcopy(tree), date_config={"extensive_search": False})
    stated = _stated_title(tree, nodes, metas) or found.title
    title = _bare_title(stated, publisher)
    heads = (" ".join(h.text_content().split()) for h in tree.iter("h1", "title"))
    titles = dict.fromkeys(
        t for t in (title, stated, found.title, *heads, metas.get("og:title")) if t
    )
    return PageMetadata(
        title,
        _author(found.author, publisher),
        publisher,
        _published(tree, nodes, metas),
        tuple(titles),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Meta elements by lower-case name or property; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Top-level JSON-LD nodes and those of a graph, in the order of the page."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(data, _DEPTH)


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and depth:
        for item in data:
            yield from _nodes(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        if depth:
            yield from _nodes(data.get("@graph"), depth - 1)
            yield from _nodes(data.get("mainEntity"), depth - 1)


def _types(node: dict[str, Any]) -> set[str]:
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def _articles_first(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = page_names()
    articles = [n for n in nodes if _types(n) & names.article_types]
    return articles + [n for n in nodes if _types(n) & names.page_types]


def _publisher(nodes: list[dict[str, Any]], metas: dict[str, str]) -> str | None:
    for node in _articles_first(nodes):
        publisher = node.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip() and "://" not in name:
            return _line(name)
    for key in page_names().publisher_meta:
        if (name := metas.get(key)) and "://" not in name:
            return _line(name)
    return None


def _stated_title(
    tree: HtmlElement, nodes: list[dict[str, Any]], metas: dict[str, str]
) -> str | None:
    """Return the headline of the linked data, of Open Graph, or of the one marked element."""
    headlines = (_text(node.get("headline")) for node in _articles_first(nodes))
    if stated := next((h for h in headlines if h and h.strip()), metas.get("og:title")):
        return stated
    marks = page_names().title_marks
    marked = {_line(e.text_content()) for e in tree.iter("h1", "h2", "h3") if _marks(e) & marks}
    return marked.pop() if len(marked) == 1 else None


def _author(author: str | None, publisher: str | None) -> str | None:
    if not author or author.strip().lower() in page_names().no_author or "://" in author:
        return None
    line = _line(author)
    return None if publisher and line.casefold() == publisher.casefold() else line


def _bare_title(title: str | None, publisher: str | None) -> str | None:
    """Return the title without the publisher's name that sites put before or behind it."""
    if not title or not publisher:
        return _line(title) if title else None
    parts = _SUFFIX.split(title)
    for ends in ((0, -1), (1, len(parts))):
        cut = parts[-1] if ends[0] == 0 else parts[0]
        if len(parts) > 1 and _line(cut).casefold() == publisher.casefold():
            at = title.rfind(cut) if ends[0] == 0 else len(cut)
            title = title[:at] if ends[0] == 0 else title[at:]
            break
    return _line(title).strip(" |\u2013\u2014\u00b7\u2022\u00bb:-") or None


def _published(tree: HtmlElement, nodes: list[dict[str, Any]], metas: dict[str, str]) -> str | None:
    names = page_names()
    candidates = [metas.get(key) for key in names.published_meta[:3]]
    candidates += [_text(node.get("datePublished")) for node in _articles_first(nodes)]
    candidates += [metas.get(key) for key in names.published_meta[3:]]
    candidates += _times(tree)
    for value in candidates:
        day = loose_date(value) if value else None
        if day is not None and day >= _FIRST_YEAR:
            return day
    return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _times(tree: HtmlElement) -> list[str]:
    """Dates of ``<time>``: those marked as publication; else the one day that all agree on."""
    names = page_names()
    marked: list[str] = []
    others: list[str] = []
    for element in tree.xpath(".//time | .//*[@itemprop='datePublished']"):
        marks = _marks(element)
        value = element.get("datetime") or element.get("content") or element.text_content()
        if marks & names.not_published_marks or not value:
            continue
        if marks & names.published_marks:
            marked.append(value)
        elif not any(a.tag in _ASIDE for a in element.iterancestors()):
            others.append(value)
    days = {(loose_date(value) or "")[:10] for value in others}
    return marked or (others[:1] if len(days) == 1 else [])


def _marks(element: HtmlElement) -> set[str]:
    marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower().split()
    return {*marks, *(["pubdate"] if "pubdate" in element.attrib else [])}


def _line(value: str) -> str:
    return " ".join(value.split())
