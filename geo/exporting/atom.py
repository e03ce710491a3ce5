"""The newest changes as an Atom feed (RFC 4287) for feed readers."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pandas as pd

from geo import times
from geo.changes import changes
from geo.dataset import Dataset
from geo.exporting.citation import Citation, cite
from geo.exporting.markup import block, element
from geo.rows import split
from geo.version import VERSION
from geo.view import View
from geo.view.address import claim_address, dataset_pairs, permalink, to_query, write_query


class About(NamedTuple):
    """A feed: what its ids begin with, its title, and its path from the dashboard's root."""

    name: str
    title: str
    path: str


CHANGES = About("feed", "what changed", "feeds/changes.atom")
# Days with reports in one document: a reader who comes once a day gets all of them, and so does one
# who was away over a weekend. Older ones are in the document that prev-archive names.
FEWEST_DAYS, MOST_DAYS = 3, 5
ENOUGH = 100  # entries; then no more than the fewest days
_DAY = pd.Timedelta(days=1)
_TICK = pd.Timedelta(seconds=1)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
}


def feed(view: View, address: str = "") -> bytes:
    """What changed until the moment of the view, newest first, day by day, and never part of a day.

    An entry is what one local day changed in one fact, so that it keeps its id and its words once
    the day is over. Links lead to the place as known at the end of that day. The document as known
    on the last report is the feed itself; those of earlier moments are its archive (RFC 5005).
    """
    citation = cite(view, address)
    rows, older = _newest_days(view)
    updated = rows.changed_at.max() if len(rows) else view.at
    entries = _entries(view, rows, citation, address)
    return document(view, citation, address, CHANGES, updated, older, entries)


def document(
    view: View,
    citation: Citation,
    address: str,
    about: About,
    updated: pd.Timestamp,
    older: View | None,
    entries: Iterable[str],
) -> bytes:
    """A document of a feed; ``older`` is the view of the one that goes on with it, None for the
    last.
    """
    parts = [
        element("id", _feed_id(view, about)),
        element("title", f"{citation.title}: {about.title}"),
        element("subtitle", f"As known {citation.moment}; {citation.filters_in_words}"),
        element("updated", instant(updated)),
        element("generator", "Crisis Map", version=VERSION),
        block("author", [element("name", ", ".join(citation.contributors) or citation.title)]),
        block("link", [], rel="alternate", type_="text/html", href=citation.permalink),
        *_history(view, older, address, about.path),
        element("rights", f"{citation.licence} {citation.licence_url}".strip()),
        *entries,
    ]
    return (_HEAD + block("feed", parts, **_NAMESPACES)).encode("utf-8")


def _history(view: View, older: View | None, address: str, path: str) -> Iterator[str]:
    """Where this document is and where older entries are; nothing where no address is known."""
    if not address:
        return
    current, here = (_address(view, address, path, at=at) for at in (False, True))
    is_archive = view.at < view.dataset.claims.reported_at.max()
    links = {"self": here if is_archive else current}
    if is_archive:
        yield block("fh:archive", [])
        links["current"] = current
    if older:
        links["prev-archive"] = _address(older, address, path, at=True)
    for rel, href in links.items():
        yield block("link", [], rel=rel, type_="application/atom+xml", href=href)


def _address(view: View, address: str, path: str, at: bool) -> str:
    """The address of a view's feed, as known then or always up to the last report.

    ``address`` may be that of a page, beside which the feeds are.
    """
    pairs = dataset_pairs(address) + to_query(view.selection, view.dataset)
    query = write_query(pair for pair in pairs if at or pair[0] != "at")
    return urljoin(address, f"{path}?{query}" if query else path)


def _feed_id(view: View, about: About) -> str:
    """The same for the same filters, whatever the moment: a feed keeps its id as it grows."""
    filters = [pair for pair in to_query(view.selection, view.dataset) if pair[0] != "at"]
    return lasting_id(f"{about.name} {view.dataset.about.name} {filters}")


def newest(view: View) -> pd.DataFrame:
    """The changes of the last days with reports: the rows of ``changes``, ``day``, ``day_end``.

    ``day`` is the local date, ``day_end`` its end or the moment of the view, UTC. Each day is
    compared with the one with reports before it, so that nothing falls between two days.
    """
    return _newest_days(view)[0]


def _newest_days(view: View) -> tuple[pd.DataFrame, View | None]:
    """The rows of ``newest``, and the view at which older ones end; None where there are none."""
    found: list[pd.DataFrame] = []
    days, later = _days(view), view
    for day, begin in days[:MOST_DAYS]:
        earlier = view.known_on(begin)
        found.append(changes(earlier, later).assign(day=day, day_end=later.at))
        later = earlier
        if len(found) >= FEWEST_DAYS and sum(map(len, found)) >= ENOUGH:
            break
    older = later if len(found) < len(days) else None
    if not any(map(len, found)):
        return changes(view, view).assign(day="", day_end=view.at), older
    rows = pd.concat([table for table in found if len(table)], ignore_index=True)
    order = {"changed_at": False, "name": True, "place_id": True, "kind": True, "subject": True}
    return rows.sort_values(list(order), ascending=list(order.values())), older


def _days(view: View) -> list[tuple[str, pd.Timestamp]]:
    """The local days that have reports, newest first, and the end (UTC) of the one before."""
    zone = view.dataset.about.zone
    local = view.known.reported_at.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
    days = sorted(map(pd.Timestamp, local.unique()), reverse=True)
    begins = [day if before is None else before + _DAY
              for day, before in zip(days, [*days[1:], None], strict=False)]  # fmt: skip
    ends = [times.to_utc(begin.to_pydatetime(), zone) - _TICK for begin in begins]
    return [(f"{day:%Y-%m-%d}", end) for day, end in zip(days, ends, strict=True)]


def _entries(view: View, rows: pd.DataFrame, citation: Citation, address: str) -> Iterator[str]:
    for change in rows.itertuples():
        is_placed = change.place_id in view.dataset.places.index
        places = (change.place_id,) if is_placed else view.selection.places
        selection = replace(view.selection, known_on=change.day_end, places=places)
        key = (change.day, change.place_id, change.kind, change.subject)
        yield block(
            "entry",
            [
                element("id", lasting_id(f"{view.dataset.about.name} {key}")),
                element("title", change.sentence),
                element("updated", instant(change.changed_at)),
                element("published", instant(change.reported_at)),
                block("link", [], rel="alternate", type_="text/html",
                      href=permalink(selection, view.dataset, address)),
                *(block("link", [], rel="related", type_="text/html",
                        href=claim_address(one, address)) for one in change.entry_ids),
                block("category", [], term=change.kind),
                element("content", _content(change, view.dataset, citation), type_="text"),
            ],
        )  # fmt: skip


def _content(change: Any, dataset: Dataset, citation: Citation) -> str:
    claims = map(dataset.rows.__getitem__, change.entry_ids)
    ids = dict.fromkeys(one for claim in claims for one in split(claim.source_id))
    sources = map(dataset.source_rows.__getitem__, ids)
    lines = [f"{one.publisher}: {one.title} {one.url}".strip() for one in sources]
    return "\n".join(
        [change.sentence, *lines, f"Claims: {', '.join(change.entry_ids)}",
         f"Dataset version {citation.state}"]
    )  # fmt: skip


def instant(moment: pd.Timestamp) -> str:
    """A moment as Atom has it (RFC 3339)."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def lasting_id(text: str) -> str:
    """A lasting id: the same text always has the same one."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}"
