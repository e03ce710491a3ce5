"""Other people's files into a dataset, on the command line."""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from geo.commands.options import JSON, PATH, day
from geo.commands.terminal import print_json, say
from geo.importing.importing import Order, run
from geo.importing.planning import FATES, NEW, REFUSED, SAME, VANISHED, Fate, Plan
from geo.importing.profiles import load_profile, shipped
from geo.importing.refusal import NotImportableError


@click.command("import")
@click.argument("file", metavar="FILE", type=PATH)
@click.option(
    "--profile",
    required=True,
    metavar="P",
    help=f"The description of what its columns mean: {', '.join(shipped())}, or a YAML file.",
)
@click.option(
    "--into",
    "directory",
    required=True,
    metavar="DATASET",
    type=PATH,
    help="The directory of the dataset.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option(
    "--collection",
    metavar="NAME",
    default="",
    help="The database and its edition, such as 'UCDP GED 24.1'.",
)
@click.option(
    "--released",
    metavar="DAY",
    default="",
    help="The day of that edition: later changes are known from then on; by default today.",
)
@click.option(
    "--cancel-vanished",
    is_flag=True,
    help="Withdraw what stood in an earlier edition and does not in this one.",
)
@click.option("--encoding", metavar="NAME", default="", help="Of a CSV that is not in Unicode.")
@click.option("--sheet", metavar="NAME", default="", help="The sheet of a workbook.")
@JSON
def import_file(
    file: Path,
    profile: str,
    directory: Path,
    dry_run: bool,
    collection: str,
    released: str,
    cancel_vanished: bool,
    encoding: str,
    sheet: str,
    as_json: bool,
) -> None:
    """Add the rows of FILE to a dataset as claims.

    A row that is there already is left, one that has changed becomes an Update, and one that
    cannot be used is refused by its line; the rest goes in. Exits with 1 where nothing does.
    """
    if released:
        day(released, "--released")
    try:
        order = Order(file, load_profile(profile), directory, collection, released, encoding,
                      sheet, cancel_vanished)  # fmt: skip
        plan = run(order, writes=not dry_run, progress=_show)
    except NotImportableError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        print_json(_as_json(plan))
    else:
        for line in (*_lines(plan), *plan.notes):
            say(line)
        say(_total(plan, dry_run))
        if plan.counts()[REFUSED]:
            say("Mend the refused rows in the file and import it again: what is in stays as it is.")
    if not any(plan.added.values()) and plan.counts()[REFUSED] == len(plan.fates) > 0:
        raise click.exceptions.Exit(1)


def _show(step: str) -> None:
    """What is being done, where somebody watches."""
    if sys.stderr.isatty():
        say(f"{step} …", err=True)


def _as_json(plan: Plan) -> dict[str, Any]:
    return {**plan.counts(), "rows": [_record(one) for one in plan.fates], "notes": plan.notes}


def _record(fate: Fate) -> dict[str, Any]:
    table = {"table": fate.sheet} if fate.sheet else {}
    record: dict[str, Any] = {"line": fate.line or None, "id": fate.row_id, "fate": fate.fate,
                              "claims": list(fate.claims), **table}  # fmt: skip
    if why := fate.refusal:
        told = {"column": why.column, "value": why.value, "problem": why.problem,
                "advice": why.advice}  # fmt: skip
        record |= told
    return record


def _lines(plan: Plan) -> Iterator[str]:
    """Every row; those beside each other that are alike in one line."""
    for (fate, _), found in groupby(plan.fates, lambda one: (one.fate, one.sheet)):
        rows = list(found)
        if fate in (NEW, SAME):
            yield f"{_span(rows)}: {fate}"
        else:
            yield from map(_line, rows)


def _span(rows: Sequence[Fate]) -> str:
    first, last = rows[0].line, rows[-1].line
    where = f"{rows[0].sheet}, " if rows[0].sheet else ""
    return where + (f"line {first}" if first == last else f"lines {first} to {last}")


def _line(fate: Fate) -> str:
    if fate.refusal:
        return f"{fate.refusal} {REFUSED}."
    claims = f" ({', '.join(fate.claims)})" if fate.claims else ""
    if fate.fate == VANISHED:
        done = "withdrawn" if fate.claims else "it stands as it was; --cancel-vanished withdraws it"
        return f"{fate.row_id}: no longer in the file; {done}"
    return f"{_span([fate])}: {fate.fate}{claims}"


_IN_WORDS = {VANISHED: "no longer in the file"}


def _total(plan: Plan, dry_run: bool) -> str:
    counts = plan.counts()
    told = ", ".join(f"{_IN_WORDS.get(fate, fate)}: {counts[fate]:,}" for fate in FATES)
    added = sum(map(len, plan.added.values()))
    rows = ", ".join(f"{name} {len(rows):,}" for name, rows in plan.added.items() if rows)
    what = f"{added:,} rows to add ({rows})" if added else "nothing to add"
    return f"{told}; {what}. Nothing was written." if dry_run else f"{told}; {what}."
