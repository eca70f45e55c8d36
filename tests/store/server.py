"""A PostgreSQL server for the tests, from the programs of the system's packages."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

import pytest

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


def find_programs() -> Path:
    """The folder with initdb; without one the test is skipped, or fails where CI=true."""
    found = [path for place in _PLACES for path in sorted(Path("/").glob(place[1:]))]
    found = [path for path in found if (path / "initdb").exists()]
    if not found and (own := shutil.which("initdb")):
        found = [Path(own).parent]
    if found:
        return found[-1]
    if os.environ.get("CI") == "true":
        pytest.fail("no PostgreSQL programs although CI=true; install the package postgresql")
    pytest.skip("no PostgreSQL programs on this machine")


class Server:
    """Starts with an empty cluster and is gone, files and all, at the end.

    The server refuses to run as root; it then runs as the user postgres of the packages.
    """

    def __init__(self, programs: Path, _: pytest.TempPathFactory) -> None:
        self._programs = programs
        # Not below pytest's folder: that is closed to other users, and its path is too long for
        # a socket.
        memory = Path("/dev/shm")
        base = memory if memory.is_dir() and os.access(memory, os.W_OK) else Path("/tmp")
        self.folder = Path(tempfile.mkdtemp(prefix="rptd-pg-", dir=base))
        self._user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name

    def __enter__(self) -> Server:
        if os.getuid() == 0:
            shutil.chown(self.folder, self._user)
        self._run(
            "initdb",
            "-D",
            "data",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--wal-segsize=1",
            "-U",
            "test",
        )
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = ("fsync=off", "listen_addresses=''", f"unix_socket_directories={self.folder}")
        options = " ".join(f"-c {setting}" for setting in settings)
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def kill(self) -> None:
        """End it as a failing machine would: at once, without a word to its clients."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop", check=False)

    def url(self, database: str) -> str:
        """The URL of a database."""
        return f"postgresql://test@/{database}?host={self.folder}"

    def drop_database(self, url: str) -> None:
        """Drop a database of `new_database`."""
        name = url.split("@/")[1].split("?", maxsplit=1)[0]
        self._run("dropdb", "-f", "-h", str(self.folder), "-U", "test", name)

    def new_database(self, name: str) -> str:
        """Make an empty database; its URL."""
        self._run("createdb", "-h", str(self.folder), "-U", "test", name)
        return self.url(name)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        command = [str(self._programs / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", self._user, "--", *command]
        done = subprocess.run(
            command,
            cwd=self.folder,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=120,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        if check and done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode(errors='replace')}")
