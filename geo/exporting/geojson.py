"""The situation as GeoJSON (RFC 7946): cities as points, regions and countries as outlines."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from geo.exporting import tables
from geo.exporting.citation import cite
from geo.exporting.csvfile import objects
from geo.ledger import breadth
from geo.mapping import shapes
from geo.mapping.grounds import ground
from geo.version import SOFTWARE
from geo.view import View


def situation(view: View, address: str = "") -> bytes:
    """One feature a place, with its situation, its claims and their sources as properties.

    The moment, the filters, the licence and the rest of the citation are foreign members (RFC 7946,
    6.1) of the collection, and so are ``sources`` and the claims that no place is known for. Empty
    is null; there is no NaN. Text is as the dataset has it.
    """
    claims = tables.claims(view)
    features = list(_features(view, claims))
    collection = {
        "type": "FeatureCollection",
        "name": f"{view.dataset.about.name}-situation",
        **({"bbox": bounds(features)} if features else {}),
        **_citation(view, address),
        "sources": records(tables.sources(view)),
        "unlocated": [filled(claim) for claim in records(claims[claims.place_id == ""])],
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def _citation(view: View, address: str) -> dict[str, object]:
    citation = cite(view, address)
    return {
        "title": citation.title,
        "as_known_on": citation.as_known_on,
        "filters": list(citation.filters),
        "dataset_version": citation.version,
        **filled({"changed_since": citation.changed_since}),
        "software": SOFTWARE,
        "license": citation.licence,
        "license_url": citation.licence_url,
        "permalink": citation.permalink,
        "citation": citation.text,
        "boundaries": citation.boundaries,
    }


def _features(view: View, claims: pd.DataFrame) -> Iterator[dict]:
    rows = records(tables.situation(view))
    listed: dict[str, list[dict]] = {}
    for claim in records(claims.drop(columns=["scope", "admin1", "latitude", "longitude"])):
        listed.setdefault(claim["place_id"], []).append(filled(claim))
    figures: dict[str, list[dict]] = {}
    for figure in records(tables.figures(view)):
        figures.setdefault(figure["place_id"], []).append(filled(figure))
    here = ground(view.dataset)
    # A map draws the first feature first: the widest goes below the others.
    for row in sorted(rows, key=lambda row: breadth(row["kind"])):
        place_id = row.pop("place_id")
        point = [row.pop("longitude"), row.pop("latitude")]
        yield {
            "type": "Feature",
            "id": place_id,
            "geometry": shapes.place_geometry(here, row["kind"], place_id, point),
            "properties": {
                "place_id": place_id,
                **row,
                "figures": figures.get(place_id, []),
                "claim_list": listed.get(place_id, []),
            },
        }


def filled(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record without its empty cells, of which a claim has many."""
    return {name: value for name, value in record.items() if value not in ("", None)}


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON values: numbers and texts, null for what is missing."""
    columns = {name: _values(table[name]) for name in table.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(column: pd.Series) -> Sequence[object]:
    if pd.api.types.is_bool_dtype(column.dtype):
        return [bool(value) for value in column]
    if pd.api.types.is_integer_dtype(column.dtype):
        return objects(column)
    if pd.api.types.is_float_dtype(column.dtype):
        return [float(value) if math.isfinite(value) else None for value in column]
    return [value if isinstance(value, str) else None for value in column]


def bounds(features: Iterable[Mapping]) -> list[float]:
    """West, south, east, north over all features, in degrees."""
    points = [point for feature in features for point in _points(feature["geometry"])]
    longitudes, latitudes = zip(*points, strict=True)
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]


def _points(geometry: Mapping) -> Iterator[list[float]]:
    if geometry["type"] == "Point":
        yield geometry["coordinates"]
        return
    for rings in geometry["coordinates"]:
        yield from rings[0]
