"""Rows like those of places.csv for names that it does not list, from the geocoder."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from geo.dataset.schema import PLACES

if TYPE_CHECKING:
    from geo.geocoding.resolution import Resolution


def locate_places(
    names: Iterable[str], country: str, places: pd.DataFrame
) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """What the geocoder finds for sure, as text rows, and for each name how that went.

    An ambiguous name is not placed: which of its candidates is meant is for a person to say.
    ``places`` (rows of places.csv) gives the regions their names.
    """
    # Imported here, since a dataset whose places are all reviewed needs no gazetteer.
    from geo.geocoding.regions import outlines, reviewed_regions
    from geo.geocoding.resolve import locate_unknown

    rows, outcomes = [], {}
    regions = outlines(country, places)
    reviewed = reviewed_regions(regions, places)
    for name, found in locate_unknown(names, country=country or None, regions=regions).items():
        certain = found.latitude is not None and not found.ambiguous
        outcomes[name] = _outcome(found, certain)
        if certain:
            rows.append(_row(name, found, country, reviewed))
    columns = [column.name for column in PLACES.columns]
    cells = [[row.get(name, "") for name in columns] for row in rows]
    return pd.DataFrame(cells, columns=columns, dtype=object), outcomes


def _outcome(found: "Resolution", certain: bool) -> str:
    if certain:
        return (
            f"It is shown where {found.geocoded_by} has {found.name} "
            f"({found.match} match, score {found.score:.2f}), not reviewed."
        )
    if found.ambiguous:
        options = "; ".join(str(candidate) for candidate in found.candidates[:5])
        return f"It is ambiguous and listed as unlocated. Candidates: {options}."
    return f"It is listed as unlocated: {found.reason or 'no gazetteer knows it'}."


def _row(
    name: str, found: "Resolution", country: str, reviewed: Mapping[str, str]
) -> dict[str, str]:
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    known = reviewed.get(found.name or "") if found.kind == "region" else None
    return {
        "place_id": known or f"located-{found.geonames_id or digest}",
        "name": name,
        "kind": found.kind or ("region" if found.precision == 3 else "city"),
        "country": found.country or country,
        "admin1": found.admin1 or "",
        "latitude": f"{found.latitude:.5f}",
        "longitude": f"{found.longitude:.5f}",
        "timezone": found.timezone or "UTC",
        "geonames_id": str(found.geonames_id or ""),
        "precision": str(found.precision),
        "geocoded_by": found.geocoded_by or "",
    }
