"""What the map rests on of streamlit-folium's own workings, none of which it promises to keep.

Written against VERSION; its half in the browser is files/component.js. What holds the installed
version to both is tests/mapping/test_component.py.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from branca.element import Element, Figure, Template
from folium.map import Layer

from geo.mapping.inert import to_json

VERSION = "0.27.4"
# As its page is addressed: /component/<this>/index.html; and the way from there to the root of the
# dashboard, whatever path that is under.
NAME = "streamlit_folium.st_folium"
TO_ROOT = "../../"
# Of all that the component returns, what files/component.js sends.
RETURNED = "last_active_drawing"


@dataclass(frozen=True)
class Click:
    """A click on a place, or on empty ground where ``place_id`` is None."""

    place_id: str | None
    at: int  # milliseconds since 1970 by the reader's clock; tells one click from the next


def read_click(returned: object, known: Collection[str]) -> Click | None:
    """The click in what the component returned.

    None where there was none yet, and for anything that our own map would not have sent.
    """
    value = returned.get(RETURNED) if isinstance(returned, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(value.get("properties"), Mapping):
        return None
    place_id, at = value.get("id"), value["properties"].get("clicked_at")
    if not isinstance(at, int) or isinstance(at, bool):
        return None
    if place_id is not None and not (isinstance(place_id, str) and place_id in known):
        return None
    return Click(place_id, at)


class DrawnLayer(Layer):
    """A layer that map.js draws from data; the data is JSON of numbers, ids and inert text.

    streamlit-folium takes the script of each layer from its template, after it has rendered the
    group that the layer is in.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = crisisMap.{{ this.draw }}({{ this.data }})"
        ".addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, name: str, draw: str, data: object) -> None:
        super().__init__(name=name)
        self._name, self.draw, self.data = name, draw, to_json(data)

    def render(self, **kwargs: object) -> str:
        script = self._template.module.script(self)
        figure = self.get_root()
        if isinstance(figure, Figure):
            figure.script.add_child(_Verbatim(script), name=self.get_name())
        return script


class _Verbatim(Element):
    """A piece of script that branca writes as it is, where it would compile it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: object) -> str:
        return self.text
