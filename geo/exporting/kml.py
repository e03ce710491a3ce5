"""The situation and its claims as KML 2.2 (OGC 07-147r2), styled by severity, with time spans."""

from collections.abc import Iterator, Mapping

import pandas as pd

from geo.dataset.vocabulary import SEVERITY
from geo.exporting import tables
from geo.exporting.citation import cite
from geo.exporting.geojson import filled, records
from geo.exporting.markup import block, element, shown
from geo.mapping import shapes
from geo.mapping.signs import SIGNS
from geo.view import View

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCALE = {"Extreme": "1.3", "Severe": "1.15", "Moderate": "1.0", "Minor": "0.85", "Unknown": "0.7"}


def situation(view: View, address: str = "") -> bytes:
    """A folder of places and one of claims, each claim over the time that it speaks of.

    A claim about a city lies at its point; one about a region or country has no point of its own,
    since the place's outline stands for it. Text is as the dataset has it, but for signs that XML
    does not allow.
    """
    citation = cite(view, address)
    document = block(
        "Document",
        [
            element("name", f"{citation.title}, as known {citation.moment}"),
            element("open", "1"),
            element("description", citation.text),
            *(_style(severity) for severity in SEVERITY),
            _extended(dict(citation.items())),
            block("Folder", [element("name", "Situation"), *_places(view)]),
            block("Folder", [element("name", "Claims"), *_claims(view)]),
            block("Folder", [element("name", "Sources"), *_sources(view)]),
        ],
    )
    kml = block("kml", [document], xmlns="http://www.opengis.net/kml/2.2")
    return (_HEAD + kml).encode("utf-8")


def _style(severity: str) -> str:
    colour = _abgr(SIGNS[severity].colour, "ff")
    icon = [element("color", colour), element("scale", _SCALE[severity])]
    return block(
        "Style",
        [
            block("IconStyle", icon),
            block("LineStyle", [element("color", "ff2c2217"), element("width", "1.5")]),
            block("PolyStyle", [element("color", _abgr(SIGNS[severity].colour, "66"))]),
        ],
        id=severity.lower(),
    )


def _abgr(colour: str, alpha: str) -> str:
    """A web colour as KML has it: alpha, blue, green, red."""
    return f"{alpha}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _extended(fields: Mapping[str, object]) -> str:
    # Written out, since there are hundreds of thousands of them; the names are column names.
    data = [
        f'<Data name="{name}"><value>{shown(_plain(value))}</value></Data>'
        for name, value in fields.items()
    ]
    return block("ExtendedData", data)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _places(view: View) -> Iterator[str]:
    country = view.dataset.places.country
    for row in records(tables.situation(view)):
        place_id = str(row["place_id"])
        point = [row["longitude"], row["latitude"]]
        shape = shapes.place_geometry(row["kind"], country[place_id], place_id, point)
        words = f"{row['severity']}, {row['trend']}; {row['claims']} claims"
        yield block(
            "Placemark",
            [
                element("name", str(row["name"])),
                element("description", words),
                element("styleUrl", f"#{str(row['severity']).lower()}"),
                _extended(filled(row)),
                _geometry(shape),
            ],
            id=f"place-{place_id}",
        )


def _geometry(shape: Mapping) -> str:
    if shape["type"] == "Point":
        return _point(*shape["coordinates"])
    polygons = [
        block(
            "Polygon",
            [
                _boundary("outerBoundaryIs" if i == 0 else "innerBoundaryIs", ring)
                for i, ring in enumerate(rings)
            ],
        )
        for rings in shape["coordinates"]
    ]
    return block("MultiGeometry", polygons)


def _point(longitude: float, latitude: float) -> str:
    return f"<Point><coordinates>{longitude},{latitude}</coordinates></Point>"


def _boundary(name: str, ring: list) -> str:
    coordinates = " ".join(f"{longitude},{latitude}" for longitude, latitude in ring)
    return f"<{name}><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></{name}>"


def _claims(view: View) -> Iterator[str]:
    severity = view.status.severity
    spans = [_span(*span) for span in zip(view.claims.begins, view.claims.ends, strict=True)]
    for claim, span in zip(records(tables.claims(view)), spans, strict=True):
        point = claim.pop("longitude"), claim.pop("latitude")
        own = claim["severity"] or severity.get(claim["place_id"], "Unknown")
        yield block(
            "Placemark",
            [
                element("name", f"{claim['place']}: {claim['table']}"),
                element("description", str(claim["summary"])),
                span,
                element("styleUrl", f"#{own.lower()}"),
                _extended(filled(claim)),
                _point(*point) if claim["scope"] == "city" else "",
            ],
            id=f"claim-{claim['entry_id']}",
        )


def _span(begins: pd.Timestamp, ends: pd.Timestamp) -> str:
    parts = [
        element(name, f"{moment:%Y-%m-%dT%H:%M:%SZ}")
        for name, moment in (("begin", begins), ("end", ends))
        if not pd.isna(moment)
    ]
    return block("TimeSpan", parts) if parts else ""


def _sources(view: View) -> Iterator[str]:
    for source in records(tables.sources(view)):
        yield block(
            "Placemark",
            [
                element("name", f"{source['publisher']}: {source['title']}"),
                _extended(filled(source)),
            ],
            id=f"source-{source['source_id']}",
        )
