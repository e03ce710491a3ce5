"""Restrictions as intervals in local time: which of them are in force at a place at an instant."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times

Interval = tuple[datetime, datetime]
_DAY = timedelta(days=1)
_NEEDED = ["place_id", "entry_id", "kind", "occurred_from", "occurred_to", "daily_from", "daily_to"]


def enclosing(places: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """For each place_id those whose restrictions hold there: itself, its region, its country."""
    regions = places[places.kind == "region"]
    region_of = dict(
        zip(zip(regions.country, regions.admin1, strict=True), regions.index, strict=True)
    )
    countries = places[places.kind == "country"]
    country_of = dict(zip(countries.country, countries.index, strict=True))
    chain = {}
    for place in places[["kind", "country", "admin1"]].itertuples():
        region = region_of.get((place.country, place.admin1)) if place.kind == "city" else None
        names = (place.Index, region, country_of.get(place.country))
        chain[place.Index] = tuple(dict.fromkeys(name for name in names if name))
    return chain


def in_force(
    restrictions: pd.DataFrame, place_id: str, places: pd.DataFrame, at: datetime
) -> pd.DataFrame:
    """The restrictions in force at a place at a local instant (naive, in the place's own time).

    Adds ``until``: local end of the spell that is running, exclusive; None where it is open. Claims
    that contradict each other are all returned.
    """
    here = restrictions[restrictions.place_id.isin(enclosing(places)[place_id])]
    ends = [running_spell(row, at) for row in here.itertuples()]
    mask = pd.Series([end is not None for end in ends], index=here.index, dtype=bool)
    until = [None if spell[1] == datetime.max else spell[1] for spell in ends if spell]
    return here[mask].assign(until=pd.Series(until, index=here.index[mask], dtype="object"))


def running_spell(restriction: tuple, at: datetime) -> Interval | None:
    """The half-open local interval of a restriction that holds ``at``, or None."""
    spells = spells_between(restriction, at, at + timedelta(microseconds=1))
    return next((spell for spell in spells if spell[0] <= at < spell[1]), None)


def spells_between(restriction: tuple, begin: datetime, end: datetime) -> Iterator[Interval]:
    """The local intervals in which a restriction is in force, of those that meet [begin, end).

    Without daily hours it is one interval. With them it is one a day, half-open, into the next day
    where it ends no later than it begins. A begin given as a date means that the first window is
    that day's; one given as a datetime cuts into the window that is running. Nothing lasts past
    the end.
    """
    first = times.read_begin(restriction.occurred_from) or datetime.min
    last = times.read_end(restriction.occurred_to) or datetime.max
    if not restriction.daily_from:
        if first < end and begin < last:
            yield first, last
        return
    opens, closes = map(time.fromisoformat, (restriction.daily_from, restriction.daily_to))
    whole_day_begin = len(restriction.occurred_from) == 10
    for day in _days(begin, end):
        window = datetime.combine(day, opens), datetime.combine(day, closes)
        if closes <= opens:
            window = window[0], window[1] + _DAY
        if whole_day_begin and window[0] < first:
            continue
        spell = max(window[0], first), min(window[1], last)
        if spell[0] < spell[1] and spell[0] < end and begin < spell[1]:
            yield spell


def _days(begin: datetime, end: datetime) -> Iterator[date]:
    """From the day before, whose window may reach past midnight, to the day of the end."""
    day = begin.date() - _DAY if begin.date() > date.min else begin.date()
    while day <= end.date() and day < date.max - _DAY:
        yield day
        day += _DAY


def local_time(moment: pd.Timestamp, zone: str) -> datetime:
    """A UTC moment as naive wall-clock time in an IANA zone."""
    return moment.tz_convert(ZoneInfo(zone)).tz_localize(None).to_pydatetime(warn=False)


def in_force_everywhere(
    restrictions: pd.DataFrame, places: pd.DataFrame, at: pd.Timestamp
) -> pd.DataFrame:
    """All that is in force anywhere at a UTC moment: place_id, entry_id, kind, hours, ``until``."""
    claims: dict[str, list] = {}
    for claim in restrictions[_NEEDED].itertuples(index=False):
        claims.setdefault(claim.place_id, []).append(claim)
    zones = dict(zip(places.index, places.timezone, strict=True))
    local = {zone: local_time(at, zone) for zone in set(zones.values())}
    rows = []
    for place_id, above in enclosing(places).items():
        here = local[zones[place_id]]
        for claim in (claim for name in above for claim in claims.get(name, ())):
            spell = running_spell(claim, here)
            if spell:
                until = None if spell[1] == datetime.max else spell[1]
                hours = f"{claim.daily_from}-{claim.daily_to}" if claim.daily_from else "all day"
                rows.append((place_id, claim.entry_id, claim.kind, hours, until))
    return pd.DataFrame(rows, columns=["place_id", "entry_id", "kind", "hours", "until"])
