"""One part of what is known of a place."""

from collections.abc import Callable
from typing import NamedTuple

from geo.view import View
from geo.view.keeping import once
from pages.drawing.markup import Markup
from pages.frame.tabs import Tab

Tell = Callable[[View, str], Markup]


class Section(NamedTuple):
    """Its name, how many things it tells of (None: only known once told), and a line above them.

    ``id`` is what an address calls it, by itself its table.
    ``tell`` makes these things of a view of the place and ``table``, once the part is opened: most
    never are.
    """

    name: str
    number: int | None
    tell: Tell
    table: str = ""
    above: str = ""
    id: str = ""

    @property
    def tab(self) -> Tab:
        """The tab that it is in."""
        return Tab(self.id or self.table, self.name, self.number)

    def body(self, here: View) -> Markup:
        """The things that it tells of."""
        return once(self.tell, here, self.table)


def nothing(why: str) -> Markup:
    """What stands in the place of things that there are not."""
    return Markup("<p>{}</p>").format(why)
