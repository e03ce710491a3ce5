"""The moments that a dataset can be looked at."""

from datetime import datetime

import pandas as pd

from geo.dataset import Dataset
from geo.view.view import View
from geo.words import moments


def bounds(dataset: Dataset) -> tuple[datetime, datetime]:
    """Local begin of the day of the first report, and end of that of the last."""
    reported, zone = dataset.claims.reported_at, dataset.about.zone
    default = dataset.about.default_moment
    first, last = (reported.min(), reported.max()) if len(reported) else (default, default)
    begin = min(first, default).tz_convert(zone).tz_localize(None).normalize()
    end = max(last, default).tz_convert(zone).tz_localize(None).normalize()
    return begin.to_pydatetime(), (end + pd.Timedelta(hours=23, minutes=59)).to_pydatetime()


def default_moment(dataset: Dataset) -> datetime:
    """The dataset's default moment as local time, to the minute."""
    local = dataset.about.default_moment.tz_convert(dataset.about.zone).tz_localize(None)
    return local.floor("min").to_pydatetime()


def day_note(view: View, is_brief: bool = False) -> str:
    """How many reports of the day that the moment lies inside have no hour; "" where none is."""
    claims, zone = view.dataset.claims, view.dataset.about.zone
    unhoured = int(((claims.reported_from <= view.at) & (view.at < claims.reported_at)).sum())
    if not unhoured:
        return ""
    local = view.at.tz_convert(zone)
    same_day = claims.reported_at.dt.tz_convert(zone).dt.date == local.date()
    write = moments.without_hour_briefly if is_brief else moments.without_hour
    return write(unhoured, int(same_day.sum()), local, view.selection.hours)
