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
    return Section(catalogue.entry(table).label, len(rows), tell_listed, table)


def tell_listed(here: View, table: str) -> Markup:
    """The claims of a table that stand, with their sources."""
    return markup.claim_list(here.dataset, here.table(table).itertuples())


def changes(here: View) -> Section:
    """What became known in the day before; not counted, as to find it takes longest of all."""
    return Section("Changes", None, tell_changes, above="In the 24 h before", id="changes")


def tell_changes(here: View, _: str) -> Markup:
    """What stands otherwise than a day before, in order of time."""
    told = tell(here.earlier(DAY), here)
    if told.empty:
        return nothing("Nothing known of this place changed.")
    return markup.bullets(
        markup.text(row.sentence)
        + (Markup(" {}").format(markup.tag(moments.HOUR_UNKNOWN)) if row.hour_unknown else "")
        for row in gather(read_rows(told, ToldChange))
    )


def all_claims(here: View) -> Section:
    """Every claim on the place, the newest first, whatever its standing."""
    return Section("All claims", len(here.claims), tell_all, above="Newest first", id="claims")


def tell_all(here: View, _: str) -> Markup:
    """Every claim on the place with its sources, the newest first."""
    return markup.claim_list(here.dataset, here.claims.iloc[::-1].itertuples())
