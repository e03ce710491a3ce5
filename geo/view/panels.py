"""The three panels: curfews, casualties and peacekeepers at the moment of a view."""

from itertools import chain

from geo.dataset.vocabulary import MEASURE
from geo.ledger import breadth
from geo.ranges import Ranged
from geo.subjects.casualties import Figure
from geo.view import View
from geo.view.credit import credit
from geo.words import numbers, terms
from geo.words.countries import country_name

Rows = list[tuple[str, str, str]]  # what, how much, by whom


def curfew_rows(view: View) -> tuple[Rows, int]:
    """Hours and the places that have them, and how many places that are."""
    held = view.in_force[view.in_force.kind == "curfew"]
    windows: dict[str, dict[str, list[str]]] = {}
    for place_id, group in held.groupby("place_id", sort=False):
        window = " or ".join(dict.fromkeys(group.hours))
        name = view.dataset.places.name[place_id]
        windows.setdefault(window, {})[name] = group.entry_id.tolist()
    rows = [
        (f"{window}, local time", numbers.listed(sorted(claims), most=40),
         credit(view.dataset, dict.fromkeys(chain.from_iterable(claims.values()))))
        for window, claims in windows.items()
    ]  # fmt: skip
    return rows, sum(map(len, windows.values()))


def casualty_rows(view: View) -> Rows:
    """The figures of whole groups, national before regional before local."""
    figures = view.figures
    names = view.dataset.labels
    ranked = sorted(
        figures[figures.subset == ""].itertuples(),
        key=lambda row: (MEASURE.index(row.measure), breadth(row.scope), row.place_id),
    )
    return [
        (f"{row.measure.capitalize()}{_group(row)}, {names.get(row.place_id, 'not located')}",
         _people(row), credit(view.dataset, row.entry_ids))
        for row in ranked
    ]  # fmt: skip


def _group(figure: Figure) -> str:
    return "" if figure.group == "all" else f" ({terms.plain(figure.group)})"


def _people(figure: Ranged) -> str:
    contested = ", contested" if figure.contested else ""
    number = numbers.range_in_words(figure.low, figure.best, figure.high)
    return f"{number} {'person' if number == '1' else 'people'}{contested}"


def strength_rows(view: View) -> Rows:
    """The strengths that claims give, by contributor and phase."""
    strengths = view.strengths
    told = strengths[strengths[["low", "best", "high"]].notna().any(axis=1)]
    return [
        (f"{_force(row.contributor)}, {terms.plain(row.phase)}", _people(row),
         credit(view.dataset, row.entry_ids))
        for row in told.itertuples()
    ]  # fmt: skip


def _force(contributor: str) -> str:
    return country_name(contributor) if contributor else "Whole force"
