"""Moments as places on a chart's time axis, with labels in the dataset's zone."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd

from geo.words import moments

MODES = SCALE, EVEN = "to scale", "evenly spaced"
_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class TimeAxis:
    """``positions`` leads from a moment to its x; ``labels`` from an x to its words."""

    positions: dict[pd.Timestamp, float]
    labels: dict[float, str]

    @property
    def span(self) -> tuple[float, float]:
        """The first and the last x."""
        xs = self.positions.values()
        return (min(xs), max(xs)) if xs else (0, 0)

    def place(self, moments: Iterable[pd.Timestamp]) -> list[float]:
        """The x of each moment; all of them must have been given when the axis was laid out."""
        return [self.positions[moment] for moment in moments]


def title(zone: ZoneInfo, mode: str) -> str:
    """The title of the axis, with its zone, and whether it is to scale."""
    words = f"When it was reported ({zone.key})"
    return words if mode == SCALE else f"{words}, not to scale"


def lay_out(
    moments: Iterable[pd.Timestamp],
    zone: ZoneInfo,
    mode: str,
    days: Set[pd.Timestamp] = frozenset(),
) -> TimeAxis:
    """One column for each moment that something was reported, or days to scale.

    Of those of ``days`` only the day is known.
    """
    ordered = sorted({moment for moment in moments if not pd.isna(moment)})
    if not ordered:
        return TimeAxis({}, {})
    return _to_scale(ordered, zone) if mode == SCALE else _even(ordered, zone, days)


def _even(ordered: list[pd.Timestamp], zone: ZoneInfo, days: Set[pd.Timestamp]) -> TimeAxis:
    positions = {moment: float(i) for i, moment in enumerate(ordered)}
    labels: dict[float, str] = {}
    for moment, x in positions.items():
        text = moments.day(moment.tz_convert(zone)) if moment in days else label(moment, zone)
        if text not in labels.values():
            labels[x] = text
    return TimeAxis(positions, labels)


def label(moment: pd.Timestamp, zone: ZoneInfo) -> str:
    """The day; with the hour where the source gave one, since a date means the day's end."""
    return moments.day_or_hour(moment, zone)


def _to_scale(ordered: list[pd.Timestamp], zone: ZoneInfo) -> TimeAxis:
    first = ordered[0].tz_convert(zone).normalize()
    positions = {moment: (moment - first) / _DAY for moment in ordered}
    last = int(positions[ordered[-1]]) + 1
    step = next((one for one in (1, 2, 7, 14, 30, 61, 91, 182) if last / one <= 9), last // 8 + 1)
    days = [(x, first + x * _DAY) for x in range(0, last + 1, step)]
    return TimeAxis(positions, {float(x): moments.day(day) for x, day in days})
