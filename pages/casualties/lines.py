"""What stands beside the map: each measure of people at a place, by group, who says so and when."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import GROUP
from geo.ledger import RETRACTED
from geo.mapping.inert import visible
from geo.ranges import level
from geo.subjects import casualties
from geo.subjects.counting import Rival
from geo.view import View
from geo.view.credit import briefly, days
from geo.view.keeping import once, per_dataset
from geo.words import figures as words
from geo.words import line_of_people, moments, numbers, terms
from pages.casualties import toll
from pages.drawing import elements, markup
from pages.drawing.markup import Markup
from pages.frame import current, session

NOT_KNOWN = "not known"
# Under the lines, once for all of them.
NOT_ZERO = "“Not known”: nobody gives a number. That does not mean that there was nobody."
TOTAL, NO_TOTAL = "in total", "no total known"
# Of a measure, where there is no figure of a whole group but of parts; of places.
MOST_PARTS, MOST_PLACES = 3, 6


class Entry(NamedTuple):
    """'26', 'alleged attackers', 'as of 6 Jan; TASS, 7 Jan'; of a contested one its ``rivals``."""

    number: str
    who: str
    by: str
    rivals: tuple[str, ...]
    level: int


class Line(NamedTuple):
    """What is known of a measure at a place, the total before groups.

    ``others``: the figures of parts of groups besides; ``has_total``: there is one of everybody;
    ``withdrawn``: '164 (Health Ministry), by Information Ministry, 9 Jan 2022, 21:33, after 7 h'.
    """

    measure: str
    entries: tuple[Entry, ...]
    others: tuple[Entry, ...]
    has_total: bool
    withdrawn: tuple[str, ...] = ()


@per_dataset
def measures(dataset: Dataset) -> tuple[str, ...]:
    """The measures that any claim of the dataset counts, in the order of the vocabulary."""
    counted = set(dataset.ledger["casualties"].measure)
    return tuple(one for one in dataset.terms("measure") if one in counted)


def lines(view: View, place_id: str) -> tuple[Line, ...]:
    """Every measure of the dataset at a place; filters choose no figure of it and change none."""
    here = view.whole.figures.iloc[once(_rows_by_place, view.whole).get(place_id, [])]
    gone = once(_withdrawn, view.whole)
    found = []
    for measure in measures(view.dataset):
        rows = list(here[here.measure == measure].itertuples())
        whole = [row for row in rows if not row.subset]
        parts = sorted(rows, key=_weight(view))[:MOST_PARTS]
        shown = sorted(whole, key=lambda row: rank(GROUP, row.group)) or parts
        entries = tuple(_entry(row, view) for row in shown)
        others = tuple(_entry(row, view) for row in rows if row not in shown)
        has_total = any(entry.who.partition(",")[0] == TOTAL for entry in entries)
        told = tuple(gone.get((place_id, measure), ()))
        found.append(Line(measure, entries, others, has_total, told))
    return tuple(found)


def _rows_by_place(view: View) -> dict[str, Any]:
    """Where the figures of each place stand among all of them."""
    return view.figures.groupby("place_id").indices


def _withdrawn(view: View) -> dict[tuple[str, str], list[str]]:
    """What was said of whole groups and taken back, by place and measure: by whom, and how long it
    stood.
    """
    claims, zone = view.history("casualties"), view.dataset.about.zone
    found: dict[tuple[str, str], list[str]] = {}
    for row in claims[(claims.subset == "") & (claims.standing == RETRACTED)].itertuples():
        who = "" if row.group == "all" else terms.plain(row.group)
        amount = " ".join(filter(None, (numbers.range_in_words(row.low, row.best, row.high), who)))
        by = moments.withdrawn_by(row, view.cancel(row), zone)
        told = f"{amount} ({row.authority}), {by}"
        found.setdefault((row.place_id, row.measure), []).append(told)
    return found


def _weight(view: View) -> Any:
    return lambda row: -_level(row, view)


def _level(row: Any, view: View) -> int:
    return casualties.amount(row, view.dataset.rows) or 0


def _entry(row: Any, view: View) -> Entry:
    rivals = casualties.rivals(row, view.dataset.rows)
    number, span = _number(row, rivals, view), words.since(row.since)
    return Entry(
        number,
        ", ".join(filter(None, (_who(row, number == "1"), span))),
        "" if row.contested else _by(row, view),
        tuple(words.rival(one, row) for one in rivals),
        _level(row, view),
    )


def _by(row: Any, view: View) -> str:
    """'as of 16 May; TASS, 17 May'; of events their days, '1 to 26 Apr; UCDP, 1 May'."""
    is_of_events = row.counts == casualties.EVENT
    spoken = (view.dataset.rows[one].speaks_of for one in row.entry_ids)
    told = days(spoken if is_of_events else [row.as_of], view.at, view.dataset)
    told = told if is_of_events else f"as of {told}"
    return f"{told}; {briefly(view.dataset, row.entry_ids, view.at)}"


def _number(row: Any, rivals: Sequence[Rival], view: View) -> str:
    """'18 or 26', 'about 1,000', 'dozens', '37, the sum of 18 events'."""
    bounds = row.low, row.best, row.high
    is_one = pd.isna(row.events) or row.events == 1
    if row.contested or (level(*bounds) is not None and is_one):
        return line_of_people.number_of(bounds, rivals, row.measure)
    if level(*bounds) is None and row.qualifier:
        return row.qualifier
    return casualties.in_words(row, view.dataset.rows)


def _who(row: Any, is_one: bool) -> str:
    if row.group != "all":
        return toll.counted(row.group, row.subset, is_one)
    whole = terms.NOT_CLOSER if casualties.is_placed_widely(row) else TOTAL
    return visible(row.subset, 60) or whole


def home(dataset: Dataset, counted: Sequence[str]) -> str:
    """Where all figures are national: the country, or the widest place that has any."""
    countries = dataset.places.index[dataset.places.kind == "country"]
    return next((one for one in counted if one in countries), counted[0])


def draw(view: View, place_id: str) -> None:
    """The lines of a place."""
    shown = current.once(lines, view, place_id)
    rows = markup.join(_line(line) for line in shown)
    unknown = Markup("") if all(line.entries for line in shown) else NOT_ZERO
    html = '<dl class="cm-tolls">{}</dl><p class="cm-meta">{}</p>'
    markup.show(Markup(html).format(rows, unknown))


def _line(line: Line) -> Markup:
    html = "<div><dt>{}</dt><dd>{}</dd></div>"
    told = markup.join(map(_said, line.entries)) or Markup("<p>{}</p>").format(NOT_KNOWN)
    if line.entries and not line.has_total:
        told += Markup('<p class="cm-meta">{}</p>').format(NO_TOTAL)
    gone = Markup("")
    if line.withdrawn:
        said = markup.text("; ".join(line.withdrawn))
        gone = Markup('<p class="cm-meta">Withdrawn: {}</p>').format(said)
    told += gone + _others(line)
    return Markup(html).format(terms.heading(terms.plain(line.measure)), told)


def _others(line: Line) -> Markup:
    if not line.others:
        return Markup("")
    label = f"{numbers.count(len(line.others), 'figure')} of parts of groups"
    html = '<details class="cm-meta"><summary>{}</summary>{}</details>'
    return Markup(html).format(label, markup.join(map(_said, line.others)))


def _said(entry: Entry) -> Markup:
    by = Markup(' <span class="cm-meta">{}</span>').format(markup.text(entry.by))
    mark = Markup("")
    if entry.rivals:
        says = markup.bullets(map(markup.text, entry.rivals))
        by, mark = says, Markup(" ") + markup.tag(terms.CONTESTED)
    return Markup("<div><b>{}</b> {}{}{}</div>").format(
        markup.text(entry.number), markup.text(entry.who), mark, by
    )


def by_place(view: View, place_ids: Sequence[str]) -> None:
    """The places with the largest numbers, each a line to choose."""
    highest = {one: _highest(view, one) for one in place_ids if one in view.shown}
    counted = [one for one, levels in highest.items() if max(levels, default=-1) >= 0]
    counted.sort(key=lambda one: [-number for number in highest[one]])
    if not counted:
        return
    markup.show(Markup('<h3 class="cm-panel-title">By place</h3>'))
    elements.choices(
        [_choice(view, one, current.once(lines, view, one)) for one in counted[:MOST_PLACES]],
        session.TABLE("places-counted"),
        session.PLACE.set,
        "Places with the largest numbers",
    )
    if len(counted) > MOST_PLACES:
        st.caption(f"{len(counted) - MOST_PLACES} more below, and on the map.")


def _highest(view: View, place_id: str) -> list[int]:
    """Of each measure the largest number that its line there shows, -1 where it shows none."""
    here = [view.people.get((place_id, measure), ()) for measure in measures(view.dataset)]
    shown = [[row for row in rows if not row.subset] or rows for rows in here]
    return [max((_level(row, view) for row in rows), default=-1) for rows in shown]


def _choice(view: View, place_id: str, shown: Sequence[Line]) -> elements.Line:
    first, *others = _in_short(shown)
    is_contested = any(one.rivals for line in shown for one in line.entries)
    return elements.Line(
        place_id,
        visible(view.dataset.labels[place_id], 80),
        number=visible(first, 80),
        mark="≠" if is_contested else "",
        words=terms.CONTESTED if is_contested else "",
        detail=visible("; ".join(others), 200),
    )


def _in_short(shown: Sequence[Line]) -> Iterator[str]:
    """'13 killed (security forces)', 'about 2,000 detained'."""
    for line in shown:
        for entry in line.entries[:1]:
            whose = entry.who.removeprefix(TOTAL).removeprefix(", ")
            who = f" ({whose})" if whose else ""
            if "(" in entry.who:  # '8 killed, civilians (caught in gunfire)'
                who = f", {entry.who}"
            number, *more = entry.number.split(", ", 1)  # '18, the sum of 3 events'
            told = (number, terms.plain(line.measure))
            is_after = number == line_of_people.ALL_IN_DOUBT
            yield ", ".join([" ".join(told[::-1] if is_after else told) + who, *more])
