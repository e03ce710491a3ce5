"""The days of the time strip as they are sent: in columns, and runs of days by their first.

The browser puts them together (pages/drawing/elements/days.js).
"""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from geo.view.strip import Step

# As JavaScript counts them.
NAMES = {
    "weekdays": [*calendar.day_abbr[6:], *calendar.day_abbr[:6]],
    "months": list(calendar.month_abbr[1:]),
}
_DAY = timedelta(days=1)


def columns(
    steps: Sequence[Step], labels: Iterable[str], told: Sequence[str], stands: Sequence[int]
) -> Mapping[str, Any]:
    """``labels`` stand below the days, ``told`` says what was reported on each.

    ``stands`` are the reports that still stand, for the days up to the one that is shown.
    """
    phrases = {phrase: number for number, phrase in enumerate(dict.fromkeys(told))}
    return {
        "names": NAMES,
        "runs": runs([step.day for step in steps]),
        "late": sum(step.is_late for step in steps),
        "labels": {number: label for number, label in enumerate(labels) if label},
        "reports": [step.reports for step in steps],
        "stands": list(stands),
        "phrases": list(phrases),
        "told": [phrases[phrase] for phrase in told],
    }


def runs(days: Iterable[date]) -> list[tuple[str, int]]:
    """The first of each run of days in a row, and how many they are."""
    found: list[tuple[date, int]] = []
    for day in days:
        first, number = found[-1] if found else (day, 0)
        if found and day == first + number * _DAY:
            found[-1] = first, number + 1
        else:
            found.append((day, 1))
    return [(first.isoformat(), number) for first, number in found]
