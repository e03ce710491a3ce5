"""The key figures at the head of the map, each with its scope and its claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import PHASE, PLACE_KIND
from geo.ranges import Range, exactly, known
from geo.rows import read_rows
from geo.subjects import casualties, deployments, services, spans
from geo.subjects.correcting import bounds
from geo.subjects.counting import Rival
from geo.subjects.deployments import Strength
from geo.subjects.tonight import Tonight
from geo.view import taken_back
from geo.view.credit import credit
from geo.view.keeping import once
from geo.view.key_figure import Corrected, KeyFigure, Label, Part, Scope, State
from geo.view.view import View

MEASURES = (Label.KILLED, Label.INJURED, Label.DETAINED)
PHASES = (Label.ANNOUNCED, Label.DEPLOYED)


def key_figures(view: View) -> tuple[KeyFigure, ...]:
    """The figures as known at the view's moment.

    Those of a country or a force rest on all the evidence, whatever places, kinds or words are
    asked for: these choose places, and a national figure has no part of one. Counts of places
    follow them, and count those shown.
    """
    people, forces = once(_national, view.whole)
    return *people, *_curfews(view), *forces, _suspended(view)


def _national(whole: View) -> tuple[list[KeyFigure], list[KeyFigure]]:
    """Those of the country's people and those of its forces, the same whatever is asked for."""
    strengths = read_rows(whole.strengths, Strength)
    retracted = _retracted(whole)
    people = [_credited(figure, whole, retracted) for figure in _people(whole, retracted)]
    forces = [_credited(_force(strengths, phase, whole), whole) for phase in PHASES]
    return people, forces


def key_figure(label: Label, view: View) -> KeyFigure:
    """One of the key figures."""
    return next(one for one in once(key_figures, view) if one.label == label)


class _Figure(NamedTuple):
    place_id: str
    measure: str
    group: str
    subset: str
    since: str
    counts: str
    collection: str
    as_of: str
    scope: str
    low: int | None
    best: int | None
    high: int | None
    contested: bool
    rivals: list[str]
    entry_ids: list[str]


class _Retracted(NamedTuple):
    place_id: str
    measure: str
    low: int | None
    best: int | None
    high: int | None
    entry_id: str


def _credited(figure: KeyFigure, view: View, retracted: Sequence[_Retracted] = ()) -> KeyFigure:
    """The figure with its sources, and then with what was retracted of it, or corrected."""
    gone = [part.entry_id for part in retracted if part.measure == figure.label]
    told = replace(figure, credit=credit(view.dataset, figure.entry_ids))
    was = [one.entry_id for one in figure.corrected]
    return replace(told, entry_ids=(*figure.entry_ids, *gone, *was))


def _people(view: View, retracted: Sequence[_Retracted]) -> list[KeyFigure]:
    """The measures of people by national tolls; sums of events are not the country's figure."""
    national = [
        one for one in spans.last(read_rows(view.figures, _Figure))
        if (one.scope, one.subset, one.counts) == ("country", "", "toll")
    ]  # fmt: skip
    names = view.dataset.places.name
    shown = {one.place_id for one in national} | {one.place_id for one in retracted}
    named = {one: names[one] for one in shown} if len(shown) > 1 else dict.fromkeys(shown, "")
    found = []
    for measure in MEASURES:
        own = [one for one in national if one.measure == measure]
        figure = _measure(view, measure, own, named)
        gone = (one for one in retracted if one.measure == measure)
        taken = tuple(Part("all", _bounds(one), named[one.place_id]) for one in gone)
        corrected = tuple(_corrected(figure.entry_ids, named, view))
        found.append(replace(figure, retracted=taken, corrected=corrected))
    return found


def _corrected(
    entry_ids: Iterable[str], named: Mapping[str, str], view: View
) -> Iterator[Corrected]:
    """What the claims that a figure rests on correct."""
    for _, claim, message, _ in taken_back.corrected_by(entry_ids, view):
        now, was = bounds(message), bounds(claim)
        yield Corrected(claim.group, was, now, named.get(claim.place_id, ""), claim.entry_id)


def _retracted(view: View) -> list[_Retracted]:
    """The national totals that were withdrawn."""
    rows = view.withdrawn("casualties", "country")
    mine = (rows.group == "all") & (rows.subset == "") & (rows.counts != "event")
    return read_rows(rows[mine], _Retracted)


def _bounds(row: _Figure | Strength | _Retracted) -> Range:
    return known((row.low, row.best, row.high))


def _measure(
    view: View, measure: Label, national: Sequence[_Figure], named: Mapping[str, str]
) -> KeyFigure:
    """The total of the one country; else each country's, or its groups', none of them added up."""
    said = [one for one in national if one.contested or set(_bounds(one)) != {None}]
    national = said or national
    totals = {one.place_id: one for one in national if one.group == "all"}
    if len({one.place_id for one in national}) == 1 and totals:
        (total,) = totals.values()
        whole = _whole(measure, Scope.COUNTRY, total, casualties.rivals(total, view.dataset.rows))
        place, since = named[total.place_id], total.since
        return replace(whole, place=place, since=since, as_of=total.as_of)
    shown = [one for one in national if totals.get(one.place_id, one) is one]
    parts = [
        Part(one.group, _bounds(one), named[one.place_id],
             casualties.rivals(one, view.dataset.rows), _ids([one]), since=one.since)
        for one in shown
    ]  # fmt: skip
    return _beside(measure, Scope.COUNTRY, shown, parts)


def _force(strengths: Sequence[Strength], phase: Label, view: View) -> KeyFigure:
    """The whole force; where no number is known of it, those of its contingents, not added up."""
    rows = view.dataset.rows
    gone = [one for one in strengths if one.phase == "withdrawn"]
    there = [one for one in strengths if one.phase == phase and _is_there(one)]
    given = [one for one in there if one.counted_as]
    for total in (one for one in given if not one.contributor):
        whole = _whole(phase, Scope.FORCE, total, deployments.rivals(total, rows))
        more = [one for one in strengths if not {*one.exceeds}.isdisjoint(total.entry_ids)]
        return replace(whole, force=total.force, exceeding=_contingents(more, view))
    later = [one for one in strengths if PHASE.index(one.phase) > PHASE.index(phase.value)]
    if gone and not there and not any(map(_is_there, later)):
        return KeyFigure(phase, Scope.FORCE, State.GONE, entry_ids=_ids(gone))
    if later and not there:
        return KeyFigure(phase, Scope.FORCE, State.PASSED, entry_ids=_ids(later))
    # A contingent of which some are left is not passed over for its number having ended.
    shown = [one for one in there if one.counted_as or one.parted]
    more = [one for one in given if one.exceeds]
    return replace(
        _beside(phase, Scope.FORCE, shown, _contingents(shown, view)),
        exceeding=_contingents(more, view),
    )


def _contingents(strengths: Iterable[Strength], view: View) -> tuple[Part, ...]:
    rows = view.dataset.rows
    return tuple(
        Part(one.contributor, one.bounds, "", deployments.rivals(one, rows), _ids([one]),
             one.counted_as if one.is_by_another_phase else "", one.parted)
        for one in strengths
    )  # fmt: skip


def _is_there(strength: Strength) -> bool:
    """Whether it is of somebody who has not gone; a force that has parted is its contingents."""
    return strength.phase != "withdrawn" and bool(strength.contributor or not strength.parted)


def _whole(
    label: Label, scope: Scope, total: _Figure | Strength, rivals: tuple[Rival, ...]
) -> KeyFigure:
    return KeyFigure(
        label,
        scope,
        State.KNOWN,
        whole=_bounds(total),
        entry_ids=_ids([total]),
        contested=total.contested,
        rivals=rivals,
    )


def _beside(
    label: Label, scope: Scope, rows: Sequence[_Figure | Strength], parts: Iterable[Part]
) -> KeyFigure:
    """Several figures beside each other, which are not added up."""
    return KeyFigure(
        label,
        scope,
        State.KNOWN if rows else State.UNKNOWN,
        parts=tuple(parts),
        entry_ids=_ids(rows),
        contested=any(row.contested for row in rows),
    )


def _ids(rows: Iterable[_Figure | Strength]) -> tuple[str, ...]:
    named = (entry_id for row in rows for entry_id in (*row.entry_ids, *row.rivals))
    return tuple(dict.fromkeys(named))


def _curfews(view: View) -> tuple[KeyFigure, ...]:
    """Places of the dataset with a curfew tonight, and those of them where it is in force now.

    Beside either figure stands where nobody says whether it has begun: tonight it is there.
    """
    nights = read_rows(view.tonight, Tonight)
    unknown = sum(night.begin_unknown for night in nights)
    running = [night for night in nights if night.is_now]
    tonight = chain.from_iterable(night.entry_ids for night in nights)
    now = chain.from_iterable(night.holding for night in running)
    figures = (
        _nights(view, Label.CURFEW_TONIGHT, nights, tonight),
        _nights(view, Label.CURFEW, running, now),
    )
    return tuple(replace(figure, begin_unknown=unknown) for figure in figures)


def _nights(
    view: View, label: Label, nights: Sequence[Tonight], entry_ids: Iterable[str]
) -> KeyFigure:
    figure = _places(view, label, [night.kind for night in nights], entry_ids)
    return replace(figure, differing=sum(night.contested for night in nights))


def _suspended(view: View) -> KeyFigure:
    """Places in which a service is cut, by claims about themselves that have not lapsed."""
    out, kinds = services.cut(view.service_states), view.dataset.places.kind.to_dict()
    here = [(one, kinds[one]) for one in out.place_id if kinds.get(one, "country") != "country"]
    ids = out.entry_id[out.place_id.isin(one for one, _ in here)]
    closed = services.closed(view.service_states)
    return replace(
        _places(view, Label.SUSPENDED, list(dict(here).values()), ids),
        nationwide=_nationwide(view.whole),
        by_decision=tuple(dict.fromkeys(closed.service)),
    )


def _nationwide(view: View) -> tuple[str, ...]:
    """The services that claims on a whole country say are cut."""
    out = services.cut(view.service_states)
    is_national = out.place_id.map(view.dataset.places.kind) == "country"
    return tuple(out.service[is_national].unique())


def _in_order(kinds: Sequence[str]) -> list[str]:
    """The kinds that there are, a dataset's own last."""
    return sorted(set(kinds), key=lambda kind: (rank(PLACE_KIND, kind), kind))


def _places(view: View, label: Label, kinds: Sequence[str], entry_ids: Iterable[str]) -> KeyFigure:
    """A number of the places shown, but for countries, of which the kinds are the parts."""
    shown = view.dataset.places.kind.loc[list(view.shown)]
    return KeyFigure(
        label,
        Scope.PLACES,
        State.KNOWN,
        whole=exactly(len(kinds)),
        parts=tuple(Part(kind, exactly(kinds.count(kind))) for kind in _in_order(kinds)),
        entry_ids=tuple(dict.fromkeys(entry_ids)),
        among=int((shown != "country").sum()),
        is_of_shown=view.whole is not view,
    )
