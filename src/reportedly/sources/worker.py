"""The child process that parses what is untrusted: reads jobs from its input, writes answers.

A job is two frames (8-byte big-endian length, then that many bytes): a JSON head and the
document. An answer is one frame of JSON. The process has no network, starts no other process,
writes no file, and lives under the limits that each job names.
"""

from __future__ import annotations

import json
import logging
import os
import struct
import sys
import warnings
from dataclasses import asdict
from typing import IO, Any, Final

from reportedly.sources.parsed import ParseFailure

LENGTH: Final = struct.Struct(">Q")
_FORBIDDEN: Final = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove",
    "os.rename", "os.rmdir", "os.mkdir", "shutil.rmtree",
)  # fmt: skip
_FILES: Final = 64


def read_frame(stream: IO[bytes], longest: int | None = None) -> bytes:
    """Read one frame; raises `EOFError` at the end and `ValueError` beyond ``longest`` bytes."""
    head = _read(stream, LENGTH.size)
    (length,) = LENGTH.unpack(head)
    if longest is not None and length > longest:
        raise ValueError(f"a frame of {length} bytes")
    return _read(stream, length)


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write one frame and flush."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("the other side is gone")
    return data


def main() -> None:
    """Serve jobs until the input ends."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.addaudithook(_refuse)
    while True:
        try:
            head = json.loads(read_frame(jobs))
            data = read_frame(jobs)
        except EOFError:
            return
        write_frame(answers, json.dumps(answer(head, data)).encode("ascii"))


def answer(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Do one job: ``{"parsed": …}``, ``{"many": […]}`` or ``{"failure": reason, "limit": …}``."""
    set_limits(head["seconds"], head["memory"])
    try:
        parsed = _parse(head["kind"], data, head["output_size"])
    except ParseFailure as failure:
        return {"failure": str(failure), "limit": failure.limit}
    except MemoryError:
        return {"failure": "memory", "limit": True}
    except RecursionError:
        return {"failure": "nested too deeply to be read", "limit": True}
    except Exception as error:
        return {"failure": f"cannot be parsed ({type(error).__name__}: {error})"[:300]}
    if isinstance(parsed, list):
        return {"many": [asdict(one) for one in parsed]}
    if len(parsed.text) > head["output_size"]:
        return {"failure": f"more than {head['output_size']:,} characters of text", "limit": True}
    return {"parsed": asdict(parsed)}


def _parse(kind: str, data: bytes, longest: int) -> Any:
    if kind == "pdf":
        from reportedly.sources.pdf import read_pdf  # noqa: PLC0415 - load what the job needs

        return read_pdf(data, longest)
    if kind == "feed":
        from reportedly.sources.feed import read_feed  # noqa: PLC0415

        return read_feed(data, longest)
    if kind == "record":
        from reportedly.sources.warc_record import read_record  # noqa: PLC0415

        return read_record(data, longest)
    from reportedly.sources.page import read_archive, read_page  # noqa: PLC0415

    return read_archive(data, longest) if kind == "mhtml" else read_page(data, longest)


def set_limits(seconds: float, memory: int) -> None:
    """Limit processor time of the next job, and memory, files and core dumps; POSIX only."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime + seconds) + 5
    for name, value in (
        ("RLIMIT_CPU", cpu),
        ("RLIMIT_AS", memory),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", _FILES),
    ):
        try:
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (soft, hard))
        except (AttributeError, ValueError, OSError):
            continue  # this system does not know or does not grant the limit


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"{event} is not allowed here")


if __name__ == "__main__":
    main()
