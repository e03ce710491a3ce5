"""`python -m geo export`: a view as files on disk."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from geo.commands.cli import find_place, open_dataset
from geo.commands.options import DATASET
from geo.commands.terminal import printable, say
from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.exporting.formats import FORMATS, Format
from geo.ledger import Selection
from geo.view import View
from geo.view.address import from_query
from geo.view.parameters import SELECTING
from geo.writing import write_whole

ALL = "all"
Pairs = list[tuple[str, str]]


def _filter(name: str, text: str) -> Callable[[Callable], Callable]:
    """An option for one parameter of the page's address, under the same vocabulary."""
    many = SELECTING[name].repeats
    words = f"{SELECTING[name].meaning}{'; may be given again' if many else ''}"
    return click.option(f"--{text}", multiple=many, metavar="VALUE", help=words)


def _as_text(_: click.Context, __: click.Parameter, value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise click.BadParameter("it is not in UTF-8.") from None
    return value


@click.command("export")
@DATASET
@click.option(
    "--format",
    "name",
    required=True,
    type=click.Choice([*FORMATS, ALL]),
    help="One format, or all of them into a directory.",
)
@click.option(
    "--known-on", metavar="T", help=SELECTING["at"].meaning + "; by default the last report"
)
@_filter("hours", "hours")
@_filter("severity", "severity")
@_filter("region", "region")
@_filter("place", "place")
@_filter("kind", "kind")
@_filter("certainty", "certainty")
@_filter("source", "source")
@_filter("q", "text")
@click.option(
    "--address", default="", metavar="URL", callback=_as_text,
    help="The dashboard's, for permalinks.",
)  # fmt: skip
@click.option(
    "--out",
    required=True,
    type=click.Path(),
    help="A file, or a directory (with / at its end) in which files get names of their own.",
)
@click.option("--force", is_flag=True, help="Write over files that are there.")
def export(
    directory: Path, name: str, known_on: str | None, address: str, out: str, force: bool,
    **filters: tuple[str, ...] | str | None,
) -> None:  # fmt: skip
    """Write what the map shows, as known on T and through the filters, to a file.

    Filters take the values of the page's address. --place takes a name, too. A file that is there
    is kept unless --force is given, and a file appears whole or not at all.
    """
    dataset = open_dataset(directory)
    view = View(dataset, _selection(dataset, known_on, filters))
    names = list(FORMATS) if name == ALL else [name]
    targets = _targets(view, names, Path(out), out.endswith(("/", os.sep)), force)
    with click.progressbar(
        targets.items(), label="Writing", item_show_func=_show, file=sys.stderr
    ) as bar:
        sizes = {path: write(path, one.make(view, address)) for path, one in bar}
    for path, size in sizes.items():
        one = targets[path]
        say(f"{path}: {one.label}, {one.rows(view):,} rows ({one.what}), {size:,} bytes")


def _show(item: tuple[Path, Format] | None) -> str:
    return printable(item[0].name) if item else ""


def _selection(
    dataset: Dataset, known_on: str | None, filters: dict[str, tuple[str, ...] | str | None]
) -> Selection:
    pairs: Pairs = [("at", known_on)] if known_on is not None else []
    place, text = filters.pop("place"), filters.pop("text")
    if place is not None:
        pairs.append(("place", find_place(dataset, str(place))))
    if text is not None:
        pairs.append(("q", str(text)))
    if (hours := filters.pop("hours")) is not None:
        pairs.append(("hours", str(hours)))
    pairs += [(name, value) for name, values in filters.items() for value in values or ()]
    latest = dataset.claims.reported_at.max() if len(dataset.claims) else None
    try:
        return from_query(pairs, dataset, latest)
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _targets(
    view: View, names: Iterable[str], out: Path, is_folder: bool, force: bool
) -> dict[Path, Format]:
    """Where each format goes; refuses before anything is made where a file is in the way."""
    try:
        return _make_targets(view, list(names), out, is_folder, force)
    except OSError as error:
        raise click.ClickException(f"{shorten(str(out))}: {error.strerror}.") from error


def _make_targets(
    view: View, names: list[str], out: Path, is_folder: bool, force: bool
) -> dict[Path, Format]:
    into = len(names) > 1 or out.is_dir() or is_folder
    if into and out.exists() and not out.is_dir():
        raise click.ClickException(f"{out} is a file. Name a directory for several formats.")
    targets = {}
    for name in names:
        one = FORMATS[name]
        targets[out / one.file_name(view) if into else out] = one
    found = [path for path in targets if path.exists()]
    if found and not force:
        raise click.ClickException(f"{found[0]} is there already. Use --force to write over it.")
    folder = out if into else out.parent
    if not into and not folder.is_dir():
        raise click.ClickException(f"{folder} is not a directory. Make it first.")
    folder.mkdir(parents=True, exist_ok=True)
    return targets


def write(path: Path, data: bytes) -> int:
    """Writes a file, whole or not at all; how many bytes it has."""
    try:
        write_whole(path, data)
    except OSError as error:
        name = shorten(str(path), 300)
        raise click.ClickException(f"{name} cannot be written: {error.strerror}.") from error
    return len(data)
