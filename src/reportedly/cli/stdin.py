"""Whether anything comes on standard input when no source is named."""

from __future__ import annotations

import os
import select
import stat
import sys
from typing import Final

_PATIENCE: Final = 2.0


def has_input() -> bool:
    """Whether standard input is a file or pipe that brings something.

    A terminal, a device, a closed stream and a pipe that stays silent for two seconds bring
    nothing; `-` as a source waits for a slow pipe as long as it takes.
    """
    try:
        descriptor = sys.stdin.fileno()
        mode = os.fstat(descriptor).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    if stat.S_ISREG(mode):
        return os.fstat(descriptor).st_size > 0
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        return False
    if os.name == "posix" and not select.select([descriptor], [], [], _PATIENCE)[0]:
        return False
    return bool(sys.stdin.buffer.peek(1))  # type: ignore[union-attr]
