"""What several commands take."""

from datetime import date
from pathlib import Path

import click

from geo.dataset import rules
from geo.dataset.issues import shorten
from geo.ledger import HOURS as _HOURS

PATH = click.Path(path_type=Path)
DATASET = click.argument("directory", metavar="DATASET", type=PATH)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
KNOWN_ON = click.option(
    "--known-on",
    metavar="T",
    help="ISO 8601 date (its end) or datetime, in the dataset's zone unless it has an offset; "
    "by default the last report.",
)
HOURS = click.option(
    "--hours",
    type=click.Choice(_HOURS),
    default="all",
    help="Inside a day: all its reports, those without an hour marked, or only those whose hour is "
    "known.",
)


def day(text: str, option: str) -> date:
    """The day that an option gives, or an error that says how to write one."""
    if not rules.is_date(text):
        problem = f"{shorten(text)!r} is not a day that exists. Write it as 2021-02-01."
        raise click.BadParameter(problem, param_hint=option)
    return date.fromisoformat(text)
