"""Resolutions as rows for places.csv, and appending them to it without touching what is there."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from geo.geocoding.matching import fold
from geo.geocoding.resolve import Resolution, locate_unknown
from geo.schema import PLACES

_COLUMNS = [column.name for column in PLACES.columns]


def locate_places(names: Iterable[str], country: str) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """What the dataset's loader asks for: place rows (all text), and a sentence for each name."""
    resolutions = locate_unknown(names, country=country or None)
    outcomes = {name: outcome(resolution) for name, resolution in resolutions.items()}
    return place_rows(resolutions.values(), taken=(), on=None), outcomes


def outcome(resolution: Resolution) -> str:
    """A sentence on how looking a name up went."""
    if resolution.ambiguous or not resolution.located:
        return f"It is listed as unlocated. {resolution.reason or ''}".strip()
    credit = f"It is placed by {resolution.geocoded_by}, not reviewed."
    return f"{credit} {resolution.reason or ''}".strip()


def place_rows(
    resolutions: Iterable[Resolution], *, taken: Iterable[str], on: date | None
) -> pd.DataFrame:
    """A row of places.csv, all text, for each name that was located without doubt.

    Names that mean one place make one row, with the others as aliases. `taken` are place_ids that
    the rows must not use.
    """
    rows: dict[object, dict[str, str]] = {}
    used = set(taken)
    for resolution in resolutions:
        if not resolution.located:
            continue
        key = resolution.geonames_id or (resolution.kind, resolution.name)
        if key in rows:
            rows[key]["aliases"] += f"|{_cell(resolution.query)}"
        else:
            rows[key] = _row(resolution, _new_id(resolution, used), on)
    return pd.DataFrame(list(rows.values()), columns=_COLUMNS, dtype="str")


def _row(found: Resolution, place_id: str, on: date | None) -> dict[str, str]:
    values = {
        "place_id": place_id,
        "name": found.name,
        "kind": found.kind,
        "aliases": "" if found.query == found.name else _cell(found.query),
        "country": found.country,
        "admin1": found.admin1,
        "latitude": f"{found.latitude:.5f}",
        "longitude": f"{found.longitude:.5f}",
        "timezone": found.timezone,
        "geonames_id": found.geonames_id,
        "precision": found.precision,
        "geocoded_by": found.geocoded_by,
        "geocoded_on": on,
    }
    return {name: str(values.get(name) or "") for name in _COLUMNS}


def _cell(name: str) -> str:
    """A name as one of several in a cell."""
    return " ".join(name.replace("|", " ").split())


def _new_id(found: Resolution, used: set[str]) -> str:
    plain = " ".join(re.findall(r"[^\W_]+", found.name or ""))
    words = [fold(word) for word in plain.split()]
    stem = "-".join(re.findall(r"[a-z0-9]+", " ".join(words))) or f"place-{found.geonames_id}"
    place_id, number = stem, 2
    while place_id in used:
        place_id, number = f"{stem}-{number}", number + 1
    used.add(place_id)
    return place_id
