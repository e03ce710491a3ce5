"""`python -m geo services`: what works where, as one matrix of places and services."""

from pathlib import Path

import click

from geo.commands import cli
from geo.commands.options import DATASET, HOURS, JSON, KNOWN_ON
from geo.commands.terminal import print_json, print_table, say
from geo.ledger import Hours
from geo.rows import read_rows
from geo.subjects.services import counted, matrix
from geo.view import View
from geo.view.key_figure import Label
from geo.view.key_figures import key_figure
from geo.words import terms
from geo.words.key_figures import services_cut


@click.command("services")
@DATASET
@click.option("--service", "wanted", multiple=True, help="Only this service; may be repeated.")
@KNOWN_ON
@HOURS
@JSON
def services(
    directory: Path, wanted: tuple[str, ...], known_on: str | None, hours: Hours, as_json: bool
) -> None:
    """How far services work, by place: of each place's own reports, while they are recent."""
    view = cli.open_view(cli.open_dataset(directory), known_on, hours)
    _check(wanted, view)
    if as_json:
        states = counted(view.service_states)
        rows = states[states.service.isin(wanted)] if wanted else states
        print_json(cli.records(rows, view.dataset.about.zone))
        return
    say(f"{view.dataset.about.title}, as known on {cli.in_zone(view.at, view)}")
    cli.say_day_note(view)
    _say_matrix(view, wanted)


def _say_matrix(view: View, wanted: tuple[str, ...]) -> None:
    table = matrix(view.service_states, wanted)
    if table.empty:
        say("No state of these services was known. That does not mean that they worked.")
        return
    labels = view.dataset.labels
    rows = sorted((labels.get(place_id, "not located"), *cells)
                  for place_id, cells in zip(table.index, read_rows(table, list(table.columns)),
                                             strict=True))  # fmt: skip
    print_table(["place", *map(terms.plain, table.columns)], [list(row) for row in rows])
    say("Empty: nobody said, or not lately. That does not mean that it worked.")
    if not wanted and (told := services_cut(key_figure(Label.SUSPENDED, view))):
        say(told)


def _check(wanted: tuple[str, ...], view: View) -> None:
    known = view.dataset.terms("service")
    for name in wanted:
        if name not in known:
            raise click.ClickException(f"There is no service {name!r}. Use: {', '.join(known)}.")
