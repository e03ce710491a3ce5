"""How large pictures are, and how much they say."""

from dataclasses import dataclass

SIDE = 14.0  # units left and right of what is written


@dataclass(frozen=True)
class Shape:
    """How large a picture is: units, and pixels to a unit; ``height`` is 0 for as high as it takes.

    What is written stands above and below the map, or beside it where there is a ``column`` that is
    so wide. ``sources`` are how many it names.
    ``is_alone``: it says itself what else stands on a page around it.
    """

    width: float
    height: float = 0
    zoom: float = 1
    column: float = 0
    sources: int = 12
    is_alone: bool = True

    @property
    def room(self) -> float:
        """How wide a line may be."""
        return (self.column or self.width) - 2 * SIDE


SHAPES = {
    "wide": Shape(1000, zoom=1.2),
    # As those who show links want it: 1200 by 630 pixels.
    "card": Shape(800, 420, zoom=1.5, column=290, sources=3),
    "page": Shape(760, is_alone=False),
}
