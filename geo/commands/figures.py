"""`python -m geo figures`: how many people, as known on T, by whom."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.commands import cli
from geo.commands.options import DATASET, HOURS, JSON, KNOWN_ON
from geo.commands.terminal import print_json, say
from geo.dataset import Dataset
from geo.dataset.vocabulary import GROUP, MEASURE
from geo.ledger import RETRACTED, SUPERSEDED, Hours
from geo.ranges import RANGE
from geo.subjects import casualties
from geo.view import View
from geo.words import figures as words
from geo.words import moments, numbers, terms


@click.command()
@DATASET
@click.option("--place", required=True, help="Name, alias or place_id.")
@click.option("--measure", help=f"Only this measure: {', '.join(MEASURE)}, or one of its own.")
@click.option("--group", help=f"Only this group: {', '.join(GROUP)}, or one of its own.")
@KNOWN_ON
@HOURS
@JSON
def figures(
    directory: Path,
    place: str,
    measure: str | None,
    group: str | None,
    known_on: str | None,
    hours: Hours,
    as_json: bool,
) -> None:
    """Casualty figures of a place as ranges, each with the claims that it rests on."""
    dataset = cli.open_dataset(directory)
    for name, term in (("measure", measure), ("group", group)):
        _check_term(dataset, name, term)
    view = cli.open_view(dataset, known_on, hours)
    place_id = cli.find_place(dataset, place)
    found = [_figure(row, view) for row in _figures(view, place_id, measure, group)]
    found += _withdrawn(view, place_id, measure, group, found)
    if as_json:
        print_json(found)
        return
    say(f"{dataset.places.name[place_id]}, as known on {cli.in_zone(view.at, view)}")
    cli.say_day_note(view)
    for one in found:
        say_figure(one)
    if not found:
        say("No figure was known. That is not zero.")


def _figures(view: View, place_id: str, measure: str | None, group: str | None) -> list[Any]:
    table = view.whole.figures
    return list(_asked_for(table, place_id, measure, group).itertuples())


def _check_term(dataset: Dataset, name: str, term: str | None) -> None:
    if term is not None and term not in dataset.terms(name):
        known = ", ".join(map(repr, dataset.terms(name)))
        problem = f"{term!r} is not one of {known}."
        raise click.BadParameter(problem, param_hint=f"'--{name}'")


def _asked_for(
    rows: pd.DataFrame, place_id: str, measure: str | None, group: str | None
) -> pd.DataFrame:
    rows = rows[rows.place_id == place_id]
    if measure:
        rows = rows[rows.measure == measure]
    return rows[rows.group == group] if group else rows


_KEY = ("measure", "group", "subset", "since")


def _figure(row: Any, view: View) -> dict[str, Any]:
    """A figure as JSON values, with the claims that it rests on and those around it."""
    dataset = view.dataset
    bounds = {name: cli.plain(getattr(row, name)) for name in RANGE}
    people = {name: getattr(row, name) for name in _KEY}
    superseded, retracted = (
        _gone(standing, view, row.place_id, people, row.counts)
        for standing in (SUPERSEDED, RETRACTED)
    )
    return {
        "place": dataset.places.name[row.place_id],
        "place_id": row.place_id,
        "scope": row.scope,
        **people,
        "counts": row.counts,
        "collection": row.collection,
        "events": cli.plain(row.events),
        **bounds,
        "value": casualties.in_words(row, dataset.rows),
        "as_of": row.as_of,
        "contested": row.contested,
        "rivals": _claims(_in_order(row, dataset), dataset),
        "history": _claims([*superseded, *row.history], dataset),
        "retracted": _claims(retracted, dataset),
        "exceeds": list(row.exceeds),
        "exceeded_by": list(row.exceeded_by),
        "claims": _claims(row.entry_ids, dataset),
    }


def _gone(
    standing: str, view: View, place_id: str, people: Mapping[str, str], counts: str = "toll"
) -> list[str]:
    """The claims on the same people that were superseded, or withdrawn, by the moment."""
    rows = view.history("casualties")
    mine = (rows.place_id == place_id) & (rows.standing == standing)
    for name, value in people.items():
        mine &= rows[name] == value
    mine &= (rows.counts == casualties.EVENT) == (counts == casualties.EVENT)
    return list(rows.entry_id[mine])


def _withdrawn(
    view: View,
    place_id: str,
    measure: str | None,
    group: str | None,
    found: Iterable[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """A figure without a number for each of which all was withdrawn."""
    shown = {tuple(one[name] for name in _KEY) for one in found}
    rows = _asked_for(view.history("casualties"), place_id, measure, group)
    rows = rows[rows.standing == RETRACTED]
    gone = sorted(set(zip(*(rows[name] for name in _KEY), strict=True)) - shown)
    return [_nothing_left(view, place_id, dict(zip(_KEY, key, strict=True))) for key in gone]


def _nothing_left(view: View, place_id: str, people: Mapping[str, str]) -> dict[str, Any]:
    places = view.dataset.places
    return {
        "place": places.name[place_id],
        "place_id": place_id,
        "scope": places.kind[place_id],
        **people,
        "counts": "toll",
        "collection": "",
        "events": None,
        **dict.fromkeys(RANGE),
        "value": "",
        "as_of": "",
        "contested": False,
        "rivals": [],
        "history": [],
        "retracted": _claims(_gone(RETRACTED, view, place_id, people), view.dataset),
        "exceeds": [],
        "exceeded_by": [],
        "claims": [],
    }


def _in_order(row: Any, dataset: Dataset) -> list[str]:
    """The rivals of a figure as they are told; after those on people the claims of other tables."""
    told = [one.entry_id for one in casualties.rivals(row, dataset.rows)]
    return [*told, *(one for one in row.rivals if one not in told)]


_SAID = ["entry_id", "measure", "group", "subset", "low", "best", "high", "qualifier", "since",
         "as_of", "place", "place_id", "authority", "certainty", "reported_at", "timed",
         "source_id", "summary"]  # fmt: skip


def _claims(entry_ids: Iterable[str], dataset: Dataset) -> list[dict[str, Any]]:
    rows = [dataset.rows[one] for one in entry_ids]
    return [
        {name: cli.plain(_cell(row, name), dataset.about.zone) for name in _SAID} for row in rows
    ]


def _cell(row: Any, name: str) -> Any:
    """A cell of a claim; of one of another table, which gives no number, what it has."""
    return row.speaks_of if name == "as_of" else getattr(row, name, None)


def say_figure(one: Mapping[str, Any]) -> None:
    """A figure on a line, and its claims below it; a contested one as its rivals."""
    say(_figure_line(one))
    rivals = {claim["entry_id"] for claim in one["rivals"]}
    for claim in one["rivals"]:
        say(f"  {_claim_line(claim, one)}")
    for claim in one["claims"]:
        if claim["entry_id"] not in rivals:
            say(f"  {_claim_line(claim, one)}")
    for label in ("history", "retracted"):
        for claim in one[label]:
            say(f"  {_LABELS[label]}: {_claim_line(claim, one)}")
    for label in ("exceeds", "exceeded_by"):
        if one[label]:
            say(f"  {_LABELS[label]} {', '.join(one[label])}")


_LABELS = {
    "history": "earlier",
    "retracted": "retracted",
    "exceeds": "more than the whole that it is part of, by",
    "exceeded_by": "less than what is part of it, by",
}


def _figure_line(one: Mapping[str, Any]) -> str:
    who = ", ".join(filter(None, (one["measure"], one["group"], one["subset"])))
    head = f"{one['place']} ({one['scope']}): {who}:"
    if one["contested"]:
        return " ".join(filter(None, (head, "CONTESTED", words.since(one["since"]))))
    if not one["claims"]:
        return f"{head} no figure stands, what was given was retracted"
    return f"{head} {one['value']}, as of {words.as_of(one['as_of'])}"


def _claim_line(claim: Mapping[str, Any], figure: Mapping[str, Any]) -> str:
    qualifier = f' ("{claim["qualifier"]}")' if claim["qualifier"] else ""
    people = any(claim[name] != figure[name] for name in _KEY)
    whom = (
        f" {terms.people(claim['measure'], claim['group'])}" if people and claim["measure"] else ""
    )
    if claim["place_id"] != figure["place_id"]:
        whom += f" in {claim['place']}"
    number = numbers.range_in_words(claim["low"], claim["best"], claim["high"])
    number = number if claim["measure"] else claim["summary"]
    who = claim["authority"]
    who += ", judged unlikely" if claim["certainty"] == casualties.UNLIKELY else ""
    return (
        f"{number}{whom}{qualifier}: {who}, as of {words.as_of(claim['as_of'])}, "
        f"reported {_reported(claim)}, source {claim['source_id']} ({claim['entry_id']})"
    )


def _reported(claim: Mapping[str, Any]) -> str:
    """The moment, or the day alone where no hour was given."""
    at = pd.Timestamp(claim["reported_at"])
    if not claim["timed"]:
        return moments.day(at)
    return f"{moments.hour(at)} ({moments.offset(at)})"
