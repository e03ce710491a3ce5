"""What the map rests on of streamlit-folium's own workings, none of which it promises to keep.

Written against VERSION; its half in the browser is files/component.js. What holds the installed
version to both is tests/mapping/test_component.py.
"""

import re
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
MOST_EVENTS = 50  # of one click, as in files/events.js
_KEY = re.compile("[a-z0-9-]{1,200}")


@dataclass(frozen=True)
class Click:
    """A click on a place, on events by their keys, or on empty ground where there is neither.

    Nobody has looked whether there are such events.
    """

    place_id: str | None
    at: int  # milliseconds since 1970 by the reader's clock; tells one click from the next
    events: tuple[str, ...] = ()


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
    events = _keys(value["properties"].get("events", []))
    return None if events is None else Click(place_id, at, events)


def _keys(value: object) -> tuple[str, ...] | None:
    """The keys of events; None for anything that our own map would not have sent."""
    if not isinstance(value, list) or len(value) > MOST_EVENTS:
        return None
    keys = tuple(one for one in value if isinstance(one, str) and _KEY.fullmatch(one))
    return keys if len(keys) == len(value) else None


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
