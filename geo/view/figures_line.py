"""The line of figures on every page, each with what it was a day before.

A figure stands there if the dataset has claims that could ever give it, and none that it cannot
have. ``geo.words.figures_line`` says them.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from geo.dataset import Dataset
from geo.view.keeping import once, per_dataset, share
from geo.view.key_figure import Change, KeyFigure, Label, State, change
from geo.view.key_figures import key_figures
from geo.view.view import View

DAY = pd.Timedelta(hours=24)


class Name(StrEnum):
    """Which of the figures of the line it is."""

    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"
    CURFEW = "curfew"
    PEACEKEEPERS = "peacekeepers"
    SERVICES = "services"


# The table whose claims give a figure, and the column and term that they must have there, if any.
_FROM: Mapping[Name, tuple[str, str, str]] = {
    Name.KILLED: ("casualties", "measure", "killed"),
    Name.INJURED: ("casualties", "measure", "injured"),
    Name.DETAINED: ("casualties", "measure", "detained"),
    Name.CURFEW: ("restrictions", "kind", "curfew"),
    Name.PEACEKEEPERS: ("deployments", "", ""),
    Name.SERVICES: ("services", "", ""),
}
# The key figures that tell of it, the first of them on the line.
_FIGURES: Mapping[Name, tuple[Label, ...]] = {
    Name.KILLED: (Label.KILLED,),
    Name.INJURED: (Label.INJURED,),
    Name.DETAINED: (Label.DETAINED,),
    Name.CURFEW: (Label.CURFEW_TONIGHT, Label.CURFEW),
    Name.PEACEKEEPERS: (Label.DEPLOYED, Label.ANNOUNCED),
    Name.SERVICES: (Label.SUSPENDED,),
}


class Compared(NamedTuple):
    """A key figure, the same a day before, and how the one is beside the other."""

    now: KeyFigure
    before: KeyFigure
    change: Change


class LineFigure(NamedTuple):
    """A figure of the line; ``told`` are the key figures that it is of, the shown one first.

    ``differing`` names the places shown at which claims do not agree. ``is_filtered``: the reader
    asked for some places, kinds or words, which a national figure does not follow and a count does.
    """

    name: Name
    told: tuple[Compared, ...]
    differing: tuple[str, ...] = ()
    is_filtered: bool = False

    @property
    def shown(self) -> Compared:
        """The one whose number stands on the line."""
        return self.told[0]

    @property
    def is_contested(self) -> bool:
        """Whether claims do not agree on it or on a part of it; of a count, on one of its places.

        Beside a number that nobody gives there is nothing to mark.
        """
        figure = self.shown.now
        if figure.state == State.UNKNOWN:
            return False
        differs = figure.contested or bool(figure.exceeding)
        return differs or (figure.scope == "places" and bool(self.differing))


def line_of_figures(view: View) -> tuple[LineFigure, ...]:
    """The figures that the dataset can have, in the order of the line."""
    now = _by_label(view)
    before = _by_label(share(view.earlier(DAY)))
    compared = {
        label: Compared(now[label], before[label], change(now[label], before[label]))
        for label in now
    }
    possible = can_have(view.dataset)
    return tuple(_line_figure(name, compared, view) for name in Name if name in possible)


def _by_label(view: View) -> dict[Label, KeyFigure]:
    return {figure.label: figure for figure in once(key_figures, view)}


@per_dataset
def can_have(dataset: Dataset) -> frozenset[Name]:
    """The figures that its claims could ever give."""
    return frozenset(name for name, source in _FROM.items() if _has(dataset, *source))


def _has(dataset: Dataset, table: str, column: str, term: str) -> bool:
    claims = dataset.details[table]
    return bool((claims[column] == term).any() if column else len(claims))


def _line_figure(name: Name, compared: Mapping[Label, Compared], view: View) -> LineFigure:
    told = [compared[label] for label in _FIGURES[name]]
    if name == Name.PEACEKEEPERS:
        told = sorted(told, key=_precedence)
    differing = sorted(view.dataset.labels[one] for one in _differing(name, view))
    return LineFigure(name, tuple(told), tuple(differing), view.whole is not view)


def _differing(name: Name, view: View) -> set[str]:
    """The places shown where claims differ on the hours, or on the number of people."""
    if name == Name.CURFEW:
        return set(view.tonight.place_id[view.tonight.contested])
    figures, places = view.whole.figures, view.dataset.places
    own = figures[(figures.measure == name) & figures.contested.astype(bool)]
    return {one for one in own.place_id if one in view.shown and places.kind[one] != "country"}


def _precedence(one: Compared) -> int:
    """A number of the whole force before those of some contingents, and these before none."""
    figure = one.now
    if figure.whole is not None:
        return 0
    return 1 if figure.parts else 2 + (figure.state != State.GONE)
