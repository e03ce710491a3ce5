"""`python -m geo changes`: what is different between two moments, for people or for machines."""

from pathlib import Path

import click
import pandas as pd

from geo.changes import COLUMNS, ToldChange, gather, tell
from geo.commands import cli
from geo.commands.options import DATASET, HOURS, JSON
from geo.commands.terminal import print_json, say
from geo.ledger import Hours
from geo.rows import read_rows
from geo.view import View

_DAY = pd.Timedelta(days=1)


@click.command("changes")
@DATASET
@click.option("--since", metavar="T1", help="The earlier moment; by default a day before T2.")
@click.option("--until", metavar="T2", help="The later moment; by default the last report.")
@HOURS
@JSON
def show_changes(
    directory: Path, since: str | None, until: str | None, hours: Hours, as_json: bool
) -> None:
    """What changed in what was known between T1 and T2, by place, one sentence each."""
    dataset = cli.open_dataset(directory)
    later = cli.open_view(dataset, until, hours)
    earlier = cli.open_view(dataset, since, hours) if since else later.earlier(_DAY)
    if earlier.at > later.at:
        raise click.ClickException("--since is after --until. Swap the two.")
    table = tell(earlier, later)
    if as_json:
        print_json(cli.records(table[list(COLUMNS)], dataset.about.zone))
        return
    say(f"{dataset.about.title}: {_heading(earlier, later)}")
    cli.say_day_note(later)
    _say_rows(table[~table.hour_unknown])
    if table.hour_unknown.any():
        say("Of these days, by reports without an hour, which may have come before or after:")
        _say_rows(table[table.hour_unknown])
    if table.empty:
        say("  Nothing changed in what was known.")


def _say_rows(table: pd.DataFrame) -> None:
    for row in gather(read_rows(table, ToldChange)):
        say(f"  {row.direction:>9}  {row.sentence}")


def _heading(earlier: View, later: View) -> str:
    since, until = (cli.in_zone(view.at, view) for view in (earlier, later))
    return f"what changed from {since} to {until}"
