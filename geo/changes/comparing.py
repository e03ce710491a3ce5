"""What is different between two moments: the same filters, an earlier and a later 'as known on'."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from geo.changes import facts, sentences
from geo.changes.directions import Direction
from geo.changes.facts import Key
from geo.changes.steps import Change, Step
from geo.ledger import CURRENT
from geo.subjects import catalogue
from geo.view import View

COLUMNS = ("place_id", "name", "kind", "subject", "direction", "before", "after", "sentence",
           "entry_ids", "reported_at", "changed_at")  # fmt: skip
_MOMENT = "datetime64[us, UTC]"


def changes(earlier: View, later: View) -> pd.DataFrame:
    """One row per fact that stands otherwise at the later moment, with the COLUMNS, by place and
    time: what ``compare`` finds, in words.

    ``before`` and ``after`` are the values in words ("" where there is none); applying the
    ``after`` of each ``subject`` (names joined by | for threads that one Update brought together)
    to the earlier state gives the later one. ``reported_at`` is when the claim behind the change
    was reported, ``changed_at`` when it took effect on what was known: the report, or a begin or
    end that the clock has passed since ('began', 'ended', 'lapsed').
    """
    return tell(earlier, later)[list(COLUMNS)]


class ToldChange(NamedTuple):
    """A row of ``tell``: a change in words; ``words`` are its sentence without the place."""

    place_id: str
    name: str
    kind: str
    subject: str
    direction: str
    before: str
    after: str
    words: str
    sentence: str
    entry_ids: list[str]
    reported_at: pd.Timestamp
    changed_at: pd.Timestamp


def tell(earlier: View, later: View) -> pd.DataFrame:
    """The rows of ``changes`` as ``ToldChange``."""
    table = pd.DataFrame(map(_tell, compare(earlier, later)), columns=ToldChange._fields)
    table = table.astype({"reported_at": _MOMENT, "changed_at": _MOMENT})
    return table.sort_values(["name", "changed_at", "kind", "subject"], ignore_index=True)


def compare(earlier: View, later: View) -> list[Change]:
    """What stands otherwise at the later moment; what is equal at both ends is left out, whatever
    happened between.

    Facts are those of all the evidence; one is among them when one of its claims passes the
    filters at either moment. A daily window that opens or closes is no change. Raises ValueError
    when the views differ in more than the moment or are in the wrong order.
    """
    _check(earlier, later)
    shown = {*earlier.claims.entry_id, *later.claims.entry_id}
    found = _merge_threads(_differing(earlier, later, shown))
    return [change for change in found if not shown.isdisjoint(change.entry_ids)]


def _tell(change: Change) -> ToldChange:
    step, words = change.step, sentences.tell(change.step)
    return ToldChange(
        place_id=change.place_id,
        name=change.name,
        kind=step.entry.fact,
        subject="|".join(", ".join(filter(None, subject)) for subject in change.subjects),
        direction=str(step.direction),
        before=sentences.value_in_words(change.before),
        after=sentences.value_in_words(change.after),
        words=words,
        sentence=f"{change.name}: {words}.",
        entry_ids=list(change.entry_ids),
        reported_at=step.reported_at,
        changed_at=step.changed_at,
    )


def _check(earlier: View, later: View) -> None:
    same = replace(earlier.selection, known_on=later.at) == later.selection
    # By version: a file that was only touched is read again, and views of both readings are shared.
    if not same or earlier.dataset.version != later.dataset.version:
        raise ValueError("The two views differ in more than the moment.")
    if earlier.at > later.at:
        raise ValueError("The earlier moment is after the later one.")


def _differing(earlier: View, later: View, shown: Set[str]) -> Iterator[Change]:
    among = _touched(earlier, later, shown)
    old, new = facts.state(earlier, among), facts.state(later, among)
    places = later.dataset.places
    names = dict(zip(places.index, places.name, strict=True))
    for key in old | new:
        step = Step(catalogue.entry(key[0]), earlier, later, old.get(key), new.get(key))
        if (step.before and step.before.values) != (step.after and step.after.values):
            yield _change(key, step, names)


def _change(key: Key, step: Step, names: Mapping[str, str]) -> Change:
    table, place, subject = key
    return Change(
        table=table,
        place_id=place if place in names else "",
        name=names.get(place, place),
        subjects=(subject,),
        before=step.before.values if step.before else (),
        after=step.after.values if step.after else (),
        entry_ids=step.entry_ids,
        step=step,
    )


def _touched(earlier: View, later: View, shown: Set[str]) -> set[str]:
    """The claims on each table and place that the filters show and where anything can differ."""
    stood, stands = (
        set(view.evidence.entry_id[view.evidence.standing == CURRENT]) for view in (earlier, later)
    )
    differing = (stood ^ stands).union(*(_turning(later.evidence, earlier.at, later.at)))
    places: dict[tuple[str, str], list[str]] = {}
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


def _merge_threads(found: Iterable[Change]) -> list[Change]:
    """One change where one Update took the place of several claims."""
    merged: dict[tuple[Any, ...], Change] = {}
    for change in found:
        is_joined = change.step.entry.is_threaded and change.after
        apart = () if is_joined else change.subjects
        key = (change.table, change.place_id, change.name, change.after, change.entry_ids[0], apart)
        merged[key] = _join(merged[key], change) if key in merged else change
    return list(merged.values())


def _join(one: Change, other: Change) -> Change:
    """ToldChange as of the claim that changed most: a mere change of terms is the lesser news."""
    one, other = sorted(
        (one, other),
        key=lambda change: (change.step.direction == Direction.REVISED, change.subjects),
    )
    return replace(
        one,
        subjects=tuple(sorted({*one.subjects, *other.subjects})),
        before=tuple(dict.fromkeys((*one.before, *other.before))),
        entry_ids=tuple(dict.fromkeys((*one.entry_ids, *other.entry_ids))),
    )
