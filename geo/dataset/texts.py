"""Texts of a table that are not what was written: letters lost, garbled, unseen or mistaken."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from geo.dataset import letters
from geo.dataset.columns import Table
from geo.dataset.issues import Issue


class _Cell(NamedTuple):
    line: int
    column: str
    text: str
    found: str


def check_texts(
    frame: pd.DataFrame, table: Table, distinct: Mapping[str, Iterable[str]]
) -> Iterator[Issue]:
    """Warnings of a frame of text columns plus ``line``; ``distinct`` are the cells of each column.

    What one wrong way of saving a file has done to many cells is one Issue, at the first of them.
    """
    spoilt: set[str] = set()
    columns = [column.name for column in table.columns if column.kind in ("text", "texts")]
    suspect = {name: _suspect(distinct[name]) for name in columns}
    for check, problem, advice in _ENCODINGS:
        if cells := sorted(_find(frame, check, suspect)):
            yield _warn(table, cells[0], problem + _more(cells) + ".", advice)
            spoilt.update(cell.text for cell in cells)
    # A claim's place is looked up among the names of places, and told of there.
    named = {name: cells for name, cells in suspect.items() if name != "place" or not table.ledger}
    for check, say, advice in _SIGNS:
        for cell in _find(frame, check, named):
            if cell.text not in spoilt:
                yield _warn(table, cell, f"{say(cell.found)}.", advice)


def _suspect(texts: Iterable[str]) -> list[str]:
    """The texts in which a check may find something; those of one alphabet are many and plain."""
    return [text for text in texts if not letters.is_plain(text)]


def _find(
    frame: pd.DataFrame, check: Callable[[str], str], suspect: Mapping[str, Iterable[str]]
) -> Iterator[_Cell]:
    """The cells of some columns in which a check finds something."""
    for column, texts in suspect.items():
        found = {text: sign for text in texts if (sign := check(text))}
        rows = frame[frame[column].isin(found)] if found else frame[:0]
        for line, text in zip(rows.line, rows[column], strict=True):
            yield _Cell(int(line), column, text, found[text])


def _warn(table: Table, cell: _Cell, problem: str, advice: str) -> Issue:
    return Issue("warning", table.name, cell.line, cell.column, cell.text, problem, advice)


def _more(cells: list[_Cell]) -> str:
    return f", here and in {len(cells) - 1:,} more cells" if len(cells) > 1 else ""


def say_unseen(sign: str) -> str:
    """That a text holds a sign which no reader sees."""
    return f"holds a sign that no reader sees, U+{ord(sign):04X}"


def say_mixed(word: str) -> str:
    """Which letters of a word are of another script: 'has in Kаz the Cyrillic letter а'."""
    foreign = letters.foreign_letters(word)
    script = letters.script(foreign[0])
    codes = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in foreign)
    return f"has in {word} what looks like its other letters but is {script}: {codes}"


_ENCODINGS = (
    (letters.lost, "has lost letters to an encoding",
     "Take the text from where it was whole, and save the file as UTF-8."),
    (letters.garbled, "was read in the wrong encoding",
     "Take the text from where it was whole, and save the file as UTF-8."),
)  # fmt: skip
_SIGNS = (
    (letters.unseen, say_unseen, "Take it out."),
    (letters.mixed, say_mixed, "Type the word with the keyboard of one language."),
)
