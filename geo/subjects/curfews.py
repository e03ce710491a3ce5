"""Restrictions as intervals in local time: which of them are in force at a place at an instant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.dataset.claims import KnownRestriction
from geo.ledger import LOCAL, breadth
from geo.rows import read_rows, write_rows
from geo.subjects.beginnings import has_begun
from geo.subjects.lapsing import SAME
from geo.words import moments

Interval = tuple[datetime, datetime]
# Where an interval is open; naive, as all local times are.
_EVER = datetime(times.YEARS[0] - 1, 1, 1)  # noqa: DTZ001
_NEVER = datetime(times.YEARS[-1] + 2, 1, 1)  # noqa: DTZ001
_DAY = timedelta(days=1)


class Restriction(NamedTuple):
    """When a restriction is in force: local texts as written, "" where nothing is given."""

    place_id: str
    entry_id: str
    kind: str
    occurred_from: str
    occurred_to: str
    daily_from: str
    daily_to: str
    holds_to: str
    begun_by: str
    part: str
    authority: str


class Hours(Protocol):
    """A claim that says from when to when it holds, and in which hours of a day.

    ``holds_to`` is its end, or when it lapses; see ``geo.subjects.lapsing``. ``begun_by`` is when
    it had begun, where it began on a day without an hour; see ``geo.subjects.beginnings``.
    """

    @property
    def occurred_from(self) -> str: ...

    @property
    def occurred_to(self) -> str: ...

    @property
    def holds_to(self) -> str: ...

    @property
    def begun_by(self) -> str: ...

    @property
    def daily_from(self) -> str: ...

    @property
    def daily_to(self) -> str: ...


class Held(KnownRestriction, Protocol):
    """A row of ``in_force``."""

    until: datetime | None
    begin_unknown: bool


class Lapsed(KnownRestriction, Protocol):
    """A row of ``no_longer_reported``."""

    lapses_at: pd.Timestamp


class _Place(NamedTuple):
    kind: str
    country: str
    admin1: str


def enclosing(places: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """For each place_id those whose restrictions hold there: itself, its region, its country."""
    rows = dict(zip(places.index, read_rows(places, _Place), strict=True))
    regions = {row: place_id for place_id, row in rows.items() if row.kind == "region"}
    countries = {row.country: place_id for place_id, row in rows.items() if row.kind == "country"}
    chain = {}
    for place_id, row in rows.items():
        region = regions.get(row._replace(kind="region")) if breadth(row.kind) == LOCAL else None
        names = (place_id, region, countries.get(row.country))
        chain[place_id] = tuple(dict.fromkeys(name for name in names if name))
    return chain


def speaking_of(restrictions: pd.DataFrame, place_id: str, places: pd.DataFrame) -> pd.DataFrame:
    """The claims on a place and on what encloses it, without those on a part of that only."""
    near = restrictions.place_id.isin(enclosing(places)[place_id])
    is_whole = (restrictions.place_id == place_id) | (restrictions.part == "")
    return restrictions[near & is_whole]


class _Covering(Protocol):
    @property
    def part(self) -> str: ...


_C = TypeVar("_C", bound=_Covering)


def holding_at(claims: Mapping[str, Sequence[_C]], place_id: str, above: Iterable[str]) -> list[_C]:
    """``speaking_of`` from claims by place_id, ``above`` being what encloses the place."""
    near = ((name, claim) for name in above for claim in claims.get(name, ()))
    return [claim for name, claim in near if name == place_id or not claim.part]


def by_place(restrictions: pd.DataFrame) -> dict[str, list[Restriction]]:
    """The claims of each place_id."""
    found: dict[str, list[Restriction]] = {}
    for claim in read_rows(restrictions, Restriction):
        found.setdefault(claim.place_id, []).append(claim)
    return found


def clocks(places: pd.DataFrame, at: pd.Timestamp) -> dict[str, datetime]:
    """What the clock of each place_id shows at a UTC moment."""
    local = {zone: local_time(at, zone) for zone in places.timezone.unique()}
    return dict(zip(places.index, map(local.__getitem__, places.timezone), strict=True))


def in_force(
    restrictions: pd.DataFrame, place_id: str, places: pd.DataFrame, at: datetime
) -> pd.DataFrame:
    """The restrictions in force at a place at a local instant (naive, in the place's own time).

    Adds ``until``: local end of the spell that is running, exclusive; None where it is open; and
    ``begin_unknown``: it begins on that day, and nobody says whether it has by the instant. Claims
    that contradict each other are all returned.
    """
    here = speaking_of(restrictions, place_id, places)
    rows = read_rows(here, Restriction)
    spells = [running_spell(claim, at) for claim in rows]
    held = here[pd.Series([spell is not None for spell in spells], here.index, dtype=bool)]
    ends = [until(claim, spell) for claim, spell in zip(rows, spells, strict=True) if spell]
    return held.assign(
        until=pd.Series(ends, index=held.index, dtype="object"),
        begin_unknown=[not has_begun(text, at) for text in held.begun_by],
    )


def no_longer_reported(
    restrictions: pd.DataFrame, place_id: str, places: pd.DataFrame, at: datetime
) -> pd.DataFrame:
    """What was last reported too long before a local instant to count there: the last claim on each
    thing that no other claim says is still in force.
    """
    here = speaking_of(restrictions, place_id, places)
    ends = [times.read_end(text) for text in here.holds_to]
    is_over = [end is not None and end <= at for end in ends]
    over = pd.Series(is_over, here.index, dtype=bool)
    lapsed = here[over & (here.occurred_to == "")].sort_values(["reported_at", "entry_id"])
    standing = set(_things(here[~over]))
    mine = dict(zip(_things(lapsed), lapsed.index, strict=True))
    return here.loc[[index for thing, index in mine.items() if thing not in standing]]


def _things(claims: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(claims[["place_id", *SAME["restrictions"]]].itertuples(index=False, name=None))


def running_spell(restriction: Hours, at: datetime) -> Interval | None:
    """The half-open local interval of a restriction that holds ``at``, or None."""
    spells = spells_between(restriction, at, at + timedelta(microseconds=1))
    return next((spell for spell in spells if spell[0] <= at < spell[1]), None)


def until(claim: Hours, spell: Interval) -> datetime | None:
    """The end of a spell; None where it is open, which a claim that only lapses is too."""
    if claim.holds_to != claim.occurred_to and spell[1] == times.read_end(claim.holds_to):
        return None
    return None if spell[1] == _NEVER else spell[1]


def spells_between(restriction: Hours, begin: datetime, end: datetime) -> Iterator[Interval]:
    """The local intervals in which a restriction is in force, of those that meet [begin, end).

    Without daily hours it is one interval. With them it is one a day, half-open, into the next day
    where it ends no later than it begins. A begin given as a date means that the first window is
    that day's; one given as a datetime cuts into the window that is running. Nothing lasts past
    the end, or past the moment at which it lapses.
    """
    first = times.read_begin(restriction.occurred_from) or _EVER
    last = times.read_end(restriction.holds_to) or _NEVER
    if not restriction.daily_from:
        if max(first, begin) < min(last, end):
            yield first, last
        return
    opens, closes = map(time.fromisoformat, (restriction.daily_from, restriction.daily_to))
    whole_day_begin = times.is_day(restriction.occurred_from)
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
    day = begin.date() - _DAY
    while day <= end.date():
        yield day
        day += _DAY


def local_time(moment: pd.Timestamp, zone: str) -> datetime:
    """A UTC moment as naive wall-clock time in an IANA zone."""
    return moment.tz_convert(ZoneInfo(zone)).tz_localize(None).to_pydatetime(warn=False)


def in_force_everywhere(
    restrictions: pd.DataFrame, places: pd.DataFrame, at: pd.Timestamp
) -> pd.DataFrame:
    """All that is in force anywhere at a UTC moment: place_id, entry_id, kind, hours, ``until`` and
    ``begin_unknown`` as ``in_force`` has them.
    """
    claims, rows = by_place(restrictions), []
    if not claims:
        return write_rows([], dict.fromkeys(_RUNNING, "object"))
    local = clocks(places, at)
    for place_id, above in enclosing(places).items():
        here = local[place_id]
        for claim in holding_at(claims, place_id, above):
            spell = running_spell(claim, here)
            if spell:
                hours = moments.hours_in_force(claim, here.date())
                ends, is_sure = until(claim, spell), has_begun(claim.begun_by, here)
                rows.append((place_id, claim.entry_id, claim.kind, hours, ends, not is_sure))
    return write_rows(rows, dict.fromkeys(_RUNNING, "object"))


_RUNNING = ("place_id", "entry_id", "kind", "hours", "until", "begin_unknown")
