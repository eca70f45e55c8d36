"""Figures on corpora that may not be committed: the figures are, with the corpus' digest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

from reportedly.errors import DataError

#: Figures may differ by rounding from machine to machine, not by more.
TOLERANCE: Final = 1e-9
#: What differs from run to run, or names our own data.
VOLATILE: Final = frozenset({"digest", "documents_per_second", "words_per_second", "seconds"})
#: Figures of other programs: kept, but not compared, as not every machine has them.
NOT_COMPARED: Final = "peers"


def committed_file() -> Path:
    """Return the file of committed figures that comes with the program."""
    return Path(str(resources.files("reportedly.evaluate").joinpath("figures.json")))


def load_committed(file: Path) -> dict[str, Any]:
    """Read committed figures; an absent file holds none. Raises `DataError` where it is no JSON."""
    if not file.is_file():
        return {}
    try:
        content = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise DataError(str(file), f"expected JSON: {error}") from error
    if not isinstance(content, dict):
        raise DataError(str(file), "expected an object of figures by task")
    return content


def save_committed(file: Path, task: str, report: Mapping[str, Any]) -> None:
    """Put one task's figures into the file, the rest as it was."""
    content = load_committed(file) | {task: stable(report)}
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False)
    file.write_text(text + "\n", "utf-8", newline="\n")


def stable(value: Any) -> Any:
    """Return a JSON value without what differs from run to run, and without lists of examples."""
    if isinstance(value, Mapping):
        return {
            str(k): stable(v)
            for k, v in value.items()
            if k not in VOLATILE and not isinstance(v, list | tuple)
        }
    return value


def differences(expected: Any, found: Any, at: str = "") -> Iterator[str]:
    """Yield, in words, where the stable parts of two reports differ."""
    expected, found = stable(expected), stable(found)
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted({*expected, *found} - {NOT_COMPARED}):
            where = f"{at}.{key}" if at else key
            if key not in expected:
                yield f"{where}: not among the committed figures"
            elif key not in found:
                yield f"{where}: committed, but not measured"
            else:
                yield from differences(expected[key], found[key], where)
    elif not _equal(expected, found):
        yield f"{at}: {found}, committed {expected}"


def _equal(expected: Any, found: Any) -> bool:
    numbers = (int, float)
    if isinstance(expected, numbers) and isinstance(found, numbers):
        return abs(expected - found) <= TOLERANCE
    return bool(expected == found)
