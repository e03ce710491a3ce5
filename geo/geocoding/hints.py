"""What the source of a name says beside it of where the place is."""

from typing import NamedTuple

import pandas as pd


class Hint(NamedTuple):
    """The region, and the point (latitude, longitude)."""

    region: str = ""
    point: tuple[float, float] | None = None


def claimed(claims: pd.DataFrame) -> dict[str, Hint]:
    """The points that claims without a place give for the event itself, by the place's name."""
    given = claims[(claims.place_id == "") & claims.latitude.notna() & claims.longitude.notna()]
    rows = zip(given.place, given.latitude, given.longitude, strict=True)
    return {name: Hint(point=(float(north), float(east))) for name, north, east in rows}


def point_of(latitude: str, longitude: str) -> tuple[float, float] | None:
    """The point of two cells; None where they are no degrees."""
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        return None
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None
