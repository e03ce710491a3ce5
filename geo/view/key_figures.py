"""The key figures at the head of the map, each with its scope and its claims."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import PHASE, PLACE_KIND
from geo.ledger import RETRACTED
from geo.ranges import Range, exactly, known
from geo.rows import read_rows
from geo.subjects import services
from geo.subjects.tonight import Tonight
from geo.view.credit import credit
from geo.view.key_figure import KeyFigure, Label, Part, Scope, State
from geo.view.view import View

MEASURES = (Label.KILLED, Label.INJURED, Label.DETAINED)
PHASES = (Label.ANNOUNCED, Label.DEPLOYED)


def key_figures(view: View) -> tuple[KeyFigure, ...]:
    """The figures as known at the view's moment, under its filters.

    What is known and only filtered out is said to be left out: it is neither unknown nor zero.
    """
    figures = _figures_of(view)
    if view.whole is view:
        return figures
    pairs = zip(figures, _figures_of(view.whole), strict=True)
    return tuple(
        KeyFigure(one.label, one.scope, State.LEFT_OUT)
        if whole.entry_ids and not one.entry_ids
        else one
        for one, whole in pairs
    )


def _figures_of(view: View) -> tuple[KeyFigure, ...]:
    figures = read_rows(view.figures, _Figure)
    strengths = read_rows(view.strengths, _Strength)
    people = [_credited(_people(figures, measure), view) for measure in MEASURES]
    forces = [_credited(_force(strengths, phase), view) for phase in PHASES]
    people = [_with_retracted(figure, view) for figure in people]
    return *people, *_curfews(view), *forces, _suspended(view)


class _Figure(NamedTuple):
    measure: str
    group: str
    subset: str
    scope: str
    low: int | None
    best: int | None
    high: int | None
    contested: bool
    entry_ids: list[str]


class _Strength(NamedTuple):
    force: str
    contributor: str
    phase: str
    low: int | None
    best: int | None
    high: int | None
    contested: bool
    entry_ids: list[str]


class _Retracted(NamedTuple):
    low: int | None
    best: int | None
    high: int | None
    entry_id: str


def _credited(figure: KeyFigure, view: View) -> KeyFigure:
    return replace(figure, credit=credit(view.dataset, figure.entry_ids))


def _with_retracted(figure: KeyFigure, view: View) -> KeyFigure:
    """The figure with the national totals that were retracted: named, and among its claims."""
    rows = view.history("casualties")
    mine = rows.measure == figure.label.value
    mine &= (rows.standing == RETRACTED) & (rows.scope == "country")
    whole = (rows.group == "all") & (rows.subset == "")
    retracted = read_rows(rows[mine & whole], _Retracted)
    return replace(
        figure,
        retracted=tuple(map(_bounds, retracted)),
        entry_ids=(*figure.entry_ids, *(row.entry_id for row in retracted)),
    )


def _bounds(row: _Figure | _Strength | _Retracted) -> Range:
    return known((row.low, row.best, row.high))


def _people(figures: Iterable[_Figure], measure: Label) -> KeyFigure:
    """The national total; where none is known, the national figures of groups, not added up."""
    national = [
        one for one in figures if (one.measure, one.scope, one.subset) == (measure, "country", "")
    ]
    for total in (one for one in national if one.group == "all"):
        return _whole(measure, Scope.COUNTRY, total)
    return _beside(measure, Scope.COUNTRY, national, [one.group for one in national])


def _force(strengths: Sequence[_Strength], phase: Label) -> KeyFigure:
    """The whole force; where no number is known of it, those of its contingents, not added up."""
    given = [one for one in strengths if one.phase == phase and set(_bounds(one)) != {None}]
    for total in (one for one in given if not one.contributor):
        return replace(_whole(phase, Scope.FORCE, total), force=total.force)
    gone = [one for one in strengths if one.phase == "withdrawn"]
    if gone and not any(one.phase == phase for one in strengths):
        return KeyFigure(phase, Scope.FORCE, State.GONE, entry_ids=_ids(gone))
    later = [one for one in strengths if PHASE.index(one.phase) > PHASE.index(phase.value)]
    if later and not any(one.phase == phase for one in strengths):
        return KeyFigure(phase, Scope.FORCE, State.PASSED, entry_ids=_ids(later))
    return _beside(phase, Scope.FORCE, given, [one.contributor for one in given])


def _whole(label: Label, scope: Scope, total: _Figure | _Strength) -> KeyFigure:
    return KeyFigure(
        label,
        scope,
        State.KNOWN,
        whole=_bounds(total),
        entry_ids=tuple(total.entry_ids),
        contested=total.contested,
    )


def _beside(
    label: Label, scope: Scope, rows: Sequence[_Figure | _Strength], of: Iterable[str]
) -> KeyFigure:
    """Several figures beside each other, which are not added up."""
    return KeyFigure(
        label,
        scope,
        State.KNOWN if rows else State.UNKNOWN,
        parts=tuple(Part(name, _bounds(row)) for name, row in zip(of, rows, strict=True)),
        entry_ids=_ids(rows),
        contested=any(row.contested for row in rows),
    )


def _ids(rows: Iterable[_Figure | _Strength]) -> tuple[str, ...]:
    return tuple(entry_id for row in rows for entry_id in row.entry_ids)


def _curfews(view: View) -> tuple[KeyFigure, KeyFigure]:
    """Places of the dataset with a curfew tonight, and those of them where it is in force now."""
    nights = read_rows(view.tonight, Tonight)
    running = [night for night in nights if night.is_now]
    return (
        _nights(Label.CURFEW_TONIGHT, nights, [one for night in nights for one in night.entry_ids]),
        _nights(Label.CURFEW, running, [one for night in running for one in night.holding]),
    )


def _nights(label: Label, nights: Sequence[Tonight], entry_ids: Iterable[str]) -> KeyFigure:
    figure = _places(label, [night.kind for night in nights], entry_ids)
    return replace(figure, differing=sum(night.contested for night in nights))


def _suspended(view: View) -> KeyFigure:
    """Places in which a service is suspended, by claims about themselves that have not lapsed."""
    states = services.counted(view.service_states)
    out = states[states.state == "suspended"]
    kinds = out.place_id.map(view.dataset.places.kind)
    local = kinds.notna() & (kinds != "country")
    by_place = dict(zip(out.place_id[local], kinds[local], strict=True))
    return _places(Label.SUSPENDED, list(by_place.values()), out.entry_id[local])


def _in_order(kinds: Sequence[str]) -> list[str]:
    """The kinds that there are, a dataset's own last."""
    return sorted(set(kinds), key=lambda kind: (rank(PLACE_KIND, kind), kind))


def _places(label: Label, kinds: Sequence[str], entry_ids: Iterable[str]) -> KeyFigure:
    """A number of places, of which the kinds are the parts."""
    return KeyFigure(
        label,
        Scope.PLACES,
        State.KNOWN,
        whole=exactly(len(kinds)),
        parts=tuple(Part(kind, exactly(kinds.count(kind))) for kind in _in_order(kinds)),
        entry_ids=tuple(dict.fromkeys(entry_ids)),
    )
