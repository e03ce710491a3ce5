"""Short tables as CSV, for reading: the columns that the page shows, and one address a cell."""

import pandas as pd

from geo.dataset.vocabulary import MEASURE
from geo.exporting import csvfile, tables
from geo.rows import as_they_are, split
from geo.view import View

# Named as in the long tables.
_CLAIMS = (
    "reported_at", "hour_unknown", "place", "admin1", "table", "summary", "standing",
    "occurred_from", "occurred_to", "authority", "certainty", "publisher", "source_url", "entry_id",
)  # fmt: skip
_SITUATION = (
    "name", "admin1", "kind", "severity", "trend", "status_as_of", "status_age_days",
    "curfew_hours", *(f"{measure}_value" for measure in MEASURE), "services_suspended",
    "services_limited", "contested", "claims", "last_reported_at", "publisher", "source_url",
    "status_entry_id", "place_id",
)  # fmt: skip
_SOURCE = ("publisher", "title", "url", "published_at")


def claims(view: View, address: str = "") -> bytes:
    """The claims, the newest first, each with the address of the source that it relies on first."""
    table = tables.claims(view).iloc[::-1].reset_index(drop=True)
    first = [split(cell)[0] for cell in table.source_id]
    return _written(
        table.assign(source_url=_of_sources(view, first, "url")), _CLAIMS, view, address
    )


def situation(view: View, address: str = "") -> bytes:
    """The places, each with the source of the claim that its severity rests on."""
    table = tables.situation(view)
    first = [_first_source(view, entry_id) for entry_id in table.status_entry_id]
    cells = {"publisher": _of_sources(view, first, "publisher"),
             "source_url": _of_sources(view, first, "url")}  # fmt: skip
    return _written(table.assign(**cells), _SITUATION, view, address)


def addresses(view: View, address: str = "") -> bytes:
    """A row for each source of each claim, with its address alone in a cell.

    It goes with every other table by ``entry_id``, which those have in ``entry_ids`` too.
    """
    rows = view.claims[["entry_id", "place_id", "place", "source_id"]]
    pairs = rows.assign(source_id=rows.source_id.map(split)).explode("source_id", ignore_index=True)
    found = view.dataset.sources[list(_SOURCE)].reindex(pairs.source_id).reset_index(drop=True)
    table = pd.concat([pairs, found], axis="columns")
    return _written(table, tuple(table.columns), view, address)


def number_of_addresses(view: View) -> int:
    """How many rows ``addresses`` has."""
    return sum(len(split(cell)) for cell in view.claims.source_id)


def _first_source(view: View, entry_id: str) -> str:
    return split(view.dataset.rows[entry_id].source_id)[0] if entry_id else ""


def _of_sources(view: View, source_ids: list[str], column: str) -> pd.Series:
    cells = view.dataset.sources[column].to_dict()
    return as_they_are([cells.get(one, "") for one in source_ids])


def _written(table: pd.DataFrame, columns: tuple[str, ...], view: View, address: str) -> bytes:
    told = csvfile.provided(table[list(columns)], view, address)
    return csvfile.BOM + csvfile.write(told.drop(columns="source_urls"))
