"""The export formats by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Final, TextIO

from reportedly.errors import UsageError
from reportedly.exports.privacy import Names
from reportedly.records.reading import Reading

Exporter = Callable[[Iterable[Reading], TextIO, Names], None]

#: Format to module and function: only the one that is asked for is imported.
_EXPORTERS: Final = {
    "table": ("table", "write_table"),
    "jsonl": ("json_lines", "write_jsonl"),
    "csv": ("csv_rows", "write_csv"),
    "json": ("json_readings", "write_json"),
    "html": ("html_page", "write_html"),
}
FORMATS: Final = tuple(_EXPORTERS)
#: Formats that keep everything; the others mask the names of private persons.
ARCHIVES: Final = frozenset({"jsonl", "json"})


def exporter(name: str) -> Exporter:
    """Return the function that writes readings to an open text file (``newline=""``, UTF-8).

    Raises `UsageError` where there is no such format.
    """
    if name not in _EXPORTERS:
        raise UsageError(f"no format {name!r}; choose one of {', '.join(FORMATS)}")
    module, function = _EXPORTERS[name]
    found: Exporter = getattr(import_module(f"reportedly.exports.{module}"), function)
    return found
