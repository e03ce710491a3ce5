"""Whether coordinates and time zones belong to the country that is named beside them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from geo import shipped
from geo.dataset.issues import Issue
from geo.rows import read_rows, split

Box = tuple[float, float, float, float]  # west, south, east, north
# Degrees beyond the outlines, which are drawn roughly; and out at sea.
_MARGIN = 0.5
_SEA_MARGIN = 15.0


class _Place(NamedTuple):
    line: int
    kind: str
    country: str
    latitude: float
    longitude: float
    timezone: str


@cache
def extents() -> Mapping[str, list[Box]]:
    """How far each country reaches, in one box or several (see data/gazetteer/README.md)."""
    found: dict[str, list[Box]] = {}
    for row in _read("extents.csv"):
        box = (float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"]))
        found.setdefault(row["country"], []).append(box)
    return found


@cache
def zones() -> Mapping[str, frozenset[str]]:
    """The time zones of each country."""
    return {row["country"]: frozenset(split(row["zones"])) for row in _read("timezones.csv")}


def _read(name: str) -> list[dict[str, str]]:
    """The rows of a list without quotes."""
    lines = (shipped.folder("gazetteer") / name).read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split(",") for line in lines)
    return [dict(zip(header, row, strict=True)) for row in rows]


def check_places(places: pd.DataFrame) -> list[Issue]:
    """A warning for each place outside its country, or in a time zone of another one."""
    rows = read_rows(places, _Place)
    return [Issue("warning", "places", *found) for row in rows for found in _problems(row)]


def _problems(row: _Place) -> Iterator[tuple[int, str, str, str, str]]:
    margin = _SEA_MARGIN if row.kind == "sea" else _MARGIN
    if found := misplaced(row.country, row.latitude, row.longitude, margin):
        value = f"{row.latitude:g}, {row.longitude:g}"
        yield row.line, "latitude", value, *found
    of_others = _countries().get(row.timezone)
    if of_others and row.country in zones() and row.country not in of_others:
        problem = f"is a time zone of {', '.join(sorted(of_others))}, not of {row.country}."
        advice = f"Write one of: {', '.join(sorted(zones()[row.country]))}."
        yield row.line, "timezone", row.timezone, problem, advice


@cache
def _countries() -> Mapping[str, set[str]]:
    """The countries of each time zone."""
    found: dict[str, set[str]] = {}
    for code, names in zones().items():
        for name in names:
            found.setdefault(name, set()).add(code)
    return found


def misplaced(
    country: str, latitude: float, longitude: float, margin: float = _MARGIN
) -> tuple[str, str] | None:
    """What is wrong with a point that does not lie in its country, and what may have happened."""
    if not extents().get(country) or _lies_in(country, latitude, longitude, margin):
        return None
    problem = f"does not lie in {country}."
    if abs(latitude) < 1 and abs(longitude) < 1:
        return problem, "0, 0 stands for no coordinates: look them up."
    turned = (
        (longitude, latitude, "Latitude and longitude are swapped: swap them."),
        (latitude, -longitude, "The sign of the longitude is wrong: minus is west of Greenwich."),
        (-latitude, longitude, "The sign of the latitude is wrong: minus is south of the equator."),
        (-latitude, -longitude, "The signs are wrong: minus is south, and west of Greenwich."),
    )
    for north, east, advice in turned:
        if _lies_in(country, north, east, _MARGIN):
            return problem, advice
    return problem, "Correct the coordinates, or the country."


def _lies_in(country: str, latitude: Any, longitude: Any, margin: float) -> Any:
    """Whether a point lies in a country; of columns, which of the points do."""
    found = False
    for west, south, east, north in extents().get(country, ()):
        is_level = (south - margin <= latitude) & (latitude <= north + margin)
        found |= is_level & _is_between(longitude, west, east, margin)
    return found


def _is_between(longitude: Any, west: float, east: float, margin: float) -> Any:
    """Whether a longitude lies in a stretch, also across 180°."""
    found = False
    for turn in (-360, 0, 360):
        found |= (west - margin <= longitude + turn) & (longitude + turn <= east + margin)
    return found


def check_events(claims: pd.DataFrame, places: pd.DataFrame) -> list[Issue]:
    """A warning for each claim whose own point does not lie in the country of its place."""
    given = claims.loc[claims.latitude.notna() & claims.longitude.notna(), _POINT]
    country = given.place_id.map(dict(zip(places.place_id, places.country, strict=True)))
    given = given.assign(country=country.fillna(""))
    outside: Any = given[~_lie_at_home(given)]
    return [
        Issue("warning", claim.table, int(claim.line), "latitude",
              f"{claim.latitude:g}, {claim.longitude:g}", *found)
        for claim in outside.itertuples()
        if (found := misplaced(claim.country, claim.latitude, claim.longitude))
    ]  # fmt: skip


_POINT = ["table", "line", "place_id", "latitude", "longitude"]


def _lie_at_home(points: pd.DataFrame) -> pd.Series:
    """Which points lie in the country of their row: nearly all do, and are looked at at once."""
    found = pd.Series(False, points.index, dtype=bool)
    for country, rows in points.groupby("country"):
        found[rows.index] = _lies_in(str(country), rows.latitude, rows.longitude, _MARGIN)
    return found
