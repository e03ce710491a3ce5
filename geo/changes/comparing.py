"""What is different between two moments: the same filters, an earlier and a later 'as known on'."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from geo.changes import facts, rated, sentences
from geo.changes.directions import Direction
from geo.changes.facts import Key
from geo.changes.gathering import ToldChange
from geo.changes.gravity import gravity
from geo.changes.steps import Change, Step
from geo.ledger import CURRENT, RETRACTED
from geo.subjects import catalogue
from geo.view import View, made_once

COLUMNS = ("place_id", "name", "kind", "subject", "direction", "before", "after", "sentence",
           "entry_ids", "reported_at", "changed_at", "hour_unknown")  # fmt: skip
_MOMENT = "datetime64[us, UTC]"


def changes(earlier: View, later: View) -> pd.DataFrame:
    """One row per fact that stands otherwise at the later moment, with the COLUMNS, by place and
    time: what ``compare``, ``compare_ratings`` and ``compare_unhoured`` find, in words.

    ``before`` and ``after`` are the values in words ("" where there is none); applying the
    ``after`` of each ``subject`` (names joined by | for threads that one Update brought together)
    to the earlier state gives the later one. ``reported_at`` is when the claim behind the change
    was reported, ``changed_at`` when it took effect on what was known: the report, or a begin or
    end that the clock has passed since ('began', 'ended', 'lapsed'). ``hour_unknown``: a report
    behind it has a day and no hour, and that day is only partly between the two moments, so that
    it may have come before or after them.
    """
    return tell(earlier, later)[list(COLUMNS)]


def tell(earlier: View, later: View) -> pd.DataFrame:
    """The rows of ``changes`` as ``ToldChange``."""
    found = [
        *compare(earlier, later),
        *compare_ratings(earlier, later),
        *compare_unhoured(earlier, later),
    ]
    table = pd.DataFrame(map(_tell, found), columns=ToldChange._fields)
    table = table.astype({"reported_at": _MOMENT, "changed_at": _MOMENT, "hour_unknown": "bool"})
    return table.sort_values(["name", "changed_at", "kind", "subject"], ignore_index=True)


def compare(earlier: View, later: View) -> list[Change]:
    """What stands otherwise at the later moment, and what was published and withdrawn between.

    What else happened between and is equal at both ends is left out. Facts are those of all the
    evidence; one is among them when one of its claims passes the filters at either moment. A daily
    window that opens or closes is no change. Raises ValueError when the views differ in more than
    the moment or are in the wrong order.
    """
    _check(earlier, later)
    shown = {*earlier.claims.entry_id, *later.claims.entry_id}
    return _shown([*_merge_threads(_differing(earlier, later)), *_brief(earlier, later)], shown)


def compare_ratings(earlier: View, later: View) -> list[Change]:
    """The places whose severity is another one by the rule, where no editor judged it since."""
    _check(earlier, later)
    names = _names(later)
    found = [
        _change(("status", place_id, rated.SUBJECT), step, names)
        for place_id, step in rated.steps(earlier, later)
    ]
    return _shown(found, {*earlier.claims.entry_id, *later.claims.entry_id})


def _shown(found: Iterable[Change], shown: Set[str]) -> list[Change]:
    """Those that rest on a claim which the filters show."""
    return [
        replace(change, hour_unknown=change.step.hour_unknown)
        for change in found
        if not shown.isdisjoint(change.entry_ids)
    ]


def compare_unhoured(earlier: View, later: View) -> list[Change]:
    """What the reports without an hour of the day that the earlier moment lies in bring.

    They are known at both moments; whether they came before the earlier one, nobody said.
    """
    _check(earlier, later)
    if earlier.at == later.at or not earlier.known.hour_unknown.any():
        return []
    found = compare(earlier.with_hours("known"), earlier)
    return [replace(change, hour_unknown=True) for change in found]


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
        hour_unknown=change.hour_unknown,
        gravity=gravity(change),
        alike=sentences.alike(step),
    )


def _check(earlier: View, later: View) -> None:
    same = replace(earlier.selection, known_on=later.at, hours=later.selection.hours)
    # By version: a file that was only touched is read again, and views of both readings are shared.
    if same != later.selection or earlier.dataset.version != later.dataset.version:
        raise ValueError("The two views differ in more than the moment.")
    if earlier.at > later.at:
        raise ValueError("The earlier moment is after the later one.")


def _differing(earlier: View, later: View) -> Iterator[Change]:
    among = _touched(earlier, later)
    old, new = facts.state(earlier, among), facts.state(later, among)
    names = _names(later)
    for key in old | new:
        step = Step(catalogue.entry(key[0]), earlier, later, old.get(key), new.get(key))
        if (step.before and step.before.values) != (step.after and step.after.values):
            yield _change(key, step, names)


def _brief(earlier: View, later: View) -> list[Change]:
    """What was published after the earlier moment and withdrawn by the later one."""
    withdrawn = later.evidence.entry_id[later.whole.are(RETRACTED)]
    new = withdrawn[~withdrawn.index.isin(earlier.known.index)]
    rows = [later.dataset.rows[one] for one in new]
    names = _names(later)
    merged: dict[tuple[Any, ...], Change] = {}
    for key, fact in (item for row in rows for item in facts.of_claim(later, row).items()):
        step = Step(catalogue.entry(key[0]), earlier, later, fact, None, is_brief=True)
        change = _change(key, step, names)
        # Carriers of one figure that was withdrawn at once are one change.
        same = (*key, fact.values, *step.cancels)
        merged[same] = _join_brief(merged[same], change) if same in merged else change
    return [_name_brief(change) for change in merged.values()]


def _join_brief(one: Change, other: Change) -> Change:
    before, more = one.step.before, other.step.before
    if before is None or more is None:
        return one
    fact = replace(before, entry_ids=(*before.entry_ids, *more.entry_ids))
    step = replace(one.step, before=fact)
    return replace(one, step=step, entry_ids=step.entry_ids)


def _name_brief(change: Change) -> Change:
    """Of another subject than what stands of the same at either moment."""
    subjects = tuple((*subject, change.step.stood[0]) for subject in change.subjects)
    return replace(change, subjects=subjects)


def _names(view: View) -> Mapping[str, str]:
    places = view.dataset.places
    return dict(zip(places.index, places.name, strict=True))


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


def _touched(earlier: View, later: View) -> set[str]:
    """The claims on each table and place that the filters show and where anything can differ."""
    is_shown, differs = (np.zeros(len(later.dataset.claims), dtype=bool) for _ in range(2))
    for view in (earlier, later):
        is_shown[view.claims.index] = True
        stands = view.whole.are(CURRENT)
        differs[view.evidence.index[stands]] ^= True
    evidence = later.evidence
    for turned in _turning(evidence, earlier.at, later.at):
        differs[turned] = True
    lapsed = {*earlier.last_reports} ^ {*later.last_reports}
    differs[evidence.index[evidence.entry_id.isin(lapsed)]] = True
    rows = evidence.index.to_numpy()
    numbers = made_once.subjects(later.dataset)[rows]
    shown, differing = (np.bincount(numbers, marks[rows]) > 0 for marks in (is_shown, differs))
    return set(evidence.entry_id[(shown & differing)[numbers]])


def _turning(claims: pd.DataFrame, since: pd.Timestamp, until: pd.Timestamp) -> Iterator[pd.Index]:
    """The claims whose begin, and those whose end, passed between two moments."""
    for column in (claims.begins, claims.ends):
        yield claims.index[(column > since) & (column <= until)]


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
