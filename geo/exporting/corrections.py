"""What was withdrawn or corrected: as a table, and as an Atom feed for who printed a figure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from geo.exporting import csvfile
from geo.exporting.atom import About, document, instant, lasting_id
from geo.exporting.citation import Citation, cite
from geo.exporting.markup import block, element
from geo.rows import split
from geo.standing.corrections import corrections, newest_first, tabulate
from geo.view import View
from geo.view.address import claim_address, permalink
from geo.view.taken_back import Correction
from geo.words import moments

FEED = About("corrections", "what was withdrawn or corrected", "feeds/corrections.atom")
# Entries of one document, and those that became known at the same time as the last of them.
ENOUGH = 100
_TICK = pd.Timedelta(seconds=1)


def table(view: View, address: str = "") -> bytes:
    """One row for each claim that was taken back, the withdrawn first."""
    told = tabulate(view)
    told["claim_url"] = [claim_address(one, address) for one in told.entry_id]
    return csvfile.BOM + csvfile.write(csvfile.provided(told, view, address))


def number(view: View) -> int:
    """How many claims were taken back."""
    return len(corrections(view))


def feed(view: View, address: str = "") -> bytes:
    """What was taken back until the moment of the view, the newest first; older in its archive.

    An entry is a claim and the message that took it back, and keeps its id and its words. It links
    to the claim, to the message, and to the place as known when it was taken back.
    """
    citation = cite(view, address)
    found, older = _newest(view)
    updated = found[0].message.reported_at if found else view.at
    entries = (_entry(one, view, citation, address) for one in found)
    return document(view, citation, address, FEED, updated, older, entries)


def _newest(view: View) -> tuple[Sequence[Correction], View | None]:
    """The newest ones, and the view of those before them; None where there are none."""
    found = newest_first(corrections(view))
    if len(found) <= ENOUGH:
        return found, None
    last = found[ENOUGH - 1].known_at
    shown = [one for one in found if one.known_at >= last]
    return shown, view.known_on(last - _TICK) if len(shown) < len(found) else None


def _entry(one: Correction, view: View, citation: Citation, address: str) -> str:
    claim, message = one.claim, one.message
    places = (claim.place_id,) if claim.place_id else view.selection.places
    selection = replace(view.selection, known_on=message.reported_at, places=places)
    key = (one.kind.value, claim.entry_id, message.entry_id)
    return block(
        "entry",
        [
            element("id", lasting_id(f"{view.dataset.about.name} {key}")),
            element("title", f"{claim.place}, {one.kind}: {claim.summary}"),
            element("updated", instant(message.reported_at)),
            element("published", instant(message.reported_at)),
            block("link", [], rel="alternate", type_="text/html",
                  href=claim_address(claim.entry_id, address)),
            block("link", [], rel="related", type_="text/html",
                  href=claim_address(message.entry_id, address)),
            block("link", [], rel="related", type_="text/html",
                  href=permalink(selection, view.dataset, address)),
            block("category", [], term=str(one.kind)),
            block("category", [], term=claim.table),
            element("content", "\n".join(_content(one, view, citation)), type_="text"),
        ],
    )  # fmt: skip


def _content(one: Correction, view: View, citation: Citation) -> Iterator[str]:
    claim, message, zone = one.claim, one.message, view.dataset.about.zone
    told, taken = (moments.long_moment(at, zone) for at in (claim.reported_at, message.reported_at))
    yield f"{claim.summary} ({claim.authority}, {told})"
    lasted = moments.lasted(claim, message, zone)
    yield f"{one.kind} after {lasted} by {message.authority}, {taken}: {message.summary}"
    sources = view.dataset.source_rows
    for source_id in dict.fromkeys((*split(claim.source_id), *split(message.source_id))):
        source = sources[source_id]
        yield f"{source.publisher}: {source.title} {source.url}".strip()
    yield f"Claims: {claim.entry_id}, {message.entry_id}"
    yield f"Dataset version {citation.state}"
