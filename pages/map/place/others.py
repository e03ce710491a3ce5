"""What changed at a place, its claims of single tables, and all of them."""

import pandas as pd

from geo.changes import ToldChange, gather, tell
from geo.rows import read_rows
from geo.subjects import catalogue
from geo.view import View
from geo.words import moments
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.map.place.section import Section, nothing

DAY = pd.Timedelta(hours=24)


def listed(here: View, table: str) -> Section | None:
    """The claims of a table that stand; no section where there are none."""
    rows = here.table(table)
    if rows.empty:
        return None
    body = markup.claim_list(here.dataset, rows.itertuples())
    return Section(catalogue.entry(table).label, len(rows), body)


def changes(here: View) -> Section:
    """What became known in the day before."""
    told = tell(here.earlier(DAY), here)
    body = markup.bullets(
        markup.text(row.sentence)
        + (Markup(" {}").format(markup.tag(moments.HOUR_UNKNOWN)) if row.hour_unknown else "")
        for row in gather(read_rows(told, ToldChange))
    )
    nothing_new = nothing("Nothing known of this place changed.")
    return Section("Changes", len(told), body if len(told) else nothing_new, "In the 24 h before")


def all_claims(here: View) -> Section:
    """Every claim on the place, the newest first, whatever its standing."""
    newest_first = here.claims.iloc[::-1]
    body = markup.claim_list(here.dataset, newest_first.itertuples())
    return Section("All claims", len(here.claims), body, "Newest first")
