"""From validated text tables to one ledger: typed, tied to places, sources and messages."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from pandas.api.typing import NaTType

from geo import times
from geo.dataset.columns import CLAIM, Column, Table
from geo.dataset.issues import Issue
from geo.dataset.schema import LEDGER
from geo.dataset.searching import add_searched
from geo.rows import as_they_are, by_distinct, each, parts_of, split

NUMERIC = ("count", "latitude", "longitude")


def type_columns(frame: pd.DataFrame, columns: Iterable[Column]) -> pd.DataFrame:
    """The frame with counts as Int64 and degrees as float64; all else stays text as written."""
    typed = {}
    for column in columns:
        if column.kind in NUMERIC:
            read = _counts if column.kind == "count" else _degrees
            typed[column.name] = by_distinct(frame[column.name], read)
    return frame.assign(**typed)


def _counts(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells.replace("", pd.NA)).astype("Int64")


def _degrees(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells.replace("", pd.NA)).astype("float64")


def gather_claims(tables: Mapping[str, pd.DataFrame], zone: ZoneInfo) -> pd.DataFrame:
    """All ledger rows: the shared columns, ``table`` and ``line``, and when each was reported.

    ``reported_from`` and ``reported_at``: the first and the last UTC moment at which it can have
    become known; ``timed`` where they are one, NaT where nothing tells. ``reported_text`` is the
    moment as the dataset writes it, on the claim or on the earliest of its sources. Rows are in
    order of reporting.
    """
    shared = [column.name for column in CLAIM]
    frames = [
        tables[table.name][["line", *shared]].assign(
            table=pd.Series(table.name, tables[table.name].index, dtype=object)
        )
        for table in LEDGER
        if table.name in tables
    ]
    claims = pd.concat(frames, ignore_index=True)
    texts = _reported_texts(claims, tables.get("sources"), zone)
    claims = claims.assign(
        reported_text=texts,
        reported_from=by_distinct(texts, lambda found: _published(found, zone, 0)),
        reported_at=by_distinct(texts, lambda found: _published(found, zone, 1)),
        timed=each(texts, lambda text: "T" in text).astype(bool),
        reported_basis=claims.reported_basis.mask(claims.reported_basis == "", "published"),
    )
    return claims.take(_order(claims)).reset_index(drop=True)


def _published(texts: pd.Series, zone: ZoneInfo, which: int) -> pd.Series:
    """The first or the last moment of each text; NaT where there is none."""
    none = (pd.NaT, pd.NaT)
    return times.utc_series(
        [(times.read_published(text, zone) if text else none)[which] for text in texts]
    )


def _order(claims: pd.DataFrame) -> np.ndarray:
    """Where the claims stand in order of reporting, those without a moment last, then by id."""
    ids = claims.entry_id.tolist()
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.intp)
    moments = claims.reported_at.to_numpy(dtype="datetime64[us]")[by_id]
    # numpy sorts NaT to the end.
    return by_id[np.argsort(moments, kind="stable")]


def _reported_texts(
    claims: pd.DataFrame, sources: pd.DataFrame | None, zone: ZoneInfo
) -> pd.Series:
    """The moment of each claim as written: its own, else that of the earliest source, else ""."""
    texts = claims.reported_at
    if sources is None or (texts != "").all():
        return texts
    published = dict(zip(sources.source_id, sources.published_at, strict=True))
    dated = {name: text for name, text in published.items() if text}
    last = {name: times.read_published(text, zone)[1] for name, text in dated.items()}
    derived = [
        text or dated.get(min((one for one in split(cell) if one in last),
                              key=last.__getitem__, default=""), "")
        for text, cell in zip(texts.tolist(), claims.source_id.tolist(), strict=True)
    ]  # fmt: skip
    return as_they_are(derived, claims.index)


def check_reported(claims: pd.DataFrame) -> list[Issue]:
    """A claim says when it became known, or one of its sources does."""
    unknown = claims[claims.reported_at.isna()]
    problem = "Nothing is given, and no source of the claim has a published_at."
    advice = "Give the day on which it became known, or that of a source in sources.csv."
    return [
        Issue("error", table, int(line), "reported_at", "", problem, advice)
        for table, line in zip(unknown.table, unknown.line, strict=True)
    ]


def check_sources(claims: pd.DataFrame, sources: pd.DataFrame) -> list[Issue]:
    """A claim may rest only on sources that sources.csv lists."""
    known = set(sources.source_id)
    advice = "Correct the source_id, or add the source to sources.csv."
    unlisted = parts_of(claims.source_id) - known
    if not unlisted:
        return []
    rows = zip(claims.table, claims.line, claims.source_id, strict=True)
    return [
        Issue("error", table, int(line), "source_id", named, "is not listed.", advice)
        for table, line, cell in rows
        for named in split(cell)
        if named in unlisted
    ]


def check_unique(rows: pd.DataFrame, table: Table) -> list[Issue]:
    """A key stands once in its table; the second row with it is the Issue."""
    keys = rows[table.key]
    again = rows[keys.duplicated(keep=False) & (keys != "")]
    keys = zip(again.line, again[table.key], strict=True)
    return _repeated(table.key, ((table.name, line, key) for line, key in keys))


def check_ids(claims: pd.DataFrame) -> list[Issue]:
    """An entry_id names one claim of the whole dataset; the row reported later is the Issue."""
    again = claims[claims.entry_id.duplicated(keep=False)]
    return _repeated("entry_id", zip(again.table, again.line, again.entry_id, strict=True))


def _repeated(column: str, keys: Iterable[tuple[str, int, str]]) -> list[Issue]:
    """An Issue for each key, with its table and line, that an earlier row has already."""
    first: dict[str, tuple[str, int]] = {}
    issues = []
    for table, line, key in keys:
        if key in first:
            problem = "stands twice, also in {}.csv, line {}.".format(*first[key])
            advice = "Give each row an id of its own; ids are never reused."
            issues.append(Issue("error", table, int(line), column, key, problem, advice))
        first.setdefault(key, (table, line))
    return issues


def add_lookups(claims: pd.DataFrame, places: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Adds what the place and the sources say of each claim.

    ``scope`` (city, region, country; "" where unlocated), ``admin1``, ``begins`` and ``ends``
    (UTC, half-open, NaT where open), ``publisher`` (of the source relied on first), ``authority``
    (whom the figure comes from), ``source_kinds`` (| between), ``search_text`` and
    ``search_names``.
    """
    by_id = places.set_index("place_id")
    publishers = dict(zip(sources.source_id, sources.publisher, strict=True))
    kinds = dict(zip(sources.source_id, sources.kind, strict=True))
    publisher = each(claims.source_id, lambda cell: publishers[split(cell)[0]])
    claims = claims.assign(
        scope=_look_up(claims.place_id, by_id.kind),
        admin1=_look_up(claims.place_id, by_id.admin1),
        publisher=publisher,
        authority=claims.attributed_to.mask(claims.attributed_to == "", publisher),
        source_kinds=each(
            claims.source_id,
            lambda cell: "|".join(dict.fromkeys(kinds[one] for one in split(cell))),
        ),
    )
    return add_searched(_add_interval(claims, by_id), places)


def add_counting(
    claims: pd.DataFrame,
    details: Mapping[str, pd.DataFrame],
    places: pd.DataFrame,
    sources: pd.DataFrame,
    zone: ZoneInfo,
) -> pd.DataFrame:
    """Adds what tells counts apart: the moment that each claim speaks of, and its database.

    ``speaks_of`` is a local day or hour: ``as_of`` where its table has one, else the end, else the
    begin of what it is about, else the day on which it was reported. ``collection`` is that of the
    first of its sources that has one.
    """
    as_of = {
        entry_id: text
        for own in details.values()
        if "as_of" in own
        for entry_id, text in zip(own.index.tolist(), own.as_of.tolist(), strict=True)
        if text
    }
    written = zip(claims.entry_id.tolist(), claims.occurred_to.tolist(),
                  claims.occurred_from.tolist(), strict=True)  # fmt: skip
    speaks_of = as_they_are(
        [as_of.get(entry_id) or last or first for entry_id, last, first in written], claims.index
    )
    silent = claims[speaks_of == ""]
    zones = _look_up(silent.place_id, places.set_index("place_id").timezone)
    days = [
        f"{at.tz_convert(local or zone.key):%Y-%m-%d}"
        for at, local in zip(silent.reported_at, zones, strict=True)
    ]
    speaks_of[silent.index] = days
    named = dict(zip(sources.source_id, sources.collection, strict=True))
    return claims.assign(
        speaks_of=speaks_of,
        collection=each(
            claims.source_id,
            lambda cell: next((named[one] for one in split(cell) if named[one]), ""),
        ),
    )


def _look_up(keys: pd.Series, column: pd.Series) -> pd.Series:
    values = column.to_dict()
    return each(keys, lambda key: values.get(key, ""))


def _add_interval(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Local begin and end as UTC, in the zone of the place (UTC where it is unlocated)."""
    zones = _look_up(claims.place_id, places.timezone)
    columns = {}
    for column, text, read in (
        ("begins", "occurred_from", times.read_begin),
        ("ends", "occurred_to", times.read_end),
    ):
        cells = as_they_are(list(zip(claims[text].tolist(), zones.tolist(), strict=True)))
        moments = by_distinct(cells, partial(_instants, read=read))
        columns[column] = moments.set_axis(claims.index)
    return claims.assign(**columns)


def _instants(cells: pd.Series, read: Callable[[str], datetime | None]) -> pd.Series:
    return times.utc_series([_instant(text, zone, read) for text, zone in cells.tolist()])


def _instant(
    text: str, zone: str, read: Callable[[str], datetime | None]
) -> pd.Timestamp | NaTType:
    local = read(text)
    return times.to_utc(local, ZoneInfo(zone or "UTC")) if local else pd.NaT
