"""The layer of routes: from where contingents were said to come, and to which place."""

from collections.abc import Mapping

import folium
import pandas as pd

from geo.mapping.component import DrawnLayer
from geo.mapping.inert import inert
from geo.mapping.outlines import bounds, contains, read_polygons


def country_points(land: Mapping) -> dict[str, tuple[float, float]]:
    """A point (latitude, longitude) for each country of the base map, by its English name.

    ``land`` is a GeoJSON FeatureCollection of countries, or empty. The point is that of the
    country's label, else the middle of its frame where that lies inside; it stands for the whole
    country.
    """
    points = {}
    for feature in land.get("features", ()):
        named = feature["properties"]
        polygons = read_polygons(feature["geometry"])
        west, south, east, north = bounds(polygons)
        middle = ((west + east) / 2, (south + north) / 2)
        point = named["label"] or (middle if contains(polygons, middle) else None)
        if point:
            points[named["name"]] = (point[1], point[0])
    return points


def routes(frame: pd.DataFrame) -> folium.FeatureGroup:
    """One arrow for each origin and place. The map moves to show all of them.

    Columns: origin, place (names), from_latitude, from_longitude, to_latitude, to_longitude
    (degrees; rows without are not drawn) and exact (bool: the origin is a town, no country).
    """
    ends = ["from_latitude", "from_longitude", "to_latitude", "to_longitude"]
    drawn = frame.dropna(subset=ends).drop_duplicates(["origin", "place"])
    data = [
        {
            "from": [round(float(row.from_latitude), 4), round(float(row.from_longitude), 4)],
            "to": [round(float(row.to_latitude), 4), round(float(row.to_longitude), 4)],
            "origin": inert(row.origin, 60),
            "place": inert(row.place, 60),
            "exact": bool(row.exact),
        }
        for row in drawn.itertuples()
    ]
    group = folium.FeatureGroup(name="routes")
    DrawnLayer("routes", "drawRoutes", data).add_to(group)
    return group
