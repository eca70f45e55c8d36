"""Countries by code, name, demonym and capital."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportedly.errors import DataError
from reportedly.places.entries import load_yaml
from reportedly.places.keys import folded as fold

_FILE = Path(__file__).parent / "data" / "countries.yaml"


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its ISO 3166-1 alpha-3 code, English name, capital and words for its people."""

    iso3: str
    iso2: str
    name: str
    geonames: int
    capital: int | None
    capital_name: str | None
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]


class Countries:
    """All countries, looked up by what names them."""

    def __init__(self, path: Path = _FILE) -> None:
        self._by_code: dict[str, Country] = {}
        self._by_demonym: dict[str, str] = {}
        self._by_capital: dict[int, str] = {}
        self._by_name: dict[str, str] = {}
        self._by_iso2: dict[str, str] = {}
        for number, item in enumerate(load_yaml(path), 1):
            try:
                country = _country(item)
            except (KeyError, TypeError, ValueError) as error:
                raise DataError(
                    str(path), f"expected iso3, iso2, name, geonames: {error}", row=number
                ) from error
            self._add(country)

    def _add(self, country: Country) -> None:
        self._by_code[country.iso3] = country
        self._by_iso2[country.iso2] = country.iso3
        for word in country.demonyms:
            self._by_demonym.setdefault(fold(word), country.iso3)
        for name in (country.name, *country.aliases):
            self._by_name.setdefault(fold(name), country.iso3)
        if country.capital:
            self._by_capital[country.capital] = country.iso3

    def get(self, iso3: str) -> Country | None:
        """Return the country with this code."""
        return self._by_code.get(iso3)

    def of_demonym(self, word: str) -> str | None:
        """Return the code of the country whose people this word names ("Afghan" -> AFG)."""
        return self._by_demonym.get(fold(word))

    def of_name(self, name: str) -> str | None:
        """Return the code of the country with this name or alias ("UK" -> GBR)."""
        return self._by_name.get(fold(name))

    def of_iso2(self, iso2: str) -> str | None:
        """Alpha-3 code of the country with this alpha-2 code."""
        return self._by_iso2.get(iso2.upper())

    def of_capital(self, geonames: int) -> str | None:
        """Return the code of the country whose capital has this GeoNames id."""
        return self._by_capital.get(geonames)

    @property
    def demonyms(self) -> dict[str, str]:
        """Folded demonyms with their countries' codes."""
        return dict(self._by_demonym)


def _country(item: dict[str, object]) -> Country:
    capital = item.get("capital") or [None, None]
    if not isinstance(capital, list):
        raise TypeError("capital is a pair of id and name")
    return Country(
        str(item["iso3"]),
        str(item["iso2"]),
        str(item["name"]),
        int(str(item["geonames"])),
        int(str(capital[0])) if capital[0] else None,
        str(capital[1]) if capital[1] else None,
        _words(item.get("demonyms")),
        _words(item.get("aliases")),
    )


def _words(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError("expected a list of words")
    return tuple(str(word) for word in value)


@lru_cache(maxsize=1)
def load_countries() -> Countries:
    """Return the shipped list of countries, read once."""
    return Countries()


def country_of_demonym(word: str) -> str | None:
    """Return the code of the country whose people this word names, None for no demonym."""
    return load_countries().of_demonym(word)


def country_of_name(name: str) -> str | None:
    """Return the code of the country with this name or alias."""
    return load_countries().of_name(name)


def country_name(iso3: str) -> str | None:
    """Return the English name of the country with this ISO 3166-1 alpha-3 code."""
    found = load_countries().get(iso3)
    return found.name if found else None


def capital_of(gazetteer_id: str | int) -> str | None:
    """Return the code of the country whose capital this is ("geonames:1138958" or 1138958)."""
    number = str(gazetteer_id).removeprefix("geonames:")
    return load_countries().of_capital(int(number)) if number.isdecimal() else None
