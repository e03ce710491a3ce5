"""Which claims cannot be true together, by a curator's judgement: symmetrical, however written."""

import numpy as np
import pandas as pd

from geo.dataset.issues import Issue
from geo.ledger import CURRENT
from geo.rows import as_they_are, read_rows, split

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


def contest(claims: pd.DataFrame) -> pd.DataFrame:
    """Adds to claims with their ``standing`` which claims that stand too do not go with them.

    ``contested_by`` are those of ``disputed_by`` that stand; ``exceeds`` and ``exceeded_by`` keep
    those that stand of the wholes and parts whose numbers do not fit.
    """
    ids, is_current = claims.entry_id.to_numpy(), (claims.standing == CURRENT).to_numpy()
    columns = {to: claims[column].to_numpy() for to, column in _NAMING.items()}
    named = {to: np.flatnonzero(cells != "") for to, cells in columns.items()}
    stands = frozenset(ids[is_current]) if any(map(len, named.values())) else frozenset()
    for to, rows in named.items():
        columns[to] = cells = columns[to].copy()
        for row in rows:
            kept = (one for one in split(cells[row]) if is_current[row] and one in stands)
            cells[row] = "|".join(kept)
    return claims.assign(
        **{to: pd.Series(cells, claims.index, dtype=object) for to, cells in columns.items()}
    )


# What ``contest`` adds or narrows, and the columns it is made of.
_NAMING = {"contested_by": "disputed_by", "exceeds": "exceeds", "exceeded_by": "exceeded_by"}
CONTESTED = tuple(_NAMING)
