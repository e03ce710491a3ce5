"""The columns that only one ledger table has, of some claims of all tables."""

import numpy as np
import pandas as pd

from geo.dataset import Dataset
from geo.dataset.disputes import CONTESTED


def of(dataset: Dataset, name: str, claims: pd.DataFrame) -> pd.DataFrame:
    """Those of the claims that are of one table, with its own columns; see ``View.table``."""
    mine, own = rows_of(dataset, name, claims)
    rows = dataset.ledger[name].take(own)
    place = dataset.claims.shape[1]
    rows.insert(place, "standing", claims.standing.take(mine))
    rows.insert(place + 1, "hour_unknown", claims.hour_unknown.take(mine))
    return rows.assign(**{column: claims[column].take(mine) for column in CONTESTED})


def rows_of(dataset: Dataset, name: str, claims: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Where those of one table stand among some claims, and where in the table."""
    table, wanted = dataset.ledger[name].index.to_numpy(), claims.index.to_numpy()
    # Both are in the order of the dataset's claims.
    at = np.searchsorted(wanted, table)
    own = np.flatnonzero(np.append(wanted, -1)[at] == table)
    return at[own], own
