"""Features of GeoJSON as rows: their properties, and their points as latitude and longitude."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo.importing.refusal import NotImportableError
from geo.importing.sheet import Sheet, make_sheet

_FEATURES = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def read_geojson(data: bytes, encoding: str, sheet: str, name: str) -> Sheet:
    """One row a feature; a property that is no text or number is left out."""
    try:
        text = data.decode(encoding or "utf-8-sig")
        collection = json.loads(text)
    except (ValueError, LookupError, RecursionError) as error:
        raise NotImportableError("It cannot be read as JSON.") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise NotImportableError("It is no FeatureCollection with features.")
    rows = [_row(feature) for feature in features]
    names = list(dict.fromkeys(key for row in rows for key in row))
    lines = _lines(text, features)
    cells = ([row.get(key, "") for key in names] for row in rows)
    return make_sheet(names, zip(lines, cells, strict=True), (), name)


def _row(feature: Any) -> dict[str, str]:
    feature = feature if isinstance(feature, dict) else {}
    properties, geometry = feature.get("properties"), feature.get("geometry")
    given = dict(_cells(properties if isinstance(properties, dict) else {}))
    if "id" in feature:
        given.setdefault("id", _text(feature["id"]))
    return given | _point(geometry if isinstance(geometry, dict) else {})


def _cells(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in properties.items():
        if isinstance(value, list):
            yield str(name), "|".join(map(_text, value))
        else:
            yield str(name), _text(value)


def _text(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _point(geometry: Mapping[str, Any]) -> dict[str, str]:
    """A point's coordinates; a line or an area has no point of its own."""
    position = geometry.get("coordinates")
    if geometry.get("type") != "Point" or not isinstance(position, list) or len(position) < 2:
        return {}
    return {"latitude": _text(position[1]), "longitude": _text(position[0])}


def _lines(text: str, features: Sequence[Any]) -> Sequence[int]:
    """The line of the file on which each feature begins; where that cannot be told, its number."""
    found = _FEATURES.search(text)
    decoder = json.JSONDecoder()
    lines, at, line = [], found.end() if found else 0, 1
    counted = 0
    for feature in features if found else ():
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            break
        if value != feature:
            break
        lines.append(line)
    return lines if len(lines) == len(features) else range(1, len(features) + 1)
