"""What weighs at a place beside what is said of it as a whole: deaths, curfew, services cut."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import MEASURE, SERVICE
from geo.ranges import UNKNOWN, known
from geo.rows import read_rows
from geo.subjects import casualties, services
from geo.subjects.tonight import Tonight
from geo.view.figure import Figure
from geo.view.situation import leading
from geo.view.view import View
from geo.words import numbers, terms
from geo.words.line_of_people import ALL_IN_DOUBT, number_of

_NAMED = 2  # services; of more only the number is told


class Weight(NamedTuple):
    """One thing in a few words, and whether claims differ on it."""

    words: str
    is_contested: bool = False
    is_of_killed: bool = False


def deaths(view: View) -> Mapping[str, Weight]:
    """By place_id: '13 killed (security forces)', of rivals their numbers: '20 or 60 killed'."""
    found = {}
    for (place_id, measure), figures in view.people.items():
        shown = leading(figures, view.dataset.rows) if measure == MEASURE[0] else None
        if shown:
            found[place_id] = _killed(shown.figure, view)._replace(is_of_killed=True)
    return found


def _killed(figure: Figure, view: View) -> Weight:
    rivals = casualties.rivals(figure, view.dataset.rows)
    bounds = known((figure.low, figure.best, figure.high))
    people = "" if figure.group == "all" else f" ({terms.plain(figure.group)})"
    if not rivals and bounds == UNKNOWN:
        return Weight(f"killed: {casualties.in_words(figure, view.dataset.rows)}{people}")
    number = number_of(bounds, rivals, figure.measure)
    if number == ALL_IN_DOUBT:
        return Weight(f"killed: {number}{people}", is_contested=True)
    return Weight(f"{number} killed{people}", figure.contested)


def services_cut(view: View) -> Mapping[str, Weight]:
    """By place_id: 'fuel and payments cut', '5 services cut'."""
    out = services.cut(view.service_states)
    found: dict[str, list[str]] = {}
    for place_id, service in zip(out.place_id, out.service, strict=True):
        found.setdefault(place_id, []).append(service)
    return {place_id: _cut(named) for place_id, named in found.items()}


def _cut(named: Sequence[str]) -> Weight:
    if len(named) > _NAMED:
        return Weight(f"{len(named)} services cut")
    ordered = sorted(named, key=lambda name: rank(SERVICE, name))
    return Weight(f"{numbers.listed(map(terms.plain, ordered))} cut")


def own_curfews(view: View) -> Mapping[str, Weight]:
    """By place_id the curfew of tonight, where it is not the one that most places have."""
    nights = read_rows(view.whole.tonight, Tonight)
    usual = Counter(night.hours for night in nights).most_common(1)
    return {night.place_id: _curfew(night, view) for night in nights if night.hours != usual[0][0]}


def _curfew(night: Tonight, view: View) -> Weight:
    """'curfew 19:00-07:00', 'curfew from 19:00 or 23:00' where claims differ."""
    if not night.contested:
        return Weight(f"curfew {night.hours}")
    return Weight(f"curfew from {' or '.join(begins(night, view))}", is_contested=True)


def begins(night: Tonight, view: View) -> list[str]:
    """The hours from which claims have the curfew of tonight, the first before the others."""
    given = (view.dataset.rows[one].daily_from for one in night.entry_ids)
    return sorted(dict.fromkeys(filter(None, given)))
