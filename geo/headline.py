"""The key figures at the head of the map, each with its scope, its claims and its change."""

from dataclasses import dataclass

import pandas as pd

from geo import casualties
from geo.view import View


@dataclass(frozen=True)
class KeyFigure:
    """``value`` in words with its unit in ``label``; ``entry_ids`` are the claims it rests on."""

    label: str
    value: str
    scope: str
    entry_ids: tuple[str, ...] = ()
    contested: bool = False


MEASURES = ("killed", "injured", "detained")
UNKNOWN = "not known"


def key_figures(view: View) -> tuple[KeyFigure, ...]:
    """The figures as known at the view's moment, under its filters."""
    return (
        *(_people(view.figures, measure) for measure in MEASURES),
        _curfews(view),
        *(_force(view.strengths, phase) for phase in ("announced", "deployed")),
        _suspended(view),
    )


def change(now: KeyFigure, before: KeyFigure) -> str:
    """How a figure stood at an earlier moment, in words."""
    if now.value == before.value:
        return "unchanged in 24 h"
    if now.scope == before.scope or before.value == UNKNOWN:
        return f"24 h before: {before.value}"
    return f"24 h before: {before.value} ({before.scope})"


def _people(figures: pd.DataFrame, measure: str) -> KeyFigure:
    """The national total; where none is known, the national figures of groups, not added up."""
    label = f"{measure.capitalize()} (people)"
    national = figures[
        (figures.measure == measure) & (figures.scope == "country") & (figures.subset == "")
    ]
    total = national[national.group == "all"]
    for row in total.itertuples():
        words = casualties.range_in_words(row.low, row.best, row.high)
        return KeyFigure(label, words, "national total", tuple(row.entry_ids), row.contested)
    groups = [
        f"{row.group.replace('_', ' ')} {casualties.range_in_words(row.low, row.best, row.high)}"
        for row in national.itertuples()
    ]
    ids = tuple(one for ids in national.entry_ids for one in ids)
    contested = bool(national.contested.any())
    scope = "national, no total known" if groups else "no national figure"
    return KeyFigure(label, "; ".join(groups) or UNKNOWN, scope, ids, contested)


def _curfews(view: View) -> KeyFigure:
    """Cities and regions of the dataset in which a curfew is in force at the moment."""
    places = view.dataset.places
    held = view.in_force[view.in_force.kind == "curfew"]
    kinds = places.kind[held.place_id.unique()]
    cities, regions = int((kinds == "city").sum()), int((kinds == "region").sum())
    scope = f"{cities} cities, {regions} regions of the dataset"
    ids = tuple(held.entry_id.unique())
    return KeyFigure("Curfew in force (places)", f"{cities + regions:,}", scope, ids)


def _force(strengths: pd.DataFrame, phase: str) -> KeyFigure:
    label = f"Peacekeepers {phase} (people)"
    whole = strengths[(strengths.phase == phase) & (strengths.contributor == "")]
    for row in whole.itertuples():
        ids = tuple(row.entry_ids)
        words = casualties.range_in_words(row.low, row.best, row.high)
        if words != "no number given":
            return KeyFigure(label, words, f"whole force, {row.force}", ids, row.contested)
    parts = strengths[(strengths.phase == phase) & (strengths.contributor != "")]
    told = parts[parts[["low", "best", "high"]].notna().any(axis=1)]
    groups = [
        f"{row.contributor} {casualties.range_in_words(row.low, row.best, row.high)}"
        for row in told.itertuples()
    ]
    ids = tuple(one for ids in told.entry_ids for one in ids)
    scope = "by country, not added up" if groups else "no number known"
    return KeyFigure(label, "; ".join(groups) or UNKNOWN, scope, ids, bool(told.contested.any()))


def _suspended(view: View) -> KeyFigure:
    """Cities and regions in which a service was suspended, by claims about themselves."""
    out = view.service_states[view.service_states.state == "suspended"]
    kinds = view.dataset.places.kind.reindex(out.place_id.unique())
    number = int(kinds.isin(["city", "region"]).sum())
    scope = "cities and regions; national claims apart"
    return KeyFigure("Services suspended (places)", f"{number:,}", scope, tuple(out.entry_id))
