"""Names that mean a place which is there already: one place, its claims held together."""

from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd

from geo.dataset import letters
from geo.dataset.columns import language_of
from geo.dataset.issues import Issue
from geo.dataset.placing import each_name
from geo.dataset.texts import say_mixed, say_unseen

# Two points of one town lie so near to each other; two towns seldom do.
_SPOT_KM = 3
_EARTH_KM = 6371
# What lies nowhere within a few kilometres.
_WIDE = ("region", "country", "district", "sea")


def find_alike(names: Iterable[str], places: pd.DataFrame) -> dict[str, str]:
    """Of names that places.csv does not have, those that a reader cannot tell from one it has.

    The name -> place_id; where two places are called so, neither is meant.
    """
    known: dict[str, set[str]] = {}
    for name, place_id, _ in each_name(places):
        known.setdefault(letters.skeleton(name), set()).add(place_id)
    found = {name: known.get(letters.skeleton(name), set()) for name in names}
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def add_places(
    places: pd.DataFrame, found: pd.DataFrame, alike: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The places with those ``found`` for names that none of them bears (columns as places.csv).

    A place that is there already gets the name as an alias: by its id, its GeoNames id or its spot,
    or since a name is ``alike``. Also which names those are, with the place_id.
    """
    rows = places.to_dict("records")
    by_id = {row["place_id"]: row for row in rows}
    meant = dict(alike)
    for new in found.assign(line=0).to_dict("records"):
        known = next((row for row in rows if _is_same(row, new)), None)
        if known is None:
            rows.append(new)
        else:
            meant[new["name"]] = known["place_id"]
    for name, place_id in meant.items():
        row = by_id.get(place_id) or next(one for one in rows if one["place_id"] == place_id)
        row["aliases"] = "|".join(filter(None, (row["aliases"], name)))
    known_names = {name: place_id for name, place_id in meant.items() if place_id in by_id}
    every = pd.DataFrame(rows, columns=places.columns)
    # What is found has no name in another language.
    named = [name for name in places.columns if language_of(name)]
    every[named] = every[named].fillna("")
    return every.astype(places.dtypes), known_names


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["place_id"] == other["place_id"]:
        return True
    ids = [row["geonames_id"] for row in (one, other)]
    if not any(pd.isna(number) for number in ids):
        return int(ids[0]) == int(ids[1])
    is_local = one["kind"] not in _WIDE and other["kind"] not in _WIDE
    return is_local and distance_km(_point(one), _point(other)) <= _SPOT_KM


def _point(row: Mapping[str, Any]) -> tuple[float, float]:
    return row["latitude"], row["longitude"]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the ground between two points (latitude, longitude), on a sphere."""
    (north, east), (other_north, other_east) = [
        tuple(map(radians, point)) for point in (one, other)
    ]
    rise, turn = sin((north - other_north) / 2), sin((east - other_east) / 2)
    return 2 * _EARTH_KM * asin(sqrt(rise**2 + cos(north) * cos(other_north) * turn**2))


def check_merged(
    merged: Mapping[str, str],
    unknown: Mapping[str, tuple[str, int]],
    places: pd.DataFrame,
    outcomes: Mapping[str, str],
) -> list[Issue]:
    """A warning for each name that was taken for a place that has other names."""
    official = dict(zip(places.place_id, places.name, strict=True))
    return [
        Issue("warning", *unknown[name], "place", name,
              f"{_say_why(name, outcomes)}. It is taken for {official[place_id]} ({place_id}).",
              "Write it so, or add it to the aliases of the place that is meant.")
        for name, place_id in merged.items()
    ]  # fmt: skip


def _say_why(name: str, outcomes: Mapping[str, str]) -> str:
    if sign := letters.unseen(name):
        return say_unseen(sign)
    if word := letters.mixed(name):
        return say_mixed(word)
    if name in outcomes:
        return "is not in places.csv, and lies at the same spot as a place that is"
    return "is not in places.csv, but looks like a name that is"
