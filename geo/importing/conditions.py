"""Which rows a part of a profile is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.importing.cells import find_column
from geo.importing.sheet import Sheet


@dataclass(frozen=True)
class Condition:
    """A column whose cell is one of some texts.

    A text may be ``> 0`` or ``< 0`` for numbers, ``given`` or ``empty``, ``Government of *`` for a
    beginning; ``not`` before any of them turns it round.
    """

    columns: tuple[str, ...]
    tests: tuple[str, ...]


def holding(conditions: Sequence[Condition], sheet: Sheet) -> list[int]:
    """The positions of the rows for which all conditions hold."""
    found = list(range(len(sheet)))
    for condition in conditions:
        name = find_column(condition.columns, sheet)
        cells = sheet.columns[name] if name else [""] * len(sheet)
        holds = {cell: any(_holds(test, cell) for test in condition.tests) for cell in set(cells)}
        found = [i for i in found if holds[cells[i]]]
    return found


def _holds(test: str, cell: str) -> bool:
    if test.startswith("not "):
        return not _holds(test.removeprefix("not "), cell)
    if test in _NAMED:
        return _NAMED[test](cell)
    if test[:2] in ("> ", "< "):
        return _compares(test[0], cell, test[2:])
    if test.endswith("*"):
        return cell.casefold().startswith(test[:-1].casefold())
    return cell.casefold() == test.casefold()


def _compares(sign: str, cell: str, bound: str) -> bool:
    try:
        return float(cell) > float(bound) if sign == ">" else float(cell) < float(bound)
    except ValueError:
        return False


_NAMED: dict[str, Callable[[str], bool]] = {"given": bool, "empty": lambda cell: not cell}
