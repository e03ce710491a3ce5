"""`python -m geo new`: a dataset for a crisis of one's own."""

from collections.abc import Container
from datetime import UTC, datetime
from pathlib import Path

import click

from geo.commands.options import PATH, day
from geo.commands.terminal import say
from geo.creating.contents import new_files
from geo.creating.places import slug
from geo.creating.wish import Wish
from geo.creating.workbook import workbook
from geo.creating.zones import zones_of
from geo.dataset import codes, rules
from geo.dataset.issues import shorten
from geo.writing import write_folder

WORKBOOK = "claims.xlsx"
_LONGEST_TITLE = 120


@click.command("new")
@click.argument("directory", metavar="DIR", type=PATH)
@click.option("--title", required=True, help="What the map is called.")
@click.option(
    "--country",
    required=True,
    metavar="MM[,BD]",
    help="The countries by their two letters (ISO 3166-1), the first one first.",
)
@click.option("--from", "first", required=True, metavar="DAY", help="Its first day.")
@click.option("--to", "last", required=True, metavar="DAY", help="Its last day.")
@click.option(
    "--language",
    default="",
    metavar="si[,ta]",
    help="Languages in which places are named beside English (ISO 639-1).",
)
@click.option(
    "--timezone",
    "zone",
    default="",
    metavar="ZONE",
    help="The time zone, such as Asia/Yangon; by default that of the capital.",
)
@click.option(
    "--template",
    type=click.Choice(["xlsx"]),
    help="A workbook to fill in as well, with the words that each column takes.",
)
def new(
    directory: Path, title: str, country: str, first: str, last: str, language: str, zone: str,
    template: str | None,
) -> None:  # fmt: skip
    """Begin a dataset in the folder DIR, which must be new or empty.

    It gets a file that says what the dataset is about (datapackage.json), its tables with their
    headers, and the regions of the countries as places.
    """
    _check_free(directory)
    countries = _codes(country.upper(), "--country", codes.countries(), "a country, such as MM")
    languages = _codes(language.lower(), "--language", codes.LANGUAGES, "a language, such as my")
    wish = Wish(
        name=slug(directory.resolve().name) or "dataset",
        title=_title(title),
        countries=countries,
        first=day(first, "--from"),
        last=day(last, "--to"),
        zone=_zone(zone, countries[0]),
        languages=tuple(one for one in languages if one != "en"),
        today=datetime.now(UTC).date(),
    )
    if wish.last < wish.first:
        raise click.BadParameter("it lies before --from.", param_hint="--to")
    files = new_files(wish)
    if template:
        files[WORKBOOK] = workbook(wish)
    try:
        write_folder(directory, files)
    except OSError as error:
        problem = f"{shorten(str(directory))} cannot be written: {error.strerror}."
        raise click.ClickException(problem) from error
    _tell(directory, wish, files)


def _check_free(directory: Path) -> None:
    """Refuses what is there and is no empty folder."""
    try:
        is_taken = directory.exists() and (not directory.is_dir() or any(directory.iterdir()))
    except OSError as error:
        raise click.ClickException(f"{shorten(str(directory))}: {error.strerror}.") from error
    if is_taken or directory.is_symlink():
        problem = f"{shorten(str(directory))} is there and holds something"
        raise click.ClickException(f"{problem}: name a folder that is new or empty.")


def _codes(text: str, option: str, known: Container[str], what: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, (one.strip() for one in text.split(",")))))
    wrong = next((one for one in found if one not in known), "")
    if wrong:
        raise click.BadParameter(f"{shorten(wrong)!r} is no code of {what}.", param_hint=option)
    if not found and option == "--country":
        raise click.BadParameter(f"name {what}.", param_hint=option)
    return found


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title or not title.isprintable() or len(title) > _LONGEST_TITLE:
        problem = f"write one line of at most {_LONGEST_TITLE} characters."
        raise click.BadParameter(problem, param_hint="--title")
    return title


def _zone(asked: str, country: str) -> str:
    """The zone that was asked for, else the country's; says so where it has several."""
    if asked:
        if not rules.RULES["zone"].holds(asked):
            problem = f"{shorten(asked)!r} {rules.RULES['zone'].problem}"
            raise click.BadParameter(problem, param_hint="--timezone")
        return asked
    known = zones_of(country)
    if len(known) > 1:
        others = ", ".join(known[1:6]) + (" …" if len(known) > 6 else "")
        say(f"{country} has {len(known)} time zones: {known[0]} is taken. With --timezone you can "
            f"choose another, such as {others}.")  # fmt: skip
    return known[0] if known else "UTC"


def _tell(directory: Path, wish: Wish, files: dict[str, bytes]) -> None:
    regions = files["places.csv"].count(b",region,")
    say(f"{directory}: {wish.title}, {', '.join(wish.countries)}, times of {wish.zone}; "
        f"{regions:,} regions as places, no claims yet.")  # fmt: skip
    if WORKBOOK in files:
        sheet = directory / WORKBOOK
        command = f"python -m geo import {sheet} --profile crisis-map --into {directory}"
        say(f"Fill in {sheet}, and read it with '{command}'.")
    say(f"{directory / 'README.md'} tells what is next.")
