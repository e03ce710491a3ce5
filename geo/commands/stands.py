"""`python -m geo stands`: whether what was written still stands."""

from pathlib import Path
from typing import Any

import click

from geo.commands import cli
from geo.commands.options import DATASET, JSON, PATH
from geo.commands.terminal import print_json, say
from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.standing import LARGEST, Verdict, stands
from geo.words import moments


@click.command("stands")
@DATASET
@click.option("--text", "file", metavar="FILE", type=PATH, required=True,
              help="What was written, in UTF-8; - for standard input.")  # fmt: skip
@click.option("--as-of", metavar="T", required=True, help="The moment that the text is of.")
@click.option("--known-on", metavar="T2", help="The moment of looking; by default all is known.")
@JSON
def show_standing(
    directory: Path, file: Path, as_of: str, known_on: str | None, as_json: bool
) -> None:
    """What became by T2 of each number of people, curfew, service and place in a text of T."""
    text = _read(file)
    dataset = cli.open_dataset(directory)
    moment = cli.parse_moment(as_of, dataset)
    last = cli.parse_moment(known_on, dataset) if known_on else None
    try:
        found = stands(dataset, text, moment, last)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        print_json([_record(verdict, dataset) for verdict in found])
        return
    say(f"{dataset.about.title}: a text of {moments.moment(moment, dataset.about.zone)}")
    for verdict in found:
        _say(verdict, dataset)
    if not found:
        say("  Nothing in it can be held against claims.")


def _read(file: Path) -> str:
    """The text of a file, no more of it than is taken."""
    try:
        with click.open_file(str(file), "rb") as stream:
            content: bytes = stream.read(LARGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        if len(content) <= LARGEST:
            raise click.ClickException(f"{file} is not a text in UTF-8.") from error
        text = " " * len(content)
    return text


def _record(verdict: Verdict, dataset: Dataset) -> dict[str, Any]:
    when = None if verdict.when is None else cli.plain(verdict.when, dataset.about.zone)
    return {
        "text": verdict.text,
        "number": verdict.number,
        "measure": verdict.measure,
        "group": verdict.group,
        "place": _place(verdict, dataset),
        "verdict": str(verdict.verdict),
        "now": verdict.now,
        "when": when,
        "by": verdict.by,
        "after": verdict.after,
        "entry_ids": list(verdict.entry_ids),
    }


def _place(verdict: Verdict, dataset: Dataset) -> str:
    """The name of the place; "" of what is said of the whole country."""
    return str(dataset.labels.get(verdict.place_id, ""))


def _say(verdict: Verdict, dataset: Dataset) -> None:
    where = _place(verdict, dataset)
    subject = ", ".join(filter(None, (verdict.measure.replace("_", " "), where)))
    say(f"  {verdict.verdict:>9}  “{shorten(verdict.text)}” ({subject}){_ground(verdict, dataset)}")
    if verdict.now:
        say(f"{'':>11}  now: {verdict.now}")


def _ground(verdict: Verdict, dataset: Dataset) -> str:
    """': withdrawn after 7 h, Information Ministry, 9 Jan 2022, 21:33 (UTC+6)'."""
    when = verdict.when
    day = "" if when is None else moments.long_moment(when, dataset.about.zone)
    told = ", ".join(filter(None, (verdict.after, verdict.by, day)))
    return f": {told}" if told else ""
