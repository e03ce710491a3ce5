"""One fact from the earlier moment to the later one: what it was, what it is, and what did it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from geo.changes.directions import Direction, turn
from geo.ledger import End, ended_by
from geo.subjects.catalogue import Entry
from geo.subjects.values import Fact, Value
from geo.view import View


@dataclass(frozen=True)
class Step:
    """From one fact to the next, either of which may be missing, with the messages between.

    ``is_brief``: what stood before came and went between the two moments.
    """

    entry: Entry
    earlier: View
    later: View
    before: Fact[Value] | None
    after: Fact[Value] | None
    is_brief: bool = False

    @property
    def claims(self) -> Mapping[str, Any]:
        return self.later.dataset.rows

    @property
    def stood(self) -> tuple[str, ...]:
        return self.before.entry_ids if self.before else ()

    @property
    def stands(self) -> tuple[str, ...]:
        return self.after.entry_ids if self.after else ()

    @cached_property
    def cancels(self) -> list[str]:
        """The messages by which claims that stood were retracted."""
        return self._ended_by("retracted")

    @cached_property
    def updates(self) -> list[str]:
        """The messages by which claims that stood were superseded."""
        return self._ended_by("superseded")

    def _ended_by(self, end: End) -> list[str]:
        at, hours = self.later.at, self.later.selection.hours
        found = (ended_by(self.claims[one], end, at, hours) for one in self.stood)
        return sorted({*filter(None, found)})

    @cached_property
    def messages(self) -> list[str]:
        """What was reported between; empty where only the clock moved."""
        arrived = [one for one in self.stands if one not in self.stood]
        return list(dict.fromkeys([*arrived, *self.cancels, *self.updates]))

    @cached_property
    def entry_ids(self) -> tuple[str, ...]:
        """The claims that brought the change first, then those that it rests on."""
        return tuple(dict.fromkeys([*self.messages, *self.stands, *self.stood]))

    @cached_property
    def hour_unknown(self) -> bool:
        """Whether something behind it may have come before or after the time between."""
        behind = self.entry_ids if self.is_brief else self.messages or self.entry_ids
        rows = [self.claims[one] for one in behind]
        edges = self.earlier.at, self.later.at
        return any(row.reported_from <= edge < row.reported_at for row in rows for edge in edges)

    @cached_property
    def direction(self) -> Direction:
        """Which way it went."""
        if self.after is None:
            gone = Direction.OVERTAKEN if self.updates else Direction.LAPSED
            return Direction.RETRACTED if self.cancels else gone
        if self.cancels and not self.entry.is_threaded:
            return Direction.RETRACTED
        return turn(self.before, self.after)

    @cached_property
    def reported_at(self) -> pd.Timestamp:
        """When the last of what is behind it was reported."""
        return max(self.claims[one].reported_at for one in self.messages or self.entry_ids)

    @cached_property
    def changed_at(self) -> pd.Timestamp:
        """The report; or the clock, where no report came or the claim speaks of a later time."""
        turned = self._turned_at
        if not self.messages:
            return self.later.at if turned is None else turned
        by_clock = self.direction in (Direction.BEGAN, Direction.ENDED, Direction.LAPSED)
        late = turned is not None and (self.entry.is_dated or by_clock)
        return max(self.reported_at, turned) if late else self.reported_at

    @property
    def _turned_at(self) -> pd.Timestamp | None:
        """The last begin, end or lapse of its claims that passed between the two moments."""
        rows = [self.claims[one] for one in (*self.stood, *self.stands)]
        lapses = self.later.lapses
        moments = [
            at for row in rows for at in (row.begins, row.ends, lapses.get(row.entry_id, pd.NaT))
        ]
        passed = [at for at in moments if self.earlier.at < at <= self.later.at]
        return max(passed, default=None)


@dataclass(frozen=True)
class Change:
    """A fact of a place that stands otherwise at the later moment.

    ``subjects`` says which: more than one where one Update brought threads together. ``before``
    and ``after`` are its values, () where there is none; ``step`` is how it is told.
    ``hour_unknown``: it rests on a report of a day without an hour that is only partly between the
    two moments, so that it may have become known before or after them.
    """

    table: str
    place_id: str
    name: str
    subjects: tuple[tuple[str, ...], ...]
    before: tuple[Value, ...]
    after: tuple[Value, ...]
    entry_ids: tuple[str, ...]
    step: Step
    hour_unknown: bool = False
