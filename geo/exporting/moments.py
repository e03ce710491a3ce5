"""Moments as files write them: in the dataset's zone, for machines and for readers."""

from zoneinfo import ZoneInfo

import pandas as pd

from geo.words import moments as words


def local_iso(moment: pd.Timestamp, zone: ZoneInfo) -> str:
    """ISO 8601 with the zone's offset; "" for NaT."""
    return "" if pd.isna(moment) else moment.tz_convert(zone).isoformat()


def iso_column(moments: pd.Series, zone: ZoneInfo) -> pd.Series:
    """``local_iso`` of a UTC column; many claims share a moment, so that each is written once."""
    written = {moment: local_iso(moment, zone) for moment in moments.unique()}
    return _objects([written.get(moment, "") for moment in moments], moments.index)


def naive_column(moments: pd.Series, zone: ZoneInfo) -> pd.Series:
    """A UTC column as wall-clock times, for programs whose times have no zone; None for NaT."""
    local = moments.dt.tz_convert(zone).dt.tz_localize(None).to_numpy(dtype=object)
    known = moments.notna()
    cells = [
        moment.to_pydatetime(warn=False) if is_known else None
        for moment, is_known in zip(local, known, strict=True)
    ]
    return _objects(cells, moments.index)


def _objects(cells: list, index: pd.Index) -> pd.Series:
    return pd.Series(cells, index, dtype=object)


def spoken(moment: pd.Timestamp, zone: ZoneInfo) -> str:
    """'on 7 January 2022, 18:30 (UTC+6)' or 'at the end of 7 January 2022 (UTC+6)'."""
    local = moment.tz_convert(zone)
    day = words.day(local, full=True)
    offset = words.offset(local)
    if (local.hour, local.minute, local.second) == (23, 59, 59):
        return f"at the end of {day} ({offset})"
    return f"on {day}, {words.clock(local)} ({offset})"
