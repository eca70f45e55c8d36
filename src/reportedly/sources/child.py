"""The parent's side of the child process: start it, give it jobs, end it when it overruns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, Final

from reportedly.errors import LimitExceeded, SourceError
from reportedly.sources.options import MEGABYTE, Limits
from reportedly.sources.parsed import Parsed
from reportedly.sources.worker import read_frame, write_frame

_START: Final = 30.0
_OUT_OF_TIME: Final = (-24, -30)  # SIGXCPU of the systems that have it
_CODE: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from reportedly.sources.worker import main; main()"
)
#: The child sees no other variables: none of the user's tokens, and the same hash seed each time.
_ENVIRONMENT: Final = (
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "TMPDIR", "PATH", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH", "PYTHONHOME", "__PYVENV_LAUNCHER__",
)  # fmt: skip
_BYTES_PER_CHARACTER: Final = 12  # the most that JSON in ASCII takes


class Child:
    """Parses untrusted documents in a process of its own, kept alive between them.

    Used as a context manager. It starts with the first document; it is replaced when it dies, when
    it overruns a limit, and after ``limits.per_worker`` documents. Not for use by several threads.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def parse(self, kind: str, data: bytes, name: str) -> Parsed | SourceError:
        """Parse one document of kind ``html``, ``mhtml`` or ``pdf``; failures are returned."""
        reply = self._reply(kind, data, name)
        return reply if isinstance(reply, SourceError) else Parsed(**reply["parsed"])

    def parse_many(self, kind: str, data: bytes, name: str) -> list[Parsed] | SourceError:
        """Parse what may hold several documents or none: a ``feed``, a web archive's ``record``."""
        reply = self._reply(kind, data, name)
        return reply if isinstance(reply, SourceError) else [Parsed(**p) for p in reply["many"]]

    def _reply(self, kind: str, data: bytes, name: str) -> dict[str, Any] | SourceError:
        try:
            fresh = self._process is None
            process = self._running()
        except OSError as error:
            return SourceError(name, f"the parser process did not start: {error}")
        seconds = self._limits.seconds + (_START if fresh else 0)
        reply = _exchange(process, self._head(kind), data, seconds, self._longest())
        self._done += 1
        if not isinstance(reply, dict):
            self.close()
            return LimitExceeded(name, reply or self._death(process))
        if "parsed" in reply or "many" in reply:
            if self._done >= self._limits.per_worker:
                self.close()
            return reply
        if reply.get("limit"):
            self.close()  # its memory may be in pieces
            text = str(reply["failure"])
            return LimitExceeded(name, self._memory() if text == "memory" else text)
        return SourceError(name, str(reply.get("failure")))

    def close(self) -> None:
        """End the child, if any; safe to call more than once."""
        process, self._process, self._done = self._process, None, 0
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()
        process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [
                    sys.executable or "python3",
                    "-s",
                    "-B",
                    "-X",
                    "utf8",
                    "-c",
                    _CODE,
                    json.dumps(_paths()),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._process

    def _head(self, kind: str) -> dict[str, Any]:
        limits = self._limits
        return {
            "kind": kind,
            "seconds": limits.seconds,
            "memory": limits.memory,
            "output_size": limits.output_size,
        }

    def _longest(self) -> int:
        return self._limits.output_size * _BYTES_PER_CHARACTER + MEGABYTE

    def _memory(self) -> str:
        return f"needs more than {self._limits.memory // MEGABYTE:,} MB of memory to parse"

    def _death(self, process: subprocess.Popen[bytes]) -> str:
        if process.returncode in _OUT_OF_TIME:
            return f"takes longer than {self._limits.seconds:g} seconds to parse"
        return (
            f"the parser process ended (exit status {process.returncode}); the document may need "
            f"more than {self._limits.memory // MEGABYTE:,} MB of memory or "
            f"{self._limits.seconds:g} seconds"
        )


def _paths() -> list[str]:
    return [os.fspath(path) or os.getcwd() for path in sys.path]  # noqa: PTH109


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return {**kept, "PYTHONHASHSEED": "0"}


def _exchange(
    process: subprocess.Popen[bytes],
    head: dict[str, Any],
    data: bytes,
    seconds: float,
    longest: int,
) -> dict[str, Any] | str | None:
    """Send a job and wait: the answer, a text on why there is none, or None where it died."""
    box: SimpleQueue[dict[str, Any] | str | None] = SimpleQueue()

    def talk() -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            write_frame(process.stdin, json.dumps(head).encode("ascii"))
            write_frame(process.stdin, data)
            reply = json.loads(read_frame(process.stdout, longest))
            box.put(reply if isinstance(reply, dict) else None)
        except ValueError:
            box.put("gives more text than allowed")
        except (OSError, EOFError):
            box.put(None)

    thread = Thread(target=talk, name="reportedly-parser", daemon=True)
    thread.start()
    try:
        return box.get(timeout=seconds)
    except Empty:
        return f"takes longer than {seconds:g} seconds to parse"
    finally:
        if process.poll() is not None or thread.is_alive():
            process.kill()
            process.wait()
            thread.join(5)
