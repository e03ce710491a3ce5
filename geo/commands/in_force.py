"""`python -m geo in-force`: what was restricted at a place at a local time, as known on T."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import pandas as pd

from geo.commands import cli
from geo.commands.options import DATASET, HOURS, JSON, KNOWN_ON
from geo.commands.terminal import print_json, say
from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.dataset.rules import is_local
from geo.ledger import Hours
from geo.subjects import curfews
from geo.words import moments, numbers, restrictions, terms


@click.command("in-force")
@DATASET
@click.option("--place", required=True, help="Name, alias or place_id.")
@click.option("--at", required=True, metavar="LOCAL_DATETIME", help="Wall-clock time at the place.")
@click.option(
    "--lapsed",
    "with_lapsed",
    is_flag=True,
    help="With --json: also what was last reported too long before to count.",
)
@KNOWN_ON
@HOURS
@JSON
def in_force(
    directory: Path,
    place: str,
    at: str,
    with_lapsed: bool,
    known_on: str | None,
    hours: Hours,
    as_json: bool,
) -> None:
    """Restrictions in force at a place at a local time; contradictory claims are all listed."""
    dataset = cli.open_dataset(directory)
    place_id = cli.find_place(dataset, place)
    instant = _local_instant(at)
    view = cli.open_view(dataset, known_on, hours)
    claims, zone = view.table("restrictions"), dataset.places.timezone[place_id]
    held = curfews.in_force(claims, place_id, dataset.places, instant)
    lapsed = curfews.no_longer_reported(claims, place_id, dataset.places, instant)
    if as_json:
        rows = _records(held, False, dataset)
        print_json(
            rows
            + _records(lapsed.assign(until=None, begin_unknown=False), True, dataset) * with_lapsed
        )
        return
    asked = f"{moments.hour(instant)} ({zone})"
    say(f"{dataset.places.name[place_id]}, {asked}, as known on {cli.in_zone(view.at, view)}")
    cli.say_day_note(view)
    sure, unknown = held[~held.begin_unknown], held[held.begin_unknown]
    for row in sure.itertuples():
        _say(row, _until(row))
    if sure.empty:
        say("  No restriction was known to be in force.")
    if len(unknown):
        say(f"Begun that day, {moments.FROM_UNKNOWN}:")
    for row in unknown.itertuples():
        _say(row, _until(row))
    if len(lapsed):
        say("Last reported, no longer counted:")
    for row in lapsed.itertuples():
        _say(row, _last_reported(row, instant, ZoneInfo(zone)))


def _until(row: Any) -> str:
    return f" until {moments.hour(row.until)}" if row.until else ", no end given"


_COLUMNS = ["entry_id", "kind", "level", "daily_from", "daily_to", "basis", "scope", "place",
            "until", "begin_unknown"]  # fmt: skip


def _records(rows: pd.DataFrame, lapsed: bool, dataset: Dataset) -> list[dict[str, Any]]:
    table = rows[[*_COLUMNS, "reported_at", "source_id", "summary"]].assign(lapsed=lapsed)
    return cli.records(table, dataset.about.zone)


def _say(row: Any, when: str) -> None:
    say(
        f"  {restrictions.name(row)}{when}, {row.basis}, for {row.place} "
        f"({terms.plain(row.scope)}), source {row.source_id} ({row.entry_id})"
    )
    say(f"    {row.summary}")


def _last_reported(row: Any, instant: datetime, zone: ZoneInfo) -> str:
    """', last reported on 7 January 2022, 3 days ago'."""
    day = row.reported_at.tz_convert(zone).date()
    age = numbers.count((instant.date() - day).days, "day")
    return f", last reported on {moments.day(day, full=True)}, {age} ago"


def _local_instant(text: str) -> datetime:
    if is_local(text) and "T" in text:
        return datetime.fromisoformat(text)
    raise click.ClickException(
        f"--at {shorten(text)!r} is not a local time. Write 2022-01-07T20:00, without an offset."
    )
