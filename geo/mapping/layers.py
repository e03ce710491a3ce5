"""The layers over the ground: one of places, one of regions, each drawn from one plain frame."""

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


def _group(layer: DrawnLayer) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=layer.layer_name)
    layer.add_to(group)
    return group
