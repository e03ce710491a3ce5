"""What a file is that cannot be read as a table: one cause, and so one thing to say."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.dataset.issues import shorten

UTF8 = "Save it as UTF-8 (in Excel: CSV UTF-8)."
SHEET = "Open it, and save the sheet as CSV in UTF-8 (in Excel: CSV UTF-8)."
COMMAS = "Save it with commas between the cells."
# How far below the first line a header is looked for.
_ABOVE = 6
_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*[+#][A-Za-z][A-Za-z0-9_]*)*")


# Numbers and cells of lines.
Lines = Sequence[tuple[int, list[str]]]


class Cause(NamedTuple):
    """Why a file, or a line of it, is no part of a table."""

    line: int
    problem: str
    advice: str


@dataclass(frozen=True)
class _Kind:
    holds: Callable[[bytes], bool]
    problem: str
    advice: str


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _is_markup(data: bytes) -> bool:
    return data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _is_wide(data: bytes) -> bool:
    """Whether every other byte is zero, as of letters in UTF-16."""
    begin = data[:40]
    if len(begin) < 4:
        return False
    first, second = begin[::2], begin[1::2]
    return (not any(second) and all(first)) or (not any(first) and all(second))


_KINDS = (
    _Kind(_begins(b"\xff\xfe\0\0", b"\0\0\xfe\xff"), "The file is in UTF-32.", UTF8),
    _Kind(_begins(b"\xff\xfe", b"\xfe\xff"), "The file is in UTF-16.", UTF8),
    _Kind(_begins(b"PK\x03\x04"), "The file is an Excel workbook or another archive.", SHEET),
    _Kind(_begins(b"\xd0\xcf\x11\xe0"), "The file is an old Excel workbook.", SHEET),
    _Kind(_begins(b"%PDF"), "The file is a PDF.", "Get the table itself, as CSV."),
    _Kind(_begins(b"\x1f\x8b"), "The file is packed with gzip.", "Unpack it."),
    _Kind(_is_wide, "The file is in UTF-16.", UTF8),
    _Kind(_is_markup, "The file is a web page or XML.", "Get the table itself, as CSV."),
)


def by_bytes(data: bytes) -> Cause | None:
    """What the file is by its first bytes; None for what may be CSV."""
    found = next((kind for kind in _KINDS if kind.holds(data)), None)
    return Cause(1, found.problem, found.advice) if found else None


def by_header(lines: Lines, names: Collection[str]) -> Cause:
    """Why the first line is not the header of a table with these columns.

    ``lines`` are numbers and cells of the lines that hold anything.
    """
    first = lines[:_ABOVE]
    found = _other_separator(first, names) or _further_down(first, names)
    return found or _written_otherwise(first, names) or _no_header(first, names)


def _other_separator(lines: Lines, names: Collection[str]) -> Cause | None:
    for line, cells in lines:
        for sign, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if is_header(",".join(cells).split(sign), names):
                return Cause(line, f"The cells have {word} between them.", COMMAS)
    return None


def _further_down(lines: Lines, names: Collection[str]) -> Cause | None:
    below = next((line for line, cells in lines[1:] if is_header(cells, names)), None)
    if below is None:
        return None
    return Cause(lines[0][0], f"The header is in line {below}.", "Take out what stands above it.")


def _written_otherwise(lines: Lines, names: Collection[str]) -> Cause | None:
    for line, cells in lines:
        if is_header([plain(cell) for cell in cells], names):
            problem = f"The columns are called otherwise: {shorten(', '.join(cells))}."
            return Cause(line, problem, f"Write them so: {','.join(names)}")
    return None


def _no_header(lines: Lines, names: Collection[str]) -> Cause:
    line = lines[0][0] if lines else 1
    return Cause(line, "The file has no header.", f"Begin it with the line {','.join(names)}")


def is_header(cells: Collection[str], names: Collection[str]) -> bool:
    """Whether the cells name columns: two at least, where there are two."""
    known = {cell.strip(' "') for cell in cells} & set(names)
    return len(known) >= min(2, len(names))


def plain(name: str) -> str:
    """The name of a column without what typing makes of it: capitals, blanks, hyphens."""
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def is_tags(cells: Collection[str]) -> bool:
    """Whether the cells are the hashtags of HXL, which exports have in a row below the header."""
    given = [cell.strip() for cell in cells if cell.strip()]
    return len(given) >= 2 and all(_TAG.fullmatch(cell) for cell in given)
