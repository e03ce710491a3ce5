"""What a picture tells: a view in a theme, and how it is cited."""

from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from geo.mapping import themes
from geo.mapping.inert import visible
from geo.picturing.credits import Cited
from geo.view import View, keeping

THEMES = {theme.id: theme.label for theme in themes.THEMES}
LONGEST = 300  # signs of a title, and of what stands below it


@dataclass(frozen=True, eq=False)
class Told:
    """A view in one theme. A place of its selection is framed; the map shows the others, too."""

    view: View
    theme: str
    cited: Cited

    @property
    def chosen(self) -> str:
        """The place_id of the place that is framed, or ""."""
        return next(iter(self.view.selection.places), "")

    @cached_property
    def around(self) -> View:
        """The same view with every place."""
        selection = replace(self.view.selection, places=())
        return keeping.share(View(self.view.dataset, selection))

    @cached_property
    def state(self) -> themes.State:
        return keeping.once(themes.state, self.around)

    @property
    def title(self) -> str:
        return visible(self.cited.title, LONGEST)

    @property
    def subtitle(self) -> str:
        """'Curfew, as known at the end of 7 January 2022 (UTC+6); place: Taraz'."""
        filters = "".join(f"; {one}" for one in self.cited.filters)
        return visible(f"{THEMES[self.theme]}, as known {self.cited.moment}{filters}", LONGEST)

    @property
    def notes(self) -> list[str]:
        """What stands below the legend on the screen, and how many reports have no hour."""
        told = unescape(self.state["notes"].get(self.theme, ""))
        return list(filter(None, (told, self.cited.note)))
