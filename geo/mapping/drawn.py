"""The map as plain data: what map.js draws in the dashboard's frame and in exported pages."""

from collections.abc import Mapping

import pandas as pd

from geo.mapping import assets
from geo.mapping.assets import country_code
from geo.mapping.inert import inert, to_json
from geo.mapping.signs import HOLE, as_options

# West, south, east and north, in degrees.
Window = tuple[float, float, float, float]
THE_WORLD = (-170.0, -60.0, 170.0, 75.0)


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
