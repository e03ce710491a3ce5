"""Severities by the rule that came in the place of other ones, where no editor judged between."""

from collections.abc import Iterable, Iterator, Set

import pandas as pd

from geo.changes.steps import Step
from geo.subjects import catalogue
from geo.subjects.rating import DERIVED
from geo.subjects.values import Fact, Severity
from geo.view import View

SUBJECT = ("severity", "by the rule")


def steps(earlier: View, later: View) -> Iterator[tuple[str, Step]]:
    """From one severity to another that is derived, for each place in a country.

    A first one, which follows from the reports themselves, is no step, and neither is one with a
    judgement of an editor between the two moments, which is told itself.
    """
    before, after = earlier.whole.status, later.whole.status
    known_before: Set[str] | None = None
    for place_id in _differing(before, after, later.dataset.places.kind):
        old, new = before.loc[place_id], after.loc[place_id]
        rests_on = tuple(new.derived_from)
        known_before = known_before or frozenset(earlier.known.entry_id)
        known = tuple(one for one in rests_on if one in known_before)
        was = Severity(old.severity, reason=old.reason)
        now = Severity(new.severity, reason=new.reason)
        facts = Fact((was,), known, was, old), Fact((now,), rests_on, now, new)
        yield place_id, Step(catalogue.entry("status"), earlier, later, *facts)


def _differing(before: pd.DataFrame, after: pd.DataFrame, kind: pd.Series) -> Iterable[str]:
    """The places in a country whose severity is derived and was another."""
    both = before.index.intersection(after.index)
    old, new = before.loc[both], after.loc[both]
    is_told = (new.basis == DERIVED) & (old.severity != new.severity)
    return both[is_told & (old.entry_id == new.entry_id) & (kind.loc[both] != "country")]
