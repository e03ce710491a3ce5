"""Which claims a later message supersedes or retracts."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

import pandas as pd

from geo import times
from geo.dataset.issues import Issue
from geo.rows import as_they_are, parts_of, read_rows, split


def link_messages(claims: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Adds when, and by which message, each claim was superseded or retracted (CAP's references).

    Columns ``superseded_at``, ``superseded_by``, ``retracted_at``, ``retracted_by``: the earliest
    such message, or NaT and ""; with ``_from`` and ``_from_by`` the one that may have been the
    earliest, where a message has a day and no hour. A message replaces only what may have been
    reported before it; messages that replace each other in a circle replace nothing. What an Update
    says of a time to come takes the place of another claim when that time begins.
    """
    links, issues = _sound_links(claims)
    columns: dict[str, pd.Series] = {}
    ids = claims.entry_id[claims.entry_id.isin({named for _, named in links})]
    for end, message in (("superseded", "Update"), ("retracted", "Cancel")):
        for suffix, by in (("at", "by"), ("from", "from_by")):
            found = _earliest(links, message, f"reported_{suffix}")
            ended = ids[ids.isin(found)]
            moments = times.utc_series([found[one][0] for one in ended], ended.index)
            columns[f"{end}_{suffix}"] = moments.reindex(claims.index)
            named = as_they_are([found[one][1] for one in ended], ended.index)
            columns[f"{end}_{by}"] = named.reindex(claims.index, fill_value="")
    return claims.assign(**columns), issues


def until(claims: pd.DataFrame) -> pd.Series:
    """When each linked claim was replaced or withdrawn, whichever came first; NaT where neither."""
    superseded, retracted = claims.superseded_at, claims.retracted_at
    return superseded.mask(superseded.isna() | (retracted < superseded), retracted)


def _earliest(
    links: Iterable["Link"], message: str, column: str
) -> dict[str, tuple[pd.Timestamp, str]]:
    """The moment, and the message, that ends each claim first."""
    ends: dict[str, tuple[pd.Timestamp, str]] = {}
    for claim, named in links:
        if claim.message == message:
            end = _effect(claim, getattr(claim, column)), claim.entry_id
            ends[named] = min(end, ends.get(named, end))
    return ends


def _effect(claim: Any, reported: pd.Timestamp) -> pd.Timestamp:
    """When a message takes the place of what it names: an Update about a time to come, then."""
    is_ahead = claim.message == "Update" and claim.begins > claim.reported_at
    return claim.begins if is_ahead else reported


def may_replace(message: Any, named: Any) -> bool:
    """Whether a message may have been reported after what it names."""
    return message.reported_at >= named.reported_from


Link = tuple[Any, str]


def _sound_links(claims: pd.DataFrame) -> tuple[list[Link], list[Issue]]:
    """Which claim names which entry_id as replaced, and an Issue for each link without effect."""
    named_ones = claims[claims.entry_id.isin(parts_of(claims.replaces))]
    rows = dict(zip(named_ones.entry_id, read_rows(named_ones, _Reported), strict=True))
    links: list[Link] = []
    issues: list[Issue] = []
    for claim in claims[claims.replaces != ""][_MESSAGE].itertuples():
        for named in dict.fromkeys(split(claim.replaces)):
            problem = _link_problem(claim, named, rows)
            if problem:
                issues.append(_link_issue(claim, named, *problem))
            elif claim.message in ("Update", "Cancel"):
                links.append((claim, named))
    circling = _circling([(claim.entry_id, named) for claim, named in links])
    for claim, named in links:
        if (claim.entry_id, named) in circling:
            issues.append(_link_issue(claim, named, *_CIRCLE))
    return [link for link in links if (link[0].entry_id, link[1]) not in circling], issues


_MESSAGE = ["entry_id", "table", "line", "message", "replaces", "reported_at", "reported_from",
            "begins"]  # fmt: skip


class _Reported(NamedTuple):
    table: str
    reported_from: pd.Timestamp


_CIRCLE = (
    "Messages reported at the same moment replace each other in a circle.",
    "Let only the later one replace the other; until then neither replaces anything.",
)


def _link_problem(claim: Any, named: str, rows: Mapping[str, _Reported]) -> tuple[str, str] | None:
    if named == claim.entry_id:
        return "A message cannot replace itself.", "Name the earlier claim."
    if named not in rows:
        return (
            "names no claim of this dataset that can be used.",
            "Correct the entry_id, add the claim that it names, or mend the row that holds it.",
        )
    if claim.table != rows[named].table:
        return (
            f"is a claim of {rows[named].table}.csv; a message replaces only what its table holds.",
            "Correct the entry_id; until then it replaces nothing.",
        )
    if not may_replace(claim, rows[named]):
        return (
            f"The {claim.message} was reported before what it replaces.",
            "Correct one of the two reported_at; until then it replaces nothing.",
        )
    return None


def _link_issue(claim: Any, named: str, problem: str, advice: str) -> Issue:
    return Issue("error", claim.table, int(claim.line), "replaces", named, problem, advice)


def _circling(links: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """The links that lie on a circle (or between two circles)."""
    blocked = _blocked(links) & _blocked([(named, entry_id) for entry_id, named in links])
    return {link for link in links if blocked.issuperset(link)}


def _blocked(links: Iterable[tuple[str, str]]) -> set[str]:
    """The ids that come after a circle, or lie on it, when one follows the links."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for entry_id, named in links:
        sorter.add(entry_id, named)
    free: set[str] = set()
    # On a circle the sorter raises, and still gives all that no circle blocks.
    with suppress(CycleError):
        sorter.prepare()
        return free
    while ready := sorter.get_ready():
        free.update(ready)
        sorter.done(*ready)
    return {one for link in links for one in link} - free
