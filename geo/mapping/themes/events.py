"""The theme of events: each at a point of its own, by kind, larger the more it killed.

They are those of the last days before the moment. Of more than can be sent, those close together
are gathered: the gravest of them is sent, at its own point, and how many there are.
"""

import json
from typing import Any

import numpy as np
import pandas as pd

from geo.dataset import Dataset
from geo.mapping.grounds import ground
from geo.mapping.inert import inert
from geo.mapping.outlines import unwrapped
from geo.mapping.themes.parts import Drawn, Point, Scene
from geo.mapping.themes.signs import EVENTS, of_event
from geo.rows import read_rows
from geo.subjects import events as subject
from geo.view import View
from geo.view import events as shown
from geo.view.keeping import once, per_dataset
from geo.words import events as words
from geo.words import numbers

MOST, MOST_BYTES = 1_500, 250_000
LONGEST_WORDS = 160
SMALLEST, LARGEST = 6.5, 16.0  # radius in pixels
FINEST, COARSER = 0.02, 1.5  # degrees of a cell, and by how much the next one is larger
ROUGH = "3"  # the precision of what is known by its region or district only
_COLUMNS = ["key", "kind", "what", "place", "occurred_from", "day", "last_day", "timing", "low",
            "best", "high", "group", "contested", "summary", "deaths", "longitude", "latitude",
            "precision", "number"]  # fmt: skip


def draw(scene: Scene) -> Drawn:
    """The events of the scene's span that have a point."""
    view, span = scene.view, scene.span
    return Drawn({}, once(note, view, span), points=once(points, view, span))


def points(view: View, span: str, most: int = MOST) -> dict[str, Point]:
    """At most so many by the event's key, and no more bytes than MOST_BYTES."""
    found = subject.with_point(once(shown.shown, view, span))
    middle = ground(view.dataset).middle
    found = found.assign(longitude=[unwrapped(one, middle) for one in found.longitude])
    gathered = gather(subject.gravest_first(found), most)
    largest = most_killed(view.dataset)
    made = {row.key: _point(row, largest) for row in read_rows(gathered, _COLUMNS)}
    too_large = most > 1 and len(json.dumps(made).encode()) > MOST_BYTES
    return points(view, span, most // 2) if too_large else made


def gather(ordered: pd.DataFrame, most: int) -> pd.DataFrame:
    """The first of each cell of a grid, with how many are in it (``number``).

    The cells are as small as leaves no more than ``most``; those known roughly stay apart.
    """
    size = 0.0
    cells = np.arange(len(ordered))
    while len(np.unique(cells)) > most:
        size = size * COARSER or FINEST
        across, down = (
            np.floor(ordered[name].to_numpy() / size) for name in ("longitude", "latitude")
        )
        rough = (ordered.precision == ROUGH).to_numpy()
        cells = (across * 1e7 + down) * 2 + rough
    names, numbers_ = np.unique(cells, return_counts=True)
    own = ordered.assign(number=numbers_[np.searchsorted(names, cells)])
    return own[~pd.Series(cells).duplicated().to_numpy()]


@per_dataset
def most_killed(dataset: Dataset) -> int:
    """The most that any claim says one event killed: the scale, the same at every moment."""
    claims = dataset.ledger["casualties"]
    own = claims[(claims.counts == subject.EVENT) & (claims.measure == "killed")]
    level = own.best.fillna(own.low).fillna(own.high)
    return int(level.max()) if level.notna().any() else 0


def _point(row: Any, largest: int) -> Point:
    killed = 0 if pd.isna(row.deaths) else row.deaths
    share = min(killed / largest, 1) ** 0.5 if largest else 0.0
    rank = subject.KINDS.index(row.kind) if row.kind in subject.KINDS else len(subject.KINDS)
    weight = (1 + 3 * share if share else 0) + (len(subject.KINDS) - rank) / 20
    kind = row.kind if row.kind in EVENTS else ""
    point = Point(
        p=[round(row.longitude, 4), round(row.latitude, 4)],
        s=of_event(kind),
        w=inert(_words(row), LONGEST_WORDS),
        g=round(weight, 3),
    )
    if share:
        point["r"] = round(SMALLEST + (LARGEST - SMALLEST) * share, 1)
    flags = {"contested": row.contested, "area": row.precision == ROUGH}
    if told := [flag for flag, holds in flags.items() if holds]:
        point["f"] = told
    if row.number > 1:
        point["n"] = int(row.number)
    return point


def _words(row: Any) -> str:
    """'Armed clash, Daraa. 19 Apr 2017. 3 people killed.'"""
    killed = words.killed(row)
    rough = "Where exactly is not known." if row.precision == ROUGH else ""
    told = f"{words.name(row)}, {row.place}. {words.when(row)}.", killed and f"{killed}.", rough
    return " ".join(filter(None, told))


def note(view: View, span: str) -> str:
    """'95 events, 14 to 20 Apr 2017. 12 more have no point.'"""
    found = once(shown.shown, view, span)
    located = subject.with_point(found)
    first, last = shown.window(view, span)
    told = f"{numbers.count(len(located), 'event')} {shown.in_days(first, last)}."
    if rest := len(found) - len(located):
        told += " 1 more has no point." if rest == 1 else f" {rest:,} more have no point."
    if len(located) > len(once(points, view, span)):
        told += " Close ones are sent as one: a shorter span shows each."
    return told
