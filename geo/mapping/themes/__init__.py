"""The themes of the map: what each shows of a view, as plain data for map.js and exported pages.

>>> from pathlib import Path
>>> from geo.dataset import load_dataset
>>> from geo.ledger import Selection
>>> from geo.view import View
>>> dataset = load_dataset(Path("data/kazakhstan-2022"))
>>> view = View(dataset, Selection(known_on=dataset.about.default_moment))
>>> shown = state(view)
>>> shown["at"], shown["marks"]["taraz"]["curfew"]["t"]
('2022-01-07T23:59', '19:00 or 23:00 ≠')
"""

from geo.mapping.themes.face import face, face_around
from geo.mapping.themes.legends import legends
from geo.mapping.themes.parts import Arrow, Mark, Place, Point, State
from geo.mapping.themes.places import places
from geo.mapping.themes.signs import SIGNS
from geo.mapping.themes.state import EVENTS, FIRST, THEMES, draw, options, state

__all__ = [
    "EVENTS",
    "FIRST",
    "SIGNS",
    "THEMES",
    "Arrow",
    "Mark",
    "Place",
    "Point",
    "State",
    "draw",
    "face",
    "face_around",
    "legends",
    "options",
    "places",
    "state",
]
