"""The situation as GeoJSON (RFC 7946): cities as points, regions and countries as outlines."""

import json
from collections.abc import Iterable, Iterator, Mapping

from geo.exporting import places, tables
from geo.exporting.citation import cite
from geo.exporting.records import filled, records
from geo.ledger import breadth
from geo.mapping import shapes
from geo.mapping.grounds import ground
from geo.version import SOFTWARE
from geo.view import View


def situation(view: View, address: str = "") -> bytes:
    """One feature a place, with its situation, its claims and their sources as properties.

    The moment, the filters, the licence and the rest of the citation are foreign members (RFC 7946,
    6.1) of the collection, and so are ``sources`` and the claims that no place is known for. Empty
    is null; there is no NaN. Text is as the dataset has it. Of very many claims there is only where
    they stand (``claims_url``), and nothing that is empty.
    """
    features = list(_features(view) if places.list_claims(view) else _brief(view, address))
    collection = {
        "type": "FeatureCollection",
        "name": f"{view.dataset.about.name}-situation",
        **({"bbox": bounds(features)} if features else {}),
        **_citation(view, address),
        **_besides(view, address),
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


def _besides(view: View, address: str) -> dict[str, object]:
    """What stands beside the features: the sources, and the claims of no place."""
    if not places.list_claims(view):
        return {"claims_url": places.claims_address(view, address)}
    claims = tables.claims(view)
    return {
        "sources": records(tables.sources(view)),
        "unlocated": [filled(claim) for claim in records(claims[claims.place_id == ""])],
    }


def _brief(view: View, address: str) -> Iterator[dict]:
    here = ground(view.dataset)
    rows = places.brief(view, address)
    for row in sorted(rows, key=lambda row: breadth(row["kind"])):
        point = [row.pop("longitude", None), row.pop("latitude", None)]
        shape = shapes.place_geometry(here, row["kind"], row["place_id"], point)
        yield {"type": "Feature", "id": row["place_id"], "geometry": shape, "properties": row}


def _features(view: View) -> Iterator[dict]:
    claims = tables.claims(view)
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
