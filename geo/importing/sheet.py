"""A file's rows as columns of text, whatever it was, and the lines that are no rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from geo.dataset.issues import shorten
from geo.dataset.letters import without_unseen
from geo.importing.hxl import find_tags
from geo.importing.refusal import NotImportableError, Refusal

MOST_COLUMNS = 1_000
MOST_ROWS = 1_000_000
LONGEST_CELL = 100_000
_MOST_TITLES = 5


@dataclass(frozen=True)
class Sheet:
    """Columns of cells by name, in the order of ``lines``; ``tags`` are HXL's, by column.

    Cells have neither signs that no reader sees nor white space around them.
    """

    columns: Mapping[str, list[str]]
    lines: Sequence[int]
    broken: Sequence[Refusal] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    # Cells of rows that are there, of which nobody knows what they hold.
    unknown: Sequence[Refusal] = ()

    def __len__(self) -> int:
        return len(self.lines)


def make_sheet(
    header: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    broken: Sequence[Refusal] = (),
    name: str = "",
) -> Sheet:
    """The sheet of a header and numbered rows; a row of other length is none, and is told."""
    numbered = list(islice(rows, MOST_ROWS + 1))
    if len(numbered) > MOST_ROWS:
        raise NotImportableError(f"It has over {MOST_ROWS:,} rows: split it.")
    names, tags, above = find_tags([clean(cell) for cell in header], numbered)
    _check_header(names)
    whole, refused = _part(names, numbered[above:])
    columns = {column: _clean_all([cells[i] for _, cells in whole])
               for i, column in enumerate(names) if column}  # fmt: skip
    told = sorted((*broken, *refused), key=lambda refusal: refusal.line)
    return Sheet(columns, [line for line, _ in whole], told, tags, name)


def without_titles(
    rows: Iterable[tuple[int, Sequence[str]]],
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows without the first few that hold one cell, where wider ones follow: titles.

    >>> list(without_titles([(1, ["Curfews", ""]), (3, ["place", "kind"])]))
    [(3, ['place', 'kind'])]
    """
    kept = iter(rows)
    above = []
    for row in kept:
        above.append(row)
        if sum(bool(cell.strip()) for cell in row[1]) > 1:
            above = [row]
            break
        if len(above) > _MOST_TITLES:
            break
    yield from above
    yield from kept


def _check_header(names: Sequence[str]) -> None:
    given = [name for name in names if name]
    if len(given) > MOST_COLUMNS:
        raise NotImportableError(f"It has over {MOST_COLUMNS:,} columns.")
    if twice := next((name for name in given if given.count(name) > 1), None):
        raise NotImportableError(f"Two columns are called {shorten(twice)!r}: rename one.")
    if not given:
        raise NotImportableError("It has no header, the row that names the columns.")


def _part(
    names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[list[tuple[int, Sequence[str]]], list[Refusal]]:
    """The rows with as many cells as the header, and what is wrong with the others."""
    whole, refused = [], []
    for line, cells in rows:
        if not any(cells):
            continue
        if len(cells) != len(names):
            problem = f"has {len(cells):,} cells, the header {len(names):,}."
            refused.append(Refusal(line, "", "", problem, "Add or remove separators."))
        elif long := next((i for i, cell in enumerate(cells) if len(cell) > LONGEST_CELL), -1) + 1:
            problem = f"is over {LONGEST_CELL:,} characters."
            refused.append(Refusal(line, names[long - 1], cells[long - 1], problem, "Shorten it."))
        else:
            whole.append((line, cells))
    return whole, refused


def _clean_all(cells: list[str]) -> list[str]:
    """Cells that are alike are cleaned once, and are one text in memory."""
    cleaned = {cell: clean(cell) for cell in set(cells)}
    return [cleaned[cell] for cell in cells]


def clean(cell: str) -> str:
    """A cell on one line, without signs that no reader sees, control characters or blanks around.

    >>> clean(" Al\\u200e Raqqah\\n town\\x07 ")
    'Al Raqqah town'
    """
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    return " ".join(without_unseen(cell.replace("\x00", "")).split())


def take_rows(sheet: Sheet, wanted: Sequence[int], names: Iterable[str]) -> Sheet:
    """The sheet with some of its rows, by position, and of its columns those of some names."""
    kept = set(names)
    columns = {name: [cells[i] for i in wanted] for name, cells in sheet.columns.items()
               if name in kept}  # fmt: skip
    return Sheet(columns, [sheet.lines[i] for i in wanted], (), sheet.tags, sheet.name)


def find_unknown(sheet: Sheet, names: Iterable[str]) -> dict[int, Refusal]:
    """The lines with an unknown cell in one of these columns."""
    wanted = set(names)
    return {one.line: one for one in reversed(sheet.unknown) if one.column in wanted}
