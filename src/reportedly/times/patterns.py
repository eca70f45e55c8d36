"""Rules: sequences of word classes, read from data, compiled to patterns over code characters.

A rule's pattern is a row of elements: a CLASS or MACRO in capitals, a literal word or sign, a group
in round brackets with ``|``, ``?`` behind what may be missing, ``name=`` before what the rule's
meaning needs, ``<(…)`` or ``<!(…)`` for one token that must or must not stand before, ``>(…)`` or
``>!(…)`` for one token that must or must not follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reportedly.errors import DataError
from reportedly.times.tokens import Coder, bundled_coder
from reportedly.times.words import read_yaml

_FILE = "patterns.yaml"
_ELEMENT = re.compile(
    r"\s*(?:([a-z]\w*)=|(<!|<|>!|>)(?=\()|(\()|(\))|(\|)|(\?)|([A-Z][A-Z0-9]*)"
    r"|([^\W\dA-Z_]+|\d+|[^\w\s]))"
)
_NAME, _LOOK, _OPEN, _CLOSE, _OR, _MAYBE, _CLASS, _LITERAL = range(1, 9)
_DEEPEST = 8
_LOOKS = {"<!": "(?<!", "<": "(?<=", ">!": "(?!", ">": "(?="}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it matches and which meaning it has."""

    id: str
    do: str
    regex: re.Pattern[str]
    fields: dict[str, tuple[int, ...]]
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules by the code they may start with, in order, and a pattern for those codes."""

    by_start: dict[str, tuple[Rule, ...]]
    start: re.Pattern[str]
    coder: Coder


def literals_of(patterns: list[str]) -> frozenset[str]:
    """Collect the literal words and signs that patterns name."""
    return frozenset(
        m.group(_LITERAL) for p in patterns for m in _ELEMENT.finditer(p) if m.lastindex == _LITERAL
    )


@dataclass(frozen=True, slots=True)
class _Node:
    """A compiled piece: its pattern, the codes it may start with, whether it may be empty."""

    source: str
    first: frozenset[str]
    empty: bool


_NOTHING = _Node("", frozenset(), empty=True)


class _Compiler:
    """Recursive descent over one rule's pattern."""

    def __init__(self, coder: Coder, macros: dict[str, str], path: str) -> None:
        self._alphabet = coder.alphabet()
        self._macros = macros
        self._path = path
        self._count = 0

    def compile(self, pattern: str, row: str, depth: int = 0) -> _Node:
        if depth > _DEEPEST:
            raise DataError(self._path, "macros name each other in a circle", row=row)
        elements = self._elements(pattern, row)
        node, rest = self._alternatives(elements, row, depth)
        if rest:
            raise DataError(self._path, "a closing bracket too many", row=row)
        return node

    def _elements(self, pattern: str, row: str) -> list[tuple[int, str]]:
        elements: list[tuple[int, str]] = []
        position, end = 0, len(pattern.rstrip())
        while position < end:
            match = _ELEMENT.match(pattern, position)
            if match is None or match.lastindex is None:
                raise DataError(self._path, f"cannot read {pattern[position:]!r}", row=row)
            elements.append((match.lastindex, match.group(match.lastindex)))
            position = match.end()
        return elements

    def _alternatives(
        self, rest: list[tuple[int, str]], row: str, depth: int
    ) -> tuple[_Node, list[tuple[int, str]]]:
        nodes = []
        while True:
            node, rest = self._sequence(rest, row, depth)
            nodes.append(node)
            if not rest or rest[0][0] != _OR:
                break
            rest = rest[1:]
        if len(nodes) == 1:
            return nodes[0], rest
        first = frozenset[str]().union(*(n.first for n in nodes))
        source = "|".join(n.source for n in nodes)
        return _Node(f"(?:{source})", first, any(n.empty for n in nodes)), rest

    def _sequence(
        self, rest: list[tuple[int, str]], row: str, depth: int
    ) -> tuple[_Node, list[tuple[int, str]]]:
        total = _NOTHING
        while rest and rest[0][0] not in (_OR, _CLOSE):
            node, rest = self._element(rest, row, depth)
            first = total.first | node.first if total.empty else total.first
            total = _Node(total.source + node.source, first, total.empty and node.empty)
        return total, rest

    def _element(
        self, rest: list[tuple[int, str]], row: str, depth: int
    ) -> tuple[_Node, list[tuple[int, str]]]:
        name = look = ""
        if rest[0][0] == _NAME:
            name, rest = rest[0][1], rest[1:]
        elif rest[0][0] == _LOOK:
            look, rest = _LOOKS[rest[0][1]], rest[1:]
        kind, text = rest[0] if rest else (_CLOSE, "")
        rest = rest[1:]
        if kind == _OPEN:
            node, rest = self._alternatives(rest, row, depth)
            if not rest:
                raise DataError(self._path, "a bracket is not closed", row=row)
            rest = rest[1:]
        elif kind in (_CLASS, _LITERAL):
            node = self._atom(kind, text, row, depth)
        else:
            raise DataError(self._path, f"{text!r} stands where a word is expected", row=row)
        if look:
            return _Node(f"{look}{node.source})", frozenset(), empty=True), rest
        return self._closed(node, name, rest)

    def _closed(
        self, node: _Node, name: str, rest: list[tuple[int, str]]
    ) -> tuple[_Node, list[tuple[int, str]]]:
        source = f"(?P<{self._group(name)}>{node.source})" if name else f"(?:{node.source})"
        if rest and rest[0][0] == _MAYBE:
            return _Node(f"{source}?", node.first, empty=True), rest[1:]
        return _Node(source, node.first, node.empty), rest

    def _atom(self, kind: int, text: str, row: str, depth: int) -> _Node:
        if kind == _CLASS and text in self._macros:
            return self.compile(self._macros[text], row, depth + 1)
        name = text if kind == _CLASS else f"={text}"
        codes = frozenset(code for found, code in self._alphabet.items() if name in found)
        if not codes:
            raise DataError(self._path, f"no word class {name!r}", row=row)
        return _Node(f"[{''.join(sorted(codes))}]", codes, empty=False)

    def _group(self, name: str) -> str:
        # A name may stand in several branches of a rule; a pattern may hold it only once.
        self._count += 1
        return f"{name}_{self._count}"


def build(raw: Any, path: str = _FILE) -> Grammar:
    """Validate and compile a parsed rule file; raises `DataError` naming the rule."""
    if not isinstance(raw, dict) or set(raw) != {"macros", "rules"}:
        raise DataError(path, "expected 'macros' and 'rules'")
    macros, rows = raw["macros"], raw["rules"]
    for row in rows:
        if not isinstance(row, dict) or not {"id", "do", "p"} <= row.keys():
            raise DataError(path, "a rule needs id, do and p", row=str(row)[:60])
    coder = bundled_coder(literals_of([*macros.values(), *(r["p"] for r in rows)]))
    compiler = _Compiler(coder, macros, path)
    by_start: dict[str, list[Rule]] = {}
    for row in rows:
        node = compiler.compile(row["p"], row["id"])
        if node.empty:
            raise DataError(path, "the pattern may be empty", row=row["id"])
        _check_options(row, path)
        options = {k: v for k, v in row.items() if k not in ("id", "do", "p")}
        regex = _regex(node.source, path, row["id"])
        rule = Rule(row["id"], row["do"], regex, _fields(regex), options)
        for code in node.first:
            by_start.setdefault(code, []).append(rule)
    start = re.compile(f"[{''.join(sorted(by_start))}]")
    return Grammar({code: tuple(found) for code, found in by_start.items()}, start, coder)


# Option of a rule to the length of its list of whole numbers; 0 for one number or word.
_OPTIONS = {"k": 0, "v": 0, "cut": 0, "easter": 0, "fixed": 2, "moving": 4}


def _check_options(row: dict[str, Any], path: str) -> None:
    for name, value in row.items():
        if name in ("id", "do", "p"):
            continue
        length = _OPTIONS.get(name)
        numbers = isinstance(value, list) and all(isinstance(n, int) for n in value)
        right = isinstance(value, int | str) if length == 0 else numbers and len(value) == length
        if length is None or not right:
            raise DataError(path, f"option {name}: {value!r} is not expected", row=row["id"])
    if row["do"] == "holiday" and not {"fixed", "moving", "easter"} & row.keys():
        raise DataError(path, "a holiday needs fixed, moving or easter", row=row["id"])


def _regex(source: str, path: str, row: str) -> re.Pattern[str]:
    try:
        return re.compile(source)
    except re.error as error:
        raise DataError(path, f"no pattern: {error}", row=row) from error


def _fields(regex: re.Pattern[str]) -> dict[str, tuple[int, ...]]:
    fields: dict[str, tuple[int, ...]] = {}
    for name, index in regex.groupindex.items():
        key = name.partition("_")[0]
        fields[key] = (*fields.get(key, ()), index)
    return fields


@cache
def load_grammar() -> Grammar:
    """Return the bundled rules, compiled once."""
    return build(read_yaml(_FILE))
