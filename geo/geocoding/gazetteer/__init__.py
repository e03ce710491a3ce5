"""The gazetteer: every populated place of GeoNames' list, found by name or by point, offline."""

from geo.geocoding.gazetteer.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
