"""How an event is told: what it was, when, and how many it killed."""

from datetime import date
from typing import Protocol

from geo.ranges import UNKNOWN, floor, known, top
from geo.words import moments, numbers, terms

NO_KIND = "Kind not given"
OTHER = "Other"  # ACLED's sub-event type that says nothing by itself


class Event(Protocol):
    """What is told of a row of ``geo.subjects.events``."""

    key: str
    place: str
    kind: str
    what: str
    occurred_from: str
    day: str
    last_day: str
    timing: str
    low: int | None
    best: int | None
    high: int | None
    group: str
    contested: bool
    summary: str


def kind(event_type: str) -> str:
    """ACLED's event type as it stands in legends and tables."""
    return terms.plain(event_type) or NO_KIND


def name(event: Event) -> str:
    """'Armed clash', or the event type where nothing finer is known."""
    return terms.plain(event.what) if event.what not in ("", OTHER) else kind(event.kind)


def when(event: Event) -> str:
    """'5 Jan 2022, 18:00', '5 to 7 Jan 2022', 'by 5 Jan 2022', 'reported 5 Jan 2022'."""
    days = moments.days(date.fromisoformat(event.day), date.fromisoformat(event.last_day))
    if event.timing in _BEFORE:
        return f"{_BEFORE[event.timing]} {days}"
    return moments.local(event.occurred_from) if event.timing == "hour" else days


_BEFORE = {"by a day": "by", "day of its report": "reported"}


def killed(event: Event) -> str:
    """'3 to 5 people killed', 'killed: claims differ'; "" where nobody gives a number."""
    if event.contested:
        return "killed: claims differ"
    bounds = known((event.low, event.best, event.high))
    if bounds == UNKNOWN:
        return ""
    is_one = (floor(bounds), top(bounds)) == (1, 1)
    return f"{numbers.range_in_words(*bounds)} {terms.people('killed', event.group, is_one)}"
