"""The formats that a project is exported in, by name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, BinaryIO, Final, TextIO

from reportedly.errors import UsageError
from reportedly.events.records import EventRecord
from reportedly.exports.bundle import Raw
from reportedly.exports.privacy import Names
from reportedly.records.reading import Reading


@dataclass(slots=True)
class Content:
    """What is exported: readings, and where the unit is the event, the events of their claims.

    ``raw`` and ``decisions`` go into the bundle; ``rules`` is where a layout writes which rule
    filled which cell; ``counts`` sets numbers for vague words in the ACLED-compatible layout.
    """

    readings: Iterable[Reading]
    names: Names = field(default_factory=Names)
    events: Sequence[EventRecord] | None = None
    raw: Raw | None = None
    decisions: Iterable[Mapping[str, Any]] = ()
    rules: TextIO | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its module and function, the ending of its files, and what it can do.

    ``archive`` forms mask nothing; ``events`` forms can have a row an event instead of a claim;
    ``rules`` forms can say of each cell which rule filled it.
    """

    name: str
    module: str
    function: str
    ending: str
    binary: bool = False
    archive: bool = False
    events: bool = False
    rules: bool = False


_ALL: Final = (
    Format("csv", "csv_rows", "write_csv", ".csv"),
    Format("xlsx", "xlsx", "write_xlsx", ".xlsx", binary=True, events=True),
    Format("parquet", "parquet", "write_parquet", ".parquet", binary=True),
    Format("geojson", "geojson", "write_geojson", ".geojson", events=True),
    Format("plover", "plover", "write_plover", ".plover.jsonl", events=True),
    Format("acled", "acled", "write_acled", ".acled.csv", events=True, rules=True),
    Format("ged", "ged", "write_ged", ".ged.csv", events=True, rules=True),
    Format("ftm", "followthemoney", "write_followthemoney", ".ftm.json", events=True),
    Format("annotations", "annotations", "write_annotations", ".jsonld"),
    Format("html", "html_page", "write_html", ".html"),
    Format("jsonl", "json_lines", "write_jsonl", ".jsonl", archive=True),
    Format("json", "json_readings", "write_json", ".json", archive=True),
    Format("bundle", "bundle", "write_bundle", ".zip", binary=True, archive=True),
)
PROJECT_FORMATS: Final[Mapping[str, Format]] = {form.name: form for form in _ALL}


def format_named(name: str) -> Format:
    """Return a format; raises `UsageError` where there is none of that name."""
    if name not in PROJECT_FORMATS:
        raise UsageError(f"no format {name!r}; choose one of {', '.join(PROJECT_FORMATS)}")
    return PROJECT_FORMATS[name]


def write(form: Format, content: Content, out: BinaryIO) -> None:
    """Write the content; text is UTF-8, the same content gives the same bytes.

    Raises `UsageError` where the format cannot do what is asked.
    """
    if content.rules is not None and not form.rules:
        able = ", ".join(f.name for f in _ALL if f.rules)
        raise UsageError(f"{form.name} has no rules to name; these have: {able}")
    if content.counts and form.name != "acled":
        raise UsageError("numbers for vague words are for the acled layout alone")
    function: Callable[..., None] = getattr(
        import_module(f"reportedly.exports.{form.module}"), form.function
    )
    if form.name == "bundle":
        function(
            list(content.readings),
            out,
            raw=content.raw,
            events=content.events or (),
            decisions=content.decisions,
        )
        return
    options: dict[str, Any] = {}
    if form.events:
        options["events"] = content.events
    if form.rules:
        options["rules"] = content.rules
    if form.name == "acled":
        options["counts"] = content.counts
    if form.binary:
        function(content.readings, out, content.names, **options)
        return
    text = io.TextIOWrapper(out, "utf-8", "replace", newline="")
    try:
        function(content.readings, text, content.names, **options)
        text.flush()
    finally:
        text.detach()
