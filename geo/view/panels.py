"""The three panels: curfews, casualties and peacekeepers at the moment of a view."""

from itertools import chain

from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import MEASURE
from geo.ledger import breadth
from geo.ranges import RANGE
from geo.rows import read_rows
from geo.subjects import casualties
from geo.subjects import deployments as forces
from geo.subjects.casualties import Figure
from geo.subjects.tonight import Tonight
from geo.view import View
from geo.view.credit import credit
from geo.words import deployments, figures, numbers, terms
from geo.words.countries import country_name

Rows = list[tuple[str, str, str]]  # what, how much, by whom


def curfew_rows(view: View) -> tuple[Rows, int]:
    """Hours of tonight and the places that have them, and how many places that are."""
    nights = read_rows(view.tonight, Tonight)
    windows: dict[str, list[Tonight]] = {}
    for night in nights:
        windows.setdefault(night.hours, []).append(night)
    names = view.dataset.labels
    rows = [
        (f"{window}, local time",
         numbers.listed(sorted(names[night.place_id] for night in mine), most=40),
         credit(view.dataset, dict.fromkeys(chain.from_iterable(one.entry_ids for one in mine))))
        for window, mine in windows.items()
    ]  # fmt: skip
    return rows, len(nights)


def casualty_rows(view: View) -> Rows:
    """The figures of whole groups, national before regional before local.

    Filters of places choose among them, and change none: a country's figure is always there.
    """
    table = view.whole.figures
    table = table[(table.scope == "country") | table.place_id.isin(view.shown)]
    names = view.dataset.labels
    ranked = sorted(
        table[table.subset == ""].itertuples(),
        key=lambda row: (rank(MEASURE, row.measure), breadth(row.scope), row.place_id),
    )
    return [
        (f"{_measure(row)}{_group(row)}, {names.get(row.place_id, 'not located')}",
         _people(row, view), credit(view.dataset, (*row.entry_ids, *row.rivals)))
        for row in ranked
    ]  # fmt: skip


def _measure(figure: Figure) -> str:
    return terms.heading(terms.plain(figure.measure))


def _group(figure: Figure) -> str:
    return "" if figure.group == "all" else f" ({terms.plain(figure.group)})"


def _people(figure: Figure, view: View) -> str:
    """'16 people, as of 9 Jan 2022', 'contested: 20, Prosecutors; 60 or more, TASS'."""
    number = casualties.in_words(figure, view.dataset.rows)
    if figure.contested:
        return f"contested: {number}"
    noun = "person" if number == "1" else "people"
    amount = number if figure.counts == "event" else f"{number} {noun}"
    return f"{amount}, as of {figures.as_of(figure.as_of)}"


def strength_rows(view: View) -> Rows:
    """The strengths that claims give, and those that ended, by contributor and phase."""
    strengths = view.whole.strengths
    given = strengths[RANGE].notna().any(axis=1)
    told = strengths[given | strengths.contested | strengths.parted]
    return [
        (f"{_force(row.contributor)}, {terms.plain(row.phase)}",
         deployments.strength(row, "people", forces.rivals(row, view.dataset.rows),
                              forces.wholes(row, view.dataset.rows)),
         credit(view.dataset, row.entry_ids))
        for row in told.itertuples()
    ]  # fmt: skip


def _force(contributor: str) -> str:
    return country_name(contributor) if contributor else "Whole force"
