"""What places.csv says of a name: the answer before all others, since a person has seen it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.geocoding.gazetteer.matching import fold
from geo.geocoding.gazetteer.ranking import ALIAS, EXACT
from geo.geocoding.regions import place_names
from geo.geocoding.resolution import Resolution

Reviewed = Mapping[str, tuple[str, Mapping[str, Any]]]


def reviewed_places(places: pd.DataFrame) -> Reviewed:
    """Folded name -> (how it matches, row); a name goes before another place's alias."""
    rows = places.reset_index().to_dict("records")
    names = {key: (EXACT, row) for row in reversed(rows) if (key := fold(str(row["name"])))}
    aliases = {
        key: (ALIAS, row)
        for row in reversed(rows)
        for name in place_names(row)
        if (key := fold(name))
    }
    return aliases | names


def find_reviewed(name: str, reviewed: Reviewed) -> Resolution | None:
    """The row's own coordinate and how it came about; None where places.csv has no such name."""
    key = fold(name)
    if key not in reviewed:
        return None
    match, row = reviewed[key]
    return Resolution(
        query=name,
        name=row["name"],
        kind=row["kind"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        timezone=row["timezone"] or None,
        geonames_id=_integer(row["geonames_id"]),
        score=1.0,
        match=match,
        geocoded_by=row["geocoded_by"] or None,
        precision=_integer(row["precision"]),
    )


def _integer(cell: Any) -> int | None:
    return None if pd.isna(cell) or cell == "" else int(cell)
