"""The files of a dataset with what an import adds: all of it or nothing."""

import csv
import hashlib
import io
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from geo.dataset.files import LARGEST_FILE, read_files
from geo.dataset.formulas import neutralise
from geo.dataset.linking import NUMERIC
from geo.dataset.schema import TABLES
from geo.geocoding.gazetteer.index import temporary_folder
from geo.geocoding.gazetteer.locking import held
from geo.importing.planning import Plan, Row
from geo.importing.refusal import NotImportableError
from geo.writing import write_together

_LOCK_SECONDS = 30.0
# What claims are looked up in is there before they are.
_FIRST = ("sources", "places", "incidents")


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Lets one import at a time change a dataset, and no ``geocode --write`` meanwhile."""
    with ExitStack() as locks:
        for path in (directory.resolve(), directory.resolve() / "places.csv"):
            name = hashlib.blake2s(os.fsencode(path), digest_size=8).hexdigest()
            lock = temporary_folder() / f"{name}.lock"
            try:
                locks.enter_context(held(lock, timeout_seconds=_LOCK_SECONDS))
            except sqlite3.Error as error:
                problem = f"{directory} is being changed by another: try again later."
                raise NotImportableError(problem) from error
        yield


def check_unchanged(directory: Path, files: Mapping[str, bytes]) -> None:
    """Refuses to write where somebody has changed the dataset since it was read."""
    now = read_files(directory)
    if changed := [name for name in {*now, *files} if now.get(name) != files.get(name)]:
        problem = f"{min(changed)} was changed by another while this was imported."
        raise NotImportableError(f"{problem} Nothing was written: import it again.")


def new_files(plan: Plan, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that change, by name, as they will be; raises NotImportableError if too large."""
    order = [*_FIRST, *(name for name in TABLES if name not in _FIRST)]
    changed = dict(plan.outlines)
    for table in order:
        rows = plan.added.get(table, [])
        edited = plan.edited if table == "sources" else {}
        if rows or edited:
            name = f"{table}.csv"
            changed[name] = _content(files.get(name, b""), table, rows, edited)
            if len(changed[name]) > LARGEST_FILE:
                problem = f"{name} would be over {LARGEST_FILE >> 20} MB, and could not be read."
                raise NotImportableError(
                    f"{problem} Import part of the file, or split the dataset."
                )
    return changed


def write_files(directory: Path, files: Mapping[str, bytes]) -> None:
    """Puts them there in one go; a kill before the last moment changes nothing."""
    for name in files:
        (directory / name).parent.mkdir(exist_ok=True)
    write_together({directory / name: content for name, content in files.items()})


def _content(before: bytes, table: str, rows: Sequence[Row], edited: Mapping[str, Row]) -> bytes:
    """A table's file with rows at its end; every byte that is there stays where it can."""
    text = before.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text, newline="")), []) if text.strip() else []
    needed = [name for name in TABLES[table].names if any(row.get(name) for row in rows)]
    needed += [name for row in edited.values() for name in row]
    kept = [_name_of_now(name, table) for name in header] or TABLES[table].names
    missing = [name for name in dict.fromkeys(needed) if name not in kept]
    if missing or edited or not header:
        before = _rewritten(text, [*kept, *missing], bool(header), TABLES[table].key, edited)
    return before + _lines([*kept, *missing], table, rows, before)


def _name_of_now(name: str, table: str) -> str:
    renamed = {one.was: one.name for one in TABLES[table].columns if one.was}
    return renamed.get(name.strip(), name.strip())


def _rewritten(
    text: str, names: Sequence[str], has_header: bool, key: str, edited: Mapping[str, Row]
) -> bytes:
    """The file with more columns, and with some cells changed."""
    records = csv.reader(io.StringIO(text, newline=""))
    written = io.StringIO(newline="")
    end = "\r\n" if "\r\n" in text else "\n"
    writer = csv.writer(written, lineterminator=end)
    writer.writerow(names)
    for cells in list(records)[1:] if has_header else ():
        row = [*cells, *[""] * (len(names) - len(cells))]
        for name, cell in edited.get(row[names.index(key)].strip(), {}).items():
            row[names.index(name)] = neutralise(cell)
        writer.writerow(row)
    return written.getvalue().encode("utf-8")


def _lines(names: Sequence[str], table: str, rows: Sequence[Row], before: bytes) -> bytes:
    """Rows in the file's own order of columns and with its own ends of line."""
    end = "\r\n" if b"\r\n" in before else "\n"
    written = io.StringIO(newline="")
    if before and not before.endswith(b"\n"):
        written.write(end)
    columns = [_harmless([row.get(name, "") for row in rows], name, table) for name in names]
    csv.writer(written, lineterminator=end).writerows(zip(*columns, strict=True))
    return written.getvalue().encode("utf-8")


def _harmless(cells: list[str], name: str, table: str) -> list[str]:
    """A column's cells without formulas; numbers stay numbers."""
    if any(one.name == name and one.kind in NUMERIC for one in TABLES[table].columns):
        return cells
    made = {cell: neutralise(cell) for cell in set(cells)}
    return [made[cell] for cell in cells]
