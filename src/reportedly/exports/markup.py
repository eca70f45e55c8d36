"""HTML that cannot be broken out of: whatever is not made by `tag` is escaped."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_VOID: Final = frozenset({"meta", "br", "hr"})
#: Characters that HTML forbids: controls other than white space, surrogates, non-characters.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


class Markup(str):
    """A string that is HTML already."""

    __slots__ = ()


Child = str | None


def text(words: str) -> Markup:
    """Return words as HTML text; forbidden characters become a space or U+FFFD, one for one."""
    return Markup(escape(_FORBIDDEN.sub(_instead, words), quote=True))


def _instead(match: re.Match[str]) -> str:
    return " " if match.group().isspace() else "\ufffd"


def join(*children: Child) -> Markup:
    """Return the children one after the other; None is left out."""
    parts = (c if isinstance(c, Markup) else text(c) for c in children if c is not None)
    return Markup("".join(parts))


def tag(name: str, *children: Child, **attributes: str | bool | None) -> Markup:
    """Return an element.

    ``class_`` stands for class, other underscores for hyphens; an attribute that is True stands
    without a value, one that is None or False is left out.
    """
    told = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        told.append(f" {attribute}" if value is True else f' {attribute}="{text(str(value))}"')
    head = f"<{name}{''.join(told)}>"
    return Markup(head if name in _VOID else f"{head}{join(*children)}</{name}>")
