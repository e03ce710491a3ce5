"""Checks of counts of people that one authority gave."""

from typing import Any

import pandas as pd

from geo.dataset.issues import Issue
from geo.rows import read_rows
from geo.subjects.casualties import KEY

_COMPARED = ["place_id", "place", "authority", "entry_id", "line", "reported_at", "until"]


def check_rival_counts(claims: pd.DataFrame, details: pd.DataFrame) -> list[Issue]:
    """Warns when one authority has two figures of one place, measure, group and subset at once."""
    own = dict(zip(details.index, read_rows(details, KEY[1:]), strict=True))
    rows = claims[(claims.table == "casualties") & (claims.message != "Cancel")]
    rows = rows.assign(until=rows[["superseded_at", "retracted_at"]].min(axis=1))
    latest: dict[tuple, Any] = {}
    issues = []
    for claim in read_rows(rows, _COMPARED):
        key = (claim.place_id or claim.place, claim.authority, *own[claim.entry_id])
        earlier = latest.get(key)
        if earlier and not earlier.until <= claim.reported_at:
            problem = f"{claim.authority} has another current figure, {earlier.entry_id}."
            advice = "If this is a later count, make it an Update that replaces the other."
            issues.append(Issue("warning", "casualties", int(claim.line), "replaces",
                                claim.entry_id, problem, advice))  # fmt: skip
        latest[key] = claim
    return issues


def check_replaced_counts(claims: pd.DataFrame, details: pd.DataFrame) -> list[Issue]:
    """Warns of an Update that takes a figure of another place, measure, group or subset away."""
    own = dict(zip(details.index, read_rows(details, KEY[1:]), strict=True))
    columns = ["entry_id", "place_id", "place", "line", "message", "replaces"]
    rows = read_rows(claims[claims.table == "casualties"], columns)
    whom = {row.entry_id: (row.place_id or row.place, *own[row.entry_id]) for row in rows}
    problem = "counts other people: another place, measure, group or subset."
    advice = "Leave that figure as it is, and name only counts of the same people."
    return [
        Issue("warning", "casualties", int(row.line), "replaces", named, problem, advice)
        for row in rows
        if row.message == "Update"
        for named in row.replaces.split("|")
        if whom.get(named, whom[row.entry_id]) != whom[row.entry_id]
    ]
