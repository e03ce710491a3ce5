"""Contingents of a force: announced, in transit, deployed, withdrawn, each with its range."""

import pandas as pd

from geo.casualties import combine_ranges, is_contested
from geo.schema import PHASE

KEY = ["force", "contributor", "phase"]
PERSONNEL = ["personnel_low", "personnel_best", "personnel_high"]


def strengths(deployments: pd.DataFrame) -> pd.DataFrame:
    """One row per force, contributor ("" for the whole force) and phase over current claims.

    low, best, high are people, empty where no claim gives them, of the contingent as a whole: the
    strength of a named unit, or of what stands in one city when the country's is known, is a part
    of it. Rival totals are ``contested``, never added. ``entry_ids``: all the claims, in order of
    reporting.
    """
    rows = []
    ordered = deployments.sort_values(["reported_at", "entry_id"])
    for key, group in ordered.groupby(KEY, sort=True):
        whole = _whole(group)
        ranges = list(whole[PERSONNEL].itertuples(index=False, name=None))
        contested = is_contested(list(whole.authority), ranges)
        low, best, high = combine_ranges(ranges, contested)
        values = {"low": low, "best": best, "high": high, "contested": contested}
        rows.append(dict(zip(KEY, key, strict=True)) | values | {"entry_ids": list(group.entry_id)})
    columns = [*KEY, "low", "best", "high", "contested", "entry_ids"]
    types = dict.fromkeys(["low", "best", "high"], "Int64") | {"contested": "bool"}
    table = pd.DataFrame(rows, columns=columns).astype(types)
    return table.sort_values(["force", "contributor", "phase"], key=_by_phase, ignore_index=True)


def _whole(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with a number on no particular unit, of the widest scope that has one."""
    counted = claims[(claims.unit == "") & claims[PERSONNEL].notna().any(axis=1)]
    return counted[counted.scope == min(counted.scope, key=_SCOPES.index, default="")]


# From the widest; "" is a place that could not be located.
_SCOPES = ("country", "region", "city", "")


def _by_phase(column: pd.Series) -> pd.Series:
    return column.map(PHASE.index) if column.name == "phase" else column


def totals(deployments: pd.DataFrame, phase: str) -> pd.DataFrame:
    """The claims on the strength of the whole force in a phase: rivals, not addends."""
    whole = deployments[(deployments.contributor == "") & (deployments.phase == phase)]
    return whole[whole[PERSONNEL].notna().any(axis=1)]
