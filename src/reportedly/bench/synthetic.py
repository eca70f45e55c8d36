"""Synthetic claims for measuring clustering: seeded, with the event that each tells of.

Days grow with the number of claims, as a corpus grows: about 280 claims a day over 2,500 places in
12 countries, places unevenly busy. Each event is told by one to eight documents; a telling may slip
the day, leave the day or the actors open, name another weapon or another toll, or deny the event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Final

from reportedly.events.rules import load_kinds
from reportedly.events.tellings import Number, Telling, Where

_CLAIMS_A_DAY: Final = 280
_PLACES: Final = 2_500
_COUNTRIES: Final = 12
_START: Final = 736_000
_CODES: Final = (
    ("ASSAULT", ("drone", "aerial", "heavy-weapons", "firearms", "explosives", None), 60),
    ("COERCE", ("arrest", "seize", "restrict"), 18),
    ("PROTEST", ("demo", "riot"), 10),
    ("MOBILIZE", ("troops",), 6),
    ("RETREAT", ("withdraw", "release"), 6),
)
_WORDS: Final = 3_000


@dataclass(frozen=True, slots=True)
class _Happening:
    key: int
    day: int
    place: Where
    category: str
    mode: str | None
    actor: str
    recipient: str
    state: str
    toll: int
    words: tuple[int, ...]
    name: str


def synthetic(claims: int, seed: int = 1) -> Iterator[tuple[Telling, int]]:
    """Yield that many tellings, each with the number of its event; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - not for secrets
    places = [_place(i, random) for i in range(_PLACES)]
    busy = [1 / (i + 8) for i in range(_PLACES)]
    days = max(1, claims // _CLAIMS_A_DAY)
    made = key = 0
    while made < claims:
        batch = random.choices(places, busy, k=256)
        for place in batch:
            happening = _happening(key, _START + random.randrange(days), place, random)
            key += 1
            for _ in range(min(random.choice((1, 1, 1, 2, 2, 3, 4, 6, 8)), claims - made)):
                yield _telling(made, happening, random), happening.key
                made += 1
            if made >= claims:
                return


def _place(number: int, random: Random) -> Where:
    country = number % _COUNTRIES
    latitude = -20 + 5 * country + random.uniform(-2.2, 2.2)
    longitude = 10 + 6 * (country % 5) + random.uniform(-2.5, 2.5)
    province = f"c{country}p{int(latitude) % 3}"
    return Where(
        f"s:{number}", latitude, longitude, 1, f"C{country:02}", province, "", "place", f"s{number}"
    )


def _happening(key: int, day: int, place: Where, random: Random) -> _Happening:
    code = random.choices(_CODES, [c[2] for c in _CODES])[0]
    side = random.randrange(6)
    return _Happening(
        key,
        day,
        place,
        code[0],
        random.choice(code[1]),
        f"@{place.country}:{side}",
        f"@{place.country}:{(side + 1) % 6}" if random.random() < 0.4 else "",
        place.country if side < 2 else "",
        int(random.paretovariate(0.9)),
        tuple(random.randrange(_WORDS) for _ in range(9)),
        f"n{random.randrange(20_000)}" if random.random() < 0.15 else "",
    )


def _telling(number: int, told: _Happening, random: Random) -> Telling:
    claim = sha256(str(number).encode()).hexdigest()
    slip = random.choices((0, 1, -1), (88, 8, 4))[0]
    dated = random.random() < 0.85
    day = told.day + slip if dated else None
    mode = told.mode if random.random() < 0.8 else None
    denied = random.random() < 0.05
    toll = told.toll if random.random() < 0.6 else max(1, told.toll + random.randint(-3, 5))
    words = [w for w in told.words if random.random() < 0.6]
    words += [random.randrange(_WORDS) for _ in range(6)]
    named = (told.name,) if told.name and random.random() < 0.7 else ()
    return Telling(
        claim_id=claim,
        document_id=claim[:20],
        start=0,
        sentence=0,
        category=told.category,
        mode=mode,
        kind=load_kinds().class_of(told.category, mode),
        told="denied" if denied else "happened",
        actors=(told.actor,) if random.random() < 0.7 else (),
        recipients=(told.recipient,) if told.recipient and random.random() < 0.8 else (),
        states=(told.state,) if told.state else (),
        states_hit=(),
        places=(told.place,),
        first=day,
        last=day,
        published=told.day + random.randint(0, 3),
        counts=(Number("killed", toll, toll, ""),) if not denied and random.random() < 0.6 else (),
        words=tuple(f"w{w}" for w in dict.fromkeys(words)),
        trigger=f"t{told.key % 40}" if random.random() < 0.5 else f"t{random.randrange(40)}",
        names=named,
        objects=(),
        spots=(told.place.words,),
        voice=f"v{random.randrange(400)}",
    )
