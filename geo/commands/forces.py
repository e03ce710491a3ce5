"""`python -m geo forces`: which contingents are how far, with what strength, by whom."""

from pathlib import Path
from typing import Any

import click

from geo.commands import cli
from geo.commands.terminal import print_json, say
from geo.dataset.claims import DeploymentClaim
from geo.ledger import Hours
from geo.ranges import level
from geo.rows import read_rows
from geo.view import View
from geo.view.credit import credit
from geo.words import numbers, terms
from geo.words.countries import country_name

_SHOWN = ["force", "contributor", "phase", "low", "best", "high", "as_of", "contested", "rivals",
          "counted_as", "leaving", "entry_ids"]  # fmt: skip


@click.command("forces")
@cli.DATASET
@cli.KNOWN_ON
@cli.HOURS
@cli.JSON
def forces(directory: Path, known_on: str | None, hours: Hours, as_json: bool) -> None:
    """How far each contingent is as known on T, and how many people it has."""
    view = cli.open_view(cli.open_dataset(directory), known_on, hours)
    if as_json:
        print_json(cli.records(view.strengths[_SHOWN], view.dataset.about.zone))
        return
    say(f"{view.dataset.about.title}, as known on {cli.in_zone(view.at, view)}")
    cli.say_day_note(view)
    rows = read_rows(view.strengths, _SHOWN)
    for row in rows:
        say(_line(row, view))
    if not rows:
        say("No force was reported.")


def _line(row: Any, view: View) -> str:
    who = country_name(row.contributor) if row.contributor else "whole force"
    leaving = ", withdrawal announced" if row.leaving and row.phase != "withdrawn" else ""
    by = credit(view.dataset, row.entry_ids)
    return f"{row.force}, {who}: {terms.plain(row.phase)}{leaving}; {_people(row, view)} ({by})"


def _people(row: Any, view: View) -> str:
    """How many, and in which phase the number was given where that is another."""
    if row.contested:
        claims = [view.dataset.rows[one] for one in row.rivals]
        return "contested: " + "; ".join(f"{_given(one)}, {one.authority}" for one in claims)
    if level(row.low, row.best, row.high) is None:
        return "no number given"
    number = numbers.range_in_words(row.low, row.best, row.high)
    other = row.counted_as and row.counted_as != row.phase
    return f"{number} people" + (f" as {terms.plain(row.counted_as)}" if other else "")


def _given(claim: DeploymentClaim) -> str:
    return numbers.range_in_words(claim.personnel_low, claim.personnel_best, claim.personnel_high)
