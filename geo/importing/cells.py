"""What a profile says of one cell: from which column it comes, and how it is read."""

import calendar
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from geo.dataset.rules import is_local, is_moment
from geo.importing.hxl import find_tagged
from geo.importing.sheet import Sheet

# The names of fields in a text: "{side_a} against {side_b}".
FIELD = re.compile(r"\{([^{}]*)\}")
EPOCH = "epoch"
LENGTHS = ("day", "week", "month", "year")


@dataclass(frozen=True)
class Cell:
    """One cell of a claim: a constant, a text with fields, or a column's cell as it is read.

    ``columns`` are the names that releases have for one column, of which the first that is there
    counts. ``words`` are what it may hold and what each means, ``beginnings`` and ``endings`` first
    and last words and what each means; ``other`` is for what is neither, None where that is
    refused. ``dates`` are the forms of a date; ``length`` how long a time it stands for, of which
    ``edge`` says which end is asked for. ``between`` separates what becomes several texts with |
    between. ``default`` is what an empty cell becomes, and one of a column that is not there.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    text: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    beginnings: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    other: str | None = None
    dates: tuple[str, ...] = ()
    length: "Cell | None" = None
    edge: str = ""
    empty: tuple[str, ...] = ()
    between: str = ""
    default: str = ""
    may_be_absent: bool = False

    @property
    def needed(self) -> list[str]:
        """The columns that the texts name; each has to be there."""
        words = (*self.words.values(), *self.beginnings.values(), *self.endings.values())
        texts = (self.text, *words, self.other or "")
        return [name for text in texts for name in FIELD.findall(text)]


# A row by its position, the column that is wrong, its cell, what is wrong and what to do.
Failure = tuple[int, str, str, str, str]
_NONE = Cell(constant="")


def find_column(names: Sequence[str], sheet: Sheet) -> str:
    """The first of some names, or of some patterns of HXL hashtags, that a column of the sheet has.

    Capitals make no other name; "" where no column has any.
    """
    by_case = {name.casefold(): name for name in sheet.columns}
    for name in names:
        found = name if name in sheet.columns else by_case.get(name.casefold(), "")
        if not found and name.startswith("#"):
            found = find_tagged(name, sheet.tags)
        if found in sheet.columns:
            return found
    return ""


def columns_read(cells: Iterable["Cell"], sheet: Sheet) -> set[str]:
    """The columns of a sheet that cells are read from."""
    found = set()
    for cell in cells:
        names = [cell.columns, *((name,) for name in cell.needed)]
        found |= {find_column(one, sheet) for one in names}
        found |= columns_read([cell.length], sheet) if cell.length else set()
    return found


def evaluate(cell: Cell, sheet: Sheet, failures: list[Failure]) -> list[str]:
    """The cell of every row; what cannot be read is empty, and told in ``failures``."""
    if cell.constant is not None:
        return [cell.constant] * len(sheet)
    if cell.text:
        return _fill([cell.text] * len(sheet), sheet)
    name = find_column(cell.columns, sheet)
    if not name:
        return [cell.default] * len(sheet)
    cells = sheet.columns[name]
    read = {one: _read(cell, one) for one in set(cells)}
    for i, one in enumerate(cells):
        if read[one][1]:
            failures.append((i, name, one, read[one][1], read[one][2]))
    values = [read[one][0] for one in cells]
    if any("{" in read[one][0] for one in read) and cell.needed:
        values = _fill(values, sheet)
    return _at_edge(cell, values, sheet, failures) if cell.edge else values


def _read(cell: Cell, text: str) -> tuple[str, str, str]:
    """What a cell means, or what is wrong with it and what to do."""
    if not text or text in cell.empty:
        return cell.words.get("", cell.default), "", ""
    if cell.words:
        return _word(cell, text)
    if cell.beginnings or cell.endings:
        return _part(cell, text.casefold()), "", ""
    if cell.dates:
        found = read_date(text, cell.dates)
        problem = "" if found else "is no date of the form that the profile names."
        return found, problem, "Correct it, or name its form in the profile." if problem else ""
    if cell.between:
        return "|".join(filter(None, map(str.strip, text.split(cell.between)))), "", ""
    return text, "", ""


def _word(cell: Cell, text: str) -> tuple[str, str, str]:
    if text in cell.words:
        return cell.words[text], "", ""
    folded = {word.casefold(): mean for word, mean in cell.words.items()}
    if (found := folded.get(text.casefold(), cell.other)) is not None:
        return found, "", ""
    few = ", ".join([word for word in cell.words if word][:8])
    return "", "is no word that the profile knows.", f"It knows {few}; add it to the profile."


def _part(cell: Cell, text: str) -> str:
    """What the first or the last words of a cell mean."""
    around = f" {text} "
    first = (one for words, one in cell.beginnings.items() if around.startswith(_apart(words)))
    last = (one for words, one in cell.endings.items() if around.endswith(_apart(words)))
    return (*first, *last, cell.other or "")[0]


def _apart(words: str) -> str:
    return f" {words.casefold()} "


def _fill(texts: Sequence[str], sheet: Sheet) -> list[str]:
    """The texts with the cells of each row in place of the fields."""
    columns = {name: sheet.columns[find_column([name], sheet)] for text in set(texts)
               for name in FIELD.findall(text) if find_column([name], sheet)}  # fmt: skip

    def fill(i: int, text: str) -> str:
        return FIELD.sub(lambda one: columns[one[1]][i] if one[1] in columns else "", text)

    return [fill(i, text) if "{" in text else text for i, text in enumerate(texts)]


def read_date(text: str, forms: Sequence[str]) -> str:
    """A date of one of some forms as the tables write it; "" where it has none of them.

    ISO 8601 needs no form; midnight is what tools add to a day. ``epoch`` are seconds since 1970.

    >>> read_date("2017-04-01 00:00:00.000", ()), read_date("1 April 2017", ("%d %B %Y",))
    ('2017-04-01', '2017-04-01')
    """
    return _iso(text) or next(filter(None, (_formed(text, form) for form in forms)), "")


_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")


def _iso(text: str) -> str:
    found = _ISO.fullmatch(text)
    if not found:
        return ""
    day, clock, offset = found.groups()
    is_day = not clock or set(clock) <= set("0:")
    whole = day if is_day and not offset else f"{day}T{clock}{offset or ''}"
    return whole if is_local(whole) or is_moment(whole) else ""


def _formed(text: str, form: str) -> str:
    try:
        if form == EPOCH:
            at = datetime.fromtimestamp(float(text), UTC)
            return at.strftime("%Y-%m-%dT%H:%M:%SZ")
        read = datetime.strptime(text, form)  # noqa: DTZ007 - local, as in the tables
    except (ValueError, OverflowError, OSError):
        return ""
    has_clock = any(sign in form for sign in ("%H", "%I", "%T", "%X", "%c"))
    whole = read.isoformat(timespec="minutes") if has_clock else f"{read:%Y-%m-%d}"
    return whole if is_local(whole[:16]) else ""


def _at_edge(cell: Cell, values: list[str], sheet: Sheet, failures: list[Failure]) -> list[str]:
    """The first or the last day of the time that each date stands for."""
    lengths = evaluate(cell.length or _NONE, sheet, failures)
    pairs = list(zip(values, lengths, strict=True))
    ends = {pair: _edge(*pair, cell.edge) for pair in set(pairs)}
    return [ends[pair] for pair in pairs]


def _edge(text: str, length: str, edge: str) -> str:
    if length not in _SPANS or len(text) < len("2022-01-07"):
        return text
    first, last = _SPANS[length](date.fromisoformat(text[:10]))
    return (first if edge == "begin" else last).isoformat()


_SPANS: Mapping[str, Callable[[date], tuple[date, date]]] = {
    # The day that stands for a week is one inside it, for a month or a year any.
    "week": lambda day: (day - timedelta(days=3), day + timedelta(days=3)),
    "month": lambda day: (
        day.replace(day=1),
        day.replace(day=calendar.monthrange(day.year, day.month)[1]),
    ),
    "year": lambda day: (date(day.year, 1, 1), date(day.year, 12, 31)),
}
