"""Curfew tonight: the one population from which every number of places under curfew is taken."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

import pandas as pd

from geo.rows import write_rows
from geo.subjects.beginnings import has_begun
from geo.subjects.curfew_question import CONTRADICTORY, judge, says
from geo.subjects.curfews import (
    Interval,
    Restriction,
    by_place,
    clocks,
    enclosing,
    holding_at,
    spells_between,
    until,
)
from geo.words import moments, numbers

_DAY = timedelta(days=1)
_MOST_NAMED = 3


class Tonight(NamedTuple):
    """A row of ``tonight``: a place with a curfew in force, or to begin on the same local day.

    ``is_now``: it is in force at the moment, by any claim. ``without_hour``: it begins on that day,
    at an hour that nobody gives. ``contested``: claims that run tonight
    do not agree on its hours, and ``hours`` then names who gives which. ``local`` is the clock
    there, ``begins`` when the first spell does or did, ``until`` when the first of them ends, None
    where open. ``holding`` are the claims in force at the moment, else those to begin.
    """

    place_id: str
    kind: str
    is_now: bool
    without_hour: bool
    contested: bool
    hours: str
    local: datetime
    begins: datetime
    until: datetime | None
    holding: list[str]
    entry_ids: list[str]

    @property
    def begin_unknown(self) -> bool:
        """Whether nobody says if it has begun by the moment."""
        return self.without_hour and not self.is_now


_TYPES = {
    **dict.fromkeys(Tonight._fields, "object"),
    **dict.fromkeys(["is_now", "without_hour", "contested"], "bool"),
}
_Spell = tuple[Restriction, Interval]


def tonight(restrictions: pd.DataFrame, places: pd.DataFrame, at: pd.Timestamp) -> pd.DataFrame:
    """The places of the dataset, but for countries, with a curfew at a UTC moment or later that
    local day, each by its own clock: the columns of ``Tonight``.

    Claims on a region or a country hold in the places inside it.
    """
    claims = by_place(restrictions[restrictions.kind == "curfew"])
    if not claims:
        return write_rows([], _TYPES)
    kinds, local = dict(zip(places.index, places.kind, strict=True)), clocks(places, at)
    rows = []
    for place_id, above in enclosing(places).items():
        spells = _spells_tonight(holding_at(claims, place_id, above), local[place_id])
        if spells and kinds[place_id] != "country":
            rows.append(_row(place_id, kinds[place_id], local[place_id], spells))
    return write_rows(rows, _TYPES)


def _spells_tonight(claims: Sequence[Restriction], local: datetime) -> list[_Spell]:
    """What is in force at a local instant or begins before the day is over, in that order."""
    midnight = datetime.combine(local.date(), time()) + _DAY
    found = [(one, spell) for one in claims for spell in spells_between(one, local, midnight)]
    return sorted(found, key=lambda pair: (pair[1], pair[0].entry_id))


def _row(place_id: str, kind: str, local: datetime, spells: list[_Spell]) -> Tonight:
    running = [(claim, spell) for claim, spell in spells if spell[0] <= local]
    sure = [(claim, spell) for claim, spell in running if has_begun(claim.begun_by, local)]
    first, (begin, _) = spells[0]
    contested = _is_contested(spells)
    ends = [until(claim, spell) for claim, spell in sure or running or spells[:1]]
    return Tonight(
        place_id,
        kind,
        bool(sure),
        bool(first.begun_by) and begin.date() == local.date(),
        contested,
        _hours(spells, contested, local),
        local,
        begin,
        min((end for end in ends if end), default=None),
        _ids(sure or running or spells),
        _ids(spells),
    )


def _ids(spells: Sequence[_Spell]) -> list[str]:
    return list(dict.fromkeys(claim.entry_id for claim, _ in spells))


def _is_contested(spells: Sequence[_Spell]) -> bool:
    """Whether, when one of them begins or ends, some say that it is in force and some not."""
    claims = [claim for claim, _ in spells]
    turns = {turn for _, spell in spells for turn in spell}
    turns |= {datetime.fromisoformat(one.begun_by) for one in claims if one.begun_by}
    return any(judge(says(claim, turn) for claim in claims) == CONTRADICTORY for turn in turns)


def _hours(spells: Sequence[_Spell], contested: bool, local: datetime) -> str:
    """'23:00-07:00'; '19:00-07:00 (Agency) or 23:00-07:00 (Ministry)' where claims differ."""
    authorities: dict[str, list[str]] = {}
    for claim, _ in spells:
        hours = moments.hours_in_force(claim, local.date())
        authorities.setdefault(hours, []).append(claim.authority)
    if not contested:
        return ", ".join(authorities)
    return " or ".join(f"{hours} ({_named(who)})" for hours, who in authorities.items())


def _named(authorities: Sequence[str]) -> str:
    return numbers.listed(dict.fromkeys(authorities), most=_MOST_NAMED)
