"""The layer over the ground: one state of the map, and the place that is chosen."""

from collections.abc import Mapping

import folium

from geo.mapping.component import DrawnLayer


def state(data: Mapping[str, object]) -> folium.FeatureGroup:
    """The one layer of a state: ``state``, ``selected`` (a place_id or ""), and perhaps ``changed``
    and ``filters``, an inert phrase for the caption.

    The rest of what the browser needs it has from the ``face`` of the ground.
    """
    layer = DrawnLayer("state", "drawState", data)
    group = folium.FeatureGroup(name=layer.layer_name)
    layer.add_to(group)
    return group
