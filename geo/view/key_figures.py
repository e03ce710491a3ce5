"""The key figures at the head of the map, each with its scope, its claims and its change."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geo.ledger import RETRACTED
from geo.ranges import RANGE
from geo.rows import read_rows
from geo.subjects import casualties, deployments
from geo.view.credit import credit
from geo.view.view import View
from geo.words import numbers
from geo.words.countries import country_name


@dataclass(frozen=True)
class KeyFigure:
    """``value`` in words with its unit in ``label``; ``entry_ids`` are the claims it rests on.

    ``credit`` names their sources where the figure is theirs, and is empty where it is a count.
    """

    label: str
    value: str
    scope: str
    entry_ids: tuple[str, ...] = ()
    contested: bool = False
    credit: str = ""


MEASURES = ("killed", "injured", "detained")
UNKNOWN = "not known"
LEFT_OUT = "left out"
GONE = "withdrawn"


def key_figures(view: View) -> tuple[KeyFigure, ...]:
    """The figures as known at the view's moment, under its filters.

    What is known and only filtered out is said to be left out: it is neither unknown nor zero.
    """
    figures = _figures_of(view)
    if view.whole is view:
        return figures
    pairs = zip(figures, _figures_of(view.whole), strict=True)
    return tuple(
        KeyFigure(one.label, LEFT_OUT, "by the filters that are set")
        if whole.entry_ids and not one.entry_ids
        else one
        for one, whole in pairs
    )


def _figures_of(view: View) -> tuple[KeyFigure, ...]:
    figures = read_rows(view.figures, [*casualties.KEY, *RANGE, "scope", "contested", "entry_ids"])
    strengths = read_rows(view.strengths, [*deployments.KEY, *RANGE, "contested", "entry_ids"])
    people = [_people(figures, measure) for measure in MEASURES]
    forces = [_force(strengths, phase) for phase in ("announced", "deployed")]
    told = [replace(one, credit=credit(view.dataset, one.entry_ids)) for one in people + forces]
    people, forces = told[: len(people)], told[len(people) :]
    people = [_with_retracted(*pair, view) for pair in zip(people, MEASURES, strict=True)]
    return *people, _curfews(view), *forces, _suspended(view)


def change(now: KeyFigure, before: KeyFigure) -> str:
    """How a figure stood at an earlier moment, in words."""
    if LEFT_OUT in (now.value, before.value):
        return ""
    if now.value == before.value:
        return "unchanged in 24 h"
    if now.scope == before.scope or before.value == UNKNOWN:
        return f"24 h before: {before.value}"
    return f"24 h before: {before.value} ({before.scope})"


def _with_retracted(figure: KeyFigure, measure: str, view: View) -> KeyFigure:
    """The figure with the national totals that were retracted: named, and among its claims."""
    rows = view.history("casualties")
    mine = (rows.standing == RETRACTED) & (rows.scope == "country") & (rows.measure == measure)
    whole = (rows.group == "all") & (rows.subset == "")
    retracted = read_rows(rows[mine & whole], [*RANGE, "entry_id"])
    if not retracted:
        return figure
    scope = f"{figure.scope}; retracted: {', '.join(map(_range, retracted))}"
    ids = (*figure.entry_ids, *(one.entry_id for one in retracted))
    return replace(figure, scope=scope, entry_ids=ids)


def _people(figures: list, measure: str) -> KeyFigure:
    """The national total; where none is known, the national figures of groups, not added up."""
    label = f"{measure.capitalize()} (people)"
    national = [
        one for one in figures if (one.measure, one.scope, one.subset) == (measure, "country", "")
    ]
    for total in (one for one in national if one.group == "all"):
        ids = tuple(total.entry_ids)
        return KeyFigure(label, _range(total), "national total", ids, total.contested)
    groups = [f"{one.group.replace('_', ' ')} {_range(one)}" for one in national]
    scope = "national, no total known" if groups else "no national figure"
    return _listed(label, scope, groups, national)


def _range(row: Any) -> str:
    return numbers.range_in_words(row.low, row.best, row.high)


def _listed(label: str, scope: str, words: list[str], rows: list) -> KeyFigure:
    """Several figures beside each other, which are not added up."""
    ids = tuple(one for row in rows for one in row.entry_ids)
    contested = any(row.contested for row in rows)
    return KeyFigure(label, "; ".join(words) or UNKNOWN, scope, ids, contested)


def _curfews(view: View) -> KeyFigure:
    """Cities and regions of the dataset in which a curfew is in force at the moment."""
    places = view.dataset.places
    held = view.in_force[view.in_force.kind == "curfew"]
    kinds = places.kind[held.place_id.unique()]
    cities, regions = int((kinds == "city").sum()), int((kinds == "region").sum())
    counted = _count(cities, "city", "cities"), _count(regions, "region", "regions")
    scope = f"{', '.join(counted)} of the dataset"
    ids = tuple(held.entry_id.unique())
    return KeyFigure("Curfew in force (places)", f"{cities + regions:,}", scope, ids)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _force(strengths: list, phase: str) -> KeyFigure:
    label = f"Peacekeepers {phase} (people)"
    told = [one for one in strengths if one.phase == phase and _is_told(one)]
    for total in (one for one in told if not one.contributor):
        ids = tuple(total.entry_ids)
        scope = f"whole force, {total.force}"
        return KeyFigure(label, _range(total), scope, ids, total.contested)
    groups = [f"{country_name(one.contributor)} {_range(one)}" for one in told]
    gone = [one for one in strengths if one.phase == "withdrawn"]
    if gone and not any(one.phase == phase for one in strengths):
        ids = tuple(one for row in gone for one in row.entry_ids)
        return KeyFigure(label, GONE, "reported to have left", ids)
    scope = "by country, not added up" if groups else "no number known"
    return _listed(label, scope, groups, told)


def _is_told(row: Any) -> bool:
    return not all(map(pd.isna, (row.low, row.best, row.high)))


def _suspended(view: View) -> KeyFigure:
    """Cities and regions in which a service was suspended, by claims about themselves."""
    out = view.service_states[view.service_states.state == "suspended"]
    local = out[out.place_id.map(view.dataset.places.kind).isin(["city", "region"])]
    number = local.place_id.nunique()
    scope = "cities and regions; national claims apart"
    return KeyFigure("Services suspended (places)", f"{number:,}", scope, tuple(local.entry_id))
