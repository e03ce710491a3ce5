"""The legend of each theme: a picture and a few words for every sign and flag it may use."""

from typing import TypedDict

from geo.dataset.vocabulary import SEVERITY
from geo.mapping.signs import HOLE, Entry, Sign
from geo.mapping.themes.signs import INDIGO, INDIGO_ON_DARK, SIGNS
from geo.view.key_figures import MEASURES


class Line(TypedDict):
    """``key`` is the sign or flag that it explains, ``svg`` the address of an image."""

    key: str
    svg: str
    words: str


_SEVERITIES = {name: name for name in SEVERITY if name != "Unknown"}
_RINGS = {
    "curfew": "Curfew in force",
    "curfew-tonight": "Curfew tonight, not yet",
}
_PEOPLE = {
    "People": "People: larger is more", "group-only": "Of a group only, not everybody",
    "contested": "Claims differ",
}  # fmt: skip
# In the order in which map.js shows those that are in use, the first seven.
_LINES = {
    "severity": {
        **_SEVERITIES, **_RINGS, "derived": "Derived from reports", "stale": "Last report is old",
        "Unknown": "Not known", "curfew-lapsed": "Curfew last reported longer ago",
    },
    "curfew": {
        "Curfew": "From this hour, local time", **_RINGS, "contested": "Claims differ on hours",
        "CurfewNone": "None known tonight", "curfew-lapsed": "Last reported longer ago",
    },
    "services": {
        "Cut": "Services cut: how many", "CutNone": "None cut, others known",
        "contested": "Claims differ",
    },
    **{measure.value: _PEOPLE for measure in MEASURES},
    "forces": {
        "Force": "In place: how many, or who", "ForceAhead": "Announced or on the way",
        "contested": "Claims differ",
    },
}  # fmt: skip


def legends(dark: bool = False) -> dict[str, list[Line]]:
    """By theme, its lines in the order of their weight."""
    return {
        theme: [Line(key=key, svg=_picture(key, dark), words=words) for key, words in lines.items()]
        for theme, lines in _LINES.items()
    }


def _picture(key: str, dark: bool) -> str:
    ink, halo = ("#f2f5f7", "#10171c") if dark else ("#17222c", "#ffffff")
    sign = SIGNS.get(key)
    content = _sign(sign, key, ink, halo) if sign else _flag(key, ink, halo, dark)
    box = 'width="24" height="24" viewBox="-12 -12 24 24"'
    return Entry(f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{content}</svg>', "").image


def _sign(sign: Sign, key: str, ink: str, halo: str) -> str:
    is_hollow = key == "Unknown"
    fill = halo if is_hollow else sign.colour
    shape = _path(sign.path, fill, ink, 7)
    return shape + (_text(sign.glyph, ink if is_hollow else "#ffffff") if sign.glyph else "")


def _flag(key: str, ink: str, halo: str, dark: bool) -> str:
    plain = _path(SIGNS["Unknown"].path, "none", ink, 5)
    if key in _DASHES:
        colour = ink if key == "curfew-lapsed" else INDIGO_ON_DARK if dark else INDIGO
        dashes = f' stroke-dasharray="{_DASHES[key]}"' if _DASHES[key] else ""
        ring = f'<circle r="9" fill="none" stroke="{colour}" stroke-width="2.5"{dashes}/>'
        return ring + _path(SIGNS["Unknown"].path, ink, ink, 3)
    if key == "derived":
        return plain + _path(SIGNS["Unknown"].path, halo, ink, 7 * HOLE)
    if key == "contested":
        return _text("≠", ink, 16)
    return _path(SIGNS["Unknown"].path, "none", ink, 7, ' stroke-dasharray="0.43 0.36"')


# Of rings, as map.css has them.
_DASHES = {"curfew": "", "curfew-tonight": "6 3.5", "curfew-lapsed": "1.5 3.5"}


def _path(path: str, fill: str, ink: str, size: float, more: str = "") -> str:
    stroke = f'stroke="{ink}" stroke-width="{1.6 / size:.2f}"'
    return f'<path d="{path}" transform="scale({size:g})" fill="{fill}" {stroke}{more}/>'


def _text(glyph: str, colour: str, size: int = 11) -> str:
    style = f'font-family="sans-serif" font-weight="bold" font-size="{size}"'
    place = 'text-anchor="middle" dominant-baseline="central"'
    return f'<text {style} {place} fill="{colour}">{glyph}</text>'
