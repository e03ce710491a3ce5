"""Figures of the same people that count from different days on: which of them is told first."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class _Spanning(Protocol):
    @property
    def place_id(self) -> str: ...

    @property
    def measure(self) -> str: ...

    @property
    def group(self) -> str: ...

    @property
    def subset(self) -> str: ...

    @property
    def since(self) -> str: ...

    @property
    def counts(self) -> str: ...

    @property
    def collection(self) -> str: ...

    @property
    def as_of(self) -> str: ...


_F = TypeVar("_F", bound=_Spanning)


def last(figures: Iterable[_F]) -> list[_F]:
    """Of the figures of the same people, counted from several days on, the one to be told first:
    as of the latest day; of these the one of the longest span.
    """
    rows = list(figures)
    if not any(one.since for one in rows):
        return rows
    last = {_whoever(one): id(one) for one in sorted(rows, key=_span)}
    return [one for one in rows if last[_whoever(one)] == id(one)]


def _whoever(figure: _Spanning) -> tuple[str, ...]:
    people = figure.place_id, figure.measure, figure.group, figure.subset
    return *people, figure.counts, figure.collection


def _span(figure: _Spanning) -> tuple[str, int]:
    begin = date.fromisoformat(figure.since) if figure.since else date.min
    return figure.as_of, -begin.toordinal()
