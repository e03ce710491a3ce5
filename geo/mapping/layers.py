"""The layers over the ground: one of places, one of regions, each drawn from one plain frame."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import folium
import pandas as pd
from branca.element import Element, Figure, Template
from folium.map import Layer

from geo.mapping import drawn


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


class DrawnLayer(Layer):
    """A layer that map.js draws from data; the data is JSON of numbers, ids and inert text."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = crisisMap.{{ this.draw }}({{ this.data }})"
        ".addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, name: str, draw: str, data: object) -> None:
        super().__init__(name=name)
        self._name, self.draw, self.data = name, draw, drawn.to_json(data)

    def render(self, **kwargs: object) -> None:
        figure = self.get_root()
        if isinstance(figure, Figure):
            script = self._template.module.script(self)
            figure.script.add_child(_Verbatim(script), name=self.get_name())


def places(frame: pd.DataFrame) -> folium.FeatureGroup:
    """One layer of points; the columns are those of ``drawn.places``."""
    return _group(DrawnLayer("places", "drawPlaces", drawn.places(frame)))


def regions(frame: pd.DataFrame, country: str) -> folium.FeatureGroup:
    """One layer of the regions that claims are about, as ``drawn.regions``; hatched lightly."""
    return _group(DrawnLayer("regions", "drawRegions", drawn.regions(frame, country)))


def _group(layer: DrawnLayer) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=layer.layer_name)
    layer.add_to(group)
    return group
