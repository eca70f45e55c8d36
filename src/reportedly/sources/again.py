"""Documents made anew of bytes that were kept, as the present version makes them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib import metadata, resources
from typing import Final

from reportedly.errors import SourceError
from reportedly.records.document import Document
from reportedly.sources.jsonl import read_line
from reportedly.sources.warc import read_one_record
from reportedly.sources.ways import Form, Ways
from reportedly.sources.whole import read_entries, read_whole
from reportedly.version import __version__

_PARSERS: Final = ("trafilatura", "lxml", "pypdf", "feedparser", "warcio", "charset-normalizer")


def make_again(
    data: bytes, form: Form, uri: str | None, ways: Ways
) -> Iterator[Document | SourceError]:
    """Yield the documents in bytes of a form; ``uri`` is the address that the document has."""
    name = uri or "standard input"
    if form == "line":
        yield read_line(data, name, name, ways)
    elif form == "record":
        yield from read_one_record(data, name, ways)
    elif form == "feed":
        yield from read_entries(data, name.rpartition("#")[0] or name, ways)
    else:
        yield read_whole(data, form, name, uri, ways)


@lru_cache(maxsize=1)
def extractor() -> str:
    """Name what turns bytes into text: this program and the parsers, each in its version.

    The digest at the end is of the program's own modules for it.
    """
    own = sha256()
    folder = resources.files("reportedly.sources")
    for file in sorted([*folder.iterdir(), *(folder / "data").iterdir()], key=lambda f: f.name):
        if file.name.endswith((".py", ".yaml")):
            own.update(file.name.encode() + b"\0" + file.read_bytes())
    parsers = ", ".join(f"{name} {metadata.version(name)}" for name in _PARSERS)
    return f"reportedly {__version__} ({parsers}; {own.hexdigest()[:12]})"
