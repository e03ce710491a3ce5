"""The newest changes as an Atom feed (RFC 4287) for feed readers."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from geo.changes import changes
from geo.exporting.citation import Citation, cite
from geo.exporting.markup import block, element
from geo.view import View
from geo.view.address import permalink, to_query

LONGEST_FEED = 100  # entries
MOST_DAYS = 5  # days with reports that the feed looks back over
_DAY = pd.Timedelta(days=1)
_TICK = pd.Timedelta(seconds=1)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def feed(view: View, address: str = "") -> bytes:
    """What changed until the moment of the view, newest first, day by day.

    An entry is what one local day changed in one fact, so that it keeps its id and its words once
    the day is over. Links lead to the place as known at the end of that day.
    """
    citation = cite(view, address)
    rows = newest(view)
    updated = rows.changed_at.max() if len(rows) else view.at
    parts = [
        element("id", _feed_id(view)),
        element("title", f"{citation.title}: what changed"),
        element("subtitle", f"As known {citation.moment}; {citation.filters_in_words}"),
        element("updated", _instant(updated)),
        block("author", [element("name", ", ".join(citation.contributors) or citation.title)]),
        block("link", [], rel="alternate", type_="text/html", href=citation.permalink),
        element("rights", f"{citation.licence} {citation.licence_url}".strip()),
        *_entries(view, rows, citation, address),
    ]
    return (_HEAD + block("feed", parts, xmlns="http://www.w3.org/2005/Atom")).encode("utf-8")


def _feed_id(view: View) -> str:
    """The same for the same filters, whatever the moment: a feed keeps its id as it grows."""
    filters = [pair for pair in to_query(view.selection, view.dataset) if pair[0] != "at"]
    return _name(f"feed {view.dataset.about.name} {filters}")


def newest(view: View) -> pd.DataFrame:
    """The changes of the last days with reports: the rows of ``changes``, ``day``, ``day_end``.

    ``day`` is the local date, ``day_end`` its end or the moment of the view, UTC. Each day is
    compared with the one with reports before it, so that nothing falls between two days.
    """
    found: list[pd.DataFrame] = []
    later = view
    for day, begin in _days(view):
        earlier = view.known_on(begin)
        found.append(changes(earlier, later).assign(day=day, day_end=later.at))
        later = earlier
        if sum(map(len, found)) >= LONGEST_FEED:
            break
    if not any(map(len, found)):
        return changes(view, view).assign(day="", day_end=view.at)
    rows = pd.concat([table for table in found if len(table)], ignore_index=True)
    order = ["changed_at", "name", "kind", "subject"]
    return rows.sort_values(order, ascending=[False, True, True, True])[:LONGEST_FEED]


def _days(view: View) -> Iterator[tuple[str, pd.Timestamp]]:
    """The last local days that have reports, newest first, and the end (UTC) of the one before."""
    zone = view.dataset.about.zone
    local = view.known.reported_at.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
    days = sorted(local.unique(), reverse=True)
    for day, before in zip(days[:MOST_DAYS], [*days[1:], None], strict=False):
        begin = pd.Timestamp(day if before is None else before + _DAY)
        midnight = begin.tz_localize(zone, ambiguous=False, nonexistent="shift_forward")
        yield f"{day:%Y-%m-%d}", midnight.tz_convert("UTC") - _TICK


def _entries(view: View, rows: pd.DataFrame, citation: Citation, address: str) -> Iterator[str]:
    sources = dict(zip(view.known.entry_id, view.known.source_id, strict=True))
    for change in rows.itertuples():
        is_placed = change.place_id in view.dataset.places.index
        places = (change.place_id,) if is_placed else view.selection.places
        selection = replace(view.selection, known_on=change.day_end, places=places)
        key = (change.day, change.place_id, change.kind, change.subject)
        yield block(
            "entry",
            [
                element("id", _name(f"{view.dataset.about.name} {key}")),
                element("title", change.sentence),
                element("updated", _instant(change.changed_at)),
                element("published", _instant(change.reported_at)),
                block("link", [], rel="alternate", type_="text/html",
                      href=permalink(selection, view.dataset, address)),
                block("category", [], term=change.kind),
                element("content", _content(change, sources, view, citation), type_="text"),
            ],
        )  # fmt: skip


def _content(change: Any, sources: dict[str, str], view: View, citation: Citation) -> str:
    ids = dict.fromkeys(
        one for entry_id in change.entry_ids for one in sources.get(entry_id, "").split("|") if one
    )
    table = view.dataset.sources
    lines = [f"{table.publisher[one]}: {table.title[one]} {table.url[one]}".strip() for one in ids]
    return "\n".join(
        [change.sentence, *lines, f"Claims: {', '.join(change.entry_ids)}",
         f"Dataset version {citation.state}"]
    )  # fmt: skip


def _instant(moment: pd.Timestamp) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _name(text: str) -> str:
    """A lasting id: the same text always has the same one."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}"
