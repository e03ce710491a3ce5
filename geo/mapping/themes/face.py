"""What the map has from the beginning and keeps while the moment changes."""

from geo.dataset import Dataset
from geo.mapping.inert import inert, isolated
from geo.mapping.signs import as_options
from geo.mapping.themes.legends import legends
from geo.mapping.themes.places import places
from geo.mapping.themes.signs import SIGNS
from geo.mapping.themes.state import options


def face(dataset: Dataset, theme: str) -> dict[str, object]:
    """Places, themes with their legends and the title; ``theme`` is the one that is shown first."""
    return {"places": places(dataset), **face_around(dataset, theme)}


def face_around(dataset: Dataset, theme: str) -> dict[str, object]:
    """The face but for the places, which the script of the map holds already."""
    offered = [one["id"] for one in options(dataset)]
    shown = theme if theme in offered else offered[0]
    return {
        "themes": options(dataset),
        "theme": shown,
        "signs": as_options(SIGNS),
        "title": isolated(inert(dataset.about.title, 80)),
        "legends": {
            name: [{"key": line["key"], "words": line["words"]} for line in lines]
            for name, lines in legends().items()
            if name in offered
        },
    }
