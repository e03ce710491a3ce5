"""`python -m geo summary`: the key figures of the map, for people or for machines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from geo.commands import cli
from geo.commands.options import DATASET, HOURS, JSON, KNOWN_ON
from geo.commands.terminal import print_json, say
from geo.dataset import Dataset
from geo.ledger import Hours
from geo.ranges import RANGE, Range
from geo.subjects.counting import Rival
from geo.view import View
from geo.view.credit import credit
from geo.view.key_figure import Corrected, KeyFigure, each
from geo.view.key_figures import key_figures
from geo.words import key_figures as said
from geo.words import numbers


@click.command("summary")
@DATASET
@KNOWN_ON
@HOURS
@JSON
def summary(directory: Path, known_on: str | None, hours: Hours, as_json: bool) -> None:
    """The key figures of the map as known on T, each with its scope and its claims."""
    view = cli.open_view(cli.open_dataset(directory), known_on, hours)
    if as_json:
        print_json(summary_objects(view))
        return
    about = view.dataset.about
    say(f"{about.title}, as known on {cli.in_zone(view.at, view)}")
    cli.say_day_note(view)
    for figure in key_figures(view):
        for line in _lines(figure):
            say(line)


def summary_objects(view: View) -> list[dict[str, Any]]:
    """The key figures of a view as values; see ``objects``."""
    return [told for figure in key_figures(view) for told in objects(figure, view.dataset)]


def objects(figure: KeyFigure, dataset: Dataset) -> Iterator[dict[str, Any]]:
    """A key figure as values: one object for all of it, or one for each of those side by side.

    ``group`` is the group of people, or the contributor (ISO 3166-1 alpha-3), that is counted,
    "all" for the whole. low, best and high are null where no number is known, as of a contested
    figure, which is its ``rivals``; ``since`` is the day from which they are counted. ``kinds``
    says how many of the places counted are cities, regions and so on, ``differing`` in how many of
    them claims do not agree, and ``begin_unknown`` in how many a curfew begins on the day, and
    nobody says whether it has; ``nationwide`` names the services that are suspended in a whole
    country, which no place counts for. ``retracted`` are totals that were withdrawn, ``corrected``
    numbers that those which stand correct.
    """
    for group, one in each(figure):
        yield {
            "label": str(one.label),
            "title": said.label(one),
            "group": group,
            "value": said.value(one),
            **_bounds(one.whole),
            "scope": str(one.scope),
            "place": _place(one, dataset),
            "since": one.since,
            "force": one.force,
            "kinds": {part.of: part.bounds[1] for part in one.parts},
            "differing": one.differing,
            "begin_unknown": one.begin_unknown,
            "nationwide": list(one.nationwide),
            "state": str(one.state),
            "contested": one.contested,
            "rivals": list(map(_rival, one.rivals)),
            "retracted": [{"place": part.place, **_bounds(part.bounds)} for part in one.retracted],
            "corrected": [_corrected(part) for part in one.corrected],
            "credit": one.credit and credit(dataset, one.entry_ids),
            "entry_ids": list(one.entry_ids),
        }


def _bounds(bounds: Range | None) -> dict[str, int | None]:
    return dict(zip(RANGE, bounds or (None, None, None), strict=True))


def _corrected(one: Corrected) -> dict[str, Any]:
    return {
        "group": one.of,
        "place": one.place,
        "from": _bounds(one.was),
        "to": _bounds(one.now),
        "entry_id": one.entry_id,
    }


def _rival(one: Rival) -> dict[str, Any]:
    return {
        "authority": one.authority,
        "as_of": one.as_of,
        "value": numbers.range_in_words(*one.bounds),
        **_bounds(one.bounds),
        "entry_id": one.entry_id,
    }


def _place(figure: KeyFigure, dataset: Dataset) -> str:
    """The country of a national figure."""
    if figure.place:
        return figure.place
    places = dataset.places
    countries = places.name[places.kind == "country"].tolist()
    return countries[0] if figure.scope == "country" and len(countries) == 1 else ""


def _lines(figure: KeyFigure) -> Iterator[str]:
    contested = " (contested)" if figure.contested else ""
    yield f"{said.label(figure)}: {said.value(figure)}{contested}"
    yield f"  {'; '.join(filter(None, (said.scope(figure), figure.credit)))}"
    if figure.entry_ids:
        count = numbers.count(len(figure.entry_ids), "claim")
        yield f"  {count}: {', '.join(figure.entry_ids)}"
