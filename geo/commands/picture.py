"""`python -m geo picture`: the map as a picture, or with what is known on a page."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from geo.commands import cli
from geo.commands.export import write
from geo.commands.options import DATASET, HOURS, KNOWN_ON, PATH
from geo.commands.terminal import say
from geo.exporting.citation import cite
from geo.ledger import Hours
from geo.picturing import PAPERS, THEMES, Picture, picture

_FORMS: dict[str, Callable[[Picture, str, int, str], bytes]] = {
    "svg": lambda told, shape, scale, paper: told.svg(shape).encode(),
    "png": lambda told, shape, scale, paper: told.png(shape, scale),
    "pdf": lambda told, shape, scale, paper: told.pdf(paper),
}


@click.command("picture")
@DATASET
@KNOWN_ON
@HOURS
@click.option(
    "--theme", type=click.Choice(list(THEMES)), default="severity",
    help="What the map shows of each place.",
)  # fmt: skip
@click.option("--place", metavar="PLACE", help="A place to frame; on the page it is told of, too.")
@click.option(
    "--format", "form", type=click.Choice(list(_FORMS)), required=True,
    help="An SVG with text as text, an image, or a page with figures and changes.",
)  # fmt: skip
@click.option("--scale", type=click.IntRange(1, 3), default=1, help="Of a PNG: more pixels.")
@click.option("--card", is_flag=True, help="For links: 1200 by 630 pixels, the words at the side.")
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", help="Of a PDF.")
@click.option("--address", default="", metavar="URL", help="The dashboard's, for a link to it.")
@click.option("--out", type=PATH, required=True, help="The file.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def draw(
    directory: Path, known_on: str | None, hours: Hours, theme: str, place: str | None, form: str,
    scale: int, card: bool, paper: str, address: str, out: Path, force: bool,
) -> None:  # fmt: skip
    """Draw the map as known on T: as SVG or PNG, or on a page of PDF with all that is around it.

    It needs no browser and no network. A file that is there is kept unless --force is given.
    """
    if card and form == "pdf":
        raise click.ClickException("--card is for svg and png. A PDF is a page of paper.")
    if out.exists() and not force:
        raise click.ClickException(f"{out} is there already. Use --force to write over it.")
    dataset = cli.open_dataset(directory)
    view = cli.open_view(dataset, known_on, hours)
    if place is not None:
        places = (cli.find_place(dataset, place),)
        view = replace(view, selection=replace(view.selection, places=places))
    try:
        told = picture(view, theme, cite(view, address))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    size = write(out, _FORMS[form](told, "card" if card else "wide", scale, paper))
    say(f"{out}: {told.subtitle}, {size:,} bytes")
