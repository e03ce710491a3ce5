"""The theme of forces: who is where, what is guarded, and from which country they came.

A contingent that has left the country, or the place, is nowhere any more.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

import pandas as pd

from geo.ledger import LOCAL, breadth
from geo.mapping.inert import inert
from geo.mapping.themes.origins import bearing, middle_of
from geo.mapping.themes.parts import LONGEST_LABEL, Arrow, Drawn, Mark, Scene, mark
from geo.ranges import level
from geo.rows import read_rows
from geo.subjects import contingents, deployments
from geo.subjects.deployments import Strength
from geo.view import View
from geo.view.key_figure import Label, State
from geo.words import deployments as said
from geo.words import key_figures as said_figures
from geo.words import numbers, terms
from geo.words.countries import country_name, two_letters

GONE, IN_PLACE = "withdrawn", "deployed"
_MOST_NAMED = 2


def draw(scene: Scene) -> Drawn:
    """A mark for each place with a contingent there or on its way, an arrow for each origin."""
    view = scene.view
    known = read_rows(view.whole.strengths, Strength)
    gone = {_key(one) for one in known if one.phase == GONE}
    parted = {_key(one) for one in known if one.parted}
    order = _largest_first(view)
    every = sorted(
        (one for one in read_rows(view.strengths, Strength) if _key(one) not in gone), key=order
    )
    shown = {row.place_id: row for row in scene.rows}
    claims = view.table("deployments")
    local = claims[claims.scope.map(breadth).between(1, LOCAL)]
    found = {
        place_id: [
            _without_number(one) if _key(one) in parted else one
            for one in sorted(there, key=order)
            if _key(one) not in gone and one.phase != GONE
        ]
        for place_id, there in _by_place(local, view).items()
        if place_id in shown
    }
    found = {place_id: there for place_id, there in found.items() if there}
    tasks = _tasks(local, gone)
    marks = {
        place_id: _mark(shown[place_id].name, there, tasks.get(place_id, []), view)
        for place_id, there in found.items()
    }
    return Drawn(marks, _note(every, found, scene), list(_arrows(every, found, view)))


def _key(one: Strength) -> tuple[str, str]:
    return one.force, one.contributor


def _without_number(one: Strength) -> Strength:
    """Some of its people have left, from wherever they were."""
    return one._replace(
        low=None, best=None, high=None, contested=False, rivals=[], counted_as="", parted=True
    )


def _largest_first(view: View) -> Callable[[Strength], tuple[bool, int, str]]:
    """A key that puts the whole force first, then its contingents by the most that any claim gives
    of each, wherever it is: of those at one place a number is rarely given.
    """
    sizes: dict[tuple[str, str], int] = {}
    columns = ["force", "contributor", *deployments.PERSONNEL]
    for row in read_rows(view.table("deployments"), columns):
        number = level(row.personnel_low, row.personnel_best, row.personnel_high)
        key = row.force, row.contributor
        sizes[key] = max(sizes.get(key, 0), number or 0)
    return lambda one: (bool(one.contributor), -sizes.get(_key(one), 0), one.contributor)


def _by_place(local: pd.DataFrame, view: View) -> dict[str, list[Strength]]:
    """The contingents of each place by the claims on it alone."""
    if local.empty:
        return {}
    # As if the force at each place were one of its own: all of them are settled in one go.
    names = {f"{place}\n{force}": (place, force)
             for place, force in zip(local.place_id, local.force, strict=True)}  # fmt: skip
    keyed = local.assign(force=local.place_id + "\n" + local.force)
    found: dict[str, list[Strength]] = {}
    settled = deployments.strengths(keyed, view.dataset.about.comparable_days)
    for one in read_rows(settled, Strength):
        place_id, force = names[one.force]
        found.setdefault(place_id, []).append(one._replace(force=force))
    return found


def _tasks(local: pd.DataFrame, gone: Set[tuple[str, str]]) -> dict[str, list[str]]:
    """What those who are still there guard or do, by place."""
    columns = ["place_id", "task", "force", "contributor"]
    found: dict[str, list[str]] = {}
    for row in read_rows(contingents.guarded(local), columns):
        if (row.force, row.contributor) not in gone:
            found.setdefault(row.place_id, []).append(row.task)
    return {place_id: list(dict.fromkeys(tasks)) for place_id, tasks in found.items()}


def _mark(name: str, there: Sequence[Strength], tasks: Sequence[str], view: View) -> Mark:
    placed = [one for one in there if one.phase == IN_PLACE]
    coming = [one for one in there if one.phase != IN_PLACE and one.contributor] or [
        one for one in there if one.phase != IN_PLACE and not placed
    ]
    words = (
        f"{name}.",
        _told("In place", placed, view),
        _told("Not yet there", coming, view),
        f"Tasks: {'; '.join(tasks)}." if placed and tasks else "",
    )
    flags = ["contested"] if any(one.contested for one in placed or coming) else []
    text = _text(placed or coming, view)
    return mark("Force" if placed else "ForceAhead", words, 3 if placed else 1, text, flags)


def _told(head: str, rows: Sequence[Strength], view: View) -> str:
    """'In place: Russia; Tajikistan 100 or more.'"""
    named = [_strength(one, view) for one in rows]
    return f"{head}: {'; '.join(named)}." if named else ""


def _strength(one: Strength, view: View) -> str:
    """'Belarus 500 (as announced)', 'Russia', 'Tajikistan 200, in transit'."""
    rows = view.dataset.rows
    told = said.strength(
        one, rivals=deployments.rivals(one, rows), wholes=deployments.wholes(one, rows)
    )
    number = f" {told}" if one.counted_as else f", {told}" if one.parted or one.leaving else ""
    phase = "" if one.phase == IN_PLACE else f", {terms.plain(one.phase)}"
    return f"{_name(one)}{number}{phase}"


def _name(one: Strength) -> str:
    return country_name(one.contributor) if one.contributor else "the force, country not named"


def _text(rows: Sequence[Strength], view: View) -> str:
    """The number where one is known of all of them together, else who they are."""
    whole = [one for one in rows if not one.contributor] or rows
    if len(whole) == 1 and (number := numbers.in_short(*whole[0].bounds)):
        return number
    named = [country_name(one.contributor) for one in rows if one.contributor]
    more = f" +{len(named) - _MOST_NAMED}" if len(named) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more


def _unplaced(every: Sequence[Strength], found: Mapping[str, Sequence[Strength]]) -> list[Strength]:
    placed = {_key(one) for there in found.values() for one in there}
    return [one for one in every if one.contributor and _key(one) not in placed]


def _note(every: Sequence[Strength], found: Mapping[str, Sequence[Strength]], scene: Scene) -> str:
    """'Whole force: 2,500. Place not given: Belarus 500; Tajikistan 200.'"""
    total = scene.figures[Label.DEPLOYED]
    is_known = total.state == State.KNOWN and (total.whole is not None or total.rivals)
    whole = f"Whole force: {said_figures.value(total)}." if is_known else ""
    named = [_strength(one, scene.view) for one in _unplaced(every, found)]
    unplaced = f"Place not given: {'; '.join(named)}." if named else ""
    return " ".join(filter(None, (whole, unplaced))) or ("" if found else _NOBODY)


_NOBODY = "No contingent is known to be in place or on its way."


def _arrows(
    every: Sequence[Strength], found: Mapping[str, Sequence[Strength]], view: View
) -> Iterator[Arrow]:
    """From each country to each place of its contingent; to "" where nobody gave one."""
    places = view.dataset.places
    here = _centre(view)
    for one in every:
        origin = middle_of(two_letters(one.contributor)) if one.contributor else None
        if origin is None or two_letters(one.contributor) == view.dataset.about.country:
            continue
        ends = [place_id for place_id, there in found.items() if _key(one) in map(_key, there)]
        for place_id in ends or [""]:
            row = places.loc[place_id] if place_id else None
            start = here if row is None else (float(row.longitude), float(row.latitude))
            yield Arrow({
                "from": inert(country_name(one.contributor), LONGEST_LABEL),
                "to": place_id,
                "words": inert(f"From {_strength(one, view)}"),
                "bearing": bearing(start, origin),
            })  # fmt: skip


def _centre(view: View) -> tuple[float, float]:
    """The country's own middle, else that of all the places: longitude and latitude."""
    country = middle_of(view.dataset.about.country)
    places = view.dataset.places
    return country or (float(places.longitude.mean()), float(places.latitude.mean()))
