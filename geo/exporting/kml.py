"""The situation and its claims as KML 2.2 (OGC 07-147r2), styled by severity, with time spans."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from geo.dataset.vocabulary import SEVERITY
from geo.exporting import archive, places, tables
from geo.exporting.citation import cite
from geo.exporting.markup import block, element, html_text, shown, without_tags
from geo.exporting.records import filled, records
from geo.ledger import LOCAL, breadth
from geo.mapping import shapes
from geo.mapping.grounds import ground
from geo.mapping.signs import SIGNS
from geo.view import View
from geo.words.severity import origin

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# What a placemark says of its place by itself: its id, name and point.
_TOLD = ("place_id", "name", "latitude", "longitude")
# And of its claim: its id, name, description, span and source, which has a placemark of its own.
_TOLD_OF_CLAIM = (
    "entry_id",
    "place",
    "table",
    "summary",
    "occurred_from",
    "occurred_to",
    "publisher",
)
_SCALE = {"Extreme": "1.3", "Severe": "1.15", "Moderate": "1.0", "Minor": "0.85", "Unknown": "0.7"}


def situation(view: View, address: str = "") -> bytes:
    """A folder of places and one of claims, each claim over the time that it speaks of.

    A claim about a city lies at its point; one about a region or country has no point of its own,
    since the place's outline stands for it. Text that programs would take for HTML, which many
    read in names, descriptions and data, is written such that they show it as typed. Of very many
    claims there is only where they stand.
    """
    citation = cite(view, address)
    document = block(
        "Document",
        [
            _text("name", f"{citation.title}, as known {citation.moment}"),
            element("open", "1"),
            _text("description", citation.text),
            *(_style(severity) for severity in SEVERITY),
            _extended(dict(citation.items()) | _besides(view, address)),
            *(_folders(view) if places.list_claims(view) else [_brief(view, address)]),
        ],
    )
    kml = block("kml", [document], xmlns="http://www.opengis.net/kml/2.2")
    return (_HEAD + kml).encode("utf-8")


def zipped(view: View, address: str = "") -> bytes:
    """The same as KMZ, a tenth of the size."""
    return archive.pack({"doc.kml": situation(view, address)})


def _folders(view: View) -> Iterator[str]:
    yield block("Folder", [element("name", "Situation"), *_places(view)])
    yield block("Folder", [element("name", "Claims"), *_claims(view)])
    yield block("Folder", [element("name", "Sources"), *_sources(view)])


def _brief(view: View, address: str) -> str:
    placemarks = _placemarks(view, places.brief(view, address), _TOLD)
    return block("Folder", [element("name", "Situation"), *placemarks])


def _besides(view: View, address: str) -> dict[str, str]:
    """Where the claims are, if they are not in the file."""
    is_whole = places.list_claims(view)
    return {} if is_whole else {"claims_url": places.claims_address(view, address)}


def _text(name: str, text: str) -> str:
    return element(name, html_text(text))


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
        f'<Data name="{name}"><value>{shown(without_tags(_plain(value)))}</value></Data>'
        for name, value in fields.items()
    ]
    return block("ExtendedData", data)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _places(view: View) -> Iterator[str]:
    yield from _placemarks(view, records(tables.situation(view)))


def _placemarks(
    view: View, rows: Iterable[Mapping[str, Any]], told: Collection[str] = ()
) -> Iterator[str]:
    """A placemark for each row; its columns that are ``told`` elsewhere in it are not repeated."""
    here = ground(view.dataset)
    for row in rows:
        place_id = str(row["place_id"])
        point: list[Any] = [row.get("longitude"), row.get("latitude")]
        shape = shapes.place_geometry(here, row["kind"], place_id, point)
        whose = origin(
            row.get("severity_basis", ""),
            row.get("severity_reason", ""),
            row.get("stale_judgement", ""),
        )
        words = f"{row['severity']}, {row['trend']}; {row['claims']} claims. {whose}".rstrip(". ")
        yield block(
            "Placemark",
            [
                _text("name", str(row["name"])),
                element("description", words),
                element("styleUrl", f"#{str(row['severity']).lower()}"),
                _extended({name: one for name, one in filled(row).items() if name not in told}),
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
    spans = _spans(view)
    for claim, span in zip(records(tables.claims(view)), spans, strict=True):
        point = claim.pop("longitude"), claim.pop("latitude")
        own = claim["severity"] or severity.get(claim["place_id"], "Unknown")
        yield block(
            "Placemark",
            [
                _text("name", f"{claim['place']}: {claim['table']}"),
                _text("description", str(claim["summary"])),
                span,
                element("styleUrl", f"#{own.lower()}"),
                _extended(_untold(claim)),
                _point(*point) if breadth(claim["scope"]) == LOCAL else "",
            ],
            id=f"claim-{claim['entry_id']}",
        )


def _untold(claim: Mapping[str, Any]) -> dict[str, Any]:
    """What the placemark of a claim does not say otherwise, and what does not hold left out."""
    return {
        name: one
        for name, one in filled(claim).items()
        if name not in _TOLD_OF_CLAIM and one is not False
    }


def _spans(view: View) -> Iterator[str]:
    """The time of each claim: days as days, hours with the offset of the place.

    A day written as the moment at which it begins is the day before in every program that shows
    UTC east of Greenwich. Beside an hour it is a moment all the same: programs that take a day for
    its first moment would have an end before its begin.
    """
    zones = view.dataset.places.timezone.to_dict()
    columns = ["place_id", "occurred_from", "begins", "occurred_to", "ends"]
    for place_id, first, begins, last, ends in view.claims[columns].itertuples(index=False):
        zone = ZoneInfo(zones.get(place_id) or "UTC")
        has_hour = "T" in first + last
        parts = [
            element(name, _local(moment, zone) if has_hour else text)
            for name, text, moment in (("begin", first, begins), ("end", last, _within(last, ends)))
            if text
        ]
        yield block("TimeSpan", parts) if parts else ""


def _within(text: str, end: pd.Timestamp) -> pd.Timestamp:
    """The last second of a day rather than the first of the next one."""
    return end if "T" in text else end - pd.Timedelta(seconds=1)


def _local(moment: pd.Timestamp, zone: ZoneInfo) -> str:
    """XML Schema has no offsets with seconds, as local times had before there were zones."""
    local = moment.tz_convert(zone)
    return (moment if local.utcoffset().seconds % 60 else local).isoformat()


def _sources(view: View) -> Iterator[str]:
    for source in records(tables.sources(view)):
        yield block(
            "Placemark",
            [
                _text("name", f"{source['publisher']}: {source['title']}"),
                _extended(filled(source)),
            ],
            id=f"source-{source['source_id']}",
        )
