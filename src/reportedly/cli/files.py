"""Where output goes: a file that is written whole or not at all, or standard output in UTF-8."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from reportedly.errors import UsageError


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes the place of ``path`` when the block ends without an error.

    A device or pipe is written to directly. Raises `UsageError` where the folder is missing or
    the path is a folder.
    """
    if path.is_dir():
        raise UsageError(f"--out {path}: a folder; name a file in it")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"--out {path}: no folder {path.absolute().parent}; make it first")
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="replace", newline="") as device:
            yield device
        return
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", dir=target.parent)
    try:
        with open(handle, "w", encoding="utf-8", errors="replace", newline="") as stream:  # noqa: PTH123
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Open standard output for data: UTF-8, line ends left alone."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        yield sys.stdout
        return
    sys.stdout.flush()
    stream = io.TextIOWrapper(raw, "utf-8", "replace", newline="", write_through=True)
    try:
        yield stream
        stream.flush()
    finally:
        with suppress(ValueError, OSError):
            stream.detach()


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
