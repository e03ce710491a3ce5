"""What is told of the contingents of a force: numbers, planes, tasks, comings and goings."""

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np
import pandas as pd

from geo.dataset.vocabulary import PHASE
from geo.ledger import RETRACTION
from geo.ranges import level, reach
from geo.rows import read_rows
from geo.subjects.deployments import PERSONNEL
from geo.words.numbers import range_in_words

ARRIVAL, WITHDRAWAL = "in_transit", "withdrawn"


def marks(deployments: pd.DataFrame) -> pd.DataFrame:
    """The claims of contingents in order of reporting, each as one mark of a chart.

    Adds ``people`` (best, else low, else high; empty where no number is given), ``reach`` and
    ``words`` of the range, "" where there is none. Retractions are left out.
    """
    shown = deployments[(deployments.standing != RETRACTION) & (deployments.message != "Cancel")]
    shown = shown.sort_values(["reported_at", "entry_id"], ignore_index=True)
    ranges = read_rows(shown, PERSONNEL)
    people = [level(*one) for one in ranges]
    return shown.assign(
        people=pd.Series(people, shown.index, dtype="Int64"),
        reach=_texts(["" if level(*one) is None else reach(*one) for one in ranges]),
        words=_texts(people_in_words(shown)),
    )


def _texts(values: list[str]) -> np.ndarray:
    return np.array(values, dtype=object)


def people_in_words(deployments: pd.DataFrame) -> list[str]:
    """The range of people that each claim gives, "" where it gives none."""
    ranges = read_rows(deployments, PERSONNEL)
    return ["" if level(*one) is None else range_in_words(*one) for one in ranges]


def rivals(deployments: pd.DataFrame) -> pd.DataFrame:
    """The claims on the strength of the whole force, by phase and time of reporting.

    They are rivals, not addends. Adds what ``marks`` adds.
    """
    whole = marks(deployments[deployments.contributor == ""])
    whole = whole[whole.people.notna()]
    order = whole.phase.map(PHASE.index)
    return whole.assign(order=order).sort_values(
        ["order", "reported_at", "entry_id"], ignore_index=True
    )


def airlift(deployments: pd.DataFrame) -> pd.DataFrame:
    """The claims that count planes, or whose task is an airlift, by the day they speak of."""
    told = deployments.aircraft.notna() | _is_airlift(deployments)
    return _by_day(deployments[told & (deployments.message != "Cancel")])


def _is_airlift(deployments: pd.DataFrame) -> pd.Series:
    return deployments.task.str.casefold().str.contains("airlift")


def guarded(deployments: pd.DataFrame) -> pd.DataFrame:
    """The claims that say what deployed troops guard or do, by place and contributor.

    How they were flown in is told by the ``airlift``.
    """
    is_there = (deployments.task != "") & (deployments.phase == "deployed")
    tasks = deployments[is_there & ~_is_airlift(deployments)]
    return tasks.sort_values(["place", "contributor", "reported_at"], ignore_index=True)


def movements(deployments: pd.DataFrame) -> pd.DataFrame:
    """The claims on troops under way to a place or leaving it, by the day they speak of.

    Adds ``day`` (ISO 8601; that of reporting where the claim gives none) and ``planned``: the day
    it speaks of comes after the day on which it was reported.
    """
    moving = deployments[deployments.phase.isin([ARRIVAL, WITHDRAWAL])]
    return _by_day(moving[moving.message != "Cancel"])


def _by_day(claims: pd.DataFrame) -> pd.DataFrame:
    stated = claims.occurred_from.mask(claims.occurred_from == "", claims.occurred_to).str[:10]
    reported = claims.reported_text.str[:10]
    dated = claims.assign(day=stated.mask(stated == "", reported), planned=stated > reported)
    return dated.sort_values(["day", "reported_at", "entry_id"], ignore_index=True)


class Point(Protocol):
    """Where an origin lies, in degrees; ``exact`` unless it stands for a whole country."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...

    @property
    def exact(self) -> bool: ...


# Finds the points of origins by their names; what it cannot find is left out.
Locate = Callable[[list[str]], Mapping[str, Point]]


def routes(deployments: pd.DataFrame, places: pd.DataFrame, locate: Locate) -> pd.DataFrame:
    """The claims with an origin: from where to which place of the dataset.

    Adds ``from_latitude``, ``from_longitude`` (NaN where the origin is not located), ``exact``,
    ``to_latitude``, ``to_longitude`` (NaN where the place is not).
    """
    rows = deployments[(deployments.origin != "") & (deployments.message != "Cancel")]
    rows = rows.sort_values(["reported_at", "entry_id"], ignore_index=True)
    found = locate(list(dict.fromkeys(rows.origin)))
    points = [found.get(name) for name in rows.origin]
    return rows.assign(
        from_latitude=[point.latitude if point else float("nan") for point in points],
        from_longitude=[point.longitude if point else float("nan") for point in points],
        exact=[bool(point and point.exact) for point in points],
        to_latitude=rows.place_id.map(places.latitude).astype("float64"),
        to_longitude=rows.place_id.map(places.longitude).astype("float64"),
    )
