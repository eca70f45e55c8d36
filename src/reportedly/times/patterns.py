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
    """All rules in order, and the pattern that finds where any may start."""

    rules: tuple[Rule, ...]
    start: re.Pattern[str]
    coder: Coder


def literals_of(patterns: list[str]) -> frozenset[str]:
    """Collect the literal words and signs that patterns name."""
    return frozenset(
        m.group(_LITERAL) for p in patterns for m in _ELEMENT.finditer(p) if m.lastindex == _LITERAL
    )


class _Compiler:
    def __init__(self, coder: Coder, macros: dict[str, str], path: str) -> None:
        self._alphabet = coder.alphabet()
        self._names = frozenset().union(*self._alphabet)
        self._macros = macros
        self._path = path
        self._count = 0

    def compile(self, pattern: str, row: str, depth: int = 0) -> str:
        out: list[str] = []
        position = 0
        name: str | None = None
        stack: list[str] = []
        while position < len(pattern.rstrip()):
            match = _ELEMENT.match(pattern, position)
            if match is None or depth > 8:
                raise DataError(self._path, f"cannot read {pattern[position:]!r}", row=row)
            position = match.end()
            kind, text = match.lastindex, match.group(match.lastindex or 0)
            if kind == _NAME:
                name = text
                continue
            if kind == _OPEN:
                look = out.pop() if out and out[-1] in _LOOKS.values() else None
                out.append(look or (f"(?P<{self._group(name)}>" if name else "(?:"))
                stack.append(")")
            elif kind == _CLOSE:
                if not stack:
                    raise DataError(self._path, "a closing bracket too many", row=row)
                out.append(stack.pop())
            elif kind == _CLASS and text in self._macros:
                inner = self.compile(self._macros[text], row, depth + 1)
                out.append(f"(?P<{self._group(name)}>{inner})" if name else f"(?:{inner})")
            elif kind in (_CLASS, _LITERAL):
                one = self._set(text if kind == _CLASS else f"={text}", row)
                out.append(f"(?P<{self._group(name)}>{one})" if name else one)
            else:
                out.append({_OR: "|", _MAYBE: "?"}.get(kind or 0) or _LOOKS[text])
            name = None
        if stack:
            raise DataError(self._path, "a bracket is not closed", row=row)
        return "".join(out)

    def _group(self, name: str) -> str:
        # A name may stand in several branches of a rule; a pattern may hold it only once.
        self._count += 1
        return f"{name}_{self._count}"

    def _set(self, name: str, row: str) -> str:
        if name not in self._names:
            raise DataError(self._path, f"no word class {name!r}", row=row)
        return "[" + "".join(c for s, c in self._alphabet.items() if name in s) + "]"


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
    rules = []
    for row in rows:
        source = compiler.compile(row["p"], row["id"])
        options = {k: v for k, v in row.items() if k not in ("id", "do", "p")}
        regex = _regex(source, path, row["id"])
        rules.append(Rule(row["id"], row["do"], regex, _fields(regex), options))
    start = "|".join(re.sub(r"\(\?P<\w+>", "(?:", r.regex.pattern) for r in rules)
    return Grammar(tuple(rules), re.compile(start), coder)


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
