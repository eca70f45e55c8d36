"""From what the user names to files, in an order that is the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportedly.errors import SourceError
from reportedly.sources.tables import file_rules


def shown(path: Path) -> str:
    """Return the path with forward slashes; bytes of no encoding become U+FFFD."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def files(path: Path) -> Iterator[Path | SourceError]:
    """Yield the file itself, or all files below a folder, sorted by name at each level.

    In folders hidden files, special files and a saved page's companion folder are passed over;
    a folder that was seen before (a loop of links) is not entered again.
    """
    try:
        if not path.is_dir():
            yield path if path.exists() else SourceError(shown(path), _missing(path))
            return
        found = False
        for item in _walk(path, set()):
            found = True
            yield item
    except (OSError, ValueError) as error:
        yield SourceError(shown(path), reason(error))
        return
    if not found:
        yield SourceError(shown(path), "a folder without files to read")


def reason(error: OSError | ValueError) -> str:
    """Say in plain words why the system refused."""
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    return f"cannot be read: {error}"


def _missing(path: Path) -> str:
    if path.is_symlink():
        return "a link to a file that does not exist"
    return "no such file or folder"


def _walk(folder: Path, seen: set[Path]) -> Iterator[Path | SourceError]:
    try:
        real = folder.resolve()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except (OSError, RuntimeError) as error:
        detail = reason(error) if isinstance(error, OSError) else "cannot be read: a loop of links"
        yield SourceError(shown(folder), detail)
        return
    if real in seen:
        return
    seen.add(real)
    pages = {e.stem for e in entries if e.suffix.lower() in (".html", ".htm", ".xhtml")}
    for entry in entries:
        if entry.name.startswith(".") or entry.name.lower() in file_rules().ignored_names:
            continue
        try:
            if entry.is_dir():
                if not _is_companion(entry.name, pages):
                    yield from _walk(entry, seen)
            elif entry.is_file():
                yield entry
            elif not entry.exists():
                yield SourceError(shown(entry), _missing(entry))
        except OSError as error:
            yield SourceError(shown(entry), reason(error))


def _is_companion(name: str, pages: set[str]) -> bool:
    return any(
        name.endswith(end) and name.removesuffix(end) in pages for end in file_rules().companions
    )
