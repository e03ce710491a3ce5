"""The figures of people as plain rows, by place and measure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from geo.rows import read_rows

# By place_id and measure.
Figures = Mapping[tuple[str, str], Sequence["Figure"]]


class Figure(NamedTuple):
    """What is read of a figure of people."""

    place_id: str
    measure: str
    group: str
    subset: str
    since: str
    counts: str
    collection: str
    low: int | None
    best: int | None
    high: int | None
    as_of: str
    events: int | None
    qualifier: str
    contested: bool
    rivals: list[str]
    entry_ids: list[str]


def by_place(figures: pd.DataFrame) -> Figures:
    """The rows of ``casualties.figures``."""
    people: dict[tuple[str, str], list[Figure]] = {}
    for figure in read_rows(figures, Figure):
        people.setdefault((figure.place_id, figure.measure), []).append(figure)
    return people
