"""The entry point: every failure is one clear line and an exit status, never a traceback.

Exit status: 0 all done, 1 something could not be read or a check failed, 2 the command could not be
carried out, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from reportedly.cli.app import build
from reportedly.errors import ReportedlyError

#: Set to anything, it shows the traceback of an error that nobody foresaw.
DEBUG: Final = "REPORTEDLY_DEBUG"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; always ends with `SystemExit`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(given))


def _run(given: list[str]) -> int:
    try:
        build(given)(args=given, prog_name="reportedly")
    except ReportedlyError as error:
        return _fail(str(error))
    except BrokenPipeError:
        _silence()
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return _fail(f"{name}{(error.strerror or str(error)).lower()}")
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _fail(
            f"internal error ({type(error).__name__}: {error}); nothing was changed. "
            f"Please report it with what {DEBUG}=1 shows"
        )
    return 0


def _fail(message: str) -> int:
    line = " ".join(message.split()).encode("utf-8", "replace").decode("utf-8")
    sys.stderr.write(f"reportedly: {line}\n")
    return 2


def _silence() -> None:
    """Keep the interpreter from complaining about the closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
