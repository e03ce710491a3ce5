"""The moments that a dataset can be looked at."""

from datetime import datetime

import pandas as pd

from geo.dataset import Dataset


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
