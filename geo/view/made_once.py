"""What of the claims of a dataset no moment changes, made out once for all views of it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar

import numpy as np
import pandas as pd

from geo.dataset import Dataset
from geo.dataset.disputes import CONTESTED, name_others
from geo.ledger import Clock
from geo.subjects import casualties

T = TypeVar("T")


def _made_once(make: Callable[[Dataset], T]) -> Callable[[Dataset], T]:
    """It hangs on the dataset, and goes with it."""
    place = f"_{make.__name__}"

    @wraps(make)
    def kept(dataset: Dataset) -> T:
        found = vars(dataset).get(place)
        return found if found is not None else vars(dataset).setdefault(place, make(dataset))

    return kept


@_made_once
def clock(dataset: Dataset) -> Clock:
    """All claims with their moments."""
    return Clock(dataset.claims)


@_made_once
def contests(dataset: Dataset) -> Mapping[str, pd.Index]:
    """Which claims do not go with others; see ``contest``."""
    return name_others(dataset.claims)


@_made_once
def people(dataset: Dataset) -> casualties.People:
    """All claims on people, ready to be counted at any moment."""
    # What clashes is another thing at each moment.
    columns = [name for name in casualties.Counted._fields if name not in CONTESTED]
    return casualties.People(dataset.ledger["casualties"][columns])


@_made_once
def places(dataset: Dataset) -> tuple[np.ndarray, np.ndarray]:
    """The number of the place of each claim, and the place_id that each number stands for."""
    codes, ids = pd.factorize(dataset.claims.place_id)
    return codes.astype(np.min_scalar_type(len(ids))), ids.to_numpy()


@_made_once
def subjects(dataset: Dataset) -> np.ndarray:
    """A number for each claim, the same for those of one table and place, or unknown name."""
    numbers, ids = places(dataset)
    claims = dataset.claims
    names, _ = pd.factorize(claims.place.where(claims.place_id == "", ""))
    tables, _ = pd.factorize(claims.table)
    together = (names * len(ids) + numbers.astype(np.int64)) * (tables.max(initial=0) + 1) + tables
    return pd.factorize(together)[0]
