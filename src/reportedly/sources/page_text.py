"""The main text of a page: paragraphs with a blank line between, boilerplate left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from lxml.etree import iterwalk  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura import bare_extraction

from reportedly.sources.page_metadata import PageMetadata
from reportedly.sources.tables import boilerplate, months

_BLOCKS: Final = frozenset(
    {"p", "head", "item", "list", "quote", "row", "table", "ab", "code", "div", "body", "main"}
)
_LISTS: Final = frozenset({"ul", "ol", "div", "td", "p", "section"})
_MOST: Final = 0.6
_TAIL: Final = 0.25
_FIRST: Final = 4
_LINKS: Final = 3
_LINK_SHARE: Final = 0.8
_BYLINE: Final = 140
_DATED: Final = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
_EDGES: Final = "-\u2013\u2014\u2022|\u00bb\u00ab \t"


def main_text(tree: HtmlElement, page: PageMetadata) -> str:
    """Return the main text; empty where there is none. Changes the tree."""
    _prune(tree)
    _split_preformatted(tree)
    _split_paragraphs(tree)
    found: Any = bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False
    )
    if found is None or found.body is None:
        return ""
    paragraphs = [p for p in _paragraphs(found.body) if p]
    titles = {_fold(title) for title in page.titles}
    longest = max(map(len, page.titles), default=0) + _BYLINE
    kept = [
        p for p in _without_boilerplate(paragraphs) if len(p) > longest or _fold(p) not in titles
    ]
    kept = [p for i, p in enumerate(kept) if i >= _FIRST or not _is_byline(p, page)]
    return "\n\n".join(kept)


def characters(element: HtmlElement) -> int:
    """Count the characters of an element that a reader could see, scripts and styles apart."""
    return sum(
        len(part.strip())
        for node in element.iter()
        if isinstance(node.tag, str) and node.tag not in ("script", "style")
        for part in (node.text or "", node.tail or "" if node is not element else "")
    )


def _prune(tree: HtmlElement) -> None:
    """Drop elements that are no text by tag or class, unless they hold most of the page."""
    rules = boilerplate()
    body = tree.find("body")
    whole = max(1, characters(body))
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element is body:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        doomed = element.tag in rules.tags or not rules.classes.isdisjoint(names)
        doomed = doomed or "hidden" in element.attrib or _is_unseen(element)
        doomed = doomed or (element.tag in _LISTS and _is_link_list(element))
        if doomed and element.getparent() is not None and not _protected(element, whole):
            element.drop_tree()


def _split_preformatted(tree: HtmlElement) -> None:
    """Make paragraphs of preformatted text, its lines kept: old wire archives have no others."""
    for element in list(tree.iter("pre")):
        blocks = re.split(r"\n[ \t]*\n\s*", element.text_content().strip("\n"))
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "div", None
        for block in blocks:
            paragraph = element.makeelement("p")
            first, *others = block.split("\n")
            paragraph.text = first
            for line in others:
                wrap = element.makeelement("br")
                wrap.tail = line
                paragraph.append(wrap)
            element.append(paragraph)


def _split_paragraphs(tree: HtmlElement) -> None:
    """Make of each paragraph with double line breaks in it several; linear in its length."""
    for paragraph in list(tree.iter("p")):
        children = list(paragraph)
        for first, second in reversed(list(pairwise(children))):
            if first.tag != "br" or second.tag != "br" or (first.tail or "").strip():
                continue
            rest = paragraph.makeelement("p")
            rest.text = second.tail
            rest.extend(list(second.itersiblings()))
            second.tail = None
            paragraph.remove(second)
            paragraph.addnext(rest)


def _is_unseen(element: HtmlElement) -> bool:
    return "display:none" in (element.get("style") or "").lower().replace(" ", "")


def _is_link_list(element: HtmlElement) -> bool:
    """Whether a block holds several links and hardly anything else: navigation."""
    links = [characters(link) for link in element.iter("a") if link.get("href")]
    return len(links) >= _LINKS and sum(links) >= _LINK_SHARE * characters(element)


def _protected(element: HtmlElement, whole: int) -> bool:
    if element.tag in ("article", "main"):
        return True
    if next(element.iter("h1", "article"), None) is not None:
        return True
    return characters(element) > _MOST * whole


def _paragraphs(body: Any) -> Iterator[str]:
    for block in re.split(r"\n[ \t]*\n\s*", "".join(_pieces(body))):
        lines = (" ".join(line.split()).strip("| ") for line in block.split("\n"))
        yield "\n".join(line for line in lines if line)


def _pieces(element: Any) -> Iterator[str]:
    """Texts of the tree with line ends where blocks and line breaks are; not recursive."""
    for event, node in _events(element):
        block = node.tag in _BLOCKS
        if event == "start":
            yield "\n\n" if block else "\n" if node.tag == "lb" else ""
            yield re.sub(r"\s+", " ", node.text or "")
        else:
            yield "\n\n" if block else " | " if node.tag == "cell" and _follows(node) else ""
            if node is not element:
                yield re.sub(r"\s+", " ", node.tail or "")


def _events(element: Any) -> Iterator[tuple[str, Any]]:
    yield from iterwalk(element, events=("start", "end"))


def _follows(cell: Any) -> bool:
    return cell.getnext() is not None


def _without_boilerplate(paragraphs: list[str]) -> list[str]:
    rules = boilerplate()
    total = sum(map(len, paragraphs))
    kept: list[str] = []
    left = total
    for paragraph in paragraphs:
        left -= len(paragraph)
        lines: list[str] = []
        for line in paragraph.split("\n"):
            short = len(line) <= rules.longest
            if short and rules.ends.fullmatch(line) and left < _TAIL * total:
                return kept + (["\n".join(lines)] if lines else [])
            if not (short and rules.lines.fullmatch(line.strip(_EDGES))):
                lines.append(line)
        if lines:
            kept.append("\n".join(lines))
    return kept


def _is_byline(paragraph: str, page: PageMetadata) -> bool:
    """Whether a short first line holds nothing but the author, the publisher and a date."""
    if len(paragraph) > _BYLINE:
        return False
    left = f" {_fold(paragraph)} "
    for name in (page.author, page.publisher):
        if name:
            left = left.replace(f" {_fold(name)} ", " ")
    if left.split() == _fold(paragraph).split() and not _DATED.search(paragraph):
        return False
    calendar = months()
    words = [w for w in left.split() if w not in calendar and not re.search(r"\d", w)]
    return len("".join(words)) <= 12 and len(words) <= 3


def _fold(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
