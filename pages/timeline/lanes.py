"""The reports of each day, a lane for each kind of claim, as a table of dots."""

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

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
Counts = Mapping[tuple[str, date, str], int]  # by table, day and place_id


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
    counts = _counts(dataset)
    found = []
    for table, name in catalogue.labels().items():
        every: Counter[date] = Counter()
        own: Counter[date] = Counter()
        for (kind, day, place), number in counts.items():
            if kind == table:
                every[day] += number
                own[day] += number if place == place_id else 0
        if every:
            found.append(Lane(name, every, own))
    return found


@per_dataset
def _counts(dataset: Dataset) -> Counts:
    claims = dataset.claims
    days = claims.reported_at.dt.tz_convert(dataset.about.zone).dt.date
    return Counter(zip(claims.table, days, claims.place_id, strict=True))


def _table(found: list[Lane], dataset: Dataset, chosen: date, place: str) -> Markup:
    steps = strip.steps(dataset)
    most = max(max(lane.every.values()) for lane in found)
    days = [(step.day, _classes(step.day, chosen)) for step in steps]
    heads = markup.join(
        Markup('<th scope="col" class="{}" title="{}">{}</th>').format(
            classes, f"{day:%a} {moments.day(day)}", label(step, steps) or _unseen(day)
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
    ).format(heads, rows, _caption(place))


def _unseen(day: date) -> Markup:
    """A head for who cannot see where its column is."""
    return Markup('<span class="cm-unseen">{}</span>').format(moments.short_day(day))


def _caption(place: str) -> Markup:
    own = Markup(" Inside: those on {}.").format(markup.text(place)) if place else ""
    told = "The larger a dot, the more reports of all places; outlined, after the chosen day."
    return Markup('<p class="cm-meta">{}{}</p>').format(told, own)


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
