"""What happened at a place: how many events, whom they killed, and each with its claims."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from geo.subjects import casualties
from geo.view import View
from geo.view import events as shown
from geo.view.keeping import once
from geo.words import moments, numbers, terms
from pages.drawing.markup import Markup
from pages.frame import events
from pages.map.place.section import Section


def section(here: View, table: str) -> Section | None:
    """The events at the place; no section where none is known."""
    found = once(shown.events, here)
    if found.empty:
        return None
    return Section("Events", len(found), tell, table, above=f"{_days(found)}. {_sums(here)}")


def tell(here: View, _: str) -> Markup:
    """The events, the newest first."""
    return events.newest(here, once(shown.events, here))


def _days(found: pd.DataFrame) -> str:
    """'18 events, 3 to 31 Mar 2021'."""
    first, last = (date.fromisoformat(one) for one in (found.day.min(), found.last_day.max()))
    return f"{numbers.count(len(found), 'event')}, {moments.days(first, last)}"


def _sums(here: View) -> str:
    """What the events of one database add up to, by its name; nothing is added across two."""
    told = "; ".join(_of_collections(here))
    return f"Killed: {told}." if told else "No event gives a number of killed."


def _of_collections(here: View) -> Iterator[str]:
    figures = here.figures
    is_own = (figures.counts == casualties.EVENT) & (figures.measure == "killed")
    for figure in figures[is_own & (figures.subset == "")].itertuples():
        who = "" if figure.group == "all" else f"{terms.plain(figure.group)} "
        yield f"{who}{casualties.in_words(figure, here.dataset.rows)}"
