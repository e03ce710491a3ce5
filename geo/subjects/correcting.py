"""Whether a message corrects what it takes the place of, or only brings later news of it."""

from typing import Any

import pandas as pd

from geo import ranges
from geo.dataset.schema import TABLES
from geo.rows import split
from geo.subjects import casualties
from geo.subjects.lapsing import SAME
from geo.times import is_day

# People whom these befell do not become fewer. Who is detained, in hospital, missing or displaced
# may be free, healthy, found or at home the next day.
_ONLY_GROWS = frozenset(("killed", "injured"))


def corrects(message: Any, claim: Any) -> bool:
    """Whether a message that replaces a claim says that the claim was wrong.

    A Cancel (CAP) always does: it takes the claim back. An Update (CAP) mostly brings what came
    later: of a running toll the count of a later hour, of a service, a force or a decree what
    became of it. It corrects the claim where

    * one of the two ``disputes`` the other: a curator holds that both cannot be true;
    * it counts the same people and they are fewer, though they only can become more: those killed
      or injured in a toll, and all in an event;
    * it speaks of a time that is surely no later (``as_of`` of a toll, else the begin: an earlier
      day, or the same day by hours that both give), and says something else of it: a number that
      does not meet the other, or another word in a column that only its table has. Another end is
      no correction: whoever extends or lifts a decree does not say that it was wrong. Nor is a cell
      that was empty: unknown is not otherwise.
    """
    if message.message == "Cancel" or claim.entry_id in split(message.disputed_by):
        return True
    if TABLES[claim.table].counted_by:
        return _corrects_count(message, claim)
    return _differs(message, claim) and _is_no_later(message.occurred_from, claim.occurred_from)


def _corrects_count(message: Any, claim: Any) -> bool:
    same = (*TABLES[claim.table].counted_by, "place_id", "counts", "event")
    if any(getattr(message, name, "") != getattr(claim, name, "") for name in same):
        return False
    new, old = bounds(message), bounds(claim)
    only_grows = claim.counts == casualties.EVENT or claim.measure in _ONLY_GROWS
    if only_grows and ranges.exceeds(old, new):
        return True
    is_toll = claim.counts != casualties.EVENT
    return (
        is_toll and not ranges.meet(new, old) and _is_no_later(message.speaks_of, claim.speaks_of)
    )


def bounds(claim: Any) -> ranges.Range:
    """The people whom a claim counts; all open where it counts none."""
    return ranges.known([getattr(claim, name, None) for name in ranges.RANGE])


def _differs(message: Any, claim: Any) -> bool:
    """Whether two claims say other things, where both say something; how each knows it is not held
    against the other.
    """
    table = TABLES[claim.table]
    names = SAME.get(table.name) or [column.name for column in table.own]
    pairs = ((getattr(message, name), getattr(claim, name)) for name in names)
    return any(_is_given(one) and _is_given(two) and one != two for one, two in pairs)


def _is_given(cell: Any) -> bool:
    return not pd.isna(cell) and cell != ""


def _is_no_later(new: str, old: str) -> bool:
    """Whether one local time is surely not after another: a day without an hour is any of its."""
    if not new or not old:
        return False
    return new[:10] < old[:10] or (not is_day(new) and not is_day(old) and new <= old)
