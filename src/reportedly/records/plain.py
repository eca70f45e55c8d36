"""Records to plain values that JSON can hold, and back, driven by their type annotations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from reportedly.errors import DataError, GroundingError

PAIRS: Final = tuple[tuple[str, str], ...]
#: What JSON holds as it is, passed over first: most values are of these.
_PLAIN: Final = frozenset({str, int, float, bool, NoneType})


def to_plain(value: Any, annotation: Any = None) -> Any:
    """Turn a record into dicts, lists, strings, numbers, booleans and None.

    A dataclass becomes an object with every field that its constructor takes, in their order; a
    date becomes ISO 8601; a tuple of string pairs becomes an object.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if is_dataclass(kind):
        hints = _hints(kind)
        return {name: to_plain(getattr(value, name), hint) for name, hint in hints.items()}
    if isinstance(value, tuple):
        return dict(value) if annotation == PAIRS else [to_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def from_plain(value: Any, annotation: Any, where: str) -> Any:
    """Build the annotated type from plain values; a record that is built already is taken as it is.

    ``where`` names the file for messages. Raises `DataError` with the path of the value that is
    missing, unknown or of another type.
    """
    try:
        return _builder(annotation)(value)
    except _Wrong as error:
        raise DataError(where, error.problem, row=f"${error.path}") from error.__cause__


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    """A value that is not as expected; ``path`` is told from the outside in as it is raised."""

    def __init__(self, problem: str, path: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.path = path

    def under(self, step: str) -> _Wrong:
        """The same, seen from one step further out."""
        found = _Wrong(self.problem, step + self.path)
        found.__cause__ = self.__cause__
        return found


_Build = Callable[[Any], Any]


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind) if f.init}


@lru_cache(maxsize=256)
def _builder(annotation: Any) -> _Build:
    """Return the function that builds the annotated type; made once for each type."""
    origin = get_origin(annotation)
    if annotation is Any:
        return lambda value: value
    if annotation == PAIRS:
        return _pairs
    if origin in (UnionType, Union):
        return _union(get_args(annotation))
    if origin is Literal:
        return _literal(get_args(annotation))
    if origin is tuple:
        return _tuple(get_args(annotation))
    if is_dataclass(annotation) and isinstance(annotation, type):
        return _record(annotation)
    return _scalar(annotation)


def _union(options: tuple[Any, ...]) -> _Build:
    left = [o for o in options if o is not NoneType]
    if len(left) > 1 and all(get_origin(o) is Literal for o in left):
        left = [Literal[tuple(arg for o in left for arg in get_args(o))]]
    (option,) = left
    build = _late(option)
    if NoneType not in options:
        return build
    return lambda value: None if value is None else build(value)


def _late(annotation: Any) -> _Build:
    """Look the function up when it is first called: a record may hold records of its own kind."""
    if not (is_dataclass(annotation) and isinstance(annotation, type)):
        return _builder(annotation)
    kind: type = annotation

    def build(value: Any) -> Any:
        return _builder(kind)(value)

    return build


def _literal(choices: tuple[Any, ...]) -> _Build:
    known = frozenset(choices)
    expected = "one of " + ", ".join(map(str, choices))

    def build(value: Any) -> Any:
        if type(value) is not str or value not in known:
            raise _unexpected(value, expected)
        return value

    return build


def _tuple(items: tuple[Any, ...]) -> _Build:
    builders = [_late(item) for item in items if item is not Ellipsis]
    many = items[-1] is Ellipsis

    def build(value: Any) -> Any:
        if not isinstance(value, list):
            raise _unexpected(value, "a list")
        each = builders * len(value) if many else builders
        if len(each) != len(value):
            raise _unexpected(value, f"a list of {len(each)}")
        made = []
        for i, (one, item) in enumerate(zip(each, value, strict=True)):
            try:
                made.append(one(item))
            except _Wrong as error:
                raise error.under(f"[{i}]") from error.__cause__
        return tuple(made)

    return build


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise _unexpected(value, "an object of strings")
    return tuple(value.items())


def _record(kind: type) -> _Build:
    hints = _hints(kind)
    builders = {name: _late(hint) for name, hint in hints.items()}

    def build(value: Any) -> Any:
        if type(value) is kind:
            return value
        if not isinstance(value, dict):
            raise _unexpected(value, "an object")
        if not value.keys() <= builders.keys():
            unknown = sorted(set(value) - set(hints))
            raise _Wrong(f"unknown field {unknown[0]!r}")
        given = {}
        for name, item in value.items():
            try:
                given[name] = builders[name](item)
            except _Wrong as error:
                raise error.under(f".{name}") from error.__cause__
        try:
            return kind(**given)
        except TypeError:
            needed = ", ".join(n for n in hints if n not in value)
            raise _Wrong(f"a required field is missing, one of {needed}") from None
        except GroundingError as error:
            raise _Wrong(str(error)) from error

    return build


def _scalar(kind: Any) -> _Build:
    def build(value: Any) -> Any:
        if type(value) is kind:
            return value
        if kind is date and isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise _unexpected(value, "a date such as 2024-05-31") from None
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        raise _unexpected(value, f"a value of type {kind.__name__}")

    return build


def _unexpected(value: Any, expected: str) -> _Wrong:
    return _Wrong(f"expected {expected}, found {str(value)[:60]!r}")
