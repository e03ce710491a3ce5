"""What was published of a curfew after the moment of a view, later on its day.

A view knows nothing of it. A reader who asks for the hours of a night that lies in the past is told
that others were announced for it, and when.
"""

from datetime import datetime, time, timedelta
from typing import NamedTuple

import pandas as pd

from geo.rows import read_rows
from geo.subjects.curfews import Restriction, speaking_of, spells_between
from geo.subjects.tonight import Tonight
from geo.view.view import View
from geo.words import moments

_DAY = timedelta(days=1)


class Announced(NamedTuple):
    """Hours, by whom, and when they were published."""

    hours: str
    authority: str
    reported_at: pd.Timestamp


def other_hours(night: Tonight, view: View) -> list[Announced]:
    """The hours of tonight at a place that differ from those known at the moment, as they came.

    Only what has an hour of its own is surely later; a report of the day without one is known.
    """
    end = _end_of_day(view)
    claims = view.dataset.ledger["restrictions"]
    is_later = (claims.reported_at > view.at) & (claims.reported_at <= end) & claims.timed
    ids = claims.entry_id[is_later & (claims.kind == "curfew")]
    if ids.empty:
        return []
    standing = view.whole.known_on(end).table("restrictions")
    new = standing[standing.entry_id.isin(ids)]
    found = read_rows(speaking_of(new, night.place_id, view.dataset.places), Restriction)
    on, rows = night.local.date(), view.dataset.rows
    known = {moments.hours_in_force(rows[one], on) for one in night.entry_ids}
    told = [
        Announced(moments.hours_in_force(one, on), one.authority, rows[one.entry_id].reported_at)
        for one in found
        if any(spells_between(one, night.local, datetime.combine(on, time()) + _DAY))
    ]
    return sorted((one for one in told if one.hours not in known), key=lambda one: one.reported_at)


def _end_of_day(view: View) -> pd.Timestamp:
    """The last second of the day of the moment, in the dataset's zone."""
    zone = view.dataset.about.zone
    tomorrow = view.at.tz_convert(zone).date() + _DAY
    return pd.Timestamp(tomorrow, tz=zone).tz_convert("UTC") - pd.Timedelta(seconds=1)
