"""The same thing entered twice, or entered without what it is about."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from geo.dataset.columns import Table
from geo.dataset.issues import Issue
from geo.dataset.placing import fold
from geo.dataset.schema import LEDGER

_SAID = ["place", "summary"]
_SAME = ["occurred_from", "occurred_to", "reported_text", "attributed_to", "source_id", "message",
         "replaces", "latitude", "longitude"]  # fmt: skip
# Of those that are the same few claims have the same; one place has one id, however it is written.
_TELLING = ["place_id", "occurred_from", "source_id"]


def check_claims(claims: pd.DataFrame, details: Mapping[str, pd.DataFrame]) -> list[Issue]:
    """A warning for each claim that differs from an earlier one of its table by its id alone.

    ``details`` has each table's own columns by entry_id.
    """
    is_alike = claims.duplicated(["table", *_TELLING], keep=False)
    shared = claims.loc[is_alike, ["table", "line", "entry_id", "place_id", *_SAID, *_SAME]]
    return [
        issue
        for table in LEDGER
        if len(details[table.name])
        for issue in _check_table(shared[shared.table == table.name], details[table.name], table)
    ]


def _check_table(claims: pd.DataFrame, own: pd.DataFrame, table: Table) -> Iterator[Issue]:
    claims = _alike(claims, own)
    cells = [claims[name].map(fold) for name in _SAID] + [
        claims[name].astype(str) for name in _SAME
    ]
    cells += [own[name].reindex(claims.entry_id).astype(str) for name in own.columns]
    first: dict[tuple, str] = {}
    order = sorted(zip(claims.line, claims.entry_id, *cells, strict=True), key=lambda row: row[0])
    for line, entry_id, *key in order:
        other = first.setdefault(tuple(key), entry_id)
        if other != entry_id:
            problem = f"says the same as {other}, from the same sources."
            advice = "Keep one of the two, or say in the summary how they differ."
            yield Issue("warning", table.name, int(line), "entry_id", entry_id, problem, advice)


def _alike(claims: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The claims that have all but what is said in common with another one."""
    claims = claims[claims.duplicated([*_TELLING, *_SAME], keep=False)]
    rows = own.reindex(claims.entry_id).set_axis(claims.index).assign(**claims[_TELLING])
    return claims[rows.duplicated(keep=False)]


def check_sources(sources: pd.DataFrame) -> Iterator[Issue]:
    """A warning for each source with the address of an earlier one."""
    first: dict[str, Any] = {}
    for source in sources[sources.url != ""].itertuples():
        other = first.setdefault(_address(source.url), source)
        if other.source_id != source.source_id:
            problem = f"is also the address of {other.source_id}, line {other.line}."
            advice = "Let claims rest on one of the two, and take the other out."
            yield Issue("warning", "sources", int(source.line), "url", source.url, problem, advice)


def _address(url: str) -> str:
    """An address without what does not tell one page from another."""
    _, _, rest = url.partition("://")
    return rest.partition("#")[0].removeprefix("www.").rstrip("/")


def check_counts(rows: pd.DataFrame, table: Table) -> Iterator[Issue]:
    """A warning for each count that gives neither a number nor a word for one.

    A Cancel only takes a count away.
    """
    columns = [name for bounds in table.ranges for name in bounds]
    if not columns or "qualifier" not in table.names:
        return
    silent = rows.qualifier == ""
    for name in columns:
        silent &= rows[name].isna()
    for line in rows.line[silent & (rows.message != "Cancel")]:
        problem = "Nothing says how many."
        advice = "Give low, best or high, or in qualifier the source's own word, such as dozens."
        yield Issue("warning", table.name, int(line), columns[1], "", problem, advice)
