"""Outlines made small, with shapely: borders that two areas share stay shared."""

from collections.abc import Mapping

import shapely
from shapely.geometry import MultiPolygon, mapping
from shapely.geometry.base import BaseGeometry

from geo.mapping.outlines import Window


def snap(area: BaseGeometry, digits: int) -> MultiPolygon:
    """Rounded to ``digits`` decimals, so that two sides of a border have the very same points.

    What has no area then is left out.
    """
    return polygons(shapely.set_precision(shapely.make_valid(area), 10.0**-digits))


def simplify(areas: Mapping[str, BaseGeometry], tolerance: float) -> dict[str, MultiPolygon]:
    """Without the points that make least of the shape, up to ``tolerance`` degrees.

    Visvalingam and Whyatt (1993): a point goes when the triangle that it makes with its neighbours
    is smaller than the square of the tolerance. No gap opens between two areas.
    """
    simple = shapely.coverage_simplify(list(areas.values()), tolerance)
    return dict(zip(areas, map(polygons, simple), strict=True))


def clip(area: BaseGeometry, window: Window) -> MultiPolygon:
    """The part inside the window; its edges may run on the rim."""
    return polygons(shapely.clip_by_rect(shapely.make_valid(area), *window))


def polygons(area: BaseGeometry) -> MultiPolygon:
    """The areas of any geometry."""
    parts = shapely.get_parts(area)
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon" and part.area])


def write_geometry(area: MultiPolygon) -> dict:
    """A GeoJSON MultiPolygon, outer rings counterclockwise (RFC 7946, 3.1.6)."""
    return mapping(shapely.orient_polygons(area))
