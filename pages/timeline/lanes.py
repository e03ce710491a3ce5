"""The reports of each day, a lane for each kind of claim, as a table of dots."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from geo.dataset import Dataset
from geo.mapping.inert import visible
from geo.subjects import catalogue
from geo.view import View, strip
from geo.view.keeping import per_dataset
from geo.words import moments, numbers
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.frame import moment
from pages.frame.strip import label

SIZES = 6  # of the dots: cm-dot-1 to cm-dot-6
_NOTHING = Markup("")
MOST = 120  # days in the table


class Lane(NamedTuple):
    """One kind of claim: its reports by day, and of them those on the chosen place."""

    name: str
    every: Mapping[date, int]
    own: Mapping[date, int]


def draw(view: View, place_id: str) -> None:
    """The lanes, with the chosen day marked and the chosen place's own reports filled."""
    dataset, place = view.dataset, ""
    if place_id:
        place = visible(dataset.places.name[place_id], 80)
    markup.show(_table(lanes(dataset, place_id), dataset, moment.chosen(dataset).date(), place))


def lanes(dataset: Dataset, place_id: str) -> list[Lane]:
    """The kinds of claims that the dataset has, in the order in which they are told."""
    every, own = _of_all(dataset), _Counts()
    if place_id:
        own = _count(dataset, dataset.claims[(dataset.claims.place_id == place_id).to_numpy()])
    return [
        Lane(name, every[table], own[table])
        for table, name in catalogue.labels().items()
        if table in every
    ]


@per_dataset
def _of_all(dataset: Dataset) -> "_Counts":
    return _count(dataset, dataset.claims)


class _Counts(dict[str, Counter[date]]):
    """Reports by table and day."""

    def __missing__(self, table: str) -> Counter[date]:
        return Counter()


def _count(dataset: Dataset, claims: pd.DataFrame) -> _Counts:
    days = claims.reported_at.dt.tz_convert(dataset.about.zone).dt.date
    found = _Counts()
    for table, day in zip(claims.table, days, strict=True):
        found.setdefault(table, Counter())[day] += 1
    return found


def near(steps: Sequence[strip.Step], chosen: date) -> Sequence[strip.Step]:
    """Of very many days those around the chosen one."""
    at = next((i for i, step in enumerate(steps) if step.day >= chosen), len(steps) - 1)
    first = max(0, min(at - MOST // 2, len(steps) - MOST))
    return steps[first : first + MOST]


def _table(found: list[Lane], dataset: Dataset, chosen: date, place: str) -> Markup:
    every = strip.steps(dataset)
    steps = near(every, chosen)
    most = max(max(lane.every.values()) for lane in found)
    days = [(step.day, _classes(step.day, chosen)) for step in steps]
    heads = markup.join(
        Markup('<th scope="col" class="{}" title="{}">{}</th>').format(
            classes, f"{day:%a} {moments.day(day)}", label(step, every) or _unseen(day)
        )
        for step, (day, classes) in zip(steps, days, strict=True)
    )
    rows = markup.join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            lane.name, markup.join(_cell(lane, *day, most, place) for day in days)
        )
        for lane in found
    )
    return Markup(
        '<div class="cm-lanes" tabindex="0" role="region" aria-label="Reports a day">'
        "<table><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table></div>{}"
    ).format(heads, rows, _caption(place, len(steps), len(every)))


def _unseen(day: date) -> Markup:
    """A head for who cannot see where its column is."""
    return Markup('<span class="cm-unseen">{}</span>').format(moments.short_day(day))


def _caption(place: str, shown: int, every: int) -> Markup:
    own = Markup(" Inside: those on {}.").format(markup.text(place)) if place else ""
    told = "The larger a dot, the more reports of all places; outlined, after the chosen day."
    part = f" The {shown} days around the chosen one, of {every:,}." if shown < every else ""
    return Markup('<p class="cm-meta">{}{}{}</p>').format(told, own, part)


def _classes(day: date, chosen: date) -> str:
    return "is-chosen" if day == chosen else "is-later" if day > chosen else ""


def _cell(lane: Lane, day: date, classes: str, most: int, place: str) -> Markup:
    """A dot for the reports of a day, inside it that of the chosen place; in words both."""
    number, own = lane.every.get(day, 0), lane.own.get(day, 0) if place else 0
    if not number:
        return Markup('<td class="{}"></td>').format(classes)
    words = numbers.count(number, "report") + (f", {own:,} on {place}" if own else "")
    title = f"{lane.name}, {moments.short_day(day)}: {words}"
    inner = _dot(own, most, " is-own") if own else _NOTHING
    return Markup('<td class="{}" title="{}">{}<span class="cm-unseen">{}</span></td>').format(
        classes, title, _dot(number, most, "", inner), words
    )


def _dot(number: int, most: int, classes: str, inner: Markup = _NOTHING) -> Markup:
    """A dot whose area grows with the number."""
    size = max(1, math.ceil(SIZES * math.sqrt(number / most)))
    return Markup('<i class="cm-dot cm-dot-{}{}">{}</i>').format(size, classes, inner)
