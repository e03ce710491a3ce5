"""The tables of a file that has the columns of the data dictionary, or nearly."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from geo.dataset.columns import language_of
from geo.dataset.files import LARGEST_DESCRIPTOR, OUTLINES
from geo.dataset.issues import shorten
from geo.dataset.outlines import read_own
from geo.dataset.schema import LEDGER, TABLES
from geo.importing.delimited import read_delimited
from geo.importing.reading import LARGEST, read_bytes
from geo.importing.refusal import NotImportableError
from geo.importing.sheet import Sheet
from geo.importing.tidying import key
from geo.importing.workbooks import read_sheets

# What a claim may have beside its table's columns; see ``geo.importing.own``.
BESIDE = ("number", "publisher", "title", "url", "published_at", "source_kind", "collection")
# The sheet of a workbook from ``geo new`` that only holds the words of its lists.
_WORDS = "lists"


class Tables(NamedTuple):
    """The sheets by the table that each is, and what of the file was not read, in sentences.

    ``outlines`` are files of outlines that a package brings, by name.
    """

    sheets: Mapping[str, Sheet]
    notes: Sequence[str]
    outlines: Mapping[str, bytes] = MappingProxyType({})


def read_tables(path: Path, encoding: str = "") -> Tables:
    """The tables of a file; raises NotImportableError where it has none."""
    data = read_bytes(path)
    if not data.startswith(b"PK\x03\x04"):
        return _named(_of_csv(_with_names(read_delimited(data, encoding, path.name)), path.stem))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        is_workbook = "xl/workbook.xml" in archive.namelist()
        found = {} if is_workbook else dict(_of_package(archive))
        outlines = {} if is_workbook else dict(_outlines(archive))
    if is_workbook:
        return _of_workbook(read_sheets(data))
    return _named(found)._replace(outlines=outlines)


def _of_workbook(sheets: Mapping[str, Sheet]) -> Tables:
    titled = {key(title): sheet for title, sheet in sheets.items()}
    found = {name: _with_names(titled[name]) for name in TABLES if name in titled}
    others = [title for title in sheets if key(title) not in (*TABLES, _WORDS)]
    if not found and len(others) == 1:
        return _named(_of_csv(_with_names(sheets[others[0]]), key(others[0])))
    notes = [f"The sheet {shorten(title)!r} is called as no table, and was not read."
             for title in others]  # fmt: skip
    read = _named(found)
    return Tables(read.sheets, [*notes, *read.notes])


def _of_package(archive: zipfile.ZipFile) -> Iterator[tuple[str, Sheet]]:
    for part in archive.infolist():
        name = PurePosixPath(part.filename)
        if name.suffix == ".csv" and name.stem in TABLES and len(name.parts) <= 2:
            if part.file_size > LARGEST:
                raise NotImportableError(f"{name.name} unpacks to over {LARGEST >> 20} MB.")
            with archive.open(part) as file:
                yield name.stem, read_delimited(file.read(LARGEST), "", name.stem)


def _outlines(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The outlines of a package, those that can be drawn."""
    for part in archive.infolist():
        parts = PurePosixPath(part.filename).parts
        name = "/".join(parts[-2:])
        if name in OUTLINES and len(parts) <= 3 and part.file_size <= LARGEST_DESCRIPTOR:
            with archive.open(part) as file:
                content = file.read(LARGEST_DESCRIPTOR)
            own, _ = read_own({name: content})
            if own:
                yield name, content


def _named(found: Mapping[str, Sheet]) -> Tables:
    if not found:
        raise NotImportableError(f"It has no table such as {', '.join(list(TABLES)[:3])}.")
    notes = [note for name, sheet in found.items() for note in _unread(name, sheet)]
    return Tables({name: replace(sheet, name=name) for name, sheet in found.items()}, notes)


def _with_names(sheet: Sheet) -> Sheet:
    """The columns under the names that tables have for them: 'Occurred from' is occurred_from."""
    known = {key(column.name): column.name for table in TABLES.values() for column in table.columns}
    known |= {key(name): name for name in (*BESIDE, "table")}
    known |= {one.was: one.name for table in TABLES.values() for one in table.columns if one.was}
    names = {name: known.get(key(name), name) for name in sheet.columns}
    if len(set(names.values())) < len(names):
        return sheet
    columns = {names[name]: cells for name, cells in sheet.columns.items()}
    unknown = [replace(one, column=names.get(one.column, one.column)) for one in sheet.unknown]
    return replace(sheet, columns=columns, unknown=unknown)


def _unread(table: str, sheet: Sheet) -> Iterator[str]:
    """What is in no column of the table; an export of claims has more than a table."""
    known = [*TABLES[table].names, *(BESIDE if TABLES[table].ledger else ())]
    if "table" in sheet.columns:
        return
    for name in sheet.columns:
        if name not in known and not language_of(name):
            close = get_close_matches(name, known, 1)
            advice = f" Did you mean {close[0]}?" if close else ""
            yield f"{table}: {shorten(name)!r} is no column of it, and was not read.{advice}"


def _of_csv(sheet: Sheet, stem: str) -> dict[str, Sheet]:
    """One table, which the name or the columns of a file tell; or all, by a column ``table``."""
    if "table" in sheet.columns:
        names = sheet.columns["table"]
        if unknown := set(names) - {table.name for table in LEDGER}:
            raise NotImportableError(f"There is no table of claims called {min(unknown)!r}.")
        return {name: _rows_of(sheet, name) for name in dict.fromkeys(names)}
    name = stem if stem in TABLES else _by_columns(sheet)
    if not name:
        raise NotImportableError(f"Call it as the table that it is: {', '.join(TABLES)}.")
    return {name: sheet}


def _by_columns(sheet: Sheet) -> str:
    """The table of which all columns are there that no row can do without; "" for none."""
    for name, table in TABLES.items():
        follow = {one.on for one in table.dependents}  # what is told by another column
        needed = {one.name for one in table.own if one.required} - follow
        if needed <= set(sheet.columns):
            return name
    return ""


def _rows_of(sheet: Sheet, name: str) -> Sheet:
    wanted = [i for i, one in enumerate(sheet.columns["table"]) if one == name]
    columns = {column: [cells[i] for i in wanted] for column, cells in sheet.columns.items()}
    return Sheet(columns, [sheet.lines[i] for i in wanted], sheet.broken, {}, name)
