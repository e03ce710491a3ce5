"""`python -m geo figures`: how many people, as known on T, by whom."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.commands import cli
from geo.commands.terminal import print_json, say
from geo.dataset import Dataset
from geo.dataset.vocabulary import GROUP, MEASURE
from geo.ledger import RETRACTED, Hours
from geo.subjects import casualties
from geo.words import numbers


@click.command()
@cli.DATASET
@click.option("--place", required=True, help="Name, alias or place_id.")
@click.option("--measure", help=f"Only this measure: {', '.join(MEASURE)}, or one of its own.")
@click.option("--group", help=f"Only this group: {', '.join(GROUP)}, or one of its own.")
@cli.KNOWN_ON
@cli.HOURS
@cli.JSON
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
    claims = _asked_for(view.table("casualties"), place_id, measure, group)
    found = [_figure(row, claims, dataset) for row in cli.records(casualties.figures(claims))]
    if as_json:
        print_json(found)
        return
    for one in found:
        say(_figure_line(one))
        for claim in one["claims"]:
            say(f"  {_figure_claim_line(claim)}")
    if not found:
        history = _asked_for(view.history("casualties"), place_id, measure, group)
        say(_nothing(history))


def _check_term(dataset: Dataset, name: str, term: str | None) -> None:
    if term is not None and term not in dataset.terms(name):
        known = ", ".join(map(repr, dataset.terms(name)))
        problem = f"{term!r} is not one of {known}."
        raise click.BadParameter(problem, param_hint=f"'--{name}'")


def _asked_for(
    claims: pd.DataFrame, place_id: str, measure: str | None, group: str | None
) -> pd.DataFrame:
    claims = claims[claims.place_id == place_id]
    if measure:
        claims = claims[claims.measure == measure]
    return claims[claims.group == group] if group else claims


def _nothing(history: pd.DataFrame) -> str:
    """Why there is no figure: none was given by then, or what was given was withdrawn."""
    retracted = history.entry_id[history.standing == RETRACTED]
    if retracted.empty:
        return "No figure was known. That is not zero."
    return f"No figure stood; retracted by then: {', '.join(retracted)}."


def _figure(row: Mapping[str, Any], claims: pd.DataFrame, dataset: Dataset) -> dict[str, Any]:
    mine = claims.set_index("entry_id").loc[row["entry_ids"]].reset_index()
    columns = ["entry_id", "low", "best", "high", "qualifier", "authority", "reported_at"]
    keys = ("scope", "measure", "group", "subset", "low", "best", "high", "contested")
    return {
        "place": dataset.places.name[row["place_id"]],
        "place_id": row["place_id"],
        **{name: row[name] for name in keys},
        "claims": cli.records(mine[[*columns, "source_id"]], dataset.about.zone),
    }


def _figure_line(one: Mapping[str, Any]) -> str:
    who = ", ".join(filter(None, (one["measure"], one["group"], one["subset"])))
    contested = " CONTESTED" if one["contested"] else ""
    return f"{one['place']} ({one['scope']}): {who}: {_range_of(one)}{contested}"


def _figure_claim_line(claim: Mapping[str, Any]) -> str:
    words = f' ("{claim["qualifier"]}")' if claim["qualifier"] else ""
    return (
        f"{_range_of(claim)}{words}: {claim['authority']}, reported {claim['reported_at']}, "
        f"source {claim['source_id']} ({claim['entry_id']})"
    )


def _range_of(one: Mapping[str, Any]) -> str:
    return numbers.range_in_words(one["low"], one["best"], one["high"])
