"""The map as plain data: what map.js draws in the dashboard's frame and in exported pages."""

from collections.abc import Mapping

from geo.mapping.inert import inert
from geo.mapping.signs import HOLE, as_options


def base(
    label: str, dark: bool = False, has_tiles: bool = False,
    face: Mapping[str, object] | None = None,
) -> dict:  # fmt: skip
    """What drawBase gets; ``label`` is what a screen reader calls the map.

    ``face`` is what stays the same while the moment changes: places, themes, theme, title and
    legends.
    """
    return {
        "label": inert(label),
        "dark": dark,
        "tiles": has_tiles,
        "signs": as_options(),
        "hole": HOLE,
        **(face or {}),
    }
