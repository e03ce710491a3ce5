"""What is different between two moments: the same filters, an earlier and a later 'as known on'."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geo.changes import facts, sentences
from geo.changes.facts import Fact, Key
from geo.ledger import CURRENT
from geo.view import View

COLUMNS = ("place_id", "name", "kind", "subject", "direction", "before", "after", "sentence",
           "entry_ids", "reported_at", "changed_at")  # fmt: skip
_MOMENT = "datetime64[us, UTC]"


def changes(earlier: View, later: View) -> pd.DataFrame:
    """One row per fact that stands otherwise at the later moment, with the COLUMNS, by place and
    time.

    What is equal at both ends is left out, whatever happened between. ``before`` and ``after`` are
    the values in words ("" where there is none); applying the ``after`` of each ``subject`` (names
    joined by | for threads that one Update brought together) to the earlier state gives the later
    one.

    Facts are those of all the evidence; a row is shown when one of its claims passes the filters at
    either moment. ``reported_at`` is when the claim behind the change was reported, ``changed_at``
    when it took effect on what was known: the report, or a begin or end that the clock has passed
    since ('began', 'ended', 'lapsed'). A daily window that opens or closes is no change. Raises
    ValueError when the views differ in more than the moment or are in the wrong order.
    """
    _check(earlier, later)
    rows = _merge_threads(_rows(earlier, later))
    shown = {*earlier.claims.entry_id, *later.claims.entry_id}
    table = pd.DataFrame(
        [vars(row) for row in rows if not shown.isdisjoint(row.entry_ids)], columns=COLUMNS
    )
    table = table.astype({"reported_at": _MOMENT, "changed_at": _MOMENT})
    return table.sort_values(["name", "changed_at", "kind", "subject"], ignore_index=True)


@dataclass(frozen=True)
class Change:
    """One row; ``entry_ids`` has the claims that brought it first, then those
    before.
    """

    place_id: str
    name: str
    kind: str
    subject: str
    direction: str
    before: str
    after: str
    sentence: str
    entry_ids: list[str]
    reported_at: pd.Timestamp
    changed_at: pd.Timestamp


def _check(earlier: View, later: View) -> None:
    same = replace(earlier.selection, known_on=later.at) == later.selection
    # By version: a file that was only touched is read again, and views of both readings are shared.
    if not same or earlier.dataset.version != later.dataset.version:
        raise ValueError("The two views differ in more than the moment.")
    if earlier.at > later.at:
        raise ValueError("The earlier moment is after the later one.")


def _rows(earlier: View, later: View) -> Iterator[Change]:
    among = _touched(earlier, later)
    old, new = facts.state(earlier, among), facts.state(later, among)
    places = later.dataset.places
    names = dict(zip(places.index, places.name, strict=True))
    for key in old | new:
        before, after = old.get(key), new.get(key)
        if _value(before) != _value(after):
            yield _change(_Step(earlier, later, before, after), key, names)


def _touched(earlier: View, later: View) -> set[str]:
    """The claims on each table and place that the filters show and where anything can differ."""
    stood, stands = (
        set(view.evidence.entry_id[view.evidence.standing == CURRENT]) for view in (earlier, later)
    )
    differing = (stood ^ stands).union(*(_turning(later.evidence, earlier.at, later.at)))
    shown = {*earlier.claims.entry_id, *later.claims.entry_id}
    places: dict[tuple, list[str]] = {}
    for row in map(later.dataset.rows.__getitem__, later.evidence.entry_id):
        places.setdefault((row.table, facts.place_of(row)), []).append(row.entry_id)
    return {
        one
        for ids in places.values()
        if not (shown.isdisjoint(ids) or differing.isdisjoint(ids))
        for one in ids
    }


def _turning(claims: pd.DataFrame, since: pd.Timestamp, until: pd.Timestamp) -> Iterator[pd.Series]:
    """The claims whose begin, and those whose end, passed between two moments."""
    for column in (claims.begins, claims.ends):
        yield claims.entry_id[(column > since) & (column <= until)]


def _value(fact: Fact | None) -> str:
    return fact.value if fact else ""


@dataclass(frozen=True)
class _Step:
    """From one value of a fact to the next, with the claims and messages that made it."""

    earlier: View
    later: View
    before: Fact | None
    after: Fact | None

    @property
    def claims(self) -> Mapping[str, Any]:
        return self.later.dataset.rows

    def ids(self, which: str) -> tuple[str, ...]:
        fact = getattr(self, which)
        return fact.entry_ids if fact else ()

    @property
    def cancels(self) -> list[str]:
        return self._enders("retracted")

    @property
    def updates(self) -> list[str]:
        return self._enders("superseded")

    def _enders(self, verb: str) -> list[str]:
        rows = [self.claims[one] for one in self.ids("before")]
        ended = [row for row in rows if getattr(row, f"{verb}_at") <= self.later.at]
        return sorted({getattr(row, f"{verb}_by") for row in ended})

    @property
    def messages(self) -> list[str]:
        """What was reported between; empty where only the clock moved."""
        arrived = [one for one in self.ids("after") if one not in self.ids("before")]
        return list(dict.fromkeys([*arrived, *self.cancels, *self.updates]))

    @property
    def turned_at(self) -> pd.Timestamp | None:
        """The last begin or end of its claims that passed between the two moments."""
        rows = [self.claims[one] for one in (*self.ids("before"), *self.ids("after"))]
        moments = [at for row in rows for at in (row.begins, row.ends)]
        passed = [at for at in moments if self.earlier.at < at <= self.later.at]
        return max(passed, default=None)


def _change(step: _Step, key: Key, names: Mapping[str, str]) -> Change:
    kind, place, subject = key
    name = names.get(place, place)
    ids = list(dict.fromkeys([*step.messages, *step.ids("after"), *step.ids("before")]))
    direction, words = _tell(step, kind)
    causes = step.messages or ids
    reported = max(step.claims[one].reported_at for one in causes)
    return Change(
        place_id=place if place in names else "",
        name=name,
        kind=kind,
        subject=subject,
        direction=direction,
        before=_value(step.before),
        after=_value(step.after),
        sentence=f"{name}: {words}.",
        entry_ids=ids,
        reported_at=reported,
        changed_at=_changed_at(step, kind, direction, reported),
    )


def _tell(step: _Step, kind: str) -> tuple[str, str]:
    """The direction and the words of a step, with the authority behind it."""
    if step.after is None:
        what = sentences.name_fact(kind, step.before)
        if step.cancels:
            return "retracted", f"{what} was withdrawn ({_authorities(step, step.cancels)})"
        if step.updates:
            last = step.claims[step.updates[-1]]
            return "replaced", f"{what} gave way to a report on {last.place} ({last.authority})"
        return "lapsed", f"{what} is past its time, and nothing later was known"
    direction, words = sentences.tell(kind, step.before, step.after, step.later.at)
    if step.cancels and kind not in facts.THREADED:
        direction, words = "retracted", f"{words}, which was withdrawn"
    ids = step.after.entry_ids
    disputed = step.after.value.endswith(("contested", "differ"))
    return direction, f"{words} ({_authorities(step, ids if disputed else ids[-1:])})"


def _authorities(step: _Step, entry_ids: Sequence[str]) -> str:
    names = list(dict.fromkeys(step.claims[one].authority for one in entry_ids))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _changed_at(step: _Step, kind: str, direction: str, reported: pd.Timestamp) -> pd.Timestamp:
    """The report; or the clock, where no report came or the claim speaks of a later time."""
    turned = step.turned_at
    if not step.messages:
        return step.later.at if turned is None else turned
    late = kind in facts.DATED or direction in ("began", "ended")
    return max(reported, turned) if late and turned is not None else reported


def _merge_threads(rows: Iterator[Change]) -> list[Change]:
    """One row where one Update took the place of several claims."""
    merged: dict[tuple, Change] = {}
    for row in rows:
        is_thread = row.kind in facts.THREADED and row.after
        key = (row.kind, row.place_id, row.name, row.after, row.entry_ids[0])
        key = key if is_thread else (*key, row.subject)
        merged[key] = _join(merged[key], row) if key in merged else row
    return list(merged.values())


def _join(one: Change, other: Change) -> Change:
    """Told as of the claim that changed most: a mere change of terms is the lesser news."""
    one, other = sorted((one, other), key=lambda row: (row.direction == "revised", row.subject))
    before = " / ".join(dict.fromkeys(filter(None, (one.before, other.before))))
    return replace(
        one,
        subject="|".join(sorted([*one.subject.split("|"), *other.subject.split("|")])),
        before=before,
        entry_ids=list(dict.fromkeys([*one.entry_ids, *other.entry_ids])),
    )
