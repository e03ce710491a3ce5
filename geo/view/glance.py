"""A place in a few lines: how things stand, how many people, the curfew of tonight, and what is
cut in its whole country.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from geo.dataset.vocabulary import MEASURE
from geo.ranges import UNKNOWN, known
from geo.rows import read_rows
from geo.subjects import curfews, services
from geo.subjects.rating import DERIVED
from geo.subjects.tonight import Tonight
from geo.view import later, taken_back
from geo.view.credit import briefly, day
from geo.view.figure import Figure
from geo.view.gravest import state
from geo.view.situation import in_words, leading, told_with
from geo.view.taken_back import Correction
from geo.view.view import View
from geo.words import moments, numbers, severity, terms

UNKNOWN_PEOPLE = "not known"


class Fact(NamedTuple):
    """'Killed' and '13 (security forces)'; ``by`` is 'TASS, 7 Jan', ``note`` what marks it."""

    label: str
    words: str
    by: str = ""
    note: str = ""
    is_contested: bool = False
    sign: str = ""  # a severity


def glance(here: View) -> tuple[Fact, ...]:
    """What a reader asks first of the one place of a view; only what its dataset can have."""
    return (_status(here), *_people(here), *_curfew(here), *_cut_nationwide(here))


def _status(here: View) -> Fact:
    place_id = here.selection.places[0]
    if here.claims.empty and place_id not in here.status.index:
        return Fact("", "Nothing about this place had been reported at this moment.")
    if place_id not in here.status.index:
        return Fact("Severity unknown", "no claim says how things stood.", sign="Unknown")
    status = here.status.loc[place_id]
    is_derived = status.basis == DERIVED
    label = state(status.severity, status.trend, status.stale, is_derived)
    if is_derived:
        why = severity.because(severity.reason(status.reason), status.stale_judgement)
        return Fact(label, why, briefly(here.dataset, status.derived_from, here.at),
                    severity.DERIVED, sign=status.severity)  # fmt: skip
    hours = status.age / timedelta(hours=1) if status.timed else float("nan")
    age = moments.age(hours, status.days)
    by = briefly(here.dataset, [status.entry_id], here.at)
    rivals = f"{numbers.count(len(status.rivals), 'other judgement')} of the same time"
    return Fact(
        label,
        here.dataset.rows[status.entry_id].summary,
        by if age == "today" else f"{by}, {age}",
        rivals if status.rivals else "",
        sign=status.severity,
    )


def _people(here: View) -> Iterator[Fact]:
    """The measures of people, each as the table of the situation has it."""
    if here.dataset.ledger["casualties"].empty:
        return
    withdrawn = taken_back.withdrawn_people(here)
    taken = {one.claim.measure for one in withdrawn}
    given = {one: named for one in MEASURE if (named := _named(here, one)) or one in taken}
    if MEASURE[0] not in given:
        # Deaths are asked for first: where nobody counts them, that is said.
        of = _label(MEASURE[0]) if given else "Killed, injured, detained"
        yield Fact(of, UNKNOWN_PEOPLE)
    for measure, named in given.items():
        gone = [one for one in withdrawn if one.claim.measure == measure]
        yield _measure(here, measure, named, gone)


def _measure(
    here: View, measure: str, named: Sequence[Figure], withdrawn: Sequence[Correction]
) -> Fact:
    """A measure by the figures that are known of it, with what was taken back of it."""
    ids = list(dict.fromkeys(key for one in named for key in (*one.entry_ids, *one.rivals)))
    note = "; ".join(taken_back.told([*withdrawn, *taken_back.corrected_by(ids, here)], here))
    if not named:
        return Fact(_label(measure), UNKNOWN_PEOPLE, note=note)
    contested = named[0].contested
    by = _by(here, ids, contested)
    return Fact(_label(measure), _number(named, here), by, note, contested)


def _named(here: View, measure: str) -> list[Figure]:
    """The figures that the words for a measure name, and not those of other groups or events."""
    figures = here.whole.people.get((here.selection.places[0], measure), ())
    shown = leading(figures, here.dataset.rows)
    return told_with(shown.figure, figures) if shown else []


def _label(measure: str) -> str:
    return terms.heading(terms.plain(measure))


def _number(named: Sequence[Figure], here: View) -> str:
    """'13 (security forces)', '60 or more, TASS; 60 injured, not killed, Khabar 24'."""
    shown, value = named[0], in_words(named, here.dataset.rows)
    bounds = known((shown.low, shown.best, shown.high))
    people = "" if shown.group == "all" else terms.plain(shown.group)
    # Where several groups are known, or nobody gives a number, the words have the group already.
    if shown.contested or bounds == UNKNOWN or len(named) > 1:
        people = ""
    elif people:
        value = numbers.range_in_words(*bounds)
    note = ", ".join(filter(None, (people, shown.subset)))
    return f"{value} ({note})" if note else value


def _by(here: View, entry_ids: list[str], is_contested: bool) -> str:
    """'TASS, 7 Jan'; of rivals, which name their authorities themselves, only the day."""
    if not is_contested:
        return briefly(here.dataset, entry_ids, here.at)
    latest = max(here.dataset.rows[one].reported_at for one in entry_ids)
    return day(latest, here.at, here.dataset)


def _curfew(here: View) -> Iterator[Fact]:
    """Of tonight; a country has none of its own, its places have."""
    place_id, places = here.selection.places[0], here.dataset.places
    if here.dataset.ledger["restrictions"].empty or places.kind[place_id] == "country":
        return
    nights = here.whole.tonight
    for night in read_rows(nights[nights.place_id == place_id], Tonight):
        yield _night(night, here)
        return
    local = curfews.local_time(here.at, places.timezone[place_id])
    claims = here.standing("restrictions")
    lapsed = curfews.no_longer_reported(claims, place_id, places, local)
    lapsed = lapsed[lapsed.kind == "curfew"]
    by = briefly(here.dataset, lapsed.entry_id, here.at)
    yield Fact("Curfew tonight", "no longer reported" if len(lapsed) else "none known", by)


def _night(night: Tonight, here: View) -> Fact:
    by = "; ".join((briefly(here.dataset, night.entry_ids, here.at), *_announced(night, here)))
    if night.contested:
        return Fact("Curfew tonight", f"claims differ: {night.hours}", by, is_contested=True)
    begin = "" if night.begin_unknown else f"from {moments.clock(night.begins)} there"
    return Fact("Curfew tonight", night.hours, by, "in force now" if night.is_now else begin)


def _announced(night: Tonight, here: View) -> Iterator[str]:
    """'published later, at 21:58: 19:00-07:00 (Governor of Jambyl Region)'."""
    for hours, authority, at in later.other_hours(night, here):
        clock = moments.clock(at.tz_convert(here.dataset.about.zone))
        yield f"published later, at {clock}: {hours} ({authority})"


def _cut_nationwide(here: View) -> Iterator[Fact]:
    """What claims on its country say is cut: it is so at the place too."""
    places, place_id = here.dataset.places, here.selection.places[0]
    if places.kind[place_id] == "country":
        return
    countries = places.index[
        (places.kind == "country") & (places.country == places.country[place_id])
    ]
    out = services.cut(here.whole.service_states)
    out = list(out[out.place_id.isin(countries)].itertuples())
    if out:
        yield _cut(out, here)


def _cut(states: Sequence[Any], here: View) -> Fact:
    """'banking and internet', by 'banking: National Bank, 6 Jan; internet: NetBlocks, 5 Jan'."""
    told: dict[str, list[str]] = {}
    for one in states:
        told.setdefault(terms.plain(one.service), []).extend(one.entry_ids)
    credit = {name: briefly(here.dataset, ids, here.at) for name, ids in told.items()}
    each = "; ".join(f"{name}: {by}" for name, by in credit.items())
    differ = [terms.plain(one.service) for one in states if one.contested]
    return Fact(
        "Cut in the whole country",
        numbers.listed(told),
        each if len(told) > 1 else credit[next(iter(told))],
        f"claims differ on {numbers.listed(differ)}" if 0 < len(differ) < len(told) else "",
        is_contested=bool(differ),
    )
