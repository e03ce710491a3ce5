"""The layers over the ground: one of places, one of regions, each drawn from one plain frame."""

import json
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import folium
import pandas as pd
from branca.element import Element, Figure, Template
from folium.map import Layer

from geo.mapping.inert import inert
from geo.mapping.signs import SIGNS, radius

_ID = re.compile(r"[a-z0-9-]{1,100}")
_FLAGS = {"stale": "The last report is old.", "curfew": "Curfew in force."}


@dataclass(frozen=True)
class Click:
    """A click on a place, or on empty ground where ``place_id`` is None."""

    place_id: str | None
    at: int  # milliseconds since 1970 by the reader's clock; tells one click from the next


def read_click(value: Mapping | None, known: Collection[str]) -> Click | None:
    """The click in what the map component returned as ``last_active_drawing``.

    None where there was none yet, and for anything that our own map would not have sent.
    """
    if not isinstance(value, Mapping) or not isinstance(value.get("properties"), Mapping):
        return None
    place_id, at = value.get("id"), value["properties"].get("clicked_at")
    if not isinstance(at, int) or isinstance(at, bool):
        return None
    if place_id is not None and not (isinstance(place_id, str) and place_id in known):
        return None
    return Click(place_id, at)


class _Verbatim(Element):
    """A piece of script that branca writes as it is, where it would compile it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: object) -> str:
        return self.text


class _Drawn(Layer):
    """A layer that map.js draws from data; the data is JSON of numbers, ids and inert text."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = crisisMap.{{ this.draw }}({{ this.data }})"
        ".addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, name: str, draw: str, data: object) -> None:
        super().__init__(name=name)
        self._name, self.draw, self.data = name, draw, _to_json(data)

    def render(self, **kwargs: object) -> None:
        figure = self.get_root()
        if isinstance(figure, Figure):
            script = self._template.module.script(self)
            figure.script.add_child(_Verbatim(script), name=self.get_name())


def _to_json(data: object) -> str:
    """JSON that may stand in a script element; NaN has no JSON and is an error."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def places(frame: pd.DataFrame) -> folium.FeatureGroup:
    """One GeoJSON layer of points.

    Columns: place_id, name, latitude, longitude (degrees), severity (of SIGNS), stale, curfew,
    selected (bool), size_value (a number or NaN) and label (text beside the marker; empty for
    none). Rows without coordinates are not drawn. Raises ValueError for a place_id that is no slug
    and for a severity that has no sign.
    """
    located = frame.dropna(subset=["latitude", "longitude"])
    highest = located.size_value.max()
    features = [_feature(row, highest) for row in located.to_dict("records")]
    group = folium.FeatureGroup(name="places")
    _Drawn("places", "drawPlaces", {"type": "FeatureCollection", "features": features}).add_to(
        group
    )
    return group


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


def regions(frame: pd.DataFrame, country: str) -> folium.FeatureGroup:
    """One layer of the regions that claims are about, filled lightly with a hatch.

    Columns: place_id, name, severity, stale, curfew, selected, as in ``places``. The outlines are
    those of ``country`` (ISO 3166-1 alpha-2), found by place_id; a row without one is not drawn.
    """
    if not re.fullmatch("[A-Z]{2}", country):
        raise ValueError(f"{country!r} is no ISO 3166-1 alpha-2 code")
    data = [_properties(row) for row in frame.to_dict("records")]
    group = folium.FeatureGroup(name="regions")
    _Drawn("regions", "drawRegions", {"country": country, "regions": data}).add_to(group)
    return group


def _properties(row: Mapping) -> dict:
    """Id, severity, inert texts, and the flags that are set."""
    if not _ID.fullmatch(row["place_id"]):
        raise ValueError(f"{row['place_id']!r} is no place_id")
    if row["severity"] not in SIGNS:
        raise ValueError(f"{row['severity']!r} has no sign")
    flags = {flag: True for flag in (*_FLAGS, "selected") if row[flag]}
    told = [f"{row['name']}. Severity: {row['severity']}."]
    told += [words for flag, words in _FLAGS.items() if flag in flags]
    return {
        "id": row["place_id"],
        "name": inert(row["name"], 120),
        "words": inert(" ".join(told)),
        "severity": row["severity"],
        **flags,
    }
