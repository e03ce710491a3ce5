"""Where, when and by whom an event is told, as databases of events have it."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.codes import countries
from geo.ledger import LOCAL, breadth
from geo.rows import read_rows, split
from geo.subjects.events import BY, EVENT, REPORT, key_of
from geo.words.countries import country_name

COLUMNS = (
    "entry_id", "place_id", "place", "scope", "admin1", "occurred_from", "occurred_to", "speaks_of",
    "latitude", "longitude", "precision", "certainty", "source_id", "attributed_to", "summary",
    "reported_at",
)  # fmt: skip


class Where(NamedTuple):
    """Where an event was; "" or None for what is not known."""

    name: str
    kind: str
    admin1: str
    country: str
    latitude: float | None
    longitude: float | None
    precision: str


def placer(data: Dataset) -> Callable[[Any], Where]:
    """Says where the event of a claim was: at its own point, else at that of its place.

    ACLED's precision is that of the point; that of a region or a country is the least.
    """
    columns = ["place_id", "name", "kind", "country", "latitude", "longitude", "precision"]
    rows = {row.place_id: row for row in read_rows(data.places.reset_index(), columns)}

    def place(claim: Any) -> Where:
        if claim.place_id not in rows:
            return Where(claim.place, "", "", "", *_point(claim), claim.precision)
        own = rows[claim.place_id]
        has_point = None not in _point(claim)
        wide = breadth(claim.scope) < LOCAL
        point = _point(claim) if has_point else _point(own)
        precision = claim.precision if has_point else "3" if wide else own.precision
        return Where(own.name, own.kind, claim.admin1, _country(own.country), *point, precision)

    return place


def _point(row: Any) -> tuple[float | None, float | None]:
    return (None if pd.isna(row.latitude) else row.latitude,
            None if pd.isna(row.longitude) else row.longitude)  # fmt: skip


@cache
def _country(code: str) -> str:
    return country_name(countries().get(code, "")) if code else ""


class When(NamedTuple):
    """The days of an event: the first and the last, "" where not known, and how many they are."""

    first: str
    last: str
    days: int | None


def when(event: Any) -> When:
    """The days of a row that is ``timed``: what is known only by a day has no first one.

    The day on which something was reported is not one on which it happened.
    """
    if event.timing == REPORT:
        return When("", "", None)
    if event.timing == BY:
        return When("", event.last_day, None)
    days = (date.fromisoformat(event.last_day) - date.fromisoformat(event.day)).days + 1
    return When(event.day, event.last_day, days)


def killed(counts: pd.DataFrame) -> pd.DataFrame:
    """Of counts of people those killed in an event, with its ``key``."""
    own = counts[((counts.counts == EVENT) & (counts.measure == "killed")).to_numpy()]
    return own.assign(key=key_of(own))


def sources(claims: Iterable[Any], data: Dataset) -> list[Any]:
    """The sources of some claims, each once, in their order."""
    ids = dict.fromkeys(one for claim in claims for one in split(claim.source_id))
    return [data.source_rows[one] for one in ids]
