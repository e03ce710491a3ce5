"""A picture of the map: as one SVG, as PNG, and as a page of PDF."""

from dataclasses import replace

from geo.mapping.grounds import ground
from geo.picturing.credits import Cited
from geo.picturing.drawing import Drawing
from geo.picturing.elements import serialise
from geo.picturing.projection import height_over_width
from geo.picturing.report import content
from geo.picturing.shapes import SHAPES, Shape
from geo.picturing.told import THEMES, Told
from geo.picturing.typesetting import draw_png, set_pdf
from geo.view import View

PAPERS = {"a4": "a4", "letter": "us-letter"}  # as Typst calls them
LEVEL, LEAST = 0.62, 0.68  # the form of a map that takes the width of a page; of the width at least
NARROWER = 0.76  # of the width, for a country that is higher than wide


class Picture(Told):
    """What is told, drawn."""

    def svg(self, shape: str = "wide") -> str:
        """One SVG element with text as text, of one of the SHAPES."""
        return serialise(Drawing(self, self._formed(SHAPES[shape])).draw())

    def png(self, shape: str = "wide", scale: float = 1) -> bytes:
        """The same as an image, with ``scale`` times as many pixels across."""
        formed = self._formed(SHAPES[shape])
        return draw_png(self.svg(shape), formed.width, formed.zoom * scale)

    def pdf(self, paper: str = "a4") -> bytes:
        """A page of paper of one of the PAPERS, and more where it says more."""
        return set_pdf("report.typ", content(self), self.svg("page"), PAPERS[paper])

    def _formed(self, shape: Shape) -> Shape:
        if shape.height:
            return shape
        form = height_over_width(ground(self.view.dataset).home)
        if shape.is_alone:
            share = NARROWER if form > 1 else 1.0
        else:
            # On a page it is no higher than its room: letters are larger where it is narrower.
            share = min(max(LEVEL / form, LEAST), 1.0)
        return replace(shape, width=shape.width * share)


def picture(view: View, theme: str, cited: Cited) -> Picture:
    """The picture of a view, cited as ``geo.exporting.citation`` does.

    Raises ValueError, a sentence for a reader, for a theme of which the view has nothing to show.
    """
    made = Picture(view, theme, cited)
    offered = made.state["themes"]
    if theme not in offered:
        raise ValueError(
            f"There is too little for a map of {THEMES.get(theme, theme)!r} at this moment. "
            f"There is: {', '.join(offered)}."
        )
    return made
