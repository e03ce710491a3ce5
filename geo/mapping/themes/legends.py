"""The legend of each theme: a few words for every sign and flag that it may use."""

from typing import TypedDict

from geo.dataset.vocabulary import SEVERITY
from geo.mapping.themes.signs import EVENTS, OWN, of_event
from geo.view.key_figures import MEASURES


class Line(TypedDict):
    """``key`` is the sign or flag that it explains.

    Of what is neither: "region" is the fill of one, "unmarked" a place of which the theme tells
    nothing, "arrow" the way of a force.
    """

    key: str
    words: str


def _signs(*names: str) -> dict[str, str]:
    return {name: OWN[name].words for name in names}


_DIFFERENT = {"contested": "Claims differ"}
_GROUND = {"region": "Coloured: for the whole region", "unmarked": "No report (plain region, too)"}
_PEOPLE = {**_signs("People", "PeopleGroup"), **_DIFFERENT, **_GROUND}
# Of those that are used as often as each other, in this order.
_LINES = {
    "severity": {
        **{name: name for name in SEVERITY if name != "Unknown"},
        "curfew": "Curfew in force", "curfew-tonight": "Curfew later, or hour not known",
        "derived": "Derived from reports", "stale": "Last report is old",
        "region": "Claims about a region", "Unknown": "Not known",
        "curfew-lapsed": "Curfew, last reported longer ago",
    },
    "curfew": {
        **_signs("Curfew"), "curfew": "In force", "curfew-tonight": "Later, or hour not known",
        "contested": "Claims differ on the hours", **_signs("CurfewNone"),
        "curfew-lapsed": "Last reported longer ago", **_GROUND,
    },
    "services": {**_signs("Cut", "CutNone"), **_DIFFERENT, **_GROUND},
    **{measure.value: _PEOPLE for measure in MEASURES},
    "events": {
        **_signs(*map(of_event, EVENTS)), "gathered": "Several, the gravest shown",
        "area": "Where is known roughly", "contested": "Claims differ on the killed",
    },
    "forces": {
        **_signs("Force", "ForceAhead"), "arrow": "The country it is from", **_DIFFERENT, **_GROUND,
    },
}  # fmt: skip


def legends() -> dict[str, list[Line]]:
    """By theme, its lines in the order of their weight."""
    return {
        theme: [Line(key=key, words=words) for key, words in lines.items()]
        for theme, lines in _LINES.items()
    }
