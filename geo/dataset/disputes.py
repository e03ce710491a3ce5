"""Which claims cannot be true together, by a curator's judgement: symmetrical, however written."""

from collections.abc import Mapping, Set

import pandas as pd

from geo.dataset.issues import Issue
from geo.ledger import CURRENT
from geo.rows import as_they_are, parts_of, read_rows, split

_COLUMNS = ["entry_id", "table", "line", "disputes"]


def link_disputes(claims: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Adds ``disputed_by``: the claims that a claim disputes, and those that dispute it, | between.

    An Issue for each id that names no claim, or the claim itself.
    """
    written = claims[claims.disputes != ""]
    rows = read_rows(written, _COLUMNS)
    ids = set(claims.entry_id) if rows else set()
    issues: list[Issue] = []
    disputed: dict[str, dict[str, None]] = {}
    for claim in rows:
        for named in dict.fromkeys(split(claim.disputes)):
            if named in ids and named != claim.entry_id:
                disputed.setdefault(claim.entry_id, {})[named] = None
                disputed.setdefault(named, {})[claim.entry_id] = None
            else:
                issues.append(_issue(claim, named))
    return claims.assign(disputed_by=_column(claims, disputed)), issues


def _issue(claim: tuple, named: str) -> Issue:
    _, table, line, _ = claim
    problem = "names no claim of this dataset that can be used."
    advice = "Correct the entry_id, add the claim that it names, or mend the row that holds it."
    if named == claim[0]:
        problem, advice = "A claim cannot dispute itself.", "Name the other claim."
    return Issue("error", table, int(line), "disputes", named, problem, advice)


def _column(claims: pd.DataFrame, named: dict[str, dict[str, None]]) -> pd.Series:
    cells = {one: "|".join(ids) for one, ids in named.items()}
    return as_they_are([cells.get(one, "") for one in claims.entry_id.tolist()], claims.index)


def contest(claims: pd.DataFrame, naming: Mapping[str, pd.Index] | None = None) -> pd.DataFrame:
    """Adds to claims with their ``standing`` which claims that stand too do not go with them.

    ``contested_by`` are those of ``disputed_by`` that stand; ``exceeds`` and ``exceeded_by`` keep
    those that stand of the wholes and parts whose numbers do not fit. ``naming`` is that of a frame
    of which these are rows.
    """
    naming = name_others(claims) if naming is None else naming
    columns = {to: claims[_NAMING[to]] for to in naming}
    named = {to: rows[claims.index.get_indexer(rows) >= 0] for to, rows in naming.items()}
    others = {one for to, rows in named.items() for one in parts_of(columns[to].loc[rows])}
    of_others = claims[claims.entry_id.isin(others)] if others else claims[:0]
    stands = set(of_others.entry_id[of_others.standing == CURRENT])
    for to, rows in named.items():
        if len(rows):
            columns[to] = columns[to].copy()
            columns[to].loc[rows] = _standing(claims.loc[rows], columns[to].loc[rows], stands)
    return claims.assign(**columns)


def _standing(claims: pd.DataFrame, cells: pd.Series, stands: Set[str]) -> pd.Series:
    """Of the others that claims name those that stand, where they do so themselves."""
    kept = [
        "|".join(one for one in split(cell) if standing == CURRENT and one in stands)
        for standing, cell in zip(claims.standing, cells, strict=True)
    ]
    return as_they_are(kept, cells.index)


def name_others(claims: pd.DataFrame) -> Mapping[str, pd.Index]:
    """The index of the claims that name others, which are few, by the columns of CONTESTED."""
    return {to: claims.index[(claims[column] != "").to_numpy()] for to, column in _NAMING.items()}


# What ``contest`` adds or narrows, and the columns it is made of.
_NAMING = {"contested_by": "disputed_by", "exceeds": "exceeds", "exceeded_by": "exceeded_by"}
CONTESTED = tuple(_NAMING)
