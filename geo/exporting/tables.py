"""The tables of a view as files hold them: the situation, the claims, the sources, the figures.

Every format takes its rows from here, so that all of them show the same.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from geo.dataset.columns import CLAIM, Column
from geo.dataset.schema import LEDGER, TABLES
from geo.exporting.citation import Citation
from geo.exporting.moments import iso_column
from geo.ledger import End, ended_by
from geo.rows import read_rows, split
from geo.subjects import casualties
from geo.view import View
from geo.view.situation import situation as situation_of

PROVENANCE = ("as_known_on", "dataset_version", "source_urls", "permalink")

_SHARED = [column.name for column in CLAIM]
_PLACE = ["place_id", "scope", "admin1", "latitude", "longitude"]
_GIVEN = (
    "entry_id", "table", "standing", "place", *_PLACE,
    *(name for name in _SHARED if name not in ("entry_id", "place", *_PLACE)),
    "superseded_by", "retracted_by", "authority", "publisher", "timed", "hour_unknown",
    "contested_by", "exceeds", "exceeded_by",
)  # fmt: skip
SITUATION_MOMENTS = ("status_as_of", "last_reported_at")


def claim_columns() -> tuple[str, ...]:
    """The columns of the claims of all tables: what every claim has, then the own ones."""
    return *_GIVEN, *own_columns()


def own_columns() -> dict[str, Column]:
    """The columns that only one or some of the ledger tables have, by their names in the claims."""
    return {name: column for _, column, name in _each_own()}


def _each_own() -> Iterator[tuple[str, Column, str]]:
    """Table, column, and its name in the claims of all tables.

    Tables share a column of one name only where it is of one kind and tag. The table that was
    declared first has the plain name, so that a new table renames nothing.
    """
    first: dict[str, Column | None] = dict.fromkeys(_GIVEN)
    for table in LEDGER:
        for column in table.own:
            other = first.setdefault(column.name, column)
            is_same = other and (other.kind, other.hxl) == (column.kind, column.hxl)
            yield table.name, column, column.name if is_same else f"{table.name}_{column.name}"


def situation(view: View) -> pd.DataFrame:
    """One row per place: as ``geo.view.situation``, moments as ISO 8601, and ``source_id``."""
    table = sourced_situation(view)
    zone = view.dataset.about.zone
    return table.assign(**{name: iso_column(table[name], zone) for name in SITUATION_MOMENTS})


def sourced_situation(view: View) -> pd.DataFrame:
    """``geo.view.situation`` with ``source_id``: the sources of the claims of each place.

    A place without claims of its own has the sources of the curfew that gives it its row.
    """
    table = situation_of(view)
    source_of = dict(zip(view.known.entry_id, view.known.source_id, strict=True))
    curfews = dict(zip(view.tonight.place_id, view.tonight.entry_ids, strict=True))
    rows = zip(table.place_id, table.entry_ids, strict=True)
    named = [
        _distinct(map(source_of.__getitem__, split(ids) or curfews.get(place_id, [])))
        for place_id, ids in rows
    ]
    return table.assign(source_id=pd.Series(named, table.index, dtype=object))


def claims(view: View) -> pd.DataFrame:
    """One row per claim that the filters leave, whatever its standing, with ``claim_columns``.

    ``reported_at`` is ISO 8601 with the offset of the dataset's zone. Nothing of what was reported
    after the moment shows: a message that replaces a claim later is not named. The coordinates
    are those of the event where the claim gives them, else those of the place.
    """
    rows = view.claims
    position = view.dataset.places[["latitude", "longitude"]].reindex(rows.place_id)
    table = rows.assign(
        superseded_by=_ended_by(view, "superseded"),
        retracted_by=_ended_by(view, "retracted"),
        disputes=naming(rows.disputes, view.known.entry_id),
        latitude=rows.latitude.fillna(position.latitude.set_axis(rows.index)),
        longitude=rows.longitude.fillna(position.longitude.set_axis(rows.index)),
        reported_at=iso_column(rows.reported_at, view.dataset.about.zone),
    )
    return _add_own(table, view)[list(claim_columns())].reset_index(drop=True)


def naming(cells: pd.Series, entry_ids: Iterable[str]) -> pd.Series:
    """The cells of a column that names claims, without those that are not among these."""
    ids = set(entry_ids) if (cells != "").any() else set()
    kept = ["|".join(one for one in split(cell) if one in ids) if cell else "" for cell in cells]
    return pd.Series(kept, cells.index, dtype=object)


def _ended_by(view: View, end: End) -> pd.Series:
    claims = read_rows(view.claims, _Ended)
    named = [ended_by(claim, end, view.at, view.selection.hours) for claim in claims]
    return pd.Series(named, view.claims.index, dtype=object)


class _Ended(NamedTuple):
    superseded_at: pd.Timestamp
    superseded_by: str
    superseded_from: pd.Timestamp
    superseded_from_by: str
    retracted_at: pd.Timestamp
    retracted_by: str
    retracted_from: pd.Timestamp
    retracted_from_by: str


def _add_own(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows with the own columns of every ledger table; empty where a table has none such."""
    own = own_columns()
    counts = [name for name, column in own.items() if column.kind == "count"]
    # As arrays of Python objects: a frame of text is several times slower to read cell by cell.
    columns = {
        name: np.full(len(rows), None if name in counts else "", dtype=object) for name in own
    }
    for table, group in groupby(_each_own(), key=itemgetter(0)):
        here = (rows.table == table).to_numpy()
        details = view.dataset.details[table].reindex(rows.entry_id[here])
        for _, column, name in group:
            columns[name][here] = details[column.name].to_numpy(dtype=object)
    series = {name: pd.Series(cells, rows.index, dtype=object) for name, cells in columns.items()}
    return rows.assign(**series).astype(dict.fromkeys(counts, "Int64"))


def ledger_table(view: View, name: str) -> pd.DataFrame:
    """The claims of one ledger table with only its own columns, their standing and place_id."""
    first = ["entry_id", "standing", "place", "place_id"]
    names = [*first, *(column for column in TABLES[name].names if column not in first)]
    names += ["timed", "hour_unknown"]
    rows = view.history(name)
    rows = rows.assign(disputes=naming(rows.disputes, view.known.entry_id))
    return rows[names].reset_index(drop=True)


def sources(view: View) -> pd.DataFrame:
    """The sources that carry the claims of the view, in the order of sources.csv."""
    wanted = {one for cell in view.claims.source_id for one in split(cell)}
    table = view.dataset.sources.drop(columns="line")
    return table[table.index.isin(wanted)].reset_index()


def figures(view: View) -> pd.DataFrame:
    """One row per place, measure, group, subset, day counted from, kind of count and collection.

    As ``geo.subjects.casualties`` has them, with ``value``: the figure in words, with the rivals
    of a contested one, so that no row is empty where a number is known; and with ``source_id``.
    """
    table = view.figures
    claims = view.dataset.rows
    rows = list(table.itertuples())
    values = [casualties.in_words(row, claims) for row in rows]
    cited = [
        _distinct(claims[one].source_id for one in (*row.entry_ids, *row.rivals)) for row in rows
    ]
    lists = {
        name: pd.Series(["|".join(ids) for ids in table[name]], table.index, dtype=object)
        for name in casualties.LISTS
    }
    table = table.assign(**lists, source_id=pd.Series(cited, table.index, dtype=object))
    table.insert(1, "name", table.place_id.map(view.dataset.places.name).fillna(""))
    table.insert(
        table.columns.get_loc("low"), "value", pd.Series(values, table.index, dtype=object)
    )
    return table


def with_provenance(table: pd.DataFrame, view: View, citation: Citation) -> pd.DataFrame:
    """The table with the PROVENANCE of each row.

    In columns, since RFC 4180 knows no comments and a note above the header is read as data by
    every program; and a row that is copied elsewhere still says where it came from.
    """
    urls = view.dataset.sources.url
    column = urls if "source_id" in table else pd.Series(dtype=object)
    link = _linker(lambda named: _distinct(column.get(one, "") for one in split(named)))
    cells = [link(named) for named in table.get("source_id", [""] * len(table))]
    return table.assign(
        as_known_on=citation.as_known_on,
        dataset_version=citation.version,
        source_urls=pd.Series(cells, table.index, dtype=object),
        permalink=citation.permalink,
    )


def _linker(link: Callable[[str], str]) -> Callable[[str], str]:
    return lru_cache(maxsize=4096)(link)


def _distinct(texts: Iterable[str]) -> str:
    parts = (part for text in texts for part in split(text) if part)
    return "|".join(dict.fromkeys(parts))
