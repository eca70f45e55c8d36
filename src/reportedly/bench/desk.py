"""How long a running desk takes to answer, address by address."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from statistics import median, quantiles
from time import perf_counter
from typing import Any, Final
from urllib.parse import urlencode

#: Milliseconds that an interaction may take on the server.
TARGET: Final = 150.0
_WORDS: Final = ("army", "Brigade", "killing", '"said that"', "w1755")
_DECISIONS: Final = 30


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of request: the median, 95 of 100, the longest; bytes of answers."""

    name: str
    requests: int
    median: float
    p95: float
    longest: float
    bytes: int


@dataclass(frozen=True, slots=True)
class DeskReport:
    """Timings with the size of the project."""

    documents: int
    claims: int
    events: int
    timings: tuple[Timing, ...]
    target: float = TARGET

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON value."""
        return asdict(self)


def bench_desk(port: int, repeats: int = 20) -> DeskReport:
    """Ask a desk without accounts on this port for everything that people look at."""
    client = _Client(port)
    status = client.json("status")
    chosen = random.Random(1)  # noqa: S311 - not for secrets
    timings = [
        _timed(client, name, paths, repeats) for name, paths in _asked(client, chosen, repeats)
    ]
    timings.append(_decisions(client))
    return DeskReport(status["documents"], status["claims"], status["events"], tuple(timings))


class _Client:
    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self._origin = f"http://127.0.0.1:{port}"
        reply = self._ask("GET", "/api/session")
        self._cookie = (reply[1] or "").split(";")[0]
        self._token = json.loads(reply[0])["csrf"]

    def get(self, path: str) -> bytes:
        """Return the answer; raises where it is an error."""
        return self._ask("GET", f"/api/{path}")[0]

    def json(self, path: str) -> Any:
        """Return the answer's value."""
        return json.loads(self.get(path))

    def post(self, path: str, body: Any) -> bytes:
        """Change something."""
        headers = {
            "Origin": self._origin,
            "Cookie": self._cookie,
            "X-CSRF-Token": self._token,
            "Content-Type": "application/json",
        }
        return self._ask("POST", f"/api/{path}", json.dumps(body), headers)[0]

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[bytes, str | None]:
        self._connection.request(method, path, body, headers or {})
        reply = self._connection.getresponse()
        data = reply.read()
        if reply.status >= 400:
            raise RuntimeError(f"{path}: {reply.status} {data[:200]!r}")
        return data, reply.headers["set-cookie"]


def _asked(client: _Client, chosen: random.Random, repeats: int) -> Iterator[tuple[str, list[str]]]:
    """Yield what is asked for, under its name; each address once."""
    for kind in ("documents", "claims", "events"):
        total = client.json(f"{kind}?limit=1")["total"]
        starts = [chosen.randrange(max(1, total - 100)) for _ in range(repeats)]
        yield f"{kind}, first page", [f"{kind}?limit=100"]
        yield f"{kind}, other pages", [f"{kind}?limit=100&offset={start}" for start in starts]
        ids = [client.json(f"{kind}?limit=1&offset={start}")["rows"][0]["id"] for start in starts]
        yield f"one of {kind}", [f"{kind}/{id_}" for id_ in ids]
        yield f"{kind}, by words", [f"{kind}?{urlencode({'words': w})}" for w in _WORDS]
    for sort in ("sources", "contradictions", "place"):
        yield f"events, by {sort}", [f"events?limit=100&sort={sort}&descending=true"]
    narrowed = ("country=SDN", "category=ASSAULT", "actor=Front", "box=10,-10,40,20", "at_least=20")
    yield "events, narrowed", [f"events?limit=100&{query}" for query in narrowed]
    yield "claims, narrowed", [f"claims?limit=100&{query}" for query in narrowed]
    yield "claims, most in need", ["claims?limit=100&sort=need&descending=true&verdict=none"]
    yield "map, all events", ["events/points"]
    yield "map, narrowed", [f"events/points?{query}" for query in narrowed]
    yield "timeline", [f"events/days?unit={unit}" for unit in ("week", "month", "year")]
    yield "decisions", ["decisions?limit=100"]
    yield "status", ["status"]
    yield "codebook", ["codebook"]
    yield "places", ["places?q=Tripoli", "places?q=Goma"]
    yield "actors", ["actors?q=RSF", "actors?q=support"]


def _timed(client: _Client, name: str, paths: list[str], repeats: int) -> Timing:
    """Ask ``repeats`` times, going through the addresses; the first round is not counted."""
    for path in paths:
        client.get(path)
    taken, size = [], 0
    for number in range(repeats):
        begun = perf_counter()
        size = max(size, len(client.get(paths[number % len(paths)])))
        taken.append((perf_counter() - begun) * 1000)
    return _timing(name, taken, size)


def _decisions(client: _Client) -> Timing:
    """Decide on claims, each seen as it is."""
    rows = client.json(f"claims?limit={_DECISIONS}&verdict=none")["rows"]
    taken, size = [], 0
    for number, row in enumerate(rows):
        kind = "reject" if number % 3 == 0 else "accept"
        draft = {"kind": kind, "target": row["id"], "why": "bench", "seen": None}
        begun = perf_counter()
        size = max(size, len(client.post("decisions", draft)))
        taken.append((perf_counter() - begun) * 1000)
    return _timing("a decision", taken, size)


def _timing(name: str, taken: list[float], size: int) -> Timing:
    p95 = quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    middle, high, longest = (round(value, 1) for value in (median(taken), p95, max(taken)))
    return Timing(name, len(taken), middle, high, longest, size)
