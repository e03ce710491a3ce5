"""`python -m geo in-force`: what was restricted at a place at a local time, as known on T."""

from datetime import datetime
from pathlib import Path

import click

from geo.commands import cli
from geo.commands.terminal import print_json, say
from geo.dataset.issues import shorten
from geo.dataset.rules import is_local
from geo.ledger import Hours
from geo.subjects import curfews
from geo.words import moments


@click.command("in-force")
@cli.DATASET
@click.option("--place", required=True, help="Name, alias or place_id.")
@click.option("--at", required=True, metavar="LOCAL_DATETIME", help="Wall-clock time at the place.")
@cli.KNOWN_ON
@cli.HOURS
@cli.JSON
def in_force(
    directory: Path, place: str, at: str, known_on: str | None, hours: Hours, as_json: bool
) -> None:
    """Restrictions in force at a place at a local time; contradictory claims are all listed."""
    dataset = cli.open_dataset(directory)
    place_id = cli.find_place(dataset, place)
    instant = _local_instant(at)
    view = cli.open_view(dataset, known_on, hours)
    held = curfews.in_force(view.table("restrictions"), place_id, dataset.places, instant)
    columns = ["entry_id", "kind", "level", "daily_from", "daily_to", "basis", "scope", "place"]
    held = held[[*columns, "until", "source_id", "summary"]]
    if as_json:
        print_json(cli.records(held))
        return
    zone = dataset.places.timezone[place_id]
    say(f"{dataset.places.name[place_id]}, {instant:%Y-%m-%d %H:%M} ({zone})")
    for row in held.itertuples():
        level = f" {row.level}" if row.level else ""
        daily = f" {moments.daily_hours(row)}".rstrip()
        until = f" until {row.until:%Y-%m-%d %H:%M}" if row.until else ", no end given"
        say(
            f"  {row.kind}{level}{daily}{until}, {row.basis}, for {row.place} ({row.scope}), "
            f"source {row.source_id} ({row.entry_id})"
        )
        say(f"    {row.summary}")
    if held.empty:
        say("  No restriction was known to be in force.")


def _local_instant(text: str) -> datetime:
    if is_local(text) and "T" in text:
        return datetime.fromisoformat(text)
    raise click.ClickException(
        f"--at {shorten(text)!r} is not a local time. Write 2022-01-07T20:00, without an offset."
    )
