"""The panels beside every page: curfews, people killed, peacekeepers, in a few lines each.

They follow the line of figures: filters choose the places that they list, and change no number.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from geo.dataset.vocabulary import MEASURE
from geo.ledger import breadth
from geo.ranges import UNKNOWN, known, level
from geo.rows import read_rows
from geo.subjects import casualties, deployments
from geo.subjects.counting import Rival
from geo.subjects.deployments import Strength
from geo.subjects.tonight import Tonight
from geo.view.credit import days
from geo.view.figures_line import LineFigure, Name, can_have, line_of_figures
from geo.view.keeping import once
from geo.view.key_figure import State
from geo.view.view import View
from geo.view.weights import begins
from geo.words import figures as figure_words
from geo.words import figures_line as words
from geo.words import numbers, terms
from geo.words.countries import country_name
from geo.words.deployments import EXCEEDS, PHASES
from geo.words.line_of_people import SOME_LEFT, number_of, of_contingent

DIFFER = terms.VERDICTS["contradictory"]
MOST = 5  # lines, beside the one that leads to the page


class Row(NamedTuple):
    """A line of a panel: a name, a number, and in ``differs`` what speaks against it, if anything.

    ``days`` are those that the number is of. ``place_id`` is the place that it opens; "" where it
    opens the page of its subject.
    """

    id: str
    name: str
    number: str
    differs: str = ""
    place_id: str = ""
    days: str = ""


class Panel(NamedTuple):
    """What a reader scans of a subject; ``page`` is the folder of its page in pages/.

    ``total`` stands beside the title, ``more`` on the link to the page, ``nothing`` in the place of
    rows where there are none.
    """

    page: str
    title: str
    total: str
    rows: tuple[Row, ...]
    more: str
    nothing: str


def panels(view: View) -> tuple[Panel, ...]:
    """Those that the dataset can have."""
    possible = can_have(view.dataset)
    return tuple(make(view) for name, make in _PANELS.items() if name in possible)


def curfews(view: View) -> Panel:
    """The places where claims differ, then the others by hours, most places first."""
    nights = read_rows(view.tonight, Tonight)
    places = numbers.count(len(nights), "place") if nights else "none known"
    return Panel(
        "curfews",
        "Curfew tonight",
        f"{places} shown" if nights and view.whole is not view else places,
        tuple(_nights(nights, view)),
        f"All {len(nights)}" if nights else "Curfews of other nights",
        "No claim sets one. That does not mean that there was none.",
    )


def _nights(nights: Sequence[Tonight], view: View) -> Iterator[Row]:
    names = view.dataset.labels
    differ = sorted((night for night in nights if night.contested), key=lambda one: one.place_id)
    windows: dict[str, list[Tonight]] = {}
    for night in nights:
        if not night.contested:
            windows.setdefault(night.hours, []).append(night)
    groups = sorted(windows.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    room = MOST - min(len(groups), MOST - 1)
    shown = differ if len(differ) <= room else differ[: room - 1]
    for night in shown:
        yield Row(
            night.place_id, names[night.place_id], _begins(night, view), DIFFER, night.place_id
        )
    if rest := len(differ) - len(shown):
        yield Row("differ", f"{rest} more", "", DIFFER)
    for hours, mine in groups[: MOST - 1]:
        yield _window(hours, mine, names, bool(differ))


def _begins(night: Tonight, view: View) -> str:
    """'19:00 or 23:00'; where claims differ on the end alone, that they do."""
    given = begins(night, view)
    return " or ".join(given) if len(given) > 1 else ""


def _window(
    hours: str, nights: Sequence[Tonight], names: Mapping[str, str], is_after_others: bool
) -> Row:
    if len(nights) == 1:
        place_id = nights[0].place_id
        return Row(place_id, names[place_id], hours, place_id=place_id)
    other = "other place" if is_after_others else "place"
    return Row(f"hours-{hours}", numbers.count(len(nights), other), hours)


class _Figure(NamedTuple):
    place_id: str
    measure: str
    group: str
    subset: str
    since: str
    scope: str
    counts: str
    as_of: str
    events: int | None
    low: int | None
    best: int | None
    high: int | None
    contested: bool
    exceeds: list[str]
    exceeded_by: list[str]
    rivals: list[str]
    entry_ids: list[str]


def killed(view: View) -> Panel:
    """The numbers of people killed, the country's before those of places, the highest first."""
    total = _line(view, Name.KILLED)
    return Panel(
        "casualties",
        "People killed",
        _killed_total(total, view),
        tuple(_people(view, total))[:MOST],
        "Injured, detained",
        "No claim gives a number. That does not mean that there was nobody.",
    )


def _killed_total(total: LineFigure, view: View) -> str:
    """'225, as of 15 Jan', '9 since 9 May, as of 16 May'."""
    figure = total.shown.now
    if figure.whole is None:
        return "no total"
    told = " ".join(filter(None, (words.number(total), figure_words.since_short(figure.since))))
    return f"{told}, {_as_of(figure.rivals, figure.as_of, view)}"


def _as_of(rivals: Sequence[Rival], text: str, view: View) -> str:
    """'as of 16 May'; of rivals from the first to the last, 'as of 7 to 9 Jan'."""
    return f"as of {days([one.as_of for one in rivals] or [text], view.at, view.dataset)}"


def _line(view: View, name: Name) -> LineFigure:
    return next(one for one in once(line_of_figures, view) if one.name == name)


def _people(view: View, total: LineFigure) -> Iterator[Row]:
    rows = read_rows(view.whole.figures, _Figure)
    rivals: dict[int, Sequence[Rival]] = {
        i: casualties.rivals(row, view.dataset.rows) for i, row in enumerate(rows)
    }
    in_total = set(total.shown.now.entry_ids) if total.shown.now.whole is not None else set()
    shown = [
        (i, row) for i, row in enumerate(rows)
        if row.measure == MEASURE[0] and not row.subset
        and (row.scope == "country" or row.place_id in view.shown)
        and (row.contested or known((row.low, row.best, row.high)) != UNKNOWN)
        and in_total.isdisjoint(row.entry_ids)
    ]  # fmt: skip
    ranked = sorted(shown, key=lambda pair: _weight(pair[1], view))
    yield from _withdrawn(total)
    for i, row in ranked[:MOST]:
        yield _of_people(row, rivals[i], view)


def _withdrawn(total: LineFigure) -> Iterator[Row]:
    """The totals that were taken back within a day, which is news of it."""
    now, before, _ = total.shown
    for part in now.retracted:
        if part not in before.retracted:
            name = ", ".join(filter(None, (part.place, "total withdrawn")))
            number = number_of(part.bounds, ())
            yield Row(f"withdrawn-{part.place}-{number}", terms.heading(name), number)


def _weight(row: _Figure, view: View) -> tuple[bool, int, str, str]:
    most = casualties.amount(row, view.dataset.rows) or 0
    is_total = not breadth(row.scope) and not casualties.is_placed_widely(row)
    return not is_total, -most, row.place_id, row.group


def _of_people(row: _Figure, rivals: Sequence[Rival], view: View) -> Row:
    place = view.dataset.labels.get(row.place_id, "Place unknown")
    whose = [terms.plain(row.group)] if row.group != "all" else []
    whose += [terms.NOT_CLOSER] if casualties.is_placed_widely(row) else []
    name = ", ".join((place, *whose))
    number = number_of((row.low, row.best, row.high), rivals, row.measure)
    is_place = row.scope != "country" and row.place_id in view.dataset.places.index
    place_id = row.place_id if is_place else ""
    return Row(
        "-".join(filter(None, (row.place_id, row.group, row.since))),
        name,
        number,
        _doubt(row),
        place_id,
        _days(row, rivals, view),
    )


def _days(row: _Figure, rivals: Sequence[Rival], view: View) -> str:
    """'since 9 May, as of 16 May'; of events '16 events, 1 to 26 Apr', the first to the last."""
    if row.counts == casualties.EVENT:
        many = numbers.count(row.events, "event") if row.events and row.events > 1 else ""
        spoken = (view.dataset.rows[one].speaks_of for one in row.entry_ids)
        return ", ".join(filter(None, (many, days(spoken, view.at, view.dataset))))
    since = figure_words.since_short(row.since)
    return ", ".join(filter(None, (since, _as_of(rivals, row.as_of, view))))


def _doubt(row: _Figure) -> str:
    """What a reader has to know of a figure of people before it is used; "" for nothing."""
    if row.contested:
        return terms.CONTESTED
    return terms.EXCEEDS if row.exceeds else terms.EXCEEDED if row.exceeded_by else ""


def peacekeepers(view: View) -> Panel:
    """The contingents, those that are there before those to come and those that left."""
    total = _line(view, Name.PEACEKEEPERS)
    gone = total.shown.now.state == State.GONE
    return Panel(
        "peacekeepers",
        "Peacekeepers",
        _total(total),
        tuple(_contingents(view))[:MOST],
        "Who is where",
        "By the last reports." if gone else "No claim gives a number.",
    )


def _total(total: LineFigure) -> str:
    """'2,500 announced', 'all have left'; of contingents beside each other 'no total'."""
    figure, number = total.shown.now, words.number(total)
    if figure.whole is not None:
        return f"{number} {words.phase(total)}"
    return number if figure.state != State.KNOWN or number == SOME_LEFT else "no total"


def _contingents(view: View) -> Iterator[Row]:
    rows = [row for row in read_rows(view.whole.strengths, Strength) if row.contributor]
    rows = [row for row in rows if row.contested or row.parted or row.bounds != UNKNOWN]
    rows.sort(key=lambda row: (_ORDER.index(row.phase), -(level(*row.bounds) or 0),
                               row.contributor))  # fmt: skip
    for row in rows:
        phase = "" if row.phase == _ORDER[0] else f", {_SHORT.get(row.phase) or PHASES[row.phase]}"
        rivals = deployments.rivals(row, view.dataset.rows)
        number = of_contingent(row, rivals)
        name = f"{country_name(row.contributor)}{phase}"
        yield Row(f"{row.force}-{row.contributor}-{row.phase}", name, number, _against(row))


def _against(row: Strength) -> str:
    if row.exceeds:
        return EXCEEDS
    return terms.CONTESTED if row.contested else ""


# The furthest first, and what has gone last.
_ORDER = tuple(PHASES)
# The sidebar has room for few words.
_SHORT = {"in_transit": "en route"}
_PANELS: Mapping[Name, Callable[[View], Panel]] = {
    Name.CURFEW: curfews,
    Name.KILLED: killed,
    Name.PEACEKEEPERS: peacekeepers,
}
