"""`python -m geo corrections`: what was withdrawn or corrected, for people or for machines."""

from pathlib import Path
from typing import Any

import click

from geo.commands import cli
from geo.commands.options import DATASET, HOURS, JSON, KNOWN_ON
from geo.commands.terminal import print_json, say
from geo.ledger import Hours
from geo.rows import read_rows
from geo.standing.corrections import COLUMNS, tabulate
from geo.view import View
from geo.words import moments


@click.command("corrections")
@DATASET
@KNOWN_ON
@click.option("--since", metavar="T1", help="Only what was taken back after T1.")
@HOURS
@JSON
def show_corrections(
    directory: Path, known_on: str | None, since: str | None, hours: Hours, as_json: bool
) -> None:
    """What was withdrawn or corrected by T: when, by whom, why, after how long, what stands now."""
    dataset = cli.open_dataset(directory)
    view = cli.open_view(dataset, known_on, hours)
    first = cli.parse_moment(since, dataset) if since else None
    if first is not None and first > view.at:
        raise click.ClickException("--since is after --known-on. Swap the two.")
    table = tabulate(view, first)
    if as_json:
        print_json(cli.records(table, dataset.about.zone))
        return
    say(f"{dataset.about.title}: what was withdrawn or corrected, as known on "
        f"{cli.in_zone(view.at, view)}")  # fmt: skip
    cli.say_day_note(view)
    for row in read_rows(table, tuple(COLUMNS)):
        _say(row, view)
    if table.empty:
        say("  Nothing.")


def _say(row: Any, view: View) -> None:
    zone = view.dataset.about.zone
    told, taken = (moments.long_moment(at, zone) for at in (row.reported_at, row.corrected_at))
    say(f"  {row.correction:>9}  {row.place}: {row.summary} ({row.authority}, {told})")
    say(f"{'':>11}  after {row.stood_for}, {row.corrected_by}, {taken}: {row.why}")
    if row.instead:
        say(f"{'':>11}  now: {row.instead}")
