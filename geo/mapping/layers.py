"""The layers over the ground: one of places, one of regions, each drawn from one plain frame."""

from collections.abc import Mapping

import folium
import pandas as pd

from geo.mapping import drawn
from geo.mapping.component import DrawnLayer


def places(frame: pd.DataFrame) -> folium.FeatureGroup:
    """One layer of points; the columns are those of ``drawn.places``."""
    return _group(DrawnLayer("places", "drawPlaces", drawn.places(frame)))


def regions(frame: pd.DataFrame, country: str) -> folium.FeatureGroup:
    """One layer of the regions that claims are about, as ``drawn.regions``; hatched lightly."""
    return _group(DrawnLayer("regions", "drawRegions", drawn.regions(frame, country)))


def state(data: Mapping[str, object]) -> folium.FeatureGroup:
    """The one layer of a state: ``state``, ``selected`` (a place_id or "") and perhaps ``changed``.

    The rest of what the browser needs it has from the ``face`` of the ground.
    """
    return _group(DrawnLayer("state", "drawState", data))


def _group(layer: DrawnLayer) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=layer.layer_name)
    layer.add_to(group)
    return group
