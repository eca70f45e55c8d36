"""Killed in the middle of saving, the server loses nothing that it acknowledged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
import requests

from desk.serving import free_socket
from reportedly.store import Project

KILLS = 30
#: Loads the program once and forks a server for each line that it is sent.
_SERVERS = """
import os, sys
from pathlib import Path
from threading import Timer
from reportedly.desk.options import Options
from reportedly.desk.serve import serve
from reportedly.store import Project

path, port = sys.argv[1], int(sys.argv[2])
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        with Project.open(path) as project:
            options = Options(port=port, name="Ada", static=Path(path).parent)
            serve(project, options, ready=lambda _: print(os.getpid(), flush=True))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print("killed" if os.WIFSIGNALED(status) else "ended", flush=True)
"""


def _decide_until_killed(port: int, claims: list[str], server: int, after: float) -> list[str]:
    """Accept and reject claims by turns; return the decisions that were acknowledged."""
    address = f"http://127.0.0.1:{port}"
    acknowledged: list[str] = []
    with requests.Session() as session:
        session.headers["Origin"] = address
        session.headers["X-CSRF-Token"] = session.get(f"{address}/api/session", timeout=10).json()[
            "csrf"
        ]
        seen = {
            claim: session.get(f"{address}/api/claims/{claim}", timeout=10).json()["claim"]["seen"]
            for claim in claims
        }
        killer = Timer(after, os.kill, (server, signal.SIGKILL))
        killer.start()
        try:
            for turn in range(10_000):
                claim = claims[turn % len(claims)]
                kind = "accept" if turn // len(claims) % 2 else "reject"
                draft = {"kind": kind, "target": claim, "why": str(turn), "seen": seen[claim]}
                reply = session.post(f"{address}/api/decisions", json=draft, timeout=10)
                assert reply.status_code == 201, reply.text
                seen[claim] = reply.json()["decision"]["id"]
                acknowledged.append(seen[claim])
        except requests.RequestException:
            pass
        finally:
            killer.join(10)
    return acknowledged


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(copied: Path) -> None:
    bound = free_socket()
    port = bound.getsockname()[1]
    bound.close()
    with Project.open(copied) as project:
        claims = [claim.claim_id for claim in project.claims()][:3]
    told: list[str] = []
    command = [sys.executable, "-c", _SERVERS, str(copied), str(port)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as servers:
        assert servers.stdin is not None
        assert servers.stdout is not None
        for number in range(KILLS):
            servers.stdin.write("start\n")
            servers.stdin.flush()
            server = int(servers.stdout.readline())
            told += _decide_until_killed(port, claims, server, 0.05 + number % 10 * 0.03)
            assert servers.stdout.readline() == "killed\n"
        servers.stdin.close()
    with Project.open(copied) as project:
        kept = [decision.id for decision in project.decisions()]
        assert set(told) <= set(kept)
        assert len(kept) - len(told) <= KILLS, "at most the one under way each time"
        assert project.verify().problems == ()
        for claim in claims:
            last = next(iter(project.history(claim)[::-1]), None)
            assert project.claim_state(claim).verdict == (last and last.kind)
    assert told, "nothing was acknowledged before any kill: the machine is too slow to tell"
