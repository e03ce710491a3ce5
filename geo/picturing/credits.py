"""Whom a picture rests on, and what may be done with it: the small print below the map."""

from collections.abc import Sequence
from typing import Protocol

from geo.mapping.inert import visible
from geo.subjects.sources import publishers
from geo.view import View
from geo.words import numbers


class Cited(Protocol):
    """How a view is cited; see ``geo.exporting.citation``."""

    @property
    def title(self) -> str: ...

    @property
    def moment(self) -> str: ...

    @property
    def note(self) -> str: ...

    @property
    def filters(self) -> Sequence[str]: ...

    @property
    def state(self) -> str: ...

    @property
    def licence(self) -> str: ...

    @property
    def permalink(self) -> str: ...

    @property
    def boundaries(self) -> str: ...


GROUND = "Outlines: Natural Earth."
LONGEST, LONGEST_NAME = 1_500, 80


def sources(view: View, most: int) -> str:
    """'Sources: TASS, Kloop and 210 more.': publishers, those of the most claims first."""
    claims = view.claims
    if claims.empty:
        return "Sources: none."
    found = list(dict.fromkeys(publishers(claims, view.dataset.sources).publisher))
    shown = [visible(name, LONGEST_NAME) for name in found]
    return f"Sources: {numbers.listed(shown, most)}."


def data(cited: Cited) -> str:
    """'Data: Kazakhstan, January 2022, version 0123456789ab, CC BY 4.0. Outlines: …'."""
    told = ", ".join(filter(None, (cited.title, f"version {cited.state}", cited.licence)))
    return f"Data: {told.rstrip('.')}. {GROUND}"


def link(cited: Cited) -> str:
    """The address that shows the view again, where one is known: not only its query."""
    return cited.permalink if "://" in cited.permalink else ""


def all_of(view: View, cited: Cited, most: int) -> list[str]:
    """The small print, in paragraphs, what must be there first."""
    told = cited.boundaries, data(cited), sources(view, most), link(cited)
    return [visible(one, LONGEST) for one in told if one]
