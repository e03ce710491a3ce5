"""Incidents in the columns of ACLED's export (its codebook), one a row."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from geo.dataset.vocabulary import EVENTS
from geo.exporting import csvfile, happened
from geo.exporting.happened import Where
from geo.exporting.moments import local_iso
from geo.ranges import known
from geo.rows import read_rows, write_rows
from geo.subjects.events import BY, DAYS, REPORT
from geo.view import View
from geo.view.events import events as events_of
from geo.words import events as words

_TEXTS = (
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type",
    "actor1", "actor2", "country", "admin1", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes",
)  # fmt: skip
# Beside ACLED's: what the row rests on.
_OWN = ("tags", "certainty", "reported_on", "entry_ids")
COLUMNS = {
    **dict.fromkeys(_TEXTS, "object"),
    "fatalities": "Int64",
    **dict.fromkeys(_OWN, "object"),
}
_EVENT = (
    "entry_id", "place_id", "place", "scope", "admin1", "latitude", "longitude", "precision",
    "occurred_from", "certainty", "summary", "reported_at", "kind", "what", "low", "best", "high",
    "group", "contested", "day", "last_day", "timing",
)  # fmt: skip


def incidents(view: View, address: str = "") -> bytes:
    """The incidents, one a row."""
    return csvfile.BOM + csvfile.write(csvfile.provided(table(view), view, address))


def number(view: View) -> int:
    """How many incidents there are."""
    return len(view.table("incidents"))


def table(view: View) -> pd.DataFrame:
    """One incident a row, in order of time; empty is not known, never zero.

    Nobody says who the actors were, how far a source reaches, or what ACLED would tag. Notes are
    the summary, and what no column of ACLED's holds: the days of an event that was not on one, how
    many were killed where that is not one number of everybody, and kinds that ACLED has not.
    """
    found = events_of(view)
    found = found[found.entry_id.isin(view.table("incidents").entry_id)]
    place = happened.placer(view.dataset)
    counts = happened.killed(view.standing("casualties"))
    ids = counts.groupby("key", sort=False).entry_id.agg(list).to_dict()
    rows = read_rows(found, _EVENT)
    return write_rows(
        [_row(view, one, place(one), [one.entry_id, *ids.get(one.entry_id, ())]) for one in rows],
        COLUMNS,
    )


def _row(view: View, event: Any, where: Where, ids: list[str]) -> tuple:
    time = happened.when(event)
    claims = [view.dataset.rows[one] for one in ids]
    publishers = (one.publisher for one in happened.sources(claims, view.dataset))
    return (
        event.entry_id, time.first, time.first[:4], _time_precision(time.days), *_kind(event), "",
        "", where.country, where.admin1, where.name, where.latitude, where.longitude,
        where.precision, "; ".join(dict.fromkeys(publishers)), "", " ".join(_notes(event)),
        _fatalities(event), "", event.certainty,
        local_iso(event.reported_at, view.dataset.about.zone)[:10], "|".join(ids),
    )  # fmt: skip


def _time_precision(days: int | None) -> str:
    """1 a day, 2 up to a week, 3 more; "" where not known."""
    if days is None:
        return ""
    return "1" if days == 1 else "2" if days <= 7 else "3"


def _kind(event: Any) -> tuple[str, str]:
    return (event.kind, event.what) if event.what in EVENTS.get(event.kind, ()) else ("", "")


def _fatalities(event: Any) -> int | None:
    """The one number of everybody killed, where one is given; a floor or a range is none."""
    low, best, high = known((event.low, event.best, event.high))
    is_one = event.group == "all" and (low, high) in ((None, None), (best, best))
    return best if is_one else None


def _notes(event: Any) -> Iterator[str]:
    yield event.summary
    if event.timing in (DAYS, BY, REPORT):
        yield f"When: {words.when(event)}."
    if _kind(event) == ("", ""):
        yield f"Kind: {event.kind}, {event.what}."
    if _fatalities(event) is None and (killed := words.killed(event)):
        yield f"Deaths: {killed}."
