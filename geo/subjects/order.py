"""Which of several claims is the latest: only hours that somebody gave make an order in a day."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

import pandas as pd


class Reported(Protocol):
    """A claim with the first and the last moment at which it can have become known."""

    @property
    def reported_from(self) -> pd.Timestamp: ...

    @property
    def reported_at(self) -> pd.Timestamp: ...


class Span(NamedTuple):
    """Between which moments lies what a claim speaks of: a moment, or some hour of a day."""

    first: pd.Timestamp
    last: pd.Timestamp


Claim = TypeVar("Claim", bound=Reported)


def latest(claims: Sequence[tuple[Span, Claim]]) -> list[tuple[Span, Claim]]:
    """Those that no other is surely later than; of one span, those that were reported last."""
    since = max(span.first for span, _ in claims)
    # The end of a day is the begin of the next one, and no part of it.
    late = [one for one in claims if one[0].last > since or one[0].first == since]
    reported: dict[Span, pd.Timestamp] = {}
    for span, claim in late:
        reported[span] = max(claim.reported_from, reported.get(span, claim.reported_from))
    return [one for one in late if one[1].reported_at >= reported[one[0]]]
