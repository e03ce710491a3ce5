"""What a dataset says of itself as a whole, in its datapackage.json."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.dataset import descriptor
from geo.dataset.crisis import read_crisis
from geo.dataset.issues import Issue
from geo.dataset.vocabularies import Vocabularies, read_vocabularies
from geo.rows import split

STALE_AFTER_HOURS = "48"
# Where the descriptor gives none, the dataset opens as known on its last report.
NO_MOMENT = pd.Timestamp("1970-01-01", tz="UTC")


@dataclass(frozen=True)
class About:
    """The descriptor's fields that the map needs; countries are ISO 3166-1 alpha-2.

    ``country`` is the one that the map shows, "" where none is known.
    """

    name: str
    title: str
    description: str
    licence: str
    licence_url: str
    country: str
    countries: tuple[str, ...]
    zone: ZoneInfo
    default_moment: pd.Timestamp
    period: tuple[str, str]
    stale_after: pd.Timedelta
    # So many days may lie between the as-of days of tolls that are held against each other.
    comparable_days: int
    boundaries: str
    contributors: tuple[str, ...]
    # The words that it adds to lists of the schema.
    vocabularies: Vocabularies
    # The tables that it was exported with, by their hashes: one that is missing is an error.
    tables: frozenset[str]
    # The whole descriptor as it was read, for the package that carries it on.
    descriptor: dict = field(default_factory=dict, repr=False, compare=False)


def read_about(data: bytes | None) -> tuple[About, list[Issue]]:
    """The fields of a datapackage.json, and an Issue with a plain default for each bad one."""
    parsed, issues = descriptor.parse(data)
    package = parsed or {}
    crisis = package.get("crisis")
    cells, more = ({}, []) if parsed is None else read_crisis(crisis)
    words, wrong = read_vocabularies(_object(crisis).get("vocabularies"))
    licence = _object(next(iter(_list(package.get("licenses"))), {}))
    people = [_object(one) for one in _list(package.get("contributors"))]
    about = About(
        name=_text(package, "name", "dataset"),
        title=_text(package, "title", "Untitled dataset"),
        description=_text(package, "description"),
        licence=_text(licence, "title") or _text(licence, "name"),
        licence_url=_text(licence, "path"),
        **_crisis(cells),
        contributors=tuple(_text(one, "title") for one in people),
        vocabularies=words,
        tables=frozenset(_exported(package)),
        descriptor=package,
    )
    return about, [*issues, *more, *wrong]


def _exported(package: Mapping[str, Any]) -> Iterator[str]:
    """The names of the resources whose hash is stated; of others a crisis may have none."""
    for resource in map(_object, _list(package.get("resources"))):
        if resource.get("hash"):
            yield str(resource.get("name"))


def _crisis(cells: Mapping[str, str]) -> dict[str, Any]:
    """The fields that the crisis block gives, from its good cells."""
    zone = ZoneInfo(cells.get("timezone", "UTC"))
    countries = tuple(filter(None, split(cells.get("countries", ""))))
    country = cells.get("country") or next(iter(countries), "")
    moment = cells.get("default_moment")
    return {
        "country": country,
        "countries": countries or tuple(filter(None, (country,))),
        "zone": zone,
        "default_moment": times.read_moment(moment, zone) if moment else NO_MOMENT,
        "period": (cells.get("from", ""), cells.get("to", "")),
        "stale_after": pd.Timedelta(hours=float(cells.get("stale_after_hours", STALE_AFTER_HOURS))),
        "comparable_days": int(float(cells.get("comparable_days", "1"))),
        "boundaries": descriptor.whole(cells.get("boundaries", "")),
    }


def _text(values: dict, field: str, default: str = "") -> str:
    """The field as text that can be printed; JSON's null is nothing."""
    value = values.get(field)
    return default if value is None else descriptor.whole(str(value))


def _object(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list:
    return value if isinstance(value, list) else []
