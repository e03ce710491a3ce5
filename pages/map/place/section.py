"""One part of what is known of a place."""

from typing import NamedTuple

from pages.drawing.markup import Markup


class Section(NamedTuple):
    """Its name, how many things it tells of, those things, and a line above them."""

    name: str
    number: int
    body: Markup
    above: str = ""

    @property
    def label(self) -> str:
        """'Services 9', as on a tab."""
        return f"{self.name} {self.number}"


def nothing(why: str) -> Markup:
    """What stands in the place of things that there are not."""
    return Markup("<p>{}</p>").format(why)
