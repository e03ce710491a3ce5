"""What a command says: text that drives no terminal, and JSON that any machine reads."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

import click

from geo.dataset.issues import shorten


class _Escapes(dict):
    """Unicode code points -> how each is written, for ``str.translate``."""

    def __init__(self, write: Callable[[str], str], kept: str = "") -> None:
        super().__init__()
        self._write, self._kept = write, kept

    def __missing__(self, point: int) -> str:
        sign = chr(point)
        is_plain = sign.isprintable() or sign in self._kept
        self[point] = sign if is_plain else self._write(sign)
        return self[point]


_FOR_PEOPLE = _Escapes(lambda sign: sign.encode("unicode_escape").decode())
_FOR_MACHINES = _Escapes(lambda sign: json.dumps(sign)[1:-1], kept="\n")


def let_every_letter_through() -> None:
    """A letter that the terminal lacks is written as its number, and ends no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def finish() -> None:
    """Writes what is still to be written; raises OSError where there is no room for it."""
    if sys.stdout is not None:
        sys.stdout.flush()


def give_up() -> None:
    """Lets go of an output that takes no more, of which Python would complain when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def printable(text: str) -> str:
    """Text on one line, without the signs by which a dataset could drive a terminal."""
    return text.translate(_FOR_PEOPLE)


def say(text: str, *, err: bool = False) -> None:
    """One line for people, on standard output or standard error."""
    click.echo(printable(text), err=err)


def print_json(rows: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> None:
    """Indented JSON on standard output, readable where the terminal has the letters."""
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    if not _has_letters(text):
        text = json.dumps(rows, indent=2)
    click.echo(text.translate(_FOR_MACHINES))


def _has_letters(text: str) -> bool:
    """Whether standard output can write the text; its escapes would not always be JSON's."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def print_table(header: list[str], rows: Iterable[list[str]]) -> None:
    """Columns of text, as wide as their longest cell, which is cut where it is very long."""
    lines = [header, *([shorten(printable(cell)) for cell in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
