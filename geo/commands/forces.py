"""`python -m geo forces`: which contingents are how far, with what strength, by whom."""

from pathlib import Path

import click

from geo.commands import cli
from geo.commands.options import DATASET, HOURS, JSON, KNOWN_ON
from geo.commands.terminal import print_json, say
from geo.ledger import Hours
from geo.rows import read_rows
from geo.subjects import deployments as strengths
from geo.view import View
from geo.view.credit import credit
from geo.words import deployments, terms
from geo.words.countries import country_name


@click.command("forces")
@DATASET
@KNOWN_ON
@HOURS
@JSON
def forces(directory: Path, known_on: str | None, hours: Hours, as_json: bool) -> None:
    """How far each contingent is as known on T, and how many people it has."""
    view = cli.open_view(cli.open_dataset(directory), known_on, hours)
    if as_json:
        print_json(cli.records(view.strengths, view.dataset.about.zone))
        return
    say(f"{view.dataset.about.title}, as known on {cli.in_zone(view.at, view)}")
    cli.say_day_note(view)
    rows = read_rows(view.strengths, strengths.Strength)
    for row in rows:
        say(_line(row, view))
    if not rows:
        say("No force was reported.")


def _line(row: strengths.Strength, view: View) -> str:
    who = country_name(row.contributor) if row.contributor else "whole force"
    claims = view.dataset.rows
    told = deployments.strength(
        row, "people", strengths.rivals(row, claims), strengths.wholes(row, claims)
    )
    by = credit(view.dataset, row.entry_ids)
    return f"{row.force}, {who}: {terms.plain(row.phase)}; {told}; {by}"
