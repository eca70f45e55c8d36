"""Records to plain values that JSON can hold, and back, driven by their type annotations."""

from __future__ import annotations

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
    """Build the annotated type from plain values.

    ``where`` names the file for messages. Raises `DataError` with the path of the value that is
    missing, unknown or of another type.
    """
    return _build(value, annotation, where, "$")


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind) if f.init}


def _build(value: Any, annotation: Any, where: str, at: str) -> Any:
    origin = get_origin(annotation)
    if annotation is Any:
        return value
    if annotation == PAIRS:
        return _pairs(value, where, at)
    if origin in (UnionType, Union):
        return _union(value, get_args(annotation), where, at)
    if origin is Literal:
        if not isinstance(value, str) or value not in get_args(annotation):
            raise _unexpected(value, "one of " + ", ".join(get_args(annotation)), where, at)
        return value
    if origin is tuple:
        return _tuple(value, get_args(annotation), where, at)
    if is_dataclass(annotation) and isinstance(annotation, type):
        return _record(value, annotation, where, at)
    return _scalar(value, annotation, where, at)


def _union(value: Any, options: tuple[Any, ...], where: str, at: str) -> Any:
    if value is None and NoneType in options:
        return None
    left = [o for o in options if o is not NoneType]
    if len(left) > 1 and all(get_origin(o) is Literal for o in left):
        left = [Literal[tuple(arg for o in left for arg in get_args(o))]]
    (option,) = left
    return _build(value, option, where, at)


def _tuple(value: Any, items: tuple[Any, ...], where: str, at: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _unexpected(value, "a list", where, at)
    if items[-1] is Ellipsis:
        items = (items[0],) * len(value)
    if len(items) != len(value):
        raise _unexpected(value, f"a list of {len(items)}", where, at)
    pairs = enumerate(zip(value, items, strict=True))
    return tuple(_build(v, kind, where, f"{at}[{i}]") for i, (v, kind) in pairs)


def _pairs(value: Any, where: str, at: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise _unexpected(value, "an object of strings", where, at)
    return tuple(value.items())


def _record(value: Any, kind: type, where: str, at: str) -> Any:
    if not isinstance(value, dict):
        raise _unexpected(value, "an object", where, at)
    hints = _hints(kind)
    unknown = sorted(set(value) - set(hints))
    if unknown:
        raise DataError(where, f"unknown field {unknown[0]!r}", row=at)
    given = {k: _build(v, hints[k], where, f"{at}.{k}") for k, v in value.items()}
    try:
        return kind(**given)
    except TypeError:
        needed = ", ".join(n for n in hints if n not in value)
        raise DataError(where, f"a required field is missing, one of {needed}", row=at) from None
    except GroundingError as error:
        raise DataError(where, str(error), row=at) from error


def _scalar(value: Any, kind: Any, where: str, at: str) -> Any:
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _unexpected(value, "a date such as 2024-05-31", where, at) from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is kind:
        return value
    raise _unexpected(value, f"a value of type {kind.__name__}", where, at)


def _unexpected(value: Any, expected: str, where: str, at: str) -> DataError:
    return DataError(where, f"expected {expected}, found {str(value)[:60]!r}", row=at)
