"""`python -m geo list`: the claims line by line, for those who read them over."""

from pathlib import Path
from typing import Any

import click

from geo.commands import cli
from geo.commands.options import DATASET, JSON
from geo.commands.terminal import print_json, say
from geo.dataset.schema import LEDGER
from geo.words import numbers

_COLUMNS = ["entry_id", "table", "message", "place", "occurred_from", "occurred_to",
            "reported_text", "source_id", "summary"]  # fmt: skip


@click.command("list")
@DATASET
@click.option(
    "--table",
    "tables",
    multiple=True,
    type=click.Choice([table.name for table in LEDGER]),
    help="Only this table; may be repeated.",
)
@JSON
def list_claims(directory: Path, tables: tuple[str, ...], as_json: bool) -> None:
    """Every claim with its days and sources, as they follow one another in the tables."""
    claims = cli.open_dataset(directory).claims[_COLUMNS]
    if tables:
        claims = claims[claims.table.isin(tables)]
    if as_json:
        print_json(cli.records(claims.rename(columns={"reported_text": "reported_at"})))
        return
    for claim in claims.itertuples():
        say(_line(claim))
        say(f"    {claim.summary}")
    say(f"{numbers.count(len(claims), 'claim')}.")


def _line(claim: Any) -> str:
    """'in-1 (incidents): Taraz, 2022-01-05 to 2022-01-07, known 2022-01-08, source tass-1'."""
    ends = claim.occurred_to and claim.occurred_to != claim.occurred_from
    span = f"{claim.occurred_from} to {claim.occurred_to}" if ends else claim.occurred_from
    days = ", ".join(filter(None, (span, f"known {claim.reported_text or 'by its sources'}")))
    kind = claim.table if claim.message == "Alert" else f"{claim.table}, {claim.message}"
    return f"{claim.entry_id} ({kind}): {claim.place}, {days}, source {claim.source_id}"
