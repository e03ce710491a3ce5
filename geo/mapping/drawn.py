"""The map as plain data: what map.js draws in the dashboard's frame and in exported pages."""

import math
import re
from collections.abc import Mapping

import pandas as pd

from geo.ledger import is_local
from geo.mapping import assets
from geo.mapping.assets import country_code
from geo.mapping.inert import inert, to_json
from geo.mapping.signs import HOLE, SIGNS, as_options, radius
from geo.words.severity import origin

# West, south, east and north, in degrees.
Window = tuple[float, float, float, float]
THE_WORLD = (-170.0, -60.0, 170.0, 75.0)
_ID = re.compile(r"[a-z0-9-]+")
# What a screen reader is told of the flags; of a derived severity its ``origin`` tells.
_FLAGS = {
    "stale": "The last report is old.",
    "derived": "",
    "curfew": "Curfew in force.",
    "curfew_tonight": "Curfew tonight.",
    "curfew_lapsed": "A curfew was last reported longer ago, and is not counted.",
}
_RINGS = ("curfew", "curfew_tonight", "curfew_lapsed")


def ground(
    country: str, label: str, dark: bool = False, has_tiles: bool = False,
    around: Window = THE_WORLD, face: Mapping[str, object] | None = None,
) -> dict:  # fmt: skip
    """What drawBase gets; ``label`` is what a screen reader calls the map.

    ``around`` is what the map shows at first of a country without outlines; ``face`` is what stays
    the same while the moment changes: places, themes, theme, title and legends.
    """
    return {
        **({} if assets.outlines_script(country) else {"around": list(around)}),
        "country": country_code(country),
        "label": inert(label),
        "dark": dark,
        "tiles": has_tiles,
        "signs": as_options(),
        "hole": HOLE,
        **(face or {}),
    }


def places(frame: pd.DataFrame) -> dict:
    """What drawPlaces gets: a GeoJSON FeatureCollection of points.

    Columns: place_id, name, latitude, longitude (degrees), severity (of SIGNS), stale, derived,
    origin (whose the severity is, in words; empty for a judgement), curfew, curfew_tonight,
    curfew_lapsed, selected (bool), size_value (a number or NaN) and label (text beside the marker;
    empty for none). Of the three of curfews the first that holds is drawn. Rows without coordinates
    are not drawn. Raises ValueError for a place_id that is no slug and for a severity that has no
    sign.
    """
    located = frame.dropna(subset=["latitude", "longitude"])
    highest = located.size_value.max()
    features = [_feature(row, highest) for row in located.to_dict("records")]
    return {"type": "FeatureCollection", "features": features}


def _feature(row: Mapping, highest: float) -> dict:
    position = [round(float(row["longitude"]), 5), round(float(row["latitude"]), 5)]
    if not all(math.isfinite(number) for number in position):
        raise ValueError(f"The position of {row['place_id']!r} is not finite")
    properties = _properties(row)
    properties["radius"] = radius(row["size_value"], highest)
    if row["label"]:
        properties["label"] = inert(row["label"], 60)
    return {
        "type": "Feature",
        "id": properties.pop("id"),
        "geometry": {"type": "Point", "coordinates": position},
        "properties": properties,
    }


def regions(frame: pd.DataFrame, country: str) -> dict:
    """What drawRegions gets: the regions by place_id, whose outlines the browser has already.

    Columns: place_id, name, severity, origin, the flags and selected, as in ``places``. The
    outlines are those of ``country`` (ISO 3166-1 alpha-2); a row without one is not drawn.
    """
    rows = [_properties(row) for row in frame.to_dict("records")]
    return {"country": country_code(country), "regions": rows}


def _properties(row: Mapping) -> dict:
    """Id, severity, inert texts, and the flags that are set."""
    if not _ID.fullmatch(row["place_id"]):
        raise ValueError(f"{row['place_id']!r} is no place_id")
    if row["severity"] not in SIGNS:
        raise ValueError(f"{row['severity']!r} has no sign")
    ring = next((flag for flag in _RINGS if row.get(flag)), None)
    flags = {
        flag: True
        for flag in (*_FLAGS, "selected")
        if row.get(flag) and (flag not in _RINGS or flag == ring)
    }
    words = [f"{row['name']}. Severity: {row['severity']}.", row["origin"]]
    words += [meaning for flag, meaning in _FLAGS.items() if flag in flags]
    return {
        "id": row["place_id"],
        "name": inert(row["name"], 120),
        "words": inert(" ".join(filter(None, words))),
        "severity": row["severity"],
        **flags,
    }


def layers(country: str, title: str, situation: pd.DataFrame) -> dict[str, dict]:
    """Ground, regions and places of a situation: cities by name, all of one size, none selected."""
    frame = with_origin(situation).assign(selected=False, size_value=math.nan, label=situation.name)
    return {
        "base": ground(country, f"Map of {title}"),
        "regions": regions(frame[frame.kind == "region"], country),
        "places": places(frame[is_local(frame.kind)]),
    }


def with_origin(situation: pd.DataFrame) -> pd.DataFrame:
    """A situation with the columns ``derived`` and ``origin`` of ``places``."""
    columns = ["severity_basis", "severity_reason", "stale_judgement"]
    return situation.assign(
        derived=situation.severity_basis == "derived",
        origin=[origin(*cells) for cells in situation[columns].itertuples(index=False)],
    )


def ground_script(country: str, situation: pd.DataFrame) -> str:
    """The outlines as a script; where there are none, only the window around the places."""
    script = assets.outlines_script(country)
    if script is not None:
        return script
    nothing = {"type": "FeatureCollection", "features": []}
    around = {**nothing, "bbox": list(window(situation))}
    values = [country_code(country), nothing, around]
    return f"crisisMap.addOutlines({','.join(map(to_json, values))});"


def window(situation: pd.DataFrame) -> Window:
    """West, south, east and north of the places, with two degrees around; else of the world."""
    if situation.empty:
        return THE_WORLD
    longitudes, latitudes = situation.longitude, situation.latitude
    return (
        max(float(longitudes.min()) - 2, -180.0),
        max(float(latitudes.min()) - 2, -84.0),
        min(float(longitudes.max()) + 2, 180.0),
        min(float(latitudes.max()) + 2, 84.0),
    )
