"""The ground of the map: outlines without a network, and online tiles as an option."""

from collections.abc import Mapping
from dataclasses import dataclass

import folium
from branca.element import MacroElement, Template

from geo.mapping import assets, drawn
from geo.mapping.inert import inert

FARTHEST, NEAREST, NEAREST_WITH_TILES = 3, 10, 18  # Leaflet's zoom levels


@dataclass(frozen=True)
class Tiles:
    """A service of map tiles: a URL template with {z}, {x} and {y}, and whom to credit."""

    url: str
    attribution: str


class Ground(MacroElement):
    """Draws the outlines and gets the map ready for the layers."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "crisisMap.drawBase({{ this._parent.get_name() }}, {{ this.options|tojson }});"
        "{% endmacro %}"
    )

    def __init__(
        self, label: str, dark: bool, has_tiles: bool, face: Mapping[str, object] | None
    ) -> None:
        super().__init__()
        self._name = "Ground"
        self.options = drawn.base(label, dark, has_tiles, face)


class BaseMap(folium.Map):
    """A map that loads nothing from elsewhere.

    ``script`` is the address of what draws it (``geo.mapping.scripts``), ``label`` what a screen
    reader calls it, ``face`` that of ``drawn.base``. The same arguments make the same bytes, so
    that streamlit-folium keeps the frame; make a new one for each rerun, because it changes the one
    it is given.
    """

    def __init__(
        self,
        script: str,
        label: str,
        dark: bool = False,
        tiles: Tiles | None = None,
        face: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(
            location=(0, 0),
            tiles=None,
            zoom_start=FARTHEST,
            min_zoom=FARTHEST,
            max_zoom=NEAREST_WITH_TILES if tiles else NEAREST,
            zoom_snap=0.25,
            zoom_delta=0.5,
            scroll_wheel_zoom=False,
        )
        # Of the instance: folium's own lists name a content delivery network. The styles are in the
        # script: streamlit-folium waits for scripts, not for sheets.
        self.default_js = [
            ("guard", assets.address(assets.guard_file())),
            ("map", script),
        ]
        self.default_css = []
        if tiles:
            credit = inert(tiles.attribution)
            folium.TileLayer(tiles.url, attr=credit, max_zoom=NEAREST_WITH_TILES).add_to(self)
        Ground(label, dark, tiles is not None, face).add_to(self)
