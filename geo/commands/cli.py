"""What can be asked of a dataset without a browser, as text for people or JSON for machines."""

import sys
from dataclasses import asdict
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import pandas as pd

from geo import ledger, times
from geo.commands import terminal
from geo.commands.options import DATASET, HOURS, JSON, KNOWN_ON
from geo.commands.terminal import print_json, print_table, printable, say
from geo.dataset import Dataset, DatasetError, dictionary, load_dataset, read_files
from geo.dataset.files import DESCRIPTOR
from geo.dataset.issues import shorten
from geo.dataset.loading import Locate
from geo.dataset.parsing import parse_table
from geo.dataset.schema import PLACES
from geo.geocoding.locating import locate_places
from geo.ledger import Selection
from geo.subjects import services
from geo.subjects.judgements import check_judgements
from geo.view import View, period
from geo.view.situation import situation
from geo.words import moments, severity, terms
from geo.writing import write_whole


class OneLine(click.Group):
    """Ends each error, a wrong call included, with one line on standard error and exit code 1."""

    def main(self, *args: Any, **options: Any) -> Any:
        terminal.let_every_letter_through()
        try:
            code = super().main(*args, **options | {"standalone_mode": False})
            terminal.finish()
            sys.exit(code)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
        except click.ClickException as error:
            say(f"Error: {' '.join(error.format_message().split())}", err=True)
        except click.Abort:
            say("Aborted.", err=True)
        except BrokenPipeError:  # Who reads has seen enough.
            terminal.give_up()
        except OSError as error:
            terminal.give_up()
            say(f"Error: {error.strerror or error}.", err=True)
        sys.exit(1)


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """A crisis map's dataset on the command line: what was known, when, and by whom."""


@cli.command()
@DATASET
@JSON
def check(directory: Path, as_json: bool) -> None:
    """List what a curator has to mend; exit with 1 when there is an error."""
    dataset = open_dataset(directory)
    errors = len(dataset.errors)
    issues = (*dataset.issues, *check_judgements(dataset))
    if as_json:
        print_json([asdict(issue) for issue in issues])
    else:
        for issue in issues:
            say(str(issue))
        warnings = len(issues) - errors
        say(
            f"{len(dataset.claims):,} claims on {len(dataset.places):,} places from "
            f"{len(dataset.sources):,} sources; errors: {errors:,}, warnings: {warnings:,}, "
            f"rows left out for an error: {len(dataset.set_aside):,}."
        )
    if errors:
        raise click.exceptions.Exit(1)


@cli.command("situation")
@DATASET
@KNOWN_ON
@HOURS
@JSON
def show_situation(
    directory: Path, known_on: str | None, hours: ledger.Hours, as_json: bool
) -> None:
    """One row per place: status, curfew tonight, figures and services as known on T."""
    view = open_view(open_dataset(directory), known_on, hours)
    table = situation(view)
    if as_json:
        states = services.by_place(view.service_states)
        rows = records(table, view.dataset.about.zone)
        print_json([row | {"services": states.get(row["place_id"], {})} for row in rows])
        return
    say(f"{view.dataset.about.title}, as known on {in_zone(view.at, view)}")
    say_day_note(view)
    unlocated = sorted(set(view.claims.place[view.claims.place_id == ""]))
    print_table(
        ["place", "severity", "trend", "curfew tonight", "killed", "injured", "detained", "claims"],
        [
            [
                row.name,
                row.severity + severity.mark(row.severity_basis, row.stale),
                row.trend,
                row.curfew_hours,
                *(_people_cell(row, measure) for measure in ("killed", "injured", "detained")),
                str(row.claims),
            ]
            for row in table.drop(columns="place_id").itertuples(index=False)
        ],
    )
    if unlocated:
        names = ", ".join(shorten(name) for name in unlocated[:_LISTED])
        say(f"Not located, and in no row above: {names}")


@cli.command("describe")
@DATASET
def write_description(directory: Path) -> None:
    """Write the table schemas of datapackage.json anew from the data dictionary."""
    path = directory / DESCRIPTOR
    try:
        files = read_files(directory)
        columns = parse_table(files.get("places.csv", b""), PLACES).names
        before = files.get(DESCRIPTOR, b"").decode("utf-8")
        write_whole(path, dictionary.datapackage(before, columns).encode("utf-8"))
    except (DatasetError, OSError, ValueError, RecursionError) as error:
        raise click.ClickException(f"{path} cannot be written anew: {error}") from error
    say(f"Wrote {path}.")


@cli.command("dictionary")
def print_dictionary() -> None:
    """Print the data dictionary as Markdown, as it stands in data/README.md."""
    click.echo(dictionary.dictionary(), nl=False)


def open_dataset(directory: Path) -> Dataset:
    """The dataset; what is wrong with it is one clear line on standard error.

    Exit code 1 where there is nothing to read. Rows with errors are missing from what is there.
    """
    dataset = read_directory(directory, locate_places)
    if errors := len(dataset.errors):
        noun = "error" if errors == 1 else "errors"
        say(f"Its files have {errors:,} {noun}: see check.", err=True)
    terms.use(dataset.own_words)
    return dataset


def read_directory(directory: Path, locate: Locate | None = None) -> Dataset:
    """The dataset of a directory, or an error that names it as the call did."""
    try:
        return load_dataset(directory, locate)
    except DatasetError as error:
        raise click.ClickException(f"{directory}: {error}") from error


def open_view(dataset: Dataset, known_on: str | None, hours: ledger.Hours = "all") -> View:
    """Everything as known on T; without T as known after the last report."""
    if known_on is None:
        latest = dataset.claims.reported_at.max()
        at = dataset.about.default_moment if pd.isna(latest) else latest
    else:
        at = parse_moment(known_on, dataset)
    return View(dataset, Selection(known_on=at, hours=hours))


def parse_moment(text: str, dataset: Dataset) -> pd.Timestamp:
    """T of the command line in UTC."""
    try:
        return times.read_moment(text, dataset.about.zone)
    except ValueError as error:
        raise click.ClickException(
            f"{shorten(text)!r} is not a moment. Write 2022-01-07 or 2022-01-07T18:30+06:00, of a "
            f"year from {times.YEARS[0]} to {times.YEARS[-1]}."
        ) from error


def find_place(dataset: Dataset, text: str) -> str:
    """The place_id of a name, or an error that lists the places there are."""
    place_id = dataset.find_place(text)
    if place_id is None:
        raise click.ClickException(
            f"{shorten(text)!r} is not a place of this dataset. {_other_places(text, dataset)}"
        )
    return place_id


def _other_places(text: str, dataset: Dataset) -> str:
    """The places with a similar name, else the first there are."""
    names = sorted(dataset.places.name)
    close = get_close_matches(shorten(text), names)
    if close:
        return printable(f"Did you mean {' or '.join(close)}?")
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return printable(f"It has {', '.join(names[:_LISTED]) or 'none'}{more}.")


_LISTED = 40


def records(table: pd.DataFrame, zone: ZoneInfo | None = None) -> list[dict[str, Any]]:
    """Rows as JSON values: empty as null, moments as ISO 8601 with the offset of ``zone``."""
    rows = table.to_dict("records")
    return [{name: plain(value, zone) for name, value in row.items()} for row in rows]


def plain(value: Any, zone: ZoneInfo | None = None) -> Any:
    """One cell as a JSON value; local times, which have no offset, stay without."""
    if isinstance(value, list):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, datetime):
        local = value.astimezone(zone) if zone and value.tzinfo else value
        return local.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def say_day_note(view: View) -> None:
    """How many reports have no hour, where the moment lies inside their day."""
    if note := period.day_note(view):
        say(note)


def in_zone(moment: pd.Timestamp, view: View) -> str:
    """A moment in the dataset's zone, with the zone's offset."""
    return moments.moment(moment, view.dataset.about.zone)


def _people_cell(row: tuple, measure: str) -> str:
    contested = "contested: " if getattr(row, f"{measure}_contested") else ""
    return f"{contested}{getattr(row, f'{measure}_value')}"
