"""Severities by the rule that came in the place of other ones, where no editor judged between."""

from collections.abc import Iterator

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
    kind = later.dataset.places.kind
    before, after = earlier.whole.status, later.whole.status
    for place_id in before.index.intersection(after.index):
        old, new = before.loc[place_id], after.loc[place_id]
        is_told = new.basis == DERIVED and old.severity != new.severity
        if is_told and old.entry_id == new.entry_id and kind[place_id] != "country":
            rests_on = tuple(new.derived_from)
            known = tuple(one for one in rests_on if one in set(earlier.known.entry_id))
            was = Severity(old.severity, reason=old.reason)
            now = Severity(new.severity, reason=new.reason)
            facts = Fact((was,), known, was, old), Fact((now,), rests_on, now, new)
            yield place_id, Step(catalogue.entry("status"), earlier, later, *facts)
