"""The word lists of this folder: boilerplate lines, metadata names, file signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import yaml

from reportedly.errors import DataError

_PACKAGE: Final = "reportedly.sources"


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What of a page is not text.

    ``lines`` match a whole line that is no longer than ``longest``; ``ends`` match a line after
    which nothing of the page is text; ``classes`` are tokens of an element's class or id.
    """

    longest: int
    lines: re.Pattern[str]
    ends: re.Pattern[str]
    classes: frozenset[str]
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class PageNames:
    """Names under which pages keep metadata, lower case, in order of trust."""

    published_meta: tuple[str, ...]
    published_marks: frozenset[str]
    not_published_marks: frozenset[str]
    publisher_meta: tuple[str, ...]
    article_types: frozenset[str]
    page_types: frozenset[str]
    title_marks: frozenset[str]
    no_author: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hyphens:
    """First parts of compounds that keep their hyphen at a line end, and endings that do not."""

    first_parts: frozenset[str]
    endings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Signature:
    """First bytes of a kind of file that is no document here, and what to do about it."""

    start: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class FileRules:
    """How files are told apart and which names in a folder are no documents."""

    signatures: tuple[Signature, ...]
    suffixes: Mapping[str, str]
    contradicted: Mapping[str, str]
    refused_suffixes: Mapping[str, str]
    ignored_names: frozenset[str]
    companions: tuple[str, ...]


def _load(name: str) -> dict[str, Any]:
    raw = resources.files(_PACKAGE).joinpath("data", name).read_text("utf-8")
    try:
        data = yaml.safe_load(raw)
    except yaml.YAMLError as error:
        raise DataError(name, f"not YAML: {error}") from error
    if not isinstance(data, dict):
        raise DataError(name, "expected a mapping")
    return data


def _words(name: str, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise DataError(name, "expected a list of texts", row=key)
    return tuple(value)


def _mapping(name: str, data: Mapping[str, Any], key: str) -> dict[str, str]:
    value = data.get(key)
    if not isinstance(value, dict) or not all(isinstance(v, str) and v for v in value.values()):
        raise DataError(name, "expected text: text", row=key)
    return {str(k): v for k, v in value.items()}


def _pattern(name: str, data: Mapping[str, Any], key: str) -> re.Pattern[str]:
    parts = _words(name, data, key)
    for part in parts:
        try:
            re.compile(part)
        except re.error as error:
            raise DataError(name, f"{key}: {part!r} is no regular expression: {error}") from error
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


@lru_cache(maxsize=1)
def boilerplate() -> Boilerplate:
    """Return the rules of ``data/boilerplate.yaml``."""
    name = "boilerplate.yaml"
    data = _load(name)
    longest = data.get("longest")
    if not isinstance(longest, int) or longest <= 0:
        raise DataError(name, "expected a number of characters", row="longest")
    return Boilerplate(
        longest,
        _pattern(name, data, "lines"),
        _pattern(name, data, "ends"),
        frozenset(_words(name, data, "classes")),
        frozenset(_words(name, data, "tags")),
    )


@lru_cache(maxsize=1)
def page_names() -> PageNames:
    """Return the names of ``data/page-metadata.yaml``."""
    name = "page-metadata.yaml"
    data = _load(name)

    def take(key: str) -> tuple[str, ...]:
        return _words(name, data, key)

    return PageNames(
        take("published_meta"),
        frozenset(take("published_marks")),
        frozenset(take("not_published_marks")),
        take("publisher_meta"),
        frozenset(take("article_types")),
        frozenset(take("page_types")),
        frozenset(take("title_marks")),
        frozenset(take("no_author")),
    )


@lru_cache(maxsize=1)
def months() -> Mapping[str, int]:
    """Return English month names and their short forms, lower case, to 1 to 12."""
    name = "page-metadata.yaml"
    found: dict[str, int] = {}
    for number, spellings in enumerate(_words(name, _load(name), "months"), start=1):
        found.update(dict.fromkeys(spellings.split(), number))
    if set(found.values()) != set(range(1, 13)):
        raise DataError(name, "expected twelve rows", row="months")
    return found


@lru_cache(maxsize=1)
def file_rules() -> FileRules:
    """Return the rules of ``data/files.yaml``."""
    name = "files.yaml"
    data = _load(name)
    signatures = []
    for row, entry in enumerate(data.get("signatures", ()), start=1):
        try:
            signatures.append(Signature(bytes.fromhex(entry["hex"]), str(entry["reason"])))
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(name, "expected hex and reason", row=f"signatures {row}") from error
    return FileRules(
        tuple(signatures),
        _mapping(name, data, "suffixes"),
        _mapping(name, data, "contradicted"),
        _mapping(name, data, "refused_suffixes"),
        frozenset(_words(name, data, "ignored_names")),
        _words(name, data, "companions"),
    )


@lru_cache(maxsize=1)
def hyphens() -> Hyphens:
    """Return the rules of ``data/hyphens.yaml``."""
    name = "hyphens.yaml"
    data = _load(name)
    return Hyphens(
        frozenset(_words(name, data, "first_parts")), frozenset(_words(name, data, "endings"))
    )
